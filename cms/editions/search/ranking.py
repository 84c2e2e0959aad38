"""How well a page answers: each word counts by the best place where it stands.

The databases' own ranks are not used. Theirs differ from each other; both give a rare form of a
word more than the word itself in a title; PostgreSQL reads every candidate's long row for it.
"""

from __future__ import annotations

from collections.abc import Iterable

from cms.editions.search.question import Part, Question

# Title, names, headings; the last is that of the body, which is not looked at.
PLACES = (1.0, 0.5, 0.25, 0.1)
OTHER_FORM = 0.9
"""What another form of a word, or a longer word, is worth beside the word itself."""


class Ranking:
    """Scores pages that have all that a question asks for."""

    def __init__(self, question: Question) -> None:
        self._parts = [_needles(part) for part in question.parts]

    def score(self, *places: str) -> float:
        """Between 0 and 1: 1 if all stands in the title as it was asked for.

        `places` are the words of title, names and headings.
        """
        padded = [f" {words} " for words in places]
        return round(sum(_worth(part, padded) for part in self._parts) / len(self._parts), 4)


def _needles(part: Part) -> tuple[str, list[str]]:
    """How the part as asked for stands between spaces, and how its other forms do."""
    exact, *others = (f" {' '.join(form)} " for form in part.forms)
    return exact, [exact.rstrip(), *others] if part.is_open else others


def _worth(part: tuple[str, list[str]], places: Iterable[str]) -> float:
    exact, others = part
    for words, worth in zip(places, PLACES, strict=False):
        if exact in words:
            return worth
        for other in others:
            if other in words:
                return worth * OTHER_FORM
    return PLACES[-1]
