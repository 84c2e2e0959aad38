"""From the blocks of a file to a post: title, subtitle, introduction, disclaimer, body."""

from __future__ import annotations

from collections.abc import Sequence

from blog.importers.closing import without_disclaimer
from blog.importers.document import ImportedDocument
from blog.importers.elements import Block, Grid, Heading, Listing, Passage, Picture, Quotation
from blog.importers.furniture import (
    byline,
    comments_are_off,
    furniture,
    is_stamp,
    looks_like_name,
    menu_length,
    opens_other_posts,
)
from blog.importers.lines import Fate, Line, Unreadable
from blog.importers.recognise import (
    TITLE_LENGTH,
    can_be_subtitle,
    disclaimer_label,
    ends_sentence,
    is_call_to_action,
    looks_like_heading,
)
from blog.importers.sections import build_body
from blog.importers.spans import BREAK, Span

MAX_TITLE = 250
INTRO_LENGTH = 800


def assemble(document: ImportedDocument, blocks: Sequence[Block]) -> ImportedDocument:
    """Fill the document from its blocks, in their order, and account for every line.

    Raises `Unreadable` when nothing of a post is left.
    """
    document.lines.sort(key=lambda line: line.number)
    rest = _without_furniture(document, [_fitting(block) for block in blocks])
    if not rest and not document.title:
        raise _refused(document, "there is nothing in it to make a post of")
    rest = _without_title(document, rest)
    rest = _without_subtitle(document, rest)
    rest = without_disclaimer(document, rest)
    rest = _without_intro(document, rest)
    rest += _left_over(document, rest)
    document.body = build_body(rest)
    document.settle()
    return document


def _fitting(block: Block) -> Block:
    """A heading too long for one is a paragraph; a short bold paragraph is a heading."""
    if isinstance(block, Heading) and len(block.text) > TITLE_LENGTH:
        return block.as_passage()
    if type(block) is Passage and looks_like_heading(block.text) and _is_all_bold(block):
        label = block.text.endswith(":")
        return Heading(block.text.rstrip(": "), block.lines, 3, bare=True, label=label)
    return block


def _is_all_bold(passage: Passage) -> bool:
    return all(span.bold and not span.href and span.text != BREAK for span in passage.spans)


# -- page furniture -------------------------------------------------------------------------------


def _without_furniture(document: ImportedDocument, blocks: list[Block]) -> list[Block]:
    kept: list[Block] = []
    size = sum(len(line.text) for line in document.lines) or 1
    seen = 0
    in_other_posts = False
    header = menu_length([_short_text(block) or "." * 99 for block in blocks])
    for index, block in enumerate(blocks):
        seen += sum(len(line.text) for line in block.all_lines)
        text = _short_text(block)
        if reason := _reason(block, text):
            where = ""
            if comments_are_off(text):
                document.comments_off = True
                where = "comments_state"
            _drop(block, reason, where)
            in_other_posts = (in_other_posts or opens_other_posts(text)) and seen * 2 > size
        elif index < header:
            _drop(block, "the menu of the old site")
        elif in_other_posts and _is_other_post(block, text):
            _drop(block, "a post in the list of other posts on the old site")
        elif not document.metadata.author and (name := _author(blocks, index, len(kept))):
            document.metadata.author = name
            document.metadata.lines["page_authors"] = block.all_lines
            for line in block.all_lines:
                line.text = name
        else:
            in_other_posts = False
            kept.append(block)
    return kept


def _author(blocks: list[Block], index: int, position: int) -> str:
    """The name near the top that "by" or a date beside it tells to be the author's."""
    text = _short_text(blocks[index])
    if position > 3 or not text:
        return ""
    if name := byline(text):
        return name
    following = _short_text(blocks[index + 1]) if index + 1 < len(blocks) else ""
    return text if position and looks_like_name(text) and is_stamp(following) else ""


def _short_text(block: Block) -> str:
    if isinstance(block, Passage | Heading):
        text = block.text
        return text if len(text) <= TITLE_LENGTH else ""
    return ""


def _reason(block: Block, text: str) -> str:
    if isinstance(block, Listing):
        reasons = [furniture(item.text) for item in block.items]
        return reasons[0] if all(reasons) else ""
    return furniture(text) if text else ""


def _is_other_post(block: Block, text: str) -> bool:
    if isinstance(block, Listing):
        return all(len(item.text) <= 120 and not ends_sentence(item.text) for item in block.items)
    if is_call_to_action(text) or disclaimer_label(text):
        return False
    return isinstance(block, Picture) or bool(
        text and len(text) <= 120 and (text.endswith("..") or not text.endswith((".", ":")))
    )


def _drop(block: Block, reason: str, where: str = "") -> None:
    for line in block.all_lines:
        line.drop(reason, where)


# -- title, subtitle, introduction ----------------------------------------------------------------


