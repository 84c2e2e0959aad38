"""Quantities: what is refused and where, what readers are told, what compares and round-trips."""

import re
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from blog.durations import to_seconds
from blog.quantities import (
    Context,
    DifferingValue,
    Quantity,
    QuantityError,
    Range,
    parse_iso,
    parse_range,
    print_iso,
    print_range,
    read_quantity,
    sort_key,
    text,
)

TIME_UNITS = ("s", "min", "h", "d")
UNITS = (*TIME_UNITS, "%")
spreads = st.text(max_size=20).map(lambda spread: " ".join(spread.split()))


def d(text: str) -> Decimal:
    return Decimal(text)


@st.composite
def ranges(draw: st.DrawFn, units: tuple[str, ...] = UNITS) -> Range:
    unit = draw(st.sampled_from(units))
    most = 100 if unit == "%" else 1_000_000
    bound = st.decimals(0, most, allow_nan=False, places=draw(st.integers(0, 6)))
    low, high = sorted((draw(bound), draw(bound)))
    qualifier = draw(st.sampled_from(["exact", "approx", "at_least", "up_to", "median", "mean"]))
    return Range(
        low=None if qualifier == "up_to" else low,
        high=None if qualifier == "at_least" else high,
        unit=unit,
        qualifier=qualifier,
        spread=draw(spreads),
    )


@st.composite
def quantities(draw: st.DrawFn) -> Quantity:
    status = draw(st.sampled_from(["known", "unknown", "not_applicable", "not_studied"]))
    known = status == "known"
    return Quantity(status, draw(ranges(units=TIME_UNITS)) if known else None)


# Ranges


@given(ranges())
def test_reads_back_the_words_it_prints(value: Range) -> None:
    assert parse_range(print_range(value)) == value


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (Range(d("3"), d("4"), "min"), "3 to 4 minutes"),
        (Range(d("30"), None, "s"), "30 seconds"),
        (Range(d("1.0"), d("1"), "h"), "1 hour"),
        (Range(d("0.5"), d("1"), "h"), "0.5 to 1 hour"),
        (Range(d("0.75"), None, "h"), "0.75 hours"),
        (Range(d("0"), None, "min"), "0 minutes"),
        (Range(d("1E+2"), None, "d"), "100 days"),
        (Range(d("2"), None, "h", "at_least"), "at least 2 hours"),
        (Range(None, d("12"), "h", "up_to"), "up to 12 hours"),
        (Range(d("45"), None, "%", "approx"), "about 45 %"),
        (Range(d("11"), d("17"), "%"), "11 to 17 %"),
        (Range(d("22"), None, "min", "median"), "a median of 22 minutes"),
        (Range(d("32"), None, "%", "mean", "± 17"), "an average of 32 % (± 17)"),
    ],
)
def test_prints_ranges_in_words(value: Range, words: str) -> None:
    assert str(value) == words


@pytest.mark.parametrize(
    ("words", "printed"),
    [
        ("3-4 min", "3 to 4 minutes"),
        ("3–4 mins", "3 to 4 minutes"),
        ("45%", "45 %"),
        ("About 45 percent", "about 45 %"),
        (" 2  hrs ", "2 hours"),
    ],
)
def test_reads_the_short_forms_people_write(words: str, printed: str) -> None:
    assert str(parse_range(words)) == printed


@pytest.mark.parametrize(
    "words",
    ["", "soon", "3", "3 months", "1 year", "-3 minutes", "3 to 4", "٣ minutes", "5 min ago"],
)
def test_refuses_words_that_are_no_range(words: str) -> None:
    with pytest.raises(QuantityError, match="is not a range"):
        parse_range(words)


@pytest.mark.parametrize(
    ("low", "high", "unit", "qualifier", "field"),
    [
        ("5", "4", "min", "exact", "high"),
        (None, None, "min", "exact", "low"),
        (None, "4", "min", "exact", "low"),
        ("101", None, "%", "exact", "low"),
        ("90", "101", "%", "approx", "high"),
        ("-1", None, "min", "exact", "low"),
        ("NaN", None, "min", "exact", "low"),
        ("1", "Infinity", "min", "exact", "high"),
        ("1E+999999", None, "min", "exact", "low"),
        ("0.0000001", None, "min", "exact", "low"),
        ("1", None, "mo", "exact", "unit"),
        ("1", None, "", "exact", "unit"),
        ("1", None, "min", "roughly", "qualifier"),
        ("1", "2", "h", "at_least", "high"),
        (None, "2", "h", "at_least", "low"),
        ("1", "2", "h", "up_to", "low"),
        ("1", None, "h", "up_to", "high"),
    ],
)
def test_refuses_a_wrong_range_at_its_field(
    low: str | None, high: str | None, unit: str, qualifier: str, field: str
) -> None:
    with pytest.raises(QuantityError) as error:
        Range(d(low) if low else None, d(high) if high else None, unit, qualifier)
    assert error.value.field == field
    assert error.value.message.endswith(".")


