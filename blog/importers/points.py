"""Bullets typed as characters ("• one", "• two") inside what the source marks as a paragraph."""

from __future__ import annotations

from collections.abc import Sequence

from blog.importers.elements import Block, Item, Listing, Passage
from blog.importers.recognise import bullet
from blog.importers.spans import without_start


def listing_of(segments: Sequence[Passage]) -> Listing | None:
    """A list when every line of the paragraph begins with a bullet sign, else None."""
    marks = [bullet(segment.text) for segment in segments]
    if not segments or not all(mark and mark.sure for mark in marks):
        return None
    items = []
    for segment, mark in zip(segments, marks, strict=True):
        length = mark.length if mark else 0
        if length >= len(segment.text):
            return None
        if segment.lines and segment.lines[0].text.startswith(segment.text[:length].strip()):
            segment.lines[0].text = segment.lines[0].text[length:].strip()
        items.append(Item(without_start(segment.spans, length), segment.lines))
        if segment.lines and not segment.lines[0].text:
            segment.lines[0].drop("a list mark")
    return Listing(items)


def joined_listings(blocks: Sequence[Block]) -> list[Block]:
    """Lists of bullet signs in paragraphs of their own become one list."""
    joined: list[Block] = []
    for block in blocks:
        if type(block) is Passage and (listing := listing_of([block])):
            if joined and isinstance(last := joined[-1], Listing):
                last.items += listing.items
            else:
                joined.append(listing)
        else:
            joined.append(block)
    return joined
