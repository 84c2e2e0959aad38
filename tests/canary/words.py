"""Words that stand nowhere else, and how to find them in whatever form they come out."""

from __future__ import annotations

import binascii
import html
import re
from base64 import urlsafe_b64decode
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from random import Random
from string import ascii_lowercase, digits
from urllib.parse import unquote_plus

BEGINNING = "zq"
LENGTH = 12
WORD = re.compile(
    rf"{BEGINNING}[0-9a-z]{{10}}|(?<!\d)(?:(?:\d{{4}}-){{3}}\d{{3}}[\dx]|\d{{8,12}})(?!\d)"
)
JSON_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")
# A word of LENGTH letters takes at least this many in base64, and twice as many in hexadecimal.
BASE64 = re.compile(r"[A-Za-z0-9+/_-]{16,}")
HEX = re.compile(r"(?:[0-9a-fA-F]{2}){12,}")


@dataclass(frozen=True)
class Place:
    """Where a word was written: in which field of which thing."""

    owner: str
    field: str

    def __str__(self) -> str:
        return f"{self.field} of {self.owner}"


@dataclass
class Words:
    """All words that were written, each once.

    `hidden` may be in no answer and `shown` must be in one; of what is `loose` nothing is asked,
    such as the words beside a link whose target is hidden.
    """

    hidden: dict[str, Place] = field(default_factory=dict)
    shown: dict[str, Place] = field(default_factory=dict)
    loose: dict[str, Place] = field(default_factory=dict)
    random: Random = field(default_factory=lambda: Random("canary"))

    def new(self, kind: dict[str, Place], place: Place) -> str:
        """A word of letters and digits that begins with a letter: it fits into a slug."""
        ending = "".join(self.random.choices(ascii_lowercase + digits, k=LENGTH - 2))
        return self.keep(kind, BEGINNING + ending, place)

    def digits(self, kind: dict[str, Place], place: Place, count: int) -> str:
        """For fields that hold numbers only: `count` (8 to 12) digits."""
        number = "".join(self.random.choices("123456789", k=count))
        return self.keep(kind, number, place)

    def keep(self, kind: dict[str, Place], word: str, place: Place) -> str:
        """Take in a word that was made elsewhere."""
        if any(word.lower() in known for known in (self.hidden, self.shown, self.loose)):
            raise ValueError(f"{word} was written already.")
        kind[word.lower()] = place
        return word

    def let_out(self, word: str) -> None:
        """A hidden word that a public address holds, such as that of a child of a draft."""
        self.loose[word] = self.hidden.pop(word)


def words_in(answer: bytes) -> set[str]:
    """Everything in an answer that could be a word, in plain, escaped or encoded form."""
    texts = readings(answer)
    runs = {run for text in texts for run in (*BASE64.findall(text), *HEX.findall(text))}
    return _written(texts).union(*map(_encoded, runs))


def readings(answer: bytes) -> set[str]:
    """The text of an answer as it is, and as it reads when escapes are undone."""
    text = answer.decode("utf-8", "replace")
    plain = JSON_ESCAPE.sub(lambda escape: chr(int(escape[1], 16)), html.unescape(text))
    return {text, unquote_plus(unquote_plus(plain))}


def _written(texts: Iterable[str]) -> set[str]:
    return {word for text in texts for word in WORD.findall(text.lower())}


@cache
def _encoded(run: str) -> set[str]:
    """The words in what looks encoded; most of that stands in many answers."""
    return _written(_decoded(run))


def _decoded(run: str) -> Iterator[str]:
    """Base64 may begin anywhere within what looks like it."""
    if HEX.fullmatch(run):
        yield bytes.fromhex(run).decode("latin-1")
    run = run.replace("+", "-").replace("/", "_")
    for start in range(4):
        part = run[start:]
        part = part[: len(part) // 4 * 4] if len(part) % 4 == 1 else part
        try:
            yield urlsafe_b64decode(part + "=" * (-len(part) % 4)).decode("latin-1")
        except binascii.Error:
            continue
