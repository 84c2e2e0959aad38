"""Plain text, as it comes out of a site builder's page or a text editor."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby

from blog.importers.assemble import assemble
from blog.importers.document import ImportedDocument
from blog.importers.elements import Block, Heading, Item, Listing, Passage
from blog.importers.furniture import byline, furniture, menu_length, opens_other_posts
from blog.importers.lines import Line
from blog.importers.recognise import (
    SHORT,
    TITLE_LENGTH,
    Bullet,
    bullet,
    disclaimer_label,
    ends_sentence,
    is_call_to_action,
    is_divider,
    is_title_case,
    looks_like_heading,
)
from blog.importers.source import SourceLine, numbered
from blog.importers.spans import Span, linked

WRAP = range(40, 111)
"""How long the lines of a text are that an editor has wrapped."""
LABEL_LENGTH = 60
LABEL_WORDS = 8
TITLE_WORDS = 12


def read_text(text: str) -> ImportedDocument:
    """The post in a plain text; a line that stands alone is a paragraph, a heading or a bullet."""
    sources, unseen = numbered(text)
    document = ImportedDocument(lines=unseen)
    entries = [_Entry(source) for source in sources]
    for entry in entries[: menu_length([source.text for source in sources])]:
        entry.line.drop(furniture(entry.text) or "the menu of the old site")
    document.lines += [entry.line for entry in entries]
    return assemble(document, _blocks(_attach_lone_marks([e for e in entries if not e.line.fate])))


@dataclass(slots=True, eq=False)
class _Entry:
    """A line on its way to a block."""

    source: SourceLine
    text: str = ""
    mark: Bullet | None = None
    is_apart: bool = False
    """It joins no paragraph: furniture, a disclaimer, a call."""
    line: Line = field(init=False)
    joined: list[_Entry] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.text = self.source.text
        self.mark = None if is_divider(self.text) else bullet(self.text)
        if self.mark:
            self.text = self.text[self.mark.length :].strip()
        self.line = Line(self.source.number, self.text or self.source.text)
        if self.source.note:
            self.line.note(self.source.note)
        self.is_apart = not self.mark and len(self.text) <= SHORT and _stands_apart(self.text)

    @property
    def spans(self) -> list[Span]:
        return linked(" ".join([self.text, *(entry.text for entry in self.joined)]))

    @property
    def lines(self) -> list[Line]:
        return [self.line, *(entry.line for entry in self.joined)]

    @property
    def last_number(self) -> int:
        return self.joined[-1].source.number if self.joined else self.source.number

    @property
    def is_furniture(self) -> bool:
        return self.is_apart and bool(furniture(self.text))


def _stands_apart(text: str) -> bool:
    return bool(furniture(text) or disclaimer_label(text) or is_call_to_action(text))


def _attach_lone_marks(entries: list[_Entry]) -> list[_Entry]:
    """A bullet on a line of its own marks the line that follows it. Dividers go."""
    kept: list[_Entry] = []
    waiting: _Entry | None = None
    for entry in entries:
        if is_divider(entry.source.text):
            entry.line.drop("a dividing line")
            continue
        if entry.mark and not entry.text:
            if waiting:
                waiting.line.drop("a list mark without a text")
            waiting = entry
            continue
        if waiting:
            reason = f"the list mark of line {entry.source.number}"
            if entry.mark or opens_other_posts(entry.text):
                reason = "a list mark without a text"
            else:
                entry.mark, entry.is_apart = waiting.mark, False
            waiting.line.drop(reason)
            waiting = None
        kept.append(entry)
    if waiting:
        waiting.line.drop("a list mark without a text")
    return kept


# -- lines that belong together -------------------------------------------------------------------


def _joined_wraps(entries: list[_Entry]) -> list[_Entry]:
    """Paragraphs and points whose lines were wrapped become one entry each."""
    kept: list[_Entry] = []
    for entry in entries:
        if kept and _continues_point(kept[-1], entry):
            kept[-1].joined.append(entry)
        else:
            kept.append(entry)
    joined: list[_Entry] = []
    segment: list[_Entry] = []
    for entry in kept:
        if segment and not _is_next_line(segment[-1], entry):
            joined += _joined_segment(segment)
            segment = []
        if entry.mark or entry.is_apart:
            joined += [*_joined_segment(segment), entry]
            segment = []
        else:
            segment.append(entry)
    return joined + _joined_segment(segment)


def _is_next_line(entry: _Entry, other: _Entry) -> bool:
    return other.source.number == entry.last_number + 1


def _continues_point(point: _Entry, entry: _Entry) -> bool:
    if not point.mark or entry.mark or entry.is_apart or not _is_next_line(point, entry):
        return False
    if entry.source.indent >= max(point.source.indent + 2, 2):
        return True
    last = point.joined[-1] if point.joined else point
    return entry.text[0].islower() and not ends_sentence(last.text)


def _joined_segment(segment: list[_Entry]) -> list[_Entry]:
    heads: list[_Entry] = []
    while len(segment) > 1 and looks_like_heading(text := segment[0].text):
        if len(text) >= WRAP.start and not is_title_case(text):
            break
        heads.append(segment[0])
        segment = segment[1:]
    if not _is_wrapped(segment):
        return heads + segment
    segment[0].joined = segment[1:]
    return [*heads, segment[0]]


def _is_wrapped(segment: list[_Entry]) -> bool:
    """Lines of even length, at least one of which goes on in the next."""
    texts = [entry.text for entry in segment]
    if len(texts) < 2 or len(texts[-1]) >= WRAP.stop:
        return False
    if not all(len(text) in WRAP for text in texts[:-1]):
        return False
    return any(
        not ends_sentence(text) and not following[0].isupper()
        for text, following in zip(texts, texts[1:], strict=False)
    )


# -- headings and lists ---------------------------------------------------------------------------


def _blocks(entries: list[_Entry]) -> list[Block]:
    blocks: list[Block] = []
    entries = _joined_wraps(entries)
    headings = _headings(entries)
    for is_item, group in groupby(entries, key=lambda e: e.mark is not None and e not in headings):
        run = list(group)
        if is_item:
            blocks.append(Listing(_items(run)))
            continue
        for entry in run:
            heading = headings.get(entry)
            blocks.append(heading or Passage(entry.spans, entry.lines))
    return blocks


def _headings(entries: list[_Entry]) -> dict[_Entry, Heading]:
    """Which entries are headings. The first line of the text is its title."""
    content = [entry for entry in entries if not entry.is_furniture and not byline(entry.text)]
    found: dict[_Entry, Heading] = {}
    crowded = _crowded(content[1:])
    for index, entry in enumerate(content):
        following = content[index + 1] if index + 1 < len(content) else None
        if index == 0 and _can_be_title(entry):
            found[entry] = Heading(entry.text, entry.lines, 1, bare=True)
        elif following and entry not in crowded and not entry.joined:
            before = content[index - 1] if index else None
            if heading := _heading(entry, before, following, bool(found)):
                found[entry] = heading
    return found


def _can_be_title(entry: _Entry) -> bool:
    if entry.mark or entry.joined or entry.is_apart or len(entry.text) > TITLE_LENGTH:
        return False
    return not (ends_sentence(entry.text) and len(entry.text.split()) > TITLE_WORDS)


def _crowded(content: list[_Entry]) -> set[_Entry]:
    """Three and more short lines in a row are an address or a verse, not headings."""
    crowded: set[_Entry] = set()
    run: list[_Entry] = []
    for entry in content:
        if run and not _is_next_line(run[-1], entry):
            run = []
        if entry.mark or not looks_like_heading(entry.text):
            run = []
            continue
        run.append(entry)
        if len(run) >= 3:
            crowded.update(run)
    return crowded


def _heading(
    entry: _Entry, before: _Entry | None, following: _Entry, has_others: bool
) -> Heading | None:
    text = entry.text
    if entry.mark:
        alone = entry.mark.ordered and not following.mark
        alone = alone and not (before and before.mark and before.mark.ordered)
        if not alone or not looks_like_heading(text) or len(following.text) <= len(text):
            return None
        entry.line.text = entry.source.text
        return Heading(entry.source.text, [entry.line], 2, bare=True)
    if entry.is_apart and not _opens_section(entry, following):
        return None
    if text.endswith(":"):
        if len(text) > LABEL_LENGTH or len(text.split()) > LABEL_WORDS or text[0].islower():
            return None
        entry.line.text = text.rstrip(": ")
        if not entry.line.text:
            entry.line.text = text
            return None
        level = 3 if has_others and following.mark else 2
        return Heading(entry.line.text, [entry.line], level, bare=True, label=True)
    if looks_like_heading(text) and not disclaimer_label(following.text):
        return Heading(text, [entry.line], 2, bare=True)
    return None


def _opens_section(entry: _Entry, following: _Entry) -> bool:
    """A bare "Disclaimer" or "Contact us" with its text on the lines below it."""
    text = entry.text
    if disclaimer_label(text):
        return len(disclaimer_label(text)) == len(text)
    return len(text) <= LABEL_LENGTH and not following.mark and len(following.text) > len(text)


def _items(run: list[_Entry]) -> list[Item]:
    items: list[Item] = []
    indents: list[int] = []
    for entry in run:
        while indents and entry.source.indent < indents[-1]:
            indents.pop()
        if not indents or entry.source.indent > indents[-1] + 1:
            indents.append(entry.source.indent)
        mark = entry.mark
        ordered = mark is not None and mark.ordered
        items.append(Item(entry.spans, entry.lines, len(indents) - 1, ordered))
    return items
