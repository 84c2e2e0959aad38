"""The blog's front page: every post, filtered by what it is about."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path, re_path
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.search import index

from blog import queries
from blog.feeds.responses import blog_feed
from blog.index_view import IndexView
from blog.models.answers_as_files import AnswersAsFiles
from cms.api.cards import below
from cms.editions.pages import PublicPageMixin

# A routable page sees every address with a last slash.
FEED = r"feed\.(?P<extension>rss|atom|json)/"


class BlogIndexPage(AnswersAsFiles, PublicPageMixin, RoutablePageMixin, Page):
    """Lists the published posts below it, newest first, twelve a page."""

    parent_page_types = ["home.HomePage"]
    subpage_types = ["blog.BlogPage"]

    intro = RichTextField(_("introduction"), blank=True, features=["bold", "italic", "link"])

    document_values = "blog.api.fields.IntroValues"
    document_fields = ["intro"]

    content_panels = [*Page.content_panels, FieldPanel("intro")]
    search_fields = [*Page.search_fields, index.SearchField("intro")]

    class Meta:
        verbose_name = _("blog index")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        view = IndexView(self, request, kwargs.pop("fixed", {}))
        return {
            **super().get_context(request, *args, **kwargs),
            **view.context(),
        }

    def as_markdown(self, document: Any) -> str:
        from blog.markdown_pages import page_of_posts

        return page_of_posts(document, below(self))

    @path("")
    def all_posts(self, request: HttpRequest) -> HttpResponse:
        return self.render(request)

    @path("category/<str:slug>/")
    def category_posts(self, request: HttpRequest, slug: str) -> HttpResponse:
        return self._render_used(request, "category", slug)

    @path("tag/<str:slug>/")
    def tagged_posts(self, request: HttpRequest, slug: str) -> HttpResponse:
        return self._render_used(request, "tag", slug)

    @re_path(rf"^{FEED}$")
    def feed(self, request: HttpRequest, extension: str) -> HttpResponse:
        return blog_feed(self, request, extension)

    @re_path(rf"^category/(?P<slug>[\w\-]+)/{FEED}$")
    def category_feed(self, request: HttpRequest, slug: str, extension: str) -> HttpResponse:
        return blog_feed(self, request, extension, slug)

    def _render_used(self, request: HttpRequest, facet: str, slug: str) -> HttpResponse:
        """What only drafts use is as little there as what nobody made."""
        chosen = {facet: [slug]}
        if not queries.filtered(queries.posts_below(self), chosen).exists():
            raise Http404
        return self.render(request, fixed={facet: slug})
