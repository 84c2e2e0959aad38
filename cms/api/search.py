"""What search can be asked for. The storey above gives the filters that its pages have."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from cms.api.pagination import OffsetParameters
from cms.api.parameters import Locale
from cms.editions.search.question import LONGEST, Key


class SearchParameters(OffsetParameters):
    """What is searched for, and which part of the hits is wanted."""

    q: Annotated[
        str,
        Field(
            min_length=1,
            max_length=LONGEST,
            pattern=r"\S",
            description="Words that must all be there, in any order; the last may be a beginning. "
            "What stands in double quotes is a phrase. Nothing else has a meaning of its own.",
        ),
    ]
    locale: Locale | None = None

    def keys(self) -> list[list[Key]]:
        """Groups of facets: a page must have one of each group. May raise Problem."""
        return [[("locale", self.locale)]] if self.locale else []

    def nothing_found(self) -> None:
        """Called when there are no hits: raises Problem if a filter is why."""


_given: list[type[SearchParameters]] = [SearchParameters]


def search_by(parameters: type[SearchParameters]) -> None:
    """Let search be asked for by these parameters. Called in an app's `ready()`."""
    _given.append(parameters)


def parameters() -> type[SearchParameters]:
    """The parameters that search takes, once all apps are ready."""
    return _given[-1]
