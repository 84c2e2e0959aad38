"""Whatever gives out a post's text gives out its disclaimer: every representation there is.

The list is not written down here. It is the URLconf, what the blog's page types answer to beside
their pages, and the formats of feeds: what is added to any of them is asked here, or named.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client
from django.urls import URLResolver, get_resolver
from lxml import html
from wagtail.models import Page

from blog.feeds.formats import FORMATS
from blog.models import BlogIndexPage, BlogPage
from cms.editions.pages import public_page_types
from cms.preview.models import Preview
from tests import builders
from tests.canary.surfaces import addresses

CONTENT = "/api/content/v1/"
# A word of a post's body → the word of its disclaimer. Two posts, so that none can do for both.
DISCLAIMERS = {"qwalderbody": "qwaldernotice", "qwbirchbody": "qwbirchnotice"}
# Why a pattern shows less than a post, and needs no disclaimer → such patterns.
LESS = {
    "cards": ("content:list_posts", "llms", "person"),
    "figures, each with its post": ("content:list_route_entries",),
    "a line that is quoted, with its post": ("content:search", "search"),
    "facts of routes, with the disclaimers of all their posts (test_treatment_page.py)": (
        *("treatment", "compare"),
    ),
    "addresses": (
        *("robots", "sitemap", "sitemap_part", "content:list_redirects", "content:list_changes"),
    ),
    "what posts share": (
        *("content:list_categories", "content:list_tags", "content:list_people"),
        *("content:list_treatments", "content:list_disclaimers", "content:get_category"),
        *("content:get_tag", "content:get_person", "content:get_treatment"),
        *("content:get_disclaimer", "content:get_site", "content:list_routes"),
    ),
    "the API's description": ("content:openapi-json", "content:openapi-view", "content:api-root"),
    "files of editors": ("rendition", "wagtaildocs_serve"),
    "buttons and forms": ("preview_userbar", "wagtailcore_login"),
    "never shows anything": (
        *("no_collection_passwords", "no_page_passwords"),
        *("wagtaildocs_authenticate_with_password", "wagtailcore_authenticate_with_password"),
    ),
}
PARTS = {name for names in LESS.values() for name in names}
# Of the parts, what may hold words of a text all the same.
QUOTES = {"content:search", "search"}


@dataclass(frozen=True)
class Site:
    """Two posts, and a link to the draft of the first."""

    blog: BlogIndexPage
    alder: Any
    birch: Any
    token: str


@pytest.fixture(scope="module")
def kept_site(kept_root: Page) -> Site:
    blog = builders.make_site()
    posts = []
    treatment = builders.make_treatment("Ketamine")
    for (body, notice), name in zip(DISCLAIMERS.items(), ("alder", "birch"), strict=True):
        disclaimer = builders.make_disclaimer(name, f"<p>{notice}</p>")
        text = builders.body(
            builders.paragraph("Begins."), ("route", builders.route()), builders.paragraph(body)
        )
        posts.append(
            builders.make_post(
                blog,
                name,
                disclaimer=disclaimer,
                intro="<p>In short.</p>",
                body=text,
                tags=["tree"],
                treatments=[treatment],
            )
        )
    editor = User.objects.create_superuser("ada")
    draft: Any = Page.objects.get(pk=posts[0].pk).specific
    preview = Preview.of_revision(draft.save_revision(), editor, timedelta(hours=1))
    return Site(blog, posts[0], posts[1], preview.token)


@pytest.fixture
def site(kept_site: Site, db: None) -> Site:
    return kept_site


# --- What there is --------------------------------------------------------------------------------


def whole(site: Site) -> dict[str, list[str]]:
    """Pattern → the paths at which it gives a post, or several, with all their text."""
    post = site.alder
    return {
        "wagtail_serve": [post.url, site.birch.url],
        "page_file": [
            *(f"{post.url}{name}" for name in BlogPage.files),
            *dict.fromkeys(path for path in lists(site) if "feed." in path),
        ],
        "treatment_feed": [f"/treatments/ketamine/feed.{each}" for each in FORMATS],
        "content:get_post": [f"{CONTENT}posts/{post.slug}/"],
        "content:get_page": [f"{CONTENT}pages/?path={post.url}"],
        "content:get_preview": [f"{CONTENT}preview/{site.token}/"],
        "reviewed_draft": [f"/preview/{site.token}/"],
    }


def lists(site: Site) -> Iterator[str]:
    """Every address that the blog's own page answers to below its own."""
    values = {"slug": [site.alder.category.slug, "tree"], "extension": list(FORMATS)}
    for pattern in BlogIndexPage.get_subpage_urls():
        route = str(pattern.pattern).strip("^$").replace("\\", "")
        route = re.sub(r"<str:(\w+)>|\(\?P<(\w+)>[^)]*\)", r"{\1\2}", route)
        names = re.findall(r"\{(\w+)\}", route)
        assert set(names) <= values.keys(), f"what stands for {names}?"
        for slug in values["slug"]:
            for extension in values["extension"]:
                path = site.blog.url + route.format(slug=slug, extension=extension)
                is_shelf = "category/" in path
                if "{slug}" not in route or is_shelf == (slug != "tree"):
                    yield path.rstrip("/") if "feed." in path else path


