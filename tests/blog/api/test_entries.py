"""Routes and route entries: the vocabulary, and what posts say of it in figures."""

from __future__ import annotations

from typing import Any

import pytest
from wagtail.models import Page

from blog.vocabulary import FACTS, ROUTES
from tests.blog.api.conftest import Reader
from tests.builders import (
    body,
    draft_post,
    make_post,
    make_reference,
    make_site,
    make_treatment,
    quantity,
    route,
)

pytestmark = pytest.mark.django_db

FIGURES = [key for key, fact in FACTS.items() if fact.is_quantity]


def onset(low: Any, high: Any, source: Any, **fields: Any) -> dict[str, Any]:
    return {**quantity(low, high, source, endpoint="felt_effect", **fields), "low": low}


@pytest.fixture(scope="module")
def kept_entries(kept_root: Page) -> None:
    """Four routes in two posts: an onset of 2 to 4 minutes, 10 to 60, up to 5, and not known."""
    blog = make_site()
    source, ketamine = make_reference(), make_treatment("Ketamine")
    make_post(
        blog,
        "First",
        body=body(
            ("route", route(onset=onset("2", "4", source), treatment=ketamine.pk)),
            ("route", route("oral", "swallow", onset=onset("10", "60", source))),
        ),
    )
    make_post(
        blog,
        "Second",
        body=body(
            ("route", route("nasal", "spray", onset=onset(None, "5", source, qualifier="up_to"))),
            ("route", route("intravenous", "infusion")),
        ),
    )
    draft_post(blog, "Draft", body=body(("route", route("rectal", "insertion"))))


@pytest.fixture
def entries(kept_entries: None, db: None) -> None:
    pass


def routes(answer: Any) -> list[str]:
    return [item["route"] for item in answer["items"]]


def test_each_route_block_is_an_entry(reader: Reader, entries: None) -> None:
    answer = reader.json("route-entries/?post=first&order=onset")
    assert answer["count"] == 2
    first = answer["items"][0]
    assert first["post"]["url"] == "http://testserver/blog/first/"
    assert first["treatment"]["slug"] == "ketamine"
    assert (first["route_label"], first["method_label"]) == ("Intramuscular", "Injection")
    assert first["onset"] == {
        "low": "PT2M",
        "high": "PT4M",
        "low_seconds": 120,
        "high_seconds": 240,
    }
    assert first["bioavailability"] is None


def test_unknown_figures_come_last_in_both_directions(reader: Reader, entries: None) -> None:
    rising = ["intramuscular", "nasal", "oral", "intravenous"]
    falling = ["oral", "nasal", "intramuscular", "intravenous"]
    for order, expected in (("onset", rising), ("-onset", falling)):
        assert routes(reader.json(f"route-entries/?order={order}")) == expected
        answer = reader.json(f"route-entries/?order={order}&limit=1&cursor=")
        walked = routes(answer)
        while answer["next"]:
            answer = reader.follow(answer["next"])
            walked += routes(answer)
        assert walked == expected


def test_any_figure_gives_an_order(reader: Reader, entries: None) -> None:
    for order in (f"{sign}{fact}" for fact in FIGURES for sign in ("", "-")):
        answer = reader.json(f"route-entries/?order={order}&limit=3")
        assert len(answer["items"]) == 3
        assert len(reader.follow(answer["next"])["items"]) == 1


FOUND = {
    "onset_lte=PT4M": {"intramuscular"},
    "onset_lte=PT5M": {"intramuscular", "nasal"},
    "onset_lte=P1D": {"intramuscular", "nasal", "oral"},
    "onset_gte=PT5M": {"nasal", "oral"},
    "onset_gte=PT2M&onset_lte=PT4M": {"intramuscular"},
    "onset_gte=PT2H": set(),
    "duration_gte=PT1S": set(),
    "duration_lte=PT1S": set(),
    "bioavailability_gte=12.5": set(),
    "route=oral": {"oral"},
    "method=infusion": {"intravenous"},
    "treatment=ketamine": {"intramuscular"},
    "route=oral&method=spray": set(),
}


def test_entries_are_found_by_figures(reader: Reader, entries: None) -> None:
    for query, expected in FOUND.items():
        assert set(routes(reader.json(f"route-entries/?{query}"))) == expected, query


REFUSED = {
    "onset_lte=10": "onset_lte",
    "onset_lte=P1Y": "onset_lte",
    "onset_lte=PT999999999999999H": "onset_lte",
    "onset_lte=P999999999D": "onset_lte",
    "bioavailability_gte=NaN": "bioavailability_gte",
    "bioavailability_gte=101": "bioavailability_gte",
    "bioavailability_gte=1e-400": "bioavailability_gte",
    "order=size": "order",
    "route=sideways": "route",
    "treatment=never": "treatment",
    "post=draft": "post",
    "post=never": "post",
}


def test_what_cannot_be_asked_is_named(reader: Reader, entries: None) -> None:
    for query, name in REFUSED.items():
        errors = reader.json(f"route-entries/?{query}", 422)["errors"]
        assert errors[0]["loc"] == ["query", name], query


@pytest.mark.usefixtures("nothing_kept")
def test_entries_cost_the_same_however_many(
    reader: Reader, entries: None, django_assert_max_num_queries: Any
) -> None:
    for limit in (1, 20):
        with django_assert_max_num_queries(3):
            reader.get(f"route-entries/?limit={limit}&route=oral&onset_lte=P1D")


@pytest.mark.usefixtures("nothing_kept")
def test_the_vocabulary_says_how_many_posts_describe_each_route(
    reader: Reader, entries: None, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(1):
        items = {item["key"]: item for item in reader.json("routes/")["items"]}
    assert list(items) == list(ROUTES)
    assert {key for key, item in items.items() if item["posts"] == 1} == {
        *("intramuscular", "oral", "nasal", "intravenous")
    }
    assert items["intravenous"]["abbreviation"] == "IV"
    infusion = items["intravenous"]["methods"][0]
    assert (infusion["key"], infusion["codes"]["hl7_v3"]) == ("infusion", "IV")
