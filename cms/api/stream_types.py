"""Blocks made of blocks, and stream fields: named schemas, lists, and unions told apart by `type`.

A struct block of its own class gives a schema by that name: `HeadingBlock` gives `HeadingValue`.
The items of a stream block of its own class are named by their keys: `heading` gives
`HeadingBlock` `{type, id, value}`; a key is public, so it means one thing wherever it is used.
Blocks and streams without a class of their own are named by the way to them.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal, Union

from pydantic import Field
from wagtail import blocks
from wagtail.blocks.stream_block import BaseStreamBlock
from wagtail.blocks.struct_block import BaseStructBlock
from wagtail.contrib.typed_table_block.blocks import BaseTypedTableBlock
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageBlock

from cms.api.block_types import BlockTypes, block_types
from cms.api.names import UntypedValue, derivations
from cms.api.schemas import OneOf
from cms.api.value_types import Typed, typed_return, without_none
from cms.api.values import Values


def typed_stream(field: StreamField) -> Typed:
    """A stream field as a list of its blocks."""
    block = field.stream_block
    name = f"{field.model.__name__}{pascal(field.name)}"
    return Typed(
        block_types.get_type(block, name),
        lambda value, values: block_types.represent(block, value, values),
    )


def pascal(key: str) -> str:
    """``call_to_action`` → ``CallToAction``."""
    return "".join(part[:1].upper() + part[1:] for part in key.replace("-", "_").split("_"))


def own_name(block: blocks.Block) -> str:
    """The block's class without “Block”; "" where the class is Wagtail's."""
    kind = type(block)
    return "" if kind.__module__.startswith("wagtail.") else kind.__name__.removesuffix("Block")


def struct_schema(
    types: BlockTypes, block: Any, name: str, extra: dict[str, Any] | None = None
) -> Any:
    """A named schema of the block's fields, its `Meta.api_properties`, and `extra` fields.

    `Meta.api_properties` names properties of the block's value class with return annotations.
    """
    name = own_name(block) or name
    fields = {
        key: types.get_type(child, f"{name}{pascal(key)}")
        for key, child in block.child_blocks.items()
    }
    fields |= {key: each.schema for key, each in _properties(block).items()}
    return derivations.schema(
        f"{name}Value", fields | (extra or {}), type(block).__module__, _words(block)
    )


def represent_struct(types: BlockTypes, block: Any, value: Any, values: Values) -> dict[str, Any]:
    """The values of the block's fields and of its `Meta.api_properties`."""
    fields = {
        key: types.represent(child, value.get(key), values)
        for key, child in block.child_blocks.items()
    }
    return fields | {
        key: each.represent(getattr(value, key), values) for key, each in _properties(block).items()
    }


def _properties(block: Any) -> dict[str, Typed]:
    names = getattr(block.meta, "api_properties", ())
    return {name: typed_return(block.meta.value_class, name, "document") for name in names}


def _words(block: blocks.Block) -> str:
    """What the class says of itself, unless it says nothing of its own."""
    return (type(block).__dict__.get("__doc__") or "") if own_name(block) else ""


def list_schema(types: BlockTypes, block: Any, name: str) -> Any:
    """A list; what cannot be shown is not in it."""
    child = types.get_type(block.child_block, name)
    return list[without_none(child) if _is_elusive(block.child_block) else child]  # type: ignore[misc]


def represent_list(types: BlockTypes, block: Any, value: Any, values: Values) -> list[Any]:
    child = block.child_block
    shown = [types.represent(child, item, values) for item in value or ()]
    return [item for item in shown if item is not None] if _is_elusive(child) else shown


def _is_elusive(block: blocks.Block) -> bool:
    return isinstance(block, blocks.ChooserBlock | ImageBlock)


def stream_schema(types: BlockTypes, block: Any, name: str) -> Any:
    """A list of `{type, id, value}`, told apart by `type`."""
    if not block.child_blocks:
        raise UntypedValue(f"The stream block {name} has no blocks.")
    prefix = "" if own_name(block) else name
    items = [
        derivations.schema(
            f"{prefix}{pascal(key)}Block",
            {
                "type": Literal[key],
                "id": str,
                "value": types.get_type(child, f"{prefix}{pascal(key)}"),
            },
            type(block).__module__,
            _words(child),
        )
        for key, child in block.child_blocks.items()
    ]
    if len(items) == 1:
        return list[items[0]]  # type: ignore[valid-type]
    return list[Annotated[Union[tuple(items)], Field(discriminator="type")]]  # type: ignore[misc] # noqa: UP007


def represent_stream(types: BlockTypes, block: Any, value: Any, values: Values) -> list[Any]:
    return [
        {
            "type": child.block_type,
            "id": str(child.id or ""),
            "value": types.represent(child.block, child.value, values),
        }
        for child in value or ()
    ]


def table_schema(types: BlockTypes, block: Any, name: str) -> Any:
    """Columns with a heading and the type of their cells; rows of cells, one for each column."""
    name = own_name(block) or name
    cells = [
        types.get_type(child, f"{name}{pascal(key)}") for key, child in block.child_blocks.items()
    ]
    source = type(block).__module__
    column = derivations.schema(
        f"{name}Column",
        {"heading": str, "type": Annotated[str, OneOf(block.child_blocks)]},
        source,
        "The head of a column, and which kind of cells stand below it.",
    )
    fields = {"caption": str, "columns": list[column], "rows": list[list[Union[tuple(cells)]]]}  # type: ignore[valid-type, misc] # noqa: UP007
    return derivations.schema(f"{name}Value", fields, source, _words(block))


def represent_table(types: BlockTypes, block: Any, value: Any, values: Values) -> dict[str, Any]:
    return {
        "caption": str(value.caption or ""),
        "columns": [
            {"heading": column["heading"], "type": column["block"].name} for column in value.columns
        ],
        "rows": [
            [types.represent(cell.block, cell.value, values) for cell in row] for row in value.rows
        ],
    }


def register_blocks_of_blocks(types: BlockTypes) -> None:
    """Wagtail's blocks that hold other blocks."""
    types.register_block_schema(BaseStructBlock, struct_schema, represent_struct)
    types.register_block_schema(blocks.ListBlock, list_schema, represent_list)
    types.register_block_schema(BaseStreamBlock, stream_schema, represent_stream)
    types.register_block_schema(BaseTypedTableBlock, table_schema, represent_table)


register_blocks_of_blocks(block_types)
