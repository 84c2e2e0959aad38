"""Lists of posts and single posts, as a front-end gets them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import product
from typing import Any

import pytest
from django.utils import timezone

from blog.models import BlogIndexPage, BlogPage
from cms.editions.store import build_ahead
from tests.blog.api.conftest import Reader
from tests.builders import (
    body,
    draft_post,
    make_category,
    make_person,
    make_post,
    make_treatment,
    paragraph,
    publish,
    route,
    taken_back,
)

pytestmark = pytest.mark.django_db

ORDERS = ["-published_at", "published_at", "title", "last_reviewed", "next_review_due"]


def titles(answer: Any) -> list[str]:
    return [item["title"] for item in answer["items"]]


@pytest.fixture(scope="class")
def kept_posts(kept_blog: None) -> Iterator[None]:
    blog, oral = BlogIndexPage.objects.get(), ("route", route("oral", "swallow"))
    both = body(("route", route()), oral)
    with taken_back():
        pain, sleep = make_category("Pain"), make_category("Sleep")
        make_post(
            blog,
            "Both",
            authors=[make_person("Ada")],
            category=pain,
            treatments=[make_treatment("Ketamine")],
            tags=["clinic"],
            body=both,
        )
        make_post(blog, "Both too", category=sleep, body=both)
        make_post(blog, "Muscle", category=sleep, body=body(("route", route())))
        make_post(blog, "Oral", category=sleep, tags=["home"], body=body(oral))
        build_ahead()  # nothing is stale when a test begins
        yield


@pytest.mark.usefixtures("kept_posts")
class TestWithManyPosts:
    def test_links_keep_the_filters(self, reader: Reader) -> None:
        answer = reader.json("posts/?limit=1&route=oral&route=intramuscular&order=title")
        assert answer["next"].startswith("http://testserver/api/content/v1/posts/?")
        assert "route=oral&route=intramuscular" in answer["next"]
        assert reader.get("posts/?limit=1").headers["Link"] == (
            '<http://testserver/api/content/v1/posts/?limit=1&offset=1>; rel="next"'
        )

    def test_all_of_several_routes_must_be_there(self, reader: Reader) -> None:
        both, every = ["Both", "Both too"], ["Both", "Both too", "Oral"]
        assert titles(reader.json("posts/?route=oral&order=title")) == every
        assert titles(reader.json("posts/?route=oral&route=intramuscular&order=title")) == both
        assert titles(reader.json("posts/?route=oral&route=oral&order=title")) == every
        assert titles(reader.json("posts/?route=nasal")) == []

    def test_posts_are_found_by_what_they_share(self, reader: Reader) -> None:
        other = BlogPage.objects.get(slug="oral")
        for query in ("author=ada", "category=pain", "treatment=ketamine", "tag=clinic"):
            assert titles(reader.json(f"posts/?{query}")) == ["Both"]
        both = f"posts/?category=pain&author={other.authors[0].slug}"
        assert reader.json(both) == {"count": 0, "next": None, "previous": None, "items": []}
        assert reader.json(both + "&cursor=")["items"] == []

    @pytest.mark.usefixtures("nothing_kept")
    def test_lists_cost_the_same_however_long(
        self, reader: Reader, django_assert_max_num_queries: Any
    ) -> None:
        reader.get("posts/")  # what is stale is built anew after a commit, else when it is read
        queries = ["", "cursor=", "route=intramuscular", "order=last_reviewed"]
        for query, limit in product(queries, (1, 20)):
            address = f"posts/?limit={limit}&{query}"
            with django_assert_max_num_queries(3):
                response = reader.get(address)
            with django_assert_max_num_queries(3):
                reader.get(address, 304, if_none_match=response.headers["ETag"])

    @pytest.mark.usefixtures("nothing_kept")
    def test_a_list_by_everything_shared_takes_three_queries(
        self, reader: Reader, django_assert_max_num_queries: Any
    ) -> None:
        with django_assert_max_num_queries(3):
            answer = reader.json("posts/?author=ada&category=pain&treatment=ketamine&tag=clinic")
        assert titles(answer) == ["Both"]


def test_what_only_a_draft_uses_is_unknown(reader: Reader, blog: BlogIndexPage) -> None:
    draft_post(
        blog,
        "Draft",
        authors=[make_person("Hidden")],
        category=make_category("Hidden"),
        treatments=[make_treatment("Hidden")],
        tags=["hidden"],
    )
    for name in ("author", "category", "treatment", "tag"):
        hidden = reader.get(f"posts/?{name}=hidden", 422)
        never = reader.get(f"posts/?{name}=never", 422)
        assert hidden.content == never.content
        assert hidden.json()["errors"][0]["loc"] == ["query", name]


REFUSED = {
    "order=random": "order",
    "route=sideways": "route",
    "locale=tlh": "locale",
    "limit=0": "limit",
    "offset=1000001": "offset",
    "offset=9223372036854775808": "offset",
    "offset=-1": "offset",
    "offset=0&cursor=": "offset",
    "cursor=abc": "cursor",
    "cursor=%F0%9F%92%A9": "cursor",
    "cursor=" + "A" * 999: "cursor",
    "category=": "category",
    "category=%00": "category",
    "tag=" + "x" * 256: "tag",
    "author=1&author=2": "author",
    "search=x": "search",
    "route=" + "&route=".join(["oral"] * 21): "route",
}


def test_what_cannot_be_asked_is_named(reader: Reader, blog: BlogIndexPage) -> None:
    for query, name in REFUSED.items():
        answer = reader.json(f"posts/?{query}", 422)
        assert answer["errors"][0]["loc"][:2] == ["query", name], query
        assert answer["detail"].startswith(name)


def test_a_post_is_whole_and_absolute(reader: Reader, blog: BlogIndexPage) -> None:
    post = make_post(blog, "One", body=body(paragraph("A word.")))
    response = reader.get("posts/one/")
    document = response.json()
    assert document["url"] == f"http://testserver{post.url}"
    assert document["disclaimer"]["text"]
    assert "\ue000" not in response.content.decode()
    assert reader.get("posts/one/", 304, if_none_match=response.headers["ETag"]).content == b""


def test_an_old_slug_leads_to_the_new(reader: Reader, blog: BlogIndexPage) -> None:
    post = make_post(blog, "One", slug="old")
    post.slug = "new-é"
    publish(post)
    moved = reader.get("posts/old/?locale=en", 308)
    assert moved.headers["Location"] == "/api/content/v1/posts/new-%C3%A9/?locale=en"
    assert reader.client.get(moved.headers["Location"]).json()["title"] == "One"
    post.unpublish()
    reader.get("posts/old/", 404)
    reader.get("posts/ol/", 404)


def test_what_is_not_public_is_not_there(reader: Reader, blog: BlogIndexPage) -> None:
    draft_post(blog, "Draft", slug="draft")
    absent = reader.get("posts/absent/", 404).content
    for slug in ("draft", "%25", "a'b", "..", "old%2F", "x" * 255):
        assert reader.get(f"posts/{slug}/", 404).content == absent, slug


def test_a_post_is_gone_at_its_time(reader: Reader, blog: BlogIndexPage) -> None:
    post = make_post(blog, "One")
    BlogPage.objects.filter(pk=post.pk).update(expire_at=timezone.now() - timedelta(seconds=1))
    reader.get("posts/one/", 404)
    assert reader.json("posts/")["count"] == 0


@pytest.mark.usefixtures("nothing_kept")
def test_a_post_takes_one_query(
    reader: Reader, blog: BlogIndexPage, django_assert_num_queries: Any
) -> None:
    make_post(blog, "One", body=body(paragraph("A word.")))
    etag = reader.get("posts/one/").headers["ETag"]
    with django_assert_num_queries(1):
        reader.get("posts/one/")
    with django_assert_num_queries(1):
        reader.get("posts/one/", 304, if_none_match=etag)


def test_a_deleted_post_is_counted_no_more(reader: Reader, blog: BlogIndexPage) -> None:
    for letter in "AB":
        make_post(blog, f"Post {letter}")
    assert reader.json("posts/")["count"] == 2
    BlogPage.objects.get(slug="post-a").delete()
    answer = reader.json("posts/")
    assert (answer["count"], len(answer["items"])) == (1, 1)


def test_a_branch_that_is_deleted_is_counted_no_more(reader: Reader, blog: BlogIndexPage) -> None:
    make_post(blog, "Post A")
    assert reader.json("posts/")["count"] == 1
    blog.delete()
    assert reader.json("posts/")["count"] == 0
