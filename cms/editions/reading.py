"""Reading the live store: one statement per answer, bytes in, bytes out.

Every statement asks `published()` of the pages' own rows. What is not current
(`cms.editions.current`) is built anew before it is sent.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from cms.editions.building import ORIGIN, ORIGIN_BYTES
from cms.editions.current import until_current
from cms.editions.pulse import Holding
from cms.editions.reading_rows import (
    ANCESTOR,
    AS_HTML,
    BY_ID,
    BY_PATH,
    BY_SLUG,
    DOCUMENT,
    NEXT,
    TRANSLATION,
    KeptHTML,
    PageStatement,
    Rows,
)


@dataclass(frozen=True, slots=True)
class Answer:
    """What is sent: JSON bytes with absolute addresses, and with what they hold."""

    body: bytes
    holding: Holding | None


@dataclass(frozen=True, slots=True)
class Shown:
    """A live page as it is asked for by a browser: its document, and the HTML that is kept."""

    pk: int
    type: str
    answer: Answer
    html: KeptHTML


def document_by_slug(type_label: str, slug: str, locale: str) -> Answer | None:
    """The document of the public page of a type with this slug; None when there is none."""
    return _document(BY_SLUG, type=type_label, slug=slug, locale=locale)


def document_by_path(path: str) -> Answer | None:
    """The document of the public page at an address within the site: “/about/”."""
    return _document(BY_PATH, path=path)


def document_by_id(pk: int) -> Answer | None:
    """The document of the public page with this id; of an alias, that of its source."""
    return _document(BY_ID, pk=pk)


def page_by_path(path: str) -> Shown | None:
    """The public page at an address within the site, to be sent to a browser.

    None when there is none, and where the address is not that of one page alone.
    """

    def read() -> tuple[Shown | None, list[int]]:
        rows = AS_HTML.read(path=path)
        found = rows.of(DOCUMENT)
        if len(found) != 1 or found[0].alias_of:  # an alias shows another page's document
            return None, []
        behind = rows.behind
        if behind:
            return None, behind
        (page,) = found
        return Shown(page.pk, page.type, _assemble(rows), rows.html_of(page.pk)), []

    shown: Shown | None = until_current(read)
    return shown


def absolute(stored: bytes) -> bytes:
    """Stored bytes with the site's origin in their addresses."""
    return stored.replace(ORIGIN_BYTES, settings.BASE_URL.encode())


def _document(statement: PageStatement, **values: str | int) -> Answer | None:
    def read() -> tuple[Answer | None, list[int]]:
        rows = statement.read(**values)
        behind: list[int] = []
        while sources := [row.alias_of for row in rows.of(DOCUMENT) if row.alias_of]:
            # An alias answers with its source.
            behind += [row.pk for row in rows.of(DOCUMENT) if not row.is_current]
            rows = BY_ID.read(pk=sources[0])
        if not rows.of(DOCUMENT):
            return None, []
        behind += rows.behind
        return (None, behind) if behind else (_assemble(rows), [])

    answer: Answer | None = until_current(read)
    return answer


def _assemble(rows: Rows) -> Answer:
    breadcrumbs = [
        {"id": row.pk, "title": row.title, "path": row.path, "url": ORIGIN + row.path}
        for row in (*rows.of(ANCESTOR), *rows.of(DOCUMENT))
    ]
    translations = [
        {
            "id": row.pk,
            "locale": row.locale,
            "title": row.title,
            "slug": row.slug,
            "path": row.path,
            "url": ORIGIN + row.path,
        }
        for row in rows.of(TRANSLATION)
    ]
    related = b",".join(row.stored for row in rows.of(NEXT))
    body = b"".join(
        (
            rows.of(DOCUMENT)[0].stored[:-1],
            b',"breadcrumbs":' + _json(breadcrumbs),
            b',"related":[' + related + b"]",
            b',"translations":' + _json(translations),
            b"}",
        )
    )
    return Answer(absolute(body), rows.holding)


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
