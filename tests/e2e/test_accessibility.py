"""No public page has an accessibility fault that axe can find, on any screen, light or dark."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage
from pytest_django.live_server_helper import LiveServer

from blog.models import BlogIndexPage, BlogPage
from cms.editions.pages import public_page_types
from home.models import HomePage, StandardPage
from tests import builders
from tests.e2e.everything import make_everything

pytestmark = [
    pytest.mark.needs("browser"),
    pytest.mark.rendering,
    pytest.mark.django_db(transaction=True),
]

RULES = {
    "runOnly": [
        *("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice")
    ]
}
SCREENS = [(320, "light"), (320, "dark"), (1280, "light"), (1280, "dark")]


def make_pages(index: BlogIndexPage) -> dict[str, type[Any] | None]:
    """An address for every public page type, and those that no page type stands for."""
    post: Any = make_everything(index)
    author = post.authors[0]
    builders.make_post(index, "Checked", reviewer=author)
    home = index.get_parent()
    about = StandardPage(title="About us", slug="about", intro="Who we are.", body=post.body)
    builders.publish(home.add_child(instance=about))
    return {
        "/": HomePage,
        "/about/": StandardPage,
        "/blog/": BlogIndexPage,
        "/blog/?route=intravenous": None,
        "/blog/?route=rectal": None,
        f"/blog/category/{post.category.slug}/": None,
        f"/people/{author.slug}/": None,
        "/blog/everything/": BlogPage,
        "/treatments/ketamine/": None,
        "/compare/": None,
        "/compare/?treatment=ketamine&route=intravenous&route=intramuscular": None,
        "/compare/?route=nasal&fact=onset": None,
        "/compare/?treatment=nothing&route=nowhere&fact=none": None,
        "/search/": None,
        "/search/?q=e&route=intravenous": None,
        "/search/?q=everything": None,
        "/search/?q=zzz&route=intravenous": None,
        "/nowhere/": None,
    }


def _noting(problems: list[str]) -> Callable[[ConsoleMessage], None]:
    return lambda message: problems.append(message.text)


@pytest.fixture
def addresses(blog: BlogIndexPage) -> dict[str, type[Any] | None]:
    return make_pages(blog)


@pytest.mark.parametrize(("width", "scheme"), SCREENS)
def test_axe_finds_nothing_on_any_public_page(
    addresses: dict[str, type[Any] | None],
    chromium: Browser,
    live_server: LiveServer,
    width: int,
    scheme: str,
) -> None:
    assert set(public_page_types()) == {model for model in addresses.values() if model}, (
        "a page type is forgotten"
    )
    faults = []
    context = chromium.new_context(
        viewport={"width": width, "height": 800},
        color_scheme="dark" if scheme == "dark" else "light",
        base_url=live_server.url,
    )
    page = context.new_page()
    problems: list[str] = []
    page.on("console", _noting(problems))
    for address in addresses:
        page.goto(address)
        found = Axe().run(page, options=RULES).response["violations"]
        faults += [
            f"{address} {width} {scheme}: {fault['id']} {fault['nodes'][0]['html'][:200]}"
            for fault in found
        ]
        too_wide = page.evaluate(
            "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        )
        if too_wide:
            faults.append(f"{address} {width}: wider than the screen")
    faults += [text for text in problems if "404" not in text]
    context.close()
    assert not faults, "\n".join(faults)
