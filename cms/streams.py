"""Walking through the values of blocks, whatever they are nested in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from wagtail.blocks import Block, ListBlock, StreamBlock, StructBlock, StructValue
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock


def leaves(block: Block, value: Any) -> Iterator[tuple[Block, Any]]:
    """Every innermost block inside `value` with its own value, in reading order."""
    if isinstance(block, StreamBlock):
        for child in value:
            yield from leaves(child.block, child.value)
    elif isinstance(block, StructBlock) and isinstance(value, StructValue):
        for name, inner in block.child_blocks.items():
            yield from leaves(inner, value.get(name))
    elif isinstance(block, ListBlock):
        for item in value or ():
            yield from leaves(block.child_block, item)
    elif isinstance(block, TypedTableBlock):
        for row in value.rows if value else ():
            for cell in row:
                yield from leaves(cell.block, cell.value)
    else:
        yield block, value
