"""Posts: what the blog is made of."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import ObjectList, TabbedInterface
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.search import index

from blog import related
from blog.markdown import post_markdown
from blog.models.body import BodyPage
from blog.models.disclaimer import Disclaimer
from blog.models.disclaimer_version import DisclaimerVersion
from blog.models.post_panels import CONTENT_PANELS, PROMOTE_PANELS, TRUST_PANELS
from blog.models.reference import Reference
from blog.models.route_entry import RouteEntry
from blog.models.site import SiteSettings
from blog.publishing.findings import no_author, post_findings
from blog.social_cards import files as social_cards
from blog.social_cards.serving import CARD_PREVIEW, card_preview, card_response, is_card
from cms.editions.findings import Finding

COMMENTS_STATES = [("off", _("Off: readers see the site's notice"))]


class BlogPage(BodyPage):
    """A health post: its text and routes, the people who answer for it, and its disclaimer."""

    parent_page_types = ["blog.BlogIndexPage"]
    subpage_types: list[str] = []

    subtitle = models.CharField(_("subtitle"), max_length=200, blank=True)
    intro = RichTextField(
        _("introduction"),
        blank=True,
        features=["bold", "italic", "link"],
        help_text=_("What a reader should know if they read nothing else."),
    )
    hero_image = models.ForeignKey(
        "cms_images.CustomImage",
        verbose_name=_("main picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    hero_alt = models.CharField(
        _("main picture in words"),
        max_length=250,
        blank=True,
        help_text=_("For readers who cannot see it."),
    )
    hero_is_decorative = models.BooleanField(
        _("main picture is decorative"),
        default=False,
        help_text=_("It says nothing that the text does not say."),
    )
    reviewer = models.ForeignKey(
        "blog.Person",
        verbose_name=_("medical reviewer"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="reviewed_posts",
        help_text=_("Who checked the facts. Not one of the authors."),
    )
    last_reviewed = models.DateField(
        _("last reviewed"),
        null=True,
        blank=True,
        help_text=_("When the whole post was last checked, not when it was last edited."),
    )
    next_review_due = models.DateField(_("next review due"), null=True, blank=True)
    category = models.ForeignKey(
        "blog.Category",
        verbose_name=_("category"),
        null=True,
        on_delete=models.PROTECT,
        related_name="posts",
        error_messages={
            "null": _("Choose a category."),
            "blank": _("Choose a category."),
        },
    )
    tags = ClusterTaggableManager(through="blog.BlogPageTag", blank=True, verbose_name=_("tags"))
    treatments = ParentalManyToManyField(
        "blog.Treatment", blank=True, related_name="posts", verbose_name=_("treatments")
    )
    disclaimer = models.ForeignKey(
        Disclaimer,
        verbose_name=_("disclaimer"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="posts",
        help_text=_("Leave it empty to use the category's or the site's."),
    )
    comments_state = models.CharField(
        _("comments"), max_length=20, choices=COMMENTS_STATES, default="off"
    )
    social_image = models.ForeignKey(
        "cms_images.CustomImage",
        verbose_name=_("picture for social networks"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("The main picture is used when left empty."),
    )

    document_values = "blog.api.fields.PostValues"
    document_fields = [
        *("subtitle", "intro", "hero", "authors", "reviewed_by"),
        *("last_reviewed", "next_review_due", "reading_minutes", "word_count"),
        *("category", "tags", "treatments"),
        *("body", "table_of_contents", "comparison", "references", "disclaimer", "comments"),
    ]
    draft_may_lack = ["category", "disclaimer"]
    card_fields = [
        *("subtitle", "hero", "authors", "last_reviewed", "next_review_due", "reading_minutes"),
        *("category", "tags", "treatments", "routes"),
    ]

    content_panels = CONTENT_PANELS
    promote_panels = PROMOTE_PANELS
    edit_handler = TabbedInterface(
        [
            ObjectList(CONTENT_PANELS, heading=_("Content")),
            ObjectList(TRUST_PANELS, heading=_("Trust")),
            ObjectList(PROMOTE_PANELS, heading=_("Promote")),
            ObjectList(Page.settings_panels, heading=_("Settings")),
        ]
    )

    search_fields = [
        *BodyPage.search_fields,
        index.SearchField("subtitle"),
        index.SearchField("intro"),
        index.FilterField("category_id"),
        index.FilterField("last_reviewed"),
        index.FilterField("next_review_due"),
    ]

    class Meta:
        verbose_name = _("post")
        verbose_name_plural = _("posts")

    def own_findings(self) -> list[Finding]:
        return post_findings(self)

    def findings_without(self, children: set[str]) -> list[Finding]:
        return [no_author()] if "page_authors" in children else []

    def facets(self) -> list[tuple[str, Any]]:
        disclaimer = self.chosen_disclaimer
        return list(
            dict.fromkeys(
                [
                    *(("author", person.pk) for person in self.authors),
                    *(("reviewer", pk) for pk in [self.reviewer_id] if pk),
                    *(("category", pk) for pk in [self.category_id] if pk),
                    *(("disclaimer", pk) for pk in [disclaimer and disclaimer.pk] if pk),
                    *(("treatment", treatment.pk) for treatment in self.every_treatment()),
                    *(("tag", tag.pk) for tag in self.tags.all()),
                    *(("route", key) for key in self.route_keys),
                ]
            )
        )

    @property
    def route_keys(self) -> list[str]:
        """The routes that the post describes, each once, in their order."""
        keys = dict.fromkeys(child.value["route"] for child in self.route_blocks())
        return [key for key in keys if key]

    def every_treatment(self) -> list[Any]:
        """The treatments named for the post, then those of its routes, each once."""
        routes = [child.value["treatment"] for child in self.route_blocks()]
        return list(dict.fromkeys([*self.treatments.all(), *(each for each in routes if each)]))

    def related_candidates(self) -> list[int]:
        return related.candidates(self)

    def project(self) -> None:
        super().project()
        RouteEntry.rewrite(self)
        social_cards.draw_after_commit(self.pk)

    def announce(self) -> None:
        related.tell_kin(self)

    def withdraw(self) -> None:
        super().withdraw()
        RouteEntry.objects.filter(page_id=self.pk).delete()
        social_cards.remove_after_commit(self.pk)

    def as_markdown(self, document: Any) -> str:
        return post_markdown(document)

    def file_named(self, name: str) -> Callable[[Page, HttpRequest], HttpResponse] | None:
        if is_card(name):
            return partial(card_response, name=name)
        return super().file_named(name)

    @property
    def preview_modes(self) -> list[Any]:
        return [*super().preview_modes, (CARD_PREVIEW, _("Card for social networks"))]

    def serve_preview(self, request: HttpRequest, mode_name: str) -> Any:
        if mode_name == CARD_PREVIEW:
            return card_preview(self, request)
        return super().serve_preview(request, mode_name)

    def get_template(self, request: Any, *args: Any, **kwargs: Any) -> str:
        return "blog/blog_page.html"

    @cached_property
    def site_settings(self) -> SiteSettings | None:
        """The settings of the post's site; None before the post has a place in the tree."""
        site = self.get_site() if self.path else None
        return SiteSettings.for_site(site) if site else SiteSettings.objects.first()

    @property
    def chosen_disclaimer(self) -> Disclaimer | None:
        """The disclaimer that applies: the post's own, its category's, the site's default."""
        return self._disclaimer_by(self.site_settings)

    def _disclaimer_by(self, settings: SiteSettings | None) -> Disclaimer | None:
        if self.disclaimer:
            return self.disclaimer
        if self.category and self.category.disclaimer:
            return self.category.disclaimer
        return settings.default_disclaimer if settings else None

    def disclaimer_in_force(self, at: datetime | None = None) -> DisclaimerVersion | None:
        """The text readers of this post see at `at` (now); None when there is none."""
        settings = self.site_settings
        chosen = self._disclaimer_by(settings)
        if chosen is None:
            return None
        return chosen.in_force(settings.jurisdiction if settings else "", self.locale, at)

    @property
    def authors(self) -> list[Any]:
        """The authors, in their order."""
        return [row.person for row in self.page_authors.all() if row.person_id]

    def further_references(self) -> list[Reference]:
        return [row.reference for row in self.page_references.select_related("reference").all()]

    @property
    def is_past_review(self) -> bool:
        """Whether the date by which the post should have been checked again has passed."""
        return bool(self.next_review_due and self.next_review_due < timezone.localdate())
