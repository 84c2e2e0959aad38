"""Feeds: valid in each format, whole with their disclaimers, for the same readers as the pages."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client
from lxml import etree, html
from wagtail.models import Page, PageViewRestriction

from blog.feeds.content import post_html
from blog.models import BlogIndexPage, BlogPage, Category, Treatment
from tests import builders
from tests.blog.documents import as_object, stored
from tests.cost import cost
from tests.e2e.everything import make_everything

NAMES = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
}
TYPES = {
    "rss": "application/rss+xml; charset=utf-8",
    "atom": "application/atom+xml; charset=utf-8",
    "json": "application/feed+json; charset=utf-8",
}
HOSTILE = "</title>]]> & <b>\x07\x0b\ufffe “é” 💊"
SHOWN = "</title>]]> & <b> “é” 💊"
# RFC 3339, 5.6, as Atom wants it: T and the zone in capitals.
RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
# RFC 822 with the year of four digits that RSS asks for.
RFC_822 = re.compile(r"[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d [+-]\d{4}")
IM = builders.body(("route", builders.route()))


@pytest.fixture(scope="module")
def kept_posts(kept_root: Page) -> None:
    index = builders.make_site()
    make_everything(index)
    pain, rita = builders.make_category("Pain"), builders.make_person("Rita", credentials="MD")
    builders.make_post(
        index, HOSTILE, slug="hostile", category=pain, authors=[rita], tags=["Needle"]
    )


@pytest.fixture
def blog(kept_posts: None, db: None) -> BlogIndexPage:
    return BlogIndexPage.objects.get()


def read(client: Client, path: str) -> Any:
    response = client.get(path)
    assert response.status_code == 200, path
    assert response.headers["Content-Type"] == TYPES[path.rpartition(".")[2]]
    return json.loads(response.content) if path.endswith("json") else etree.XML(response.content)


def text(node: Any, path: str) -> str:
    (found,) = node.xpath(path, namespaces=NAMES)
    return str(found if isinstance(found, str) else found.text or "")


def assert_absolute(url: str) -> None:
    assert urlsplit(url).scheme in ("http", "https") and urlsplit(url).netloc, url


def assert_content(markup: str, disclaimer: str = "Not advice for you.") -> None:
    tree: Any = html.fragment_fromstring(markup, create_parent="div")
    assert disclaimer in tree.text_content()
    assert not tree.xpath("//script|//style|//iframe|//@onclick|//comment()")
    for url in tree.xpath("//@href|//@src"):
        assert urlsplit(url).scheme in ("http", "https", "mailto", "tel"), url


# --- The formats ----------------------------------------------------------------------------------


def test_rss_has_what_rss_2_0_asks_for(client: Client, blog: BlogIndexPage) -> None:
    feed = read(client, "/blog/feed.rss")
    assert (feed.tag, feed.get("version")) == ("rss", "2.0")
    assert text(feed, "channel/title") == "Blog – Larkfield"
    assert text(feed, "channel/link") == "http://testserver/blog/"
    assert text(feed, "channel/description")
    assert text(feed, "channel/language") == "en"
    assert RFC_822.fullmatch(text(feed, "channel/lastBuildDate"))
    assert text(feed, "channel/atom:link/@rel") == "self"
    assert text(feed, "channel/atom:link/@href") == "http://testserver/blog/feed.rss"
    items = feed.findall("channel/item")
    assert [text(item, "title") for item in items][0] == SHOWN
    for item in items:
        assert_absolute(text(item, "link"))
        assert text(item, "guid").startswith("tag:testserver,")
        assert text(item, "guid/@isPermaLink") == "false"
        assert RFC_822.fullmatch(text(item, "pubDate"))
        assert parsedate_to_datetime(text(item, "pubDate")).tzinfo
        assert text(item, "dc:language") == "en"
        assert_content(text(item, "content:encoded"))
    assert [each.text for each in items[0].findall("category")] == ["Pain", "Needle"]
    assert text(items[0], "dc:creator") == "Rita, MD"


def test_atom_has_what_rfc_4287_asks_for(client: Client, blog: BlogIndexPage) -> None:
    feed = read(client, "/blog/feed.atom")
    assert feed.tag == f"{{{NAMES['atom']}}}feed"
    for name in ("title", "id", "updated"):
        assert text(feed, f"atom:{name}")
    assert RFC_3339.fullmatch(text(feed, "atom:updated"))
    assert text(feed, "atom:link[@rel='self']/@href") == "http://testserver/blog/feed.atom"
    entries = feed.findall("atom:entry", NAMES)
    assert text(entries[0], "atom:title") == SHOWN
    ids = [text(entry, "atom:id") for entry in entries]
    assert len(set(ids)) == len(entries) > 1
    for entry in entries:
        for name in ("published", "updated"):
            assert RFC_3339.fullmatch(text(entry, f"atom:{name}"))
        assert entry.findall("atom:author/atom:name", NAMES)
        for uri in entry.findall("atom:author/atom:uri", NAMES):
            assert_absolute(uri.text)
        assert_absolute(text(entry, "atom:link[@rel='alternate']/@href"))
        assert text(entry, "atom:content/@type") == "html"
        assert text(entry, "atom:summary/@type") == "text"
        assert entry.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"
        assert_content(text(entry, "atom:content"))
    assert entries[0].xpath("atom:category/@term", namespaces=NAMES) == ["Pain", "Needle"]


def test_json_has_what_json_feed_1_1_asks_for(client: Client, blog: BlogIndexPage) -> None:
    feed = read(client, "/blog/feed.json")
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["title"] == "Blog – Larkfield"
    assert feed["home_page_url"] == "http://testserver/blog/"
    assert feed["feed_url"] == "http://testserver/blog/feed.json"
    assert feed["language"] == "en"
    assert feed["items"][0]["title"] == SHOWN
    for item in feed["items"]:
        assert item["id"] and isinstance(item["id"], str)
        assert_absolute(item["url"])
        for name in ("date_published", "date_modified"):
            assert RFC_3339.fullmatch(item[name]) and datetime.fromisoformat(item[name])
        for author in item["authors"]:
            assert author["name"] and client.get(urlsplit(author["url"]).path).status_code == 200
        assert_content(item["content_html"])
        assert item["_careroute"]["disclaimer"]["version"] == 1
    first, *others = feed["items"]
    assert (first["tags"], first["_careroute"]["category"]) == (["Pain", "Needle"], "Pain")
    (pictured,) = [each for each in others if each["url"].endswith("/everything/")]
    assert_absolute(pictured["image"])
    assert "content_text" not in first


def test_all_formats_tell_the_same(client: Client, blog: BlogIndexPage) -> None:
    rss, atom, plain = (read(client, f"/blog/feed.{each}") for each in TYPES)
    told = [(each["id"], each["url"], each["content_html"]) for each in plain["items"]]
    assert told == [
        (text(item, "guid"), text(item, "link"), text(item, "content:encoded"))
        for item in rss.findall("channel/item")
    ]
    assert told == [
        (text(each, "atom:id"), text(each, "atom:link/@href"), text(each, "atom:content"))
        for each in atom.findall("atom:entry", NAMES)
    ]


# --- What the texts hold --------------------------------------------------------------------------


def test_every_word_of_a_post_is_there(blog: BlogIndexPage) -> None:
    document = stored("everything")
    words = html.fragment_fromstring(post_html(as_object(document)), "div").text_content()
    for name in ("intro", "disclaimer"):
        assert document[name]["text"] in words
    for entry in document["table_of_contents"]:
        assert entry["text"] in words
    for reference in document["references"]:
        assert reference["title"] in words
    assert "[^" not in words and "[1]" in words


def test_a_reference_of_one_word_is_not_taken_for_a_definition(blog: BlogIndexPage) -> None:
    source = builders.make_reference("Word")
    body = builders.body(builders.paragraph("Text [^1] of theirs.", source))
    builders.make_post(blog, slug="cited", body=body)
    tree: Any = html.fragment_fromstring(post_html(as_object(stored("cited"))), "div")
    assert "Text [^1] of theirs.[1]" in tree.text_content()
    assert [mark.text for mark in tree.iter("sup")] == ["[1]", "[1]"]
    assert "Word." in tree.text_content()


def test_a_place_in_the_post_is_named_whole(blog: BlogIndexPage) -> None:
    body = builders.body(builders.paragraph('See <a href="#disclaimer">below</a>.'))
    builders.make_post(blog, slug="inside", body=body)
    made = post_html(as_object(stored("inside")))
    assert 'href="#' not in made


# --- Which posts are there ------------------------------------------------------------------------


def addresses(client: Client, path: str) -> list[str]:
    return [urlsplit(item["url"]).path for item in read(client, path)["items"]]


def test_a_category_and_a_treatment_have_feeds_of_their_own(
    client: Client, blog: BlogIndexPage
) -> None:
    ketamine = builders.make_treatment("Nasal")
    builders.make_post(blog, slug="named", treatments=[ketamine])
    routed = builders.route(treatment=ketamine.pk)
    builders.make_post(blog, slug="routed", body=builders.body(("route", routed)))
    assert addresses(client, "/blog/category/pain/feed.json") == ["/blog/hostile/"]
    assert addresses(client, "/treatments/nasal/feed.json") == ["/blog/routed/", "/blog/named/"]
    for form in TYPES:
        read(client, f"/treatments/nasal/feed.{form}")
    feed = read(client, "/blog/category/pain/feed.json")
    assert feed["title"] == "Pain – Larkfield"
    assert feed["home_page_url"] == "http://testserver/blog/category/pain/"
    feed = read(client, "/treatments/nasal/feed.json")
    assert feed["title"] == "Posts about Nasal – Larkfield"
    assert feed["home_page_url"] == "http://testserver/treatments/nasal/"


@pytest.mark.parametrize(
    "path",
    [
        *("/blog/category/none/feed.rss", "/treatments/none/feed.atom", "/blog/feed.xml"),
        *("/blog/hostile/feed.rss", "/feed.rss", "/blog/tag/needle/feed.rss", "/blog/feed.rss/"),
        *("/blog/category/%00/feed.rss", f"/treatments/{'x' * 999}/feed.rss", "/no/feed.json"),
    ],
)
def test_other_feeds_are_not_found(client: Client, blog: BlogIndexPage, path: str) -> None:
    assert client.get(path).status_code == 404


def test_what_readers_may_not_see_is_in_no_feed(client: Client, blog: BlogIndexPage) -> None:
    quiet, secret = builders.make_category("Quiet"), builders.make_treatment("Secret")
    hidden = builders.make_post(blog, "Hidden", category=quiet, treatments=[secret])
    builders.draft_post(blog, "Draft", category=quiet, treatments=[secret])
    shelves = ["/blog/category/quiet/feed.json", "/treatments/secret/feed.json"]
    for path in (*shelves, "/blog/feed.json"):
        assert "/blog/hidden/" in addresses(client, path)
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    for path in shelves:
        assert client.get(path).status_code == 404
    assert "/blog/hidden/" not in addresses(client, "/blog/feed.json")
    blog.unpublish()
    assert client.get("/blog/feed.json").status_code == 404


def test_a_blog_without_posts_has_an_empty_feed(client: Client, blog: BlogIndexPage) -> None:
    for post in blog.get_children().specific():
        post.unpublish()
    assert addresses(client, "/blog/feed.json") == []
    assert read(client, "/blog/feed.atom").xpath("count(//atom:entry)", namespaces=NAMES) == 0
    once, again = (client.get("/blog/feed.rss").headers["ETag"] for _ in range(2))
    assert once == again


def test_only_posts_below_the_blog_are_in_its_feed(client: Client, blog: BlogIndexPage) -> None:
    home = blog.get_parent()
    other = builders.publish(home.add_child(instance=BlogIndexPage(title="News", slug="news")))
    builders.make_post(other, slug="new")
    assert addresses(client, "/news/feed.json") == ["/news/new/"]
    assert "/news/new/" not in addresses(client, "/blog/feed.json")


# --- How they travel ------------------------------------------------------------------------------


@pytest.mark.parametrize("form", TYPES)
def test_who_has_the_feed_is_told_so(client: Client, blog: BlogIndexPage, form: str) -> None:
    first = client.get(f"/blog/feed.{form}")
    assert first.headers["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert first.headers["Vary"] == "Accept-Encoding"
    assert "Set-Cookie" not in first.headers
    again = client.get(f"/blog/feed.{form}", headers={"if-none-match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    builders.make_post(blog)
    changed = client.get(f"/blog/feed.{form}", headers={"if-none-match": first.headers["ETag"]})
    assert changed.status_code == 200
    assert client.post(f"/blog/feed.{form}").status_code == 405
    assert client.head(f"/blog/feed.{form}").status_code == 200


def test_a_renamed_post_keeps_its_id(client: Client, blog: BlogIndexPage) -> None:
    def post() -> Any:
        return read(client, "/blog/feed.json")["items"][0]

    before = post()
    page = Page.objects.get(slug="hostile").specific
    page.slug = "renamed"
    builders.publish(page)
    assert post()["id"] == before["id"]
    assert post()["url"] == "http://testserver/blog/renamed/"


def test_a_new_text_of_the_disclaimer_is_there_at_once(client: Client, blog: BlogIndexPage) -> None:
    from blog.models import Disclaimer

    builders.publish_version(Disclaimer.objects.get(name="Site"), "<p>Another notice.</p>")
    for item in read(client, "/blog/feed.json")["items"]:
        assert_content(item["content_html"], "Another notice.")


@pytest.fixture(scope="class")
def kept_others(kept_posts: None) -> Iterator[None]:
    shared: Any = {
        "category": Category.objects.get(slug="pain"),
        "treatments": [Treatment.objects.get(slug="ketamine")],
        "tags": ["a", "b"],
    }
    with builders.taken_back():
        for _ in range(4):
            builders.make_post(BlogIndexPage.objects.get(), "Other", body=IM, **shared)
        yield


@pytest.mark.usefixtures("kept_others")
class TestWithManyPosts:
    @pytest.mark.parametrize(
        "path",
        ["/blog/feed.rss", "/blog/category/pain/feed.atom", "/treatments/ketamine/feed.json"],
    )
    def test_a_feed_costs_the_same_for_any_number_of_posts(
        self, client: Client, db: None, path: str
    ) -> None:
        many = cost(lambda: read(client, path))
        assert b"Other" in client.get(path).content
        BlogPage.objects.filter(title="Other").update(live=False)
        assert b"Other" not in client.get(path).content
        assert cost(lambda: read(client, path)) == many


# --- How they are found ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "first"),
    [
        ("/", "/blog/feed.rss"),
        ("/blog/", "/blog/feed.rss"),
        ("/blog/hostile/", "/blog/feed.rss"),
        ("/blog/category/pain/", "/blog/category/pain/feed.rss"),
    ],
)
def test_pages_tell_of_their_feeds(
    client: Client, blog: BlogIndexPage, path: str, first: str
) -> None:
    tree: Any = html.fromstring(client.get(path).content)
    links = tree.xpath("//head/link[@rel='alternate'][contains(@type, '+')]")
    assert links[0].get("href") == first
    for link in links:
        response = client.get(link.get("href"))
        assert response.status_code == 200
        assert response.headers["Content-Type"].startswith(link.get("type"))
        assert link.get("title")
