"""The picture of a comparison's times: one honest axis, and nothing drawn that is not known."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from blog.comparison import Comparison, RouteFacts, compare
from blog.quantities import Context, DifferingValue, Quantity, Range
from blog.time_axis import ROUND, TimeAxis
from blog.timeline import TIMES, Lane, Timeline, timeline

ROUTES = ("intravenous", "intramuscular", "oral", "nasal")


def known(low: Any, high: Any, unit: str = "min", qualifier: str = "exact") -> Quantity:
    first, last = (None if bound is None else Decimal(bound) for bound in (low, high))
    return Quantity("known", Range(first, last, unit, qualifier), "sedation")


def facts(route: str, **quantities: Quantity | None) -> RouteFacts:
    return RouteFacts(route, route.title(), "Ketamine", route, "injection", quantities)


def drawn(*routes: RouteFacts) -> Timeline:
    picture = timeline(compare(routes))
    assert picture is not None
    return picture


def lanes(picture: Timeline, fact: str) -> list[Lane]:
    return [lane for row in picture.rows if row.fact == fact for lane in row.lanes]


def labels(picture: Timeline) -> list[str]:
    return [tick.label for tick in picture.ticks]


# --- The axis -------------------------------------------------------------------------------------


def test_times_of_one_size_stand_on_a_linear_axis_from_zero() -> None:
    picture = drawn(
        facts("intramuscular", onset=known(12, 25)), facts("intravenous", onset=known(5, 10))
    )
    assert not picture.is_logarithmic
    assert labels(picture) == ["0", "10 min", "20 min", "30 min"]
    injected, dripped = (lane.shape for lane in lanes(picture, "onset"))
    assert injected and (injected.x, injected.x_end, injected.width) == (
        "40.00%",
        "83.33%",
        "43.33%",
    )
    assert dripped and (dripped.x, dripped.x_end) == ("16.67%", "33.33%")


def test_seconds_beside_hours_need_a_logarithmic_axis() -> None:
    picture = drawn(
        facts("intravenous", onset=known(30, 30, "s")), facts("oral", onset=known(2, 3, "h"))
    )
    assert picture.is_logarithmic
    assert labels(picture) == ["30 s", "2 min", "10 min", "1 h", "4 h"]


def test_zero_has_a_place_of_its_own_on_a_logarithmic_axis() -> None:
    picture = drawn(
        facts("intravenous", onset=known(0, 1, "s")), facts("oral", onset=known(2, 3, "h"))
    )
    assert labels(picture)[:2] == ["0", "1 s"]
    shape = lanes(picture, "onset")[0].shape
    assert shape and (shape.start, shape.end) == (0.0, 14.0)


def test_nothing_but_zeros_still_has_an_axis() -> None:
    picture = drawn(facts("intravenous", onset=known(0, 0)), facts("oral"))
    assert labels(picture)[0] == "0"
    assert lanes(picture, "onset")[0].shape


# --- What is drawn --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("quantity", "form"),
    [
        (known(3, 3), "point"),
        (known(3, 4), "band"),
        (known(3, 3, qualifier="approx"), "about"),
        (known(3, 4, qualifier="approx"), "about_band"),
        (known(3, 3, qualifier="median"), "middle"),
        (known(3, 3, qualifier="mean"), "middle"),
        (known(3, None, qualifier="at_least"), "at_least"),
        (known(None, 3, qualifier="up_to"), "up_to"),
    ],
)
def test_how_a_figure_is_meant_is_seen_and_explained(quantity: Quantity, form: str) -> None:
    picture = drawn(facts("intravenous", peak=quantity), facts("oral"))
    assert [lane.shape.form for lane in lanes(picture, "peak") if lane.shape] == [form]
    assert [key.shape.form for key in picture.legend] == [form]


def test_open_ends_reach_the_edge_and_have_room_for_their_arrow() -> None:
    picture = drawn(
        facts("intravenous", visit_length=known(2, None, "h", "at_least")),
        facts("oral", visit_length=known(None, 3, "h", "up_to")),
    )
    open_above, open_below = (lane.shape for lane in lanes(picture, "visit_length"))
    assert open_above and 0 < open_above.start < 90 and open_above.end == 100
    assert open_below and open_below.start == 0 and open_below.end > 10


CONFLICT = Quantity(
    "conflicting",
    Range(Decimal(5), None, "min"),
    "peak_concentration",
    differing=(
        DifferingValue(Range(Decimal(5), Decimal(15), "min"), sources=(1,)),
        DifferingValue(Range(Decimal(22), None, "min"), sources=(2,)),
    ),
    reason="newer",
)


@pytest.mark.parametrize(
    ("quantity", "words"),
    [
        (Quantity("unknown"), "Not known"),
        (Quantity("not_applicable"), "Does not apply"),
        (Quantity("not_studied"), "Not studied"),
        (CONFLICT, "Sources differ"),
        (None, "Not stated"),
    ],
)
def test_what_is_not_known_is_told_in_its_row_and_draws_nothing(
    quantity: Quantity | None, words: str
) -> None:
    picture = drawn(facts("intravenous", peak=known(2, 2)), facts("oral", peak=quantity))
    gap = lanes(picture, "peak")[1]
    assert gap.shape is None
    assert gap.cell.text.startswith(words)


def test_without_a_known_time_there_is_no_picture() -> None:
    assert timeline(None) is None
    assert timeline(compare([facts("oral", onset=Quantity("unknown")), facts("nasal")])) is None
    share = Quantity("known", Range(Decimal(20), None, "%"))
    assert timeline(compare([facts("oral", bioavailability=share), facts("nasal")])) is None


def test_a_lane_has_its_context_and_a_row_says_when_it_is_not_like_for_like() -> None:
    bolus = Quantity(
        "known",
        Range(Decimal(30), None, "s"),
        "surgical_anaesthesia",
        Context("anaesthetic", "2 mg/kg"),
    )
    picture = drawn(facts("intravenous", onset=bolus), facts("oral", onset=known(20, 30)))
    row = picture.rows[0]
    assert row.lanes[0].cell.note == "surgical anaesthesia; anaesthetic dose, 2 mg/kg"
    assert any(warning.startswith("Not like for like: the endpoints") for warning in row.warnings)


def test_it_is_drawn_beside_the_table_with_a_sentence_for_those_who_cannot_see_it() -> None:
    comparison = compare(
        [facts("intravenous", onset=known(30, 30, "s")), facts("oral", onset=known(2, 3, "h"))]
    )
    context = {"comparison": comparison, "block": {"id": "here"}}
    with override("de"):  # where numbers are written with a comma
        page: Any = html.fromstring(
            render_to_string("blog/includes/comparison_table.html", context)
        )
    (figure,) = page.xpath("//figure[following-sibling::div//table]")
    assert "Logarithmic axis" in figure.text_content()
    (drawing,) = figure.xpath(".//*[@role='img']")
    assert "from 30 s to 4 h" in drawing.get("aria-label")
    (band,) = drawing.xpath(".//rect")
    assert (band.get("x"), band.get("width")) == ("88.77%", "6.57%")
    assert [title.text for title in drawing.xpath(".//title")] == [
        "Intravenous: 30 seconds",
        "Oral: 2 to 3 hours",
    ]


# --- Whatever the figures -------------------------------------------------------------------------

AMOUNTS = st.one_of(
    st.integers(0, 120).map(Decimal),
    st.decimals(0, 1_000_000, places=6, allow_nan=False, allow_infinity=False),
)
UNITS = st.sampled_from(["s", "min", "h", "d"])


@st.composite
def quantities(draw: st.DrawFn) -> Quantity | None:
    kind = draw(st.sampled_from(["known", "at_least", "up_to", "unknown", "conflicting", "none"]))
    if kind == "none":
        return None
    if kind == "unknown":
        return Quantity(draw(st.sampled_from(["unknown", "not_applicable", "not_studied"])))
    if kind == "conflicting":
        return CONFLICT
    unit, (low, high) = draw(UNITS), sorted([draw(AMOUNTS), draw(AMOUNTS)])
    if kind == "at_least":
        return known(low, None, unit, kind)
    if kind == "up_to":
        return known(None, high, unit, kind)
    return known(low, high, unit, draw(st.sampled_from(["exact", "approx", "median", "mean"])))


@st.composite
def routes(draw: st.DrawFn) -> list[RouteFacts]:
    keys = draw(st.lists(st.sampled_from(ROUTES), min_size=2, max_size=4, unique=True))
    return [facts(key, **{fact: draw(quantities()) for fact in TIMES}) for key in keys]


def stated(described: list[RouteFacts]) -> dict[tuple[str, str], Range]:
    return {
        (fact, route.route): quantity.range
        for route in described
        for fact, quantity in route.quantities.items()
        if quantity and quantity.status == "known" and quantity.range
    }


def shapes(picture: Timeline | None) -> dict[tuple[str, str], Any]:
    found = [
        ((row.fact, lane.column.key), lane.shape)
        for row in (picture.rows if picture else ())
        for lane in row.lanes
        if lane.shape
    ]
    assert len(found) == len(dict(found))
    return dict(found)


@given(routes())
def test_every_known_time_is_drawn_once_and_nothing_else(described: list[RouteFacts]) -> None:
    assert shapes(timeline(compare(described))).keys() == stated(described).keys()


@given(routes())
def test_shapes_stay_within_the_axis_and_never_run_backwards(described: list[RouteFacts]) -> None:
    for shape in shapes(timeline(compare(described))).values():
        assert 0 <= shape.start <= shape.end <= 100


@given(routes())
def test_longer_times_never_stand_before_shorter_ones(described: list[RouteFacts]) -> None:
    found, ranges = shapes(timeline(compare(described))), stated(described)
    for end, place in (("low", 0), ("high", 1)):
        places = sorted(
            (ranges[key].bounds[place], found[key].start if end == "low" else found[key].end)
            for key in found
            if ranges[key].bounds[place] is not None
        )
        assert [where for _time, where in places] == sorted(where for _time, where in places)


@given(routes(), st.randoms(use_true_random=False))
def test_the_order_of_routes_changes_no_place(described: list[RouteFacts], chance: Any) -> None:
    other = chance.sample(described, len(described))
    one, two = timeline(compare(described)), timeline(compare(other))
    assert shapes(one) == shapes(two)
    assert (one and (one.ticks, one.legend)) == (two and (two.ticks, two.legend))


@given(st.lists(AMOUNTS.map(lambda amount: amount * 86400), min_size=1, max_size=8))
def test_an_axis_has_few_ticks_that_stand_apart_and_holds_every_time(times: list[Decimal]) -> None:
    axis = TimeAxis.over(times)
    places = [tick.place for tick in axis.ticks]
    assert 2 <= len(places) <= 6
    assert places[0] == 0 and places[-1] == 100
    assert places == sorted(places)
    gaps = [second - first for first, second in zip(places, places[1:], strict=False)]
    assert min(gaps) >= (14 if axis.has_zero else 18)
    assert max(times) <= axis.end
    assert len({tick.label for tick in axis.ticks}) == len(axis.ticks)


def test_round_times_go_up() -> None:
    assert list(ROUND) == sorted(set(ROUND))


def test_no_comparison_is_no_picture() -> None:
    comparison: Comparison | None = compare([facts("oral", onset=known(1, 2))])
    assert timeline(comparison) is None
