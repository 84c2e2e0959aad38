"""Search engines are told of a page in all its languages, by the page and by the sitemap alike."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client
from lxml import etree, html
from wagtail.models import Locale, Page, PageViewRestriction

from blog.models import BlogIndexPage
from cms.editions.models import LivePage
from tests import builders
from tests.cost import cost

LINK = "{http://www.w3.org/1999/xhtml}link"
LOC = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"
Told = dict[str, str]


@pytest.fixture
def blog(kept_blog: None, db: None, settings: LazySettings) -> BlogIndexPage:
    settings.LANGUAGES = [("en", "English"), ("de", "German"), ("fr", "French")]
    settings.WAGTAIL_CONTENT_LANGUAGES = settings.LANGUAGES
    return BlogIndexPage.objects.get()


def translate(page: Any, language: str) -> Any:
    """A draft of the page in another language; the pages above it are published in it."""
    locale, _ = Locale.objects.get_or_create(language_code=language)
    parent = page.get_parent()
    if parent.depth > 1 and not parent.has_translation(locale):
        builders.publish(translate(parent.specific, language))
    there = page.copy_for_translation(locale)
    if hasattr(there, "category"):
        there.category = builders.make_category(f"{page.slug} in {language}", locale=locale)
        there.save_revision()
    return there


def of_page(client: Client, path: str) -> Told:
    response = client.get(path)
    assert response.status_code == 200, path
    tree: Any = html.fromstring(response.content)
    links = tree.xpath("//head/link[@rel='alternate'][@hreflang]")
    assert len({each.get("hreflang") for each in links}) == len(links)
    return {each.get("hreflang"): each.get("href") for each in links}


def of_sitemap(client: Client) -> dict[str, Told]:
    """What the sitemap tells of each path."""
    urls = etree.XML(client.get("/sitemap.xml").content)
    return {
        str(url.findtext(LOC)).removeprefix("http://testserver"): {
            each.get("hreflang", ""): each.get("href", "") for each in url.findall(LINK)
        }
        for url in urls
    }


def both(client: Client, path: str) -> Told:
    told = of_page(client, path)
    assert of_sitemap(client)[path] == told
    return told


def test_each_language_names_all_of_them(client: Client, blog: BlogIndexPage) -> None:
    post: Any = builders.make_post(blog, "Injection", slug="injection")
    assert both(client, "/blog/injection/") == {}
    there = translate(post, "de")
    assert both(client, "/blog/injection/") == {}  # a draft
    builders.publish(there)
    told = {
        "en": "http://testserver/blog/injection/",
        "de": "http://testserver/de/blog/injection/",
        "x-default": "http://testserver/blog/injection/",
    }
    assert both(client, "/blog/injection/") == both(client, "/de/blog/injection/") == told
    assert of_page(client, "/de/blog/") == of_page(client, "/blog/") != {}
    assert set(both(client, "/")) == {"en", "de", "x-default"}
    for part in ("/blog/?category=none", f"/blog/category/{post.category.slug}/"):
        assert of_page(client, part) == {}


def test_only_what_readers_may_see_is_named(client: Client, blog: BlogIndexPage) -> None:
    post: Any = builders.make_post(blog, "Injection", slug="injection")
    german, french = (builders.publish(translate(post, code)) for code in ("de", "fr"))
    assert set(both(client, "/blog/injection/")) == {"en", "de", "fr", "x-default"}
    german.slug = "spritze"
    builders.publish(german)
    LivePage.objects.filter(pk=german.pk).update(url_path="/elsewhere/", path="/elsewhere/")
    named = of_sitemap(client)["/blog/injection/"]
    assert named["de"] == "http://testserver/de/blog/spritze/"
    PageViewRestriction.objects.create(page=french, restriction_type="login")
    assert set(both(client, "/blog/injection/")) == {"en", "de", "x-default"}
    post.unpublish()
    assert both(client, "/de/blog/spritze/") == {}
    PageViewRestriction.objects.all().delete()
    told = both(client, "/de/blog/spritze/")
    assert set(told) == {"de", "fr", "x-default"} and told["x-default"] == told["de"]
    Page.objects.filter(pk=french.pk).update(expire_at=builders.later(hours=-1))
    assert both(client, "/de/blog/spritze/") == {}


def test_more_languages_cost_nothing_more(client: Client, blog: BlogIndexPage) -> None:
    def costs() -> list[int]:
        return [cost(partial(client.get, path)) for path in paths]

    posts = [builders.make_post(blog, slug=slug, title=slug) for slug in ("one", "two", "three")]
    paths = ("/blog/one/", "/blog/", "/sitemap.xml")
    builders.publish(translate(posts[0], "de"))
    translate(posts[0], "fr")
    few = costs()
    for post in posts[1:]:
        builders.publish(translate(post, "de"))
        builders.publish(translate(post, "fr"))
    assert costs() == few
