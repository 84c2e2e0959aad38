"""Markdown with front matter."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

from blog.importers.assemble import assemble
from blog.importers.document import ImportedDocument
from blog.importers.elements import Block, Grid, Heading, Item, Listing, Passage, Picture, quotation
from blog.importers.frontmatter import read_front_matter
from blog.importers.lines import Line
from blog.importers.markdown_inline import Inline, read_inline
from blog.importers.points import joined_listings, listing_of
from blog.importers.source import clean, numbered, visible
from blog.importers.spans import BREAK, Span
from blog.importers.tags import Kind, fragments

MAX_BRACKETS = 2_000
"""A paragraph with more of these is no prose; it is read without links, in linear time."""

_MARKUP = re.compile(r"[\s\-=*_`~|:>#+.\\0-9)]*|\s*(?:```|~~~)[\w\s{}.=\"-]{0,80}")
_DEFINITION = re.compile(r" {0,3}\[[^\]\n]{1,200}\]:\s*\S")
_TAGS_ONLY = re.compile(r"(?:\s*<[^<>]*>)+\s*")


def read_markdown(text: str) -> ImportedDocument:
    """The post in a Markdown text: CommonMark, tables, YAML front matter.

    Raises `Unreadable` for front matter that is not valid YAML.
    """
    document = ImportedDocument()
    sources, document.lines = numbered(text)
    entries = {source.number: Line(source.number, source.text) for source in sources}
    for source in sources:
        if source.note:
            entries[source.number].note(source.note)
    document.lines += entries.values()
    skipped = read_front_matter(text, document, entries)
    rows = [clean(row) for row in text.split("\n")[skipped:]]
    rows = [row if visible(row) else "" for row in rows]
    reader = _Reader(_parse("\n".join(rows)), entries, skipped)
    blocks = joined_listings(reader.blocks())
    _drop_markup(blocks, entries, {skipped + i: row for i, row in enumerate(rows, start=1)})
    return assemble(document, blocks)


def _parse(text: str) -> list[Token]:
    parser = MarkdownIt("commonmark", {"html": True, "maxNesting": 40}).enable("table")
    # Addresses are judged by `safe_address`, which keeps the words of a link it takes out.
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    if any(paragraph.count("[") > MAX_BRACKETS for paragraph in text.split("\n\n")):
        parser.disable(["link", "image"])
    return parser.parse(text)


def _drop_markup(
    blocks: Sequence[Block], entries: Mapping[int, Line], rows: Mapping[int, str]
) -> None:
    """Account for the lines that only shape others: fences, rules, definitions of links."""
    used = {id(line) for block in blocks for line in block.all_lines}
    used |= {id(b.shares) for b in blocks if isinstance(b, Picture) and b.shares}
    for number, line in entries.items():
        if line.fate is not None or id(line) in used or number not in rows:
            continue
        if _MARKUP.fullmatch(rows[number][:200]):
            line.drop("mark-up without a text")
        elif _DEFINITION.match(rows[number][:400]):
            line.drop("the definition of a link, which is used where the link stands")
        elif _TAGS_ONLY.fullmatch(rows[number][:400]):
            line.drop("HTML tags without a text")


class _Reader:
    """Walks the tokens once; `offset` is the number of lines before the first."""

    def __init__(self, tokens: Sequence[Token], entries: Mapping[int, Line], offset: int) -> None:
        self.tokens = tokens
        self.entries = entries
        self.offset = offset
        self.at = 0

    def blocks(self, until: str = "") -> list[Block]:
        """The blocks up to the token of type `until`, which is consumed."""
        found: list[Block] = []
        while self.at < len(self.tokens):
            token = self.tokens[self.at]
            self.at += 1
            if token.type == until:
                break
            found += self._block(token)
        return found

    def _block(self, token: Token) -> list[Block]:
        match token.type:
            case "heading_open":
                return self._heading(int(token.tag[1:]))
            case "paragraph_open":
                return self._paragraph()
            case "bullet_list_open" | "ordered_list_open":
                return self._listing(token, 0)
            case "blockquote_open":
                return self._quotation()
            case "table_open":
                return [self._grid()]
            case "fence" | "code_block":
                return self._code(token)
            case "html_block":
                return self._html(token)
        return []

    def _inline(self, *, pictures: bool = True) -> Inline:
        token = self.tokens[self.at]
        self.at += 1
        start = (token.map[0] if token.map else 0) + 1 + self.offset
        return read_inline(token, start, self.entries, pictures=pictures)

    def _heading(self, level: int) -> list[Block]:
        passage = self._inline(pictures=False).passage
        self.at += 1
        text = passage.text.replace(BREAK, " ")
        return [Heading(text, passage.lines, level)] if text else []

    def _paragraph(self) -> list[Block]:
        inline = self._inline()
        self.at += 1
        listing = listing_of(inline.segments) if len(inline.segments) > 1 else None
        passage = inline.passage
        text: list[Block] = [listing or passage] if passage.text else []
        return [*text, *inline.pictures]

    def _listing(self, opening: Token, depth: int) -> list[Block]:
        """A list and what stands in it: nested lists are items, other blocks follow the list."""
        ordered = opening.type == "ordered_list_open"
        listing = Listing([])
        others: list[Block] = []
        is_fresh = True
        closing = opening.type.replace("_open", "_close")
        while (token := self.tokens[self.at]).type != closing:
            self.at += 1
            if token.type in ("bullet_list_open", "ordered_list_open"):
                inner, *rest = self._listing(token, depth + 1)
                listing.items += inner.items if isinstance(inner, Listing) else []
                others += rest
                is_fresh = True
            elif token.type == "list_item_open":
                is_fresh = True
            elif token.type != "list_item_close":
                for block in self._block(token):
                    if not isinstance(block, Passage | Heading):
                        others.append(block)
                        continue
                    passage = block.as_passage() if isinstance(block, Heading) else block
                    if is_fresh or not listing.items:
                        item = Item(passage.spans, passage.lines, depth, ordered)
                        listing.items.append(item)
                    else:
                        listing.items[-1].append(passage)
                    is_fresh = False
        self.at += 1
        return [listing, *others] if listing.items or depth else others

    def _quotation(self) -> list[Block]:
        inner = self.blocks("blockquote_close")
        plain = all(
            type(block) is Passage and not any(span.href for span in block.spans) for block in inner
        )
        if not plain or not inner:
            return inner
        passages = [block for block in inner if isinstance(block, Passage)]
        return [quotation(passages)]

    def _grid(self) -> Grid:
        rows: list[list[Passage]] = []
        header: list[Passage] = []
        while (token := self.tokens[self.at]).type != "table_close":
            self.at += 1
            if token.type == "tr_open":
                rows.append([])
            elif token.type in ("th_open", "td_open"):
                rows[-1].append(self._cell())
            elif token.type == "thead_close":
                header = rows.pop()
        self.at += 1
        for row in [header, *rows]:
            words = " ".join(cell.text for cell in row if cell.text)
            for line in {id(line): line for cell in row for line in cell.lines}.values():
                line.text = words
        return Grid(header, rows)

    def _cell(self) -> Passage:
        return self._inline(pictures=False).passage

    def _code(self, token: Token) -> list[Block]:
        """Code has no block of its own: a paragraph that keeps its lines."""
        first = (token.map[0] if token.map else 0) + self.offset + (token.type == "fence")
        spans: list[Span] = []
        lines: list[Line] = []
        for row, text in enumerate(token.content.split("\n"), start=1):
            if text.strip() and (line := self.entries.get(first + row)):
                spans += [Span(BREAK)] * bool(spans) + [Span(text.strip())]
                line.text = text.strip()
                lines.append(line)
        return [Passage(spans, lines)] if spans else []

    def _html(self, token: Token) -> list[Block]:
        first = (token.map[0] if token.map else 0) + self.offset + 1
        passage = Passage([], [])
        found: list[Block] = []
        for fragment in fragments(token.content):
            line = self.entries.get(first + fragment.row)
            if line is None:
                continue
            if fragment.kind is Kind.TEXT:
                words = " ".join(fragment.text.split())
                passage.spans += [Span(" ")] * bool(passage.spans) + [Span(words)]
                if line in passage.lines:
                    line.text += f" {words}"
                else:
                    passage.lines.append(line)
                    line.text, line.fate = words, None
            elif fragment.kind is Kind.PICTURE:
                owner = passage.lines and passage.lines[-1] is line
                picture = Picture(fragment.text, fragment.alt or None)
                picture.shares, picture.line = (line, None) if owner else (None, line)
                found.append(picture)
            elif line not in passage.lines:
                line.drop("a script, a style or a comment")
        return [*([passage] if passage.spans else []), *found]
