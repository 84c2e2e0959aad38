"""The API's description of itself, made exact where ninja's is not."""

from __future__ import annotations

from typing import Any

from ninja.openapi.schema import OpenAPISchema

from cms.api.errors import CONTENT_TYPE

REF = "#/components/schemas/{}"
LAST_MODIFIED_WHEN = {"description": "Not modified: the client's copy is that of its `ETag`."}
ETAG = {
    "description": "The hash of the bytes sent. Send it back as `If-None-Match`.",
    "schema": {"type": "string"},
}
# Operations that answer for one reader alone: without validators.
PRIVATE_TAG = "Drafts"
LOCATION = {
    "description": "The new address.",
    "required": True,
    "schema": {"type": "string", "format": "uri-reference"},
}


class ContentOpenAPI(OpenAPISchema):
    """Ninja's document, with problem+json for errors, conditional answers and stricter names."""

    def add_schema_definitions(self, definitions: dict[str, Any]) -> None:
        """Take schemas in. Raises ValueError when one name means two things."""
        for name, definition in definitions.items():
            if self.schemas.setdefault(name, definition) != definition:
                raise ValueError(f"Two schemas of the API are called {name}.")

    def operation_parameters(self, operation: Any) -> list[dict[str, Any]]:
        """Parameters stand by themselves: the groups that code has them in are no schemas."""
        schemas, self.schemas = self.schemas, {}
        try:
            found: list[dict[str, Any]] = super().operation_parameters(operation)
        finally:
            self.schemas = schemas
        return found

    def operation_details(self, operation: Any) -> dict[str, Any]:
        details: dict[str, Any] = super().operation_details(operation)
        for parameter in details["parameters"]:
            _settle_parameter(parameter)
        if not details["parameters"]:
            del details["parameters"]
        responses = details["responses"]
        is_public = PRIVATE_TAG not in details.get("tags", ())
        for status, response in list(responses.items()):
            if status == 200 and is_public:
                response["headers"] = {"ETag": ETAG}
            elif status == 308:
                response["headers"] = {"Location": LOCATION}
            elif status >= 400:
                response["content"] = {CONTENT_TYPE: response["content"]["application/json"]}
        if is_public:
            responses[304] = LAST_MODIFIED_WHEN
        details["responses"] = {str(status): responses[status] for status in sorted(responses)}
        return details


def _settle_parameter(parameter: dict[str, Any]) -> None:
    """A parameter that is left out is left out: no `null`, no text of its schema beside it."""
    schema = parameter["schema"]
    if "anyOf" in schema:
        options = [option for option in schema["anyOf"] if option != {"type": "null"}]
        if len(options) == 1:
            del schema["anyOf"]
            schema |= options[0]
        else:
            schema["anyOf"] = options
    if schema.get("default", 0) is None:
        del schema["default"]
    for name in ("title", "description"):
        schema.pop(name, None)
    if schema.get("type") == "array":
        parameter |= {"style": "form", "explode": True}
