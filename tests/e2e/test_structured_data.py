"""Structured data is data: the content security policy has nothing to say against it."""

from __future__ import annotations

import json

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

COUNT_VIOLATIONS = """
window.violations = [];
document.addEventListener("securitypolicyviolation", (event) =>
  window.violations.push(`${event.violatedDirective} ${event.blockedURI}`));
"""


def test_the_browser_reports_no_violation_and_runs_nothing(
    blog: BlogIndexPage, chromium: Browser, live_server: LiveServer
) -> None:
    make_post(blog, "</script><script>window.ran = true</script>", slug="hostile")
    page = chromium.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.add_init_script(COUNT_VIOLATIONS)
    response = page.goto(f"{live_server.url}/blog/hostile/")
    assert response is not None
    assert "default-src 'self'" in response.headers["content-security-policy"]
    data = page.locator('script[type="application/ld+json"]').text_content() or ""
    assert json.loads(data)["@graph"][0]["@type"] == "MedicalWebPage"
    assert page.evaluate("window.violations") == []
    assert page.evaluate("window.ran === undefined")
    assert not [line for line in said if "Content Security Policy" in line]
    page.close()
