"""The API's description of itself: true, complete, valid, and changed only on purpose."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from openapi_spec_validator import validate

from blog.models import BlogIndexPage
from tests.blog.api.conftest import CONTENT, Reader
from tests.blog.api.contract_site import fill
from tests.openapi import SNAPSHOT, Contract
from tests.openapi import described as document

REWRITE = (
    "python manage.py export_openapi_schema --settings cms.settings.test "
    "--api cms.api.content.content_api --indent 2 --sorted --output tests/snapshots/openapi.json"
)
# What is answered for one reader alone.
PRIVATE = {f"{CONTENT}preview/{{token}}/"}
REF = "#/components/schemas/"


def operations() -> Iterator[tuple[str, dict[str, Any]]]:
    for path, methods in document()["paths"].items():
        for operation in methods.values():
            yield path, operation


def test_the_public_contract_is_the_one_that_was_reviewed() -> None:
    """v1 only ever adds. When the difference is meant, rewrite the snapshot and review it."""
    assert json.loads(SNAPSHOT.read_text()) == document(), f"If this is meant: {REWRITE}"


def test_the_document_is_valid() -> None:
    validate(document())
    assert document()["openapi"].startswith("3.1.")


def test_every_operation_says_what_it_is() -> None:
    ids = [operation["operationId"] for _, operation in operations()]
    assert len(ids) == len(set(ids))
    for path, operation in operations():
        assert operation["summary"] and operation["tags"], path
        assert {"200", "422"} <= operation["responses"].keys(), path
        validators = "304" in operation["responses"], "headers" in operation["responses"]["200"]
        assert validators == ((False, False) if path in PRIVATE else (True, True)), path
        assert not [status for status in operation["responses"] if status >= "5"], path


def test_nothing_reachable_is_untyped() -> None:
    seen: set[str] = set()
    found = [
        problem
        for path, operation in operations()
        for place, schema in _roots(path, operation)
        for problem in _untyped(schema, place, seen)
    ]
    assert found == []
    assert seen == document()["components"]["schemas"].keys()


def _roots(path: str, operation: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    for parameter in operation.get("parameters", []):
        yield f"{path} ?{parameter['name']}", parameter["schema"]
    for status, response in operation["responses"].items():
        for media in response.get("content", {}).values():
            yield f"{path} {status}", media["schema"]


def _untyped(schema: Any, place: str, seen: set[str]) -> Iterator[str]:
    if not isinstance(schema, dict) or not schema.keys() - {"title", "description", "default"}:
        yield f"{place} may be anything"
        return
    if "$ref" in schema:
        name = schema["$ref"].removeprefix(REF)
        if name not in seen:
            seen.add(name)
            yield from _untyped(document()["components"]["schemas"][name], name, seen)
        return
    if schema.get("additionalProperties", False) is not False:
        yield f"{place} may have any property"
    if schema.get("type") == "object" and not schema.get("properties"):
        yield f"{place} is an object of anything"
    if schema.get("type") == "array":
        yield from _untyped(schema.get("items"), f"{place}[]", seen)
    for key in ("anyOf", "oneOf", "allOf"):
        for part in schema.get(key, []):
            yield from _untyped(part, f"{place} {key}", seen)
    for name, part in schema.get("properties", {}).items():
        yield from _untyped(part, f"{place}.{name}", seen)


@pytest.mark.django_db
def test_every_endpoint_answers_what_it_says(reader: Reader, blog: BlogIndexPage) -> None:
    """On a small site with something of everything; `test_answers.py` has a real one."""
    known, contract = fill(blog), Contract.committed()
    for path, _operation in operations():
        parts = path.removeprefix(CONTENT)
        slugs = known.get(parts.split("/")[0], []) if "{" in parts else [""]
        asked = {"pages/": "path", "search/": "q"}.get(parts)
        queries = [f"?{asked}={value}" for value in known[asked]] if asked else [""]
        for url in (re.sub("{.*}", slug, parts) + query for slug in slugs for query in queries):
            response = reader.client.get(CONTENT + url)
            assert response.status_code in {200, 308}, (url, response.content)
            if response.status_code == 200:
                assert contract.faults(path, response.content) == [], url


def test_the_documentation_loads_nothing_from_elsewhere(reader: Reader) -> None:
    response = reader.get("docs/")
    page = response.content.decode()
    assert "//" not in page.replace("<!DOCTYPE html>", "")
    policy = response.headers["Content-Security-Policy"]
    assert "script-src" not in policy and "default-src 'self'" in policy
    assert reader.json("openapi.json") == document()
