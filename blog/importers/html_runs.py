"""Runs of inline content in HTML, cut into paragraphs where the source breaks them."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from blog.importers.elements import Listing, Passage
from blog.importers.lines import Line
from blog.importers.points import listing_of
from blog.importers.spans import BREAK, Span, trimmed

Piece = tuple[Span, Line | None]
"""A span, and the entry of the text node that it is; None for breaks and spaces."""


def passages(run: list[Piece]) -> Iterator[Passage | Listing]:
    """Two line breaks end a paragraph; lines that all begin with a bullet are a list."""
    segments = [_passage(group) for group in _split(run)]
    group: list[Passage] = []
    for segment in [*segments, Passage([], [])]:
        if segment.lines:
            group.append(segment)
        elif group:
            listing = listing_of(group) if len(group) > 1 else None
            yield listing or _joined(group)
            group = []


def is_hidden(element: etree._Element) -> bool:
    style = "".join((element.get("style") or "").lower().split())
    return element.get("hidden") is not None or "display:none" in style


def texts(element: etree._Element) -> Iterator[str]:
    for text in element.itertext():
        yield str(text)


def _split(run: list[Piece]) -> Iterator[list[Piece]]:
    group: list[Piece] = []
    for piece in run:
        if piece[0].text == BREAK:
            yield group
            group = []
        else:
            group.append(piece)
    yield group


def _passage(run: list[Piece]) -> Passage:
    return Passage(trimmed([span for span, _ in run]), [line for _, line in run if line])


def _joined(group: list[Passage]) -> Passage:
    spans: list[Span] = []
    for passage in group:
        spans += [Span(BREAK)] * bool(spans) + passage.spans
    return Passage(spans, [line for passage in group for line in passage.lines])
