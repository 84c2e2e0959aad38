"""Comparison: rows and gaps, what is not like for like, and no difference by order."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blog.comparison import CellState, Comparison, RouteFacts, TextFact, compare
from blog.quantities import Context, DifferingValue, Quantity, Range
from blog.vocabulary import DOSE_LEVELS, ENDPOINTS, FACTS, METHODS, ROUTES

DRIP_AGAINST_INJECTION = "Not like for like: the methods differ (drip infusion; injection)."


def minutes(
    low: int, high: int | None = None, endpoint: str = "felt_effect", context: Context | None = None
) -> Quantity:
    return Quantity(
        "known",
        Range(Decimal(low), None if high is None else Decimal(high), "min"),
        endpoint=endpoint,
        context=context or Context(),
        sources=(1,),
    )


def route(
    key: str,
    method: str = "injection",
    treatment: str = "Ketamine",
    texts: dict[str, TextFact | None] | None = None,
    **quantities: Quantity | None,
) -> RouteFacts:
    return RouteFacts(key, key.title(), treatment, key, method, quantities, texts or {})


def compared(*routes: RouteFacts, facts: tuple[str, ...] = ()) -> Comparison:
    comparison = compare(routes, facts)
    assert comparison is not None
    return comparison


def test_one_route_is_no_comparison() -> None:
    assert compare([]) is None
    assert compare([route("intravenous", onset=minutes(1))]) is None


def test_columns_stand_as_given_and_rows_in_the_order_of_the_vocabulary() -> None:
    comparison = compared(
        route("intramuscular", half_life=minutes(150), onset=minutes(3, 4)),
        route("intravenous", peak=minutes(2), texts={"setting": TextFact("Clinic")}),
    )
    assert [column.key for column in comparison.columns] == ["intramuscular", "intravenous"]
    assert [row.fact for row in comparison.rows] == ["onset", "peak", "half_life", "setting"]


def test_a_fact_that_no_route_states_has_no_row() -> None:
    blank = TextFact(" ")
    comparison = compared(
        route("intravenous", onset=None), route("intramuscular", texts={"setting": blank})
    )
    assert comparison.rows == ()


def test_keeps_only_the_facts_asked_for() -> None:
    routes = [route(key, onset=minutes(1), peak=minutes(2)) for key in ("intravenous", "oral")]
    assert [row.fact for row in compared(*routes, facts=("peak",)).rows] == ["peak"]


@pytest.mark.parametrize(
    ("quantity", "state", "text"),
    [
        (minutes(3, 4), "stated", "3 to 4 minutes"),
        (Quantity("unknown"), "not_known", "Not known"),
        (Quantity("not_applicable"), "does_not_apply", "Does not apply"),
        (Quantity("not_studied"), "not_studied", "Not studied"),
        (None, "not_stated", "Not stated"),
    ],
)
def test_gaps_are_named_and_never_blank(
    quantity: Quantity | None, state: CellState, text: str
) -> None:
    comparison = compared(route("intravenous", onset=minutes(1)), route("oral", onset=quantity))
    cell = comparison.rows[0].cells[1]
    assert (cell.state, cell.text) == (state, text)


def test_a_row_of_named_gaps_is_still_a_row() -> None:
    comparison = compared(
        route("intravenous", half_life=Quantity("unknown")), route("intramuscular")
    )
    assert [cell.state for cell in comparison.rows[0].cells] == ["not_known", "not_stated"]
    assert comparison.rows[0].warnings == ()


def test_differing_sources_are_told_with_their_notes_and_references() -> None:
    quantity = Quantity(
        "conflicting",
        differing=(
            DifferingValue(Range(Decimal(11), Decimal(17), "%"), "aerosol", (4,)),
            DifferingValue(Range(Decimal(45), None, "%", "approx"), "three people", (5,)),
        ),
    )
    comparison = compared(route("nasal", bioavailability=quantity), route("oral"))
    cell = comparison.rows[0].cells[0]
    assert cell.state == "sources_differ"
    assert cell.text == "Sources differ: 11 to 17 %, about 45 %"
    assert cell.note == "11 to 17 %: aerosol; about 45 %: three people"
    assert cell.sources == (4, 5)


def test_a_figure_comes_with_its_context_in_words() -> None:
    context = Context("anaesthetic", "2 mg/kg", "slow_injection", "adults")
    onset = minutes(1, endpoint="surgical_anaesthesia", context=context)
    comparison = compared(route("intravenous", onset=onset), route("intramuscular"))
    assert comparison.rows[0].cells[0].note == (
        "surgical anaesthesia; anaesthetic dose, 2 mg/kg; slow injection; adults"
    )


def test_facts_in_words_keep_items_notes_sources_and_state() -> None:
    risks = TextFact("A; B", items=("A", "B"), note="see leaflet", sources=(2,))
    unknown = TextFact("Not known", state="not_known")
    comparison = compared(
        route("intravenous", texts={"serious_risks": risks}),
        route("intramuscular", texts={"serious_risks": unknown}),
    )
    first, second = comparison.rows[0].cells
    assert (first.text, first.items, first.note, first.sources) == (
        "A; B",
        ("A", "B"),
        "see leaflet",
        (2,),
    )
    assert second.state == "not_known"


@pytest.mark.parametrize("fact", [key for key, fact in FACTS.items() if fact.depends_on_method])
def test_a_drip_against_an_injection_is_not_like_for_like(fact: str) -> None:
    comparison = compared(
        RouteFacts("iv", "IV", "", "intravenous", "infusion", {fact: minutes(10)}),
        RouteFacts("im", "IM", "", "intramuscular", "injection", {fact: minutes(4)}),
    )
    assert comparison.rows[0].warnings == (DRIP_AGAINST_INJECTION,)


def test_the_method_of_a_figure_goes_before_that_of_its_route() -> None:
    drip = Context(method="infusion")
    comparison = compared(
        route("intravenous", "injection", onset=minutes(10, context=drip)),
        route("intramuscular", "injection", onset=minutes(4)),
    )
    assert comparison.rows[0].warnings == (DRIP_AGAINST_INJECTION,)


def test_methods_that_nobody_gives_are_warned_of() -> None:
    comparison = compared(
        route("intravenous", "", onset=minutes(1)), route("intramuscular", "", onset=minutes(4))
    )
    assert comparison.rows[0].warnings == ("Perhaps not like for like: the methods are not given.",)


def test_a_route_with_one_method_needs_no_method_given() -> None:
    comparison = compared(
        route("intradermal", "", onset=minutes(1)), route("intramuscular", onset=minutes(4))
    )
    assert comparison.rows[0].warnings == ()


def test_an_unfinished_draft_can_be_compared() -> None:
    comparison = compared(route("", "", onset=minutes(1)), route("oral", "", onset=minutes(4)))
    assert comparison.rows[0].warnings == (
        "Not like for like: the methods differ (swallowed; not given).",
    )


def test_method_does_not_matter_to_bioavailability() -> None:
    percent = Quantity("known", Range(Decimal(93), None, "%"))
    comparison = compared(
        route("intravenous", "infusion", bioavailability=percent),
        route("intramuscular", bioavailability=percent),
    )
    assert comparison.rows[0].warnings == ()


@pytest.mark.parametrize(
    ("one", "other", "warning"),
    [
        (
            minutes(1, endpoint="surgical_anaesthesia"),
            minutes(4),
            "the endpoints differ (felt effect; surgical anaesthesia)",
        ),
        (
            minutes(1, context=Context("anaesthetic")),
            minutes(4, context=Context("sub_anaesthetic")),
            "the dose levels differ (anaesthetic dose; sub-anaesthetic dose)",
        ),
        (
            minutes(1, context=Context("label")),
            minutes(4),
            "the dose levels differ (dose on the medicine's label; not given)",
        ),
        (
            minutes(1, context=Context(population="Adults")),
            minutes(4, context=Context(population="children")),
            "the people studied differ (adults; children)",
        ),
    ],
)
def test_rows_that_are_not_like_for_like_say_what_differs(
    one: Quantity, other: Quantity, warning: str
) -> None:
    comparison = compared(route("intravenous", onset=one), route("intramuscular", onset=other))
    assert comparison.rows[0].warnings == (f"Not like for like: {warning}.",)


def test_like_for_like_rows_have_no_warning() -> None:
    context = Context("label", "2 mg/kg", "injection", "adults")
    comparison = compared(
        route("intravenous", onset=minutes(1, context=context)),
        route("intramuscular", onset=minutes(4, context=context)),
    )
    assert comparison.rows[0].warnings == ()
    assert comparison.warnings == ()


def test_gaps_raise_no_warning() -> None:
    comparison = compared(
        route("intravenous", "infusion", onset=minutes(1)),
        route("intramuscular", onset=Quantity("unknown")),
        route("oral", "swallow"),
    )
    assert comparison.rows[0].warnings == ()


def test_different_treatments_are_warned_of_once() -> None:
    comparison = compared(
        route("nasal", "spray", "Esketamine"), route("intravenous"), route("oral", "swallow", "")
    )
    assert comparison.warnings == (
        "Not like for like: these are different treatments (Esketamine; Ketamine).",
    )


keys = st.sampled_from
contexts = st.builds(
    Context,
    dose_level=keys(["", *DOSE_LEVELS]),
    method=keys(["", *METHODS]),
    population=keys(["", "adults", "Adults", "children"]),
)
figures = st.builds(
    minutes, low=st.integers(0, 90), endpoint=keys(["", *ENDPOINTS]), context=contexts
)
gaps = keys(["unknown", "not_applicable", "not_studied"]).map(Quantity)
facts = keys([key for key, fact in FACTS.items() if fact.kind == "duration"])
words = keys([key for key, fact in FACTS.items() if fact.kind == "text"])
routes = st.lists(
    st.builds(
        RouteFacts,
        key=st.uuids().map(str),
        label=st.text(max_size=5),
        treatment=keys(["", "Ketamine", "Esketamine"]),
        route=keys(list(ROUTES)),
        method=keys(["", *METHODS]),
        quantities=st.dictionaries(facts, st.none() | figures | gaps, max_size=4),
        texts=st.dictionaries(words, st.none() | st.builds(TextFact, st.text(max_size=5))),
    ),
    min_size=2,
    max_size=4,
)


@given(st.data(), routes)
def test_reordering_the_routes_reorders_the_cells_and_changes_nothing_else(
    data: st.DataObject, given_routes: list[RouteFacts]
) -> None:
    order = data.draw(st.permutations(range(len(given_routes))))
    before = compared(*given_routes)
    after = compared(*(given_routes[place] for place in order))
    assert after.columns == tuple(before.columns[place] for place in order)
    assert after.warnings == before.warnings
    assert [row.fact for row in after.rows] == [row.fact for row in before.rows]
    for old, new in zip(before.rows, after.rows, strict=True):
        assert new.cells == tuple(old.cells[place] for place in order)
        assert new.warnings == old.warnings


@given(routes)
def test_every_row_has_a_cell_with_words_for_every_column(given_routes: list[RouteFacts]) -> None:
    comparison = compared(*given_routes)
    for row in comparison.rows:
        assert len(row.cells) == len(comparison.columns)
        assert all(cell.text.strip() for cell in row.cells)
