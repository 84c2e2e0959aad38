"""The search page: what was asked, what was found, and what helps when there is nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Locale

from blog import addresses, queries
from blog.api.queries import posts
from blog.api.search import key_groups
from blog.breadcrumbs import front_page_crumbs
from blog.chosen import LABELS, Chosen, chosen, pairs, without
from blog.paging import PER_PAGE, asked_number, pagination
from blog.search_filters import SEARCHED, SearchFilters
from blog.search_results import Result, result
from blog.social import Social
from cms.api.pagination import PageParameters
from cms.editions.search.finding import REACH, find
from cms.editions.search.highlights import Highlighter
from cms.editions.search.question import LONGEST, Question

# What no keyboard writes and no database holds; it parts words as a space does.
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


class SearchView:
    """Reads a question and its filters from a request; any text is a question.

    With filters alone the posts that have them are listed, the newest first.
    """

    longest = LONGEST

    def __init__(self, request: HttpRequest) -> None:
        self._request = request
        self._language = request.LANGUAGE_CODE
        self._number = asked_number(request)
        given = " ".join(_UNSEEN.sub(" ", request.GET.get("q", "")).split())
        self.is_too_long = len(given) > LONGEST
        self.text = given[:LONGEST].rstrip()
        self.filters = SearchFilters(chosen(request, SEARCHED), self._language)
        self.count, self.results = self._found()

    def context(self) -> dict[str, Any]:
        pages = Paginator(range(self.count), PER_PAGE)
        if self._number > pages.num_pages:
            raise Http404
        url = self._url(self.filters.chosen, self._number)
        return {
            "search": self,
            "filters": self.filters.fields(),
            "active_filters": self._active,
            "clear_url": self._url({}),
            "pagination": pagination(pages.page(self._number), self._page_url),
            "social": Social(self.title),
            "robots": "noindex" if self.is_asked else "",
            "canonical_url": self._request.build_absolute_uri(url),
            "breadcrumbs": [
                *front_page_crumbs(self._request),
                {"title": _("Search"), "url": ""},
            ],
        }

    @property
    def url(self) -> str:
        return addresses.search()

    @property
    def is_asked(self) -> bool:
        return bool(self.text or pairs(self.filters.chosen))

    @property
    def title(self) -> str:
        """What the window and a bookmark are called."""
        asked = [f"“{Truncator(self.text).chars(60)}”"] if self.text else []
        asked += [each["label"] for each in self._active]
        title = _("Search: %(asked)s") % {"asked": ", ".join(asked)} if asked else _("Search")
        if self._number == 1:
            return title
        return _("%(title)s, page %(number)s") % {"title": title, "number": self._number}

    @property
    def heading(self) -> str:
        """What stands above the results, and tells how many there are."""
        if self.is_too_long:
            return _("This is too long to search for")
        if not self.count:
            return _("Nothing found for “%s”") % self.text if self.text else _("Nothing found")
        if self.text and self.count >= REACH:
            number = _("More than %s results") % REACH
        else:
            number = ngettext("%s result", "%s results", self.count) % self.count
        if not self.text:
            return number
        return _("%(number)s for “%(question)s”") % {"number": number, "question": self.text}

    @cached_property
    def topics(self) -> list[dict[str, Any]]:
        """`[{label, links: [{label, url}]}]`: what can be browsed without a word."""
        return [
            {
                "label": each.label,
                "links": [
                    {
                        "label": choice.label,
                        "url": f"{self.url}?{urlencode({each.name: choice.value})}",
                    }
                    for choice in each.choices
                ],
            }
            for each in self.filters.fields()
            if each.name != "author"
        ]

    @cached_property
    def notice(self) -> Any:
        """The site's disclaimer in force, which says what to do in an emergency; None without."""
        settings = queries.site_settings(self._request)
        if settings is None or settings.default_disclaimer is None:
            return None
        return settings.default_disclaimer.in_force(settings.jurisdiction, Locale.get_active())

    @cached_property
    def _active(self) -> list[dict[str, str]]:
        taken = self.filters.chosen
        return [
            {
                "name": name,
                "label": self.filters.label(name, value),
                "facet": str(LABELS[name]),
                "remove_url": self._url(without(taken, name, value)),
            }
            for name, value in pairs(taken)
        ]

    def _found(self) -> tuple[int, list[Result]]:
        """How many there are, and those of this page."""
        if self.is_too_long or not self.is_asked or not self.filters.are_known:
            return 0, []
        keys = self.filters.keys
        if not self.text:
            return self._listed(keys)
        question = Question.parse(self.text, self._language, self._groups(keys))
        found = find(question, PER_PAGE, self._offset)
        return found.count, _results(question, ((hit.card, hit.body) for hit in found.hits))

    def _listed(self, keys: Chosen) -> tuple[int, list[Result]]:
        part = PageParameters(limit=PER_PAGE, offset=self._offset)
        found = posts.slice({**keys, "locale": [self._language]}, "-published_at", part)
        return found.count or 0, _results(Question(()), ((row[2], "") for row in found.rows))

    def _groups(self, keys: Chosen) -> list[list[tuple[str, str]]]:
        shared = {name: ids for name, ids in keys.items() if name != "route"}
        return [[("locale", self._language)], *key_groups(shared, keys.get("route", []))]

    @property
    def _offset(self) -> int:
        return (self._number - 1) * PER_PAGE

    def _page_url(self, number: int) -> str:
        return self._url(self.filters.chosen, number)

    def _url(self, wanted: Chosen, number: int = 1) -> str:
        given = [("q", self.text)] if self.text else []
        given += pairs(wanted)
        given += [("page", str(number))] if number > 1 else []
        return f"{self.url}?{urlencode(given)}" if given else self.url


def _results(question: Question, found: Iterable[tuple[Any, str]]) -> list[Result]:
    highlighter = Highlighter(question)
    return [result(bytes(card), body, highlighter) for card, body in found]
