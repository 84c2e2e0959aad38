"""Small, true content for tests: a site, people, disclaimers and posts, published for real."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page, Site

from blog.models import (
    BlogIndexPage,
    BlogPage,
    BlogPageAuthor,
    Category,
    Disclaimer,
    DisclaimerVersion,
    Person,
    Reference,
    SiteSettings,
    Treatment,
)
from home.models import HomePage

_numbers = itertools.count(1)


def make_disclaimer(name: str = "", text: str = "<p>Not advice for you.</p>") -> Disclaimer:
    """A disclaimer with one version in force."""
    disclaimer = Disclaimer.objects.create(name=name or f"Disclaimer {next(_numbers)}")
    publish_version(disclaimer, text)
    return disclaimer


def publish_version(disclaimer: Disclaimer, text: str, **fields: Any) -> DisclaimerVersion:
    version = DisclaimerVersion(disclaimer=disclaimer, text=text, **fields)
    version.save()
    version.save_revision().publish()
    version.refresh_from_db()
    return version


def make_site(with_disclaimer: bool = True) -> BlogIndexPage:
    """A home page as the site's root with a blog below it; returns the blog."""
    root = Page.get_first_root_node()
    home = publish(root.add_child(instance=HomePage(title="Larkfield", slug="larkfield")))
    site, _ = Site.objects.update_or_create(
        is_default_site=True,
        defaults={"hostname": "testserver", "port": 80, "root_page": home},
    )
    settings = SiteSettings.for_site(site)
    settings.name, settings.jurisdiction, settings.email = "Larkfield", "US", "a@example.org"
    if with_disclaimer:
        settings.default_disclaimer = make_disclaimer("Site")
    settings.save()
    return publish(home.add_child(instance=BlogIndexPage(title="Blog", slug="blog")))


def publish(page: Any) -> Any:
    page.save_revision().publish()
    page.refresh_from_db()
    return page


def make_person(name: str = "", **fields: Any) -> Person:
    return Person.objects.create(name=name or f"Person {next(_numbers)}", **fields)


def make_category(name: str = "", **fields: Any) -> Category:
    return Category.objects.create(name=name or f"Category {next(_numbers)}", **fields)


def make_treatment(name: str = "", **fields: Any) -> Treatment:
    return Treatment.objects.create(name=name or f"Treatment {next(_numbers)}", **fields)


def make_reference(title: str = "", **fields: Any) -> Reference:
    return Reference.objects.create(title=title or f"Reference {next(_numbers)}", **fields)


def route(key: str = "intramuscular", method: str = "injection", **fields: Any) -> dict[str, Any]:
    """The stored shape of a route block's value."""
    return {"route": key, "method": method, "summary": "<p>Into a muscle.</p>", **fields}


def quantity(low: Any, high: Any, *references: Any, **fields: Any) -> dict[str, Any]:
    """The stored shape of a known duration in minutes."""
    return {
        "status": "known",
        "low": str(low),
        "high": str(high),
        "unit": "min",
        "references": [reference.pk for reference in references],
        **fields,
    }


def body(*blocks: tuple[str, Any]) -> list[dict[str, Any]]:
    """The stored shape of a body: `body(("paragraph", {...}), ...)`."""
    return [
        {"type": kind, "value": value, "id": f"00000000-0000-4000-8000-{index:012d}"}
        for index, (kind, value) in enumerate(blocks)
    ]


def paragraph(text: str, *references: Any) -> tuple[str, dict[str, Any]]:
    return "paragraph", {"text": f"<p>{text}</p>", "references": [each.pk for each in references]}


def draft_post(index: BlogIndexPage, title: str = "", **fields: Any) -> BlogPage:
    """A draft that could be published as it is, unless `fields` take something away."""
    authors = fields.pop("authors", None)
    tags = fields.pop("tags", [])
    treatments = fields.pop("treatments", [])
    fields.setdefault("category", Category.objects.first() or make_category())
    page = BlogPage(title=title or f"Post {next(_numbers)}", **fields)
    page.page_authors = [
        BlogPageAuthor(person=person)
        for person in (authors if authors is not None else [make_person()])
    ]
    page.tags.add(*tags)
    page.treatments = treatments
    index.add_child(instance=page)
    page.save_revision(clean=False)
    return page


def make_post(index: BlogIndexPage, title: str = "", **fields: Any) -> BlogPage:
    """A published post."""
    page = draft_post(index, title, **fields)
    page.latest_revision.publish()
    page.refresh_from_db()
    return page


@contextmanager
def taken_back() -> Iterator[None]:
    """For what all tests of a class read: what is written inside goes when the class ends."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def later(**delta: Any) -> Any:
    return timezone.now() + timedelta(**delta)
