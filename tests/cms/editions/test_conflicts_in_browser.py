"""Autosave, full saves and conflicts as a browser lives through them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connections
from django.test import Client
from playwright.sync_api import Page as Tab
from playwright.sync_api import expect, sync_playwright

from blog.models import BlogPage
from tests.builders import draft_post, make_site
from tests.conftest import browser_path

pytestmark = [pytest.mark.needs("browser", "postgresql"), pytest.mark.django_db(transaction=True)]


@pytest.fixture
def tab(live_server: Any, root_page: Any) -> Iterator[Tab]:
    """A browser's tab in which an editor is signed in."""
    client = Client()
    client.force_login(User.objects.create_superuser("ada"))
    session = client.cookies["sessionid"].value
    # Playwright's loop makes Django take this thread for an asynchronous one.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=browser_path(), args=["--no-sandbox"]
            )
            context = browser.new_context(base_url=live_server.url)
            context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
            yield context.new_page()
            browser.close()
            connections.close_all()  # those of Playwright's loop, which nothing else knows of
    finally:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


def type_title(tab: Tab, title: str) -> None:
    """Type a title and wait until autosave has stored it."""
    with tab.expect_response(lambda answer: answer.request.method == "POST" and answer.ok):
        tab.locator("#id_title").fill(title)
    expect(tab.locator("#w-autosave-indicator")).to_contain_text("Saved")


def title_of(page: BlogPage) -> str:
    return str(BlogPage.objects.get(pk=page.pk).get_latest_revision_as_object().title)


def test_autosave_then_save_then_a_conflict_that_the_editor_decides(tab: Tab) -> None:
    post = draft_post(make_site(), "First")
    tab.goto(f"/admin/pages/{post.pk}/edit/")
    type_title(tab, "Second")
    type_title(tab, "Third")
    tab.keyboard.press("Control+s")
    tab.wait_for_load_state()
    expect(tab.get_by_text("has been updated")).to_be_visible()
    assert title_of(post) == "Third"

    meanwhile = BlogPage.objects.get(pk=post.pk).get_latest_revision_as_object()
    meanwhile.title = "Theirs"
    meanwhile.save_revision(user=User.objects.create_superuser("grace"))
    tab.locator("#id_title").fill("Mine")
    tab.keyboard.press("Control+s")
    # Wagtail's own warning, which names no field, comes first when it has noticed by then.
    proceed = tab.locator("#w-save-confirmation-dialog [data-w-dialog-target=confirm]")
    told = tab.get_by_text("grace saved a newer version")
    expect(proceed.or_(told).filter(visible=True)).to_be_visible()
    if proceed.is_visible():
        proceed.click()
    expect(told).to_be_visible()
    assert title_of(post) == "Theirs"
    assert tab.locator("#id_title").input_value() == "Mine"
    tab.get_by_role("button", name="Save mine over these changes").click()
    expect(tab.get_by_text("has been updated")).to_be_visible()
    assert title_of(post) == "Mine"
