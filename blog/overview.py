"""Routes of several posts side by side, with what may never be missing around them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import get_language
from wagtail.models import Locale

from blog import queries
from blog.citations import Citations, CitedReference
from blog.comparison import Comparison, Origin, compare
from blog.described_routes import Described, described
from blog.models import DisclaimerVersion, Reference, RouteEntry
from blog.models.disclaimer import texts_in_force
from cms.rich_text import PublicLinks


class Overview:
    """What a page that is not of one post shows: `post` in templates, as `PostView` is for posts.

    `entries` is a queryset of route entries, None for none; `texts` are rich texts of the page.
    """

    is_post = False

    def __init__(
        self,
        request: HttpRequest,
        entries: Any = None,
        facts: Collection[str] = (),
        texts: Iterable[str] = (),
    ) -> None:
        self._request = request
        self._entries = RouteEntry.objects.none() if entries is None else entries
        self._facts = facts
        self._texts = list(texts)

    @cached_property
    def described(self) -> Described:
        return described(self._entries, self._request)

    @cached_property
    def comparison(self) -> Comparison | None:
        """None below two routes."""
        return compare(self.described.routes, self._facts)

    @property
    def only(self) -> Any:
        """The one route that was found, where there is nothing to compare it with."""
        return self.described.routes[0] if len(self.described.routes) == 1 else None

    @property
    def origins(self) -> list[Origin]:
        """The posts that the columns come from, each once, as its first column leads there."""
        columns = self.comparison.columns if self.comparison else ()
        origins: dict[str, Origin] = {}
        for origin in (column.origin for column in columns if column.origin):
            origins.setdefault(origin.url.partition("#")[0], origin)
        return list(origins.values())

    @property
    def late(self) -> list[Origin]:
        """Those that are past their review date."""
        return [origin for origin in self.origins if origin.review_was_due]

    @cached_property
    def citations(self) -> Citations:
        rows = self.comparison.rows if self.comparison else ()
        used = [pk for row in rows for cell in row.cells for pk in cell.sources]
        found = Reference.objects.in_bulk(set(used))
        return Citations.of_uses(found[pk] for pk in used if pk in found)

    @cached_property
    def references(self) -> list[CitedReference]:
        return list(self.citations)

    @cached_property
    def disclaimers(self) -> list[DisclaimerVersion]:
        """The site's disclaimer in force, then those of the posts shown that have their own."""
        settings = queries.site_settings(self._request)
        chosen = [settings.default_disclaimer] if settings else []
        for post in self.described.posts:
            chosen.append(post.disclaimer or (post.category and post.category.disclaimer))
        wanted = {each.pk: each for each in chosen if each}
        jurisdiction = settings.jurisdiction if settings else ""
        locale = Locale.objects.filter(language_code=get_language()).first()
        texts = texts_in_force(wanted.values(), jurisdiction, locale)
        shown = {texts[pk].pk: texts[pk] for pk in wanted if pk in texts}
        return list(shown.values())

    @cached_property
    def links(self) -> PublicLinks:
        texts = [*self._texts, *(version.text for version in self.disclaimers)]
        return PublicLinks(texts, (), self._request)
