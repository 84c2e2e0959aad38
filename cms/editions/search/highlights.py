"""Where in a text the words of a question stand.

One way for both databases, over the text that is stored: PostgreSQL's `ts_headline` takes each text
apart anew, which takes longer than finding it, and would mark other words than SQLite.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from html import escape
from os.path import commonprefix
from typing import NamedTuple
from unicodedata import normalize

from cms.editions.search.question import Part, Question
from cms.editions.search.words import LETTER, fold, is_paired

PASSAGES = 2
LENGTH = 240
"""How long a passage is at most, in characters."""
BEFORE = 60
"""How much of a long line stands before the first word that was asked for."""
PLACES = 50
"""In how many places of a text a word is looked for."""

# Between the words of a phrase, never from one line into the next.
_GAP = r"(?:['’]s)?(?:[^\w\n]|_)*"


class Marked(NamedTuple):
    """A text as HTML that holds nothing but `<mark>`, and the text itself."""

    html: str
    text: str


class Span(NamedTuple):
    """Where one part of a question stands."""

    start: int
    end: int
    part: int


class Highlighter:
    """Marks the words of one question in texts."""

    def __init__(self, question: Question) -> None:
        self._finders = [_Finder(part) for part in question.parts]

    def whole(self, text: str) -> Marked:
        """All of a text."""
        text = normalize("NFC", text)
        return _marked(text, 0, len(text), self._spans(text))

    def passages(self, body: str) -> list[Marked]:
        """The lines of a text with most of what was asked for, cut to what can be shown."""
        lines: dict[int, list[Span]] = {}
        for span in self._spans(body):
            lines.setdefault(body.rfind("\n", 0, span.start) + 1, []).append(span)
        best = sorted(lines, key=lambda start: (-len({span.part for span in lines[start]}), start))
        return [_passage(body, start, lines[start]) for start in sorted(best[:PASSAGES])]

    def _spans(self, text: str) -> list[Span]:
        plain = plain_of(text)
        return sorted(
            Span(start, end, number)
            for number, finder in enumerate(self._finders)
            for start, end in finder.places(plain)
        )


class _Finder:
    """Finds one part of a question in plain text, where its first letters stand."""

    def __init__(self, part: Part) -> None:
        written = [part.written, *part.forms[1:]]
        self._begins = commonprefix([words[0] for words in written]).partition("ss")[0]
        patterns = [_pattern(words, part.is_open and not n) for n, words in enumerate(written)]
        self._pattern = re.compile("|".join(patterns))

    def places(self, plain: str) -> Iterator[tuple[int, int]]:
        start, found = plain.find(self._begins), 0
        while start >= 0 and found < PLACES:
            match = self._pattern.match(plain, start)
            if match:
                found += 1
                yield match.span()
            start = plain.find(self._begins, match.end() if match else start + 1)


def _pattern(words: tuple[str, ...], is_open: bool) -> str:
    # Folding makes two letters of the one that plain text keeps.
    letters = _GAP.join(re.escape(word).replace("ss", "(?:ss|ß)") for word in words)
    before = "" if is_paired(words[0][0]) else f"(?<!{LETTER})"
    if is_paired(words[-1][-1]):
        return before + letters
    return f"{before}{letters}{LETTER}*" if is_open else f"{before}{letters}(?!{LETTER})"


def plain_of(text: str) -> str:
    """A text as words are folded, letter for letter: what would change its length stays."""
    if not text.isascii():
        for letter in set(text):
            if not letter.isascii() and (plain := _plain_letter(letter)) != letter:
                text = text.replace(letter, plain)
    return text.lower()


@lru_cache(maxsize=10_000)
def _plain_letter(letter: str) -> str:
    folded = fold(letter)
    return folded if len(folded) == 1 else letter


def _passage(body: str, start: int, spans: list[Span]) -> Marked:
    """The part of a line around its first words that were asked for."""
    end = body.find("\n", start)
    end = len(body) if end < 0 else end
    if end - start <= LENGTH:
        return _marked(body, start, end, spans)
    first = max(start, min(spans[0].start - BEFORE, end - LENGTH))
    last = min(end, first + LENGTH)
    if first > start:
        space = body.find(" ", first, spans[0].start)
        first = space + 1 if space >= 0 else first
    if last < end:
        space = body.rfind(" ", spans[0].end, last)
        last = space if space >= 0 else last
    return _marked(body, first, last, spans, "… " * (first > start), " …" * (last < end))


def _marked(
    text: str, start: int, end: int, spans: list[Span], before: str = "", after: str = ""
) -> Marked:
    """A part of a text; `spans` are in order and may overlap."""
    made, place = [before], start
    for span in spans:
        first, last = max(span.start, place), min(span.end, end)
        if first < last:
            made += [escape(text[place:first]), "<mark>", escape(text[first:last]), "</mark>"]
            place = last
    made += [escape(text[place:end]), after]
    return Marked("".join(made), f"{before}{text[start:end]}{after}")
