"""The example in a browser: no accessibility fault, nothing from elsewhere, a working search."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from lxml import html
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from blog.models import BlogPage
from cms.preview.models import Preview
from home.models import StandardPage
from tests import builders
from tests.blog.block_values import squeezed
from tests.conftest import plant_root
from tests.e2e.everything import make_everything
from tests.e2e.test_accessibility import RULES
from tests.examples.eleventy import Example

pytestmark = [pytest.mark.needs("browser", "node", "sqlite")]

SCREENS = [(width, scheme) for width in (360, 1280) for scheme in ("light", "dark")]
PAGES = [
    *("/", "/about/", "/blog/", "/blog/everything/", "/blog/tag/mood/", "/blog/route/nasal/"),
    *("/people/dana/", "/treatments/ketamine/", "/search/", "/search/?q=hills", "/404.html"),
]
# The innermost elements that stick out of the screen, unless they scroll within something.
TOO_WIDE = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  return [...document.querySelectorAll("main *")]
    .filter((each) => each.getBoundingClientRect().right > width && !each.closest(".frame"))
    .map((each) => each.outerHTML.slice(0, 120)).slice(-3);
}"""


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *args: Any) -> None:
        pass


@pytest.fixture
def address(example: Example, server: LiveServer, tmp_path: Path) -> Iterator[str]:
    """Where the built site is served, as a host of plain files does."""
    plant_root()
    index = builders.make_site()
    post = make_everything(index)
    about = StandardPage(title="About us", slug="about", intro="Who we are.", body=post.body)
    builders.publish(index.get_parent().add_child(instance=about))
    site = example.build(server.url, tmp_path / "site", tmp_path / "state")
    handler = partial(Quiet, directory=str(site.folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as files:
        Thread(target=files.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{files.server_port}"
        files.shutdown()


def test_axe_finds_nothing_and_nothing_comes_from_elsewhere(
    address: str, server: LiveServer, chromium: Browser
) -> None:
    faults: list[str] = []
    asked: list[str] = []
    for width, scheme in SCREENS:
        context = chromium.new_context(
            viewport={"width": width, "height": 800},
            color_scheme="dark" if scheme == "dark" else "light",
            base_url=address,
        )
        page = context.new_page()
        page.on("console", noting(faults, "text"))
        page.on("request", noting(asked, "url"))
        for path in PAGES:
            page.goto(path)
            page.wait_for_load_state("networkidle")
            faults += [f"{path} {width} {scheme}: {fault}" for fault in faults_of(page)]
        context.close()
    faults += [url for url in asked if not url.startswith((address, server.url, "data:"))]
    assert not faults, "\n".join(faults)


def noting(kept: list[str], name: str) -> Callable[[Any], None]:
    return lambda event: kept.append(getattr(event, name))


def faults_of(page: Page) -> Iterator[str]:
    for fault in Axe().run(page, options=RULES).response["violations"]:
        yield f"{fault['id']} {fault['nodes'][0]['html'][:200]}"
    for wide in page.evaluate(TOO_WIDE):
        yield f"wider than the screen: {wide}"


def test_a_draft_is_shown_as_it_would_be_published(address: str, chromium: Browser) -> None:
    draft = BlogPage.objects.get(slug="everything").get_latest_revision_as_object()
    draft.title = "Not yet published"
    draft.category = None
    link = Preview.of_revision(draft.save_revision(clean=False), None, timedelta(hours=1))
    page = chromium.new_page(base_url=address)
    faults: list[str] = []
    page.on("pageerror", noting(faults, "message"))
    page.goto(f"/preview/#{link.token}")
    expect(page.get_by_role("heading", level=1)).to_have_text("Not yet published")
    expect(page.get_by_text("Draft – not published.")).to_be_visible()
    expect(page.get_by_role("heading", name="Disclaimer")).to_be_visible()
    shown = squeezed(page.locator("#content").inner_text())
    assert all(squeezed(text) in shown for text in paragraphs_of(draft))
    assert not faults and not [*faults_of(page)]
    link.revoke()
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("This link works no more")
    page.close()


def paragraphs_of(post: BlogPage) -> list[str]:
    written = [child.value["text"] for child in post.body if child.block_type == "paragraph"]
    return [str(html.document_fromstring(str(text)).xpath("string()")) for text in written]


def test_the_search_page_finds_what_is_published(address: str, chromium: Browser) -> None:
    page = chromium.new_page(base_url=address)
    page.goto("/search/")
    page.get_by_label("What are you looking for?").fill("related")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name="A related post").click()
    assert page.url == f"{address}/blog/a-related-post/"
    page.close()
    context = chromium.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    page.goto("/search/")
    assert "Searching needs scripts" in (page.locator("noscript").text_content() or "")
    context.close()
