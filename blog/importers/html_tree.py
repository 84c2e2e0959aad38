"""One walk over an HTML tree: text nodes become entries, block elements become blocks."""

from __future__ import annotations

from lxml import etree

from blog.importers.elements import Block, Heading, Item, Listing, Passage, Picture, quotation
from blog.importers.html_runs import Piece, is_hidden, passages, texts
from blog.importers.html_table import TableBuilder, is_data_table
from blog.importers.lines import Line
from blog.importers.source import visible
from blog.importers.spans import BREAK, Span, safe_address, trimmed
from blog.importers.tags import ACTIVE

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_INLINE = frozenset(
    {"a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code"}
    | {"data", "del", "dfn", "em", "font", "i", "ins", "kbd", "label"}
    | {"mark", "q", "rb", "rp", "rt", "ruby", "s", "samp", "small"}
    | {"span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var"}
    | {"wbr", "nobr", "button"}
)
_BOLD = frozenset({"b", "strong"})
_ITALIC = frozenset({"i", "em"})
_LISTS = frozenset({"ul", "ol", "menu", "dir", "dl"})
_FRAMES = frozenset({"iframe", "video", "audio", "frame"})
_VOID = frozenset({"head", "link", "base", "hr", "input", "source", "track", "col", "param"})

_LAST_LINE = 65_535


