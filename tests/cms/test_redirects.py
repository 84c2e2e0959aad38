"""Old addresses lead to the new ones, and never to what readers may not see."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.db import transaction
from django.test import Client
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageViewRestriction

from blog.models import BlogIndexPage, BlogPage
from blog.publishing.roles import PUBLISHERS, WRITERS, make_roles
from home.models import StandardPage
from tests.builders import draft_post, make_category, make_post, publish, taken_back


@pytest.fixture
def blog(kept_blog: None, db: None) -> BlogIndexPage:
    return BlogIndexPage.objects.get()


@pytest.fixture(scope="module")
def kept_post(kept_blog: None) -> None:
    make_post(BlogIndexPage.objects.get(), "A post", slug="old")


@pytest.fixture
def post(kept_post: None, db: None) -> BlogPage:
    return BlogPage.objects.get()


def rename(page: Any, slug: str) -> Any:
    page = page.specific_class.objects.get(pk=page.pk)
    page.slug = slug
    return publish(page)


def unpublish(page: Any) -> None:
    page.specific_class.objects.get(pk=page.pk).unpublish()


def leads_to(client: Client, path: str) -> str | None:
    """Where an address leads at once and for good; None when nothing is there."""
    response = client.get(path)
    if response.status_code == 404:
        return None
    assert response.status_code == 308, response.status_code
    return response["Location"]


def answers(client: Client, path: str) -> bool:
    return client.get(path).status_code == 200


# --- Renaming and moving -----------------------------------------------------------------------


def test_a_base_page_saved_by_code_leaves_its_old_address_too(
    client: Client, post: BlogPage
) -> None:
    page = Page.objects.get(pk=post.pk)
    page.slug = "new"
    page.save()
    assert leads_to(client, "/blog/old/") == "/blog/new/"


def test_a_renamed_draft_leaves_nothing_before_it_is_published(
    client: Client, post: BlogPage
) -> None:
    post.slug = "new"
    post.save_revision()
    assert answers(client, "/blog/old/")
    assert not Redirect.objects.exists()


def test_a_page_never_published_leaves_no_address(client: Client, blog: BlogIndexPage) -> None:
    page = draft_post(blog, slug="draft")
    page.slug = "other"
    page.save()
    publish(page)
    assert leads_to(client, "/blog/draft/") is None


def test_what_lies_below_a_renamed_page_is_found(
    client: Client, blog: BlogIndexPage, post: BlogPage
) -> None:
    draft_post(blog, slug="never-public")
    rename(blog, "news")
    assert leads_to(client, "/blog/") == "/news/"
    assert leads_to(client, "/blog/old/") == "/news/old/"
    assert leads_to(client, "/blog/never-public/") is None
    assert Redirect.objects.filter(old_path="/blog/never-public").count() == 0


def test_a_moved_page_and_what_lies_below_it_are_found(client: Client, blog: BlogIndexPage) -> None:
    home = Page.objects.get(slug="larkfield")
    about = publish(home.add_child(instance=StandardPage(title="About", slug="about")))
    team = publish(about.add_child(instance=StandardPage(title="Team", slug="team")))
    publish(team.add_child(instance=StandardPage(title="Nurses", slug="nurses")))
    Page.objects.get(pk=team.pk).move(Page.objects.get(pk=home.pk), pos="last-child")
    assert leads_to(client, "/about/team/") == "/team/"
    assert leads_to(client, "/about/team/nurses/") == "/team/nurses/"
    assert answers(client, "/team/nurses/")


def test_pages_put_into_another_order_leave_no_redirect(
    blog: BlogIndexPage, post: BlogPage
) -> None:
    make_post(blog, slug="second").move(Page.objects.get(pk=post.pk), pos="left")
    assert not Redirect.objects.exists()


def test_the_home_page_may_be_renamed_without_a_trace(
    client: Client, blog: BlogIndexPage, post: BlogPage
) -> None:
    rename(Page.objects.get(slug="larkfield").specific, "elsewhere")
    assert answers(client, "/blog/old/")
    assert not Redirect.objects.exists()


def test_a_redirect_comes_with_the_change_or_not_at_all(client: Client, post: BlogPage) -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        rename(post, "new")
        assert Redirect.objects.filter(old_path="/blog/old").exists()
        raise RuntimeError
    assert not Redirect.objects.exists()
    assert answers(client, "/blog/old/")


def test_thousands_below_a_renamed_page_take_few_queries(
    blog: BlogIndexPage, django_assert_max_num_queries: Any
) -> None:
    now = timezone.now()
    kind = Page.objects.get(pk=blog.pk).content_type
    Page.objects.bulk_create(
        Page(
            title=f"Page {number}",
            slug=f"page-{number}",
            path=blog.path + Page._int2str(number + 2).rjust(4, "0"),
            depth=blog.depth + 1,
            url_path=f"{blog.url_path}page-{number}/",
            live=True,
            first_published_at=now,
            content_type=kind,
            locale=blog.locale,
        )
        for number in range(1500)
    )
    blog.slug = "news"
    with django_assert_max_num_queries(90):
        blog.save()
    assert Redirect.objects.filter(old_path__startswith="/blog/page-").count() == 1500


def test_an_address_longer_than_the_table_holds_is_left_out(
    client: Client, blog: BlogIndexPage
) -> None:
    post = make_post(blog, slug="x" * 252)
    rename(post, "short")
    assert not Redirect.objects.exists()
    assert answers(client, "/blog/short/")


# --- Chains, loops and addresses used again ----------------------------------------------------


def test_a_chain_of_names_is_one_step(client: Client, post: BlogPage) -> None:
    for slug in ("newer", "newest"):
        post = rename(post, slug)
    assert leads_to(client, "/blog/old/") == "/blog/newest/"
    assert leads_to(client, "/blog/newer/") == "/blog/newest/"


def test_a_page_that_comes_back_answers_itself(client: Client, post: BlogPage) -> None:
    rename(rename(post, "new"), "old")
    assert answers(client, "/blog/old/")
    assert leads_to(client, "/blog/new/") == "/blog/old/"
    unpublish(post)
    assert leads_to(client, "/blog/old/") is None
    assert leads_to(client, "/blog/new/") is None


def test_an_old_address_belongs_to_the_page_that_takes_it(
    client: Client, blog: BlogIndexPage, post: BlogPage
) -> None:
    rename(post, "new")
    second = make_post(blog, slug="old")
    assert answers(client, "/blog/old/")
    unpublish(second)
    assert leads_to(client, "/blog/old/") is None
    publish(second)
    rename(second, "second")
    assert leads_to(client, "/blog/old/") == "/blog/second/"


def test_an_editors_own_redirect_stays(client: Client, blog: BlogIndexPage, post: BlogPage) -> None:
    Redirect.add_redirect("/blog/old/", "https://example.org/", is_permanent=False, site=None)
    Redirect.add_redirect("/blog/old/", "/blog/", site=blog.get_site())
    rename(post, "new")
    assert leads_to(client, "/blog/old/") == "/blog/"


def test_a_redirect_to_itself_is_not_followed(client: Client, blog: BlogIndexPage) -> None:
    Redirect.add_redirect("/nowhere/", "/nowhere/")
    assert leads_to(client, "/nowhere/") is None


def test_a_temporary_redirect_is_temporary(client: Client, blog: BlogIndexPage) -> None:
    Redirect.add_redirect("/summer/", blog, is_permanent=False)
    response = client.get("/summer/?from=poster")
    assert (response.status_code, response["Location"]) == (307, "/blog/?from=poster")


# --- Hidden targets ----------------------------------------------------------------------------


def restrict(page: Any) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type="login")


def expire(page: Any) -> None:
    Page.objects.filter(pk=page.pk).update(expire_at=timezone.now())


@pytest.fixture(scope="class")
def kept_renamed(kept_post: None) -> Iterator[None]:
    with taken_back():
        rename(BlogPage.objects.get(), "renamed")
        yield


class TestOnceRenamed:
    @pytest.fixture
    def post(self, kept_renamed: None, db: None) -> BlogPage:
        return BlogPage.objects.get()

    def test_a_renamed_post_is_found_at_its_old_address(
        self, client: Client, post: BlogPage
    ) -> None:
        assert leads_to(client, "/blog/old/") == "/blog/renamed/"
        assert leads_to(client, "/blog/old") == "/blog/renamed/"
        assert answers(client, "/blog/renamed/")

    def test_browsers_ask_again_each_time(self, client: Client, post: BlogPage) -> None:
        assert client.get("/blog/old/")["Cache-Control"] == "public, max-age=0, must-revalidate"

    def test_the_query_is_kept(self, client: Client, post: BlogPage) -> None:
        assert leads_to(client, "/blog/old/?utm_source=a&b=%C3%A9") == (
            "/blog/renamed/?utm_source=a&b=%C3%A9"
        )

    def test_what_is_sent_to_an_old_address_goes_nowhere(
        self, client: Client, post: BlogPage
    ) -> None:
        assert client.post("/blog/old/").status_code == 404

    @pytest.mark.parametrize("hide", [unpublish, restrict, expire], ids=lambda hide: hide.__name__)
    def test_the_new_address_of_a_hidden_page_stays_hidden(
        self, client: Client, post: BlogPage, hide: Any
    ) -> None:
        hide(post)
        for path in ("/blog/old/", "/blog/old/?a=b", "/blog/old/more/"):
            response = client.get(path)
            assert response.status_code == 404
            assert b"renamed" not in response.content

    def test_a_page_below_a_private_one_stays_hidden(
        self, client: Client, blog: BlogIndexPage, post: BlogPage
    ) -> None:
        restrict(blog)
        assert leads_to(client, "/blog/old/") is None

    def test_a_deleted_page_takes_its_redirects_along(self, client: Client, post: BlogPage) -> None:
        post.delete()
        assert leads_to(client, "/blog/old/") is None
        assert not Redirect.objects.exists()


# --- What stands in the address ----------------------------------------------------------------


def test_a_redirect_for_one_query_does_not_repeat_it(client: Client, post: BlogPage) -> None:
    Redirect.add_redirect("/index.php?p=7", post)
    assert leads_to(client, "/index.php?p=7") == "/blog/old/"


def test_lists_below_a_renamed_blog_are_found(client: Client, blog: BlogIndexPage) -> None:
    make_post(blog, category=make_category("Basics"))
    rename(blog, "news")
    assert leads_to(client, "/blog/category/basics/?page=2") == "/news/category/basics/?page=2"
    assert answers(client, "/news/category/basics/")
    assert leads_to(client, "/blog/category/") is None
    assert leads_to(client, "/blog/nothing/like/it/") is None


def test_slugs_of_any_script_are_found(client: Client, post: BlogPage) -> None:
    rename(rename(post, "über-uns"), "new")
    assert leads_to(client, "/blog/über-uns/") == "/blog/new/"
    assert leads_to(client, "/blog/%C3%BCber-uns/") == "/blog/new/"


@pytest.mark.parametrize(
    "path",
    ["/%00/", "/%ff/", "/a%2fb/", "//", "/" + "a/" * 500, "/?" + "x=1&" * 300, "/%0d%0aX:1/"],
)
def test_strange_addresses_are_not_found(client: Client, blog: BlogIndexPage, path: str) -> None:
    assert client.get(path).status_code in (200, 404)


def test_a_page_that_is_there_needs_no_redirect(client: Client, post: BlogPage) -> None:
    Redirect.add_redirect("/blog/old/", "/elsewhere/")
    assert answers(client, "/blog/old/")


# --- In the admin ------------------------------------------------------------------------------


def test_publishers_have_the_list_and_writers_do_not(client: Client, post: BlogPage) -> None:
    make_roles()
    rename(post, "new")
    for group, status in ((PUBLISHERS, 200), (WRITERS, 302)):
        user = User.objects.create_user(group, password="secret")
        user.groups.add(Group.objects.get(name=group))
        client.force_login(user)
        response = client.get("/admin/redirects/")
        assert response.status_code == status
        if status == 200:
            assert b"/blog/old" in response.content
