"""The numbered steps of docs/editors.md, by somebody who knows only the words printed there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.contrib.auth.models import User
from playwright.sync_api import Browser, Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from blog.models import BlogIndexPage, Disclaimer
from tests import builders
from tests.e2e.conftest import PASSWORD, PATIENCE
from tests.e2e.desk import ROOM, Desk
from tests.e2e.test_accessibility import RULES

pytestmark = [pytest.mark.needs("browser"), pytest.mark.django_db(transaction=True)]

GUIDE = (Path(settings.BASE_DIR) / "docs/editors.md").read_text()
# A step is a numbered line and the indented lines below it.
GUIDE_STEPS = re.findall(r"^\d+\. (.+(?:\n +.+)*)", GUIDE, re.MULTILINE)
TITLE = "Into a muscle or into a vein?"
ADVICE = "General information, not advice for you."


class GuidedDesk(Desk):
    """An editor who has read the guide up to the step that is open, and knows no other words."""

    step = 0

    def __init__(self, tab: Page) -> None:
        super().__init__(tab)
        self.words: set[str] = set()
        self.met: set[str] = set()

    def open_step(self, number: int) -> set[str]:
        """Read the words of a step; returns them."""
        self.step, self.met = number, set()
        words = set(re.findall(r"\*\*(.+?)\*\*", GUIDE_STEPS[number - 1]))
        self.words |= words
        return words

    def known(self, label: str) -> str:
        assert label in self.words, f"“{label}” is not in docs/editors.md up to step {self.step}"
        self.met.add(label)
        return label


def sign_in(desk: GuidedDesk) -> None:
    desk.tab.goto("/admin/")
    desk.field("Username").fill("ada")
    desk.field("Password").fill(PASSWORD)
    desk.press("Sign in")


def make_the_disclaimer(desk: GuidedDesk) -> None:
    assert not Disclaimer.objects.exists()
    desk.press("Shared content")
    desk.follow("Disclaimers")
    desk.follow("Add disclaimer")
    desk.field("Name").fill("For everybody")
    desk.field("Title").fill("Before you decide")
    desk.write(ADVICE, desk.group("Text", desk.tab.locator("form")))
    desk.see("Save")
    desk.press("More actions")
    desk.press("Save and publish")
    expect(desk.tab.get_by_text("is ready to be chosen")).to_be_visible()


def begin_a_post(desk: GuidedDesk) -> None:
    desk.follow("Posts")
    desk.follow("Add post")


def say_what_it_is_about(desk: GuidedDesk) -> None:
    desk.open_tab("Content")
    desk.field("Title").fill(TITLE)
    desk.field("Subtitle").fill("Two ways to give ketamine")
    desk.write("Both are given at a clinic.", desk.panel("Introduction"))
    desk.see("Main picture in words", desk.panel("Main picture"))
    expect(desk.tab.locator("#w-autosave-indicator")).to_contain_text("Saved")


def write_a_section(desk: GuidedDesk) -> None:
    desk.field("Heading", desk.insert("Insert a block", "Heading")).fill("How it is given")
    paragraph = desk.insert("Insert a block", "Paragraph")
    desk.write("Ask who will be with you.", desk.group("Text", paragraph))


def describe_two_routes(desk: GuidedDesk) -> None:
    muscle = describe_route(desk, "Intramuscular", "Injection", "One injection.", "It is quick.")
    onset = desk.unfold("Starts to act", desk.unfold("Times", muscle))
    desk.field("From", onset).fill("3")
    desk.field("To", onset).fill("4")
    desk.field("Unit", onset).select_option("Minutes")
    desk.field("Measured to", onset).select_option("Surgical anaesthesia")
    references = desk.group("References", onset)
    desk.press("Add", references)
    desk.choose("Choose reference", "Ketamine label", references)
    vein = describe_route(desk, "Intravenous", "Drip infusion", "A slow drip.", "It can be slowed.")
    peak = desk.unfold("Starts to act", desk.unfold("Times", vein))
    desk.field("What is known", peak).select_option("Not known")


def describe_route(desk: GuidedDesk, route: str, method: str, summary: str, point: str) -> Locator:
    block = desk.insert("Insert a block", "Route")
    desk.field("Route", block).select_option(route)
    desk.field("Method", block).select_option(method)
    desk.write(summary, desk.group("Summary", block))
    points = desk.group("Points", block)
    desk.press("Add", points)
    desk.write(point, desk.group("Text", points))
    return block


def say_where_they_are_compared(desk: GuidedDesk) -> None:
    desk.insert("Insert a block", "Comparison")


def name_who_answers_for_it(desk: GuidedDesk) -> None:
    desk.open_tab("Trust")
    authors = desk.panel("Authors")
    for name in ("Dana Example", "Robin Example"):
        desk.press("Add Author", authors)
        desk.choose("Choose person", name, authors)
    reviewer = desk.group("Medical reviewer", desk.tab.get_by_role("tabpanel", name="Trust"))
    desk.choose("Choose person", "Rita Example", reviewer)
    desk.choose("Choose disclaimer", "For everybody", desk.panel("Disclaimer"))


def put_it_on_a_shelf(desk: GuidedDesk) -> None:
    desk.open_tab("Promote")
    desk.choose("Choose category", "Ways to have it", desk.panel("Category"))


def look_at_it_beside_the_form(desk: GuidedDesk) -> None:
    expect(desk.tab.locator("#w-autosave-indicator")).to_contain_text("Saved")
    desk.press("Toggle preview")
    draft = desk.tab.frame_locator("#w-preview-iframe")
    expect(draft.get_by_role("heading", name=TITLE)).to_be_visible()
    desk.press("Toggle checks")
    expect(desk.tab.get_by_role("heading", name="Content metrics")).to_be_visible()


def publish_it(desk: GuidedDesk) -> None:
    desk.see("Save draft")
    desk.press("More actions")
    desk.see("Submit to Medical review")
    desk.press("Publish")
    expect(desk.tab.get_by_text("has been published")).to_be_visible()


STEPS: list[Callable[[GuidedDesk], None]] = [
    *(sign_in, make_the_disclaimer, begin_a_post, say_what_it_is_about, write_a_section),
    *(describe_two_routes, say_where_they_are_compared, name_who_answers_for_it),
    *(put_it_on_a_shelf, look_at_it_beside_the_form, publish_it),
]


@pytest.fixture
def clinic(bare_blog: BlogIndexPage) -> BlogIndexPage:
    """A site whose shared things are there, except that it has no disclaimer."""
    for name in ("Dana Example", "Robin Example", "Rita Example"):
        builders.make_person(name)
    builders.make_category("Ways to have it")
    builders.make_reference("Ketamine label")
    return bare_blog


def test_whoever_follows_the_guide_publishes_a_post_that_readers_can_compare(
    clinic: BlogIndexPage, editor: User, chromium: Browser, live_server: LiveServer
) -> None:
    assert len(GUIDE_STEPS) == len(STEPS)
    with window(chromium, live_server, **ROOM) as tab:
        desk = GuidedDesk(tab)
        for number, follow in enumerate(STEPS, start=1):
            words = desk.open_step(number)
            follow(desk)
            assert words <= desk.met, f"step {number} prints what nobody meets"
    for width in (360, 1280):
        with window(chromium, live_server, viewport={"width": width, "height": 1000}) as tab:
            read(tab)


@contextmanager
def window(chromium: Browser, live_server: LiveServer, **looks: Any) -> Iterator[Page]:
    context = chromium.new_context(base_url=live_server.url, **looks)
    context.set_default_timeout(PATIENCE)
    yield context.new_page()
    context.close()


def read(tab: Page) -> None:
    """As a reader who comes by the list of posts."""
    tab.goto("/blog/")
    tab.get_by_role("link", name=TITLE).click()
    expect(tab.get_by_role("heading", level=1)).to_have_text(TITLE)
    for heading in ("How it is given", "Intramuscular (injection)", "Intravenous (drip infusion)"):
        expect(tab.get_by_role("heading", name=heading, exact=True)).to_be_visible()
    row = tab.get_by_role("table").get_by_role("row", name="Starts to act")
    expect(row).to_contain_text("3 to 4 minutes")
    expect(row).to_contain_text("Not known")
    expect(tab.get_by_text(ADVICE)).to_be_visible()
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert Axe().run(tab, options=RULES).response["violations"] == []
