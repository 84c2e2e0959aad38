"""What readers may narrow a search by: what published posts have, and nothing else.

It is asked of the live store, as the content API's lists are.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.apps import apps

from blog import vocabulary
from blog.api.queries import SHARED
from blog.api.shared import counts
from blog.card import label_of
from blog.chosen import LABELS, MANY_VALUES, Chosen

SEARCHED = ("category", "treatment", "author", "route")


@dataclass
class Used:
    """A value that published posts have: `keys` are those of its facets, one for each language."""

    value: str
    label: str
    keys: list[str]
    is_own: bool = True
    """Whether it is of the language that is read."""


@dataclass(frozen=True)
class Choice:
    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True)
class Filter:
    """One field of the form; `is_many`: several of its choices may be taken."""

    name: str
    label: str
    is_many: bool
    choices: list[Choice]


class SearchFilters:
    """The filters of a search in one language, and what was chosen of them.

    What only hidden posts have is as unknown here as what nobody made.
    """

    def __init__(self, chosen: Chosen, language: str) -> None:
        self.chosen = chosen
        self._used = {name: _used(name, language) for name in SEARCHED}

    @property
    def keys(self) -> Chosen:
        """The keys of facets that a post must have one of, or all of for routes."""
        return {
            name: [key for value in values for key in self._used[name][value].keys]
            for name, values in self.chosen.items()
            if values
        }

    @property
    def are_known(self) -> bool:
        """Whether published posts have all that was chosen; else nothing can be found."""
        return all(
            value in self._used[name] for name, values in self.chosen.items() for value in values
        )

    def fields(self) -> list[Filter]:
        """The form's fields; a filter without choices has none."""
        shown = (
            Filter(name, str(LABELS[name]), name in MANY_VALUES, self._choices(name))
            for name in SEARCHED
        )
        return [each for each in shown if each.choices]

    def label(self, name: str, value: str) -> str:
        used = self._used[name].get(value)
        return used.label if used else value

    def _choices(self, name: str) -> list[Choice]:
        taken = self.chosen[name]
        return [
            Choice(used.value, used.label, used.value in taken)
            for used in self._used[name].values()
            if used.is_own or used.value in taken
        ]


def _used(name: str, language: str) -> dict[str, Used]:
    """By value, in the order of their labels."""
    keys = [key for key, _posts in counts((name,))]
    found = _routes(keys) if name == "route" else _shared(name, keys, language)
    return {each.value: each for each in sorted(found, key=lambda each: each.label.casefold())}


def _routes(keys: Iterable[str]) -> Iterable[Used]:
    return (Used(key, label_of(key), [key]) for key in keys if key in vocabulary.ROUTES)


def _shared(name: str, keys: Iterable[str], language: str) -> Iterable[Used]:
    """Shared things by their slugs; one slug may be used in several languages."""
    things = apps.get_model(SHARED[name])._default_manager.filter(pk__in=keys)
    found: dict[str, Used] = {}
    for pk, slug, label, code in things.values_list("pk", "slug", "name", "locale__language_code"):
        used = found.setdefault(slug, Used(slug, label, [], is_own=False))
        used.keys.append(str(pk))
        if code == language:
            used.label, used.is_own = label, True
    return found.values()
