"""Drafts on a front-end of another origin beside the form, and for reviewers without an account."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from axe_playwright_python.sync_playwright import Axe
from csp.constants import SELF
from django.conf import LazySettings
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, BrowserContext, FrameLocator, Page, Response, expect
from pytest_django.live_server_helper import LiveServer

from blog.models import BlogIndexPage, BlogPage, Disclaimer, DisclaimerVersion
from cms.preview.models import Preview
from cms.preview.tokens import TOKEN
from tests import builders
from tests.e2e.conftest import PATIENCE
from tests.e2e.desk import ROOM, Desk
from tests.e2e.test_accessibility import RULES
from tests.e2e.test_editor_features import IS_WATCHED, REMEMBER_WATCHING

pytestmark = [
    pytest.mark.needs("browser"),
    pytest.mark.rendering,
    pytest.mark.django_db(transaction=True),
]

PAGE = Path(__file__).with_name("front_end.html")
LONG = builders.body(
    ("heading", {"text": "Too deep", "level": "h4", "anchor": "too-deep"}),
    *(builders.paragraph(f"Paragraph {number}. " + "Words to read. " * 30) for number in range(20)),
)


class FrontEnd(BaseHTTPRequestHandler):
    """Gives one page, and notes what it is asked for."""

    def __init__(self, page: str, asked: list[str], *args: object) -> None:
        self.page, self.asked = page.encode(), asked
        super().__init__(*args)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        self.asked.append(f"{self.path} {self.headers.get('Referer', '')}")
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(self.page)))
        self.end_headers()
        self.wfile.write(self.page)

    def log_message(self, *args: object) -> None:
        """What it was asked for is in `asked`."""


@pytest.fixture
def asked_of_front_end(
    blog: BlogIndexPage, live_server: LiveServer, settings: LazySettings
) -> Iterator[list[str]]:
    """A front-end of another origin in place of the template; gives what it was asked for."""
    asked: list[str] = []
    page = PAGE.read_text().replace("CAREROUTE", live_server.url)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(FrontEnd, page, asked))
    Thread(target=server.serve_forever, daemon=True).start()
    origin = f"http://127.0.0.1:{server.server_port}"
    settings.PREVIEW_URL = f"{origin}/preview/#{{token}}"
    policy = {**settings.ADMIN_CONTENT_SECURITY_POLICY, "frame-src": [SELF, origin]}
    settings.ADMIN_CONTENT_SECURITY_POLICY = policy
    yield asked
    server.shutdown()
    server.server_close()


@pytest.fixture
def post(blog: BlogIndexPage) -> BlogPage:
    short = builders.body(builders.paragraph("Words to read."))
    return builders.draft_post(blog, "As drafted", body=short)


@pytest.fixture
def long_post(blog: BlogIndexPage) -> BlogPage:
    """Each of its paragraphs makes the form slower to open."""
    return builders.draft_post(blog, "As drafted", body=LONG)


@pytest.fixture
def visitors(
    chromium: Browser, live_server: LiveServer, settings: LazySettings
) -> Iterator[BrowserContext]:
    """The browser of somebody without an account."""
    settings.BASE_URL = live_server.url
    wide = {**ROOM, "viewport": {"width": 1600, "height": 1000}}
    context = chromium.new_context(base_url=live_server.url, **wide)
    context.set_default_timeout(PATIENCE)
    yield context
    context.close()


@pytest.fixture
def desk(visitors: BrowserContext, editor: User, live_server: LiveServer) -> Desk:
    """The admin as an editor sees it who has signed in before."""
    client = Client()
    client.force_login(editor)
    session = client.cookies["sessionid"].value
    visitors.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    visitors.add_init_script(REMEMBER_WATCHING)
    return Desk(visitors.new_page())


def beside_the_form(desk: Desk, address: str) -> FrameLocator:
    """The form with its preview."""
    desk.tab.goto(address)
    desk.tab.wait_for_function(IS_WATCHED, polling=100)
    desk.press("Toggle preview")
    return desk.tab.frame_locator("#w-preview-iframe")


def faults(tab: Page) -> list[str]:
    """What axe finds, framed pages of other origins included."""
    found = Axe().run(tab, options=RULES).response["violations"]
    return [f"{fault['id']}: {fault['nodes'][0]['html'][:200]}" for fault in found]


# --- A front-end beside the form ------------------------------------------------------------------


def test_what_is_typed_is_seen_on_the_front_end(
    desk: Desk, post: BlogPage, asked_of_front_end: list[str]
) -> None:
    frame = beside_the_form(desk, f"/admin/pages/{post.pk}/edit/")
    expect(frame.get_by_role("heading", level=1)).to_have_text("As drafted")
    expect(frame.locator(".draft")).to_contain_text("Draft – not published.")
    expect(frame.locator("footer")).to_have_text("Not advice for you.")
    desk.field("Title").fill("As typed")
    expect(frame.get_by_role("heading", level=1)).to_have_text("As typed")
    assert not TOKEN.search("\n".join(asked_of_front_end))
    assert {line.partition(" ")[2] for line in asked_of_front_end} == {""}  # no referrer


def test_the_place_that_is_being_read_is_kept(
    desk: Desk, long_post: BlogPage, asked_of_front_end: list[str]
) -> None:
    frame = beside_the_form(desk, f"/admin/pages/{long_post.pk}/edit/")
    expect(frame.locator("wagtail-userbar")).to_be_attached()
    place = frame.get_by_text("Paragraph 15.")
    place.scroll_into_view_if_needed()
    before = place.evaluate("() => window.scrollY")
    assert before > 500
    desk.field("Title").fill("As typed")
    expect(frame.get_by_role("heading", level=1)).to_have_text("As typed")
    expect(frame.get_by_text("Paragraph 15.")).to_be_in_viewport()
    assert abs(place.evaluate("() => window.scrollY") - before) < 100


def test_content_checks_look_into_the_front_end(
    desk: Desk, long_post: BlogPage, asked_of_front_end: list[str]
) -> None:
    beside_the_form(desk, f"/admin/pages/{long_post.pk}/edit/")
    desk.press("Toggle checks")
    panel = desk.tab.locator("[data-side-panel=checks]")
    expect(panel.get_by_text("Incorrect heading hierarchy")).to_be_visible()
    expect(panel.locator("[data-content-word-count]")).to_have_text(re.compile(r"\d{3}"))


def test_a_new_page_is_seen_there(
    desk: Desk, blog: BlogIndexPage, asked_of_front_end: list[str]
) -> None:
    frame = beside_the_form(desk, f"/admin/pages/add/blog/blogpage/{blog.pk}/")
    desk.field("Title").fill("Just begun")
    expect(frame.get_by_role("heading", level=1)).to_have_text("Just begun")


def test_a_text_of_a_disclaimer_is_seen_there(
    desk: Desk, blog: BlogIndexPage, asked_of_front_end: list[str]
) -> None:
    version = DisclaimerVersion(disclaimer=Disclaimer.objects.get(), text="<p>Drafted.</p>")
    version.save()
    name = DisclaimerVersion.snippet_viewset.get_url_name("edit")
    frame = beside_the_form(desk, reverse(name, args=[version.pk]))
    expect(frame.locator("footer")).to_have_text("Drafted.")
    desk.field("Title").fill("Please note")
    expect(frame.get_by_role("heading", level=1)).to_have_text("Please note")


def test_the_template_can_be_chosen_instead(
    desk: Desk, post: BlogPage, asked_of_front_end: list[str]
) -> None:
    frame = beside_the_form(desk, f"/admin/pages/{post.pk}/edit/")
    expect(frame.locator(".draft")).to_be_visible()
    desk.tab.get_by_label("Preview mode").select_option(label="This site")
    expect(frame.locator(".site-header")).to_be_visible()


def test_axe_finds_nothing_in_the_front_end_beside_the_form(
    desk: Desk, blog: BlogIndexPage, asked_of_front_end: list[str]
) -> None:
    sound = builders.draft_post(blog, "Sound", body=builders.body(builders.paragraph("Words.")))
    frame = beside_the_form(desk, f"/admin/pages/{sound.pk}/edit/")
    expect(frame.get_by_role("heading", level=1)).to_have_text("Sound")
    framed = next(each for each in desk.tab.frames if "/preview/#" in each.url)
    # The user bar brings an axe too, and runs it here: this one comes later and is another.
    framed.wait_for_function("window.axe")
    framed.evaluate(Axe().axe_script)
    found = framed.evaluate("rules => axe.run(document, rules)", RULES)["violations"]
    assert [fault["id"] for fault in found] == []


# --- A reviewer's link ----------------------------------------------------------------------------


def share(desk: Desk, post: BlogPage) -> str:
    """Make a link with the form of the page; gives its address."""
    desk.tab.goto(f"/admin/pages/{post.pk}/edit/")
    desk.tab.get_by_role("button", name="Actions").first.click()
    desk.follow("Share draft")
    desk.field("Who is it for?").fill("Grace")
    desk.press("Make link")
    expect(desk.tab.get_by_text("The link is ready")).to_be_visible()
    return desk.tab.get_by_label("Address of the link").input_value()


def test_a_link_is_made_read_and_taken_back(
    desk: Desk, post: BlogPage, chromium: Browser, live_server: LiveServer
) -> None:
    address = share(desk, post)
    assert address == f"{live_server.url}/preview/{Preview.objects.get().token}/"
    reviewer = chromium.new_context().new_page()
    answers: list[Response] = []
    reviewer.on("response", lambda answer: answers.append(answer))
    reviewer.goto(address)
    expect(reviewer.get_by_role("heading", level=1)).to_have_text("As drafted")
    expect(reviewer.get_by_role("complementary", name="About this page")).to_have_text(
        re.compile(
            r"Draft – not published\.\s+This link works until \d+ \w+ \d{4}, \d\d:\d\d UTC\."
        )
    )
    told = [each.request.headers.get("referer", "") for each in answers]
    assert len(answers) > 5 and not any(told)
    desk.tab.reload()
    row = desk.tab.get_by_role("row", name="Grace")
    expect(row).to_contain_text("once")
    desk.press("Take back", row)
    expect(desk.tab.get_by_text("taken back")).to_be_visible()
    gone = reviewer.reload()
    assert gone is not None and gone.status == 404
    reviewer.context.close()


def test_axe_finds_nothing_in_the_editors_list_of_links(desk: Desk, post: BlogPage) -> None:
    share(desk, post)
    assert [fault for fault in faults(desk.tab) if "share-draft" in fault] == []


def test_with_a_front_end_a_reviewer_reads_there(
    desk: Desk, post: BlogPage, chromium: Browser, asked_of_front_end: list[str]
) -> None:
    address = share(desk, post)
    reviewer = chromium.new_context().new_page()
    reviewer.goto(address)
    expect(reviewer.get_by_role("heading", level=1)).to_have_text("As drafted")
    expect(reviewer.locator(".draft")).to_contain_text("Until")
    assert not TOKEN.search("\n".join(asked_of_front_end))
    reviewer.context.close()
