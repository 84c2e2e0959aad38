"""A site, and people who sign in as editors do."""

from collections.abc import Callable

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


@pytest.fixture
def sign_in(blog: BlogIndexPage) -> Callable[[str], Client]:
    """A browser in which a new member of the group has signed in through the login form."""

    def enter(group: str) -> Client:
        user = User.objects.create_user(f"one of {group}", f"{group[:3]}@example.org", PASSWORD)
        user.groups.add(Group.objects.get(name=group))
        client = Client()
        answer = client.post(
            "/admin/login/", {"username": user.username, "password": PASSWORD, "next": "/admin/"}
        )
        assert answer.status_code == 302
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
