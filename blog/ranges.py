"""Ranges of time and percentages: checked when made, printed in words, read back from words. Pure.

`Range` follows FHIR's: bounds are inclusive and low ≤ high. A single figure has equal bounds. A
spread (± or a confidence interval) is not a range and stays text. Printing is English.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from blog.durations import SECONDS_PER_UNIT, plain, print_iso, to_seconds

Dimension = Literal["duration", "percent"]

_DIMENSIONS: dict[str, Dimension] = {
    **dict.fromkeys(SECONDS_PER_UNIT, "duration"),
    "%": "percent",
}
_NAMES = {
    "s": ("second", "seconds"),
    "min": ("minute", "minutes"),
    "h": ("hour", "hours"),
    "d": ("day", "days"),
    "%": ("%", "%"),
}
_PREFIXES = {
    "exact": "",
    "approx": "about ",
    "at_least": "at least ",
    "up_to": "up to ",
    "median": "a median of ",
    "mean": "an average of ",
}
_SPELLINGS = {
    **dict.fromkeys(("s", "sec", "secs", "second", "seconds"), "s"),
    **dict.fromkeys(("min", "mins", "minute", "minutes"), "min"),
    **dict.fromkeys(("h", "hr", "hrs", "hour", "hours"), "h"),
    **dict.fromkeys(("d", "day", "days"), "d"),
    **dict.fromkeys(("%", "percent", "per cent"), "%"),
}
_NUMBER = r"[0-9]+(?:\.[0-9]+)?"
_WORDS = re.compile(
    rf"(?P<prefix>{'|'.join(prefix.strip() for prefix in _PREFIXES.values() if prefix)})?\s*"
    rf"(?P<low>{_NUMBER})(?:\s*(?:to|–|-)\s*(?P<high>{_NUMBER}))?\s*"
    rf"(?P<unit>{'|'.join(sorted(_SPELLINGS, key=len, reverse=True))})"
    r"(?:\s+\((?P<spread>.+)\))?\Z",
    re.IGNORECASE,
)
_MOST = Decimal(1_000_000)
_DECIMALS = 6


class QuantityError(ValueError):
    """A quantity that cannot be right. `field` names the input at fault, `message` the cure."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field
        self.message = message


@dataclass(frozen=True)
class Range:
    """From `low` to `high` in `unit` (UCUM: s, min, h, d or %).

    A lone `low` is a single figure, unless the qualifier is `at_least` (low only); `up_to` has a
    high only. Raises QuantityError naming low, high, unit or qualifier.
    """

    low: Decimal | None
    high: Decimal | None
    unit: str
    qualifier: str = "exact"
    spread: str = ""

    def __post_init__(self) -> None:
        if self.unit not in _DIMENSIONS:
            raise QuantityError("unit", "Choose a unit: seconds, minutes, hours, days or %.")
        if self.qualifier not in _PREFIXES:
            raise QuantityError("qualifier", "Choose one of the qualifiers in the list.")
        self._check_bound("low", self.low)
        self._check_bound("high", self.high)
        self._check_ends()
        object.__setattr__(self, "spread", " ".join(self.spread.split()))

    def _check_bound(self, field: str, bound: Decimal | None) -> None:
        if bound is None:
            return
        if not bound.is_finite():
            raise QuantityError(field, "Write a plain number, like 2.5.")
        if bound < 0:
            raise QuantityError(field, "Write a number of 0 or more.")
        if bound > _MOST:
            raise QuantityError(field, "This number is too large: choose a larger unit.")
        if bound != round(bound, _DECIMALS):
            raise QuantityError(field, f"Use at most {_DECIMALS} decimal places.")
        if self.unit == "%" and bound > 100:
            raise QuantityError(field, "A percentage lies between 0 and 100: correct this number.")

    def _check_ends(self) -> None:
        low, high = self.low, self.high
        if low is None and high is None:
            raise QuantityError("low", "Fill in a figure, or choose “Not known” as the status.")
        if self.qualifier == "at_least":
            if low is None:
                raise QuantityError("low", "“At least” needs the lower value: fill it in.")
            if high is not None:
                raise QuantityError(
                    "high", "“At least” has no upper value: clear it, or choose another qualifier."
                )
        elif self.qualifier == "up_to":
            if high is None:
                raise QuantityError("high", "“Up to” needs the upper value: fill it in.")
            if low is not None:
                raise QuantityError(
                    "low", "“Up to” has no lower value: clear it, or choose another qualifier."
                )
        elif low is None:
            raise QuantityError("low", "Fill in the lower value too, or choose “Up to”.")
        elif high is None:
            object.__setattr__(self, "high", low)
        elif low > high:
            raise QuantityError(
                "high", "The upper value is below the lower one: correct one of them."
            )

    def __str__(self) -> str:
        return print_range(self)

    @property
    def dimension(self) -> Dimension:
        return _DIMENSIONS[self.unit]

    @property
    def bounds(self) -> tuple[Decimal | None, Decimal | None]:
        """Low and high in seconds, or in percent: what ranges are compared by."""
        return self._normal(self.low), self._normal(self.high)

    @property
    def iso(self) -> tuple[str | None, str | None]:
        """Low and high as ISO 8601 durations. Raises ValueError for a percentage."""
        if self.dimension != "duration":
            raise ValueError("A percentage is not a duration.")
        low, high = self.bounds
        return (
            None if low is None else print_iso(low),
            None if high is None else print_iso(high),
        )

    def _normal(self, bound: Decimal | None) -> Decimal | None:
        if bound is None or self.unit == "%":
            return bound
        return to_seconds(bound, self.unit)


def print_range(value: Range) -> str:
    """A range in words: "3 to 4 minutes", "at least 2 hours", "about 45 %", "32 % (± 17)"."""
    numbers = [plain(bound) for bound in (value.low, value.high) if bound is not None]
    figures = " to ".join(dict.fromkeys(numbers))
    name = _NAMES[value.unit][0 if numbers[-1] == "1" else 1]
    spread = f" ({value.spread})" if value.spread else ""
    # A percent sign never stands alone at the beginning of a line.
    space = "\N{NO-BREAK SPACE}" if value.unit == "%" else " "
    return f"{_PREFIXES[value.qualifier]}{figures}{space}{name}{spread}"


def parse_range(words: str) -> Range:
    """The range that `print_range` wrote; also reads "3–4 min" and "45%".

    Raises QuantityError for anything else.
    """
    match = _WORDS.match(" ".join(words.split()))
    if match is None:
        raise QuantityError(
            "low", f"{words!r} is not a range. Write it like “3 to 4 minutes” or “about 45 %”."
        )
    prefix = f"{(match['prefix'] or '').lower()} ".lstrip()
    qualifier = next(key for key, word in _PREFIXES.items() if word == prefix)
    low: Decimal | None = Decimal(match["low"])
    high = Decimal(match["high"]) if match["high"] else None
    if qualifier == "up_to" and high is None:
        low, high = None, low
    return Range(low, high, _SPELLINGS[match["unit"].lower()], qualifier, match["spread"] or "")