class TreeReader:
    """Reads a tree without recursion. Afterwards `blocks` and `lines` hold what it found."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.lines: list[Line] = []
        self.title: Line | None = None
        self.description: Line | None = None
        self._number = 1
        self._run: list[Piece] = []
        self._bold = self._italic = 0
        self._hrefs: list[tuple[str, str]] = []
        self._headings: list[int] = []
        self._lists: list[str] = []
        self._listing: Listing | None = None
        self._fresh_item = False
        self._later: list[Block] = []
        self._quote: list[Passage] | None = None
        self._quotes = 0
        self._table: TableBuilder | None = None
        self._tables = 0
        self._caption = False
        self._preformatted = 0

    def read(self, root: etree._Element) -> None:
        walker = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
        skipped: etree._Element | None = None
        for event, element in walker:
            if event == "start":
                self._goto(element)
                if self._skips(element):
                    skipped = element
                    walker.skip_subtree()
                else:
                    self._start(element)
                    self._text(element.text)
                    continue
            elif event == "end":
                if element is not skipped:
                    self._end(element)
                self._text(element.tail)
                continue
            else:
                self._goto(element)
                self._dropped(str(element.text or ""), "an HTML comment")
                self._number += str(element.text or "").count("\n")
                self._text(element.tail)
        self._flush()

    def _goto(self, element: etree._Element) -> None:
        """The parser counts lines up to a limit; beyond it, those in texts are counted here."""
        number = element.sourceline
        if isinstance(number, int) and 0 < number < _LAST_LINE:
            self._number = number

    # -- what is left out -------------------------------------------------------------------------

    def _skips(self, element: etree._Element) -> bool:
        tag = str(element.tag)
        self._handlers(element)
        if tag == "title":
            self._take_title(element)
            return True
        if tag in ACTIVE:
            words = "".join(str(text) for text in element.itertext())
            shown = words if visible(words) else f"<{tag}> {element.get('src') or ''}"
            self._dropped(shown, f"<{tag}> is no text of a post")
            self._number += words.count("\n")
            return True
        if tag in _FRAMES:
            self._frame(element, tag)
            return True
        if tag == "nav" or is_hidden(element):
            reason = "the navigation of the old page" if tag == "nav" else "hidden on the old page"
            for text in texts(element):
                self._dropped(text, reason)
                self._number += text.count("\n")
            return True
        return False

    def _dropped(self, text: str, reason: str) -> None:
        if words := visible(" ".join(text.split())):
            self.lines.append(Line(self._number, words))
            self.lines[-1].drop(reason)

    def _handlers(self, element: etree._Element) -> None:
        for name, value in element.attrib.items():
            if str(name).lower().startswith("on"):
                self._dropped(f'{name!s}="{value!s}"', "a script in an attribute")

    def _frame(self, element: etree._Element, tag: str) -> None:
        source = element.find("source") if tag != "iframe" else None
        address = element.get("src") or (source.get("src") if source is not None else "") or ""
        href = safe_address(address)
        if href:
            self._flush()
            line = Line(self._number, href)
            line.keep(f"<{tag}>: what it shows stays on its own site, its address is kept")
            self.lines.append(line)
            self._put(Passage([Span(href, href=href)], [line]))
        else:
            reason = f"<{tag}> without an address a page may link to"
            self._dropped(f"<{tag}> {address}", reason)
        for text in texts(element):
            self._dropped(text, f"the words for readers without <{tag}>")

    # -- elements ---------------------------------------------------------------------------------

    def _start(self, element: etree._Element) -> None:
        tag = str(element.tag)
        if tag == "meta":
            self._meta(element)
        elif tag == "br":
            self._run.append((Span(BREAK), None))
        elif tag == "img":
            self._flush()
            self._image(element)
        elif tag in _INLINE:
            self._format(element, tag, 1)
        elif tag not in _VOID:
            self._flush()
            self._open(element, tag)

    def _end(self, element: etree._Element) -> None:
        tag = str(element.tag)
        if tag in ("br", "img", "meta") or tag in _VOID or tag in ACTIVE or tag in _FRAMES:
            return
        if tag in _INLINE:
            self._format(element, tag, -1)
            return
        self._flush()
        self._close(tag)

    def _open(self, element: etree._Element, tag: str) -> None:
        if tag in _HEADINGS:
            self._headings.append(_HEADINGS[tag])
        elif tag in _LISTS:
            self._listing = self._listing or Listing([])
            self._lists.append(tag)
        elif tag in ("li", "dt", "dd"):
            self._fresh_item = True
        elif tag == "blockquote":
            self._quotes += 1
            if self._quotes == 1 and not self._table and not self._listing:
                self._quote = []
        elif tag == "table":
            self._tables += 1
            if self._tables == 1 and is_data_table(element):
                self._table = TableBuilder()
        elif tag in ("figcaption", "caption"):
            self._caption = True
        elif tag == "pre":
            self._preformatted += 1
        elif self._table and self._tables == 1:
            self._table.open(tag)

    def _close(self, tag: str) -> None:
        if tag in _HEADINGS and self._headings:
            self._headings.pop()
        elif tag in _LISTS and self._lists:
            self._lists.pop()
            self._fresh_item = True
            if not self._lists and self._listing:
                listing, self._listing = self._listing, None
                if listing.items:
                    self._put(listing)
                self._put_later()
        elif tag == "blockquote":
            self._quotes -= 1
            if not self._quotes and self._quote is not None:
                quote, self._quote = self._quote, None
                self._close_quote(quote)
                self._put_later()
        elif tag == "table":
            self._tables -= 1
            if not self._tables and self._table:
                grid, self._table = self._table.grid(), None
                if grid:
                    self._put(grid)
                self._put_later()
        elif tag in ("figcaption", "caption"):
            self._caption = False
        elif tag == "pre":
            self._preformatted -= 1

    def _close_quote(self, passages: list[Passage]) -> None:
        """A quotation has no links; one that has some is kept as paragraphs."""
        if any(span.href for passage in passages for span in passage.spans):
            for passage in passages:
                self._put(passage)
        elif passages:
            self._put(quotation(passages))

    def _format(self, element: etree._Element, tag: str, step: int) -> None:
        self._bold += step * (tag in _BOLD)
        self._italic += step * (tag in _ITALIC)
        if tag == "a" and step > 0:
            address = element.get("href") or ""
            self._hrefs.append((safe_address(address), address))
        elif tag == "a" and self._hrefs:
            self._hrefs.pop()

    def _meta(self, element: etree._Element) -> None:
        content = " ".join((element.get("content") or "").split())
        is_description = (element.get("name") or "").lower() == "description"
        if is_description and content and self.description is None:
            self.description = Line(self._number, content)
            self.lines.append(self.description)

    def _image(self, element: etree._Element) -> None:
        alt = " ".join((element.get("alt") or "").split())
        address = (element.get("src") or element.get("data-src") or "").strip()
        line = Line(self._number, alt or address[:200] or "<img>")
        self.lines.append(line)
        if not address:
            line.drop("a picture without an address")
        elif element.get("width") in ("0", "1") and element.get("height") in ("0", "1"):
            line.drop("a picture of one pixel, which only counts readers")
        else:
            self._put(Picture(address, alt or None, line))

    def _take_title(self, element: etree._Element) -> None:
        words = visible(" ".join((element.text or "").split()))
        if self.title is None and words:
            self.title = Line(self._number, words)
            self.lines.append(self.title)
        else:
            self._dropped(words, "a second page title")

    # -- text -------------------------------------------------------------------------------------

    def _text(self, text: str | None) -> None:
        if not text:
            return
        raw = str(text)
        lead = len(raw) - len(raw.lstrip())
        number = self._number + raw.count("\n", 0, lead)
        self._number += raw.count("\n")
        if not raw.strip():
            self._run.append((Span(" "), None))
            return
        rows = raw.split("\n") if self._preformatted else [raw]
        for offset, row in enumerate(rows):
            if self._preformatted and offset:
                self._run.append((Span(BREAK), None))
            if row.strip():
                self._node(row, number + (offset if self._preformatted else 0))

    def _node(self, raw: str, number: int) -> None:
        words = visible(" ".join(raw.split()))
        line = Line(number, words)
        self.lines.append(line)
        if not line.text:
            line.drop("characters that cannot be seen")
            return
        href, address = self._hrefs[-1] if self._hrefs else ("", "")
        if address and not href:
            line.note("a link to an address that is not allowed was taken out")
        spaced = f"{' ' * raw[0].isspace()}{words}{' ' * raw[-1].isspace()}"
        self._run.append((Span(spaced, self._bold > 0, self._italic > 0, href), line))

    def _flush(self) -> None:
        run, self._run = self._run, []
        if not any(line for _, line in run):
            return
        if self._headings:
            spans = trimmed([Span(" ") if s.text == BREAK else s for s, _ in run])
            passage = Passage(spans, [line for _, line in run if line])
            self._put(Heading(passage.text, passage.lines, self._headings[-1]))
            return
        for block in passages(run):
            self._put(block)

    def _put(self, block: Block) -> None:
        """Hand a block to what it stands in: a cell, a caption, a list, a quotation, the post."""
        if isinstance(block, Heading) and (self._table or self._lists or self._quote is not None):
            block = block.as_passage()
        if isinstance(block, Passage):
            self._put_passage(block)
        elif self._table or self._lists or self._quote is not None:
            self._later.append(block)
        else:
            self.blocks.append(block)

    def _put_passage(self, passage: Passage) -> None:
        target = self.blocks[-1] if self.blocks else None
        if self._caption and self._table:
            self._table.caption = passage
        elif self._caption and isinstance(target, Picture) and not target.caption:
            target.caption = passage
        elif self._table:
            self._table.add(passage)
        elif self._listing is not None and self._lists:
            self._put_item(self._listing, passage)
        elif self._quote is not None:
            self._quote.append(passage)
        else:
            self.blocks.append(passage)

    def _put_item(self, listing: Listing, passage: Passage) -> None:
        if not self._fresh_item and listing.items:
            listing.items[-1].append(passage)
            return
        depth, ordered = len(self._lists) - 1, self._lists[-1] == "ol"
        listing.items.append(Item(passage.spans, passage.lines, depth, ordered))
        self._fresh_item = False

    def _put_later(self) -> None:
        if not (self._table or self._lists or self._quote is not None):
            waiting, self._later = self._later, []
            self.blocks += waiting
