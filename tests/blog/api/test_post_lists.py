"""Lists of seven posts: their order, their pages and their dates."""

from __future__ import annotations

from datetime import timedelta
from itertools import product
from typing import Any

import pytest
from django.utils import timezone

from blog.models import BlogIndexPage, BlogPage
from cms.editions.models import LivePage
from tests.blog.api.conftest import Reader
from tests.builders import make_post

pytestmark = pytest.mark.django_db

ORDERS = ["-published_at", "published_at", "title", "last_reviewed", "next_review_due"]


def titles(answer: Any) -> list[str]:
    return [item["title"] for item in answer["items"]]


@pytest.fixture(scope="module")
def kept_seven(kept_blog: None) -> None:
    """Seven posts, some dates the same, some missing."""
    blog = BlogIndexPage.objects.get()
    today = timezone.localdate()
    days: list[int | None] = [3, None, 1, 3, None, 2, 3]
    for number, day in enumerate(days):
        make_post(
            blog,
            f"Post {'GDBFACE'[number]}",
            last_reviewed=today - timedelta(days=day) if day else None,
            next_review_due=today + timedelta(days=day) if day else None,
        )


@pytest.fixture
def seven(kept_seven: None, db: None) -> list[BlogPage]:
    return list(BlogPage.objects.order_by("pk"))


def test_newest_come_first_with_their_number(reader: Reader, seven: list[BlogPage]) -> None:
    answer = reader.json("posts/?limit=3")
    assert titles(answer) == ["Post E", "Post C", "Post A"]
    assert (answer["count"], answer["previous"]) == (7, None)


def test_walks_find_each_post_once_both_ways(reader: Reader, seven: list[BlogPage]) -> None:
    for order, start in product(ORDERS, ["limit=2", "limit=2&cursor=", "limit=3&cursor="]):
        whole = titles(reader.json(f"posts/?order={order}"))
        answer = reader.json(f"posts/?order={order}&{start}")
        assert ("cursor" in start) == (answer["count"] is None)
        pages = [titles(answer)]
        while answer["next"]:
            answer = reader.follow(answer["next"])
            pages.append(titles(answer))
        assert sum(pages, []) == whole
        assert sorted(whole) == [f"Post {letter}" for letter in "ABCDEFG"]
        back = [titles(answer)]
        while answer["previous"]:
            answer = reader.follow(answer["previous"])
            back.insert(0, titles(answer))
        assert sum(back, []) == whole


def test_posts_without_a_date_come_last(reader: Reader, seven: list[BlogPage]) -> None:
    for order in ("last_reviewed", "next_review_due"):
        dates = [item[order] for item in reader.json(f"posts/?order={order}")["items"]]
        assert dates == [*sorted(filter(None, dates)), None, None]


def test_posts_are_found_by_their_dates(reader: Reader, seven: list[BlogPage]) -> None:
    LivePage.objects.filter(pk=seven[0].pk).update(published_at="2020-02-02T12:00:00Z")
    LivePage.objects.filter(pk=seven[1].pk).update(updated_at="2100-01-01T00:00:00Z")
    assert titles(reader.json("posts/?published_before=2021-01-01")) == ["Post G"]
    assert titles(reader.json("posts/?published_before=2020-02-02T12:00:00Z")) == []
    assert len(titles(reader.json("posts/?published_after=2020-02-02T12:00:00Z"))) == 6
    assert len(titles(reader.json("posts/?published_after=2020-02-02T13:59:59%2B02:00"))) == 7
    assert titles(reader.json("posts/?updated_after=2099-01-01T00:00:00Z")) == ["Post D"]
    yesterday = timezone.localdate() - timedelta(days=1)
    answer = reader.json(f"posts/?reviewed_before={yesterday}&order=title")
    assert titles(answer) == ["Post C", "Post E", "Post F", "Post G"]


def test_a_cursor_belongs_to_its_order(reader: Reader, seven: list[BlogPage]) -> None:
    url = reader.json("posts/?limit=1&order=title&cursor=")["next"]
    cursor = url.partition("cursor=")[2].partition("&")[0]
    assert titles(reader.json(f"posts/?order=title&cursor={cursor}"))[0] == "Post B"
    assert "order=title" in reader.json(f"posts/?cursor={cursor}", 422)["detail"]


def test_a_far_offset_is_empty(reader: Reader, seven: list[BlogPage]) -> None:
    for order in ORDERS:
        answer = reader.json(f"posts/?offset=1000000&limit=100&order={order}")
        assert (answer["items"], answer["count"], answer["next"]) == ([], 7, None)


def test_aliases_are_in_no_list(reader: Reader, seven: list[BlogPage]) -> None:
    seven[0].create_alias(update_slug="copy")
    assert reader.json("posts/")["count"] == 7
    reader.get("posts/copy/", 404)
