"""The times of a comparison as marks and bands on one axis. Pure; the template only draws.

Each length of time that a route states stands once, in the row of its fact. A range is a band from
its low to its high end, a single figure a mark, an open end an arrow. What is not known, does not
apply or differs between sources is told in words and draws nothing: the lowest and the highest of
several sources are not a range.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from django.utils.translation import gettext_lazy as _

from blog.comparison import Cell, Column, Comparison, Row
from blog.ranges import Range
from blog.time_axis import Scale, Tick, TimeAxis

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# How long the body takes to be rid of it (the half-life) is no time that a visit is planned by.
TIMES = ("onset", "peak", "duration_of_effect", "administration_time", "visit_length")

Form = Literal["point", "about", "middle", "band", "about_band", "at_least", "up_to"]

FORMS: dict[Form, StrOrPromise] = {
    "point": _("One figure"),
    "about": _("About this"),
    "middle": _("A median or an average"),
    "band": _("From lowest to highest"),
    "about_band": _("About from lowest to highest"),
    "at_least": _("At least this; how much longer is not said"),
    "up_to": _("Up to this; from when is not said"),
}
# An arrow needs room beyond the figure that it starts from.
_BEYOND, _BEFORE = Decimal("1.2"), Decimal("0.5")


@dataclass(frozen=True)
class Shape:
    """What is drawn for one figure, from `start` to `end` in percent of the axis."""

    form: Form
    start: float
    end: float

    @property
    def x(self) -> str:
        return _percent(self.start)

    @property
    def x_end(self) -> str:
        return _percent(self.end)

    @property
    def width(self) -> str:
        return _percent(self.end - self.start)


@dataclass(frozen=True)
class TickMark:
    """A tick as it is drawn. `anchor` keeps the outer labels within the axis."""

    x: str
    label: str
    anchor: Literal["start", "middle", "end"]


@dataclass(frozen=True)
class Key:
    """One line of the legend."""

    shape: Shape
    label: str


@dataclass(frozen=True)
class Lane:
    """One route in the row of a fact; `shape` is None where words alone tell."""

    column: Column
    cell: Cell
    shape: Shape | None


@dataclass(frozen=True)
class TimeRow:
    """One fact: its routes in the order of the comparison's columns."""

    fact: str
    label: str
    warnings: tuple[str, ...]
    lanes: tuple[Lane, ...]


@dataclass(frozen=True)
class Timeline:
    scale: Scale
    ticks: tuple[TickMark, ...]
    rows: tuple[TimeRow, ...]
    legend: tuple[Key, ...]

    @property
    def is_logarithmic(self) -> bool:
        return self.scale == "logarithmic"

    @property
    def first(self) -> str:
        """What the axis begins with: “0” or “10 s”."""
        return self.ticks[0].label

    @property
    def last(self) -> str:
        return self.ticks[-1].label


def timeline(comparison: Comparison | None) -> Timeline | None:
    """The picture of a comparison's times; None when it states no time that can be drawn."""
    rows = [row for row in comparison.rows if row.fact in TIMES] if comparison else []
    ranges = [stated for row in rows for cell in row.cells if (stated := _stated(cell))]
    if comparison is None or not ranges:
        return None
    axis = TimeAxis.over(
        (bound for each in ranges for bound in each.bounds if bound is not None),
        (bound for each in ranges for bound in _room_for_arrow(each)),
    )
    drawn = tuple(_row(row, comparison.columns, axis) for row in rows)
    forms = {lane.shape.form for row in drawn for lane in row.lanes if lane.shape}
    return Timeline(
        scale=axis.scale,
        ticks=tuple(_tick(tick) for tick in axis.ticks),
        rows=drawn,
        legend=tuple(
            Key(_sample(form), str(label)) for form, label in FORMS.items() if form in forms
        ),
    )


def _row(row: Row, columns: tuple[Column, ...], axis: TimeAxis) -> TimeRow:
    lanes = (
        Lane(column, cell, _shape(stated, axis) if (stated := _stated(cell)) else None)
        for column, cell in zip(columns, row.cells, strict=True)
    )
    return TimeRow(row.fact, row.label, row.warnings, tuple(lanes))


def _stated(cell: Cell) -> Range | None:
    return cell.quantity.range if cell.quantity and cell.state == "stated" else None


def _shape(stated: Range, axis: TimeAxis) -> Shape:
    low, high = stated.bounds
    start = 0.0 if low is None else axis.place(low)
    end = 100.0 if high is None else axis.place(high)
    return Shape(_form(stated), start, end)


def _form(stated: Range) -> Form:
    if stated.low is None:
        return "up_to"
    if stated.high is None:
        return "at_least"
    is_about = stated.qualifier == "approx"
    if stated.low != stated.high:
        return "about_band" if is_about else "band"
    if stated.qualifier in ("median", "mean"):
        return "middle"
    return "about" if is_about else "point"


def _room_for_arrow(stated: Range) -> list[Decimal]:
    low, high = stated.bounds
    if low is not None and high is None:
        return [low * _BEYOND]
    return [high * _BEFORE] if low is None and high is not None else []


def _tick(tick: Tick) -> TickMark:
    anchors: dict[float, Literal["start", "end"]] = {0.0: "start", 100.0: "end"}
    return TickMark(_percent(tick.place), tick.label, anchors.get(tick.place, "middle"))


def _sample(form: Form) -> Shape:
    """A form as the legend shows it, on a small axis of its own."""
    is_mark = form in ("point", "about", "middle")
    return Shape(form, 50.0, 50.0) if is_mark else Shape(form, 10.0, 90.0)


def _percent(place: float) -> str:
    """For an attribute of SVG: whatever the language, with a point."""
    return f"{place:.2f}%"
