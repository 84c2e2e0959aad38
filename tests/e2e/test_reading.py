"""A post reads easily: with its two small scripts, and without them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from blog.models import BlogIndexPage
from tests.e2e.everything import LONG_WORD, make_everything
from tests.e2e.test_accessibility import RULES

pytestmark = [pytest.mark.needs("browser"), pytest.mark.django_db(transaction=True)]

SCRIPT_SIZES = """
performance.getEntriesByType("resource")
  .filter((each) => each.initiatorType === "script").map((each) => each.decodedBodySize)
"""
STATION = "(link) => getComputedStyle(link, '::before').borderBlockStartWidth"
TO_THE_TOP = "(heading) => heading.scrollIntoView({behavior: 'instant'})"


@pytest.fixture
def post(blog: BlogIndexPage) -> Any:
    return make_everything(blog, last_reviewed=date(2019, 1, 2), next_review_due=date(2020, 1, 2))


@pytest.fixture
def page(post: Any, chromium: Browser, live_server: LiveServer) -> Iterator[Page]:
    context = chromium.new_context(
        viewport={"width": 1280, "height": 800}, base_url=live_server.url, reduced_motion="reduce"
    )
    page = context.new_page()
    page.goto("/blog/everything/")
    yield page
    context.close()


def test_a_post_tells_where_the_reader_is_and_opens_its_references_there(page: Page) -> None:
    _top_of_the_post_says_what_it_is(page)
    _pictures_have_caption_and_credit(page)
    _a_passage_runs_as_its_language_is_written(page)
    _contents_mark_the_current_section(page)
    _a_reference_opens_by_keyboard_and_gives_focus_back(page)
    _a_reference_opens_on_any_screen(page)
    sizes = page.evaluate(SCRIPT_SIZES)
    assert len(sizes) == 2 and max(sizes) <= 3_000, "small scripts"


def _top_of_the_post_says_what_it_is(page: Page) -> None:
    head = page.locator(".post-head")
    late = head.locator(".past-review")
    assert "due for review on 2 January 2020" in late.inner_text()
    dates = head.locator(".dates")
    assert "2 January 2019" in dates.inner_text()
    assert "Reading time" in dates.inner_text()
    points = page.get_by_role("region", name="Key points")
    assert "What to take along." in points.inner_text()
    first = page.locator(".post-body .body-heading").first
    assert _top(late) < _top(dates) < _top(points) < _top(first)


def _pictures_have_caption_and_credit(page: Page) -> None:
    for figure in (".hero", ".picture"):
        assert page.locator(f"{figure} figcaption").inner_text() == (
            "Hills at noon Picture: The clinic"
        )


def _a_passage_runs_as_its_language_is_written(page: Page) -> None:
    passage = page.locator(".post-body [lang]")
    assert passage.get_attribute("lang") == "ar"
    assert passage.evaluate("(each) => getComputedStyle(each).direction") == "rtl"
    assert page.locator("[lang]").count() == 3, "of what is in the page's own language none is told"


def _contents_mark_the_current_section(page: Page) -> None:
    contents = page.get_by_role("navigation", name="On this page")
    current = contents.locator("[aria-current=true]")
    expect(current).to_have_count(0)
    for name in ("Side by side", "References", "Ketamine: intramuscular", LONG_WORD):
        link = contents.get_by_role("link", name=name).first
        anchor = (link.get_attribute("href") or "").removeprefix("#")
        page.locator(f'[id="{anchor}"]').evaluate(TO_THE_TOP)
        expect(link).to_have_attribute("aria-current", "true")
        expect(current).to_have_count(1)
        assert contents.is_visible() and link.evaluate(STATION) != "0px"
    page.evaluate("scrollTo({top: 0, behavior: 'instant'})")
    expect(current).to_have_count(0)
    page.evaluate("scrollTo({top: document.body.scrollHeight, behavior: 'instant'})")
    expect(current).to_have_text("References")


def _a_reference_opens_by_keyboard_and_gives_focus_back(page: Page) -> None:
    number = page.get_by_role("link", name="Reference 1", exact=True).nth(2)
    beside = page.get_by_role("dialog", name="Reference 1")
    number.focus()
    place = page.evaluate("scrollY")
    page.keyboard.press("Enter")
    expect(beside).to_be_focused()
    assert page.locator("#ref-1 cite").inner_text() in beside.inner_text()
    assert (page.evaluate("scrollY"), page.evaluate("location.hash")) == (place, "")
    found = Axe().run(page, options=RULES).response["violations"]
    assert not [fault["id"] for fault in found]
    page.keyboard.press("Escape")
    expect(beside).to_be_hidden()
    expect(number).to_be_focused()


def _a_reference_opens_on_any_screen(page: Page) -> None:
    number = page.get_by_role("link", name="Reference 2", exact=True).first
    beside = page.get_by_role("dialog", name="Reference 2")
    for width, direction in ((1280, "ltr"), (1280, "rtl"), (360, "ltr"), (360, "rtl")):
        page.set_viewport_size({"width": width, "height": 640})
        page.evaluate(f"document.documentElement.dir = '{direction}'")
        number.click()
        expect(beside).to_be_visible()
        box, mark = _box(beside), _box(number)
        assert box["x"] >= 0 and box["x"] + box["width"] <= width
        assert box["y"] >= 0 and box["y"] + box["height"] <= 640
        assert box["y"] >= mark["y"] + mark["height"] or box["y"] + box["height"] <= mark["y"]
        page.mouse.click(5, 5)
        expect(beside).to_be_hidden()
    assert page.locator(".contents").evaluate("(nav) => getComputedStyle(nav).position") == "static"


def test_without_scripts_a_post_is_whole(
    post: Any, chromium: Browser, live_server: LiveServer
) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live_server.url}/blog/everything/")
    contents = page.get_by_role("navigation", name="On this page")
    assert contents.get_by_role("link").count() == 8
    emergency = page.get_by_role("region", name="Emergency")
    expect(emergency.get_by_text("Text with bold and a list.")).to_be_visible()
    assert emergency.locator("xpath=ancestor::details").count() == 0
    page.get_by_role("link", name="Reference 1", exact=True).first.click()
    assert page.url.endswith("#ref-1")
    expect(page.locator("#ref-1:target")).to_be_in_viewport()
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.get_by_role("link", name="Back to the text, reference 1, place 1", exact=True).click()
    expect(page.locator("#cite-1-1:target")).to_be_in_viewport()
    context.close()


def _box(shown: Locator) -> Any:
    return shown.bounding_box()


def _top(shown: Locator) -> float:
    return float(_box(shown)["y"])
