"""HTML, whole pages and pieces of them, trusted in nothing."""

from __future__ import annotations

from lxml import etree
from lxml import html as lxml_html

from blog.importers.assemble import assemble
from blog.importers.document import ImportedDocument
from blog.importers.elements import Heading
from blog.importers.html_tree import TreeReader
from blog.importers.lines import Line, Unreadable
from blog.importers.points import joined_listings
from blog.importers.recognise import TITLE_LENGTH
from blog.importers.source import clean, numbered


def read_html(text: str) -> ImportedDocument:
    """The post in an HTML text. Its account has an entry for every text node.

    Scripts, styles, handlers, comments and hidden parts are dropped, each with its own entry.
    """
    rows = "\n".join(clean(row) for row in text.split("\n"))
    parser = lxml_html.HTMLParser(encoding="utf-8", huge_tree=True)
    try:
        root = lxml_html.document_fromstring(rows.encode(), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise Unreadable(f"it is not HTML: {error}") from None
    for fault in parser.error_log:
        if fault.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT:
            raise _cut_short(text, fault.line)
    reader = TreeReader()
    reader.read(root)
    document = ImportedDocument(lines=reader.lines)
    blocks = joined_listings(reader.blocks)
    _take_head(document, reader, any(isinstance(b, Heading) and b.level == 1 for b in blocks))
    return assemble(document, blocks)


def _cut_short(text: str, number: int) -> Unreadable:
    message = "its elements are nested too deeply to be read"
    lines = [Line(source.number, source.text) for source in numbered(text)[0]]
    for line in lines:
        line.drop(f"nothing was imported: {message}")
    return Unreadable(message, number, lines)


def _take_head(document: ImportedDocument, reader: TreeReader, has_title: bool) -> None:
    """The page's <title> is the post's when no first-level heading is; else its search title."""
    if reader.description:
        document.metadata.description = reader.description.text
        document.metadata.lines["search_description"] = [reader.description]
    title: Line | None = reader.title
    if not title:
        return
    if not has_title and len(title.text) <= TITLE_LENGTH:
        document.title, document.title_lines = title.text, [title]
    elif len(title.text) <= TITLE_LENGTH:
        document.metadata.seo_title = title.text
        document.metadata.lines["seo_title"] = [title]
    else:
        title.drop("a page title too long to be shown")
