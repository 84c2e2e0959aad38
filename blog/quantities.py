"""One fact about a route as a figure: what it is, what it was measured to, and who says so. Pure.

The shape of a stored quantity (`read_quantity`) is
`{status, low, high, unit, qualifier, spread, endpoint, dose_level, dose_label, method, population,
differing: [{low, high, unit, qualifier, note, references}], reason, as_of, references}`.
An unknown value is a status, never 0 or "".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from blog.durations import parse_iso, print_iso
from blog.ranges import Dimension, QuantityError, Range, parse_range, print_range
from blog.vocabulary import DOSE_LEVELS, ENDPOINTS, FACTS, METHODS, STATUSES

__all__ = [
    "Context",
    "DifferingValue",
    "Dimension",
    "Quantity",
    "QuantityError",
    "Range",
    "parse_iso",
    "parse_range",
    "print_iso",
    "print_range",
    "read_quantity",
    "sort_key",
    "text",
]

_ABSENT = {
    "unknown": "Not known",
    "not_applicable": "Does not apply",
    "not_studied": "Not studied",
}


@dataclass(frozen=True)
class Context:
    """Under what circumstances a figure holds. Keys of the vocabulary, or "" where not given.

    `dose_label` is the dose in words ("0.5 mg/kg"), `population` who was studied ("adults").
    """

    dose_level: str = ""
    dose_label: str = ""
    method: str = ""
    population: str = ""

    def __post_init__(self) -> None:
        if self.dose_level and self.dose_level not in DOSE_LEVELS:
            raise QuantityError("dose_level", "Choose one of the dose levels in the list.")
        if self.method and self.method not in METHODS:
            raise QuantityError("method", "Choose one of the methods in the list.")


@dataclass(frozen=True)
class DifferingValue:
    """What one source says where sources differ. `sources` are ids of references."""

    range: Range
    note: str = ""
    sources: tuple[int, ...] = ()


@dataclass(frozen=True)
class Quantity:
    """A figure with its status.

    `known` has a range; `conflicting` has at least two differing values, each with a source, and
    may have a preferred range with the `reason` for it; the other statuses have neither.
    Raises QuantityError naming the field of the stored shape.
    """

    status: str
    range: Range | None = None
    endpoint: str = ""
    context: Context = Context()
    differing: tuple[DifferingValue, ...] = ()
    reason: str = ""
    sources: tuple[int, ...] = ()
    as_of: date | None = None

    def __post_init__(self) -> None:
        if self.status not in STATUSES:
            raise QuantityError("status", "Choose one of the statuses in the list.")
        if self.endpoint and self.endpoint not in ENDPOINTS:
            raise QuantityError("endpoint", "Choose one of the endpoints in the list.")
        if self.status == "conflicting":
            self._check_conflict()
        elif self.differing:
            raise QuantityError(
                "differing", "Choose “Sources differ” as the status, or remove these values."
            )
        elif self.status == "known" and self.range is None:
            raise QuantityError("low", "Fill in a figure, or choose “Not known” as the status.")
        elif self.status != "known" and self.range is not None:
            raise QuantityError(
                "status", "A figure is filled in: choose “Known”, or clear the figure."
            )

    def _check_conflict(self) -> None:
        if len(self.differing) < 2:
            raise QuantityError(
                "differing", "Add at least two values that differ, each with its reference."
            )
        if not all(value.sources for value in self.differing):
            raise QuantityError("differing", "Each of the differing values needs a reference.")
        if len({_compared(value.range) for value in self.differing}) < 2:
            raise QuantityError(
                "differing", "These values are the same: choose “Known” and give one figure."
            )
        ranges = [value.range for value in self.differing]
        if len({part.dimension for part in [*ranges, *([self.range] if self.range else [])]}) > 1:
            raise QuantityError("differing", "Give all values as times, or all as percentages.")
        if self.range is not None and not self.reason.strip():
            raise QuantityError(
                "reason", "Say why this value is preferred, or clear the preferred figure."
            )

    def __str__(self) -> str:
        return text(self)

    @property
    def dimension(self) -> Dimension | None:
        """`duration` or `percent`; None when no figure is given."""
        if self.range is not None:
            return self.range.dimension
        return self.differing[0].range.dimension if self.differing else None

    @property
    def all_sources(self) -> tuple[int, ...]:
        """Every reference once, in order of first use."""
        ids = [*self.sources, *(source for value in self.differing for source in value.sources)]
        return tuple(dict.fromkeys(ids))


def text(quantity: Quantity) -> str:
    """What a reader is told: "3 to 4 minutes", "Not known", "Sources differ: 11 to 17 %, …"."""
    if quantity.status in _ABSENT:
        return _ABSENT[quantity.status]
    if quantity.status == "conflicting":
        values = ", ".join(print_range(value.range) for value in quantity.differing)
        preferred = f"; preferred: {print_range(quantity.range)}" if quantity.range else ""
        return f"Sources differ: {values}{preferred}"
    return print_range(quantity.range) if quantity.range else ""


def sort_key(quantity: Quantity | None) -> tuple[int, Decimal, Decimal]:
    """Orders by figure; then sources that differ without a preferred value, then the unknown."""
    if quantity is None or quantity.status in _ABSENT:
        return 2, Decimal(0), Decimal(0)
    if quantity.range is None:
        return 1, Decimal(0), Decimal(0)
    low, high = quantity.range.bounds
    first = low if low is not None else high
    return 0, first or Decimal(0), Decimal("Infinity") if high is None else high


def read_quantity(fact: str, value: Mapping[str, Any]) -> Quantity | None:
    """The quantity stored for a fact of the vocabulary; None when the fact is not stated.

    `references` are lists of ids. A range without a status is known. Raises QuantityError naming
    the field at fault, also for a unit of another dimension and for an endpoint that is missing.
    """
    has_range = value.get("low") is not None or value.get("high") is not None
    status = value.get("status") or ("known" if has_range else "")
    if not status:
        _check_nothing_is_stated(value)
        return None
    dimension = FACTS[fact].kind
    quantity = Quantity(
        status=status,
        range=_read_range(value, dimension, value.get("spread") or "") if has_range else None,
        endpoint=value.get("endpoint") or "",
        context=Context(
            dose_level=value.get("dose_level") or "",
            dose_label=(value.get("dose_label") or "").strip(),
            method=value.get("method") or "",
            population=(value.get("population") or "").strip(),
        ),
        differing=tuple(_read_differing(value.get("differing") or (), dimension)),
        reason=(value.get("reason") or "").strip(),
        sources=tuple(value.get("references") or ()),
        as_of=value.get("as_of"),
    )
    if FACTS[fact].needs_endpoint and quantity.dimension and not quantity.endpoint:
        raise QuantityError(
            "endpoint", "Say what this was measured to: choose the effect, for example felt effect."
        )
    return quantity


def _check_nothing_is_stated(value: Mapping[str, Any]) -> None:
    if value.get("differing"):
        raise QuantityError("status", "Choose “Sources differ”, or remove the differing values.")
    if any(value.get(field) for field in ("spread", "endpoint", "reason", "references")):
        raise QuantityError("low", "Fill in a figure, or choose “Not known” as the status.")


def _read_range(value: Mapping[str, Any], dimension: str, spread: str = "") -> Range:
    result = Range(
        low=value.get("low"),
        high=value.get("high"),
        unit=value.get("unit") or ("%" if dimension == "percent" else ""),
        qualifier=value.get("qualifier") or "exact",
        spread=spread,
    )
    if result.dimension != dimension:
        cure = "%" if dimension == "percent" else "seconds, minutes, hours or days"
        raise QuantityError("unit", f"This fact is given in {cure}: choose that unit.")
    return result


def _read_differing(
    values: Iterable[Mapping[str, Any]], dimension: str
) -> Iterable[DifferingValue]:
    for number, value in enumerate(values, start=1):
        try:
            yield DifferingValue(
                range=_read_range(value, dimension),
                note=(value.get("note") or "").strip(),
                sources=tuple(value.get("references") or ()),
            )
        except QuantityError as error:
            raise QuantityError("differing", f"Value {number}: {error.message}") from error


def _compared(value: Range) -> tuple[Decimal | None, Decimal | None, str]:
    return *value.bounds, value.qualifier
