"""An address for each template that readers meet."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib.auth.models import User
from django.template.loader import render_to_string
from playwright.sync_api import BrowserContext, Route

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


def answer_with_failures(context: BrowserContext) -> None:
    """Have the pages of a site that has failed at their addresses, as no request makes it fail."""
    for address, template in FAILURES.items():
        context.route(f"**{address}", _answer(render_to_string(template)))


def _answer(page: str) -> Any:
    def answer(route: Route) -> None:
        route.fulfill(body=page, content_type="text/html; charset=utf-8")

    return answer
