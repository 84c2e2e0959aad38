"""HTML inside Markdown, read line by line: texts and pictures stay, tags and scripts go."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from html import unescape

from lxml import etree
from lxml import html as lxml_html

ACTIVE = frozenset(
    {"script", "style", "template", "noscript", "svg", "math", "object", "embed", "applet"}
    | {"canvas", "select", "textarea", "datalist", "frameset"}
)
"""Elements whose content is no text of a post."""

_TAG = re.compile(r"</?([a-zA-Z][a-zA-Z0-9-]{0,30})")


class Kind(Enum):
    TEXT = auto()
    ACTIVE = auto()
    PICTURE = auto()


@dataclass(frozen=True, slots=True)
class Fragment:
    """What stands on one line, counted from 0: a text, something that is dropped, a picture."""

    row: int
    kind: Kind
    text: str
    alt: str | None = None


def fragments(source: str) -> Iterator[Fragment]:
    """The fragments of a piece of HTML, in one pass over it."""
    lowered = source.lower()
    at = row = 0
    while at < len(source):
        start = source.find("<", at)
        start = len(source) if start < 0 else start
        yield from _on_lines(source[at:start], row, Kind.TEXT)
        row += source.count("\n", at, start)
        end, found = _tag_end(source, lowered, start)
        if isinstance(found, Fragment):
            yield Fragment(row, found.kind, found.text, found.alt)
        elif found:
            yield from _on_lines(source[start:end], row, found)
        row += source.count("\n", start, end)
        at = end


def _tag_end(source: str, lowered: str, start: int) -> tuple[int, Kind | Fragment | None]:
    """Where the tag at `start` ends (with its content, for an active one), and what it is."""
    if source.startswith("<!--", start):
        return _after(source, "-->", start), Kind.ACTIVE
    tag = _TAG.match(source, start)
    end = _after(source, ">", start)
    if not tag:
        return (start + 1, Kind.TEXT) if start < len(source) else (start, None)
    name = tag[1].lower()
    if name in ACTIVE and source[start + 1] != "/":
        closing = lowered.find(f"</{name}", end)
        return (_after(source, ">", closing) if closing >= 0 else len(source)), Kind.ACTIVE
    if name == "img":
        return end, picture(source[start:end])
    return end, None


def picture(tag: str) -> Fragment | None:
    """The picture of one ``<img>`` tag, if it has an address."""
    try:
        element = lxml_html.fragment_fromstring(tag)
    except (etree.ParserError, ValueError):
        return None
    address = (element.get("src") or element.get("data-src") or "").strip()
    return Fragment(0, Kind.PICTURE, address, element.get("alt")) if address else None


def _after(source: str, mark: str, start: int) -> int:
    found = source.find(mark, start)
    return len(source) if found < 0 else found + len(mark)


def _on_lines(text: str, row: int, kind: Kind) -> Iterator[Fragment]:
    for offset, line in enumerate(text.split("\n")):
        if line.strip():
            yield Fragment(row + offset, kind, unescape(line) if kind is Kind.TEXT else line)
