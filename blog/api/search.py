"""What search can be asked for besides words: what posts share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Annotated

from pydantic import Field

from blog.api.parameters import Slug
from blog.api.queries import ids_of, require_known
from blog.api.schemas import RouteKey
from cms.api.search import SearchParameters
from cms.editions.search.question import Key


class BlogSearchParameters(SearchParameters):
    """Words and filters. Every filter but `locale` leaves posts only."""

    category: Annotated[Slug | None, Field(description="A category's slug.")] = None
    treatment: Annotated[Slug | None, Field(description="A treatment's slug.")] = None
    route: Annotated[
        list[RouteKey],
        Field(max_length=20, description="Repeat it: a post must describe all of the routes."),
    ] = []

    def keys(self) -> list[list[Key]]:
        """Raises Problem naming a slug of nothing."""
        shared = self._shared()
        if not all(shared.values()):
            require_known(shared)
        return [*super().keys(), *key_groups(shared, self.route)]

    def nothing_found(self) -> None:
        """Raises Problem naming a slug that no published post has."""
        require_known(self._shared())

    def _shared(self) -> dict[str, list[str]]:
        given = {"category": self.category, "treatment": self.treatment}
        return ids_of({name: slug for name, slug in given.items() if slug is not None})


def key_groups(shared: Mapping[str, Iterable[str]], routes: Iterable[str]) -> list[list[Key]]:
    """Of each shared thing one of its ids must be there, and every route."""
    return [
        *([(name, pk) for pk in ids] for name, ids in shared.items()),
        *([("route", key)] for key in sorted(set(routes))),
    ]
