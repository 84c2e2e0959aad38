"""Built bit by bit, the example is what it would be if it were built anew, byte for byte."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from pytest_django.live_server_helper import LiveServer
from wagtail.models import PageViewRestriction

from blog.models import BlogIndexPage, BlogPage, Category, Disclaimer, Person, SiteSettings
from home.models import StandardPage
from tests import builders
from tests.conftest import plant_root
from tests.examples.eleventy import BuiltSite, Example

pytestmark = [pytest.mark.needs("node", "sqlite")]

MANY = 55  # more than the request of a change builds anew
Change = Callable[[], Any]


@pytest.fixture
def blog(server: LiveServer) -> BlogIndexPage:
    plant_root()
    index = builders.make_site()
    home = index.get_parent()
    builders.publish(home.add_child(instance=StandardPage(title="About", slug="about")))
    shared: dict[str, Any] = {
        "authors": [builders.make_person("Ada")],
        "category": builders.make_category("Pain"),
        "tags": ["mood"],
    }
    routes = builders.body(
        ("route", builders.route()), ("route", builders.route("oral", "swallow"))
    )
    for number in range(3):
        builders.make_post(index, f"Post {number}", body=routes, **shared)
    for number in range(3, MANY):
        builders.make_post(index, f"Post {number}", authors=shared["authors"])
    return index


def post(slug: str) -> BlogPage:
    return BlogPage.objects.get(slug=slug)


def republish(slug: str, /, **fields: Any) -> None:
    page = post(slug)
    for name, value in fields.items():
        setattr(page, name, value)
    builders.publish(page)


def save(thing: Any, **fields: Any) -> None:
    for name, value in fields.items():
        setattr(thing, name, value)
    thing.save()


def publish_index(**fields: Any) -> None:
    index = BlogIndexPage.objects.get()
    for name, value in fields.items():
        setattr(index, name, value)
    builders.publish(index)


def hide(slug: str) -> None:
    kind = PageViewRestriction.LOGIN
    PageViewRestriction.objects.create(page=post(slug), restriction_type=kind)


def expire(slug: str) -> None:
    """As when its time comes: nothing is saved, and `changes/` has not heard of it."""
    moment = timezone.now() - timedelta(seconds=1)
    BlogPage.objects.filter(slug=slug).update(expire_at=moment)


def new_disclaimer() -> None:
    builders.publish_version(Disclaimer.objects.get(name="Site"), "<p>A second warning.</p>")


def new_post() -> None:
    builders.make_post(BlogIndexPage.objects.get(), "Brand new", tags=["mood"])


# Between two builds: what is done, then what the site says from then on, and what it says no more.
CHANGES: list[list[tuple[Change, str, str]]] = [
    [
        (new_post, "Brand new", ""),
        (lambda: republish("post-0", intro="<p>A fresh start.</p>"), "A fresh start.", ""),
        (lambda: republish("post-1", title="Another name"), "Another name", "Post 1<"),
    ],
    [
        (lambda: republish("post-1", slug="moved"), "/blog/moved/", ""),
        (lambda: post("post-2").unpublish(), "", "Post 2<"),
        (new_disclaimer, "A second warning.", "Not advice for you."),
    ],
    [
        (lambda: republish("post-2"), "Post 2<", ""),
        (lambda: save(Category.objects.get(name="Pain"), name="Aches"), "Aches", "Pain"),
    ],
    [
        (lambda: hide("post-2"), "", "Post 2<"),
        (lambda: save(Person.objects.get(name="Ada"), name="Grace"), "Grace", "Ada<"),
    ],
    [
        (lambda: PageViewRestriction.objects.get().delete(), "Post 2<", ""),
        (lambda: post("post-4").delete(), "", "Post 4<"),
    ],
    [
        (lambda: save(SiteSettings.objects.get(), name="Hilltop"), "Hilltop", ""),
        (lambda: expire("post-2"), "", "Post 2<"),
    ],
    [(lambda: publish_index(title="Journal"), ">Journal<", ">Blog<")],
]


def test_after_changes_it_is_what_a_new_build_would_be(
    example: Example, blog: BlogIndexPage, server: LiveServer, tmp_path: Path
) -> None:
    kept, state = tmp_path / "kept", tmp_path / "state"
    site = example.build(server.url, kept, state)
    for number, changes in enumerate(CHANGES):
        before, times = site.contents(), site.times()
        for change, _said, _unsaid in changes:
            change()
        example.build(server.url, kept, state)
        anew = example.build(server.url, tmp_path / f"{number}", tmp_path / f"state of {number}")
        now = site.contents()
        assert differing(now, anew.contents()) == [], number
        untouched = {path for path in now if now[path] == before.get(path)}
        assert untouched and all(site.times()[path] == times[path] for path in untouched), number
        for _change, said, unsaid in changes:
            says(site, said, unsaid)


def differing(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    return sorted(path for path in {*one, *other} if one.get(path) != other.get(path))


def says(site: BuiltSite, said: str, unsaid: str) -> None:
    text = b"\n".join(site.contents().values()).decode()
    assert said in text
    assert not unsaid or unsaid not in text


def test_nothing_new_touches_no_file(
    example: Example, blog: BlogIndexPage, server: LiveServer, tmp_path: Path
) -> None:
    site = example.build(server.url, tmp_path / "site", tmp_path / "state")
    times = site.times()
    example.build(server.url, tmp_path / "site", tmp_path / "state")
    assert site.times() == times