def test_ranges_compare_in_seconds() -> None:
    assert Range(d("90"), None, "min").bounds == Range(d("1.5"), None, "h").bounds


def test_ranges_of_time_have_iso_bounds_and_percentages_have_none() -> None:
    assert Range(d("0.75"), d("1"), "h").iso == ("PT45M", "PT1H")
    assert Range(d("2"), None, "h", "at_least").iso == ("PT2H", None)
    with pytest.raises(ValueError, match="not a duration"):
        _ = Range(d("2"), None, "%").iso


# ISO 8601


@given(st.decimals(0, 10**10, places=3, allow_nan=False))
def test_iso_durations_round_trip(seconds: Decimal) -> None:
    assert parse_iso(print_iso(seconds)) == seconds


@given(st.decimals(0, 10**6, places=6, allow_nan=False), st.sampled_from(TIME_UNITS))
def test_iso_keeps_the_length_of_an_amount_in_any_unit(amount: Decimal, unit: str) -> None:
    assert parse_iso(print_iso(to_seconds(amount, unit))) == to_seconds(amount, unit)


@pytest.mark.parametrize(
    ("seconds", "iso"),
    [
        ("0", "PT0S"),
        ("30", "PT30S"),
        ("0.5", "PT0.5S"),
        ("2700", "PT45M"),
        ("5400", "PT1H30M"),
        ("86400", "P1D"),
        ("129600", "P1DT12H"),
    ],
)
def test_prints_iso_durations_in_their_largest_units(seconds: str, iso: str) -> None:
    assert print_iso(d(seconds)) == iso


def test_equal_iso_durations_are_equal_seconds() -> None:
    assert parse_iso("PT90M") == parse_iso("PT1H30M") == 5400


@pytest.mark.parametrize(
    "iso",
    [
        "",
        "P",
        "PT",
        "P1DT",
        "P1M",
        "P1Y",
        "P1W",
        "-PT1M",
        "PT-1M",
        "PT1.5H",
        "PT1M\n",
        "PT٣M",
        "1H",
    ],
)
def test_refuses_other_iso_durations(iso: str) -> None:
    with pytest.raises(ValueError, match="is not a duration"):
        parse_iso(iso)


def test_refuses_to_print_a_negative_duration() -> None:
    with pytest.raises(ValueError, match="negative"):
        print_iso(d("-1"))


# Quantities


def stored(**changes: Any) -> dict[str, Any]:
    """A stored onset that is right, with some of its fields changed."""
    value: dict[str, Any] = {
        "status": "",
        "low": d("3"),
        "high": d("4"),
        "unit": "min",
        "qualifier": "exact",
        "spread": "",
        "endpoint": "surgical_anaesthesia",
        "dose_level": "anaesthetic",
        "dose_label": "9 to 13 mg/kg",
        "method": "injection",
        "population": "adults",
        "differing": [],
        "reason": "",
        "as_of": date(2025, 1, 15),
        "references": [7],
    }
    return value | changes


def differing(low: str, *references: int, **changes: Any) -> dict[str, Any]:
    value = {"low": d(low), "high": None, "unit": "min", "qualifier": "exact", "note": ""}
    return value | {"references": list(references)} | changes


def test_a_range_without_status_is_known() -> None:
    assert read_quantity("onset", stored()) == Quantity(
        status="known",
        range=Range(d("3"), d("4"), "min"),
        endpoint="surgical_anaesthesia",
        context=Context("anaesthetic", "9 to 13 mg/kg", "injection", "adults"),
        sources=(7,),
        as_of=date(2025, 1, 15),
    )


def test_a_blank_quantity_is_not_stated() -> None:
    assert read_quantity("onset", {}) is None
    blank = stored(low=None, high=None, endpoint="", references=[])
    assert read_quantity("onset", blank) is None


def test_zero_is_a_figure_and_not_a_gap() -> None:
    quantity = read_quantity("administration_time", stored(low=d("0"), high=None))
    assert quantity is not None
    assert text(quantity) == "0 minutes"


def test_a_percentage_needs_no_unit() -> None:
    value = stored(low=d("93"), high=None, unit="", qualifier="approx")
    assert str(read_quantity("bioavailability", value)) == "about 93 %"


@pytest.mark.parametrize("fact", ["onset", "duration_of_effect"])
def test_rejects_an_onset_or_a_duration_without_endpoint(fact: str) -> None:
    with pytest.raises(QuantityError) as error:
        read_quantity(fact, stored(endpoint=""))
    assert error.value.field == "endpoint"


