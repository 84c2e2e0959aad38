"""The body of a post: its blocks grouped into sections on routes, calls to action and texts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from blog.importers.elements import (
    HEADING_LENGTH,
    Block,
    Element,
    Heading,
    Item,
    Listing,
    Part,
    Passage,
    Text,
)
from blog.importers.lines import Fate
from blog.importers.recognise import (
    can_name_a_route,
    invites,
    is_call_to_action,
    lead_length,
)
from blog.importers.spans import linked, with_bold_start
from blog.importers.structured import (
    CALL_HEADING_LENGTH,
    CALL_LABEL_LENGTH,
    CallToAction,
    RouteSection,
)
from blog.vocabulary import RecognisedRoute, recognise_route

TEXT_LENGTH = 20_000
"""Paragraphs beyond this many characters begin a new block, so that an editor can open it."""
CALL_LENGTH = 2
"""A heading such as "Book a visit" takes at most this many paragraphs into its call."""


def build_body(blocks: Sequence[Block]) -> list[Element]:
    """The elements of the body, in the order of the blocks; no block is left out."""
    return list(_Builder(blocks).elements())


class _Builder:
    def __init__(self, blocks: Sequence[Block]) -> None:
        self.blocks = blocks
        self.at = 0
        self.levels = _Levels(blocks)
        self.described: set[tuple[str, str]] = set()

    def elements(self) -> Iterator[Element]:
        while self.at < len(self.blocks):
            block = self.blocks[self.at]
            if isinstance(block, Heading):
                yield self._section(block)
            elif self._is_call(self.at):
                yield self._call(None)
            elif isinstance(block, Passage | Listing):
                yield self._text()
            else:
                self.at += 1
                yield block

    # -- texts and calls --------------------------------------------------------------------------

    def _text(self) -> Text:
        parts: list[Part] = []
        length = 0
        while self.at < len(self.blocks) and length < TEXT_LENGTH:
            block = self.blocks[self.at]
            if not isinstance(block, Passage | Listing) or self._is_call(self.at):
                break
            parts.append(block)
            length += len(block.text)
            self.at += 1
        return Text(parts)

    def _is_call(self, index: int) -> bool:
        block = self.blocks[index]
        return (
            isinstance(block, Passage)
            and is_call_to_action(block.text)
            and all(line.fate is not Fate.UNPLACED for line in block.lines)
        )

    def _call(self, heading: Heading | None) -> CallToAction:
        """The call at hand: paragraphs that invite and, under a heading, the first ones."""
        call = CallToAction(heading)
        while self.at < len(self.blocks):
            block = self.blocks[self.at]
            if type(block) is not Passage or any(line.fate for line in block.lines):
                break
            opening = heading and len(call.passages) < CALL_LENGTH and len(block.text) <= 600
            if not (opening or is_call_to_action(block.text)):
                break
            self.at += 1
            if call.link is None and _is_web_link(block):
                call.link = block
                break
            call.passages.append(_with_contacts(block))
        return call

    # -- sections ---------------------------------------------------------------------------------

    def _section(self, heading: Heading) -> Element:
        self.at += 1
        if len(heading.text) > HEADING_LENGTH:
            return Text([heading.as_passage()])
        if (
            invites(heading.text)
            and len(heading.text) <= CALL_HEADING_LENGTH
            and self._followed_by(Passage)
        ):
            return self._call(heading)
        named = _named(heading)
        if named and (named.route, named.method or "") not in self.described:
            section = RouteSection(named.route, named.method or "", heading)
            if self._read(section):
                self.described.add((section.route, section.method))
                self.levels.of(heading)
                return section
        heading.level = self.levels.of(heading)
        return heading

    def _followed_by(self, kind: type[Block]) -> bool:
        return self.at < len(self.blocks) and type(self.blocks[self.at]) is kind

    def _read(self, section: RouteSection) -> bool:
        """Take what belongs to the route: paragraphs, then bullets. False if there is nothing."""
        start = self.at
        while self.at < len(self.blocks):
            block = self.blocks[self.at]
            if isinstance(block, Listing):
                section.points += [_point(item) for item in block.items]
            elif section.points:
                break
            elif type(block) is Passage and self._belongs(section):
                section.summary.append(block)
            elif isinstance(block, Heading) and self._introduces_points(section, block):
                section.summary.append(block.as_passage(bold=not block.label))
            else:
                break
            self.at += 1
        return self.at > start

    def _belongs(self, section: RouteSection) -> bool:
        """An invitation ends the section, unless its bullets are still to come."""
        if not self._is_call(self.at):
            return True
        following = self.blocks[self.at + 1 : self.at + 2]
        return bool(following) and isinstance(following[0], Listing)

    def _introduces_points(self, section: RouteSection, heading: Heading) -> bool:
        """A label over the bullets of this route, not the heading of another section."""
        following = self.blocks[self.at + 1 : self.at + 2]
        if not following or not isinstance(following[0], Listing):
            return False
        named = _named(heading)
        if named and named.route != section.route:
            return False
        return heading.label or (not heading.bare and heading.level > section.heading.level)


def _named(heading: Heading) -> RecognisedRoute | None:
    return recognise_route(heading.text) if can_name_a_route(heading.text) else None


def _point(item: Item) -> Item:
    """A point whose lead ("Setting: …") is bold. Nested points are points of their own."""
    return replace(item, spans=with_bold_start(item.spans, lead_length(item.text)), depth=0)


def _is_web_link(passage: Passage) -> bool:
    hrefs = {span.href for span in passage.spans}
    return (
        len(passage.text) <= CALL_LABEL_LENGTH
        and len(hrefs) == 1
        and hrefs.pop().startswith(("http://", "https://"))
    )


def _with_contacts(passage: Passage) -> Passage:
    """With telephone numbers and e-mail addresses as links."""
    spans = [
        new
        for span in passage.spans
        for new in (
            [span]
            if span.href
            else [
                replace(span, text=part.text, href=part.href)
                for part in linked(span.text, contacts=True)
            ]
        )
    ]
    return replace(passage, spans=spans)


class _Levels:
    """Heading levels without gaps: the post's sections are h2 whatever they were before."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        headings = [block for block in blocks if isinstance(block, Heading)]
        self.top = min((heading.level for heading in headings), default=2)
        self.above = 1

    def of(self, heading: Heading) -> int:
        level = min(heading.level - self.top + 2, self.above + 1, 4)
        self.above = max(level, 2)
        return self.above
