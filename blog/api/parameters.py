"""What lists of the blog can be asked for."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema

from blog.api.schemas import QUANTITY_FACTS, MethodKey, RouteKey
from blog.durations import parse_iso
from cms.api.pagination import OffsetParameters, PageParameters
from cms.api.parameters import DateParameter, Locale, MomentParameter
from cms.api.schemas import OneOf

Slug = Annotated[str, Field(min_length=1, max_length=255)]
PostOrder = Literal["-published_at", "published_at", "title", "last_reviewed", "next_review_due"]


class PostParameters(PageParameters):
    """Filters and order of posts. Every filter narrows the list further."""

    category: Annotated[Slug | None, Field(description="A category's slug.")] = None
    tag: Annotated[Slug | None, Field(description="A tag's slug.")] = None
    author: Annotated[Slug | None, Field(description="A person's slug.")] = None
    treatment: Annotated[Slug | None, Field(description="A treatment's slug.")] = None
    route: Annotated[
        list[RouteKey],
        Field(max_length=20, description="Repeat it: a post must describe all of the routes."),
    ] = []
    locale: Locale | None = None
    reviewed_before: Annotated[
        DateParameter | None, Field(description="Last reviewed before this date.")
    ] = None
    published_after: MomentParameter | None = None
    published_before: MomentParameter | None = None
    updated_after: MomentParameter | None = None
    order: Annotated[
        PostOrder, Field(description="Posts without the date they are ordered by come last.")
    ] = "-published_at"

    def compared(self) -> dict[str, list[Any]]:
        """The filters that need no looking up, those given alone."""
        names = (
            *("locale", "reviewed_before"),
            *("published_after", "published_before", "updated_after"),
        )
        given = {name: [value] for name in names if (value := getattr(self, name)) is not None}
        return {**given, **({"route": sorted(set(self.route))} if self.route else {})}


class SharedParameters(OffsetParameters):
    """Which shared things are wanted."""

    locale: Locale | None = None


def _as_duration(value: Any) -> Any:
    """Seconds of an ISO 8601 duration."""
    if not isinstance(value, str) or len(value) > 60:
        raise ValueError("Give a duration: PT30M.")
    seconds = parse_iso(value)
    if seconds >= LONGEST:
        raise ValueError("This is longer than anything here.")
    return seconds


LONGEST = Decimal(10) ** 10
DurationParameter = Annotated[
    Decimal,
    BeforeValidator(_as_duration),
    WithJsonSchema({"type": "string", "format": "duration", "maxLength": 60}),
]
PercentParameter = Annotated[
    Decimal,
    Field(ge=0, le=100, max_digits=7),
    WithJsonSchema({"type": "number", "minimum": 0, "maximum": 100}),
]
FACT_ORDERS = [f"{sign}{key}" for key in QUANTITY_FACTS for sign in ("", "-")]
EntryOrder = Annotated[str, OneOf(["-published_at", *FACT_ORDERS])]


class EntryParameters(PageParameters):
    """Filters and order of route entries.

    `…_lte` holds for entries whose whole range lies below, `…_gte` for those above.
    """

    route: RouteKey | None = None
    method: MethodKey | None = None
    treatment: Annotated[Slug | None, Field(description="A treatment's slug.")] = None
    post: Annotated[Slug | None, Field(description="A post's slug.")] = None
    onset_lte: Annotated[DurationParameter | None, Field(description="Starts within.")] = None
    onset_gte: Annotated[DurationParameter | None, Field(description="Starts no sooner.")] = None
    duration_lte: Annotated[DurationParameter | None, Field(description="Lasts at most.")] = None
    duration_gte: Annotated[DurationParameter | None, Field(description="Lasts at least.")] = None
    bioavailability_gte: Annotated[
        PercentParameter | None, Field(description="At least this share in percent.")
    ] = None
    order: Annotated[
        EntryOrder,
        Field(description="A fact by its lower end, with - by its upper. Unknown values last."),
    ] = "-published_at"
