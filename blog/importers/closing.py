"""The disclaimer that closes a post."""

from __future__ import annotations

from dataclasses import replace

from blog.importers.document import ImportedDisclaimer, ImportedDocument
from blog.importers.elements import Block, Heading, Listing, Part, Passage
from blog.importers.lines import Line
from blog.importers.recognise import disclaimer_label, is_call_to_action
from blog.importers.spans import without_start

CLOSING_LENGTH = 1_600
"""So many characters (half of them if there are headings) may follow a disclaimer that closes."""


def without_disclaimer(document: ImportedDocument, blocks: list[Block]) -> list[Block]:
    """Take the last disclaimer out; others stay in their place, with the reason."""
    starts = [
        index
        for index, block in enumerate(blocks)
        if isinstance(block, Passage | Heading) and disclaimer_label(block.text)
    ]
    if not starts:
        return blocks
    taken: range | None = None
    last = starts[-1]
    end = _disclaimer_end(blocks, last)
    if end > last and (last == 0 or _is_closing(blocks[end:])):
        taken = range(last, end)
    for index in starts:
        if taken is None or index not in taken:
            reason = "a second disclaimer; the closing one is the post's" if taken else ""
            _keep(blocks, index, reason or "a disclaimer that does not close the post")
    if taken is None:
        return blocks
    document.disclaimer = _disclaimer(blocks[taken.start : taken.stop])
    return blocks[: taken.start] + blocks[taken.stop :]


def _disclaimer_end(blocks: list[Block], start: int) -> int:
    """Where the disclaimer that begins at `start` ends; `start` when it has no text."""
    first = blocks[start]
    alone = len(disclaimer_label(first.text)) == len(first.text)  # type: ignore[union-attr]
    if isinstance(first, Passage) and not alone:
        return start + 1
    end = start + 1
    while end < len(blocks) and isinstance(block := blocks[end], Passage | Listing):
        if isinstance(block, Passage) and (
            is_call_to_action(block.text) or disclaimer_label(block.text)
        ):
            break
        end += 1
    return end if end > start + 1 else start


def _is_closing(after: list[Block]) -> bool:
    size = sum(len(line.text) for block in after for line in block.all_lines)
    headings = [b for b in after if isinstance(b, Heading) and not is_call_to_action(b.text)]
    return size <= (CLOSING_LENGTH // 2 if headings else CLOSING_LENGTH)


def _keep(blocks: list[Block], index: int, reason: str) -> None:
    block = blocks[index]
    for line in block.all_lines:
        line.keep(reason)
    if isinstance(block, Heading):
        blocks[index] = block.as_passage()


def _disclaimer(blocks: list[Block]) -> ImportedDisclaimer:
    first = blocks[0]
    assert isinstance(first, Passage | Heading)  # noqa: S101 - a disclaimer starts with a label
    label = disclaimer_label(first.text)
    title = label.strip(" :.–—-") or "Disclaimer"
    parts: list[Part] = [block for block in blocks[1:] if isinstance(block, Passage | Listing)]
    _cut(first.lines, label)
    if isinstance(first, Passage) and len(label) < len(first.text):
        parts.insert(0, replace(first, spans=without_start(first.spans, len(label))))
    return ImportedDisclaimer(title, parts)


def _cut(lines: list[Line], label: str) -> None:
    """Take the label off the texts of the lines; a line that is nothing else is dropped."""
    rest = "".join(label.split())
    for line in lines:
        if not rest:
            return
        at = 0
        while at < len(line.text) and (rest or line.text[at].isspace()):
            if not line.text[at].isspace():
                rest = rest[1:]
            at += 1
        if remainder := line.text[at:].strip():
            line.text = remainder
            line.note("its label is the disclaimer's title")
        else:
            line.drop("the label is the disclaimer's title", "disclaimer")
