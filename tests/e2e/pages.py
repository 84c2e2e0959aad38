"""An address for each template that readers meet."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib.auth.models import User
from django.template.loader import render_to_string
from playwright.sync_api import Page

from blog.models import BlogIndexPage, BlogPage
from cms.preview.models import Preview
from home.models import HomePage, StandardPage
from tests import builders
from tests.e2e.everything import make_everything

FAILURES = {"/failure/500/": "500.html", "/failure/503/": "503.html"}


def make_pages(index: BlogIndexPage) -> dict[str, type[Any] | None]:
    """An address for every public page type, and those that no page type stands for."""
    post: Any = make_everything(index)
    author = post.authors[0]
    checked = builders.make_post(index, "Checked", reviewer=author)
    about = StandardPage(title="About us", slug="about", intro="Who we are.", body=post.body)
    builders.publish(index.get_parent().add_child(instance=about))
    link = Preview.of_revision(
        checked.latest_revision, User.objects.create_user("ada"), timedelta(hours=72), "For Grace"
    )
    return {
        "/": HomePage,
        "/about/": StandardPage,
        "/blog/": BlogIndexPage,
        "/blog/?page=2": None,
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
        "/ar/search/?q=zzz": None,
        f"/preview/{link.token}/": None,
        "/nowhere/": None,
        **dict.fromkeys(FAILURES),
    }


def visit(page: Page, address: str) -> None:
    """Open one of those addresses; no request makes a site fail, so its failures are put there.

    Only for as long as that takes: where a test answers requests, the browser keeps no files.
    """
    if address not in FAILURES:
        page.goto(address)
        return
    shown = render_to_string(FAILURES[address])
    page.route(f"**{address}", lambda route: route.fulfill(body=shown, content_type="text/html"))
    page.goto(address)
    page.unroute_all()
