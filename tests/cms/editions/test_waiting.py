"""Readers of what is stale wait their turn, once, and build nothing that another has built."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client
from django.utils import timezone

from blog.models import BlogIndexPage
from cms.editions import current, lock
from cms.editions.models import LivePage
from tests.builders import make_post


@pytest.fixture
def stale(blog: BlogIndexPage) -> Any:
    post = make_post(blog, "A post")
    LivePage.objects.update(stale_from=timezone.now())
    return post


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Somebody keeps the store for as long as anybody waits."""
    made: list[int] = []

    def too_long() -> None:
        made.append(1)
        raise OperationalError("canceling statement due to lock timeout")

    monkeypatch.setattr(lock, "take_store_lock", too_long)
    return made


@pytest.mark.parametrize(
    "path", ["/api/content/v1/posts/", "/blog/a-post/index.md", "/blog/feed.rss", "/search/?q=post"]
)
def test_who_waited_too_long_is_asked_to_come_back(
    client: Client, stale: Any, waits: list[int], path: str
) -> None:
    response = client.get(path)
    assert response.status_code == 503
    assert response.headers["Retry-After"] == "5"
    assert len(waits) == 1


def test_a_page_is_shown_all_the_same(client: Client, stale: Any, waits: list[int]) -> None:
    response = client.get(stale.url)
    assert response.status_code == 200
    assert "Not advice for you." in response.content.decode()
    assert "ld+json" not in response.content.decode()
    assert len(waits) == 1


def test_what_another_reader_built_meanwhile_is_taken_as_it_is(
    client: Client, stale: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def build(pk: int) -> None:
        raise AssertionError("built twice")

    monkeypatch.setattr(lock, "take_store_lock", lambda: LivePage.objects.update(stale_from=None))
    monkeypatch.setattr(current, "refresh", build)
    assert client.get("/api/content/v1/posts/a-post/").status_code == 200
