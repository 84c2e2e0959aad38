"""The example front-end shows all that is published, whole, with no other host than the API.

GENERATED_POSTS sets how many posts stand beside the demo's (12).
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from lxml import etree, html
from pytest_django.live_server_helper import LiveServer

from blog.models import BlogPage, RouteEntry
from cms.editions.models import LivePage
from cms.editions.published import published
from tests.blog.api.real_site import fill, made_quickly
from tests.blog.block_values import (
    alternative_texts,
    facts,
    lines,
    references,
    squeezed,
    table_heads,
    texts,
)
from tests.examples.eleventy import ADDRESS, BuiltSite, Example, words
from tests.npm import npm

POSTS = int(os.environ.get("GENERATED_POSTS", "12"))
LOADED = "//@src | //link[not(@rel='canonical' or @rel='alternate')]/@href | //@srcset"

# Which database answers makes no difference to it.
pytestmark = [pytest.mark.needs("node", "sqlite")]


def test_its_types_fit_and_its_own_tests_pass(example: Example) -> None:
    npm(example.folder, "run", "check")
    said = npm(example.folder, "test")
    assert "# fail 0" in said and "# skipped 0" in said


@pytest.fixture
def everything(server: LiveServer, tmp_path: Path) -> Iterator[LiveServer]:
    """The demo site with generated posts, served."""
    with made_quickly(tmp_path / "media"):
        fill(POSTS)
        yield server


def test_it_shows_everything_and_reaches_for_nothing_else(
    example: Example, everything: LiveServer, tmp_path: Path
) -> None:
    site = example.build(everything.url, tmp_path / "site", tmp_path / "state")
    posts = list(published(BlogPage.objects.order_by("pk")))
    assert len(posts) >= POSTS + 10
    for post in posts:
        the_post_is_there_whole(site, post)
    every_page_has_its_file(site)
    every_link_leads_somewhere(site)
    nothing_is_loaded_from_elsewhere(site, everything.url)
    every_post_is_listed_once(site, posts)
    old_addresses_lead_on(site)
    feeds_carry_disclaimers(site)


def the_post_is_there_whole(site: BuiltSite, post: Any) -> None:
    page = site.page(post.get_url())
    shown = words(page)
    oracle = [*texts(post), *table_heads(post), *alternative_texts(post)]
    oracle += [squeezed(f"{fact.label} {fact.text}") for fact in facts(post)]
    for person in (*post.authors, *filter(None, [post.reviewer])):
        oracle += [squeezed(f"{person.name}, {person.credentials}".removesuffix(", "))]
    assert not [each for each in oracle if each not in shown], post.slug
    [disclaimer] = page.xpath("//section[@class='disclaimer']")
    assert all(each in words(disclaimer) for each in lines(post.disclaimer_in_force().text))
    figures_say_what_is_known(page, post)
    sources_are_named_and_linked(page, post)
    assert json.loads(page.xpath("//script[@type='application/ld+json']")[0].text)["@graph"]


def figures_say_what_is_known(page: html.HtmlElement, post: Any) -> None:
    told = [
        tuple(
            squeezed("".join(row.xpath(f"string({path})"))) for path in ("dt", ".//bdi", ".//span")
        )
        for row in page.xpath("//dl[@class='facts']/div")
    ]
    stated = [
        fact for child in post.body if child.block_type == "route" for fact in child.value.facts
    ]
    assert told == [(each.label, squeezed(each.text), squeezed(each.note)) for each in stated]
    assert [(label, text) for label, text, _note in told] == [
        (each.label, squeezed(each.text)) for each in facts(post)
    ]
    states = page.xpath("//dl[@class='facts']/div/@class")
    assert states == [f"is-{each.state}" for each in stated]


def sources_are_named_and_linked(page: html.HtmlElement, post: Any) -> None:
    entries = page.xpath("//section[@class='references']//li")
    assert {squeezed(entry.xpath("string(.//cite)")) for entry in entries} == {
        squeezed(each.title) for each in references(post)
    }
    for each in references(post):
        assert any(squeezed(each.authors) in words(entry) for entry in entries)
    marks = page.xpath("//sup[@class='cite']/a")
    assert Counter(f"#{mark.get('id')}" for mark in marks) == Counter(
        page.xpath("//a[@class='references__back']/@href")
    )
    ids = Counter(page.xpath("//@id"))
    assert ids.most_common(1)[0][1] == 1
    assert {mark.get("href") for mark in marks} <= {f"#{each}" for each in ids}
    cited = [fact.references for fact in facts(post) if fact.references]
    assert len(page.xpath("//dl[@class='facts']//sup")) == len(cited)


def every_page_has_its_file(site: BuiltSite) -> None:
    for path in LivePage.objects.filter(is_alias=False).values_list("path", flat=True):
        assert site.page(path).get("lang") == "en"
    for name in ("404.html", "search/index.html", "sitemap.xml", "robots.txt", "_redirects"):
        assert (site.folder / name).is_file()


def every_link_leads_somewhere(site: BuiltSite) -> None:
    for name, page in site.pages():
        here = [each for each in page.xpath("//a/@href") if each.startswith(("/", "#"))]
        inside = {each.removeprefix("#") for each in here if each.startswith("#")} - {""}
        assert inside <= {*page.xpath("//@id")}, name
        gone = [each for each in here if each.startswith("/") and not site.file(each).is_file()]
        assert not gone, name


def nothing_is_loaded_from_elsewhere(site: BuiltSite, server: str) -> None:
    """Pictures come from the API's own site, everything else from this one."""
    for name, page in site.pages():
        for value in page.xpath(LOADED):
            for address in (each.split()[0] for each in value.split(", ")):
                parts = urlsplit(address)
                is_ours = not parts.netloc and parts.scheme in ("", "data")
                assert is_ours or address.startswith(f"{server}/media/"), (name, address)
        assert not page.xpath("//iframe | //object | //embed | //video | //audio")
        assert not page.xpath("//script[not(@src) and not(@type='application/ld+json')] | //style")
        assert not page.xpath("//@*[starts-with(name(), 'on')] | //@style"), name
    for style in site.folder.glob("*.css"):
        assert "url(" not in style.read_text() and "@import" not in style.read_text()


