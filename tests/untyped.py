"""Finds what a JSON schema or an OpenAPI document leaves open."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

TELLS = ("type", "$ref", "anyOf", "oneOf", "allOf", "enum", "const")
JSON_LD = "application/ld+json"


def untyped_spots(document: dict[str, Any]) -> list[str]:
    """The places that say nothing of what they hold, as paths; empty when all is typed.

    Untyped are: an empty schema, one without a type, an object without properties, a list without
    items, and a string that holds JSON, but for JSON-LD. Of an OpenAPI document everything
    reachable from its paths is looked at.
    """
    seen: set[str] = set()
    roots = _schemas_of_paths(document) if "paths" in document else [("", document)]
    return [spot for where, schema in roots for spot in _spots(where, schema, document, seen)]


def _schemas_of_paths(document: dict[str, Any]) -> list[tuple[str, Any]]:
    return [found for path, item in document["paths"].items() for found in _schemas(path, item)]


def _schemas(where: str, node: Any) -> Iterator[tuple[str, Any]]:
    """Every value of a key `schema` below `node`, which is not itself part of a schema."""
    children = node.items() if isinstance(node, dict) else enumerate(node)
    for key, child in children:
        if key == "schema":
            yield f"{where}/schema", child
        elif isinstance(child, dict | list):
            yield from _schemas(f"{where}/{key}", child)


def _spots(where: str, schema: Any, document: dict[str, Any], seen: set[str]) -> Iterator[str]:
    if not isinstance(schema, dict) or not any(key in schema for key in TELLS):
        yield f"{where}: nothing is said"
        return
    if reference := schema.get("$ref"):
        if reference not in seen:
            seen.add(reference)
            yield from _spots(reference, _resolved(reference, document), document, seen)
        return
    kinds = schema.get("type", [])
    kinds = kinds if isinstance(kinds, list) else [kinds]
    if "object" in kinds and not schema.get("properties"):
        yield f"{where}: an object without properties"
    if "array" in kinds and "items" not in schema and "prefixItems" not in schema:
        yield f"{where}: a list of anything"
    medium = schema.get("contentMediaType", JSON_LD)
    if medium != JSON_LD or schema.get("format") == "json-string":
        yield f"{where}: a string that holds {medium}"
    yield from _parts(where, schema, document, seen)


def _parts(where: str, schema: Any, document: dict[str, Any], seen: set[str]) -> Iterator[str]:
    for name, child in schema.get("properties", {}).items():
        yield from _spots(f"{where}/{name}", child, document, seen)
    for key in ("anyOf", "oneOf", "allOf", "prefixItems"):
        for number, child in enumerate(schema.get(key, [])):
            yield from _spots(f"{where}/{key}/{number}", child, document, seen)
    if "items" in schema:
        yield from _spots(f"{where}/items", schema["items"], document, seen)
    if schema.get("additionalProperties", False) is not False:
        yield from _spots(f"{where}/*", schema["additionalProperties"], document, seen)


def _resolved(reference: str, document: dict[str, Any]) -> Any:
    node: Any = document
    for part in reference.removeprefix("#/").split("/"):
        node = node[part.replace("~1", "/").replace("~0", "~")]
    return node
