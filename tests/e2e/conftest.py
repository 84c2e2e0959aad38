"""A real browser in front of a running server."""

from __future__ import annotations

from collections.abc import Iterator
from threading import RLock
from typing import Any

import pytest
from django.conf import LazySettings
from django.contrib.auth.models import User
from django.core.handlers.wsgi import WSGIHandler
from django.urls import get_script_prefix, set_script_prefix
from playwright.sync_api import Browser, sync_playwright
from pytest_django.live_server_helper import LiveServer
from wagtail.models import Page as WagtailPage
from wagtail.models import Site

from blog.models import BlogIndexPage
from blog.publishing.roles import make_roles
from tests.builders import make_site
from tests.conftest import browser_path

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


@pytest.fixture(scope="session", autouse=True)
def one_request_at_a_time() -> Iterator[None]:
    """SQLite in memory is one connection, which the server's threads share."""
    lock, answer = RLock(), WSGIHandler.__call__

    def answer_alone(handler: WSGIHandler, environ: Any, start_response: Any) -> Any:
        with lock:
            return answer(handler, environ, start_response)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(WSGIHandler, "__call__", answer_alone)
        yield


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """One browser for the tests of a module."""
    # Playwright runs an event loop in this thread, where Django would refuse to ask its database.
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        browser = playwright.chromium.launch(executable_path=browser_path(), args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def blog(
    transactional_db: None,
    root_page: WagtailPage,
    live_server: LiveServer,
    settings: LazySettings,
) -> Iterator[BlogIndexPage]:
    """The blog of a site at the address where the server answers, for editors in their roles."""
    # Many hands of Argon2 would only heat the room; what a login is has its own tests.
    settings.WAGTAILADMIN_BASE_URL = live_server.url
    make_roles()
    index = make_site()
    Site.objects.update(hostname=live_server.thread.host, port=live_server.thread.port)
    Site.clear_site_root_paths_cache() if hasattr(Site, "clear_site_root_paths_cache") else None
    prefix = get_script_prefix()
    yield index
    set_script_prefix(prefix)


@pytest.fixture
def editor(blog: BlogIndexPage) -> User:
    user = User.objects.create_superuser("ada", "ada@example.org", PASSWORD)
    user.first_name, user.last_name = "Ada", "Lovelace"
    user.save()
    return user
