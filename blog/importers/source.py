"""From bytes to numbered lines of clean text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from blog.importers.lines import Line, Unreadable

MAX_BYTES = 20 * 1024 * 1024

_LINE_END = re.compile(r"\r\n|\r|\n")
_SEPARATORS = re.compile(r"[\t\x0b\x0c\x1c-\x1f\x85\u2028\u2029]")
# Directional marks (U+200E, U+200F, U+202A-U+202E, U+2066-U+2069) and joiners belong to the text.
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ufffe\uffff]")
_WHITE = " \t\n\r\x0b\x0c\x1c\x1d\x1e\x1f\x85\u1680\u2028\u2029\u202f\u205f\u3000\u00a0" + "".join(
    map(chr, range(0x2000, 0x200B))
)
_EDGES = f"{_WHITE}\u200b\u2060\ufeff\u00ad"
_UNSEEN = f"{_EDGES}\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A line that is not blank: its number from 1, its clean text, and what was taken out."""

    number: int
    text: str
    indent: int = 0
    note: str = ""


def decode(data: bytes) -> str:
    """The text of a UTF-8 file (a byte order mark is allowed), with ``\\n`` as line end.

    Raises `Unreadable` for an empty file, one that is too long, and one that is not UTF-8: then
    with the number of the line that breaks it and every line of the file in its account.
    """
    if len(data) > MAX_BYTES:
        raise Unreadable(f"the file is longer than {MAX_BYTES // 1024 // 1024} MB")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Unreadable("the file is UTF-16; save it as UTF-8", 1)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        good = error.object[: error.start]
        number = len(_LINE_END.findall(good.decode("utf-8", "replace"))) + 1
        bad = error.object[error.start]
        raise Unreadable(
            f"it is not valid UTF-8 (byte 0x{bad:02x}); save the file as UTF-8",
            number,
            _lost(data.decode("utf-8-sig", "replace"), "the file is not valid UTF-8"),
        ) from None
    if not text.strip():
        raise Unreadable("the file is empty")
    return _LINE_END.sub("\n", text)


def clean(text: str) -> str:
    """Without control characters; other separators become spaces."""
    return _CONTROLS.sub("", _SEPARATORS.sub(" ", text))


def visible(text: str) -> str:
    """Without white space and empty characters at its ends; "" when nothing can be seen."""
    return text.strip(_EDGES) if text.strip(_UNSEEN) else ""


def numbered(text: str) -> tuple[list[SourceLine], list[Line]]:
    """The lines that hold something to read, and the account of those that only seem to.

    Lines of nothing but white space are in neither.
    """
    seen: list[SourceLine] = []
    unseen: list[Line] = []
    for number, raw in enumerate(text.split("\n"), start=1):
        if not raw.strip():
            continue
        cleaned = clean(raw)
        words = visible(cleaned)
        if not words:
            line = Line(number, "")
            line.drop("characters that cannot be seen")
            unseen.append(line)
            continue
        note = "control characters removed" if _CONTROLS.search(raw) else ""
        seen.append(SourceLine(number, words, len(cleaned) - len(cleaned.lstrip()), note))
    return seen, unseen


def _lost(text: str, reason: str) -> list[Line]:
    lines = []
    for number, raw in enumerate(_LINE_END.split(text), start=1):
        if raw.strip():
            lines.append(Line(number, visible(clean(raw))))
            lines[-1].drop(f"nothing was imported: {reason}")
    return lines
