"""The blog's front page: every post, filtered by what it is about."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from taggit.models import Tag
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.search import index

from blog.breadcrumbs import breadcrumbs
from blog.index_view import IndexView
from blog.models.category import Category
from cms.editions.pages import PublicPageMixin


class BlogIndexPage(PublicPageMixin, RoutablePageMixin, Page):
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
            "breadcrumbs": breadcrumbs(self, request),
        }

    @path("")
    def all_posts(self, request: HttpRequest) -> HttpResponse:
        return self.render(request)

    @path("category/<str:slug>/")
    def category_posts(self, request: HttpRequest, slug: str) -> HttpResponse:
        get_object_or_404(Category, slug=slug, locale_id=self.locale_id)
        return self.render(request, fixed={"category": slug})

    @path("tag/<str:slug>/")
    def tagged_posts(self, request: HttpRequest, slug: str) -> HttpResponse:
        if not Tag.objects.filter(slug=slug).exists():
            raise Http404
        return self.render(request, fixed={"tag": slug})
