"""A treatment as its readers' page shows it: what it is, its routes, and the posts about it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from blog import addresses, queries
from blog.breadcrumbs import front_page_crumbs
from blog.card import with_card
from blog.feeds.links import feed_links
from blog.models import Treatment
from blog.overview import Overview

MOST_POSTS = 12


class TreatmentView:
    """`treatment` is one that public posts name: any other may be a draft's secret."""

    def __init__(self, treatment: Treatment, request: HttpRequest) -> None:
        self.request = request
        self.treatment = treatment
        entries = queries.route_entries().filter(treatment=treatment)
        self.overview = Overview(request, entries, texts=[treatment.description])

    @cached_property
    def posts(self) -> list[Any]:
        found = queries.with_cards(queries.posts_about(self.treatment))
        return with_card(found[:MOST_POSTS], self.request)

    @property
    def generic_name(self) -> str:
        """The generic name, where it says more than the name does."""
        generic = self.treatment.generic_name
        return "" if generic.casefold() == self.treatment.name.casefold() else generic

    @property
    def late_posts(self) -> list[Any]:
        """Posts in the list that are past their review date."""
        return [post for post in self.posts if post.card.is_past_review]

    def context(self) -> dict[str, Any]:
        name, slug = self.treatment.name, self.treatment.slug
        followed = _("Posts about %(name)s") % {"name": name}
        return {
            "page": {
                "title": name,
                "search_description": _(
                    "%(name)s: ways to have it side by side, what regulators say, and articles."
                )
                % {"name": name},
            },
            "view": self,
            "feeds": feed_links(addresses.treatment(slug), followed),
            "treatment": self.treatment,
            "statuses": list(self.treatment.statuses.all()),
            "post": self.overview,
            "block": {"id": "routes"},
            "compare_url": addresses.comparison([("treatment", slug)]),
            "breadcrumbs": [
                *front_page_crumbs(self.request),
                {"title": _("Compare"), "url": addresses.comparison()},
                {"title": name, "url": ""},
            ],
            "canonical_url": self.request.build_absolute_uri(self.request.path),
        }
