"""A draft in the shape of its type, without what is not filled in far enough to have it."""

from __future__ import annotations

from typing import Any, get_args

from pydantic import ValidationError

from cms.api.names import Schema


def fitted(schema: type[Schema], data: dict[str, Any]) -> Schema:
    """`data` as `schema`. Items of lists that do not fit are taken out, other values become null.

    Names them in `data["left_out"]`. Raises ValidationError where neither is possible.
    """
    try:
        return schema.model_validate(data)
    except ValidationError as error:
        for name, items in unfit(error).items():
            _leave_out(schema, data, name, items)
        return schema.model_validate(data)


def unfit(error: ValidationError) -> dict[str, set[int]]:
    """Fields that have not their type; of a list, which of its items have not."""
    found: dict[str, set[int]] = {}
    for each in error.errors(include_url=False, include_input=False):
        name, *inside = each["loc"]
        items = found.setdefault(str(name), set())
        if inside and isinstance(inside[0], int):
            items.add(inside[0])
    return found


def _leave_out(schema: type[Schema], data: dict[str, Any], name: str, items: set[int]) -> None:
    if isinstance(data.get(name), list) and items:
        data["left_out"] += [f"{name}[{item}]" for item in sorted(items)]
        data[name] = [each for item, each in enumerate(data[name]) if item not in items]
    elif name in schema.model_fields and _may_be_null(schema, name):
        data["left_out"].append(name)
        data[name] = None


def _may_be_null(schema: type[Schema], name: str) -> bool:
    return type(None) in get_args(schema.model_fields[name].annotation)
