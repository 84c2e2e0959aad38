"""`load_demo`: a whole site into an empty installation, once, or nothing at all."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO, StringIO
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.management import CommandError, call_command
from PIL import Image
from wagtail.models import Page, Revision, Site

from blog.models import BlogIndexPage, BlogPage, Disclaimer, RouteEntry, SiteSettings
from cms.images.models import CustomImage
from home.demo import library, loader
from home.demo.content import PAGES, POSTS, SITE
from home.demo.pictures import LOGO, SCENES, Picture
from home.models import HomePage, StandardPage

pytestmark = pytest.mark.django_db
encode = library.encode


@pytest.fixture(autouse=True)
def plain_pictures(monkeypatch: pytest.MonkeyPatch, settings: LazySettings) -> None:
    """Painting and indexing take seconds; here plain surfaces do, and nothing is searched."""
    backends = settings.WAGTAILSEARCH_BACKENDS
    settings.WAGTAILSEARCH_BACKENDS = {
        name: {**backend, "AUTO_UPDATE": False} for name, backend in backends.items()
    }

    def encode_plain(picture: Picture) -> tuple[str, bytes]:
        return encode(replace(picture, paint=plain, size=(96, 64)))

    def plain(size: tuple[int, int]) -> Image.Image:
        return Image.new("RGB", size, "#4f9a7c")

    monkeypatch.setattr(library, "encode", encode_plain)


def load_demo(**options: Any) -> str:
    output = StringIO()
    call_command("load_demo", stdout=output, **options)
    return output.getvalue()


def test_every_page_is_public_and_none_has_anything_left_to_publish() -> None:
    load_demo()

    posts = BlogPage.objects.all()
    assert {post.slug for post in posts} == {post.slug for post in POSTS}
    assert {page.slug for page in StandardPage.objects.all()} == {page.slug for page in PAGES}
    for page in (*posts, *StandardPage.objects.all(), *BlogIndexPage.objects.all()):
        assert page.is_published(), page
        assert not page.has_unpublished_changes, page
        assert page.live_revision_id == page.latest_revision_id, page
        assert page.findings() == [], page


def test_posts_have_spread_dates_a_disclaimer_in_force_and_their_routes_entered() -> None:
    load_demo()

    newest_first = BlogPage.objects.order_by("-first_published_at")
    assert [post.slug for post in newest_first] == [post.slug for post in POSTS]
    for post in newest_first:
        assert post.last_reviewed < post.first_published_at.date() < post.next_review_due
        assert post.last_published_at == post.first_published_at
        assert not post.is_past_review
        assert post.disclaimer_in_force()
    blocks = sum(block["type"] == "route" for post in POSTS for block in post.body)
    assert RouteEntry.objects.count() == blocks


def test_the_home_page_takes_the_place_of_the_welcome_page_and_the_site_has_its_settings() -> None:
    load_demo()

    home = HomePage.objects.get()
    assert Site.objects.get().root_page_id == home.pk
    assert [page.pk for page in Page.get_first_root_node().get_children()] == [home.pk]
    assert home.featured_posts.count() == loader.FEATURED
    settings: Any = SiteSettings.objects.get()
    assert settings.name == SITE.name
    assert settings.logo.title == LOGO.title
    assert settings.default_disclaimer.slug == SITE.default_disclaimer
    menu = [(link.page.slug, link.label) for link in settings.navigation.all()]
    assert menu == list(SITE.navigation)


def test_it_says_one_line_in_a_pipe_and_changes_nothing_the_second_time() -> None:
    assert load_demo() == "The demo site is loaded.\n"
    before = (Page.objects.count(), Revision.objects.count(), CustomImage.objects.count())

    assert "nothing was changed" in load_demo()
    assert load_demo(verbosity=0) == ""
    assert before == (
        Page.objects.count(),
        Revision.objects.count(),
        CustomImage.objects.count(),
    )


def test_a_load_that_fails_leaves_nothing_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: Any) -> None:
        raise RuntimeError("out of paper")

    monkeypatch.setattr(loader.Loader, "publish_post", fail)
    pages = set(Page.objects.values_list("pk", flat=True))

    with pytest.raises(RuntimeError, match="out of paper"):
        load_demo()

    assert set(Page.objects.values_list("pk", flat=True)) == pages
    assert not CustomImage.objects.exists()
    assert not Disclaimer.objects.exists()


def test_a_home_page_of_somebody_else_is_not_replaced() -> None:
    site = Site.objects.get()
    home = Page.get_first_root_node().add_child(instance=HomePage(title="Ours", slug="ours"))
    site.root_page = home
    site.save()

    with pytest.raises(CommandError, match="“Ours”"):
        load_demo()

    assert not BlogIndexPage.objects.exists()


def test_pictures_become_jpeg_and_the_see_through_mark_png() -> None:
    extension, content = encode(replace(SCENES["sea-sunrise"], size=(192, 128)))
    assert extension == "jpg"
    assert content.startswith(b"\xff\xd8")

    extension, content = encode(replace(LOGO, size=(64, 64)))
    assert extension == "png"
    assert Image.open(BytesIO(content)).mode == "RGBA"
