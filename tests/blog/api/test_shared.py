"""What posts share, and the site itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone
from PIL import Image
from wagtail.models import Site

from blog.models import BlogIndexPage, BlogPage, SiteSettings
from blog.models.site import NavigationLink, SocialProfile
from cms.images.models import CustomImage
from tests.blog.api.conftest import Reader
from tests.builders import (
    body,
    draft_post,
    make_category,
    make_disclaimer,
    make_person,
    make_post,
    make_treatment,
    publish_version,
    route,
    taken_back,
)

pytestmark = pytest.mark.django_db


def make_image(title: str) -> CustomImage:
    data = BytesIO()
    Image.new("RGB", (96, 64), "#4f9a7c").save(data, "PNG")
    return CustomImage.objects.create(title=title, file=ContentFile(data.getvalue(), "logo.png"))


KINDS = ["categories", "tags", "people", "treatments", "disclaimers"]


@pytest.fixture(scope="class")
def kept_shared(kept_blog: None) -> Iterator[None]:
    """Two posts that share things, and a draft with things of its own."""
    blog = BlogIndexPage.objects.get()
    with taken_back():
        ada = make_person("Ada", biography="<p>Writes.</p>")
        ben = make_person("Ben", credentials="MD")
        pain, ketamine = make_category("Pain"), make_treatment("Ketamine")
        own = make_disclaimer("Own", "<p>Of this post.</p>")
        make_post(blog, "Both", authors=[ada], category=pain, tags=["clinic"], reviewer=ben)
        make_post(
            blog,
            "One",
            authors=[ada, ben],
            category=pain,
            disclaimer=own,
            body=body(("route", route(treatment=ketamine.pk))),
        )
        draft_post(
            blog,
            "Draft",
            authors=[make_person("Hidden")],
            category=make_category("Hidden"),
            treatments=[make_treatment("Hidden")],
            tags=["hidden"],
            disclaimer=make_disclaimer("Hidden"),
        )
        yield


class TestWhatPostsShare:
    @pytest.fixture
    def draft(self, kept_shared: None, db: None) -> BlogPage:
        return BlogPage.objects.get(slug="draft")

    def test_what_published_posts_name_is_counted(self, reader: Reader, draft: BlogPage) -> None:
        found = {
            kind: {item.get("name"): item["posts"] for item in reader.json(f"{kind}/")["items"]}
            for kind in KINDS
        }
        assert found == {
            "categories": {"Pain": 2},
            "tags": {"clinic": 1},
            "people": {"Ada": 2, "Ben": 2},
            "treatments": {"Ketamine": 1},
            "disclaimers": {"Own": 1, "Site": 1},
        }

    def test_one_shared_thing_is_whole(self, reader: Reader, draft: BlogPage) -> None:
        person = reader.json("people/ada/")
        assert person["biography"] == {"html": "<p>Writes.</p>", "text": "Writes."}
        assert person["posts"] == 2
        assert reader.json("categories/pain/?locale=en")["name"] == "Pain"
        assert reader.json("tags/clinic/")["posts"] == 1
        assert reader.json("treatments/ketamine/")["slug"] == "ketamine"
        disclaimer = reader.json("disclaimers/own/")
        assert (disclaimer["text"], disclaimer["key"]) == ("Of this post.", "own")

    def test_what_only_a_draft_names_is_not_there(self, reader: Reader, draft: BlogPage) -> None:
        for kind in KINDS:
            hidden = reader.get(f"{kind}/hidden/", 404)
            assert hidden.content == reader.get(f"{kind}/never/", 404).content
        draft.save_revision().publish()
        for kind in KINDS:
            assert reader.json(f"{kind}/hidden/")["posts"] == 1

    def test_lists_come_in_parts(self, reader: Reader, draft: BlogPage) -> None:
        for kind in KINDS:
            whole = reader.json(f"{kind}/")
            answer = reader.json(f"{kind}/?limit=1")
            assert answer["count"] == whole["count"] == len(whole["items"])
            items = answer["items"]
            while answer["next"]:
                answer = reader.follow(answer["next"])
                items += answer["items"]
            assert items == whole["items"]
            reader.get(f"{kind}/?cursor=", 422)

    @pytest.mark.usefixtures("nothing_kept")
    def test_lists_cost_the_same_however_long(
        self,
        reader: Reader,
        blog: BlogIndexPage,
        draft: BlogPage,
        django_assert_max_num_queries: Any,
    ) -> None:
        few = {}
        for kind in KINDS:
            with django_assert_max_num_queries(5) as queries:
                reader.get(f"{kind}/")
            few[kind] = len(queries)
        for number in range(2):
            make_post(
                blog,
                authors=[make_person(biography="<p>Hello.</p>")],
                category=make_category(),
                treatments=[make_treatment()],
                tags=[f"tag {number}"],
                disclaimer=make_disclaimer(),
            )
        for kind in KINDS:
            with django_assert_max_num_queries(few[kind]):
                reader.get(f"{kind}/")


def test_the_default_disclaimer_is_there_without_posts(reader: Reader, blog: BlogIndexPage) -> None:
    assert [item["key"] for item in reader.json("disclaimers/")["items"]] == ["site"]
    assert reader.json("disclaimers/site/")["posts"] == 0


def test_a_disclaimer_begins_at_its_moment(reader: Reader, blog: BlogIndexPage) -> None:
    disclaimer = make_disclaimer("Later")
    make_post(blog, disclaimer=disclaimer)
    publish_version(disclaimer, "<p>New.</p>", effective_from=timezone.now() + timedelta(days=1))
    assert reader.json("disclaimers/later/")["version"] == 1


@pytest.fixture
def clinic(blog: BlogIndexPage) -> SiteSettings:
    """A clinic with a menu, profiles and a logo."""
    hidden = draft_post(blog, "Secret")
    settings = SiteSettings.for_site(Site.objects.get(is_default_site=True))
    settings.logo = make_image("Logo")
    settings.phone, settings.booking_url = "555", "https://book.example/"
    settings.navigation = [
        NavigationLink(page=blog, label=""),
        NavigationLink(page=hidden),
        NavigationLink(url="/about/", label="About"),
        NavigationLink(url="https://elsewhere.example/", label="Elsewhere"),
    ]
    settings.social_profiles = [
        SocialProfile(network="x", url="https://x.com/clinic"),
        SocialProfile(network="other", label="Mastodon", url="https://m.example/"),
    ]
    settings.save()
    return settings


def test_the_site_says_what_surrounds_a_page(
    reader: Reader, blog: BlogIndexPage, clinic: SiteSettings
) -> None:
    site = reader.json("site/")
    assert site["name"] == "Larkfield"
    assert site["navigation"] == [
        {
            "label": "Blog",
            "url": "http://testserver/blog/",
            "page": blog.pk,
            "path": "/blog/",
        },
        {"label": "About", "url": "http://testserver/about/", "page": None, "path": None},
        {
            "label": "Elsewhere",
            "url": "https://elsewhere.example/",
            "page": None,
            "path": None,
        },
    ]
    assert [profile["label"] for profile in site["social_profiles"]] == ["X", "Mastodon"]
    assert site["default_disclaimer"]["html"] == "<p>Not advice for you.</p>"
    assert site["comments"] == {"state": "off", "notice": "Commenting has been turned off."}
    assert site["contact"]["corrections_email"] == "a@example.org"
    assert site["locales"] == [{"code": "en", "name": "English", "is_default": True}]
    assert site["logo"]["src"].startswith("http://testserver/media/")
    assert "Secret" not in str(site)


@pytest.mark.usefixtures("nothing_kept")
def test_the_site_takes_two_queries(
    reader: Reader, clinic: SiteSettings, django_assert_num_queries: Any
) -> None:
    reader.get("site/")
    with django_assert_num_queries(2):
        reader.get("site/")
