"""Answers held to an OpenAPI document, strictly: nothing missing, nothing more, formats too."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema_rs

from cms.api.content import content_api

SNAPSHOT = Path(__file__).with_name("snapshots") / "openapi.json"
# ISO 8601 lets seconds have decimals, the grammar that JSON Schema takes for it does not.
DURATION = re.compile(r"P(?!$)(\d+D)?(T(?!$)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?")


@cache
def described() -> dict[str, Any]:
    """What the running API says of itself, as JSON."""
    document: dict[str, Any] = json.loads(json.dumps(content_api.get_openapi_schema()))
    return document


class Contract:
    """An OpenAPI document that answers are held to."""

    def __init__(self, document: dict[str, Any]) -> None:
        self._document = _closed(document)
        self._validators: dict[tuple[str, int], Any] = {}

    @classmethod
    def committed(cls) -> Contract:
        """The document that was reviewed."""
        return cls(json.loads(SNAPSHOT.read_text()))

    @property
    def operations(self) -> set[str]:
        """The paths of all operations."""
        return set(self._document["paths"])

    @property
    def public(self) -> set[str]:
        """The paths of operations that answer everybody alike, with validators."""
        return {path for path in self.operations if "304" in self.operation(path)["responses"]}

    def operation(self, path: str) -> dict[str, Any]:
        """What is said of the operation at a path."""
        described: dict[str, Any] = self._document["paths"][path]["get"]
        return described

    def faults(self, operation: str, answer: bytes, status: int = 200) -> list[str]:
        """What is wrong with an answer of an operation (its path); at most five things."""
        key = (operation, status)
        if key not in self._validators:
            self._validators[key] = self._validator(operation, status)
        errors = self._validators[key].iter_errors(json.loads(answer))
        return [
            f"{'.'.join(map(str, error.instance_path))}: {error.message[:200]}"
            for error, _ in zip(errors, range(5), strict=False)
        ]

    def _validator(self, operation: str, status: int) -> Any:
        response = self.operation(operation)["responses"][str(status)]
        [media] = response["content"].values()
        return jsonschema_rs.Draft202012Validator(
            {**media["schema"], "components": self._document["components"]},
            validate_formats=True,
            formats={"duration": lambda text: bool(DURATION.fullmatch(text))},
        )


def _closed(node: Any) -> Any:
    """The same document, in which objects have the properties that are named and no others."""
    if isinstance(node, list):
        return [_closed(each) for each in node]
    if not isinstance(node, dict):
        return node
    closed = {key: _closed(value) for key, value in node.items()}
    if node.get("type") == "object" and isinstance(node.get("properties"), dict):
        closed["additionalProperties"] = False
    return closed
