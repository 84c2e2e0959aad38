"""A site with a blog, and an editor who may do everything."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from blog.models import BlogIndexPage
from tests.builders import make_site


@pytest.fixture
def blog(root_page: Any) -> BlogIndexPage:
    return make_site()


@pytest.fixture
def editor(db: None) -> User:
    return User.objects.create_superuser("ada", "ada@example.org", "secret")


@pytest.fixture
def admin(client: Client, editor: User) -> Client:
    """A browser in which the editor is signed in."""
    client.force_login(editor)
    return client
