"""What is asked for: words that must all be there, and phrases. Any text is a question.

Nothing in a text means anything but double quotes: what stands between them is a phrase. Text
without a space, such as “off-label”, is one too. The last word may go on: `inj` finds `injection`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote

from cms.editions.search.english import SMALL, forms
from cms.editions.search.words import tokens

# From how many letters on a last word may go on: shorter beginnings are those of too many words.
LETTERS = 3
LONGEST = 200
"""How long a text may be that readers ask with, in characters."""
MARK = "+"
"""Begins the words of title, names and headings where PostgreSQL holds them once more."""

_PIECE = re.compile(r'"([^"]+)"|([^\s"]+)')
_QUOTES = str.maketrans(dict.fromkeys("“”„«»", '"'))

Key = tuple[str, str]


@dataclass(frozen=True)
class Part:
    """Words that stand side by side, or one word in any of its forms, the one asked for first.

    `written` is the first form as a text has it, where runs of characters are not taken apart;
    `is_open`: the last word of the first form may go on.
    """

    forms: tuple[tuple[str, ...], ...]
    written: tuple[str, ...]
    is_open: bool = False

    @property
    def is_small(self) -> bool:
        """Whether it says nothing by itself."""
        first = self.forms[0]
        return len(first) == 1 and first[0] in SMALL


@dataclass(frozen=True)
class Question:
    """Parts that a page must all have, and keys of which it must have one of each group."""

    parts: tuple[Part, ...]
    keys: tuple[frozenset[str], ...] = ()

    @classmethod
    def parse(cls, text: str, language: str, keys: Iterable[Iterable[Key]] = ()) -> Question:
        """What a reader's text asks for; `language` is that of the pages that are asked."""
        pieces = [found.groups() for found in _PIECE.finditer(text.translate(_QUOTES))]
        is_english = language.partition("-")[0] == "en"
        parts = {
            part: bool(phrase) or not (is_english and part.is_small)
            for number, (phrase, plain) in enumerate(pieces, 1)
            if (part := _part(phrase or plain, bool(phrase), number == len(pieces), is_english))
        }
        telling = [part for part, tells in parts.items() if tells]
        return cls(
            tuple(telling or parts),
            tuple(frozenset(key_word(*key) for key in group) for group in keys),
        )

    @property
    def has_phrase(self) -> bool:
        return any(len(form) > 1 for part in self.parts for form in part.forms)

    def for_sqlite(self, of_labels: bool = False) -> str:
        """The question for FTS5: of all words, or of those of title, names and headings."""
        scope = "{title names headings} : " if of_labels else ""
        words = " AND ".join(_either(" OR ", _fts5(part)) for part in self.parts)
        keys = [[f'"{key}"' for key in sorted(group)] for group in self.keys]
        return " AND ".join([f"{scope}({words})", *(f"keys : {_either(' OR ', k)}" for k in keys)])

    def for_postgresql(self, beside: str = "<->", of_labels: bool = False) -> str:
        """The question as a tsquery; with `beside` “&” the words of a phrase may stand anywhere."""
        mark = MARK if of_labels else ""
        words = [_tsquery(part, beside, mark) for part in self.parts]
        keys = [[f"'{key}'" for key in sorted(group)] for group in self.keys]
        return " & ".join(_either(" | ", group) for group in [*words, *keys])


def key_word(kind: str, key: str) -> str:
    """How the index holds what pages are filtered by: it is no word, nor begins like one."""
    return f"={quote(f'{kind}={key}', safe='=').lower()}"


def _part(piece: str, is_phrase: bool, is_last: bool, is_english: bool) -> Part | None:
    found = [token for token in tokens(piece) if token.words]
    if not found:
        return None
    end = found[-1]
    asked = tuple(word for token in found for word in token.words)
    written = tuple(word for token in found for word in ([token.run] if token.run else token.words))
    if end.run:
        # Inside a longer run the last character of this one begins a pair.
        is_single = len(end.words) == 1
        return Part((asked if is_single else asked[:-1],), written, is_open=is_single)
    is_open = is_last and not is_phrase and len(asked[-1]) >= LETTERS
    if len(asked) == 1 and not is_phrase and is_english:
        return Part(tuple((form,) for form in forms(asked[0])), written, is_open)
    return Part((asked,), written, is_open)


def _fts5(part: Part) -> Iterable[str]:
    for number, form in enumerate(part.forms):
        words = " ".join(form)
        yield f'"{words}"*' if part.is_open and number == 0 else f'"{words}"'


def _tsquery(part: Part, beside: str, mark: str) -> Iterable[str]:
    for number, form in enumerate(part.forms):
        words = f" {beside} ".join(f"'{mark}{word}'" for word in form)
        yield f"{words}:*" if part.is_open and number == 0 else words


def _either(operator: str, expressions: Iterable[str]) -> str:
    return f"({operator.join(expressions)})"
