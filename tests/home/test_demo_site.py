"""The site that `load_demo` makes."""

from __future__ import annotations

from typing import Any

import pytest
from wagtail.models import Page, Revision, Site

from blog.models import BlogIndexPage, BlogPage, RouteEntry, SiteSettings
from cms.images.models import CustomImage
from home.demo import loader
from home.demo.content import PAGES, POSTS, SITE
from home.demo.pictures import LOGO
from home.models import HomePage, StandardPage
from tests.home.conftest import load_demo

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def words(plain_pictures: None, kept_root: Page) -> str:
    """What the command said."""
    return load_demo()


def test_every_page_is_public_and_none_has_anything_left_to_publish() -> None:
    posts = BlogPage.objects.all()
    assert {post.slug for post in posts} == {post.slug for post in POSTS}
    assert {page.slug for page in StandardPage.objects.all()} == {page.slug for page in PAGES}
    for page in (*posts, *StandardPage.objects.all(), *BlogIndexPage.objects.all()):
        assert page.is_published(), page
        assert not page.has_unpublished_changes, page
        assert page.live_revision_id == page.latest_revision_id, page
        assert page.findings() == [], page


def test_posts_have_spread_dates_a_disclaimer_in_force_and_their_routes_entered() -> None:
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
    home = HomePage.objects.get()
    assert Site.objects.get().root_page_id == home.pk
    assert [page.pk for page in Page.get_first_root_node().get_children()] == [home.pk]
    assert home.featured_posts.count() == loader.FEATURED
    settings: Any = SiteSettings.objects.get()
    assert settings.name == SITE.name
    assert settings.logo.title == LOGO.title
    assert settings.default_disclaimer.slug == SITE.default_disclaimer
    links = settings.navigation.all()
    menu = [(link.page.slug if link.page else link.url, link.label) for link in links]
    assert menu == list(SITE.navigation)


def test_one_line_is_said_in_a_pipe_and_nothing_changes_the_second_time(words: str) -> None:
    assert words == "The demo site is loaded.\n"
    before = (Page.objects.count(), Revision.objects.count(), CustomImage.objects.count())

    assert "nothing was changed" in load_demo()
    assert load_demo(verbosity=0) == ""
    assert before == (
        Page.objects.count(),
        Revision.objects.count(),
        CustomImage.objects.count(),
    )
