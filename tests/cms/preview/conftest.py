"""A site with a published post that has a newer draft, and who may look at it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from blog.models import BlogIndexPage, BlogPage
from cms.preview.models import Preview
from tests import builders

CONTENT = "/api/content/v1/"
HOURS = timedelta(hours=72)


@pytest.fixture(scope="module")
def kept_post(kept_blog: None) -> None:
    """Readers see “As published”, the latest draft says “As drafted”."""
    post = builders.make_post(
        BlogIndexPage.objects.get(), "As published", slug="first", tags=["clinic"]
    )
    draft = post.get_latest_revision_as_object()
    draft.title = "As drafted"
    draft.save_revision()


@pytest.fixture
def blog(kept_post: None, db: None) -> BlogIndexPage:
    return BlogIndexPage.objects.get()


@pytest.fixture
def editor(blog: BlogIndexPage) -> User:
    return User.objects.create_superuser("ada", first_name="Ada", last_name="Lovelace")


@pytest.fixture
def post(blog: BlogIndexPage) -> BlogPage:
    return BlogPage.objects.get(slug="first")


@pytest.fixture
def link(post: BlogPage, editor: User) -> Preview:
    """A reviewer's link to the latest draft."""
    return Preview.of_revision(post.latest_revision, editor, HOURS, "For Grace")


def ask(token: str, status: int = 200, **headers: str) -> Any:
    """What a front-end gets for a token."""
    response = Client().get(f"{CONTENT}preview/{token}/", headers=headers)
    assert response.status_code == status, response.content
    return response


def ask_page(token: str, status: int = 200) -> Any:
    """What a browser gets for a token."""
    response = Client().get(f"/preview/{token}/")
    assert response.status_code == status, response.content
    return response
