"""Every page works with scripts off and pictures off: words, forms and layout are there."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.e2e.pages import visit

# What a browser shows is the same on every database.
pytestmark = [pytest.mark.needs("browser", "sqlite"), pytest.mark.django_db(transaction=True)]

WORDS = "document.querySelector('main').innerText"
IS_TOO_WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"

# Words in place of a picture need room: about half as wide as high, on so many lines.
WORDLESS = """
[...document.images].filter((image) => {
  const {width, height} = image.getBoundingClientRect();
  const line = parseFloat(getComputedStyle(image).fontSize) * 1.5;
  const has_room = width * height >= image.alt.length * line * line / 2;
  return image.naturalWidth || (image.alt && !(height >= line && has_room));
}).map((image) => image.outerHTML)
"""


def test_every_page_works_without_scripts_and_pictures(
    addresses: dict[str, type[Any] | None], chromium: Browser, live_server: LiveServer
) -> None:
    screen: Any = {"viewport": {"width": 320, "height": 800}, "base_url": live_server.url}
    usual = chromium.new_context(**screen)
    plain = chromium.new_context(**screen, java_script_enabled=False)
    whole, bare = usual.new_page(), plain.new_page()
    network = plain.new_cdp_session(bare)
    network.send("Network.enable")
    network.send("Network.setBlockedURLs", {"urls": ["*/media/*", "*.svg"]})
    faults: list[str] = []
    alternatives = 0
    for address in addresses:
        visit(bare, address)
        words = bare.evaluate(WORDS)
        if bare.locator("script[src]").count():
            visit(whole, address)
            if words != whole.evaluate(WORDS):
                faults.append(f"{address}: other words than with scripts")
        if not bare.get_by_role("heading", level=1).is_visible():
            faults.append(f"{address}: no title")
        faults += [f"{address}: no words in place of {each}" for each in bare.evaluate(WORDLESS)]
        alternatives += bare.locator("img:not([alt=''])").count()
        for width in (1280, 320):
            bare.set_viewport_size({"width": width, "height": 800})
            if bare.evaluate(IS_TOO_WIDE):
                faults.append(f"{address} {width}: wider than the screen")
    assert not faults, "\n".join(faults)
    assert alternatives >= 3
    _search(bare)
    _compare(bare)
    _filter(bare)
    usual.close()
    plain.close()


def _search(page: Page) -> None:
    page.goto("/search/")
    page.get_by_role("searchbox").fill("everything")
    page.get_by_text("Only posts with …").click()
    page.get_by_label("Intravenous").check()
    page.get_by_role("main").get_by_role("button", name="Search").click()
    expect(page).to_have_url(re.compile(r"/search/\?.*q=everything.*route=intravenous"))
    expect(page.locator(".result__title")).to_contain_text("Everything about")


def _compare(page: Page) -> None:
    page.goto("/compare/")
    page.get_by_label("Treatment", exact=True).select_option("ketamine")
    page.get_by_label("Intravenous").check()
    page.get_by_label("Intramuscular").check()
    page.get_by_role("button", name="Compare").click()
    heads = page.locator(".comparison-table").get_by_role("columnheader")
    expect(heads).to_have_count(3)


def _filter(page: Page) -> None:
    page.goto("/blog/")
    before = page.locator(".card").count()
    page.get_by_role("main").get_by_text("Route", exact=True).click()
    page.get_by_role("link", name="Intravenous").click()
    expect(page).to_have_url(re.compile("route=intravenous"))
    assert 1 == page.locator(".card").count() < before
    page.get_by_role("link", name="Show all posts").click()
    expect(page.locator(".card")).to_have_count(before)
