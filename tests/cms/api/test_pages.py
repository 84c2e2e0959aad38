"""Pages by path, redirects, and what changed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.management import call_command
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageViewRestriction

from blog.models import BlogIndexPage, BlogPage
from cms.editions.store import build_ahead
from home.models import StandardPage
from tests.blog.api.conftest import Reader
from tests.builders import draft_post, make_post, publish, taken_back

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader() -> Reader:
    return Reader()


@pytest.fixture(scope="module")
def kept_pages(kept_blog: None) -> None:
    """A standing page, a post and a draft, for all tests of the module."""
    blog = BlogIndexPage.objects.get()
    publish(blog.get_parent().add_child(instance=StandardPage(title="About", slug="about")))
    make_post(blog, "One")
    draft_post(blog, "Draft")
    build_ahead()


@pytest.fixture
def blog(kept_pages: None, db: None) -> BlogIndexPage:
    return BlogIndexPage.objects.get()


@pytest.fixture
def about(kept_pages: None, db: None) -> StandardPage:
    return StandardPage.objects.get()


@pytest.fixture
def post(kept_pages: None, db: None) -> BlogPage:
    return BlogPage.objects.get(slug="one")


def test_any_type_is_found_by_its_path(reader: Reader, about: StandardPage) -> None:
    types = {
        path: reader.json(f"pages/?path={path}")["type"]
        for path in ("/", "/blog/", "/blog/one/", "/about/", "/about")
    }
    assert types == {
        "/": "home.HomePage",
        "/blog/": "blog.BlogIndexPage",
        "/blog/one/": "blog.BlogPage",
        "/about/": "home.StandardPage",
        "/about": "home.StandardPage",
    }
    post = reader.get("posts/one/")
    assert reader.get("pages/?path=/blog/one/").content == post.content


def test_a_page_is_found_in_any_writing(reader: Reader, about: StandardPage) -> None:
    about.slug = "über"
    publish(about)
    assert reader.json("pages/?path=/%C3%BCber/")["title"] == "About"
    assert reader.json("pages/?path=/%25C3%25BCber/")["title"] == "About"


def test_pages_below_a_renamed_page_are_found_at_once(reader: Reader, blog: BlogIndexPage) -> None:
    blog.slug = "news"
    publish(blog)
    assert reader.json("pages/?path=/news/one/")["path"] == "/news/one/"
    assert reader.json("pages/?path=/blog/one/")["redirect"]["to"] == "http://testserver/news/one/"


def test_a_moved_page_says_where_it_is(reader: Reader, about: StandardPage) -> None:
    about.slug = "us"
    publish(about)
    answer = {"redirect": {"to": "http://testserver/us/", "permanent": True}}
    assert reader.json("pages/?path=/about/") == answer
    about.unpublish()
    reader.get("pages/?path=/about/", 404)


@pytest.mark.parametrize(
    "path", ["/never/", "/blog/draft/", "//evil.example/", "/%00", "/../", "/?x=1"]
)
def test_what_is_not_public_is_not_there(reader: Reader, blog: BlogIndexPage, path: str) -> None:
    answer = reader.json(f"pages/?path={path}", 422 if "%00" in path else 404)
    assert "draft" not in str(answer).lower()


@pytest.mark.parametrize("query", ["", "path=about", "path=", "path=/" + "x" * 1000])
def test_a_path_is_needed(reader: Reader, blog: BlogIndexPage, query: str) -> None:
    assert reader.json(f"pages/?{query}", 422)["errors"][0]["loc"] == ["query", "path"]


def test_redirects_lead_only_to_what_readers_may_see(reader: Reader, about: StandardPage) -> None:
    Redirect.objects.create(old_path="/a", redirect_page=about)
    Redirect.objects.create(old_path="/b", redirect_link="https://x.example/", is_permanent=False)
    Redirect.objects.create(old_path="/c", redirect_link="/about/")
    Redirect.objects.create(old_path="/d", redirect_page=Page.objects.get(slug="draft"))
    Redirect.objects.create(old_path="/e")
    answer = reader.json("redirects/?limit=2")
    assert answer["count"] == 3
    assert answer["items"] + reader.follow(answer["next"])["items"] == [
        {"path": "/a", "to": "http://testserver/about/", "permanent": True},
        {"path": "/b", "to": "https://x.example/", "permanent": False},
        {"path": "/c", "to": "http://testserver/about/", "permanent": True},
    ]
    PageViewRestriction.objects.create(page=about, restriction_type="login")
    assert [item["path"] for item in reader.json("redirects/")["items"]] == ["/b", "/c"]


def told(answer: Any) -> list[tuple[str, str | None]]:
    return [(item["change"], item["slug"]) for item in answer["items"]]


def test_an_alias_answers_with_its_source(
    reader: Reader, blog: BlogIndexPage, post: BlogPage
) -> None:
    alias = post.create_alias(parent=blog, update_slug="other")
    again = alias.create_alias(parent=blog, update_slug="another")
    source = reader.json("pages/?path=/blog/one/")
    for path in ("/blog/other/", "/blog/another/"):
        assert reader.json(f"pages/?path={path}") == source
    again.slug = "moved"
    again.save()
    assert reader.json("pages/?path=/blog/moved/") == source
    post.title = "One again"
    publish(post)
    assert reader.json("pages/?path=/blog/other/")["title"] == "One again"
    post.unpublish()
    reader.get("pages/?path=/blog/other/", 404)


def test_changes_are_told_once_and_in_order(reader: Reader, about: StandardPage) -> None:
    blog = BlogIndexPage.objects.get()
    start = reader.json("changes/")["latest"]
    assert reader.json(f"changes/?since={start}") == {"latest": start, "next": None, "items": []}
    two, three = make_post(blog, "Two"), make_post(blog, "Three")
    three.title = "Three again"
    publish(three)
    about.title = "About us"
    publish(about)
    answer = reader.json(f"changes/?since={start}")
    assert told(answer) == [("live", "two"), ("live", "three"), ("changed", "about")]
    assert answer["items"][1]["url"] == "http://testserver/blog/three/"
    two.unpublish()
    later = reader.json(f"changes/?since={answer['latest']}")
    assert told(later) == [("gone", None)]
    assert later["items"][0]["id"] == two.pk
    assert "Two" not in str(later)


def test_a_deleted_page_is_told_and_counted_no_more(reader: Reader, blog: BlogIndexPage) -> None:
    post = make_post(blog, "Brief")
    since, count = reader.json("changes/")["latest"], reader.json("posts/")["count"]
    post.delete()
    assert told(reader.json(f"changes/?since={since}")) == [("gone", None)]
    assert (count, reader.json("posts/")["count"]) == (2, 1)


def test_pages_that_become_private_are_told_and_so_is_their_return(
    reader: Reader, blog: BlogIndexPage, post: BlogPage, django_capture_on_commit_callbacks: Any
) -> None:
    other = make_post(blog, "Other")
    since = reader.json("changes/")["latest"]
    restriction = PageViewRestriction.objects.create(page=blog, restriction_type="login")
    gone = reader.json(f"changes/?since={since}")
    assert [each["change"] for each in gone["items"]] == ["gone"] * 3
    assert {each["id"] for each in gone["items"]} == {blog.pk, post.pk, other.pk}
    post.title = "One, hidden"
    publish(post)
    assert told(reader.json(f"changes/?since={gone['latest']}")) == []
    with django_capture_on_commit_callbacks(execute=True):
        restriction.delete()
    back = reader.json(f"changes/?since={gone['latest']}")
    assert sorted(told(back)) == [("live", "blog"), ("live", "one"), ("live", "other")]
    assert reader.json(f"changes/?since={back['latest']}")["items"] == []
    call_command("rebuild_editions", "--check", verbosity=0)


def test_a_private_page_is_deleted_like_any_other(reader: Reader, post: BlogPage) -> None:
    since = reader.json("changes/")["latest"]
    PageViewRestriction.objects.create(page=post, restriction_type="login")
    post.delete()
    assert told(reader.json(f"changes/?since={since}")) == [("gone", None)]
    known = reader.json("changes/")["latest"]
    assert reader.json(f"changes/?since={known}")["items"] == []


def test_a_page_that_moves_below_a_private_one_is_told(
    reader: Reader, blog: BlogIndexPage, post: BlogPage, django_capture_on_commit_callbacks: Any
) -> None:
    home: Any = blog.get_parent()
    members = publish(home.add_child(instance=BlogIndexPage(title="Members", slug="members")))
    PageViewRestriction.objects.create(page=members, restriction_type="login")
    since = reader.json("changes/")["latest"]
    call_command("rebuild_editions", verbosity=0)
    with django_capture_on_commit_callbacks(execute=True):
        post.move(members, pos="last-child")
    gone = reader.json(f"changes/?since={since}")
    assert told(gone) == [("gone", None)]
    call_command("rebuild_editions", "--check", verbosity=0)
    with django_capture_on_commit_callbacks(execute=True):
        target = BlogIndexPage.objects.get(pk=blog.pk)
        BlogPage.objects.get(pk=post.pk).move(target, pos="last-child")
    assert told(reader.json(f"changes/?since={gone['latest']}")) == [("live", "one")]


def test_what_came_and_went_between_visits_is_not_told(reader: Reader, blog: Any) -> None:
    start = reader.json("changes/")["latest"]
    make_post(blog, "Brief").delete()
    assert reader.json(f"changes/?since={start}")["items"] == []


def test_changes_name_nothing_hidden(reader: Reader, blog: BlogIndexPage) -> None:
    post = make_post(blog, "Secret", slug="secret")
    known = reader.json("changes/")["latest"]
    post.title = "Secret still"
    publish(post)
    Page.objects.filter(pk=post.pk).update(expire_at=timezone.now() - timedelta(seconds=1))
    assert told(reader.json(f"changes/?since={known}")) == [("gone", None)]
    assert "secret" not in reader.get("changes/").content.decode().lower()


def test_changes_come_in_parts(reader: Reader, blog: BlogIndexPage) -> None:
    posts = [make_post(blog, f"Post {number}") for number in range(3)]
    posts[0].title = "Post again"
    publish(posts[0])
    whole = reader.json("changes/")
    assert told(whole)[-1] == ("live", "post-0"), "it is new to those who begin"
    answer = reader.json("changes/?limit=1")
    items = answer["items"]
    while answer["next"]:
        answer = reader.follow(answer["next"])
        items += answer["items"]
    assert (items, answer["latest"]) == (whole["items"], whole["latest"])


@pytest.mark.parametrize("since", ["-1", "x", "9223372036854775808", "1.5", ""])
def test_since_is_a_number(reader: Reader, blog: BlogIndexPage, since: str) -> None:
    assert reader.json(f"changes/?since={since}", 422)["errors"][0]["loc"] == ["query", "since"]
    assert reader.json("changes/?since=9223372036854775807")["items"] == []


@pytest.fixture(scope="class")
def kept_posts(kept_blog: None) -> Iterator[None]:
    with taken_back():
        for number in range(3):
            post = make_post(BlogIndexPage.objects.get(), f"Post {number}")
            post.slug = f"new-{number}"
            publish(post)
        yield


@pytest.mark.usefixtures("kept_posts")
class TestWithManyPosts:
    @pytest.mark.parametrize("path", ["changes/", "redirects/", "redirects/?cursor="])
    def test_these_cost_the_same_however_long(
        self,
        reader: Reader,
        path: str,
        settings: LazySettings,
        django_assert_max_num_queries: Any,
    ) -> None:
        settings.KEPT_ANSWERS = 0
        reader.get(path)
        with django_assert_max_num_queries(2):
            reader.get(path)