def parts(site: Site) -> Iterator[tuple[str, str]]:
    """What shows less, as far as it is found by what these posts have."""
    category, person = site.alder.category.slug, site.alder.authors[0].slug
    yield from (("wagtail_serve", path) for path in ("/", *lists(site)) if "feed." not in path)
    yield from (
        ("content:list_posts", f"{CONTENT}posts/"),
        ("content:list_route_entries", f"{CONTENT}route-entries/"),
        ("content:search", f"{CONTENT}search/?q=qwalderbody"),
        ("search", "/search/?q=qwalderbody"),
        ("content:get_category", f"{CONTENT}categories/{category}/"),
        ("content:get_person", f"{CONTENT}people/{person}/"),
        ("content:list_changes", f"{CONTENT}changes/"),
        ("llms", "/llms.txt"),
        ("sitemap", "/sitemap.xml"),
        ("person", f"/people/{person}/"),
        ("treatment", "/treatments/ketamine/"),
        ("compare", "/compare/?treatment=ketamine"),
    )


def forgotten(resolver: URLResolver | None = None, known: Any = ()) -> list[str]:
    return [
        f"{address.route} ({address.name})"
        for address in addresses(resolver)
        if not address.route.startswith(settings.ADMIN_PATH) and address.name not in known
    ]


def read(path: str) -> str:
    response = Client().get(path)
    assert response.status_code == 200, path
    return response.content.decode()


def assert_complete(path: str, text: str) -> list[str]:
    """The words of bodies in a text, each of which must come with its disclaimer."""
    found = [body for body in DISCLAIMERS if body in text]
    for body in found:
        assert DISCLAIMERS[body] in text, f"{path} has a post without its disclaimer"
    return found


# --- What must hold -------------------------------------------------------------------------------


def test_no_address_is_forgotten(site: Site) -> None:
    known = {*whole(site), *PARTS}
    assert forgotten(known=known) == []
    assert forgotten(get_resolver("tests.canary.more_addresses"), known) == [
        "surprise/ (surprise)",
        "api/content/v1/undescribed/ ()",
    ]


def test_no_page_type_is_forgotten() -> None:
    """Only posts have a disclaimer of their own; another type with one must be asked here too."""
    assert [each for each in public_page_types() if hasattr(each, "disclaimer")] == [BlogPage]


def test_every_representation_of_a_post_carries_its_disclaimer(site: Site) -> None:
    for name, paths in whole(site).items():
        assert paths, name
        for path in paths:
            assert assert_complete(path, read(path)), f"{path} should have the whole text"


def test_feeds_carry_the_disclaimer_of_each_of_their_posts(site: Site) -> None:
    feeds = [path for paths in whole(site).values() for path in paths if "feed." in path]
    assert len(feeds) == 3 * len(FORMATS)
    for path in feeds:
        assert assert_complete(path, read(path)) == list(DISCLAIMERS), path


def test_what_shows_less_than_a_post_holds_no_text_of_it(site: Site) -> None:
    for name, path in parts(site):
        assert name in QUOTES or not assert_complete(path, read(path)), path


def test_structured_data_carries_it_too(site: Site) -> None:
    document = json.loads(read(f"{CONTENT}posts/{site.alder.slug}/"))
    tree: Any = html.fromstring(read(site.alder.url))
    (script,) = tree.xpath("//script[@type='application/ld+json']")
    for text in (document["seo"]["json_ld"], script.text):
        page = json.loads(text)["@graph"][0]
        assert page["hasPart"]["text"] == DISCLAIMERS["qwalderbody"]


def test_a_representation_without_it_would_be_noticed(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    from django.http import HttpResponse

    def bare(page: Page, request: Any) -> HttpResponse:
        return HttpResponse("qwalderbody, and nothing else")

    monkeypatch.setitem(BlogPage.files, "bare.txt", bare)
    path = next(path for path in whole(site)["page_file"] if path.endswith("bare.txt"))
    with pytest.raises(AssertionError, match="without its disclaimer"):
        assert_complete(path, read(path))
