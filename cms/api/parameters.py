"""What may stand in an address: declared names, once each, in words a database can hold."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime, time
from functools import wraps
from re import ASCII, compile
from typing import Annotated, Any

from django.conf import settings
from django.http import HttpRequest, QueryDict
from django.http.response import HttpResponseBase
from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema

from cms.api.errors import InputError, Problem

MAX_LENGTH = 1000

_DATE = compile(r"\d{4}-\d\d-\d\d", ASCII)
_MOMENT = compile(r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(?:\.\d{1,6})?(?:[Zz]|[+-]\d\d:\d\d)", ASCII)

Run = Callable[..., HttpResponseBase]


def only_declared(run: Run) -> Run:
    """Decorates an operation: what it does not declare is a 422 that names it.

    Ninja lets unknown names pass and takes the last of several values.
    """
    operation = inspect.unwrap(run).__self__
    declared = dict(_declared(operation))

    @wraps(run)
    def checked(request: HttpRequest, **path: Any) -> HttpResponseBase:
        errors = [*_path_errors(path), *_query_errors(request.GET, declared)]
        if errors:
            raise Problem.of_input(errors)
        return run(request, **path)

    return checked


def _declared(operation: Any) -> Iterator[tuple[str, bool]]:
    """The names of an operation's query parameters, each with whether it may be repeated."""
    for model in operation.models:
        if model.__ninja_param_source__ == "query":
            repeatable = getattr(model, "__ninja_collection_fields__", ())
            for name in model.__ninja_flatten_map__:
                yield name, name in repeatable


def _path_errors(path: Mapping[str, Any]) -> Iterator[InputError]:
    for name, value in path.items():
        if isinstance(value, str) and (message := _unfit(value)):
            yield InputError(("path", name), message)


def _query_errors(query: QueryDict, declared: Mapping[str, bool]) -> Iterator[InputError]:
    for name, values in query.lists():
        if name not in declared:
            yield InputError(("query", _shown(name)), "There is no such parameter here.")
        elif len(values) > 1 and not declared[name]:
            yield InputError(("query", name), "Give this parameter once.")
        elif message := next(filter(None, map(_unfit, map(str, values))), ""):
            yield InputError(("query", name), message)


def _unfit(value: str) -> str:
    if len(value) > MAX_LENGTH:
        return f"At most {MAX_LENGTH} characters."
    return "A NUL character cannot be part of it." if "\0" in value else ""


def _shown(name: str) -> str:
    """An unknown name as it may stand in an answer."""
    return name[:100].replace("\0", "")


def _as_date(value: Any) -> Any:
    if isinstance(value, str) and not _DATE.fullmatch(value):
        raise ValueError("Give a date: 2026-11-23.")
    return value


def _as_moment(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    try:
        if _DATE.fullmatch(value):
            return datetime.combine(date.fromisoformat(value), time(), UTC)
        if _MOMENT.fullmatch(value):
            return datetime.fromisoformat(value.upper()).astimezone(UTC)
    except (ValueError, OverflowError):
        pass
    raise ValueError("Give a date or a time with its offset: 2026-11-23T09:00:00Z.")


def _known_locale(code: str) -> str:
    if code not in dict(settings.LANGUAGES):
        raise ValueError(f"This site has: {', '.join(dict(settings.LANGUAGES))}.")
    return code


Locale = Annotated[
    str,
    Field(max_length=20, description="A language of this site by BCP 47."),
    AfterValidator(_known_locale),
]
# Pydantic alone would take a number for seconds since 1970, and a time without an offset.
DateParameter = Annotated[
    date, BeforeValidator(_as_date), WithJsonSchema({"type": "string", "format": "date"})
]
MomentParameter = Annotated[
    datetime,
    BeforeValidator(_as_moment),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string", "format": "date-time"},
                {"type": "string", "format": "date"},
            ]
        }
    ),
]
