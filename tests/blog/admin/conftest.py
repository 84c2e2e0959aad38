"""A site, and people who sign in as editors do."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client

from blog.models import BlogIndexPage
from blog.publishing.roles import PUBLISHERS, REVIEWERS, WRITERS, make_roles

PASSWORD = "quiet mountains"


@pytest.fixture(scope="module")
def kept_roles(kept_blog: None) -> None:
    make_roles()


@pytest.fixture
def blog(kept_roles: None, db: None) -> BlogIndexPage:
    return BlogIndexPage.objects.get()


@pytest.fixture(scope="module")
def kept_sessions(kept_roles: None) -> dict[str, Any]:
    """The cookies of a browser in which a member of each group signed in by the login form."""

    def enter(group: str) -> Any:
        user = User.objects.create_user(f"one of {group}", f"{group[:3]}@example.org", PASSWORD)
        user.groups.add(Group.objects.get(name=group))
        client = Client()
        answer = client.post(
            "/admin/login/", {"username": user.username, "password": PASSWORD, "next": "/admin/"}
        )
        assert answer.status_code == 302
        return client.cookies

    return {group: enter(group) for group in (WRITERS, REVIEWERS, PUBLISHERS)}


@pytest.fixture
def sign_in(kept_sessions: dict[str, Any], blog: BlogIndexPage) -> Callable[[str], Client]:
    """A browser in which a member of the group has signed in."""

    def enter(group: str) -> Client:
        client = Client()
        client.cookies.update(kept_sessions[group])
        return client

    return enter


@pytest.fixture
def writer(sign_in: Callable[[str], Client]) -> Client:
    return sign_in(WRITERS)


@pytest.fixture
def reviewer(sign_in: Callable[[str], Client]) -> Client:
    return sign_in(REVIEWERS)


@pytest.fixture
def publisher(sign_in: Callable[[str], Client]) -> Client:
    return sign_in(PUBLISHERS)
