"""The sitemap names every public page with its pictures, and nothing else."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client
from lxml import etree
from wagtail.models import Page, PageViewRestriction

from blog.models import BlogIndexPage
from cms.discovery import sitemaps
from cms.editions.models import LivePage
from cms.editions.store import build_ahead
from tests import builders
from tests.cost import cost
from tests.e2e.everything import make_everything

NAMES = {
    "map": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "image": "http://www.google.com/schemas/sitemap-image/1.1",
    "xhtml": "http://www.w3.org/1999/xhtml",
}


@pytest.fixture(scope="module")
def kept_post(kept_root: Page) -> None:
    make_everything(builders.make_site())
    build_ahead()


@pytest.fixture
def blog(kept_post: None, db: None) -> BlogIndexPage:
    return BlogIndexPage.objects.get()


def read(client: Client, path: str = "/sitemap.xml") -> Any:
    response = client.get(path)
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/xml; charset=utf-8"
    return etree.XML(response.content)


def found(tree: Any, path: str) -> list[str]:
    return [str(each.text) for each in tree.findall(f".//{path}", NAMES)]


def paths(client: Client) -> list[str]:
    return [urlsplit(url).path for url in found(read(client), "map:url/map:loc")]


def test_every_public_page_is_there_with_the_time_of_its_last_change(
    client: Client, blog: BlogIndexPage
) -> None:
    tree = read(client)
    assert tree.tag == f"{{{NAMES['map']}}}urlset"
    urls = found(tree, "map:url/map:loc")
    assert {"http://testserver/", "http://testserver/blog/"} <= set(urls)
    assert "http://testserver/blog/everything/" in urls
    assert len(urls) == len(set(urls))
    moments = found(tree, "map:url/map:lastmod")
    assert len(moments) == len(urls)
    assert all(datetime.fromisoformat(moment).tzinfo for moment in moments)


def test_pages_bring_their_pictures(client: Client, blog: BlogIndexPage) -> None:
    pictures = found(read(client), "image:image/image:loc")
    assert pictures and all(url.startswith("http://testserver/media/") for url in pictures)


def test_of_a_stale_page_only_the_address_is_told(client: Client, blog: BlogIndexPage) -> None:
    """What it was built with may be private by now."""
    before = paths(client)
    LivePage.objects.update(stale_from=builders.later(hours=-1), path="/somewhere/else/")
    assert paths(client) == before
    assert found(read(client), "image:image/image:loc") == []


def test_what_readers_may_not_see_is_left_out(client: Client, blog: BlogIndexPage) -> None:
    builders.draft_post(blog, "Draft")
    gone, private = builders.make_post(blog, "Gone"), builders.make_post(blog, "Private")
    due = builders.make_post(blog, "Due")
    alias = builders.make_post(blog, "Source").create_alias(update_slug="alias")
    assert {"/blog/gone/", "/blog/private/", "/blog/due/"} <= set(paths(client))
    gone.unpublish()
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    Page.objects.filter(pk=due.pk).update(expire_at=builders.later(hours=-1))
    told = paths(client)
    assert not {"/blog/draft/", "/blog/gone/", "/blog/private/", "/blog/due/"} & set(told)
    assert alias.url not in told and "/blog/source/" in told


def test_a_moved_page_has_its_new_address(client: Client, blog: BlogIndexPage) -> None:
    blog.slug = "journal"
    builders.publish(blog)
    told = paths(client)
    assert "/journal/everything/" in told and "/blog/everything/" not in told


def test_hostile_addresses_make_no_invalid_xml(client: Client, blog: BlogIndexPage) -> None:
    builders.make_post(blog, "Of any script", slug="日本-é")
    assert any("%E6%97%A5" in path for path in paths(client))


def test_many_addresses_are_shared_out_among_several_files(
    client: Client, blog: BlogIndexPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = found(read(client), "map:url/map:loc")
    monkeypatch.setattr(sitemaps, "LIMIT", 2)
    monkeypatch.setattr(sitemaps.PublicSitemap, "limit", 2)
    index = read(client)
    assert index.tag == f"{{{NAMES['map']}}}sitemapindex"
    files = found(index, "map:sitemap/map:loc")
    assert files[0] == "http://testserver/sitemap-pages-1.xml"
    parts = [found(read(client, urlsplit(url).path), "map:url/map:loc") for url in files]
    assert all(1 <= len(part) <= 2 for part in parts)
    assert sorted(url for part in parts for url in part) == sorted(whole)


@pytest.mark.parametrize("path", ["pages-0", "pages-99", "nothing-1", "pages-99999999999999999999"])
def test_files_that_are_not_there_are_not_found(
    client: Client, blog: BlogIndexPage, path: str
) -> None:
    assert client.get(f"/sitemap-{path}.xml").status_code == 404


def test_who_has_it_is_told_so(client: Client, blog: BlogIndexPage) -> None:
    first = client.get("/sitemap.xml")
    assert first.headers["Cache-Control"] == "public, max-age=0, must-revalidate"
    again = client.get("/sitemap.xml", headers={"if-none-match": first.headers["ETag"]})
    assert again.status_code == 304


def test_it_costs_the_same_for_any_number_of_pages(client: Client, blog: BlogIndexPage) -> None:
    few = cost(lambda: client.get("/sitemap.xml"))
    for _ in range(4):
        builders.make_post(blog)
    assert cost(lambda: client.get("/sitemap.xml")) == few
