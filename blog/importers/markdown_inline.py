"""The inline part of Markdown: formatted text, one segment for each line of the source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from markdown_it.token import Token

from blog.importers.elements import Passage, Picture
from blog.importers.lines import Line
from blog.importers.spans import BREAK, Span, safe_address, text_of, trimmed
from blog.importers.tags import ACTIVE, Kind, fragments

_BOLD = frozenset({"strong", "b"})
_ITALIC = frozenset({"em", "i"})


@dataclass(slots=True)
class Inline:
    """A paragraph's content: its segments (lines), and the pictures that stand in it."""

    segments: list[Passage] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)

    @property
    def passage(self) -> Passage:
        """All segments as one paragraph; the ends of lines are spaces."""
        spans: list[Span] = []
        for segment in self.segments:
            if spans and spans[-1].text != BREAK and segment.spans:
                spans.append(Span(" "))
            spans += segment.spans
        lines = [line for segment in self.segments for line in segment.lines]
        return Passage(trimmed(spans), lines)


def read_inline(
    token: Token, start: int, entries: Mapping[int, Line], *, pictures: bool = True
) -> Inline:
    """Read an inline token whose first line has the number `start`.

    Without `pictures`, a picture is a link to its file, because it has no block to stand in.
    """
    walker = _Walker(pictures)
    for child in token.children or []:
        walker.take(child)
    found = walker.inline
    rows = token.content.count("\n") + 1
    lines = [entries[number] for number in range(start, start + rows) if number in entries]
    if len(lines) == rows == len(found.segments):
        for segment, line in zip(found.segments, lines, strict=True):
            _settle(segment, line, walker)
    else:
        whole = found.passage
        for line in lines:
            line.text = whole.text
        found.segments = [Passage(whole.spans, lines)]
        for picture in found.pictures:
            picture.shares = lines[0] if lines else None
    return found


def _settle(segment: Passage, line: Line, walker: _Walker) -> None:
    pictures = walker.pictures_in(segment)
    text = text_of(trimmed(segment.spans)).strip()
    for note in walker.notes_of(segment):
        line.note(note)
    if text:
        line.text = text
        segment.lines.append(line)
        for picture in pictures:
            picture.shares = line
    elif pictures:
        pictures[0].line = line
        for picture in pictures[1:]:
            picture.shares = line
    elif line.reason:
        line.drop(line.reason)


class _Walker:
    def __init__(self, pictures: bool) -> None:
        self.takes_pictures = pictures
        self.inline = Inline([Passage([], [])])
        self.bold = self.italic = 0
        self.href = ""
        self.active = ""
        self._pictures: list[tuple[Passage, Picture]] = []
        self._notes: list[tuple[Passage, str]] = []

    def pictures_in(self, segment: Passage) -> list[Picture]:
        return [picture for owner, picture in self._pictures if owner is segment]

    def notes_of(self, segment: Passage) -> list[str]:
        return [note for owner, note in self._notes if owner is segment]

    def take(self, token: Token) -> None:
        match token.type:
            case "softbreak" | "hardbreak":
                if token.type == "hardbreak":
                    self._add(BREAK)
                self.inline.segments.append(Passage([], []))
            case "strong_open" | "strong_close":
                self.bold += token.nesting
            case "em_open" | "em_close":
                self.italic += token.nesting
            case "link_open":
                self._open_link(str(token.attrGet("href") or ""))
            case "link_close":
                self.href = ""
            case "image":
                self._picture(str(token.attrGet("src") or ""), token.content or None)
            case "html_inline":
                self._tag(token.content)
            case _:
                self._add(token.content)

    def _add(self, text: str) -> None:
        if self.active or not text:
            return
        span = Span(text, self.bold > 0, self.italic > 0, self.href)
        self.inline.segments[-1].spans.append(span)

    def _note(self, remark: str) -> None:
        self._notes.append((self.inline.segments[-1], remark))

    def _open_link(self, address: str) -> None:
        self.href = safe_address(address)
        if not self.href:
            self._note("a link to an address that is not allowed was taken out")

    def _picture(self, address: str, alt: str | None) -> None:
        if not self.takes_pictures:
            href = safe_address(address)
            self.inline.segments[-1].spans.append(Span(alt or address, href=href))
            self._note("a picture that cannot stand here is a link to its file")
            return
        picture = Picture(address, alt)
        self.inline.pictures.append(picture)
        self._pictures.append((self.inline.segments[-1], picture))

    def _tag(self, source: str) -> None:
        name = source.strip("</> ").split()[0].lower().rstrip("/") if source.strip("</> ") else ""
        step = -1 if source.startswith("</") else 1
        if name in ACTIVE:
            self.active = name if step > 0 else ""
            self._note(f"<{name}> was taken out")
        elif name == "br":
            self._add(BREAK)
        elif name in _BOLD:
            self.bold = max(self.bold + step, 0)
        elif name in _ITALIC:
            self.italic = max(self.italic + step, 0)
        elif name == "img":
            for fragment in fragments(source):
                if fragment.kind is Kind.PICTURE:
                    self._picture(fragment.text, fragment.alt or None)
        elif source.startswith("<!"):
            self._note("an HTML comment was taken out")
        elif step > 0:
            self._note(f"the tag <{name}> was taken out")
