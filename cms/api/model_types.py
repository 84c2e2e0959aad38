"""Models and their fields as schemas: snippets, inline children, and the fields of pages.

A model says what it shows: `document_fields` names fields, relations, and properties or methods
with return annotations, in their order; `card_fields` what lists show. What a model does not
compute itself stands in the class that `document_values` names by its dotted path, made with
the instance and `Values`; its members win. `image_uses` maps image fields to uses of
`cms.renditions`. A model without `document_fields` shows its id and its name.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Annotated, Any, Optional
from uuid import UUID

from django.db import models
from django.utils.module_loading import import_string
from modelcluster.fields import ParentalKey
from taggit.managers import TaggableManager
from wagtail.fields import RichTextField, StreamField
from wagtail.images import get_image_model
from wagtail.models import Page

from cms.api.names import UntypedValue, derivations
from cms.api.schemas import (
    DocumentLink,
    Email,
    ImageSchema,
    OneOf,
    PageLink,
    RichTextSchema,
    TagSchema,
    Uri,
)
from cms.api.value_types import Typed, return_function, same, typed_return
from cms.api.values import Values, is_file

PLAIN: dict[type[models.Field], Any] = {
    models.BooleanField: bool,
    models.IntegerField: int,
    models.FloatField: float,
    models.DateTimeField: datetime,
    models.DateField: date,
    models.TimeField: time,
    models.DurationField: timedelta,
    models.UUIDField: UUID,
}
ADDRESSES: dict[type[models.Field], Any] = {models.URLField: Uri, models.EmailField: Email}
_registered: dict[type[models.Model], Typed] = {}


def register_model_schema(
    model: type[models.Model], schema: Any, represent: Callable[[Any, Values], Any]
) -> None:
    """Show every instance of `model` as `schema`, whatever its fields are.

    `represent` may give None for an instance that may not be shown.
    """
    _registered[model] = Typed(schema, represent, is_elusive=True)


def typed_model(model: type[models.Model], shape: str = "document") -> Typed:
    """How an instance of `model` is shown where something refers to it."""
    for parent in model.__mro__:
        if parent in _registered:
            return _registered[parent].or_none
    if issubclass(model, Page):
        return Typed(
            Optional[PageLink],  # noqa: UP045 - the type is a value here
            lambda value, values: values.page_link(value),
            is_elusive=True,
        )
    if issubclass(model, get_image_model()):
        return typed_image("card" if shape == "card" else "body")
    if is_file(model):
        return Typed(
            Optional[DocumentLink],  # noqa: UP045
            lambda value, values: values.document_link(value),
            is_elusive=True,
        )
    return _typed_fields(model, shape)


def typed_image(use: str) -> Typed:
    """A picture for a use of `cms.renditions`."""
    return Typed(
        Optional[ImageSchema],  # noqa: UP045
        lambda value, values: values.image(value, use),
        is_elusive=True,
    )


def _typed_fields(model: type[models.Model], shape: str) -> Typed:
    names = getattr(model, "document_fields", ["id", "name"])
    suffix = "Schema"
    if shape == "card" and hasattr(model, "card_fields"):
        names, suffix = model.card_fields, "Card"
    members = {name: member(model, name, shape) for name in names}
    doc = model.__doc__ or ""
    schema = derivations.schema(
        f"{model.__name__}{suffix}",
        {name: each.schema for name, each in members.items()},
        model.__module__,
        "" if doc.startswith(f"{model.__name__}(") else doc,
    )
    is_part = any(isinstance(field, ParentalKey) for field in model._meta.get_fields())
    make = values_class(model)

    def fields_of(value: Any, values: Values) -> dict[str, Any]:
        source = make(value, values) if make else value
        return {name: each.represent(source, values) for name, each in members.items()}

    def represent(value: Any, values: Values) -> Any:
        if is_part:
            return fields_of(value, values)
        values.note(value)
        key = f"{schema.__name__}:{value.pk}"
        if key not in values.memo:  # several blocks may show one treatment
            values.memo[key] = fields_of(value, values)
        return values.memo[key]

    return Typed(schema, represent, is_elusive=True)


def values_class(model: type[models.Model], default: Any = None) -> Any:
    """The class that computes what the model's documents show; `default` if it names none."""
    path = getattr(model, "document_values", "")
    return import_string(path) if path else default


