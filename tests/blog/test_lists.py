"""Lists with addresses of their own: of categories, of tags, of what a person wrote or checked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client
from lxml import html
from wagtail.models import Locale, PageViewRestriction

from blog.models import BlogIndexPage, BlogPage, Category, Person, PersonLink
from cms.editions.store import build_ahead
from tests import builders
from tests.cost import cost
from tests.e2e.everything import picture


@pytest.fixture(scope="module")
def kept_post(kept_blog: None) -> None:
    """A post with an author, a reviewer, a category and a tag, for all tests of the module."""
    builders.make_post(
        BlogIndexPage.objects.get(),
        "Needles",
        authors=[builders.make_person("Dana")],
        reviewer=builders.make_person("Rita"),
        category=builders.make_category("Pain", description="What hurts and what helps."),
        tags=["needle"],
    )
    build_ahead()


@pytest.fixture
def blog(kept_post: None, db: None) -> BlogIndexPage:
    return BlogIndexPage.objects.get()


@pytest.fixture
def dana(blog: BlogIndexPage) -> Person:
    return Person.objects.get(slug="dana")


def read(client: Client, path: str) -> Any:
    response = client.get(path)
    assert response.status_code == 200, path
    return html.fromstring(response.content)


def styled(tree: Any, name: str) -> list[Any]:
    """The elements of a class."""
    found: list[Any] = tree.xpath(f"//*[contains(concat(' ', @class, ' '), ' {name} ')]")
    return found


def titles(client: Client, path: str) -> list[str]:
    return [each.text_content() for each in styled(read(client, path), "card__title")]


def meta(tree: Any, name: str) -> str:
    (found,) = tree.xpath(f"//meta[@property='{name}' or @name='{name}']/@content")
    return str(found)


def crumbs(tree: Any) -> list[tuple[str, str]]:
    items = tree.xpath("//nav[@class='breadcrumbs']//li/*")
    return [(item.text_content(), item.get("href", "")) for item in items]


def canonical(tree: Any) -> str:
    (found,) = tree.xpath("//link[@rel='canonical']/@href")
    return str(found)


# --- Categories and tags --------------------------------------------------------------------------


def test_a_category_says_what_it_is(client: Client, blog: BlogIndexPage) -> None:
    tree = read(client, "/blog/category/pain/")
    assert tree.xpath("//main//h1")[0].text == "Pain"
    assert "What hurts and what helps." in styled(tree, "lead")[0].text_content()
    assert meta(tree, "description") == meta(tree, "og:description")
    assert meta(tree, "description") == "What hurts and what helps."
    assert meta(tree, "og:title") == "Pain – Blog"
    assert tree.xpath("//title")[0].text.strip() == "Pain – Blog – Larkfield"
    assert canonical(tree) == meta(tree, "og:url") == "http://testserver/blog/category/pain/"
    assert crumbs(tree) == [("Larkfield", "/"), ("Blog", "/blog/"), ("Pain", "")]
    assert crumbs(read(client, "/blog/tag/needle/"))[-1] == ("needle", "")


def test_the_older_address_names_the_clean_one(client: Client, blog: BlogIndexPage) -> None:
    for old, clean in (("category=pain", "category/pain/"), ("tag=needle", "tag/needle/")):
        tree = read(client, f"/blog/?{old}")
        assert canonical(tree) == f"http://testserver/blog/{clean}"
        assert f"/blog/{clean}" in read(client, "/blog/").xpath("//nav[@class='filters']//a/@href")


def test_several_filters_are_all_named(client: Client, blog: BlogIndexPage) -> None:
    tree = read(client, "/blog/?category=pain&author=dana")
    assert meta(tree, "og:title") == "Pain, Dana – Blog"
    assert crumbs(tree)[-1] == ("Blog", "")


# --- People ---------------------------------------------------------------------------------------


def test_a_profile_says_who_it_is(client: Client, dana: Any) -> None:
    dana.credentials, dana.role, dana.photo = "MD", "Anaesthetist", picture()
    dana.biography, dana.orcid = "<p>Writes about <b>pain</b>.</p>", "0000-0002-1825-0097"
    dana.links = [PersonLink(label="Clinic", url="https://example.org/dana")]
    dana.save()
    tree = read(client, "/people/dana/")
    text = " ".join(styled(tree, "profile")[0].text_content().split())
    assert text == "Anaesthetist Dana, MD Writes about pain. ORCID 0000-0002-1825-0097 Clinic"
    assert tree.xpath("//header[@class='profile']//img")
    assert titles(client, "/people/dana/") == ["Needles"]
    assert meta(tree, "og:type") == "profile"
    assert meta(tree, "og:title") == "Dana, MD"
    assert meta(tree, "description") == "Writes about pain."
    assert meta(tree, "og:image").startswith("http://testserver/media/images/")
    assert canonical(tree) == "http://testserver/people/dana/"
    assert crumbs(tree) == [("Larkfield", "/"), ("Dana", "")]


def test_names_on_a_post_lead_to_profiles(client: Client, blog: BlogIndexPage) -> None:
    tree = read(client, "/blog/needles/")
    for path in ("/people/dana/", "/people/rita/", "/blog/tag/needle/", "/blog/category/pain/"):
        assert tree.xpath(f"//main//a[@href='{path}']"), path
        assert client.get(path).status_code == 200


def test_what_was_written_and_what_was_checked_are_two_lists(
    client: Client, blog: BlogIndexPage, dana: Person
) -> None:
    assert styled(read(client, "/people/dana/"), "profile__kinds") == []
    builders.make_post(blog, "Checked", reviewer=dana)
    assert titles(client, "/people/dana/") == ["Needles"]
    assert titles(client, "/people/dana/?posts=reviewed") == ["Checked"]
    tree = read(client, "/people/dana/?posts=reviewed")
    assert canonical(tree) == "http://testserver/people/dana/?posts=reviewed"
    (current,) = tree.xpath("//nav[@class='profile__kinds']//a[@aria-current]")
    assert " ".join(current.text_content().split()) == "Medically reviewed (1)"


def test_who_only_checked_has_a_profile_too(client: Client, blog: BlogIndexPage) -> None:
    tree = read(client, "/people/rita/")
    assert titles(client, "/people/rita/") == ["Needles"]
    assert tree.xpath("//main//h2")[0].text == "Posts reviewed by Rita"
    assert canonical(tree) == "http://testserver/people/rita/"


@pytest.mark.parametrize("path", ["/people/", "/people/nobody/", "/people/%00/", "/people/a/b/"])
def test_nobody_is_not_found(client: Client, blog: BlogIndexPage, path: str) -> None:
    assert client.get(path).status_code == 404


def test_whom_only_hidden_posts_name_is_not_found(
    client: Client, blog: BlogIndexPage, dana: Person
) -> None:
    post = BlogPage.objects.get()
    builders.draft_post(blog, "Draft", authors=[dana])
    assert titles(client, "/people/dana/") == ["Needles"]
    PageViewRestriction.objects.create(page=post, restriction_type="login")
    for slug in ("dana", "rita"):
        assert client.get(f"/people/{slug}/").status_code == 404


def test_a_page_of_the_tree_may_stand_below_people(client: Client, blog: BlogIndexPage) -> None:
    from home.models import StandardPage

    home = blog.get_parent()
    people = builders.publish(home.add_child(instance=StandardPage(title="People", slug="people")))
    builders.publish(people.add_child(instance=StandardPage(title="How we work", slug="work")))
    for path in ("/people/", "/people/work/"):
        assert client.get(path).status_code == 200


def test_a_person_of_another_language_is_found_in_this_one(
    client: Client, blog: BlogIndexPage, settings: LazySettings
) -> None:
    german = Locale.objects.create(language_code="de")
    greta = Person.objects.create(name="Greta", locale=german)
    builders.make_post(blog, authors=[greta])
    assert titles(client, "/people/greta/")
    own = Person.objects.create(name="Greta", credentials="MD", locale=Locale.get_default())
    builders.make_post(blog, authors=[own])
    assert styled(read(client, "/people/greta/"), "profile__credentials")


@pytest.fixture(scope="class")
def kept_posts(kept_post: None) -> Iterator[None]:
    blog = BlogIndexPage.objects.get()
    with builders.taken_back():
        shared: Any = {
            "authors": [builders.make_person("Robin")],
            "category": builders.make_category("Sleep"),
        }
        for number in range(13):
            tags = ["a", "b"] if number else []
            builders.make_post(blog, f"Post {number:02}", tags=tags, **shared)
        yield


@pytest.mark.usefixtures("kept_posts")
class TestWithManyPosts:
    def test_long_lists_are_paged(self, client: Client, db: None) -> None:
        assert len(titles(client, "/people/robin/")) == 12
        assert titles(client, "/people/robin/?page=2") == ["Post 00"]
        tree = read(client, "/people/robin/?page=2")
        assert canonical(tree) == "http://testserver/people/robin/?page=2"
        assert tree.xpath("//link[@rel='prev']/@href") == ["/people/robin/"]
        for page in ("0", "3", "x", "%00", "9" * 30):
            assert client.get(f"/people/robin/?page={page}").status_code == 404

    @pytest.mark.parametrize("path", ["/people/robin/", "/blog/category/sleep/"])
    def test_a_list_costs_the_same_for_any_number_of_posts(
        self, client: Client, db: None, path: str
    ) -> None:
        many = cost(lambda: client.get(path))
        BlogPage.objects.exclude(title="Post 00").update(live=False)
        assert titles(client, path) == ["Post 00"]
        assert cost(lambda: client.get(path)) == many


def test_the_sitemap_has_categories_and_people(
    client: Client, blog: BlogIndexPage, dana: Person
) -> None:
    builders.make_category("Unused")
    builders.make_person("Unknown")
    builders.make_post(blog, authors=[dana], category=Category.objects.get(slug="pain"))
    text = client.get("/sitemap.xml").content.decode()
    for path in ("/people/dana/", "/people/rita/", "/blog/category/pain/"):
        assert text.count(f"<loc>http://testserver{path}</loc>") == 1
    assert "unused" not in text and "unknown" not in text
