"""Every error under /api/ as `application/problem+json` (RFC 9457), made in this one place."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from http import HTTPStatus
from typing import Any, NamedTuple

from django.core.exceptions import TooManyFieldsSent
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpResponse
from ninja.errors import ValidationError

from cms.api.names import Schema
from cms.editions.current import RETRY_AFTER, StoreIsBehind

CONTENT_TYPE = "application/problem+json"


class InputErrorSchema(Schema):
    """What is wrong with one part of the request: `loc` is `["query", "limit"]`."""

    loc: list[str]
    msg: str


class ProblemSchema(Schema):
    """An error (RFC 9457). `errors` is there when the request itself is at fault."""

    model_config = {"json_schema_serialization_defaults_required": False}

    type: str
    title: str
    status: int
    detail: str
    errors: list[InputErrorSchema] = []


# What operations declare beside their answer.
REFUSED: dict[int, Any] = {422: ProblemSchema}
ABSENT: dict[int, Any] = {404: ProblemSchema, **REFUSED}


class InputError(NamedTuple):
    """What is wrong with one part of the request: `loc` is ``("query", "limit")``."""

    loc: tuple[str, ...]
    msg: str


class Problem(Exception):
    """An error to be sent. `detail` is for the developer who reads it; it names no internals."""

    def __init__(
        self,
        status: int,
        detail: str,
        *,
        errors: Iterable[InputError] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.errors = tuple(errors)
        self.headers = dict(headers or {})

    @classmethod
    def of_input(cls, errors: Iterable[InputError]) -> Problem:
        """A 422 whose detail names what is wrong first."""
        found = tuple(errors)
        detail = "; ".join(f"{error.loc[:2][-1]}: {error.msg}" for error in found[:3])
        return cls(HTTPStatus.UNPROCESSABLE_ENTITY, detail, errors=found)

    @classmethod
    def of_parameter(cls, name: str, message: str) -> Problem:
        """A 422 about one query parameter."""
        return cls.of_input([InputError(("query", name), message)])

    @classmethod
    def not_found(cls) -> Problem:
        # The same words for what never was and for what is hidden.
        return cls(HTTPStatus.NOT_FOUND, "Nothing is published at this address.")

    def as_response(self) -> HttpResponse:
        content: dict[str, Any] = {
            "type": "about:blank",
            "title": HTTPStatus(self.status).phrase,
            "status": int(self.status),
            "detail": self.detail,
        }
        if self.errors:
            content["errors"] = [{"loc": list(e.loc), "msg": e.msg} for e in self.errors]
        response = HttpResponse(
            json.dumps(content, ensure_ascii=False).encode(),
            content_type=CONTENT_TYPE,
            status=self.status,
            headers={"Cache-Control": "no-store", **self.headers},
        )
        # What is ours has been logged; what is the client's is no news, and addresses are long.
        response._has_been_logged = True  # type: ignore[attr-defined]
        return response


def problem_from(error: Exception) -> Problem:
    """The problem an exception means to a client; a 500 for what was not foreseen."""
    if isinstance(error, Problem):
        return error
    if isinstance(error, ValidationError):
        return Problem.of_input(
            InputError(tuple(map(str, each["loc"])), _words(each)) for each in error.errors
        )
    if isinstance(error, Http404):
        return Problem.not_found()
    if isinstance(error, TooManyFieldsSent):
        return Problem.of_input([InputError(("query",), "Too many parameters.")])
    if isinstance(error, OperationalError | InterfaceError | StoreIsBehind):
        return Problem(
            HTTPStatus.SERVICE_UNAVAILABLE,
            "This cannot be answered right now. Try again in a few seconds.",
            headers={"Retry-After": str(RETRY_AFTER)},
        )
    return Problem(HTTPStatus.INTERNAL_SERVER_ERROR, "Something went wrong here.")


def _words(error: Mapping[str, Any]) -> str:
    """Pydantic's message without its own name for the kind of error."""
    message: str = error["msg"]
    return message.removeprefix("Value error, ")
