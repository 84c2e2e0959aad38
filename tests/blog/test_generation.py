"""Generated posts: the same for a seed, complete, and as publishing one by one makes them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, ReferenceIndex, Revision

from blog.generation import library as sharing
from blog.generation import posts as generating
from blog.generation.content import content
from blog.generation.library import Library, library
from blog.generation.words import Words
from blog.generation.writer import write
from blog.models import BlogIndexPage, BlogPage, RouteEntry
from cms.editions.models import ContextPage, Dependency, Edition, Facet, LivePage, SearchEntry
from cms.editions.published import published
from cms.editions.rebuild import rebuild
from tests import builders

SHARED = Library(*(list(range(1, 41)) for _ in range(6)))


@pytest.fixture(scope="module")
def kept_library(kept_blog: None) -> Iterator[None]:
    """What the posts of the first seed share, for all tests of the module."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sharing.COUNTS, "references", 20)
        patch.setattr(sharing, "SIZE", (640, 360))
        library(1)
        yield


@pytest.fixture
def blog(kept_library: None, db: None) -> BlogIndexPage:
    return BlogIndexPage.objects.get()


def run(count: int, seed: int = 1) -> None:
    call_command("generate_posts", count=count, seed=seed, verbosity=0)


def state(pk: int) -> dict[str, Any]:
    """Everything that publishing a post leaves behind, but for times and numbers of editions.

    What to read next is chosen among what was there by then; what readers are offered is the same.
    """
    stored: Any = LivePage.objects.values_list("edition__document", flat=True).get(pk=pk)
    document = json.loads(re.sub(rb'(dateModified\\?":\\?")[^"\\]*', rb"\1", bytes(stored)))
    del document["edition"], document["updated_at"]
    names = [field.name for field in RouteEntry._meta.fields if field.name != "id"]
    return {
        "document": document,
        "facets": set(Facet.objects.filter(live=pk).values_list("kind", "key")),
        "dependencies": set(Dependency.objects.filter(live=pk).values_list("key", flat=True)),
        "context": list(ContextPage.objects.filter(live=pk).values_list("kind", "page")[:5]),
        "search": SearchEntry.objects.filter(pk=pk).values().get(),
        "routes": list(RouteEntry.objects.filter(page=pk).values(*names)),
        "uses": set(
            ReferenceIndex.objects.filter(object_id=str(pk)).values_list(
                "content_type", "to_content_type", "to_object_id", "model_path", "content_path"
            )
        ),
        "row": Page.objects.filter(pk=pk).values("live", "slug", "url_path", "path").get(),
    }


def test_a_seed_and_a_number_make_one_post() -> None:
    first, again = (content(7, 12, Words(7), SHARED) for _ in range(2))
    assert first == again
    assert content(7, 13, Words(7), SHARED).body != first.body
    assert content(8, 12, Words(8), SHARED).title != first.title


def test_generated_posts_are_what_publishing_makes_of_them(blog: BlogIndexPage) -> None:
    run(30)
    pages = list(BlogPage.objects.filter(slug__startswith="generated-1-"))
    assert published(BlogPage.objects.filter(pk__in=[page.pk for page in pages])).count() == 30
    assert {len(page.route_blocks()) for page in pages} >= {0, 1, 2}
    assert Page.find_problems() == ([], [], [], [], [])
    pages.sort(key=lambda page: len(page.route_blocks()), reverse=True)
    pages = pages[::3]  # from the most routes to none
    before = {page.pk: state(page.pk) for page in pages}
    for page in pages:
        assert page.findings() == []
        stored = page.latest_revision.as_object()
        stored.save_revision().publish()
    for page in pages:
        assert state(page.pk) == before[page.pk], page.title


def test_nothing_is_left_to_mend(blog: BlogIndexPage) -> None:
    rebuild(lambda line: None)  # what making the site left stale
    run(12)
    mended = rebuild(lambda line: None, check_only=True)
    assert mended.total == 0


def test_readers_get_them(
    client: Client, blog: BlogIndexPage, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks() as to_do:
        run(3)
    assert not [each for each in to_do if each.__module__.startswith("blog.social_cards")]
    assert client.get("/blog/generated-1-3/").status_code == 200
    card = client.get("/api/content/v1/posts/generated-1-3/").json()["seo"]["image"]
    assert client.get(card["url"]).headers["Content-Type"] == "image/png"
    page = BlogPage.objects.get(slug="generated-1-3")
    assert page.latest_revision == page.live_revision == Revision.objects.for_instance(page).get()
    assert [row.post.slug for row in page.related_posts.all()] == [
        "generated-1-1",
        "generated-1-2",
    ]


def test_run_again_it_changes_nothing_and_goes_on_with_more(blog: BlogIndexPage) -> None:
    run(5)
    before = {page.pk: state(page.pk) for page in BlogPage.objects.all()}
    run(5)
    run(8)
    assert {pk: state(pk) for pk in before} == before
    assert BlogPage.objects.count() == 8
    assert Edition.objects.filter(type="blog.BlogPage").count() == 8
    blog.refresh_from_db()
    assert blog.numchild == 8


def test_interrupted_it_goes_on_where_it_stopped(
    blog: BlogIndexPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(generating, "BATCH", 4)
    said: list[str] = []

    def stop(line: str) -> None:
        said.append(line)
        if len(said) == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        generating.generate(blog, 12, 1, stop)
    LivePage.objects.filter(page__slug="generated-1-3").delete()
    assert generating.generate(blog, 12, 1, said.append) == (4, 9)
    assert BlogPage.objects.count() == LivePage.objects.filter(type="blog.BlogPage").count() == 12


def test_other_posts_stay(blog: BlogIndexPage) -> None:
    post = builders.make_post(blog, "Mine")
    run(2)
    run(2, seed=2)
    later = builders.make_post(blog, "Later")
    assert Page.find_problems() == ([], [], [], [], [])
    assert blog.get_children().count() == 6
    post.refresh_from_db()
    assert (post.title, later.path > post.path) == ("Mine", True)


def test_statements_that_write_do_not_grow_with_the_posts(blog: BlogIndexPage) -> None:
    shared, words = library(1), Words(9)
    counts = []
    for numbers in (range(1, 6), range(6, 46)):
        with CaptureQueriesContext(connection) as ran:
            write(blog, [content(9, number, words, shared) for number in numbers], {})
        sql = [query["sql"] for query in ran.captured_queries]
        counts.append(sum(each.startswith(("INSERT", "UPDATE", "DELETE")) for each in sql))
    few, many = counts
    assert many < 2 * few, "Rows go in together."


def test_what_cannot_be_done_is_said_in_one_line(blog: BlogIndexPage) -> None:
    BlogIndexPage.objects.update(live=False)
    with pytest.raises(CommandError, match="no blog"):
        run(3)
    with pytest.raises(CommandError, match="--count"):
        run(0)
