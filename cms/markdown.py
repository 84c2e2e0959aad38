"""Clean HTML of rich text as Markdown (CommonMark with tables), and plain text made safe in it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from textwrap import indent

from lxml import etree, html

# What means something anywhere in a line. A dollar begins a formula in some renderers, and an
# exclamation mark makes a picture of the link that may follow it.
ACTIVE = re.compile(r"([\\`*_\[\]<>&|~$^]|!$)")
# What means something only where a line begins: headings, lists, rules, underlines.
LEADING = re.compile(r"(?:([#+=:-])|(\d{1,9})([.)]))")
SPACE = re.compile(r"[ \t\r\n\f]+")  # not the space that keeps a figure with its unit
IN_ADDRESS = {"<": "%3C", ">": "%3E", " ": "%20", "\\": "%5C", "|": "%7C", "`": "%60"}
LIST = re.compile(r"(?:- |\d+\. )")
BLOCKS = {"p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "section"}
BREAK = "\\\n"


def escape(text: str) -> str:
    """Plain text for the middle of a line: nothing in it is markup."""
    return ACTIVE.sub(r"\\\1", SPACE.sub(" ", text).strip(" "))


def line(text: str) -> str:
    """Plain text for a line of its own."""
    return _at_line_start(escape(text))


def link(text: str, url: str) -> str:
    """A link with plain words; only the words without an address."""
    return f"[{escape(text)}]({address(url)})" if url else escape(text)


def address(url: str) -> str:
    """An address as it stands in a link, in angle brackets if it holds a bracket of its own."""
    safe = "".join(IN_ADDRESS.get(letter, letter) for letter in SPACE.sub("", url))
    return f"<{safe}>" if "(" in safe or ")" in safe or not safe else safe


def from_html(text: str) -> str:
    """Paragraphs and lists, with bold, italic and links. Unknown elements give their text.

    Bold and italic inside a word are left out: Markdown cannot say them safely.
    """
    return "\n\n".join(_blocks(_tree(text)))


def inline_from_html(text: str) -> str:
    """The same in one line, for a cell of a table."""
    pieces = list(_pieces(_tree(text), is_flat=True))
    lines = [_inline(piece).replace(BREAK, " ") for piece in pieces if isinstance(piece, list)]
    return " ".join(each.strip() for each in lines if each.strip())


def _tree(text: str) -> html.HtmlElement:
    try:
        return html.fragment_fromstring(text, create_parent="div")
    except etree.ParserError:
        return html.Element("div")


def _at_line_start(markdown: str) -> str:
    found = LEADING.match(markdown)
    if not found:
        return markdown
    return f"{found[2] or ''}\\{found[1] or found[3]}{markdown[found.end() :]}"


# --- Blocks ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Style:
    """How a run of letters looks, and where it leads."""

    bold: bool = False
    italic: bool = False
    href: str = ""


PLAIN = Style()
LINE_END = "\n"  # the text of a run that ends a line; no other run holds one
Run = tuple[Style, str]


def _blocks(parent: html.HtmlElement) -> list[str]:
    """What stands in `parent`, block by block. Loose text between blocks is a paragraph."""
    found: list[str] = []
    for piece in _pieces(parent):
        text = _paragraph(piece) if isinstance(piece, list) else _list(piece)
        if text and found and LIST.match(text) and LIST.match(found[-1]):
            found.append("<!-- -->")  # two lists in a row would read as one
        if text:
            found.append(text)
    return found


def _pieces(
    parent: html.HtmlElement, is_flat: bool = False
) -> Iterator[list[Run] | html.HtmlElement]:
    loose: list[Run] = [(PLAIN, parent.text or "")]
    for child in parent:
        if child.tag in ("ul", "ol") and not is_flat:
            yield loose
            yield child
            loose = []
        elif child.tag in BLOCKS or (is_flat and child.tag in ("ul", "ol", "li")):
            yield loose
            yield from _pieces(child, is_flat)
            loose = []
        else:
            loose.extend(_runs(child, PLAIN))
        loose.append((PLAIN, child.tail or ""))
    yield loose


def _paragraph(runs: list[Run]) -> str:
    lines = [each.strip(" ") for each in _inline(runs).split(BREAK)]
    return BREAK.join(_at_line_start(each) for each in lines if each)


def _list(element: html.HtmlElement) -> str:
    items: list[str] = []
    for item in element.iterchildren("li"):
        marker = f"{len(items) + 1}. " if element.tag == "ol" else "- "
        text = ""
        for block in _blocks(item):
            between = "\n" if LIST.match(block) else "\n\n"
            text = f"{text}{between}{block}" if text else block
        if text:
            items.append(marker + indent(text, " " * len(marker)).lstrip(" "))
    return "\n".join(items)


# --- Letters -----------------------------------------------------------------------------------


def _runs(element: html.HtmlElement, style: Style) -> Iterator[Run]:
    if not isinstance(element.tag, str):  # a comment
        return
    if element.tag == "br":
        yield PLAIN, LINE_END
    if element.tag in ("b", "strong"):
        style = replace(style, bold=True)
    elif element.tag in ("i", "em"):
        style = replace(style, italic=True)
    elif element.tag == "a":
        style = replace(style, href=element.get("href") or "")
    yield style, SPACE.sub(" ", element.text or "")
    for child in element:
        yield from _runs(child, style)
        yield style, SPACE.sub(" ", child.tail or "")


def _inline(runs: Iterable[Run]) -> str:
    """The runs of one paragraph, `BREAK` where a line ends."""
    merged = [
        (style, "".join(text for _style, text in group))
        for style, group in groupby(_spaced(runs), key=lambda run: run[0])
    ]
    parts: list[tuple[str, str]] = []
    for index, (style, text) in enumerate(merged):
        before = merged[index - 1] if index else (PLAIN, LINE_END)
        after = merged[index + 1] if index + 1 < len(merged) else (PLAIN, LINE_END)
        parts.append((style.href, _marked(style, text, before, after)))
    links = groupby(parts, key=lambda part: part[0])
    marked = (_linked(href, "".join(text for _href, text in group)) for href, group in links)
    return "".join(marked).replace(LINE_END, BREAK)


def _marked(style: Style, text: str, before: Run, after: Run) -> str:
    """A run with its marks of emphasis, where they can be told from the letters around them."""
    start, core, end = _split(text)
    is_apart = (start or _is_apart(before, -1)) and (end or _is_apart(after, 0))
    core = ACTIVE.sub(r"\\\1", core)
    if core and is_apart:
        core = f"_{core}_" if style.italic else core
        core = f"**{core}**" if style.bold else core
    return f"{start}{core}{end}"


def _linked(href: str, text: str) -> str:
    start, core, end = _split(text)
    return f"{start}[{core}]({address(href)}){end}" if href and core else text


def _split(text: str) -> tuple[str, str, str]:
    """White space at the beginning, the words, white space at the end."""
    core = text.strip()
    start = text[: len(text) - len(text.lstrip())] if core else text
    return start, core, text[len(start) + len(core) :]


def _spaced(runs: Iterable[Run]) -> Iterator[Run]:
    """The runs that hold something, with white space as browsers show it."""
    last = LINE_END
    for style, text in runs:
        shown = text if text == LINE_END else SPACE.sub(" ", text)
        if last in (" ", LINE_END):
            shown = shown.lstrip(" ")
        if shown:
            last = shown[-1]
            yield style, shown


def _is_apart(neighbour: Run, index: int) -> bool:
    """Whether marks of emphasis may touch this run: it begins (ends) with space or punctuation."""
    style, text = neighbour
    if style.bold or style.italic:
        return text[index].isspace()
    return text[index].isspace() or unicodedata.category(text[index]).startswith("P")
