"""The demo content keeps the house's own rules, before any database sees it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from hashlib import sha256
from typing import Any

import pytest
from django.urls import reverse

from blog import vocabulary
from blog.identifiers import parse_doi, parse_jurisdiction, parse_pmcid, parse_pmid
from blog.quantities import Quantity, read_quantity
from home.demo.content import (
    CATEGORIES,
    DISCLAIMERS,
    HOME,
    INDEX,
    PAGES,
    PEOPLE,
    POSTS,
    REFERENCES,
    SITE,
    TREATMENTS,
)
from home.demo.content.shapes import DemoPost
from home.demo.pictures import PICTURES, SCENES
from home.demo.resolving import Ids, resolve, stream

BLOCK_KEYS = {
    "heading",
    "paragraph",
    "image",
    "quote",
    "callout",
    "route",
    "comparison",
    "faq",
    "table",
    "embed",
    "call_to_action",
    "key_points",
}
PAGE_SLUGS = [INDEX.slug, *(page.slug for page in PAGES), *(post.slug for post in POSTS)]
BODIES = {page.slug: page.body for page in PAGES} | {post.slug: post.body for post in POSTS}
FORBIDDEN = re.compile(r"\b(best|miracle|cure[sd]?|guaranteed?|proven|breakthrough)\b", re.I)


def numbered(names: Any) -> dict[str, int]:
    return {name: number for number, name in enumerate(names, start=1)}


@pytest.fixture
def ids() -> Ids:
    return {
        "ref": numbered(REFERENCES),
        "treatment": numbered(TREATMENTS),
        "image": numbered(PICTURES),
        "page": numbered(PAGE_SLUGS),
    }


def routes() -> Iterator[tuple[str, dict[str, Any]]]:
    for post in POSTS:
        for block in post.body:
            if block["type"] == "route":
                yield f"{post.slug}: {block['value']['route']}", block["value"]


ROUTES = [pytest.param(value, id=name) for name, value in routes()]


def quantities(value: dict[str, Any], ids: Ids) -> Iterator[tuple[str, Quantity | None]]:
    for fact, entry in vocabulary.FACTS.items():
        if entry.is_quantity and fact in value:
            stored = {**resolve(value[fact], ids)}
            for figure in (stored, *stored.get("differing", [])):
                for end in ("low", "high"):
                    figure[end] = Decimal(figure[end]) if figure.get(end) is not None else None
            yield fact, read_quantity(fact, stored)


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, (list, tuple)):
        for item in value:
            yield from texts(item)
    elif isinstance(value, str):
        yield value


def points(value: dict[str, Any], *facts: str) -> list[dict[str, Any]]:
    return [point for fact in facts for point in value.get(fact, [])]


def test_there_are_at_least_eight_posts_and_one_has_no_route() -> None:
    without = [post for post in POSTS if not any(b["type"] == "route" for b in post.body)]

    assert len(POSTS) >= 8
    assert len({post.slug for post in POSTS}) == len(POSTS)
    assert without


def test_every_block_key_is_used_in_a_post() -> None:
    assert {block["type"] for post in POSTS for block in post.body} == BLOCK_KEYS


def test_the_first_post_compares_muscle_and_vein_with_six_and_five_points() -> None:
    blocks = [block["value"] for block in POSTS[0].body if block["type"] == "route"]

    assert [block["route"] for block in blocks] == ["intramuscular", "intravenous"]
    assert [len(block["points"]) for block in blocks] == [6, 5]


@pytest.mark.parametrize("slug", BODIES)
def test_every_name_in_a_body_is_known(slug: str, ids: Ids) -> None:
    blocks = stream(slug, BODIES[slug], ids)

    assert len({block["id"] for block in blocks}) == len(blocks)
    assert not [text for text in texts(blocks) if "page:" in text]


def test_a_name_that_is_not_there_is_an_error(ids: Ids) -> None:
    with pytest.raises(KeyError, match="nobody-2020"):
        resolve([{"ref": "nobody-2020"}], ids)


def test_a_body_gets_the_same_block_ids_each_time(ids: Ids) -> None:
    assert stream("a", POSTS[0].body, ids) == stream("a", POSTS[0].body, ids)


@pytest.mark.parametrize("post", POSTS, ids=lambda post: post.slug)
def test_a_post_names_what_exists(post: DemoPost) -> None:
    assert post.hero in SCENES
    assert post.category in CATEGORIES
    assert set(post.authors) <= set(PEOPLE)
    assert set(post.treatments) <= set(TREATMENTS)
    assert set(post.further_reading) <= set(REFERENCES)
    assert set(post.related) <= {other.slug for other in POSTS} - {post.slug}


@pytest.mark.parametrize("post", POSTS, ids=lambda post: post.slug)
def test_a_post_is_reviewed_by_somebody_with_credentials_who_did_not_write_it(
    post: DemoPost,
) -> None:
    assert post.authors
    assert post.reviewer not in post.authors
    assert PEOPLE[post.reviewer].credentials


@pytest.mark.parametrize("post", POSTS, ids=lambda post: post.slug)
def test_a_post_has_a_disclaimer_and_an_invitation(post: DemoPost) -> None:
    chosen = post.disclaimer or CATEGORIES[post.category].disclaimer or SITE.default_disclaimer

    assert chosen in DISCLAIMERS
    assert [b for b in post.body if b["type"] == "call_to_action"]


@pytest.mark.parametrize("disclaimer", DISCLAIMERS.values(), ids=lambda each: each.name)
def test_a_disclaimer_names_the_emergency_numbers_of_its_country(disclaimer: Any) -> None:
    assert parse_jurisdiction(disclaimer.jurisdiction) == SITE.jurisdiction
    assert "911" in disclaimer.text
    assert "988" in disclaimer.text


@pytest.mark.parametrize("value", ROUTES)
def test_a_route_uses_words_of_the_vocabulary(value: dict[str, Any]) -> None:
    assert value["route"] in vocabulary.ROUTES
    assert vocabulary.method_fits(value["route"], value["method"])
    assert value.get("site", "other") in vocabulary.SITES
    assert value.get("setting", "clinic") in vocabulary.SETTINGS
    assert set(value.get("monitoring", [])) <= set(vocabulary.MONITORING)
    assert value.get("invasiveness", "needle") in vocabulary.INVASIVENESS
    for fact in ("adjustable_during_session", "further_dose_possible"):
        if fact in value:
            assert value[fact]["value"] in vocabulary.ANSWERS
    evidence = value.get("evidence", {})
    if "grade" in evidence:
        assert vocabulary.grade_fits(evidence["scheme"], evidence["grade"])


@pytest.mark.parametrize("value", ROUTES)
def test_every_figure_of_a_route_has_its_sources(value: dict[str, Any], ids: Ids) -> None:
    for fact, quantity in quantities(value, ids):
        assert quantity is not None, fact
        if quantity.status in ("known", "conflicting"):
            assert quantity.all_sources, fact


@pytest.mark.parametrize("value", ROUTES)
def test_benefits_are_not_told_without_risks_and_approval(value: dict[str, Any]) -> None:
    assert value["serious_risks"]
    assert value["common_effects"]
    for status in value["regulatory_status"]:
        assert parse_jurisdiction(status["jurisdiction"]) == "US"
        assert status["status"] in vocabulary.REGULATORY_STATUSES
        assert status["references"]


@pytest.mark.parametrize("value", ROUTES)
def test_a_point_with_a_figure_of_a_study_or_label_names_it(value: dict[str, Any]) -> None:
    for point in points(value, "points", "serious_risks", "contraindications"):
        if re.search(r"\d+(\.\d+)?\s?(%|mg|min|people)", point["text"]):
            assert point["references"], point["text"]


@pytest.mark.parametrize("slug", BODIES)
def test_a_percent_sign_stays_on_the_line_of_its_number(slug: str) -> None:
    assert [text for text in texts(BODIES[slug]) if re.search(r"\d %", text)] == []


def test_sources_that_differ_are_shown_as_such() -> None:
    differing = [value for _, value in routes() if _has_conflict(value)]

    assert [value["route"] for value in differing] == ["nasal"]


def _has_conflict(value: Any) -> bool:
    return any(
        isinstance(each, dict) and each.get("status") == "conflicting" for each in value.values()
    )


@pytest.mark.parametrize("slug", BODIES)
def test_no_body_uses_the_words_of_advertising(slug: str) -> None:
    # The page on our own rules names the words it avoids.
    found = [text for text in texts(BODIES[slug]) if FORBIDDEN.search(text)]

    assert all("Miracle, cure" in text or "settle which way is best" in text for text in found)


@pytest.mark.parametrize("key", REFERENCES)
def test_a_reference_has_sound_identifiers(key: str) -> None:
    reference = REFERENCES[key]

    for text, parse in (
        (reference.doi, parse_doi),
        (reference.pmid, parse_pmid),
        (reference.pmcid, parse_pmcid),
    ):
        assert not text or parse(text) == text


def test_every_reference_is_cited_and_no_identifier_repeats() -> None:
    cited = {ref["ref"] for post in POSTS for ref in _refs(post.body)}
    cited |= {key for post in POSTS for key in post.further_reading}
    identifiers = [
        text for each in REFERENCES.values() for text in (each.doi, each.pmid, each.pmcid) if text
    ]

    assert cited == set(REFERENCES)
    assert len(set(identifiers)) == len(identifiers)


def _refs(value: Any) -> Iterator[dict[str, str]]:
    if isinstance(value, dict):
        if set(value) == {"ref"}:
            yield value
        value = list(value.values())
    if isinstance(value, (list, tuple)):
        for item in value:
            yield from _refs(item)


def test_contact_data_belongs_to_nobody() -> None:
    everything = " ".join(texts([*BODIES.values(), SITE.phone, SITE.email, SITE.mistake_email]))

    assert all(
        number.startswith("+1 202-555-01") for number in re.findall(r"\+1 [\d-]+", everything)
    )
    assert set(re.findall(r"@([\w.]+\w)", everything)) <= {"example.org"}
    assert "fictional" in SITE.footer_text


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_has_words_credit_and_a_focal_point_inside(name: str) -> None:
    picture = PICTURES[name]
    x, y, width, height = picture.focal_point

    assert picture.alt_text
    assert picture.credit
    assert x - width / 2 >= 0
    assert x + width / 2 <= 1
    assert y - height / 2 >= 0
    assert y + height / 2 <= 1


def test_pictures_in_bodies_have_alt_text() -> None:
    shown = [b["value"]["image"] for body in BODIES.values() for b in body if b["type"] == "image"]

    assert shown
    assert all(image["alt_text"] for image in shown)


def painted(name: str) -> bytes:
    return sha256(PICTURES[name].paint((96, 64)).tobytes()).digest()


@pytest.fixture(scope="module")
def paintings() -> dict[str, bytes]:
    return {name: painted(name) for name in PICTURES}


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_is_the_same_each_time_it_is_painted(
    name: str, paintings: dict[str, bytes]
) -> None:
    assert painted(name) == paintings[name]


def test_no_two_pictures_are_alike(paintings: dict[str, bytes]) -> None:
    assert len(set(paintings.values())) == len(PICTURES)


def test_the_front_page_and_the_menu_lead_to_pages_that_exist() -> None:
    assert HOME.hero in PICTURES
    assert SITE.logo in PICTURES
    assert {to for to, _ in SITE.navigation} <= {*PAGE_SLUGS, reverse("compare")}
