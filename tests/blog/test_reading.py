"""What readers get: lists, filters, related posts and pages, at a constant cost."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from io import BytesIO
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client, RequestFactory
from PIL import Image
from wagtail.models import Locale

from blog import queries
from blog.context_processors import navigation
from blog.models import BlogIndexPage, BlogPage, BlogPageRelatedPost, NavigationLink, SiteSettings
from cms.images.models import CustomImage
from tests import builders
from tests.cost import cost

pytestmark = pytest.mark.rendering


@pytest.fixture
def index(kept_blog: None, db: None) -> Any:
    return BlogIndexPage.objects.get()


def titles(client: Client, query: str) -> list[str]:
    response = client.get(f"/blog/{query}")
    assert response.status_code == 200
    return [post.title for post in response.context["posts"]]


def described(*routes: tuple[str, str]) -> list[dict[str, Any]]:
    return builders.body(*[("route", builders.route(key, method)) for key, method in routes])


def picture() -> CustomImage:
    data = BytesIO()
    Image.new("L", (8, 8)).save(data, "PNG")
    file = ContentFile(data.getvalue(), "grey.png")
    return CustomImage.objects.create(title="Grey", description="Grey", file=file)


IM, IV = ("intramuscular", "injection"), ("intravenous", "infusion")


def test_filters_narrow_the_list_and_several_routes_must_all_be_there(
    index: Any, client: Client
) -> None:
    ketamine, pain = builders.make_treatment("Ketamine"), builders.make_category("Pain")
    mind, dana = builders.make_category("Mind"), builders.make_person("Dana")
    builders.make_post(index, "Both", category=mind, body=described(IM, IV), authors=[dana])
    builders.make_post(index, "Muscle", category=pain, body=described(IM), tags=["needle"])
    builders.make_post(index, "None", category=pain, treatments=[ketamine])
    assert titles(client, "") == ["None", "Muscle", "Both"]
    assert titles(client, "?route=intramuscular") == ["Muscle", "Both"]
    assert titles(client, "?route=intramuscular&route=intravenous") == ["Both"]
    assert titles(client, "?treatment=ketamine") == ["None"]
    assert titles(client, "?author=dana") == ["Both"]
    assert titles(client, "category/pain/") == ["None", "Muscle"]
    assert titles(client, "tag/needle/") == ["Muscle"]
    assert titles(client, "?category=pain&route=intramuscular") == ["Muscle"]
    assert titles(client, "?route=nowhere") == []


@pytest.mark.parametrize(
    "query", ["?page=0", "?page=2", "?page=x", "?page=%00", "?page=99999999999999999999"]
)
def test_a_page_that_is_not_there_is_not_found(index: Any, client: Client, query: str) -> None:
    assert client.get(f"/blog/{query}").status_code == 404


@pytest.mark.parametrize("query", ["?route=%00", "?tag=" + "x" * 5000, "?author='", "?nonsense=1"])
def test_hostile_filters_are_harmless(index: Any, client: Client, query: str) -> None:
    assert client.get(f"/blog/{query}").status_code == 200


def test_unknown_categories_and_tags_are_not_found(index: Any, client: Client) -> None:
    assert client.get("/blog/category/none/").status_code == 404
    assert client.get("/blog/tag/none/").status_code == 404


def test_what_only_drafts_use_is_not_found_either(index: Any, client: Client) -> None:
    pain = builders.make_category("Pain")
    post = builders.make_post(index, category=pain, tags=["needle"])
    for path in ("category/pain/", "tag/needle/"):
        assert client.get(f"/blog/{path}").status_code == 200
    post.unpublish()
    for path in ("category/pain/", "tag/needle/"):
        assert client.get(f"/blog/{path}").status_code == 404


@pytest.fixture(scope="class")
def kept_posts(kept_blog: None) -> Iterator[None]:
    index = BlogIndexPage.objects.get()
    with builders.taken_back():
        builders.make_post(index, "Post 00", body=described(IM), tags=["a"])
        for number in range(1, 14):
            builders.make_post(index, f"Post {number:02}", body=described(IM, IV), tags=["a", "b"])
        yield


@pytest.mark.usefixtures("kept_posts")
class TestWithManyPosts:
    def test_a_list_is_paged(self, db: None, client: Client) -> None:
        first, second = client.get("/blog/"), client.get("/blog/?page=2")
        assert len(first.context["posts"]) == 12
        assert [post.title for post in second.context["posts"]] == ["Post 01", "Post 00"]
        assert first.context["pagination"]["next_url"] == "/blog/?page=2"

    def test_a_list_costs_the_same_for_any_number_of_posts(self, db: None, client: Client) -> None:
        many = cost(lambda: client.get("/blog/"))
        BlogPage.objects.exclude(title="Post 00").update(live=False)
        assert titles(client, "") == ["Post 00"]
        assert cost(lambda: client.get("/blog/")) == many


def test_a_post_costs_the_same_for_any_number_of_blocks_references_and_pictures(
    index: Any, client: Client
) -> None:
    for _ in range(3):
        builders.make_post(index, body=described(IM))
    shown = ("image", {"image": {"image": picture().pk, "alt_text": "Grey", "decorative": False}})
    small = builders.make_post(
        index,
        body=builders.body(
            builders.paragraph("Text.", builders.make_reference()),
            ("route", builders.route(*IM)),
            shown,
        ),
        hero_image=picture(),
        hero_alt="Grey",
    )
    sources = [builders.make_reference() for _ in range(20)]
    large = builders.make_post(
        index,
        body=builders.body(
            *[
                builders.paragraph(f"Text {number}.", source)
                for number, source in enumerate(sources)
            ],
            ("route", builders.route(*IM)),
            ("route", builders.route(*IV)),
            *[shown] * 3,
        ),
        hero_image=picture(),
        hero_alt="Grey",
        authors=[builders.make_person() for _ in range(4)],
        tags=["a", "b", "c"],
    )
    costs = {cost(partial(client.get, page.url)) for page in (small, large)}
    assert len(costs) == 1


def test_related_posts_are_the_chosen_then_the_closest(index: Any) -> None:
    ketamine = builders.make_treatment("Ketamine")
    builders.make_post(index, "By tag", tags=["mood"])
    builders.make_post(index, "By route", body=described(IM))
    builders.make_post(index, "By treatment", treatments=[ketamine])
    builders.make_post(index, "A stranger")
    hidden = builders.make_post(index, "Hidden", treatments=[ketamine])
    hidden.unpublish()
    chosen = builders.make_post(index, "Chosen")
    post = builders.draft_post(
        index, "The post", treatments=[ketamine], tags=["mood"], body=described(IM)
    )
    post.related_posts = [BlogPageRelatedPost(post=each) for each in (hidden, chosen, post)]
    builders.publish(post)
    found = [each.title for each in queries.related_posts(post)]
    assert found == ["Chosen", "By treatment", "By route"]


def test_a_disclaimer_in_another_language_than_the_post_says_so(index: Any, client: Client) -> None:
    own = builders.make_disclaimer()
    post = builders.make_post(index, disclaimer=own)
    assert '<div class="prose"><p>Not advice' in client.get(post.url).content.decode()
    own.locale = Locale.objects.create(language_code="ar")
    own.save()
    assert '<div class="prose" lang="ar" dir="rtl"><p>Not advice' in (
        client.get(post.url).content.decode()
    )


def test_the_menu_leaves_hidden_pages_out(index: Any) -> None:
    hidden = builders.draft_post(index, "Hidden title")
    settings: Any = SiteSettings.objects.get()
    settings.navigation = [
        NavigationLink(page=index),
        NavigationLink(page=hidden),
        NavigationLink(url="https://example.org/", label="Elsewhere"),
    ]
    settings.save()
    menu = navigation(RequestFactory().get("/blog/"), settings)
    assert [(link["label"], link["is_current"]) for link in menu] == [
        ("Blog", True),
        ("Elsewhere", False),
    ]
