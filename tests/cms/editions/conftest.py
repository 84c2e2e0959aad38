"""A site with a blog, and an editor who may do everything."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from blog.models import BlogIndexPage


@pytest.fixture
def blog(kept_blog: None, db: None) -> BlogIndexPage:
    return BlogIndexPage.objects.get()


@pytest.fixture
def editor(db: None) -> User:
    return User.objects.create_superuser("ada", "ada@example.org", "secret")


@pytest.fixture
def admin(client: Client, editor: User) -> Client:
    """A browser in which the editor is signed in."""
    client.force_login(editor)
    return client
