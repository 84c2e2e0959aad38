"""Return annotations as schemas, and the values they promise as plain data."""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Annotated, Any, Literal, Optional, Union, get_args, get_origin
from uuid import UUID

from django.apps import apps
from django.db import models
from pydantic import BaseModel
from wagtail.rich_text import RichText

from cms.api.names import UntypedValue, derivations
from cms.api.schemas import RichTextSchema
from cms.api.values import Values

SCALARS = (bool, int, float, str, date, datetime, time, timedelta, UUID)
LISTS = (list, tuple, set, frozenset, Sequence, Iterable)


@dataclasses.dataclass(frozen=True)
class Typed:
    """The type of a value in a document, and how the value becomes plain data of that type.

    `is_elusive`: the value may turn out to be None because readers may not see it, or because it
    is gone; lists leave it out.
    """

    schema: Any
    represent: Callable[[Any, Values], Any]
    is_elusive: bool = False

    @property
    def or_none(self) -> Typed:
        """The same, where there may be nothing to show."""
        represent = self.represent
        return Typed(
            Optional[self.schema],  # noqa: UP045 - the type is a value here
            lambda value, values: None if value is None else represent(value, values),
            self.is_elusive,
        )

    @property
    def listed(self) -> Typed:
        """A list of these, without those that turn out to be None if they are elusive."""
        represent, drops = self.represent, self.is_elusive

        def each(value: Any, values: Values) -> list[Any]:
            shown = (represent(item, values) for item in value or ())
            return [item for item in shown if not (drops and item is None)]

        return Typed(list[without_none(self.schema) if drops else self.schema], each)  # type: ignore[misc]


def same(value: Any, values: Values) -> Any:
    """The value as it is."""
    return value


def without_none(schema: Any) -> Any:
    """The type without null."""
    if get_origin(schema) not in (Union, types.UnionType):
        return schema
    return Union[tuple(part for part in get_args(schema) if part is not type(None))]  # noqa: UP007


def typed_return(owner: type, name: str, shape: str) -> Typed:
    """The type of a method or property of `owner` by its return annotation.

    Raises UntypedValue where there is none, or one that leaves anything open.
    """
    function = return_function(getattr(owner, name))
    where = f"{owner.__module__}.{owner.__qualname__}.{name}"
    if function is None or "return" not in getattr(function, "__annotations__", {}):
        raise UntypedValue(f"{where} has no return annotation: say what type it gives.")
    return typed(hints(function)["return"], where, shape)


def return_function(member: Any) -> Any:
    """The function behind a method, property or cached property; None for anything else."""
    if isinstance(member, property):
        return member.fget
    return getattr(member, "func", member) if callable(getattr(member, "func", member)) else None


def hints(thing: Any) -> dict[str, Any]:
    """Annotations resolved; models may be named though they are imported for type checking only."""
    names = {model.__name__: model for model in apps.get_models()}
    return typing.get_type_hints(thing, localns=names, include_extras=True)


def typed(annotation: Any, where: str, shape: str = "document") -> Typed:
    """What an annotation promises, as documents show it.

    `where` is named in the message of UntypedValue; `shape` is `document` or `card`.
    """
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        inner = typed(arguments[0], where, shape)
        return dataclasses.replace(inner, schema=annotation)
    if origin in (Union, types.UnionType):
        return _union([typed(part, where, shape) for part in arguments], where)
    if origin is Literal or annotation is type(None):
        return Typed(annotation, same)
    if origin in LISTS or (isinstance(origin, type) and issubclass(origin, models.QuerySet)):
        items = [part for part in arguments if part is not Ellipsis]
        if len(set(items)) == 1:
            return typed(items[0], where, shape).listed
    elif isinstance(annotation, type) and (found := _class(annotation, where, shape)):
        return found
    raise UntypedValue(f"{where} gives {annotation!r}, which leaves its type open: be more exact.")


def _class(kind: type, where: str, shape: str) -> Typed | None:
    from cms.api.model_types import typed_model

    if issubclass(kind, models.Model):
        return typed_model(kind, shape)
    if issubclass(kind, BaseModel):
        return Typed(kind, same)
    if issubclass(kind, RichText):
        return Typed(RichTextSchema, lambda value, values: values.rich_text(value))
    if issubclass(kind, Decimal):
        return Typed(float, lambda value, values: float(value))
    if issubclass(kind, str):
        return Typed(str, lambda value, values: str(value))
    if dataclasses.is_dataclass(kind):
        return _record(kind, lambda value, name: getattr(value, name), where, shape)
    if typing.is_typeddict(kind):
        return _record(kind, lambda value, name: value[name], where, shape)
    return Typed(kind, same) if kind in SCALARS else None


def _record(kind: type, read: Callable[[Any, str], Any], where: str, shape: str) -> Typed:
    """A dataclass or typed dictionary, field by field."""
    fields = {
        name: typed(hint, f"{where}: {kind.__qualname__}.{name}", shape)
        for name, hint in hints(kind).items()
    }
    schema = derivations.schema(
        f"{kind.__name__}Schema",
        {name: field.schema for name, field in fields.items()},
        kind.__module__,
        kind.__doc__ or "",
    )
    return Typed(
        schema,
        lambda value, values: {
            name: field.represent(read(value, name), values) for name, field in fields.items()
        },
    )


def _union(parts: list[Typed], where: str) -> Typed:
    some = [part for part in parts if part.schema is not type(None)]
    if len(some) == 1:
        return some[0].or_none
    if any(part.represent is not same for part in some):
        raise UntypedValue(f"{where}: of a union only one type may need work to be shown.")
    return Typed(Union[tuple(part.schema for part in parts)], same)  # noqa: UP007
