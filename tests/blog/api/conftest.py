"""A site with a blog, read through its API."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client

from blog.models import BlogIndexPage

CONTENT = "/api/content/v1/"


class Reader:
    """A front-end. Its errors are answers, and its paths begin below the content API."""

    def __init__(self) -> None:
        self.client = Client()

    def get(self, path: str, status: int = 200, **headers: Any) -> Any:
        response = self.client.get(CONTENT + path, headers=headers)
        assert response.status_code == status, (path, response.content)
        return response

    def json(self, path: str, status: int = 200) -> Any:
        return self.get(path, status).json()

    def follow(self, url: str) -> Any:
        """What an address from an answer leads to."""
        assert url.startswith("http://testserver/"), url
        return self.client.get(url.removeprefix("http://testserver")).json()


@pytest.fixture
def reader() -> Reader:
    return Reader()


@pytest.fixture
def blog(kept_blog: None, db: None) -> BlogIndexPage:
    return BlogIndexPage.objects.get()


@pytest.fixture
def nothing_kept(settings: LazySettings) -> None:
    """Each answer is found and put together anew."""
    settings.KEPT_ANSWERS = 0
