"""The table of contents: headings and routes, in reading order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the table: where it leads, what it says, and 2, 3 or 4 as in h2 to h4."""

    anchor: str
    text: str
    level: int


def table_of_contents(body: Iterable[Any], comparison_follows: str | None = None) -> list[Entry]:
    """Entries of a body (an iterable of stream children with `block_type`, `id` and `value`).

    `comparison_follows` is the id of the block after which the comparison stands by itself.
    """
    entries = []
    for child in body:
        if child.block_type == "heading":
            level = int(child.value["level"][1])
            entries.append(Entry(child.value["anchor"], child.value["text"], level))
        elif child.block_type == "route":
            entries.append(Entry(child.value.anchor, child.value.title, 2))
        elif child.block_type == "comparison":
            entries.append(_comparison(child.id, child.value["heading"]))
        if comparison_follows and child.id == comparison_follows:
            entries.append(_comparison(child.id))
    return [entry for entry in entries if entry.text and entry.anchor]


def _comparison(block_id: str, heading: str = "") -> Entry:
    return Entry(f"comparison-{block_id}", heading or _("The routes side by side"), 2)
