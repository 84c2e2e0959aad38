"""What every entry of the vocabulary is made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache, wraps
from typing import TYPE_CHECKING, TypeVar

from django.utils.translation import get_language

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Term:
    """A key that is stored and public, and the words people read for it.

    `key` never changes once released; `label` is translated; `help` explains the term to an editor.
    """

    key: str
    label: StrOrPromise
    help: StrOrPromise = ""

    @property
    def words(self) -> str:
        """The label as it stands inside a sentence: "Felt effect" → "felt effect"."""
        label = str(self.label)
        return label if label[1:2].isupper() else label[:1].lower() + label[1:]


AnyTerm = TypeVar("AnyTerm", bound=Term)


def by_key(terms: Iterable[AnyTerm]) -> dict[str, AnyTerm]:
    return {term.key: term for term in terms}


Choices = list[tuple[str, str]]


def as_choices(terms: Iterable[Term]) -> Choices:
    return [(term.key, str(term.label)) for term in terms]


def once_a_language(choices: Callable[[], Choices]) -> Callable[[], Choices]:
    """Decorates a function of choices: blocks ask for them again for each value they read."""

    @lru_cache
    def translated(language: str | None) -> tuple[tuple[str, str], ...]:
        return tuple(choices())

    @wraps(choices)
    def in_this_language() -> Choices:
        return list(translated(get_language()))

    return in_this_language
