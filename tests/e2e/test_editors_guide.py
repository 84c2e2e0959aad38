"""The steps of docs/editors.md, taken by somebody who knows only the words printed there."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from playwright.sync_api import Browser, Locator, expect
from playwright.sync_api import Page as Tab
from pytest_django.live_server_helper import LiveServer

from blog.models import BlogIndexPage, BlogPage
from tests import builders
from tests.e2e.conftest import PASSWORD, PATIENCE

pytestmark = [pytest.mark.needs("browser"), pytest.mark.django_db(transaction=True)]

GUIDE = (Path(settings.BASE_DIR) / "docs/editors.md").read_text()
PRINTED = set(re.findall(r"\*\*(.+?)\*\*", GUIDE))


def printed(label: str) -> str:
    """A label that the guide prints."""
    assert label in PRINTED, f"docs/editors.md does not print “{label}”"
    return label


class Desk:
    """The admin as an editor uses it."""

    def __init__(self, tab: Tab) -> None:
        self.tab = tab

    def fill(self, label: str, text: str, within: Locator | None = None) -> None:
        place = within or self.tab.locator("body")
        place.get_by_label(printed(label)).first.fill(text)

    def press(self, label: str) -> None:
        self.tab.get_by_role("button", name=printed(label), exact=True).first.click()

    def open_tab(self, label: str) -> None:
        self.tab.get_by_role("tab", name=re.compile(rf"^{printed(label)}")).click()

    def insert(self, label: str) -> Locator:
        """Add a block at the end of the body; returns its panel."""
        body = self.tab.locator("[data-contentpath='body']")
        body.get_by_role("button", name=printed("Insert a block")).last.click()
        self.tab.get_by_role("option", name=printed(label), exact=True).click()
        return body.locator("[data-streamfield-child]").last

    def choose(self, block: Locator, field: str, option: str) -> None:
        block.locator(f"[data-contentpath='{field}'] select").first.select_option(label=option)

    def write(self, block: Locator, field: str, text: str) -> None:
        block.locator(f"[data-contentpath='{field}'] [contenteditable=true]").first.fill(text)


def describe_route(desk: Desk, route: str, method: str, summary: str) -> Locator:
    block = desk.insert("Route")
    printed("Method"), printed("Summary")
    desk.choose(block, "route", route)
    desk.choose(block, "method", method)
    desk.write(block, "summary", summary)
    return block


def test_a_post_with_two_routes_from_signing_in_to_its_readers(
    blog: BlogIndexPage, editor: User, chromium: Browser, live_server: LiveServer
) -> None:
    person = builders.make_person("Dana Example")
    category = builders.make_category("Pain")
    context = chromium.new_context(
        viewport={"width": 1400, "height": 1000}, base_url=live_server.url
    )
    context.set_default_timeout(PATIENCE)
    tab = context.new_page()
    desk = Desk(tab)
    tab.goto("/admin/")
    desk.fill("Username", editor.username)
    desk.fill("Password", PASSWORD)
    desk.press("Sign in")

    tab.get_by_role("link", name=printed("Posts"), exact=True).click()
    tab.get_by_role("link", name=re.compile(printed("Add post"), re.IGNORECASE)).first.click()
    tab.get_by_role("region", name=printed("Title")).get_by_role("textbox").fill(
        "Two ways to give it"
    )
    heading = desk.insert("Heading")
    heading.locator("[data-contentpath='text'] input").fill("How it is given")
    describe_route(desk, "Intramuscular", "Injection", "One injection into a muscle.")
    describe_route(desk, "Intravenous", "Infusion (drip)", "A slow drip into a vein.")

    desk.open_tab("Trust")
    choose_first(tab, "page_authors", person.name)
    desk.open_tab("Promote")
    tab.get_by_label(printed("Category")).select_option(label=category.name)

    desk.press("Toggle preview")
    draft = tab.frame_locator("#w-preview-iframe, iframe[title='Preview']")
    expect(draft.get_by_role("heading", name="Two ways to give it")).to_be_visible(timeout=PATIENCE)

    tab.get_by_role("button", name=re.compile("Actions|More actions")).last.click()
    desk.press("Publish")
    expect(tab.get_by_text("published").first).to_be_visible()
    context.close()
    post = BlogPage.objects.get()
    assert post.is_published()
    for width in (360, 1280):
        read_as_a_reader(chromium, live_server.url + "/blog/two-ways-to-give-it/", width)


def choose_first(tab: Tab, relation: str, name: str) -> None:
    """Choose a person for the first row of an inline panel."""
    panel = tab.locator(f"#id_{relation}-FORMS")
    if not panel.get_by_role("button", name=re.compile("Choose")).count():
        tab.locator(f"#id_{relation}-ADD").click()
    panel.get_by_role("button", name=re.compile("Choose")).first.click()
    tab.get_by_role("link", name=name).click()
    expect(panel.get_by_text(name).first).to_be_visible()


def read_as_a_reader(chromium: Browser, address: str, width: int) -> None:
    context = chromium.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    problems: list[Any] = []
    page.on("console", lambda message: problems.append(message.text))
    page.goto(address)
    for name in ("Two ways to give it", "How it is given", "Intramuscular (injection)"):
        expect(page.get_by_role("heading", name=name, exact=True)).to_be_visible()
    expect(page.get_by_role("table").first).to_be_visible()
    expect(page.get_by_text("Not advice for you.")).to_be_visible()
    assert not page.evaluate(
        "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    )
    assert not problems
    context.close()
