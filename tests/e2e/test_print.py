"""On paper a post has its disclaimer, whole."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from blog.models import BlogIndexPage
from tests.builders import make_post

pytestmark = [
    pytest.mark.needs("browser"),
    pytest.mark.rendering,
    pytest.mark.django_db(transaction=True),
]


def test_a_printed_post_shows_its_disclaimer(
    blog: BlogIndexPage, chromium: Browser, live_server: LiveServer
) -> None:
    make_post(blog, slug="a-post")
    page = chromium.new_page()
    page.emulate_media(media="print")
    page.goto(f"{live_server.url}/blog/a-post/")
    notice = page.locator(".disclaimer")
    assert notice.is_visible()
    assert "Not advice for you." in notice.inner_text()
    box = notice.bounding_box()
    assert box is not None and box["height"] > 20
    page.close()
