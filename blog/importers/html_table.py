"""Tables of data in HTML; tables that only lay out a page are read as their contents."""

from __future__ import annotations

from lxml import etree

from blog.importers.elements import Grid, Passage
from blog.importers.spans import BREAK, Span

_LAYOUT = ("h1", "h2", "h3", "h4", "ul", "ol", "img", "blockquote", "iframe")


def is_data_table(table: etree._Element) -> bool:
    """At least two rows and two columns, and nothing in its cells but text."""
    rows = list(table.iter("tr"))
    if len(rows) < 2 or max(len(row) for row in rows) < 2:
        return False
    return all(inner is table for inner in table.iter("table", *_LAYOUT))


class TableBuilder:
    """Collects cells in the order of the source."""

    def __init__(self) -> None:
        self.caption: Passage | None = None
        self._rows: list[tuple[bool, list[Passage]]] = []

    def open(self, tag: str) -> None:
        if tag == "tr":
            self._rows.append((True, []))
        elif tag in ("td", "th"):
            if not self._rows:
                self._rows.append((True, []))
            heads, cells = self._rows.pop()
            self._rows.append((heads and tag == "th", [*cells, Passage([], [])]))

    def add(self, passage: Passage) -> None:
        """More text for the cell at hand; text outside of cells gets a row of its own."""
        if not self._rows or not self._rows[-1][1]:
            self._rows.append((False, [Passage([], [])]))
        cell = self._rows[-1][1][-1]
        cell.spans += [Span(BREAK)] * bool(cell.spans) + passage.spans
        cell.lines += passage.lines

    def grid(self) -> Grid | None:
        rows = [(heads, cells) for heads, cells in self._rows if any(c.lines for c in cells)]
        if not rows:
            return None
        header = rows.pop(0)[1] if rows[0][0] and len(rows) > 1 else []
        return Grid(header, [cells for _, cells in rows], self.caption)
