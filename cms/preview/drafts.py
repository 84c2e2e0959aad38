"""The document of a draft: what readers would get if it were published at this moment.

Built like a published one, by a builder that is thrown away: nothing is written, no document is
taken from the live store. What is not filled in far enough to have its type is left out, and said.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from functools import cache
from http import HTTPStatus
from typing import Any, Literal, NamedTuple, Optional

from django.db.models import Model
from pydantic import Field, ValidationError, create_model
from wagtail.models import Page

from cms.api.documents import build_card, document_data, document_schema, typed_page_types
from cms.api.errors import InputError, Problem
from cms.api.names import Schema
from cms.editions.building import Builder, read_children
from cms.editions.findings import stream_findings
from cms.editions.published import published
from cms.editions.reading_rows import RELATED
from cms.preview.fitting import fitted

ROBOTS = "noindex, nofollow"
UNSAVED = 0
"""The id of a page that was never saved."""


Data = Callable[[Any, Builder], dict[str, Any]]


class DraftSchema(Schema):
    """What says of a document that it is a draft, and how whole it is.

    `draft_until` is when the token ends. `left_out` names what is not filled in far enough to be
    shown: a field, which is null then, or an item of a list, such as `body[2]`.
    """

    draft: Literal[True]
    draft_until: datetime
    left_out: list[str]


class DraftType(NamedTuple):
    """How drafts of a model are shown: `data` gives what `schema` holds beside `DraftSchema`."""

    schema: type[Schema]
    data: Data
    may_lack: tuple[str, ...] = ()


_registered: dict[str, DraftType] = {}


def register_draft(model: type[Model], schema: type[Schema], data: Data) -> None:
    """Show drafts of `model`, which is no page. `schema` is a DraftSchema with its `type`."""
    _registered[model._meta.label] = DraftType(schema, data)


def draft_types() -> dict[str, DraftType]:
    """Everything whose drafts have a typed document, by its label."""
    pages = {
        each._meta.label: DraftType(draft_schema(each), page_data, may_lack(each))
        for each in typed_page_types()
    }
    return {**pages, **_registered}


def may_lack(page_class: Any) -> tuple[str, ...]:
    """What every published page of the type has, and a draft may not: its `draft_may_lack`."""
    return tuple(getattr(page_class, "draft_may_lack", ()))


@cache
def draft_schema(page_class: Any) -> type[Schema]:
    """A page's document as a draft has it: what a draft may lack may be null."""
    whole = document_schema(page_class)
    lacking: dict[str, Any] = {
        name: (Optional[whole.model_fields[name].annotation], ...)  # noqa: UP045
        for name in may_lack(page_class)
    }
    return create_model(
        f"{page_class.__name__}Draft",
        __base__=(DraftSchema, whole),
        __module__=page_class.__module__,
        __doc__=f"A draft, in the shape of {whole.__name__}.",
        edition=(None, Field(description="A draft is no edition.")),
        **lacking,
    )


def build_draft(instance: Any, until: datetime) -> bytes:
    """The JSON of a draft, its addresses without origin. Raises Problem when there is none."""
    kind = draft_types().get(instance._meta.label)
    if kind is None:
        raise Problem.not_found()
    builder = Builder(is_draft=True)
    data = kind.data(instance, builder)
    lacking = [name for name in kind.may_lack if data[name] is None]
    data |= {"draft": True, "draft_until": until, "left_out": lacking}
    try:
        document = fitted(kind.schema, data)
    except ValidationError as error:
        raise _unfinished(instance, error) from error
    content: bytes = document.model_dump_json().encode()
    return content


def page_data(page: Any, builder: Builder) -> dict[str, Any]:
    """What a page's document holds, as if it were published now."""
    read_children(page)
    list(stream_findings(page))  # what blocks normalise is what readers would get
    data = document_data(page, builder)
    data["id"] = page.pk or UNSAVED
    data["published_at"] = data["published_at"] or builder.at
    data["updated_at"] = builder.at
    data["seo"] = data["seo"].model_copy(update={"robots": ROBOTS})
    ancestors = published(page.get_ancestors().filter(depth__gt=1), builder.at).order_by("depth")
    translations = Page.objects.filter(
        translation_key=page.translation_key, alias_of__isnull=True
    ).exclude(pk=page.pk)
    return data | {
        "edition": None,
        "breadcrumbs": [_crumb(each, builder) for each in (*ancestors, page)],
        "related": [build_card(each, builder) for each in _related(page, builder)],
        "translations": [
            {**_crumb(each, builder), "locale": each.locale.language_code, "slug": each.slug}
            for each in published(translations, builder.at).select_related("locale").order_by("pk")
        ],
    }


def _crumb(page: Page, builder: Builder) -> dict[str, Any]:
    path = page.get_url() or ""
    return {"id": page.pk or UNSAVED, "title": page.title, "path": path, "url": builder.url(path)}


def _related(page: Any, builder: Builder) -> Iterable[Any]:
    wanted = [pk for pk in page.related_candidates() if pk != page.pk]
    public = published(type(page).objects.filter(pk__in=wanted), builder.at)
    found = {each.pk: each for each in public}
    return [found[pk] for pk in wanted if pk in found][:RELATED]


def _unfinished(instance: Any, error: ValidationError) -> Problem:
    """A 409 that names what is missing: what publishing would ask for, else what has no type."""
    findings = instance.findings() if hasattr(instance, "findings") else []
    errors = [InputError(("draft", each.path or each.field), str(each)) for each in findings]
    errors = errors or [
        InputError(("draft", *map(str, each["loc"])), each["msg"]) for each in error.errors()
    ]
    detail = "This draft is not filled in far enough to be shown."
    return Problem(HTTPStatus.CONFLICT, detail, errors=errors)
