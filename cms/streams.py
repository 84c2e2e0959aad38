"""Walking through the values of blocks, whatever they are nested in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from wagtail.blocks import Block, ListBlock, StreamBlock, StructBlock, StructValue
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock


def leaves(block: Block, value: Any) -> Iterator[tuple[Block, Any]]:
    """Every innermost block inside `value` with its own value, in reading order."""
    waiting = [(block, value)]
    while waiting:
        block, value = waiting.pop()
        inside = _inside(block, value)
        if inside is None:
            yield block, value
        else:
            waiting.extend(reversed(inside))


def _inside(block: Block, value: Any) -> list[tuple[Block, Any]] | None:
    """The blocks directly inside one, with their values; None for an innermost block."""
    if isinstance(block, StreamBlock):
        return [(child.block, child.value) for child in value]
    if isinstance(block, StructBlock):
        if not isinstance(value, StructValue):
            return None
        return [(inner, value.get(name)) for name, inner in block.child_blocks.items()]
    if isinstance(block, ListBlock):
        return [(block.child_block, item) for item in value or ()]
    if isinstance(block, TypedTableBlock):
        rows = value.rows if value else ()
        return [(cell.block, cell.value) for row in rows for cell in row]
    return None
