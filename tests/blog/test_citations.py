"""References are numbered in order of first use, once each, and linked there and back."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from blog.models import BlogIndexPage, BlogPageReference
from tests import builders

pytestmark = pytest.mark.rendering


@pytest.fixture
def index(kept_blog: None, db: None) -> Any:
    return BlogIndexPage.objects.get()


def numbered(page: Any) -> list[tuple[int, str, int]]:
    return [(each.number, each.reference.title, each.uses) for each in page.citations()]


def test_numbers_follow_the_first_use_wherever_it_is(index: Any) -> None:
    first, second, third = (builders.make_reference(title) for title in "abc")
    page = builders.make_post(
        index,
        body=builders.body(
            builders.paragraph("One.", second),
            (
                "route",
                builders.route(
                    onset=builders.quantity(3, 4, third, second, endpoint="sedation"),
                    serious_risks=[{"text": "<p>Risk.</p>", "references": [first.pk]}],
                ),
            ),
        ),
    )
    assert numbered(page) == [(1, "b", 2), (2, "c", 1), (3, "a", 1)]


def test_further_reading_comes_after_what_is_cited_and_is_not_repeated(index: Any) -> None:
    cited, further = builders.make_reference("cited"), builders.make_reference("further")
    page = builders.draft_post(index, body=builders.body(builders.paragraph("One.", cited)))
    page.page_references = [
        BlogPageReference(reference=further),
        BlogPageReference(reference=cited),
    ]
    assert numbered(builders.publish(page)) == [(1, "cited", 1), (2, "further", 0)]


def test_every_mark_leads_to_its_reference_and_back(index: Any, client: Client) -> None:
    one, two = builders.make_reference("One"), builders.make_reference("Two")
    page = builders.make_post(
        index,
        body=builders.body(
            builders.paragraph("First.", two),
            builders.paragraph("Second.", one, two),
            ("callout", {"kind": "info", "text": "<p>Third.</p>", "references": [one.pk]}),
        ),
    )
    html = BeautifulSoup(client.get(page.url).content, "html.parser")
    ids = [tag["id"] for tag in html.select("[id]")]
    assert len(ids) == len(set(ids))
    marks = [link for link in html.select("sup.cite a") if link.get("id")]
    assert [mark["id"] for mark in marks] == ["cite-1-1", "cite-2-1", "cite-1-2", "cite-2-2"]
    for mark in marks:
        entry = html.select_one(str(mark["href"]))
        assert entry is not None
        assert entry.select_one(f'a[href="#{mark["id"]}"]')