def test_an_unknown_onset_needs_no_endpoint() -> None:
    value = stored(status="unknown", low=None, high=None, endpoint="")
    assert str(read_quantity("onset", value)) == "Not known"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"low": d("5")}, "high"),
        ({"unit": "%"}, "unit"),
        ({"unit": ""}, "unit"),
        ({"status": "maybe"}, "status"),
        ({"status": "unknown"}, "status"),
        ({"status": "not_applicable"}, "status"),
        ({"status": "not_studied"}, "status"),
        ({"status": "known", "low": None, "high": None}, "low"),
        ({"low": None, "high": None}, "low"),
        ({"low": None, "high": None, "differing": [differing("3", 1)]}, "status"),
        ({"differing": [differing("3", 1), differing("4", 2)]}, "differing"),
        ({"endpoint": "magic"}, "endpoint"),
        ({"dose_level": "huge"}, "dose_level"),
        ({"method": "telepathy"}, "method"),
        ({"status": "conflicting"}, "differing"),
        ({"status": "conflicting", "differing": [differing("3", 1)]}, "differing"),
        ({"status": "conflicting", "differing": [differing("3", 1), differing("4")]}, "differing"),
        (
            {"status": "conflicting", "differing": [differing("3", 1), differing("3", 2)]},
            "differing",
        ),
        (
            {"status": "conflicting", "differing": [differing("3", 1), differing("4", 2)]},
            "reason",
        ),
        (
            {
                "status": "conflicting",
                "differing": [differing("3", 1), differing("4", 2, unit="%")],
            },
            "differing",
        ),
    ],
)
def test_rejects_a_wrong_quantity_at_its_field(changes: dict[str, Any], field: str) -> None:
    with pytest.raises(QuantityError) as error:
        read_quantity("onset", stored(**changes))
    assert error.value.field == field
    assert error.value.message.endswith(".")


def test_names_the_differing_value_that_is_wrong() -> None:
    values = [differing("3", 1), differing("4", 2, high=d("2"))]
    with pytest.raises(QuantityError, match=r"^Value 2: The upper value"):
        read_quantity("onset", stored(status="conflicting", differing=values))


def test_percentages_and_times_do_not_mix() -> None:
    values = (
        DifferingValue(Range(d("1"), None, "h"), sources=(1,)),
        DifferingValue(Range(d("1"), None, "%"), sources=(2,)),
    )
    with pytest.raises(QuantityError, match="Give all values as times"):
        Quantity("conflicting", differing=values)


NASAL = (
    DifferingValue(Range(d("11"), d("17"), "%"), "aerosol", (1, 2)),
    DifferingValue(Range(d("45"), None, "%", "approx"), sources=(2, 3)),
)


def test_tells_readers_that_sources_differ() -> None:
    quantity = Quantity("conflicting", differing=NASAL, sources=(3,))
    assert text(quantity) == "Sources differ: 11 to 17 %, about 45 %"
    assert quantity.all_sources == (3, 1, 2)
    assert quantity.dimension == "percent"


def test_tells_which_of_differing_values_is_preferred() -> None:
    preferred = Range(d("45"), None, "%", "approx")
    quantity = Quantity("conflicting", preferred, differing=NASAL, reason="larger study")
    assert text(quantity).endswith("; preferred: about 45 %")


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("unknown", "Not known"),
        ("not_applicable", "Does not apply"),
        ("not_studied", "Not studied"),
    ],
)
def test_gaps_are_named(status: str, words: str) -> None:
    assert text(Quantity(status)) == words


# Order


@given(st.lists(st.none() | quantities(), min_size=2, max_size=8))
def test_unknowns_sort_last_and_figures_by_length(values: list[Quantity | None]) -> None:
    ordered = sorted(values, key=sort_key)
    known = [value is not None and value.range is not None for value in ordered]
    assert known == sorted(known, reverse=True)
    for first, second in pairwise(value for value in ordered if value and value.range):
        assert first.range is not None
        assert second.range is not None
        assert starts_at(first.range) <= starts_at(second.range)


def starts_at(value: Range) -> Decimal:
    low, high = value.bounds
    return low if low is not None else high or Decimal(0)


def test_sources_that_differ_sort_between_figures_and_unknowns() -> None:
    known = Quantity("known", Range(d("99"), None, "%"))
    unsettled = Quantity("conflicting", differing=NASAL)
    unknown = Quantity("unknown")
    assert sorted([unknown, unsettled, known], key=sort_key) == [known, unsettled, unknown]


@given(ranges(), ranges())
def test_different_ranges_print_differently(one: Range, other: Range) -> None:
    assume(one != other)
    assert print_range(one) != print_range(other)


@given(ranges())
def test_printed_numbers_have_no_exponent_and_no_trailing_zero(value: Range) -> None:
    for number in re.findall(r"[0-9.]+", print_range(value).split("(")[0]):
        assert re.fullmatch(r"(?:0|[1-9][0-9]*)(?:\.[0-9]*[1-9])?", number)
