"""What a post must have before any reader may see it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from blog.models import BlogIndexPage, Disclaimer, SiteSettings
from cms.editions.findings import PublishingRefused
from tests import builders


@pytest.fixture
def index(kept_blog: None, db: None) -> BlogIndexPage:
    return BlogIndexPage.objects.get()


def codes(post: Any) -> list[str]:
    return [finding.code for finding in post.findings()]


def test_a_complete_post_has_no_findings(index: BlogIndexPage) -> None:
    assert codes(builders.draft_post(index)) == []


def test_author_and_category_are_needed(index: BlogIndexPage) -> None:
    post = builders.draft_post(index, authors=[], category=None)
    assert codes(post) == ["no_author", "no_category"]


def test_a_disclaimer_must_be_chosen_and_in_force(index: BlogIndexPage) -> None:
    assert codes(
        builders.draft_post(index, disclaimer=Disclaimer.objects.create(name="Empty"))
    ) == ["no_disclaimer_in_force"]
    SiteSettings.objects.update(default_disclaimer=None)
    assert codes(builders.draft_post(index)) == ["no_disclaimer_in_force"]


def test_nobody_reviews_their_own_post(index: BlogIndexPage) -> None:
    dana = builders.make_person("Dana")
    assert codes(builders.draft_post(index, authors=[dana], reviewer=dana)) == [
        "reviewer_is_author"
    ]


def test_the_next_review_comes_after_the_last(index: BlogIndexPage) -> None:
    day = date(2026, 1, 1)
    post = builders.draft_post(index, last_reviewed=day, next_review_due=day)
    assert codes(post) == ["review_dates"]


def test_a_slug_names_one_post_of_a_language(index: BlogIndexPage) -> None:
    home = index.get_parent()
    other = builders.publish(home.add_child(instance=BlogIndexPage(title="News", slug="news")))
    builders.make_post(index, "Same")
    second = builders.draft_post(other, "Same")
    with pytest.raises(PublishingRefused, match="Another post has the slug"):
        second.get_latest_revision().publish()


def test_a_finding_names_the_block_and_the_field(index: BlogIndexPage) -> None:
    figure = builders.quantity(3, 4, builders.make_reference())
    post = builders.draft_post(
        index, body=builders.body(builders.paragraph("a"), ("route", builders.route(onset=figure)))
    )
    [finding] = post.findings()
    assert (finding.field, finding.path) == ("body", "body[1].onset.endpoint")
    assert finding.place == "Body, block 2 (Route), Starts to act, Measured to"
