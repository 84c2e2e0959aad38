"""The table of contents: headings and routes, in reading order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the table: where it leads, what it says, and 2, 3 or 4 as in h2 to h4."""

    anchor: str
    text: str
    level: int


def table_of_contents(body: Iterable[Any]) -> list[Entry]:
    """Entries of a body (an iterable of stream children with `block_type` and `value`)."""
    entries = []
    for child in body:
        if child.block_type == "heading":
            level = int(child.value["level"][1])
            entries.append(Entry(child.value["anchor"], child.value["text"], level))
        elif child.block_type == "route":
            entries.append(Entry(child.value.anchor, child.value.title, 2))
    return [entry for entry in entries if entry.text and entry.anchor]
