"""Durations: the subset of ISO 8601 that health content needs. Pure, exact decimals.

Days, hours, minutes and seconds only, seconds with decimals if need be. Months and years vary in
length and negative times have no meaning here, so both are refused.
"""

from __future__ import annotations

import re
from decimal import Decimal

SECONDS_PER_UNIT: dict[str, int] = {"s": 1, "min": 60, "h": 3600, "d": 86400}

_ISO = re.compile(
    r"P(?!\Z)(?:(?P<d>[0-9]{1,9})D)?"
    r"(?:T(?!\Z)(?:(?P<h>[0-9]{1,9})H)?(?:(?P<min>[0-9]{1,9})M)?"
    r"(?:(?P<s>[0-9]{1,9}(?:\.[0-9]{1,9})?)S)?)?\Z"
)


def to_seconds(amount: Decimal, unit: str) -> Decimal:
    """Seconds of an amount in a UCUM unit: s, min, h or d. Raises KeyError for another unit."""
    return amount * SECONDS_PER_UNIT[unit]


def parse_iso(text: str) -> Decimal:
    """Seconds of an ISO 8601 duration: "PT1H30M" → 5400. Raises ValueError for any other form."""
    match = _ISO.match(text)
    if match is None:
        raise ValueError(
            f"{text!r} is not a duration we can use. Write days, hours, minutes or seconds, "
            "like PT45M or P1DT12H; months and years vary in length."
        )
    return sum(
        (to_seconds(Decimal(match[unit]), unit) for unit in SECONDS_PER_UNIT if match[unit]),
        Decimal(0),
    )


def print_iso(seconds: Decimal) -> str:
    """The ISO 8601 duration in its largest whole units: 2700 → "PT45M", 129600 → "P1DT12H".

    Raises ValueError for a negative duration.
    """
    if seconds < 0:
        raise ValueError("A duration cannot be negative.")
    days, rest = divmod(seconds, SECONDS_PER_UNIT["d"])
    hours, rest = divmod(rest, SECONDS_PER_UNIT["h"])
    minutes, rest = divmod(rest, SECONDS_PER_UNIT["min"])
    date = f"{plain(days)}D" if days else ""
    time = "".join(
        f"{plain(amount)}{letter}"
        for amount, letter in ((hours, "H"), (minutes, "M"), (rest, "S"))
        if amount
    )
    if not date and not time:
        return "PT0S"
    return f"P{date}T{time}" if time else f"P{date}"


def plain(number: Decimal) -> str:
    """A number without exponent or trailing zeros: 40.0 → "40", 1E+2 → "100"."""
    return format(number.normalize() + 0, "f")
