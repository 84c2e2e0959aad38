"""The content API itself. Storeys above add their routers to `content_api` in `ready()`."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from csp.constants import SELF, UNSAFE_INLINE
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from ninja import NinjaAPI
from ninja.errors import ValidationError
from ninja.openapi.docs import Swagger

from cms.api.openapi import ContentOpenAPI
from cms.api.parameters import only_declared

DESCRIPTION = """\
Everything that is published, for any front-end: anonymous, typed, cacheable.

Version 1 only ever adds: render a block type that you do not know as nothing. Times are RFC 3339
in UTC, durations ISO 8601, languages BCP 47, addresses absolute. Answers carry a strong `ETag`;
send it back as `If-None-Match` and get a 304 when nothing changed. Errors are
`application/problem+json`.
"""


class LocalSwagger(Swagger):
    """The documentation page, with files of this site only and without asking who reads it."""

    def render_page(self, request: HttpRequest, api: NinjaAPI, **kwargs: Any) -> HttpResponse:
        response = HttpResponse(
            render_to_string(
                "api/docs.html", {"api": api, "url": self.get_openapi_url(api, kwargs)}
            )
        )
        # Swagger UI draws its icons from data: addresses and sizes itself with inline styles.
        response._csp_update = {  # type: ignore[attr-defined]
            "img-src": [SELF, "data:"],
            "style-src": [SELF, UNSAFE_INLINE],
        }
        return response


class ContentAPI(NinjaAPI):
    """An API that is read: what goes wrong is raised, and `ApiMiddleware` says it."""

    def on_exception(self, request: HttpRequest, exc: Any) -> HttpResponse:
        raise exc

    def validation_error_from_error_contexts(self, error_contexts: Any) -> ValidationError:
        """Ninja's errors, but with the name of the parameter alone, not of the group it is in."""
        errors: list[dict[str, Any]] = []
        for context in error_contexts:
            model = context.model
            names = {path: name for name, path in model.__ninja_flatten_map__.items()}
            for error in context.pydantic_validation_error.errors(include_url=False):
                loc = error["loc"]
                cut = next((n for n in range(len(loc), 0, -1) if loc[:n] in names), 0)
                named = (names[loc[:cut]], *loc[cut:]) if cut else loc
                errors.append({**error, "loc": (model.__ninja_param_source__, *named)})
        return ValidationError(errors)

    def get_openapi_schema(
        self, *, path_prefix: str | None = None, path_params: dict[str, Any] | None = None
    ) -> Any:
        return self._described

    @cached_property
    def _described(self) -> ContentOpenAPI:
        return ContentOpenAPI(self, self.get_root_path({}))


def make_api(namespace: str) -> ContentAPI:
    """An API that declares all it takes."""
    api = ContentAPI(
        title="Careroute content API",
        version="1",
        description=DESCRIPTION,
        urls_namespace=namespace,
        docs=LocalSwagger(),
        docs_url="/docs/",
    )
    api.add_decorator(only_declared, mode="view")
    return api


content_api = make_api("content")
