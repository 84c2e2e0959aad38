"""An axis of time: linear where it can be, logarithmic where it must be, with round ticks. Pure.

Places are percent of the axis's length, from 0 to 100.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from math import log
from typing import Literal

from blog.durations import SECONDS_PER_UNIT, plain

Scale = Literal["linear", "logarithmic"]

# On a linear axis a time is lost in the margin when another is this many times as long.
MOST_ON_A_LINEAR_AXIS = 20
# At 288 px, the width of a small phone's text, labels of eight letters stand apart by this.
_LEAST_GAP = 18.0
_LINEAR_STEPS = 4
# The part of a logarithmic axis that stands for nothing but 0, which has no place on it.
_ZERO = 14.0

_SMALL = [Decimal(digit).scaleb(-power) for power in range(6, 0, -1) for digit in (1, 2, 5)]
_CLOCK = [
    Decimal(amount * SECONDS_PER_UNIT[unit])
    for unit, amounts in (
        ("s", (1, 2, 5, 10, 30)),
        ("min", (1, 2, 5, 10, 30)),
        ("h", (1, 2, 4, 12)),
    )
    for amount in amounts
]
_DAYS = [
    Decimal(digit * SECONDS_PER_UNIT["d"]).scaleb(power)
    for power in range(8)
    for digit in (1, 2, 5)
]
ROUND = (*_SMALL, *_CLOCK, *_DAYS)


@dataclass(frozen=True)
class Tick:
    """A line across the axis and what it says: “5 min”."""

    place: float
    label: str


@dataclass(frozen=True)
class TimeAxis:
    """From `start` to `end` in seconds. A logarithmic one has a part for 0 alone if need be."""

    scale: Scale
    start: Decimal
    end: Decimal
    ticks: tuple[Tick, ...]
    has_zero: bool = False

    @classmethod
    def over(cls, times: Iterable[Decimal], around: Iterable[Decimal] = ()) -> TimeAxis:
        """The axis for some times in seconds, with room for those `around` them as well."""
        known = list(times)
        positive = [time for time in known if time > 0]
        if positive and max(positive) > MOST_ON_A_LINEAR_AXIS * min(positive):
            room = [time for time in (*positive, *around) if time > 0]
            return _logarithmic(min(room), max(room), has_zero=len(positive) < len(known))
        return _linear(max((*known, *around), default=Decimal(0)))

    def place(self, time: Decimal) -> float:
        """Where a time in seconds stands."""
        return _place(self.scale, self.start, self.end, self.has_zero, time)


def _linear(longest: Decimal) -> TimeAxis:
    longest = longest or Decimal(SECONDS_PER_UNIT["min"])
    step = next((each for each in ROUND if each * _LINEAR_STEPS >= longest), ROUND[-1])
    steps = int((longest / step).to_integral_value(ROUND_CEILING))
    unit = _unit_of(step)
    ticks = [Tick(100.0 * index / steps, _label(step * index, unit)) for index in range(steps + 1)]
    return TimeAxis("linear", Decimal(0), step * steps, tuple(ticks))


def _logarithmic(shortest: Decimal, longest: Decimal, has_zero: bool) -> TimeAxis:
    start = max((each for each in ROUND if each <= shortest), default=ROUND[0])
    end = min((each for each in ROUND if each >= longest), default=ROUND[-1])

    def tick(time: Decimal) -> Tick:
        place = _place("logarithmic", start, end, has_zero, time)
        return Tick(place, _label(time, _unit_of(time)))

    first, last = tick(start), tick(end)
    ticks = [Tick(0.0, "0"), first] if has_zero else [first]
    for time in ROUND:
        each = tick(time)
        gaps = each.place - ticks[-1].place, last.place - each.place
        if start <= time < end and min(gaps) >= _LEAST_GAP:
            ticks.append(each)
    return TimeAxis("logarithmic", start, end, (*ticks, last), has_zero)


def _place(scale: Scale, start: Decimal, end: Decimal, has_zero: bool, time: Decimal) -> float:
    if scale == "linear":
        share = float(time / end)
        return 100.0 * min(max(share, 0.0), 1.0)
    beginning = _ZERO if has_zero else 0.0
    if time <= 0:
        return 0.0
    share = log(time / start) / log(end / start)
    return beginning + (100.0 - beginning) * min(max(share, 0.0), 1.0)


def _unit_of(time: Decimal) -> str:
    """The largest unit of which a time is a whole number; seconds have parts."""
    fitting = [unit for unit, seconds in SECONDS_PER_UNIT.items() if time % seconds == 0]
    return fitting[-1] if fitting else "s"


def _label(time: Decimal, unit: str) -> str:
    return f"{plain(time / SECONDS_PER_UNIT[unit])} {unit}" if time else "0"
