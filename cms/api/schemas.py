"""The shapes that all content shares. Every field is always there; what is not stated is null."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Annotated, Any

from pydantic import Field, GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from cms.api.names import Schema

Uri = Annotated[str, Field(json_schema_extra={"format": "uri"})]
Email = Annotated[str, Field(json_schema_extra={"format": "email"})]
Duration = Annotated[str, Field(json_schema_extra={"format": "duration"})]
Language = Annotated[str, Field(description="A language by BCP 47: en, pt-BR.")]


class OneOf:
    """`Annotated[str, OneOf(VOCABULARY)]`: a string that is one of the keys; an enum in JSON."""

    def __init__(self, keys: Iterable[str]) -> None:
        self.keys = tuple(keys)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, OneOf) and other.keys == self.keys

    def __hash__(self) -> int:
        return hash(self.keys)

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.literal_schema(list(self.keys))


class RichTextSchema(Schema):
    """Formatted text: clean HTML whose links are absolute, and the same as plain text."""

    html: str
    text: str


class FocalPointSchema(Schema):
    """What a crop must keep: its middle and size as shares of the picture, 0 to 1."""

    x: float
    y: float
    width: float
    height: float


class ImageCandidateSchema(Schema):
    """One file of a srcset."""

    url: Uri
    width: int


class ImageSourceSchema(Schema):
    """The sizes of a picture in one format, by rising width."""

    type: Annotated[str, OneOf(["image/avif", "image/webp", "image/jpeg", "image/png"])]
    srcset: list[ImageCandidateSchema]


class ImageSchema(Schema):
    """A picture. `alt` is empty only when it is decorative; `sources` come best format first.

    `src`, `width` and `height` are those of the largest file in the format every browser knows.
    """

    id: int
    alt: str
    decorative: bool
    caption: str
    credit: str
    width: int
    height: int
    focal_point: FocalPointSchema | None
    src: Uri
    sources: list[ImageSourceSchema]


class SocialImageSchema(Schema):
    """What social networks show of a page. `type` is the picture's media type."""

    url: Uri
    width: int
    height: int
    alt: str
    type: str


class PageLink(Schema):
    """A published page. A page that readers may not see is null, or left out of a list."""

    id: int
    type: str
    title: str
    path: str
    url: Uri


class DocumentLink(Schema):
    """A file to download. A file of a private collection is null, or left out of a list."""

    id: int
    title: str
    filename: str
    url: Uri


class TagSchema(Schema):
    """A word that posts are found by."""

    id: int
    slug: str
    name: str


class LinkSchema(Schema):
    """A link with its words."""

    label: str
    url: Uri


class BreadcrumbSchema(Schema):
    """A published page on the way from the front page down; the page itself comes last."""

    id: int
    title: str
    path: str
    url: Uri


class TranslationSchema(Schema):
    """The same page in another language."""

    id: int
    locale: Language
    title: str
    slug: str
    path: str
    url: Uri


class EditionSchema(Schema):
    """Which edition of the page this is, and since when readers get it."""

    number: int
    live_from: datetime


class SeoSchema(Schema):
    """For search engines and social networks. `json_ld` is a JSON-LD document, null if none."""

    title: str
    description: str
    canonical: Uri
    robots: str
    image: SocialImageSchema | None
    json_ld: (
        Annotated[str, Field(json_schema_extra={"contentMediaType": "application/ld+json"})] | None
    )