def _without_title(document: ImportedDocument, blocks: list[Block]) -> list[Block]:
    if document.title:
        return _without_repeated_title(document, blocks)
    index = _title_index(blocks)
    if index is not None:
        title = blocks[index]
        assert isinstance(title, Heading)  # noqa: S101 - what _title_index looks for
        document.title, document.title_lines = title.text, title.lines
        return blocks[:index] + blocks[index + 1 :]
    sources = [source for block in blocks if (source := _first_text(block))]
    source = next((s for s in sources if isinstance(s, Heading) or type(s) is Passage), None)
    source = source or (sources[0] if sources else None)
    if source is None:
        raise _refused(document, "there is no text in it to take a title from")
    document.title, document.title_is_copied = first_words(source.text), True
    document.title_lines = _lines_of(document.title, source.lines)
    return blocks


def _first_text(block: Block) -> Passage | Heading | None:
    match block:
        case Listing():
            found: Passage | Heading | None = block.items[0]
        case Quotation():
            found = block.passages[0]
        case Grid():
            found = next((cell for cell in block.cells() if cell.text.strip()), None)
        case Picture():
            found = block.caption
        case _:
            found = block
    is_usable = found and found.text.strip() and not disclaimer_label(found.text)
    return found if is_usable else None


def _refused(document: ImportedDocument, message: str) -> Unreadable:
    for line in document.lines:
        if line.fate is not Fate.DROPPED:
            line.drop(f"nothing was imported: {message}")
    return Unreadable(message, lines=document.lines)


def _lines_of(words: str, lines: list[Line]) -> list[Line]:
    """The first lines, as many as hold these words."""
    needed = len("".join(words.split()))
    for count, line in enumerate(lines, start=1):
        needed -= len("".join(line.text[: len(words) * 4].split()))
        if needed <= 0:
            return lines[:count]
    return lines


def _title_index(blocks: list[Block]) -> int | None:
    """The first heading of the first level, else a heading with nothing before it."""
    for index, block in enumerate(blocks):
        if isinstance(block, Heading) and block.level == 1:
            return index
    return 0 if blocks and isinstance(blocks[0], Heading) else None


def _without_repeated_title(document: ImportedDocument, blocks: list[Block]) -> list[Block]:
    """The title is known from metadata: its heading in the text says it again."""
    for index, block in enumerate(blocks[:3]):
        if isinstance(block, Heading) and _same(block.text, document.title):
            document.title_lines = [*document.title_lines, *block.lines]
            return blocks[:index] + blocks[index + 1 :]
    return blocks


def _same(one: str, other: str) -> bool:
    return "".join(one.split()).casefold() == "".join(other.split()).casefold()


def first_words(text: str, limit: int = 80) -> str:
    """The first sentence when it is short, else as many whole words as fit."""
    start = " ".join(text[: limit * 4].split())
    for mark in (". ", "! ", "? ", "؟ ", "। "):
        sentence, found, _ = start.partition(mark)
        if found and len(sentence) < limit:
            start = sentence
    if len(start) <= limit:
        return start.rstrip(".")
    words = start[: limit + 1].rsplit(" ", 1)[0]
    return words[:limit].rstrip(" .,;:")


def _without_subtitle(document: ImportedDocument, blocks: list[Block]) -> list[Block]:
    if document.subtitle or document.title_is_copied or len(blocks) < 2:
        return blocks
    first, second = blocks[0], blocks[1]
    if isinstance(first, Heading):
        levels = [block.level for block in blocks[1:] if isinstance(block, Heading)]
        alone = first.bare or first.level not in levels
        fits = alone and bool(levels) and not first.label and can_be_subtitle(first.text)
        if not fits or not isinstance(second, Passage | Listing) or is_call_to_action(first.text):
            return blocks
    elif not (
        type(first) is Passage
        and len(first.text) <= TITLE_LENGTH
        and first.spans
        and all(span.italic for span in first.spans)
        and not disclaimer_label(first.text)
    ):
        return blocks
    document.subtitle, document.subtitle_lines = first.text, first.lines
    return blocks[1:]


def _without_intro(document: ImportedDocument, blocks: list[Block]) -> list[Block]:
    """The paragraph before the first heading, when more follows it."""
    if len(blocks) < 2 or type(blocks[0]) is not Passage:
        return blocks
    first = blocks[0]
    if len(first.text) > INTRO_LENGTH or is_call_to_action(first.text):
        return blocks
    if any(line.fate is Fate.UNPLACED for line in first.lines):
        return blocks
    document.intro = [first]
    return blocks[1:]


# -- nothing is lost ------------------------------------------------------------------------------


def _left_over(document: ImportedDocument, blocks: list[Block]) -> list[Block]:
    """Lines that no reader has understood, kept in a paragraph at the end."""
    used = {id(line) for block in blocks for line in block.all_lines}
    used.update(id(line) for line in document.title_lines + document.subtitle_lines)
    used.update(id(line) for lines in document.metadata.lines.values() for line in lines)
    parts = [*document.intro, *(document.disclaimer.parts if document.disclaimer else [])]
    used.update(id(line) for part in parts for line in part.all_lines)
    kept: list[Block] = []
    for line in document.lines:
        if line.fate is None and id(line) not in used:
            line.keep("its place in the text could not be made out")
            kept.append(Passage([Span(line.text)], [line]))
    return kept
