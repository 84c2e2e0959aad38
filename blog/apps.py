"""The app of the blog's content."""

from django.apps import AppConfig
from django.db.models.signals import post_delete, post_migrate


class BlogConfig(AppConfig):
    """Posts, the things they share, and the blocks they are made of."""

    name = "blog"
    verbose_name = "Blog"
    public_urls = "blog.urls"
    answers_read = ("blog.RouteEntry", "taggit.Tag")
    answers_begin = (("blog.DisclaimerVersion", "effective_from"),)

    def ready(self) -> None:
        from blog.api import block_types, drafts
        from blog.api.search import BlogSearchParameters
        from blog.publishing.roles import make_roles
        from blog.publishing.uses import keep_while_used
        from blog.sitemaps import Categories, Comparisons, People, Treatments
        from blog.social_cards.files import remove_with_post
        from cms.api.content import content_api
        from cms.api.search import search_by
        from cms.discovery.sitemaps import add_section

        block_types.register()
        add_section("categories", Categories)
        add_section("people", People)
        add_section("treatments", Treatments)
        add_section("comparisons", Comparisons)
        drafts.register()
        for name in ("router", "vocabulary_router", "shared_router"):
            content_api.add_router("", f"blog.api.{name}.router")
        search_by(BlogSearchParameters)
        keep_while_used(
            *(self.get_model(name) for name in ("Person", "Category", "Treatment", "Reference"))
        )
        post_delete.connect(remove_with_post, sender=self.get_model("BlogPage"))
        post_migrate.connect(make_roles, sender=self, dispatch_uid="make roles")
