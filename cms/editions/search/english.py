"""What a reader of English takes for one word: its plural and its endings as a verb.

Asked for, not stored: the index holds words as they stand, so that a word that is still being
typed, and a phrase, find exactly what was written. Wrong guesses are words that nobody writes.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

# Words that say nothing by themselves: left out when others were asked for too.
_SMALL = """
a about all also am an and any are as at be been being but by can could did do does doing for from
had has have having he her his how i if in into is it its me my no nor not of on or our she should
so some such than that the their them then there these they this those to too was we were what when
where which while who whom whose why will with would you your
"""
SMALL = frozenset(_SMALL.split())

_VOWELS = frozenset("aeiouy")
_HISSING = ("s", "x", "z", "ch", "sh")


@lru_cache(maxsize=1000)
def forms(word: str) -> tuple[str, ...]:
    """The word, then its other forms by their endings, right or not."""
    if len(word) < 3 or not word.isalpha() or not word.isascii() or word in SMALL:
        return (word,)
    guessed = [
        form
        for base in _bases(word)
        if len(base) >= 3 and _VOWELS.intersection(base)
        for form in _inflected(base)
    ]
    # “Thing” is no form of “the”, which stands everywhere.
    return tuple(dict.fromkeys([word, *(form for form in guessed if form not in SMALL)]))


def _bases(word: str) -> Iterator[str]:
    """What the word may be a form of; itself first."""
    yield word
    if word.endswith("ies"):
        yield f"{word[:-3]}y"
    if word.endswith("ses"):
        yield f"{word[:-2]}is"
    if word.endswith(tuple(f"{ending}es" for ending in _HISSING)):
        yield word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        yield word[:-1]
    for ending in ("ing", "ed"):
        if word.endswith(ending) and len(word) > len(ending) + 1:
            yield from _bases_of_verb(word.removesuffix(ending))


def _bases_of_verb(stem: str) -> Iterator[str]:
    yield stem
    yield f"{stem}e"
    if stem.endswith("i"):
        yield f"{stem[:-1]}y"
    if stem[-1] == stem[-2] and stem[-1] not in _VOWELS:
        yield stem[:-1]


def _inflected(base: str) -> Iterator[str]:
    yield base
    if base.endswith("y") and base[-2] not in _VOWELS:
        yield from (f"{base[:-1]}ies", f"{base[:-1]}ied", f"{base}ing")
    elif base.endswith("e"):
        yield from (f"{base}s", f"{base}d", f"{base[:-1]}ing")
    else:
        stem = f"{base}{base[-1]}" if _doubles(base) else base
        plural = "es" if base.endswith(_HISSING) else "s"
        yield from (f"{base}{plural}", f"{stem}ed", f"{stem}ing", f"{base}ed", f"{base}ing")
        if base.endswith("sis"):
            yield f"{base[:-2]}es"


def _doubles(base: str) -> bool:
    """Whether the last consonant is doubled before an ending: stop, stopped."""
    return (
        base[-1] not in _VOWELS
        and base[-1] not in "wx"
        and base[-2] in _VOWELS
        and base[-3] not in _VOWELS
    )
