"""The parts of a post, as readers find them and as the page's body holds them.

Each element of a body has a `key` (the block's key), a `value()` in the shape of that block,
and `settle()`, which tells each of its lines where in the page it stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Protocol

from blog.importers.lines import Line
from blog.importers.spans import BREAK, RichSource, Span, inner_html, rich, text_of, without_start

HEADING_LENGTH = 160
CAPTION_LENGTH = 250
"""The most characters that the fields of blocks take."""


class Element(Protocol):
    """A block of the body to be."""

    key: ClassVar[str]

    def value(self) -> dict[str, Any]:
        """What the block holds; rich text as `RichSource`."""

    def settle(self, where: str) -> None:
        """Place every line of the element below the path `where`."""


def place(lines: Iterable[Line], where: str) -> None:
    for line in lines:
        line.place(where)


@dataclass(slots=True)
class Passage:
    """A paragraph."""

    spans: list[Span]
    lines: list[Line]

    @property
    def text(self) -> str:
        return text_of(self.spans)

    @property
    def all_lines(self) -> list[Line]:
        return self.lines

    def html(self) -> str:
        return f"<p>{inner_html(self.spans)}</p>"


@dataclass(slots=True)
class Item(Passage):
    """A point of a list; `depth` counts from 0."""

    depth: int = 0
    ordered: bool = False

    def append(self, passage: Passage) -> None:
        """A further paragraph of the same point, on a line of its own."""
        self.spans = [*self.spans, Span(BREAK), *passage.spans]
        self.lines = [*self.lines, *passage.lines]


@dataclass(slots=True)
class Listing:
    """A bulleted or numbered list."""

    items: list[Item]

    @property
    def text(self) -> str:
        return "\n".join(item.text for item in self.items)

    @property
    def all_lines(self) -> list[Line]:
        return [line for item in self.items for line in item.lines]

    def html(self) -> str:
        parts: list[str] = []
        open_lists: list[str] = []
        for item in self.items:
            tag = "ol" if item.ordered else "ul"
            depth = min(item.depth, len(open_lists), 8)
            while len(open_lists) > depth + 1:
                parts.append(f"</li></{open_lists.pop()}>")
            if len(open_lists) == depth + 1:
                if open_lists[-1] == tag:
                    parts.append("</li>")
                else:
                    parts.append(f"</li></{open_lists.pop()}>")
            if len(open_lists) == depth:
                parts.append(f"<{tag}>")
                open_lists.append(tag)
            parts.append(f"<li>{inner_html(item.spans)}")
        parts.extend(f"</li></{tag}>" for tag in reversed(open_lists))
        return "".join(parts)


Part = Passage | Listing


def rich_text(parts: Iterable[Part]) -> RichSource:
    return rich("".join(part.html() for part in parts))


@dataclass(slots=True)
class Text:
    """Paragraphs and lists that follow one another."""

    key: ClassVar[str] = "paragraph"
    parts: list[Part]
    shares: Line | None = None
    """A line of another text, some of whose words stand here."""

    def value(self) -> dict[str, Any]:
        return {"text": rich_text(self.parts), "references": []}

    def settle(self, where: str) -> None:
        for part in self.parts:
            place(part.all_lines, f"{where}.text")
        if self.shares:
            self.shares.also.append(f"{where}.text")


@dataclass(slots=True)
class Heading:
    """A heading; `level` 1 to 6. `bare` when the source does not mark it as one.

    `label` when it ended with a colon: it introduces what follows it.
    """

    key: ClassVar[str] = "heading"
    text: str
    lines: list[Line]
    level: int = 2
    bare: bool = False
    label: bool = False

    @property
    def all_lines(self) -> list[Line]:
        return self.lines

    def value(self) -> dict[str, Any]:
        return {"text": self.text, "level": f"h{min(max(self.level, 2), 4)}", "anchor": ""}

    def settle(self, where: str) -> None:
        place(self.lines, f"{where}.text")

    def as_passage(self, *, bold: bool = False) -> Passage:
        """The heading as a paragraph; a label has its colon again."""
        if self.label and self.lines:
            self.lines[-1].text += ":"
        return Passage([Span(f"{self.text}{':' if self.label else ''}", bold=bold)], self.lines)


@dataclass(slots=True)
class Quotation:
    """Words of someone else."""

    key: ClassVar[str] = "quote"
    passages: list[Passage]
    attribution: Passage | None = None

    @property
    def all_lines(self) -> list[Line]:
        passages = [*self.passages, *filter(None, [self.attribution])]
        return [line for passage in passages for line in passage.lines]

    def value(self) -> dict[str, Any]:
        return {
            "text": "\n\n".join(passage.text for passage in self.passages),
            "attribution": self.attribution.text if self.attribution else "",
            "references": [],
        }

    def settle(self, where: str) -> None:
        for passage in self.passages:
            place(passage.lines, f"{where}.text")
        if self.attribution:
            place(self.attribution.lines, f"{where}.attribution")


@dataclass(slots=True)
class Picture:
    """A picture named by its address. `alt` None: the source has no text for it.

    `line` is its entry in the account; None when the line it stands in belongs to a text
    (`shares`), which then names the picture as a further place.
    """

    key: ClassVar[str] = "image"
    address: str
    alt: str | None
    line: Line | None = None
    shares: Line | None = None
    caption: Passage | None = None

    @property
    def all_lines(self) -> list[Line]:
        lines = [self.line] if self.line else []
        return lines + (self.caption.lines if self.caption else [])

    @property
    def file_name(self) -> str:
        return self.address.split("?")[0].rsplit("/", 1)[-1]

    def value(self) -> dict[str, Any]:
        return {
            "image": {"image": self.file_name, "alt_text": self.alt or "", "decorative": False},
            "caption": self.caption.text if self.caption else "",
        }

    def settle(self, where: str) -> None:
        if self.line:
            self.line.text = self.alt or self.file_name
            self.line.place(f"{where}.image")
        if self.shares:
            self.shares.also.append(f"{where}.image")
        if self.caption:
            place(self.caption.lines, f"{where}.caption")


@dataclass(slots=True)
class Grid:
    """A table; `header` may be empty. Every row is as long as the longest."""

    key: ClassVar[str] = "table"
    header: list[Passage]
    rows: list[list[Passage]]
    caption: Passage | None = None

    @property
    def all_lines(self) -> list[Line]:
        cells = [*self.header, *(cell for row in self.rows for cell in row)]
        cells += [self.caption] if self.caption else []
        return list(dict.fromkeys(line for cell in cells for line in cell.lines))

    def cells(self) -> Iterator[Passage]:
        yield from self.header
        for row in self.rows:
            yield from row

    def value(self) -> dict[str, Any]:
        width = max([len(self.header), *(len(row) for row in self.rows)])
        linked = any(
            span.href or span.bold or span.italic for c in self.cells() for span in c.spans
        )
        heads = [cell.text for cell in self.header]
        return {
            "caption": self.caption.text if self.caption else "",
            "table": {
                "columns": [
                    {"type": "rich_text" if linked else "text", "heading": head}
                    for head in heads + [""] * (width - len(heads))
                ],
                "rows": [
                    {
                        "values": [
                            rich_text([cell]) if linked else cell.text
                            for cell in row + [Passage([], [])] * (width - len(row))
                        ]
                    }
                    for row in self.rows
                ],
                "caption": "",
            },
        }

    def settle(self, where: str) -> None:
        for cell in self.cells():
            place(cell.lines, f"{where}.table")
        if self.caption:
            place(self.caption.lines, f"{where}.caption")


def quotation(passages: Sequence[Passage]) -> Quotation:
    """A last line that begins with a dash names who said it."""
    last = passages[-1]
    name = last.text.lstrip("—–- ")
    if len(passages) < 2 or last.text[:1] not in "—–-" or not name or len(name) > HEADING_LENGTH:
        return Quotation(list(passages))
    length = len(last.text) - len(name)
    last.lines[0].text = last.lines[0].text.lstrip("—–- ")
    if not last.lines[0].text:
        last.lines[0].drop("a dash before a name")
    return Quotation(list(passages[:-1]), Passage(without_start(last.spans, length), last.lines))


Block = Passage | Listing | Heading | Quotation | Picture | Grid
"""What readers hand on: elements before the post's own structure is known."""
