"""What lists of the blog can be asked for."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from django.conf import settings
from pydantic import AfterValidator, Field

from blog.api.schemas import RouteKey
from cms.api.pagination import PageParameters
from cms.api.parameters import DateParameter, MomentParameter


def _known_locale(code: str) -> str:
    if code not in dict(settings.LANGUAGES):
        raise ValueError(f"This site has: {', '.join(dict(settings.LANGUAGES))}.")
    return code


Slug = Annotated[str, Field(min_length=1, max_length=255)]
Locale = Annotated[
    str,
    Field(max_length=20, description="A language of this site by BCP 47."),
    AfterValidator(_known_locale),
]

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
