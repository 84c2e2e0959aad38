"""Elements that give a part of a post its structure: a route, a call to action."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, ClassVar

from blog.importers.elements import Heading, Item, Passage, place, rich_text
from blog.importers.spans import BREAK

CALL_HEADING_LENGTH = 120
CALL_LABEL_LENGTH = 60
"""The most characters that the fields of a call to action take."""


@dataclass(slots=True)
class RouteSection:
    """What a post says about one route of administration."""

    key: ClassVar[str] = "route"
    route: str
    method: str
    heading: Heading
    summary: list[Passage] = field(default_factory=list)
    points: list[Item] = field(default_factory=list)

    def value(self) -> dict[str, Any]:
        return {
            "route": self.route,
            "method": self.method,
            "heading": self.heading.text,
            "summary": rich_text(self.summary),
            "points": [{"text": rich_text([point]), "references": []} for point in self.points],
        }

    def settle(self, where: str) -> None:
        place(self.heading.lines, f"{where}.heading")
        for passage in self.summary:
            place(passage.lines, f"{where}.summary")
        for index, point in enumerate(self.points):
            place(point.lines, f"{where}.points[{index}].text")


@dataclass(slots=True)
class CallToAction:
    """An invitation to get in touch. `link` is a passage that is one web link.

    Its heading is one of the post, or else the last sentence of its first passage. A passage that
    is no more than that moves up; one with a link, which a heading cannot hold, stays as well.
    """

    key: ClassVar[str] = "call_to_action"
    heading: Heading | None = None
    passages: list[Passage] = field(default_factory=list)
    link: Passage | None = None

    @property
    def _opening(self) -> Passage | None:
        """The passage whose words are the heading."""
        first = self.passages[0] if self.passages else self.link
        if first is None or self.heading or not self._words(first):
            return None
        return first

    def _words(self, opening: Passage) -> str:
        """The passage, or of several sentences the last; "" when that is too long."""
        words = re.split(r"(?<=[.!?])\s+", opening.text.strip()[-CALL_HEADING_LENGTH * 2 :])[-1]
        return words if len(words) <= CALL_HEADING_LENGTH and BREAK not in words else ""

    @property
    def _text(self) -> list[Passage]:
        opening = self._opening
        moves = (
            opening is not None
            and self._words(opening) == opening.text
            and not any(span.href for span in opening.spans)
        )
        return self.passages[1:] if moves else self.passages

    def value(self) -> dict[str, Any]:
        opening = self._opening
        heading = self.heading.text if self.heading else ""
        return {
            "heading": self._words(opening) if opening else heading,
            "text": rich_text(passage for passage in self._text),
            "label": self.link.text if self.link else "",
            "page": None,
            "url": self.link.spans[0].href if self.link else "",
        }

    def settle(self, where: str) -> None:
        if self.heading:
            place(self.heading.lines, f"{where}.heading")
        for passage in self._text:
            place(passage.lines, f"{where}.text")
        if self.link:
            place(self.link.lines, f"{where}.label")
        if opening := self._opening:
            if opening is self.link or opening in self._text:
                for line in opening.lines:
                    line.also.append(f"{where}.heading")
            else:
                place(opening.lines, f"{where}.heading")
