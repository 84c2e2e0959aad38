"""The list of posts as a page asks for it: filters, pages and links between them."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.http import urlencode

from blog import addresses, queries
from blog.breadcrumbs import breadcrumbs, breadcrumbs_beyond
from blog.card import label_of
from blog.chosen import FACETS, LABELS, MANY_VALUES, Chosen, chosen, pairs, without
from blog.feeds.links import feed_links
from blog.paging import page_of_posts
from blog.social import Social

if TYPE_CHECKING:
    from blog.models import BlogIndexPage

# Lists that have an address of their own when nothing else is chosen.
OWN_ADDRESS = {"category": addresses.category, "tag": addresses.tag}


@dataclass
class Option:
    """One value a filter offers: `count` posts remain when `url` is followed."""

    label: str
    value: str
    url: str
    is_active: bool
    count: int


@dataclass
class Filter:
    name: str
    label: str
    options: list[Option] = field(default_factory=list)


class IndexView:
    """Reads the filters of a request and turns them into what the template shows.

    `fixed` holds filters that come from the path (`/category/<slug>/`), which stay when others
    change. Unknown parameters are ignored, unknown values find nothing.
    """

    def __init__(self, page: BlogIndexPage, request: HttpRequest, fixed: dict[str, str]) -> None:
        self.page = page
        self.request = request
        self.base = page.get_url(request) or "/"
        self.chosen = chosen(request)
        for name, value in fixed.items():
            self.chosen[name] = [value]
        self.below = queries.posts_below(page)
        self.found = queries.filtered(self.below, self.chosen)

    def context(self) -> dict[str, Any]:
        listed = page_of_posts(self.found, self.request, partial(self._url, self.chosen))
        filters = self._filters()
        active = [
            {
                "name": group.name,
                "label": option.label,
                "facet": group.label,
                "remove_url": option.url,
            }
            for group in filters
            for option in group.options
            if option.is_active
        ]
        heading = self._heading(active)
        return {
            **listed,
            "filters": filters,
            "active_filters": active,
            "clear_url": self.base,
            "heading": heading,
            "lead": self.lead,
            "social": self._social(active),
            "breadcrumbs": breadcrumbs_beyond(self.page, heading, self.request)
            if heading != self.page.title
            else breadcrumbs(self.page, self.request),
            "feeds": self._feeds(active),
            "canonical_url": self.request.build_absolute_uri(
                self._url(self.chosen, listed["page_number"])
            ),
        }

    def _filters(self) -> list[Filter]:
        return [
            Filter(name, str(LABELS[name]), options)
            for name in FACETS
            if (options := self._options(name))
        ]

    def _options(self, name: str) -> list[Option]:
        options = []
        for value, label, count in queries.facet_counts(self.found, name):
            shown = label_of(label) if name == "route" else label
            is_active = value in self.chosen[name]
            options.append(Option(shown, value, self._toggled(name, value), is_active, count))
        return options

    def _toggled(self, name: str, value: str) -> str:
        if value in self.chosen[name]:
            return self._url(without(self.chosen, name, value))
        kept = self.chosen[name] if name in MANY_VALUES else []
        return self._url({**self.chosen, name: [*kept, value]})

    def _url(self, wanted: Chosen, page: int = 1) -> str:
        given = pairs(wanted)
        base = self.base
        if len(given) == 1 and given[0][0] in OWN_ADDRESS:
            ((name, value),) = given
            base, given = OWN_ADDRESS[name](base, value), []
        if page > 1:
            given.append(("page", str(page)))
        return f"{base}?{urlencode(given)}" if given else base

    @cached_property
    def lead(self) -> str:
        """What the chosen category says of itself, if nothing else is chosen."""
        if [name for name in FACETS if self.chosen[name]] != ["category"]:
            return ""
        category = queries.used_category(self.page, self.chosen["category"][0])
        return category.description if category else ""

    def _feeds(self, active: list[dict[str, str]]) -> list[dict[str, str]]:
        """Those of the category, if there is one, then those of the whole blog."""
        whole = feed_links(self.base, self.page.title)
        if not self.chosen["category"]:
            return whole
        (slug,) = self.chosen["category"]
        names = [each["label"] for each in active if each["name"] == "category"]
        return [
            link for name in names for link in feed_links(addresses.category(self.base, slug), name)
        ] + whole

    def _social(self, active: list[dict[str, str]]) -> Social | None:
        """What is chosen, and from what; the page's own fields say the rest."""
        if not active:
            return None
        labels = ", ".join(each["label"] for each in active)
        return Social(f"{labels} – {self.page.title}", self.lead)

    def _heading(self, active: list[dict[str, str]]) -> str:
        return active[0]["label"] if len(active) == 1 else self.page.title
