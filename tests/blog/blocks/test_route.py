"""The route block: strict when published, lenient as a draft, and what is derived from it."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from blog.blocks.route import RouteBlock
from blog.vocabulary import FACTS
from tests.builders import make_reference, make_treatment, quantity, route

pytestmark = pytest.mark.rendering

BLOCK = RouteBlock()
BLOCK.set_name("route")


def value(**fields: Any) -> Any:
    return BLOCK.to_python(route(**fields))


def error_at(*path: str, **fields: Any) -> str:
    """The message of the error at a field of the route with `fields`."""
    with pytest.raises(ValidationError) as refused:
        BLOCK.clean(value(**fields))
    error: Any = refused.value
    for step in path:
        error = error.block_errors[step]
    return " ".join(error.messages)


@pytest.fixture
def source(db: None) -> Any:
    return make_reference("Ketamine label")


def test_four_fields_are_enough() -> None:
    points = [{"text": "<p>Quick to give.</p>", "references": []}]
    assert BLOCK.clean(value(points=points)).title == "Intramuscular (injection)"


def test_route_method_and_summary_are_needed() -> None:
    with pytest.raises(ValidationError) as refused:
        BLOCK.clean(BLOCK.to_python({}))
    refusal: Any = refused.value
    assert set(refusal.block_errors) == {"route", "method", "summary"}


def test_a_draft_may_be_empty() -> None:
    BLOCK.clean_deferred(BLOCK.to_python({}))


def test_rejects_a_method_of_another_route() -> None:
    assert "does not belong" in error_at("method", key="oral", method="infusion")


@pytest.mark.parametrize("fact", ["onset", "duration_of_effect"])
def test_rejects_a_time_without_its_endpoint(fact: str, source: Any) -> None:
    assert "measured to" in error_at(fact, "endpoint", **{fact: quantity(3, 4, source)})


def test_rejects_an_upper_value_below_the_lower(source: Any) -> None:
    figure = quantity(5, 3, source, endpoint="sedation")
    assert "below the lower" in error_at("onset", "high", onset=figure)


@pytest.mark.parametrize("share", ["-1", "101"])
def test_rejects_a_share_outside_0_to_100(share: str, source: Any) -> None:
    figure = {"status": "known", "low": share, "high": None, "references": [source.pk]}
    assert error_at("bioavailability", "low", bioavailability=figure)


def test_rejects_a_figure_without_a_source(db: None) -> None:
    assert "source" in error_at("onset", "references", onset=quantity(3, 4, endpoint="sedation"))


def test_rejects_a_figure_that_is_not_known() -> None:
    figure = {"status": "unknown", "low": "0", "high": None}
    assert error_at("half_life", "status", half_life=figure)


def test_sources_that_differ_are_kept_as_such(source: Any) -> None:
    differing = [
        {"low": low, "high": high, "qualifier": "exact", "references": [source.pk]}
        for low, high in (("11", "17"), ("45", "45"))
    ]
    figure = {"status": "conflicting", "differing": differing}
    [fact] = BLOCK.clean(value(key="nasal", method="spray", bioavailability=figure)).facts
    assert fact.text == "Sources differ: 11 to 17 %, 45 %"
    assert fact.references == (source,)


def test_a_figure_without_a_status_is_known(source: Any) -> None:
    figure = quantity(3, 4, source, endpoint="sedation") | {"status": ""}
    cleaned = BLOCK.clean(value(onset=figure))
    assert cleaned["onset"]["status"] == "known"
    assert cleaned.quantities["onset"].range.bounds == (Decimal(180), Decimal(240))


def test_a_draft_keeps_a_figure_that_is_not_yet_right() -> None:
    cleaned = BLOCK.clean_deferred(value(onset={"low": "9", "high": "3", "unit": "min"}))
    assert cleaned["onset"]["low"] == Decimal(9)
    assert cleaned.quantities["onset"] is None


def test_an_unknown_value_is_said_in_words() -> None:
    [fact] = BLOCK.clean(value(half_life={"status": "unknown"})).facts
    assert (fact.text, fact.state) == ("Not known", "not_known")


def test_a_grade_belongs_to_its_scheme() -> None:
    assert error_at("evidence", "grade", evidence={"scheme": "grade", "grade": "A"})
    assert error_at("evidence", "scheme", evidence={"scheme": "", "grade": "low"})


def test_a_jurisdiction_is_iso_3166() -> None:
    status = {"jurisdiction": "us", "indication": "anaesthesia", "status": "approved"}
    cleaned = BLOCK.clean(value(regulatory_status=[status]))
    assert cleaned.regulatory[0]["jurisdiction_label"] == "United States"
    with pytest.raises(ValidationError):
        BLOCK.clean(value(regulatory_status=[status | {"jurisdiction": "UK"}]))


def test_codes_come_from_route_and_method() -> None:
    codes = value(key="intravenous", method="infusion").codes
    assert (codes.fda_term, codes.ncit, codes.hl7_v3) == ("INTRAVENOUS DRIP", "C38279", "IV")
    assert value(key="intravenous", method="injection").codes.hl7_v3 == "IVINJ"


def test_the_anchor_names_treatment_route_and_method(db: None) -> None:
    ketamine = make_treatment("Ketamine")
    assert value(treatment=ketamine.pk).anchor == "ketamine-intramuscular-injection"
    assert value(treatment=ketamine.pk).title == "Ketamine: intramuscular (injection)"


def test_every_fact_of_the_vocabulary_reaches_the_comparison(source: Any) -> None:
    point = [{"text": "<p>Some words.</p>", "references": []}]
    answer = {"value": "yes", "note": "", "references": []}
    figure = quantity(3, 4, source, endpoint="sedation")
    share = {"status": "known", "low": "93", "high": "93", "references": [source.pk]}
    full = value(
        **dict.fromkeys(
            ("onset", "peak", "duration_of_effect", "administration_time", "visit_length"), figure
        ),
        half_life=figure,
        bioavailability=share,
        setting="clinic",
        monitoring=["oxygen"],
        cost_band="lower",
        invasiveness="needle",
        **dict.fromkeys(("adjustable_during_session", "further_dose_possible"), answer),
        **dict.fromkeys(("may_suit", "may_not_suit", "contraindications"), point),
        **dict.fromkeys(("common_effects", "serious_risks"), point),
        evidence={"scheme": "grade", "grade": "low", "note": "", "references": []},
        regulatory_status=[
            {"jurisdiction": "US", "indication": "anaesthesia", "status": "approved"}
        ],
    )
    facts = BLOCK.clean(full).facts_for_comparison("a")
    for key, fact in FACTS.items():
        assert (facts.quantities if fact.is_quantity else facts.texts)[key] is not None, key


def test_its_parts_are_called_as_in_the_comparison() -> None:
    lists = [*("may_suit", "may_not_suit", "common_effects", "serious_risks", "contraindications")]
    point = {"text": "<p>A statement.</p>", "references": []}
    status = {"jurisdiction": "US", "indication": "pain", "status": "approved", "references": []}
    full: dict[str, Any] = {name: [point] for name in lists}
    full |= {"evidence": {"note": "Two trials.", "references": []}, "regulatory_status": [status]}
    shown = BLOCK.render(value(**full))
    headings = {
        words.strip() for words in re.findall(r"([^<>]+)(?:<span[^<]+</span>)?</h3>", shown)
    }
    assert headings == {str(FACTS[key].label) for key in full}