def every_post_is_listed_once(site: BuiltSite, posts: list[Any]) -> None:
    """Newest first, twelve a page; and again with what it shares with others."""
    newest = sorted(posts, key=lambda post: (post.first_published_at, post.pk), reverse=True)
    lists: dict[str, Callable[[Any], bool]] = {
        "/blog/": lambda post: True,
        "/compare/": lambda post: post.comparison() is not None,
        "/blog/category/safety/": lambda post: post.category.slug == "safety",
        "/blog/route/nasal/": lambda post: "nasal" in routes(post),
        "/people/maya-okafor/": lambda post: (
            "maya-okafor" in [person.slug for person in (*post.authors, post.reviewer) if person]
        ),
    }
    for path, fits in lists.items():
        expected = [post.get_url() for post in newest if fits(post)]
        parts = list(parts_of(site, path))
        assert expected and len(parts) == -(-len(expected) // 12)
        cards = [url for part in parts for url in part.xpath("//ul[@class='cards']//h3/a/@href")]
        assert cards == expected, path


def routes(post: Any) -> set[str]:
    return set(RouteEntry.objects.filter(page=post).values_list("route", flat=True))


def parts_of(site: BuiltSite, path: str) -> Iterator[html.HtmlElement]:
    yield site.page(path)
    number = 2
    while site.file(f"{path}page/{number}/").is_file():
        yield site.page(f"{path}page/{number}/")
        number += 1


def old_addresses_lead_on(site: BuiltSite) -> None:
    old = f"/blog/generated-1-{POSTS}/"
    assert set((site.folder / "_redirects").read_text().splitlines()) == {
        f"{old} /blog/moved/ 301",
        "/elsewhere/ https://x.example/ 302",
    }
    assert site.page(old).xpath("//meta[@http-equiv='refresh']/@content") == ["0; url=/blog/moved/"]
    assert site.page(old).xpath("//link[@rel='canonical']/@href") == [f"{ADDRESS}/blog/moved/"]


def feeds_carry_disclaimers(site: BuiltSite) -> None:
    newest = published(BlogPage.objects.order_by("-first_published_at", "-pk"))[:20]
    items = etree.parse(str(site.folder / "blog/feed.rss")).findall(".//item")
    entries = json.loads((site.folder / "blog/feed.json").read_text())["items"]
    assert len(items) == len(entries) == len(newest)
    for post, item, entry in zip(newest, items, entries, strict=True):
        for content in (item.findtext("description"), entry["content_html"]):
            said = words(html.fragment_fromstring(content or "", create_parent="div"))
            assert all(each in said for each in lines(post.disclaimer_in_force().text))
        assert item.findtext("title") == entry["title"] == post.title
        assert item.findtext("link") == entry["url"] == ADDRESS + post.get_url()


def test_the_guard_would_notice_another_host(example: Example, tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match="connected elsewhere: cdn.example:80"):
        example.build("http://cdn.example", tmp_path / "s", tmp_path / "t", allowed="nowhere:1")
