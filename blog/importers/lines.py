"""The account: one entry for each line (in HTML: each text node) of a file, and its fate."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum


class Fate(StrEnum):
    """What became of a line."""

    PLACED = "placed"
    """It stands in the page at `where`."""
    DROPPED = "dropped"
    """It is not in the page; `reason` says why."""
    UNPLACED = "unplaced"
    """No field fits it, so it is kept in a paragraph at `where`; `reason` says why."""


@dataclass(slots=True, eq=False)
class Line:
    """A line of the file: its number from 1, its text without list marks and mark-up.

    `where` is a path into the page, such as ``title`` or ``body[3].value.points[2].text``;
    `also` holds further places where the text stands.
    """

    number: int
    text: str
    fate: Fate | None = None
    where: str = ""
    reason: str = ""
    also: list[str] = field(default_factory=list)

    def drop(self, reason: str, where: str = "") -> None:
        self.fate, self.reason, self.where = Fate.DROPPED, reason, where

    def keep(self, reason: str) -> None:
        """Mark it as kept in a paragraph; `place` says later which."""
        self.fate, self.reason = Fate.UNPLACED, reason

    def place(self, where: str) -> None:
        if self.fate is None:
            self.fate = Fate.PLACED
        if self.fate is not Fate.DROPPED:
            self.where = where

    def note(self, remark: str) -> None:
        """Add a remark on something that was taken out of the line."""
        if remark not in self.reason:
            self.reason = "; ".join(filter(None, [self.reason, remark]))

    def as_json(self) -> dict[str, object]:
        """The entry of the report."""
        entry: dict[str, object] = {
            "line": self.number,
            "text": self.text,
            "fate": (self.fate or Fate.DROPPED).value,
            "where": self.where,
        }
        if self.reason:
            entry["reason"] = self.reason
        if self.also:
            entry["also"] = self.also
        return entry


class Unreadable(Exception):
    """The file cannot be read. `number` is the line where it breaks, 0 for the whole file."""

    def __init__(self, message: str, number: int = 0, lines: Iterable[Line] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.number = number
        self.lines = list(lines)
