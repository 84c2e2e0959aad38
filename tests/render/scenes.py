"""What is rendered: each page for readers, in each of its states."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.template import Template
from django.template.loader import render_to_string
from django.test import Client
from django.test.signals import template_rendered
from django.test.utils import setup_test_environment, teardown_test_environment

from blog.models import BlogIndexPage, BlogPage, DisclaimerVersion
from cms.preview.models import Preview
from tests.builders import make_post, publish
from tests.e2e.everything import make_everything

TEMPLATES = Path(settings.BASE_DIR) / "templates"
# For editors and for developers; nobody reads the site through them.
NOT_FOR_READERS = ("wagtailadmin/", "wagtailcore/", "blog/admin/", "api/", "preview/")

POST = "/blog/ketamine-into-a-muscle-or-a-vein/"
CHOSEN = "?treatment=ketamine&route=intravenous&route=intramuscular"


@dataclass(frozen=True)
class Scene:
    """A page to look at: an address of the site, or HTML to show as if it stood there."""

    name: str
    address: str
    html: str = ""


def make_scenes() -> list[Scene]:
    """Every page and state, after what they need is added to the demo site."""
    index = BlogIndexPage.objects.get(slug="blog")
    addresses = _addresses() | _added(index)
    return [
        *(Scene(name, address) for name, address in addresses.items()),
        *(Scene(name, f"/as-if/{name}/", html) for name, html in _without_address().items()),
    ]


def _addresses() -> dict[str, str]:
    """Pages that the demo site has."""
    return {
        "home": "/",
        "index": "/blog/",
        "index-filtered": "/blog/?route=intravenous&treatment=ketamine",
        "index-nothing": "/blog/?route=rectal",
        "category": "/blog/category/ways-to-have-treatment/",
        "tag": "/blog/tag/safety/",
        "post": POST,
        "about": "/about/",
        "contact": "/contact/",
        "person": "/people/maya-okafor/",
        "treatment": "/treatments/ketamine/",
        "treatment-alone": "/treatments/esketamine/",
        "compare": "/compare/",
        "compare-chosen": f"/compare/{CHOSEN}",
        "compare-nothing": "/compare/?treatment=esketamine&route=rectal",
        "compare-refused": "/compare/?treatment=nothing&route=nowhere",
        "search": "/search/",
        "search-found": "/search/?q=ketamine",
        "search-filtered": "/search/?q=ketamine&route=intravenous",
        "search-nothing": "/search/?q=zzz&route=intravenous",
        "404": "/nowhere/",
    }


def _added(index: BlogIndexPage) -> dict[str, str]:
    """Pages that the demo site would not show its readers."""
    everything = make_everything(index)
    for number in range(1, 4):
        make_post(index, f"A short note without a picture, number {number}")
    late = BlogPage.objects.get(slug="when-to-call")
    late.next_review_due = date.today() - timedelta(days=40)
    publish(late)
    bare: Any = BlogIndexPage(title="Articles", slug="empty")
    publish(index.get_parent().add_child(instance=bare))
    draft = Preview.of_revision(late.latest_revision, None, timedelta(days=7))
    return {
        "index-second": "/blog/?page=2",
        "index-empty": "/empty/",
        "post-everything": f"/blog/{everything.slug}/",
        "post-late": "/blog/when-to-call/",
        "post-draft": f"/preview/{draft.token}/",
    }


def _without_address() -> dict[str, str]:
    """What a reader meets when the site fails, and what editors see of a disclaimer."""
    disclaimer: Any = DisclaimerVersion.objects.first()
    preview = disclaimer.make_preview_request().render()
    return {
        "500": render_to_string("500.html"),
        "503": render_to_string("503.html"),
        "disclaimer": preview.content.decode(),
    }


def forgotten_templates(scenes: list[Scene]) -> list[str]:
    """The templates for readers that were not used for any of the scenes."""
    of_editors = ("blog/disclaimer_preview.html", "blog/social_card_preview.html")
    seen: set[str] = {"500.html", "503.html", "failure.html", *of_editors}

    def note(template: Template, **_: Any) -> None:
        seen.add(str(template.name))

    setup_test_environment()
    template_rendered.connect(note)
    for scene in scenes:
        if not scene.html:
            Client().get(scene.address, headers={"host": "localhost"})
    template_rendered.disconnect(note)
    teardown_test_environment()
    paths = (str(path.relative_to(TEMPLATES)) for path in TEMPLATES.rglob("*.html"))
    return sorted(
        path for path in paths if not path.startswith(NOT_FOR_READERS) and path not in seen
    )
