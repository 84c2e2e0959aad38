"""Runs of text with the little formatting that rich text keeps: bold, italic, links."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from html import escape, unescape
from itertools import groupby

import nh3

SCHEMES = frozenset({"http", "https", "mailto", "tel"})
BREAK = "\n"

_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.\-]{0,40}:")
_NOT_IN_ADDRESS = re.compile(r"[\x00-\x20\x7f-\x9f\u200b-\u200f\u2028-\u202e\ufeff]+")
_WEB = re.compile(r"https?://[^\s<>\"“”]+", re.IGNORECASE)
_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}(?!\w)")
_PHONE = re.compile(r"(?<![\w/.])\+?\(?\d[\d().\s-]{6,18}\d(?!\w)")
_CLOSING = ".,;:!?)]}'’"
_BLOCK_END = re.compile(r"</(?:p|li|ul|ol)>|<br\s*/?>")
_TAG = re.compile(r"<[^<>]*>")


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of text in one formatting; `BREAK` as text is a line break."""

    text: str
    bold: bool = False
    italic: bool = False
    href: str = ""


class RichSource(str):
    """Rich text as a field of the page stores it: clean HTML."""

    __slots__ = ()


def safe_address(address: str) -> str:
    """The address when a page may link to it (http, https, mailto, tel, relative), else ""."""
    compact = _NOT_IN_ADDRESS.sub("", unescape(address))
    scheme = _SCHEME.match(compact)
    if scheme and scheme.group()[:-1].lower() not in SCHEMES:
        return ""
    return compact


def linked(text: str, *, contacts: bool = False) -> list[Span]:
    """Spans of plain text, web and e-mail addresses as links; with `contacts` telephones too."""
    found = [(m.start(), m.end(), m.group()) for m in _WEB.finditer(text)]
    if "@" in text:
        found += [(m.start(), m.end(), f"mailto:{m.group()}") for m in _MAIL.finditer(text)]
    if contacts:
        found += [
            (m.start(), m.end(), f"tel:{re.sub(r'[^0-9+]', '', m.group())}")
            for m in _PHONE.finditer(text)
            if sum(c.isdigit() for c in m.group()) >= 7
        ]
    spans: list[Span] = []
    at = 0
    for start, end, address in sorted(found):
        kept = address.rstrip(_CLOSING)
        end -= len(address) - len(kept)
        if start < at or end <= start:
            continue
        if start > at:
            spans.append(Span(text[at:start]))
        spans.append(Span(text[start:end], href=kept))
        at = end
    if at < len(text):
        spans.append(Span(text[at:]))
    return spans


def text_of(spans: Iterable[Span]) -> str:
    return "".join(span.text for span in spans)


def trimmed(spans: Sequence[Span]) -> list[Span]:
    """Without white space at both ends, nor double spaces where two spans meet."""
    kept: list[Span] = []
    for span in spans:
        text = span.text
        if text != BREAK and (not kept or kept[-1].text[-1:].isspace()):
            text = text.lstrip()
        if text == BREAK and not kept:
            continue
        if text:
            kept.append(span if text == span.text else replace(span, text=text))
    while kept and not (last := kept[-1].text.rstrip()):
        kept.pop()
    if kept and last != kept[-1].text:
        kept[-1] = replace(kept[-1], text=last)
    return kept


def without_start(spans: Sequence[Span], length: int) -> list[Span]:
    """The spans after the first `length` characters."""
    rest: list[Span] = []
    for span in spans:
        if length >= len(span.text):
            length -= len(span.text)
            continue
        rest.append(replace(span, text=span.text[length:]))
        length = 0
    return trimmed(rest)


def with_bold_start(spans: Sequence[Span], length: int) -> list[Span]:
    """The same spans, the first `length` characters of them bold."""
    marked: list[Span] = []
    for span in spans:
        head, tail = span.text[:length], span.text[length:]
        length -= len(head)
        if head:
            marked.append(replace(span, text=head, bold=True))
        if tail:
            marked.append(replace(span, text=tail))
    return marked


def inner_html(spans: Iterable[Span]) -> str:
    """The spans as HTML without a block around them."""
    parts = []
    for href, group in groupby(spans, key=lambda span: span.href):
        inside = "".join(_formatted(span) for span in group)
        parts.append(f'<a href="{escape(href)}">{inside}</a>' if href else inside)
    return "".join(parts)


def _formatted(span: Span) -> str:
    if span.text == BREAK:
        return "<br/>"
    text = escape(span.text, quote=False)
    if span.italic:
        text = f"<i>{text}</i>"
    return f"<b>{text}</b>" if span.bold else text


def rich(html: str) -> RichSource:
    """The last gate: whatever the readers did, only these tags and addresses pass."""
    return RichSource(
        nh3.clean(
            html,
            tags={"p", "br", "b", "i", "a", "ul", "ol", "li"},
            attributes={"a": {"href"}},
            url_schemes=set(SCHEMES),
            link_rel=None,
        )
    )


def plain(source: str) -> str:
    """The text a reader sees of rich text as stored; block ends become line ends."""
    return unescape(_TAG.sub("", _BLOCK_END.sub("\n", source))).strip()
