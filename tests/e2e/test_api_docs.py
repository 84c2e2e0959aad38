"""The documentation of the content API in a real browser, under the site's strict policy."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from blog.models import BlogIndexPage

pytestmark = pytest.mark.needs("browser")


def test_the_documentation_works_with_files_of_this_site_alone(
    chromium: Browser, live_server: LiveServer, blog: BlogIndexPage
) -> None:
    page = chromium.new_page()
    complaints: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{live_server.url}/api/content/v1/docs/")
    page.get_by_text("Published posts as cards").click()
    page.get_by_role("button", name="Try it out").click()
    page.get_by_role("button", name="Execute").click()
    page.locator(".responses-table.live-responses-table").get_by_text("200", exact=True).wait_for()
    page.close()
    assert not [url for url in asked if not url.startswith((live_server.url, "data:"))]
    assert complaints == []
