"""The page on which readers choose what to compare: any address gets an answer that helps."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from blog.compare_form import CompareForm
from blog.models import BlogIndexPage, BlogPage, Treatment
from blog.vocabulary import FACTS, ROUTES
from cms.editions.store import build_ahead
from tests import builders
from tests.cost import cost

IM, IV = ("intramuscular", "injection"), ("intravenous", "infusion")
ORAL = ("oral", "swallow")


@pytest.fixture(scope="module")
def kept_posts(kept_blog: None) -> None:
    """Two posts that describe routes of one treatment, for all tests of the module."""
    blog, treatment = BlogIndexPage.objects.get(), builders.make_treatment("Ketamine")
    source = builders.make_reference()
    onset = builders.quantity(3, 4, source, endpoint="sedation")
    for title, route in (("Into a muscle", IM), ("Into a vein", IV)):
        block = builders.route(*route, treatment=treatment.pk, setting="clinic", onset=onset)
        builders.make_post(blog, title, body=builders.body(("route", block)))
    build_ahead()


@pytest.fixture
def blog(kept_posts: None, db: None) -> Any:
    return BlogIndexPage.objects.get()


@pytest.fixture
def ketamine(blog: Any) -> Any:
    """The treatment whose routes two posts describe."""
    return Treatment.objects.get()


def asked(client: Client, query: str = "") -> Any:
    response = client.get(f"/compare/{query}")
    assert response.status_code == 200
    page: Any = html.fromstring(response.content)
    assert "Not advice for you." in page.text_content()
    return response.context["state"], page


def facts(page: Any) -> list[str]:
    rows = page.xpath("//table[contains(@class, 'comparison-table')]/tbody/tr/@class")
    return [row.removeprefix("row--") for row in rows]


def heads(page: Any) -> list[str]:
    return [str(text) for text in page.xpath("//thead//th/a/text()")]


def canonical(page: Any) -> str:
    return str(page.xpath("//link[@rel='canonical']/@href")[0]).removeprefix("http://testserver")


def test_at_first_it_offers_what_there_is_to_compare(ketamine: Any, client: Client) -> None:
    builders.make_treatment("Unused")
    state, page = asked(client)
    assert state == "nothing_chosen"
    assert page.xpath("//select/option/@value") == ["", "ketamine"]
    assert page.xpath("//input[@name='route']/@value") == ["intravenous", "intramuscular"]
    assert page.xpath("//input[@name='fact']/@value") == list(FACTS)
    assert page.xpath("//section//a/@href") == ["/compare/?treatment=ketamine"]
    assert canonical(page) == "/compare/"


def test_without_any_post_it_says_so(blog: Any, client: Client) -> None:
    for post in BlogPage.objects.all():
        post.delete()
    Treatment.objects.get().delete()
    state, page = asked(client)
    assert state == "nothing_chosen"
    assert "being written" in page.text_content()


def test_an_address_holds_the_whole_choice(ketamine: Any, client: Client) -> None:
    query = "?treatment=ketamine&route=intravenous&route=intramuscular&fact=onset"
    state, page = asked(client, query)
    assert state == "found"
    assert facts(page) == ["onset"]
    assert heads(page) == [
        "Ketamine: intravenous (drip infusion)",
        "Ketamine: intramuscular (injection)",
    ]
    assert canonical(page) == f"/compare/{query}"
    assert page.xpath("//input[@checked]/@value") == ["intravenous", "intramuscular", "onset"]
    assert page.xpath("//option[@selected]/@value") == ["ketamine"]
    assert page.xpath("//a[@href='/treatments/ketamine/']")


def test_all_routes_and_facts_are_shown_when_none_are_chosen(ketamine: Any, client: Client) -> None:
    state, page = asked(client, "?treatment=ketamine&utm_source=x")
    assert (state, facts(page)) == ("found", ["onset", "setting"])
    assert canonical(page) == "/compare/?treatment=ketamine"


def test_routes_of_several_treatments_are_marked_as_unlike(
    ketamine: Any, blog: Any, client: Client
) -> None:
    other = builders.make_treatment("Lidocaine")
    block = builders.route(*IM, treatment=other.pk, setting="hospital")
    builders.make_post(blog, "Other", body=builders.body(("route", block)))
    state, page = asked(client, "?route=intramuscular")
    assert state == "found"
    assert "these are different treatments (Ketamine; Lidocaine)" in page.text_content()
    assert [head.partition(":")[0] for head in heads(page)] == ["Ketamine", "Lidocaine"]


def test_the_same_choice_has_one_address(ketamine: Any, client: Client) -> None:
    _, page = asked(client, "?fact=peak&fact=onset&route=intramuscular&route=intravenous&fact=peak")
    assert canonical(page) == "/compare/?route=intravenous&route=intramuscular&fact=onset&fact=peak"


def test_one_route_is_named_and_nothing_found_is_said(
    ketamine: Any, blog: Any, client: Client
) -> None:
    state, page = asked(client, "?treatment=ketamine&route=intravenous")
    assert state == "one_found"
    assert "from Into a vein" in " ".join(page.text_content().split())
    builders.make_post(blog, "Oral", body=builders.body(("route", builders.route(*ORAL))))
    state, page = asked(client, "?treatment=ketamine&route=oral")
    assert state == "nothing_found"
    assert "Choose other routes" in page.text_content()


def test_facts_that_nobody_states_are_said_to_be_missing(ketamine: Any, client: Client) -> None:
    state, page = asked(client, "?treatment=ketamine&fact=half_life")
    assert state == "found"
    assert "nothing is said of the facts" in page.text_content()
    assert "Into a vein" in page.text_content()


def test_facts_alone_choose_nothing_to_compare(ketamine: Any, client: Client) -> None:
    state, page = asked(client, "?fact=onset")
    assert state == "nothing_chosen"
    assert page.xpath("//input[@checked]/@value") == ["onset"]


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("?treatment=nothing", "treatment"),
        ("?treatment=%00", "treatment"),
        ("?treatment=" + "x" * 5000, "treatment"),
        ("?treatment=ketamine&route=rectal", "route"),
        ("?treatment=ketamine&route='", "route"),
        ("?treatment=ketamine&route=", "route"),
        ("?treatment=ketamine&fact=colour", "fact"),
        ("?treatment=ketamine&fact=%F0%9F", "fact"),
    ],
)
def test_what_cannot_be_shown_is_said_at_its_field(
    ketamine: Any, client: Client, query: str, field: str
) -> None:
    state, page = asked(client, query)
    assert state == "refused"
    assert page.xpath("//*[@role='alert']")
    assert page.xpath("//*[contains(@class, 'field-errors')]/@id") == [f"id_{field}_error"]
    assert page.xpath(f"//*[@aria-describedby='id_{field}_error']")
    assert not page.xpath("//table")
    assert canonical(page) == "/compare/"
    assert "xxxx" not in page.text_content()


def test_what_only_a_draft_uses_is_as_unknown_as_what_nobody_made(
    ketamine: Any, blog: Any, client: Client
) -> None:
    secret = builders.make_treatment("Secret")
    block = builders.route(*ORAL, treatment=secret.pk)
    builders.draft_post(blog, "Draft", body=builders.body(("route", block)))
    for query in ("?treatment={}", "?treatment={}&route=oral", "?route=oral&fact={}"):
        hidden = client.get(f"/compare/{query.format('secret')}").content
        absent = client.get(f"/compare/{query.format('absent')}").content
        assert hidden == absent
        assert b"Secret" not in hidden and b"secret" not in hidden


def test_an_unpublished_post_is_gone_at_once(ketamine: Any, client: Client) -> None:
    assert asked(client, "?treatment=ketamine")[0] == "found"
    BlogPage.objects.get(title="Into a vein").unpublish()
    state, page = asked(client, "?treatment=ketamine")
    assert state == "one_found"
    assert "Into a vein" not in page.text_content()


def test_only_reading_is_allowed(blog: Any, client: Client) -> None:
    assert client.post("/compare/").status_code == 405
    assert client.head("/compare/").status_code == 200


def test_it_costs_the_same_for_any_number_of_posts(
    ketamine: Any, blog: Any, client: Client
) -> None:
    query = "/compare/?treatment=ketamine&route=intravenous&route=intramuscular"
    few = cost(lambda: client.get(query))
    for _ in range(2):
        source = builders.make_reference()
        onset = builders.quantity(3, 4, source, endpoint="sedation")
        blocks = [
            ("route", builders.route(*each, treatment=ketamine.pk, onset=onset))
            for each in (IM, IV)
        ]
        builders.make_post(blog, body=builders.body(*blocks))
        builders.make_treatment()
    assert cost(lambda: client.get(query)) == few <= 24


VALUES = st.lists(st.one_of(st.sampled_from([*ROUTES, *FACTS, "ketamine"]), st.text(max_size=9)))


@given(VALUES, VALUES, VALUES)
def test_whatever_is_asked_what_is_wanted_is_on_offer(
    treatment: list[str], route: list[str], fact: list[str]
) -> None:
    data = QueryDict(mutable=True)
    for name, values in (("treatment", treatment), ("route", route), ("fact", fact)):
        data.setlist(name, values)
    form = CompareForm(data, [("ketamine", "Ketamine")], {"oral", "nasal"})
    form.is_valid()
    assert set(form.wanted("treatment")) <= {"ketamine"}
    assert set(form.wanted("route")) <= {"oral", "nasal"}
    assert set(form.wanted("fact")) <= FACTS.keys()
    assert len(form.wanted("fact")) == len(set(form.wanted("fact")))
