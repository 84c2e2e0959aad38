"""Documents of pages: what readers get of each page type, typed and validated.

A page type names what its document and its card show (`cms.api.model_types`); what all pages
have in common comes first, `seo` last. Stored bytes are those of `build_document(page, builder)`:
an object without `edition` and without context, which are added at its end when it is sent:
``stored[:-1] + b',"edition":{…},"breadcrumbs":[…],"related":[…],"translations":[…]}'``.
`document_schema` is the whole, `stored_schema` what is stored.
"""

from __future__ import annotations

from datetime import datetime
from functools import cache
from typing import Annotated, Any, Literal, Union

from django.db import models
from django.utils import translation
from pydantic import Field, create_model
from wagtail.models import Page

from cms.api import stream_types  # noqa: F401 - registers the blocks that hold blocks
from cms.api.links import Notes
from cms.api.model_types import ModelValues, member, values_class
from cms.api.names import Schema, SchemaNameClash, UntypedValue, derivations
from cms.api.schemas import (
    BreadcrumbSchema,
    EditionSchema,
    Language,
    SeoSchema,
    SocialImageSchema,
    TranslationSchema,
    Uri,
)
from cms.api.value_types import Typed
from cms.api.values import Values, plain_text
from cms.editions.pages import public_page_types

COMMON = ("id", "type", "slug", "path", "url", "locale", "title", "excerpt")
DATES = ("published_at", "updated_at")


class PageValues(ModelValues):
    """What all pages have in common. A page type's `document_values` inherits from it.

    `unsearched` names what of the document says nothing of the page's own to a reader who searches.
    """

    unsearched: frozenset[str] = frozenset({"seo"})

    def id(self) -> int:
        return self.instance.pk

    def type(self) -> str:
        return self.instance._meta.label

    def slug(self) -> str:
        return self.instance.slug

    def path(self) -> str:
        return self.values.path

    def url(self) -> Uri:
        return self.values.url(self.values.path)

    def locale(self) -> Language:
        return self.instance.locale.language_code

    def title(self) -> str:
        return self.instance.title

    def excerpt(self) -> str:
        """What a list says of the page; "" when there is nothing to say."""
        return self.instance.search_description or ""

    def published_at(self) -> datetime:
        return self.instance.first_published_at

    def updated_at(self) -> datetime:
        return self.instance.last_published_at or self.instance.first_published_at

    def social_image(self) -> SocialImageSchema | None:
        return None

    def seo(self) -> SeoSchema:
        source = self.instance.alias_of
        canonical = source.get_url() if source else self.values.path
        return SeoSchema(
            title=self.instance.seo_title or self.instance.title,
            description=self.instance.search_description or self.excerpt(),
            canonical=self.values.url(canonical or ""),
            robots="index, follow",
            image=self.social_image(),
            json_ld=None,
        )

    def json_ld(self, document: Any) -> str | None:
        """The JSON-LD of the finished document; None for page types that have none."""
        return None

    def intro_excerpt(self, intro: Any) -> str:
        """The search description, else the words of a rich text."""
        return self.instance.search_description or plain_text(self.values.rich_text(intro).html)


@cache
def _members(page_class: type[models.Model], shape: str) -> dict[str, Typed]:
    own = getattr(page_class, f"{shape}_fields", ())
    last = ("seo",) if shape == "document" else ()
    names = dict.fromkeys([*COMMON, *DATES, *own, *last])
    return {name: _member(page_class, name, shape) for name in names}


def _member(page_class: type[models.Model], name: str, shape: str) -> Typed:
    """A field of a page's document; an error says of which page type it is."""
    try:
        return member(page_class, name, shape, PageValues)
    except (UntypedValue, SchemaNameClash) as error:
        raise type(error)(f"{page_class._meta.label}.{name}: {error}") from error


@cache
def _schema(page_class: type[models.Model], shape: str, suffix: str) -> type[Schema]:
    fields = {name: each.schema for name, each in _members(page_class, shape).items()}
    fields["type"] = Literal[page_class._meta.label]
    doc = (page_class.__doc__ or "") if shape == "document" else ""
    return derivations.schema(f"{page_class.__name__}{suffix}", fields, page_class.__module__, doc)


def stored_schema(page_class: type[models.Model]) -> type[Schema]:
    """What is stored of a page: its document without edition and context."""
    return _schema(page_class, "document", "Stored")


def card_schema(page_class: type[models.Model]) -> type[Schema]:
    """What lists show of a page."""
    return _schema(page_class, "card", "Card")


@cache
def document_schema(page_class: type[models.Model]) -> type[Schema]:
    """The whole document of a page, as it is sent."""
    stored, card = stored_schema(page_class), card_schema(page_class)
    return create_model(
        f"{page_class.__name__}Document",
        __base__=stored,
        __module__=page_class.__module__,
        __doc__=stored.__doc__,
        edition=(EditionSchema, ...),
        breadcrumbs=(list[BreadcrumbSchema], ...),
        related=(list[card], ...),  # type: ignore[valid-type]
        translations=(list[TranslationSchema], ...),
    )


def type_mistake(page_class: type[models.Model]) -> str:
    """Why the page type has no type of its own in the API; "" if it has one."""
    try:
        document_schema(page_class)
    except (UntypedValue, SchemaNameClash) as error:
        return str(error)
    return ""


def typed_page_types() -> list[Any]:
    """All page types but those with a mistake, which are left to the system check."""
    return [each for each in public_page_types() if not type_mistake(each)]


def any_of(schemas: list[type[Schema]]) -> Any:
    """A union of documents or of cards of several page types, told apart by `type`."""
    if len(schemas) == 1:
        return schemas[0]
    return Annotated[Union[tuple(schemas)], Field(discriminator="type")]  # noqa: UP007


def build_document(page: Page, builder: Notes) -> Any:
    """The document of a page as it is in memory: an instance of `stored_schema`.

    Notes in `builder` all that it shows. Raises pydantic's ValidationError when the page does not
    hold what its type promises, which a published page always does.
    """
    with translation.override(page.locale.language_code):
        made = _values_of(page, builder)
        document: Any = stored_schema(type(page)).model_validate(_represent(made, "document"))
        document.seo.json_ld = made.json_ld(document)
    return document


def document_data(page: Page, builder: Notes) -> dict[str, Any]:
    """What `build_document` holds to the page's type, as it is: a draft may lack some of it."""
    with translation.override(page.locale.language_code):
        return _represent(_values_of(page, builder), "document")


def build_card(page: Page, builder: Notes) -> Any:
    """What lists show of a page: an instance of `card_schema`. Notes what it shows."""
    with translation.override(page.locale.language_code):
        made = values_class(type(page), PageValues)(page, Values(page, builder, is_card=True))
        return card_schema(type(page)).model_validate(_represent(made, "card"))


def _values_of(page: Any, builder: Notes) -> PageValues:
    made: PageValues = values_class(type(page), PageValues)(page, Values(page, builder))
    return made


def _represent(made: PageValues, shape: str) -> dict[str, Any]:
    page_class: Any = type(made.instance)
    members = _members(page_class, shape)
    return {name: each.represent(made, made.values) for name, each in members.items()}
