"""A real browser in front of a running server."""

from __future__ import annotations

from collections.abc import Iterator
from threading import RLock
from typing import Any

import pytest
from django.conf import LazySettings
from django.contrib.auth.models import User
from django.core.handlers.wsgi import WSGIHandler
from playwright.sync_api import Browser, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer
from wagtail.models import Page as WagtailPage
from wagtail.models import Site

from blog import paging, search_view
from blog.models import BlogIndexPage, SiteSettings
from blog.publishing.roles import make_roles
from tests.browser import browser_of_tests
from tests.builders import make_disclaimer, make_site
from tests.e2e.pages import make_pages

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE = 20_000  # milliseconds; only a failing test waits that long
PASSWORD = "quiet mountains"


class Door:
    """Lets requests to the database one by one, and none while a test's data goes.

    SQLite in memory is one connection, which the server's threads share; and a page of the admin
    that is closed still says goodbye to the server.
    """

    def __init__(self) -> None:
        self.lock = RLock()
        self.is_open = True
        self.answer_of_django: Any = WSGIHandler.__call__

    def answer(self, handler: WSGIHandler, environ: Any, start_response: Any) -> list[bytes]:
        with self.lock:
            if not self.is_open:
                start_response("503 Service Unavailable", [("Content-Length", "0")])
                return []
            response = self.answer_of_django(handler, environ, start_response)
            try:
                return [b"".join(response)]
            finally:
                response.close()

    def set(self, is_open: bool) -> None:
        """Open or close it, once the request that is being answered is done."""
        with self.lock:
            self.is_open = is_open


DOOR = Door()


@pytest.fixture(scope="module", autouse=True)
def door_of_the_server() -> Iterator[None]:
    """Every request passes the door, as long as tests with a browser run."""

    def answer(handler: WSGIHandler, environ: Any, start_response: Any) -> list[bytes]:
        return DOOR.answer(handler, environ, start_response)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(WSGIHandler, "__call__", answer)
        yield


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown() -> Iterator[None]:
    yield
    DOOR.set(is_open=True)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """One browser for the tests of a module."""
    # Playwright runs an event loop in this thread, where Django would refuse to ask its database.
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        expect.set_options(timeout=PATIENCE)
        browser = playwright.chromium.launch(executable_path=browser_of_tests(), args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def bare_blog(
    transactional_db: None,
    root_page: WagtailPage,
    live_server: LiveServer,
    settings: LazySettings,
) -> Iterator[BlogIndexPage]:
    """The blog of a site at the address where the server answers, with its roles and no more."""
    settings.WAGTAILADMIN_BASE_URL = live_server.url
    make_roles()
    index = make_site(with_disclaimer=False)
    site = Site.objects.get(is_default_site=True)
    site.hostname, site.port = live_server.thread.host, live_server.thread.port
    site.save()
    yield index
    DOOR.set(is_open=False)


@pytest.fixture
def blog(bare_blog: BlogIndexPage) -> BlogIndexPage:
    """The blog of a site that has a disclaimer for every post."""
    site_settings = SiteSettings.objects.get()
    site_settings.default_disclaimer = make_disclaimer("Site")
    site_settings.save()
    return bare_blog


@pytest.fixture
def addresses(
    blog: BlogIndexPage, settings: LazySettings, monkeypatch: pytest.MonkeyPatch
) -> dict[str, type[Any] | None]:
    """Every page that readers meet, on a site that also speaks Arabic and has short lists."""
    settings.LANGUAGES = [("en", "English"), ("ar", "Arabic")]
    for module in (paging, search_view):
        monkeypatch.setattr(module, "PER_PAGE", 2)
    return make_pages(blog)


@pytest.fixture
def editor(bare_blog: BlogIndexPage) -> User:
    user = User.objects.create_superuser("ada", "ada@example.org", PASSWORD)
    user.first_name, user.last_name = "Ada", "Lovelace"
    user.save()
    return user
