"""Existing posts become structured documents: bytes in, document and account out.

The readers are pure: no database, no settings, no network. `writer` turns documents into drafts.
"""

from __future__ import annotations

from pathlib import PurePath

from blog.importers.document import ImportedDocument
from blog.importers.html import read_html
from blog.importers.lines import Fate, Line, Unreadable
from blog.importers.markdown import read_markdown
from blog.importers.source import decode
from blog.importers.text import read_text

__all__ = ["SUFFIXES", "Fate", "ImportedDocument", "Line", "Unreadable", "read"]

_READERS = {
    ".txt": read_text,
    ".text": read_text,
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".html": read_html,
    ".htm": read_html,
}
SUFFIXES = frozenset(_READERS)


def read(name: str, data: bytes) -> ImportedDocument:
    """The post in a file, read as its name's suffix says.

    Raises `Unreadable` with the reason, the line where known, and the account of the lines.
    """
    suffix = PurePath(name).suffix.lower()
    if suffix not in _READERS:
        raise Unreadable(f"{suffix or 'a file without suffix'} is not one of the formats it reads")
    return _READERS[suffix](decode(data))
