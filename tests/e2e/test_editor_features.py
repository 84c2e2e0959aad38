"""What Wagtail gives to editors works on a post: each feature once, in a browser."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from django.contrib.auth.models import User
from django.test import Client
from playwright.sync_api import Browser, Page, Route, expect
from pytest_django.live_server_helper import LiveServer

from blog.models import BlogIndexPage, BlogPage
from tests.builders import body, draft_post, make_post, paragraph
from tests.e2e.conftest import PATIENCE
from tests.e2e.desk import ROOM, Desk

pytestmark = [pytest.mark.needs("browser"), pytest.mark.django_db(transaction=True)]

OPENING = "Ask how long the visit takes and who will be with you."


@pytest.fixture
def sign_in(
    chromium: Browser, live_server: LiveServer, blog: BlogIndexPage
) -> Iterator[Callable[[User], Desk]]:
    """The admin as a user sees it who has signed in before."""
    contexts = []

    def enter(user: User) -> Desk:
        client = Client()
        client.force_login(user)
        context = chromium.new_context(base_url=live_server.url, **ROOM)
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        session = client.cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
        context.add_init_script(REMEMBER_WATCHING)
        return Desk(context.new_page())

    yield enter
    for context in contexts:
        context.close()


@pytest.fixture
def desk(sign_in: Callable[[User], Desk], editor: User) -> Desk:
    return sign_in(editor)


def revise(post: BlogPage, **fields: str) -> None:
    """A newer draft."""
    latest = post.get_latest_revision_as_object()
    for name, value in fields.items():
        setattr(latest, name, value)
    latest.save_revision(log_action=True)


def latest_title(post: BlogPage) -> str:
    return str(BlogPage.objects.get(pk=post.pk).get_latest_revision_as_object().title)


# What the form holds when Wagtail begins to watch it, twice after two seconds, counts as saved.
REMEMBER_WATCHING = """document.addEventListener(
    "w-unsaved:watch-edits", () => { window.watchedSince = performance.now() })"""
IS_WATCHED = "() => performance.now() - window.watchedSince > 700"


def open_editor(desk: Desk, post: BlogPage) -> Page:
    desk.tab.goto(f"/admin/pages/{post.pk}/edit/")
    desk.tab.wait_for_function(IS_WATCHED, polling=100)
    return desk.tab


def type_and_wait_for_autosave(desk: Desk, label: str, text: str) -> None:
    with desk.tab.expect_response(
        lambda answer: answer.request.method == "POST" and answer.url.endswith("/edit/")
    ) as answer:
        desk.field(label).fill(text)
    assert answer.value.ok
    expect(desk.tab.locator("#w-autosave-indicator")).to_contain_text("Saved")


def test_a_draft_is_saved_by_itself_and_readers_see_nothing_of_it(
    desk: Desk, blog: BlogIndexPage
) -> None:
    post = make_post(blog, "As published", body=body(paragraph(OPENING)))
    tab = open_editor(desk, post)
    type_and_wait_for_autosave(desk, "Title", "As typed")
    tab.reload()
    expect(desk.field("Title")).to_have_value("As typed")
    tab.goto("/blog/as-published/")
    expect(tab.get_by_role("heading", level=1)).to_have_text("As published")


def test_a_comment_is_kept_beside_its_field(desk: Desk, blog: BlogIndexPage) -> None:
    tab = open_editor(desk, draft_post(blog, "First", body=body(paragraph(OPENING))))
    desk.press("Toggle comments")
    panel = desk.panel("Subtitle")
    panel.hover()
    panel.get_by_role("button", name="Add comment").click()
    tab.get_by_placeholder("Enter your comment").fill("Which one is meant?")
    desk.press("Comment")
    desk.press("Save draft")
    expect(tab.get_by_text("has been updated").first).to_be_visible()
    # Comments stay open over a save.
    expect(tab.get_by_text("Which one is meant?")).to_be_visible()


def test_a_post_is_published_later(desk: Desk, blog: BlogIndexPage) -> None:
    tab = open_editor(desk, draft_post(blog, "First", body=body(paragraph(OPENING))))
    desk.press("Toggle status")
    desk.press("Set schedule")
    dialog = tab.get_by_role("dialog", name="Set publishing schedule")
    moment = desk.field("Go live date/time", dialog)
    desk.set_moment("2100-01-01 09:00", moment, dialog.get_by_role("heading"))
    desk.press("Save schedule", dialog)
    expect(tab.get_by_text("Go-live:")).to_be_visible()
    desk.press("More actions")
    desk.press("Schedule to publish")
    expect(tab.get_by_text("has been scheduled for publishing")).to_be_visible()
    row = tab.get_by_role("row", name="First")
    expect(row.get_by_role("cell", name="Current page status: scheduled")).to_be_visible()


def test_two_versions_are_compared_and_the_older_one_is_brought_back(
    desk: Desk, blog: BlogIndexPage
) -> None:
    post = draft_post(blog, "First")
    revise(post, subtitle="In one room")
    revise(post, subtitle="In two rooms")
    tab = desk.tab
    tab.goto(f"/admin/pages/{post.pk}/history/")
    tab.get_by_role("button", name="Actions").first.click()
    tab.get_by_role("link", name="Compare with previous version").click()
    change = tab.get_by_role("row", name="Subtitle")
    expect(change.locator(".deletion")).to_have_text("one room")
    expect(change.locator(".addition")).to_have_text("two rooms")
    tab.goto(f"/admin/pages/{post.pk}/history/")
    tab.get_by_role("button", name="Actions").last.click()
    tab.get_by_role("link", name="Review this version").click()
    expect(desk.field("Subtitle")).to_have_value("In one room")
    desk.press("Replace current draft")
    expect(tab.get_by_text("has been replaced with version")).to_be_visible()
    expect(desk.field("Subtitle")).to_have_value("In one room")


def test_checks_of_reading_and_accessibility_appear_beside_the_form(
    desk: Desk, blog: BlogIndexPage
) -> None:
    skipping = ("heading", {"text": "Too deep", "level": "h4", "anchor": "too-deep"})
    tab = open_editor(desk, draft_post(blog, "First", body=body(skipping, paragraph(OPENING))))
    desk.press("Toggle checks")
    panel = tab.locator("[data-side-panel=checks]")
    expect(panel.locator("[data-content-word-count]")).to_have_text(re.compile(r"\d+"))
    expect(panel.locator("[data-content-readability-score]")).to_have_text(re.compile(r"\w+"))
    expect(panel.get_by_text("Incorrect heading hierarchy")).to_be_visible()


def hold_autosave(desk: Desk) -> Callable[[str], Callable[[], None]]:
    """The first autosave reaches the server at once, and its answer the form when told to.

    Gives what types a title and waits for that autosave, which gives what lets the answer go.
    """
    held: list[Callable[[], None]] = []

    def take(route: Route) -> None:
        is_autosave = route.request.headers.get("accept") == "application/json"
        if held or not is_autosave or route.request.method != "POST":
            route.continue_()
        else:
            answer = route.fetch()
            held.append(lambda: route.fulfill(response=answer))

    def type_title(title: str) -> Callable[[], None]:
        field = desk.field("Title")
        field.fill("")
        field.press_sequentially(title)
        while not held:
            desk.tab.wait_for_timeout(20)
        return held[0]

    desk.tab.route("**/admin/pages/**", take)
    return type_title


def test_a_save_waits_for_the_autosave_under_way(desk: Desk, blog: BlogIndexPage) -> None:
    """The editor would else be told of a newer version, which is their own."""
    post = draft_post(blog, "First")
    tab = open_editor(desk, post)
    let_go = hold_autosave(desk)("Second")
    desk.press("Save draft")
    let_go()
    expect(tab.get_by_text("has been updated")).to_be_visible()
    assert latest_title(post) == "Second"


def test_a_new_post_that_autosave_is_making_is_not_made_twice(
    desk: Desk, blog: BlogIndexPage
) -> None:
    desk.tab.goto(f"/admin/pages/add/blog/blogpage/{blog.pk}/")
    desk.tab.wait_for_function(IS_WATCHED, polling=100)
    let_go = hold_autosave(desk)("Only one")
    desk.press("Save draft")
    let_go()
    expect(desk.tab.get_by_text("has been updated")).to_be_visible()
    assert latest_title(BlogPage.objects.get()) == "Only one"


def test_a_save_after_ones_own_autosaves_is_no_conflict(desk: Desk, blog: BlogIndexPage) -> None:
    post = draft_post(blog, "First")
    tab = open_editor(desk, post)
    type_and_wait_for_autosave(desk, "Title", "Second")
    type_and_wait_for_autosave(desk, "Title", "Third")
    desk.press("Save draft")
    expect(tab.get_by_text("has been updated")).to_be_visible()
    assert latest_title(post) == "Third"


def test_a_save_from_an_old_form_says_so_and_keeps_what_was_typed(
    desk: Desk, sign_in: Callable[[User], Desk], blog: BlogIndexPage
) -> None:
    post = draft_post(blog, "First", body=body(paragraph(OPENING)))
    colleague = User.objects.create_superuser("grace", first_name="Grace", last_name="Hopper")
    tab = open_editor(desk, post)
    other = sign_in(colleague)
    open_editor(other, post)
    type_and_wait_for_autosave(other, "Title", "Theirs")
    desk.field("Subtitle").fill("Mine")
    told = tab.get_by_text("Grace Hopper saved a newer version")
    # Wagtail's own warning, which does not say what changed, comes first when it has noticed.
    warning = tab.get_by_role("dialog", name="Grace Hopper saved a new version")
    desk.press("Save draft")
    expect(told.or_(warning).first).to_be_visible()
    if warning.is_visible():
        warning.get_by_role("button", name=re.compile("Continue|Save draft")).click()
    expect(told).to_be_visible()
    assert latest_title(post) == "Theirs"
    expect(desk.field("Subtitle")).to_have_value("Mine")
    expect(tab.get_by_text(re.compile(r"Changed since: .*Title"))).to_be_visible()
    desk.press("Save mine over these changes")
    expect(tab.get_by_text("has been updated")).to_be_visible()
    assert latest_title(post) == "First"
