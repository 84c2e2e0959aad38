"""A treatment as its readers' page shows it: what it is, its routes, and the posts about it."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from blog import addresses, queries
from blog.card import with_card
from blog.feeds.links import feed_links
from blog.models import Treatment
from blog.overview import Overview

MOST_POSTS = 12


class TreatmentView:
    """Raises Http404 for a treatment that no public post names: it may be a draft's secret."""

    def __init__(self, slug: str, request: HttpRequest) -> None:
        self.request = request
        self.language = get_language() or ""
        self.treatment = self._named(slug)
        entries = queries.route_entries(self.language).filter(treatment=self.treatment)
        texts = [self.treatment.description]
        self.overview = Overview(request, entries, texts=texts)

    def _named(self, slug: str) -> Treatment:
        """The treatment of posts in this language; theirs may be one that nobody translated."""
        found = Treatment.objects.filter(slug=slug).select_related("locale")
        own_first = sorted(found, key=lambda each: each.locale.language_code != self.language)
        for treatment in own_first:
            if queries.posts_about(treatment, self.language).exists():
                return treatment
        raise Http404

    @cached_property
    def posts(self) -> list[Any]:
        found = queries.with_cards(queries.posts_about(self.treatment, self.language))
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

    @property
    def _feeds(self) -> list[dict[str, str]]:
        """What can be followed. A feed is in the language of its treatment."""
        if self.treatment.locale.language_code != self.language:
            return []
        path = addresses.treatment(self.treatment.slug)
        return feed_links(path, _("Posts about %(name)s") % {"name": self.treatment.name})

    def context(self) -> dict[str, Any]:
        name, slug = self.treatment.name, self.treatment.slug
        home = {"title": _("Home"), "url": "/"}
        return {
            "page": {
                "title": name,
                "search_description": _(
                    "%(name)s: ways to have it side by side, what regulators say, and articles."
                )
                % {"name": name},
            },
            "view": self,
            "feeds": self._feeds,
            "treatment": self.treatment,
            "statuses": list(self.treatment.statuses.all()),
            "post": self.overview,
            "block": {"id": "routes"},
            "compare_url": addresses.comparison(slug),
            "breadcrumbs": [
                home,
                {"title": _("Compare"), "url": addresses.comparison()},
                {"title": name, "url": ""},
            ],
            "canonical_url": self.request.build_absolute_uri(self.request.path),
        }
