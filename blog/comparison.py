"""Routes side by side: facts as rows, routes as columns, gaps named, unlike rows marked. Pure.

The page, the API and charts all read the value that `compare` returns. Two figures are like for
like only when they come from the same method, dose level, endpoint and population: a quick
injection into a muscle seems to act "faster" than a vein only because a slow drip is the method.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from blog.quantities import Quantity, print_range, text
from blog.vocabulary import DOSE_LEVELS, ENDPOINTS, FACTS, METHODS, ROUTES, Fact, Term

CellState = Literal[
    "stated", "not_known", "does_not_apply", "not_studied", "sources_differ", "not_stated"
]

STATES: dict[str, CellState] = {
    "known": "stated",
    "unknown": "not_known",
    "not_applicable": "does_not_apply",
    "not_studied": "not_studied",
    "conflicting": "sources_differ",
}
_NOT_GIVEN = "not given"


@dataclass(frozen=True)
class TextFact:
    """A fact in words. `items` holds the entries when it is a list; `sources` ids of references."""

    text: str
    items: tuple[str, ...] = ()
    note: str = ""
    sources: tuple[int, ...] = ()
    state: CellState = "stated"


@dataclass(frozen=True)
class Origin:
    """The post that says what a column says. `review_was_due` is set once that date has passed."""

    title: str
    url: str
    review_was_due: date | None = None


@dataclass(frozen=True)
class RouteFacts:
    """One route of a post. `key` is unique in what is compared; `treatment` is a name, "" when not
    given, and `treatment_slug` its address. `origin` is there when routes come from several posts.

    `route` and `method` are keys of the vocabulary, "" in an unfinished draft. A fact that
    is missing or None is not stated.
    """

    key: str
    label: str
    treatment: str
    route: str
    method: str
    quantities: Mapping[str, Quantity | None] = field(default_factory=dict)
    texts: Mapping[str, TextFact | None] = field(default_factory=dict)
    treatment_slug: str = ""
    origin: Origin | None = None


@dataclass(frozen=True)
class Column:
    """The head of a route's column."""

    key: str
    label: str
    treatment: str
    route: str
    method: str
    treatment_slug: str = ""
    origin: Origin | None = None

    @property
    def caption(self) -> str:
        """What tells it from all others: its label, and its post where there are several."""
        return f"{self.label} · {self.origin.title}" if self.origin else self.label


@dataclass(frozen=True)
class Cell:
    """What one route has to say about one fact; `text` is never empty.

    `quantity` is the figure that the text tells, None for facts in words and where nothing is said.
    """

    state: CellState
    text: str
    items: tuple[str, ...] = ()
    note: str = ""
    sources: tuple[int, ...] = ()
    quantity: Quantity | None = None


@dataclass(frozen=True)
class Row:
    """One fact across all routes: `cells` stand in the order of the columns."""

    fact: str
    label: str
    help: str
    cells: tuple[Cell, ...]
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Comparison:
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    warnings: tuple[str, ...] = ()


def compare(routes: Sequence[RouteFacts], facts: Collection[str] = ()) -> Comparison | None:
    """The aligned table of two or more routes, None below two.

    Columns stand as given, rows in the vocabulary's order; `facts` keeps only the named ones.
    A row is there when at least one route states it, "Not known" included.
    """
    if len(routes) < 2:
        return None
    rows = (_row(fact, routes) for key, fact in FACTS.items() if not facts or key in facts)
    return Comparison(
        columns=tuple(_column(route) for route in routes),
        rows=tuple(row for row in rows if row is not None),
        warnings=tuple(_treatment_warnings(routes)),
    )


def _column(route: RouteFacts) -> Column:
    return Column(
        key=route.key,
        label=route.label,
        treatment=route.treatment,
        route=route.route,
        method=route.method,
        treatment_slug=route.treatment_slug,
        origin=route.origin,
    )


def _row(fact: Fact, routes: Sequence[RouteFacts]) -> Row | None:
    cells = tuple(_cell(fact, route) for route in routes)
    if all(cell.state == "not_stated" for cell in cells):
        return None
    return Row(
        fact=fact.key,
        label=str(fact.label),
        help=str(fact.help),
        cells=cells,
        warnings=tuple(_row_warnings(fact, routes)),
    )


def _cell(fact: Fact, route: RouteFacts) -> Cell:
    if fact.is_quantity:
        quantity = route.quantities.get(fact.key)
        if quantity is not None:
            return Cell(
                state=STATES[quantity.status],
                text=text(quantity),
                note=context_in_words(quantity),
                sources=quantity.all_sources,
                quantity=quantity,
            )
    else:
        words = route.texts.get(fact.key)
        if words is not None and words.text.strip():
            return Cell(words.state, words.text, words.items, words.note, words.sources)
    return Cell("not_stated", "Not stated")


def context_in_words(quantity: Quantity) -> str:
    """What a figure was measured to, at which dose, how and in whom; then what sources add."""
    context = quantity.context
    dose = [_words(DOSE_LEVELS, context.dose_level), context.dose_label]
    parts = [
        _words(ENDPOINTS, quantity.endpoint),
        ", ".join(part for part in dose if part),
        _words(METHODS, context.method),
        context.population,
        *(
            f"{print_range(value.range)}: {value.note}"
            for value in quantity.differing
            if value.note
        ),
        f"preferred because {quantity.reason}" if quantity.range and quantity.reason else "",
    ]
    return "; ".join(part for part in parts if part)


def _row_warnings(fact: Fact, routes: Sequence[RouteFacts]) -> Iterable[str]:
    figures = [
        (route, quantity)
        for route in routes
        if (quantity := route.quantities.get(fact.key)) is not None and quantity.dimension
    ]
    for words, aspect in _ASPECTS.items():
        if aspect is _method and not fact.depends_on_method:
            continue
        found = {aspect(route, quantity) or _NOT_GIVEN for route, quantity in figures}
        if len(found) > 1:
            yield f"Not like for like: {words} ({_listed(found)})."
        elif aspect is _method and len(figures) > 1 and found == {_NOT_GIVEN}:
            yield "Perhaps not like for like: the methods are not given."


def _treatment_warnings(routes: Sequence[RouteFacts]) -> Iterable[str]:
    treatments = {route.treatment for route in routes if route.treatment}
    if len(treatments) > 1:
        yield f"Not like for like: these are different treatments ({_listed(treatments)})."


def _method(route: RouteFacts, quantity: Quantity) -> str:
    method = quantity.context.method or route.method
    if not method and route.route in ROUTES and len(ROUTES[route.route].methods) == 1:
        method = ROUTES[route.route].methods[0]
    return _words(METHODS, method)


def _dose_level(route: RouteFacts, quantity: Quantity) -> str:
    return _words(DOSE_LEVELS, quantity.context.dose_level)


def _endpoint(route: RouteFacts, quantity: Quantity) -> str:
    return _words(ENDPOINTS, quantity.endpoint)


def _population(route: RouteFacts, quantity: Quantity) -> str:
    return quantity.context.population.strip().casefold()


_ASPECTS: dict[str, Callable[[RouteFacts, Quantity], str]] = {
    "the methods differ": _method,
    "the dose levels differ": _dose_level,
    "the endpoints differ": _endpoint,
    "the people studied differ": _population,
}


def _words(terms: Mapping[str, Term], key: str) -> str:
    return terms[key].words if key in terms else key


def _listed(values: Iterable[str]) -> str:
    """Sorted, so that the order of the routes does not change the words."""
    return "; ".join(sorted(values, key=lambda value: (value == _NOT_GIVEN, value)))
