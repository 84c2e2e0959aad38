"""Words as both databases hold them, made the same way of what is written and of what is asked.

A word is a run of letters, digits and their marks, without case and accents: “Café's” is `cafe`.
Chinese, Japanese, Korean, Thai, Lao, Khmer and Burmese put no spaces between words, or change
their endings: a run of their characters counts as its overlapping pairs, so that any part of it of
two characters or more is found; its last character stands alone, so that single ones are too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple
from unicodedata import category, normalize

LONGEST = 64
"""How much of a word counts."""

APART = "="
"""Stands between passages, so that no phrase reaches from one into the next. Never a word."""

# Thai and Lao, Burmese, Hangul, Khmer, Kana, Han; Kana of half the width; rarer Han.
_PAIRED = (
    "\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf"
    "\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
)
_MARKS = "".join(chr(code) for code in range(0x300, 0xFFFF) if category(chr(code))[0] == "M")
_RUN = rf"(?:[{_PAIRED}](?<=[\w{_MARKS}]))+"
LETTER = rf"[^\W_{_PAIRED}]"
"""A letter or digit of an ordinary word, as a regular expression."""
_WORD = rf"{LETTER}(?:{LETTER}|[{_MARKS}])*"
# The s of an English genitive belongs to no word.
_TOKEN = re.compile(rf"(?P<run>{_RUN})|(?P<word>{_WORD})(?:['’][sS](?![^\W_]))?")
_IS_PAIRED = re.compile(_RUN)
_ASCII_TOKEN = re.compile(r"([a-z0-9]+)(?:'s(?![a-z0-9]))?")
# Accents of European scripts, vowel points of Hebrew and Arabic: often left out when asking.
_LEFT_OUT = re.compile(
    "[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
)


class Token(NamedTuple):
    """Something in a text that counts as one word or several; `run` is "" for ordinary words."""

    words: tuple[str, ...]
    run: str


def words(text: str) -> Iterator[str]:
    """The words of a text, in their order."""
    if text.isascii():
        return (word[:LONGEST] for word in _ASCII_TOKEN.findall(text.lower()))
    return (word for token in tokens(text) for word in token.words)


def tokens(text: str) -> Iterator[Token]:
    """What of a text counts, in its order."""
    for found in _TOKEN.finditer(text):
        if found["run"]:
            run = fold(found["run"])
            yield Token(_words(run), run)
        else:
            yield Token(_words(fold(found["word"])), "")


@lru_cache(maxsize=10_000)
def _words(folded: str) -> tuple[str, ...]:
    # A character may fold into several words, or into nothing that counts.
    return tuple(
        word
        for part in _TOKEN.finditer(folded)
        for word in (_pairs(part["run"]) if part["run"] else (part["word"][:LONGEST],))
    )


def _pairs(run: str) -> Iterator[str]:
    yield from (first + second for first, second in pairwise(run))
    yield run[-1]


def is_paired(letter: str) -> bool:
    """Whether a letter is of a script whose runs count as pairs."""
    return _IS_PAIRED.match(letter) is not None


def fold(text: str) -> str:
    """A text without case, accents and forms of display."""
    if text.isascii():
        return text.lower()
    bare = _LEFT_OUT.sub("", normalize("NFKD", normalize("NFKD", text).casefold()))
    return normalize("NFKC", bare).casefold()


def joined(passages: list[str], count: int) -> str:
    """The first `count` words of some passages, each passage apart, as the database takes them."""
    found: list[str] = []
    for passage in passages:
        found.extend(words(passage))
        found.append(APART)
        if len(found) > count:
            break
    return " ".join(found[:count])