class ModelValues:
    """What a model's documents show beyond its own fields. Subclass it for `document_values`."""

    def __init__(self, instance: Any, values: Values) -> None:
        self.instance = instance
        self.values = values


def member(model: type[models.Model], name: str, shape: str, default: Any = None) -> Typed:
    """A field, relation, property or method of a model, or of its `document_values`, by name.

    `represent` takes the instance, or the `ModelValues` if the model has such a class.
    Raises UntypedValue for a name that leads nowhere or to something without a type.
    """
    owner = values_class(model, default)
    if owner is not None and hasattr(owner, name):
        found, is_own = typed_return(owner, name, shape), True
    else:
        found, is_own = _own_member(model, name, shape), owner is None
    represent = found.represent

    def shown(source: Any, values: Values) -> Any:
        value = getattr(source if is_own else source.instance, name)
        return represent(
            value() if callable(value) and not hasattr(value, "all") else value, values
        )

    return Typed(found.schema, shown, found.is_elusive)


def _own_member(model: type[models.Model], name: str, shape: str) -> Typed:
    for field in model._meta.get_fields():
        reaches = getattr(field, "get_accessor_name", lambda: None)() or field.name
        if reaches == name:
            return typed_field(field, shape)
    if hasattr(model, name) and return_function(getattr(model, name)):
        return typed_return(model, name, shape)
    if name == "name":
        return Typed(str, lambda value, values: str(value))
    raise UntypedValue(f"{model._meta.label} has no {name!r} that could be shown.")


def typed_field(field: Any, shape: str = "document") -> Typed:
    """A model field or relation. Text that may be empty is ""; what else may be missing is null.

    Raises UntypedValue for fields whose values have no fixed type, such as JSON.
    """
    if isinstance(field, StreamField):
        from cms.api.stream_types import typed_stream

        return typed_stream(field)
    if isinstance(field, TaggableManager):
        return Typed(list[TagSchema], _tags)
    if field.is_relation:
        return _typed_relation(field, shape)
    if field.choices:
        return _typed_choice(field)
    if isinstance(field, RichTextField):
        return Typed(RichTextSchema, lambda value, values: values.rich_text(value))
    for text, format in ADDRESSES.items():
        if isinstance(field, text):
            return empty_as_none(format) if field.blank else Typed(format, same)
    if isinstance(field, models.CharField | models.TextField):
        return Typed(str, lambda value, values: value or "")
    found = None
    if isinstance(field, models.DecimalField):
        found = Typed(float, lambda value, values: float(value))
    for kind, schema in PLAIN.items():
        if found is None and isinstance(field, kind):
            found = Typed(schema, same)
    if found is None:
        raise UntypedValue(f"{field} is a {type(field).__name__}, whose type is not known.")
    return found.or_none if field.null else found


def empty_as_none(schema: Any) -> Typed:
    """Text that is null when there is none."""
    return Typed(Optional[schema], lambda value, values: value or None)  # noqa: UP045


def _typed_choice(field: Any) -> Typed:
    keys = [key for key, _label in field.flatchoices if key not in ("", None)]
    if not all(isinstance(key, str) for key in keys):
        raise UntypedValue(f"{field}: only choices between words can be shown.")
    schema = Annotated[str, OneOf(keys)]
    return empty_as_none(schema) if field.blank or field.null else Typed(schema, same)


def _typed_relation(field: Any, shape: str) -> Typed:
    model = field.related_model
    if not model or isinstance(model, str):
        raise UntypedValue(f"{field} may lead to any model: its type is not known.")
    if field.many_to_many or field.one_to_many:
        listed = typed_model(model, shape).listed
        return Typed(listed.schema, lambda value, values: listed.represent(value.all(), values))
    found = typed_model(model, shape)
    uses = getattr(field.model, "image_uses", {})
    if field.name in uses:
        found = typed_image(uses[field.name])
    return found.or_none if getattr(field, "null", True) else found


def _tags(value: Any, values: Values) -> list[TagSchema]:
    tags = sorted(value.all(), key=lambda tag: (tag.name, tag.pk))
    for tag in tags:
        values.note(tag)
    return [TagSchema(id=tag.pk, slug=tag.slug, name=tag.name) for tag in tags]
