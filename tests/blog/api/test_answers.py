"""Every endpoint on a real site, to the last item: what it answers is what the contract says.

GENERATED_POSTS sets how many posts stand beside the demo's (12).
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from typing import Any
from urllib.parse import quote

import pytest
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from blog.models import BlogPage, RouteEntry
from cms.editions.models import LivePage
from cms.editions.published import published
from cms.preview.models import Preview
from tests.blog.api.real_site import CONTENT, FrontEnd, real_site
from tests.blog.block_values import (
    alternative_texts,
    facts,
    lines,
    references,
    squeezed,
    table_heads,
    texts,
)
from tests.blog.documents import strings
from tests.blog.told import by_blocks, by_document, by_page, sentences, words
from tests.openapi import Contract

POSTS = int(os.environ.get("GENERATED_POSTS", "12"))
FILTERS = {"category": "categories", "tag": "tags", "author": "people", "treatment": "treatments"}

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def front_end(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[FrontEnd]:
    with django_db_blocker.unblock(), real_site(tmp_path_factory.mktemp("media"), POSTS):
        yield FrontEnd()


def posts_in_every_order(front_end: FrontEnd) -> None:
    """Each is there once, the same by offset and by cursor, newest first."""
    public = published(BlogPage.objects.order_by("-first_published_at", "-pk"))
    slugs = list(public.values_list("slug", flat=True))
    assert len(slugs) >= POSTS + 10
    for order in front_end.choices("posts/", "order"):
        by_offset = front_end.items(f"posts/?order={order}&limit=7")
        assert front_end.items(f"posts/?order={order}&limit=100&cursor=") == by_offset
        assert Counter(each["slug"] for each in by_offset) == Counter(slugs)
    assert [each["slug"] for each in front_end.items("posts/")] == slugs


def each_post_whole(front_end: FrontEnd) -> None:
    for card in front_end.items("posts/?limit=100"):
        post = front_end.get(f"posts/{card['slug']}/", "posts/{slug}/")
        shared = card.keys() & post.keys() - {"hero", "authors", "category", "treatments"}
        assert {"id", "title", "url", "excerpt", "published_at"} <= shared
        assert {key: post[key] for key in shared} == {key: card[key] for key in shared}
        assert post["disclaimer"]["text"] and post["breadcrumbs"]


def each_page_by_its_path(front_end: FrontEnd) -> None:
    paths = dict(published(Page.objects.all()).values_list("live_page__path", "pk"))
    assert len(paths) == LivePage.objects.count() > POSTS + 10
    for path, pk in paths.items():
        assert front_end.get(f"pages/?path={path}")["id"] == pk
    moved = {"to": "http://testserver/blog/moved/", "permanent": True}
    assert front_end.get(f"pages/?path=/blog/generated-1-{POSTS}/") == {"redirect": moved}
    assert front_end.get("pages/?path=/elsewhere/")["redirect"]["to"] == "https://x.example/"


def all_shared_things(front_end: FrontEnd, kind: str) -> None:
    listed = front_end.items(f"{kind}/?limit=7")
    whole = front_end.get(f"{kind}/?limit=100")
    assert (whole["count"], whole["items"]) == (len(listed), listed)


def each_shared_thing(front_end: FrontEnd, kind: str) -> None:
    listed = front_end.items(f"{kind}/?limit=100")
    assert listed
    for each in listed:
        slug = each["key" if kind == "disclaimers" else "slug"]
        assert front_end.get(f"{kind}/{slug}/", f"{kind}/{{slug}}/") == each


def routes_with_their_posts(front_end: FrontEnd) -> None:
    for route in front_end.get("routes/")["items"]:
        assert front_end.get(f"posts/?route={route['key']}")["count"] == route["posts"]
    assert front_end.get("routes/?locale=en")["items"]


def route_entries_in_every_order(front_end: FrontEnd) -> None:
    ids = sorted(RouteEntry.objects.values_list("pk", flat=True))
    assert len(ids) > POSTS / 2
    for order in front_end.choices("route-entries/", "order"):
        by_offset = front_end.items(f"route-entries/?order={order}&limit=100")
        assert sorted(each["id"] for each in by_offset) == ids
        assert front_end.items(f"route-entries/?order={order}&limit=99&cursor=") == by_offset


def changes_from_the_beginning(front_end: FrontEnd) -> None:
    told = front_end.items("changes/?limit=9")
    assert {each["id"] for each in told} == set(LivePage.objects.values_list("pk", flat=True))
    assert front_end.items("changes/?limit=100") == told


def all_redirects(front_end: FrontEnd) -> None:
    told = front_end.items("redirects/?limit=1")
    assert len(told) == Redirect.objects.count() == 2
    assert front_end.items("redirects/?cursor=") == told


def pages_by_their_words(front_end: FrontEnd) -> None:
    """Each post is found by its title, and a common word finds each once, part by part."""
    cards = front_end.items("posts/?limit=100")
    for card in cards:
        asked = quote(card["title"].replace('"', " "))
        best = front_end.get(f"search/?q={asked}&limit=1")["items"][0]
        assert best["score"] > 0.8 and "<mark>" in best["highlights"]["title"]["html"]
        assert squeezed(best["title"]) == squeezed(card["title"])
    whole = front_end.get("search/?q=treatment&limit=100")
    found = front_end.items("search/?q=treatment&limit=7")
    assert len(found) == whole["count"] > POSTS / 4
    assert found[:100] == whole["items"]
    assert Counter(each["id"] for each in found).most_common(1)[0][1] == 1


def the_site(front_end: FrontEnd) -> None:
    site = front_end.get("site/")
    assert site["name"] and site["navigation"] and site["logo"] and site["default_disclaimer"]


def drafts_of_every_page(front_end: FrontEnd) -> None:
    """Each is what its page would be if it were published, where that is not a matter of time."""
    for page in published(Page.objects.all()).specific():
        preview = Preview.of_revision(page.live_revision, None, timedelta(hours=1))
        draft = front_end.get(f"preview/{preview.token}/", "preview/{token}/")
        live = front_end.get(f"pages/?path={page.get_url()}")
        of_its_time = {"edition", "published_at", "updated_at", "seo", "related"}
        common = live.keys() - of_its_time
        assert draft.keys() > live.keys() and draft["left_out"] == []
        assert {key: draft[key] for key in common} == {key: live[key] for key in common}


SHARED = ("categories", "tags", "people", "treatments", "disclaimers")
READ: dict[str, Callable[[FrontEnd], None]] = {
    "posts/": posts_in_every_order,
    "posts/{slug}/": each_post_whole,
    "preview/{token}/": drafts_of_every_page,
    "pages/": each_page_by_its_path,
    "routes/": routes_with_their_posts,
    "route-entries/": route_entries_in_every_order,
    "changes/": changes_from_the_beginning,
    "redirects/": all_redirects,
    "search/": pages_by_their_words,
    "site/": the_site,
    **{f"{kind}/": partial(all_shared_things, kind=kind) for kind in SHARED},
    **{f"{kind}/{{slug}}/": partial(each_shared_thing, kind=kind) for kind in SHARED},
}


@pytest.mark.parametrize("operation", sorted(Contract.committed().operations))
def test_every_answer_is_what_the_contract_says(front_end: FrontEnd, operation: str) -> None:
    READ[operation.removeprefix(CONTENT)](front_end)


def test_numbers_of_posts_are_those_of_the_lists(front_end: FrontEnd) -> None:
    for name, kind in FILTERS.items():
        for each in front_end.items(f"{kind}/?limit=100"):
            if kind == "people":  # reviewers are counted too, and found by nothing
                path = f"{CONTENT}posts/?author={each['slug']}"
                written = front_end.client.get(path).json().get("count", 0)
                assert written <= each["posts"]
            else:
                assert front_end.get(f"posts/?{name}={each['slug']}")["count"] == each["posts"]


def test_page_and_document_tell_what_the_blocks_tell(front_end: FrontEnd) -> None:
    """Neither leaves anything out, and neither tells what the post does not."""
    for post, document in front_end.posts():
        told, page = by_blocks(post), front_end.page(post)
        assert by_page(page) == told, post.slug
        assert by_document(document) == told, post.slug
        oracle = [*texts(post), *table_heads(post)]
        shown, said = words(page), "\n".join(map(squeezed, strings(document)))
        assert not [each for each in oracle if each not in shown], post.slug
        assert not [each for each in oracle if each not in said], post.slug
        assert not [each for each in sentences(page) if each not in said], post.slug


def test_each_markdown_holds_all_that_its_post_says(front_end: FrontEnd) -> None:
    for post, _document in front_end.posts():
        shown = front_end.markdown(post)
        oracle = [*texts(post), *table_heads(post), *alternative_texts(post)]
        for fact in facts(post):
            oracle += [squeezed(f"{fact.label}: {fact.text}")]
        for reference in references(post):
            oracle += [squeezed(reference.title), squeezed(reference.authors)]
        assert not [each for each in oracle if each not in shown], post.slug


def test_each_json_ld_names_facts_sources_and_disclaimer(front_end: FrontEnd) -> None:
    for post, document in front_end.posts():
        graph = json.loads(document["seo"]["json_ld"])["@graph"]
        said = "\n".join(map(squeezed, strings(graph)))
        oracle = [squeezed(post.title), *lines(post.disclaimer_in_force().text)]
        oracle += [squeezed(each.title) for each in references(post)]
        oracle += [person.name for person in post.authors]
        stated = [fact for fact in facts(post) if fact.is_stated]
        if post.every_treatment():  # schema.org has a place for figures of a medicine only
            oracle += [squeezed(fact.text) for fact in stated]
        assert not [each for each in oracle if each not in said], post.slug
