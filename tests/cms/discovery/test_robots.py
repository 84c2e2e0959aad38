"""Where search engines may go, read as they read it."""

from __future__ import annotations

from urllib.robotparser import RobotFileParser

import pytest
from django.conf import LazySettings
from django.test import Client


def rules(client: Client) -> RobotFileParser:
    response = client.get("/robots.txt")
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    parser = RobotFileParser()
    parser.parse(response.content.decode().splitlines())
    return parser


@pytest.mark.parametrize(
    ("path", "is_open"),
    [
        *(("/", True), ("/blog/a-post/", True), ("/media/images/a.jpg", True)),
        *(("/static/cms/css/base.css", True), ("/api/content/v1/posts/", True)),
        *(("/admin/", False), ("/admin/pages/3/edit/", False), ("/preview/abc/", False)),
        ("/api/content/v1/preview/abc/", False),
    ],
)
def test_readers_pages_are_open_and_the_workshop_is_not(
    client: Client, path: str, is_open: bool
) -> None:
    assert rules(client).can_fetch("AnyBot", path) is is_open


def test_it_names_the_sitemap(client: Client) -> None:
    assert rules(client).site_maps() == ["http://testserver/sitemap.xml"]


def test_a_site_that_is_not_for_search_engines_is_closed(
    client: Client, settings: LazySettings
) -> None:
    settings.SEARCH_ENGINES = False
    parser = rules(client)
    assert not parser.can_fetch("AnyBot", "/") and not parser.can_fetch("AnyBot", "/blog/")
    assert parser.site_maps() is None
    for path in ("/robots.txt", "/api/content/v1/openapi.json"):
        assert client.get(path).headers["X-Robots-Tag"] == "noindex, nofollow", path


def test_an_open_site_says_nothing_of_it(client: Client) -> None:
    assert "X-Robots-Tag" not in client.get("/robots.txt").headers
