"""Search as a front-end uses it: what is found, in which order, where, and what never is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from urllib.parse import quote

import pytest
from django.conf import LazySettings
from django.utils import timezone
from wagtail.models import Locale, PageViewRestriction

from blog.models import BlogIndexPage, BlogPage, Category
from cms.editions.models import LivePage, SearchEntry
from cms.editions.search import finding
from cms.editions.store import build_ahead
from home.models import StandardPage
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


def titles(answer: Any) -> list[str]:
    return [item["title"] for item in answer["items"]]


def search(reader: Reader, text: str, more: str = "") -> list[str]:
    return titles(reader.json(f"search/?q={quote(text)}{more}"))


# --- Order ---------------------------------------------------------------------------------------


def test_better_places_come_first(reader: Reader, blog: BlogIndexPage) -> None:
    heading = ("heading", {"text": "About ketamine", "level": "h2"})
    make_post(blog, "Ketamine")
    make_post(blog, "By treatment", treatments=[make_treatment("Ketamine")])
    make_post(blog, "By excerpt", search_description="Ketamine at home.")
    make_post(blog, "By heading", body=body(heading))
    make_post(blog, "By text", body=body(paragraph("Some ketamine.")))
    make_post(blog, "By much text", body=body(*[paragraph(f"Ketamine, {n}.") for n in range(9)]))
    make_post(blog, "By nothing")
    answer = reader.json("search/?q=ketamine")
    assert titles(answer) == [
        *("Ketamine", "By treatment", "By much text", "By heading", "By excerpt", "By text"),
    ]
    assert [item["score"] for item in answer["items"]] == [1.0, 0.5, 0.25, 0.25, 0.25, 0.1]


def test_the_word_itself_comes_before_its_other_forms(reader: Reader, blog: BlogIndexPage) -> None:
    for title in ("Portal", "Port", "Ports"):
        make_post(blog, title)
    assert search(reader, "port") == ["Port", "Ports", "Portal"]


def test_names_of_everything_that_lists_show_are_found(reader: Reader, blog: BlogIndexPage) -> None:
    make_post(
        blog,
        "Named",
        authors=[make_person("Ada Lovelace", credentials="MD", biography="<p>Poet.</p>")],
        category=make_category("Pain"),
        tags=["clinic"],
        treatments=[make_treatment("Spravato", generic_name="esketamine")],
        body=body(("route", route("intravenous", "infusion"))),
    )
    for text in ("lovelace", "pain", "clinic", "spravato", "esketamine", "intravenous"):
        assert search(reader, text) == ["Named"], text
    for text in ("poet", "advice"):  # of the person, and of the disclaimer on every post
        assert search(reader, text) == [], text


def test_no_more_are_looked_at_than_can_be_ranked(
    reader: Reader, blog: BlogIndexPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_post(blog, "Dose")
    for number in range(5):
        make_post(blog, f"Post {number}", body=body(paragraph("A dose.")))
    monkeypatch.setattr(finding, "REACH", 3)
    answer = reader.json("search/?q=dose&limit=2")
    assert answer["count"] == 3
    assert titles(answer) == ["Dose", "Post 4"]
    assert titles(reader.follow(answer["next"])) == ["Post 3"]
    monkeypatch.setattr(finding, "REACH", 300)
    assert reader.json("search/?q=dose")["count"] == 6


# --- Words ---------------------------------------------------------------------------------------


def test_pages_of_every_type_are_found(reader: Reader, blog: BlogIndexPage) -> None:
    home = blog.get_parent().specific
    home.intro = blog.intro = "<p>A welcome.</p>"
    publish(home)
    publish(blog)
    about = StandardPage(title="About", slug="about", body=body(paragraph("You are welcome.")))
    publish(home.add_child(instance=about))
    make_post(blog, "Post", intro="<p>Welcome.</p>")
    answer = reader.json("search/?q=welcome")
    assert {(item["type"], item["title"]) for item in answer["items"]} == {
        ("home.HomePage", "Larkfield"),
        ("home.StandardPage", "About"),
        ("blog.BlogIndexPage", "Blog"),
        ("blog.BlogPage", "Post"),
    }


def test_a_hit_is_the_card_of_its_page_and_where_the_words_stand(
    reader: Reader, blog: BlogIndexPage
) -> None:
    make_post(
        blog,
        "Dose <em> & more",
        search_description="A “dose”.",
        body=body(paragraph("First &lt;b&gt; dose."), paragraph("Nothing."), paragraph("A dose.")),
    )
    (hit,) = reader.json("search/?q=dose")["items"]
    (card,) = reader.json("posts/")["items"]
    highlights, score = hit.pop("highlights"), hit.pop("score")
    assert hit == card and score == 1.0
    assert highlights == {
        "title": {
            "html": "<mark>Dose</mark> &lt;em&gt; &amp; more",
            "text": "Dose <em> & more",
        },
        "excerpt": {"html": "A “<mark>dose</mark>”.", "text": "A “dose”."},
        "body": [
            {"html": "First &lt;b&gt; <mark>dose</mark>.", "text": "First <b> dose."},
            {"html": "A <mark>dose</mark>.", "text": "A dose."},
        ],
    }


# --- Filters, languages, parts ------------------------------------------------------------------


def test_filters_narrow_what_is_found(reader: Reader, blog: BlogIndexPage) -> None:
    pain, ketamine = make_category("Pain"), make_treatment("Ketamine")
    both = body(("route", route()), ("route", route("oral", "swallow")))
    make_post(blog, "Dose one", category=pain, treatments=[ketamine], body=both)
    make_post(blog, "Dose two", category=pain, body=body(("route", route("oral", "swallow"))))
    make_post(blog, "Dose three", category=make_category("Sleep"))
    assert search(reader, "dose", "&category=pain") == ["Dose two", "Dose one"]
    assert search(reader, "dose", "&treatment=ketamine") == ["Dose one"]
    assert search(reader, "dose", "&route=oral") == ["Dose two", "Dose one"]
    assert search(reader, "dose", "&route=oral&route=intramuscular") == ["Dose one"]
    assert search(reader, "dose", "&category=sleep&route=oral") == []
    assert search(reader, "zzz", "&category=pain") == []


def test_what_only_a_draft_uses_cannot_be_asked_for(reader: Reader, blog: BlogIndexPage) -> None:
    make_post(blog, "Dose")
    draft_post(blog, category=make_category("Hidden"), treatments=[make_treatment("Hidden")])
    for name in ("category", "treatment"):
        hidden = reader.get(f"search/?q=dose&{name}=hidden", 422)
        assert hidden.content == reader.get(f"search/?q=dose&{name}=never", 422).content
        assert hidden.json()["errors"][0]["loc"] == ["query", name]


def test_languages_are_searched_together_or_one_alone(
    reader: Reader, blog: BlogIndexPage, settings: LazySettings
) -> None:
    settings.LANGUAGES = [("en", "English"), ("de", "German")]
    german = Locale.objects.create(language_code="de")
    post = make_post(blog, "Injection", search_description="For the arm.")
    there = post.copy_for_translation(german, copy_parents=True)
    there.title, there.search_description = "Injektion", "In the Arm."
    there.category = make_category("Schmerz", locale=german)
    publish(there)
    assert set(search(reader, "arm")) == {"Injection", "Injektion"}
    assert search(reader, "arm", "&locale=de") == ["Injektion"]
    assert search(reader, "arm", "&locale=en") == ["Injection"]
    assert search(reader, "injections", "&locale=en") == ["Injection"]
    assert search(reader, "the arm", "&locale=de") == ["Injektion"]
    assert search(reader, "for arm", "&locale=de") == []
    assert reader.json("search/?q=arm&locale=fr", 422)["errors"][0]["loc"] == ["query", "locale"]


# --- What is not public -------------------------------------------------------------------------


def test_drafts_are_never_found(reader: Reader, blog: BlogIndexPage) -> None:
    draft_post(blog, "Secret one", body=body(paragraph("Secret.")))
    live = make_post(blog, "Known")
    live.title, live.body = "Secret two", body(paragraph("Secret."))
    live.save_revision()
    scheduled = draft_post(blog, "Secret three", go_live_at=timezone.now() + timedelta(days=1))
    scheduled.save_revision().publish()
    assert search(reader, "secret") == []
    assert search(reader, "known") == ["Known"]


def unpublish(post: BlogPage) -> None:
    post.unpublish()


def delete(post: BlogPage) -> None:
    post.delete()


def expire(post: BlogPage) -> None:
    BlogPage.objects.filter(pk=post.pk).update(expire_at=timezone.now())


def postpone(post: BlogPage) -> None:
    BlogPage.objects.filter(pk=post.pk).update(go_live_at=timezone.now() + timedelta(hours=1))


def make_private(post: BlogPage) -> None:
    PageViewRestriction.objects.create(page=post, restriction_type="login")


def make_all_private(post: BlogPage) -> None:
    PageViewRestriction.objects.create(page=post.get_parent(), restriction_type="password")


HIDING = [unpublish, delete, expire, postpone, make_private, make_all_private]


@pytest.fixture(scope="class")
def kept_needle(kept_blog: None) -> Iterator[None]:
    with taken_back():
        fields: Any = {"category": make_category("Pain"), "tags": ["needle"]}
        make_post(BlogIndexPage.objects.get(), "Needle", **fields)
        build_ahead()
        yield


class TestOfOnePost:
    @pytest.fixture
    def post(self, kept_needle: None, db: None) -> BlogPage:
        return BlogPage.objects.get()

    @pytest.mark.parametrize("hide", HIDING, ids=lambda hide: hide.__name__)
    def test_what_is_hidden_is_not_found_at_once(
        self, reader: Reader, post: BlogPage, hide: Any
    ) -> None:
        assert search(reader, "needle") == ["Needle"]
        hide(post)
        assert reader.json("search/?q=needle") == {
            "count": 0,
            "next": None,
            "previous": None,
            "items": [],
        }

    def test_aliases_are_found_as_their_source(self, reader: Reader, post: BlogPage) -> None:
        post.create_alias(update_slug="copy")
        assert reader.json("search/?q=needle")["count"] == 1

    # --- Freshness ------------------------------------------------------------------------------

    def test_a_hit_is_built_anew_before_it_is_sent(self, reader: Reader, post: BlogPage) -> None:
        rename_category()
        assert LivePage.objects.get(pk=post.pk).stale_from
        (hit,) = reader.json("search/?q=needle")["items"]
        assert hit["category"]["name"] == "Sleep"
        assert search(reader, "pain") == [] and search(reader, "sleep") == ["Needle"]

    def test_words_that_went_with_a_change_find_nothing(
        self, reader: Reader, post: BlogPage
    ) -> None:
        rename_category()
        assert search(reader, "pain") == []

    def test_a_moved_page_is_found_at_its_new_address(self, reader: Reader, post: BlogPage) -> None:
        blog = BlogIndexPage.objects.get()
        blog.slug = "articles"
        blog.save()
        (hit,) = reader.json("search/?q=needle")["items"]
        assert hit["url"] == "http://testserver/articles/needle/"

    def test_another_shape_is_built_anew(self, reader: Reader, post: BlogPage) -> None:
        LivePage.objects.filter(pk=post.pk).update(shape="yesterday's")
        SearchEntry.objects.filter(pk=post.pk).update(title="needle =", body="Yesterday's words.")
        assert search(reader, "needle") == ["Needle"]
        assert SearchEntry.objects.get(pk=post.pk).body != "Yesterday's words."


def rename_category() -> None:
    category = Category.objects.get()
    category.name = "Sleep"
    category.save()


# --- What cannot be asked ------------------------------------------------------------------------


REFUSED = {
    "": "q",
    "q=": "q",
    "q=%20%09%0A": "q",
    "q=%E3%80%80": "q",
    "q=a%00b": "q",
    "q=" + "a" * 201: "q",
    "q=" + "+".join(["word"] * 5000): "q",
    "q=a&q=b": "q",
    "q=a&query=b": "query",
    "q=a&cursor=": "cursor",
    "q=a&order=title": "order",
    "q=a&limit=0": "limit",
    "q=a&limit=101": "limit",
    "q=a&offset=9223372036854775808": "offset",
    "q=a&route=sideways": "route",
    "q=a&category=": "category",
}


@pytest.mark.parametrize("query", REFUSED, ids=lambda query: query[:30])
def test_what_cannot_be_searched_for_is_named(
    reader: Reader, blog: BlogIndexPage, query: str
) -> None:
    answer = reader.json(f"search/?{query}", 422)
    assert answer["errors"][0]["loc"][:2] == ["query", REFUSED[query]]
    assert answer["detail"].startswith(REFUSED[query])


# --- Many posts ---------------------------------------------------------------------------------


@pytest.fixture(scope="class")
def kept_doses(kept_blog: None) -> Iterator[None]:
    with taken_back():
        fields: Any = {
            "category": make_category("Pain"),
            "treatments": [make_treatment("Ketamine")],
        }
        for number in range(5):
            make_post(BlogIndexPage.objects.get(), f"Dose {number}", **fields)
        build_ahead()
        yield


@pytest.mark.usefixtures("kept_doses")
class TestOfManyPosts:
    def test_of_equals_the_newest_comes_first(self, reader: Reader) -> None:
        first = BlogPage.objects.get(title="Dose 0")
        tomorrow = timezone.now() + timedelta(days=1)
        LivePage.objects.filter(pk=first.pk).update(published_at=tomorrow)
        assert search(reader, "dose") == [f"Dose {number}" for number in (0, 4, 3, 2, 1)]

    def test_hits_come_in_parts(self, reader: Reader) -> None:
        answer = reader.json("search/?q=dose&limit=2")
        pages = [titles(answer)]
        while answer["next"]:
            answer = reader.follow(answer["next"])
            pages.append(titles(answer))
        assert pages == [["Dose 4", "Dose 3"], ["Dose 2", "Dose 1"], ["Dose 0"]]
        assert answer["count"] == 5 and "q=dose" in answer["previous"]
        far = reader.json("search/?q=dose&offset=1000000&limit=100")
        assert (far["count"], far["items"], far["next"]) == (5, [], None)

    @pytest.mark.usefixtures("nothing_kept")
    def test_a_search_costs_the_same_whatever_it_finds(
        self, reader: Reader, django_assert_num_queries: Any
    ) -> None:
        reader.get("search/?q=dose")
        for limit in (1, 20, 100):
            with django_assert_num_queries(3):
                reader.get(f"search/?q=dose&limit={limit}")
            with django_assert_num_queries(4):
                reader.get(
                    f"search/?q=dose&category=pain&treatment=ketamine&locale=en&limit={limit}"
                )
        with django_assert_num_queries(2):
            reader.get("search/?q=zzz")
        with django_assert_num_queries(6):  # the names are looked at: they may be why
            reader.get("search/?q=zzz&category=pain&treatment=ketamine")
        with django_assert_num_queries(0):
            reader.get("search/?q=%25")
        etag = reader.get("search/?q=dose").headers["ETag"]
        reader.get("search/?q=dose", 304, if_none_match=etag)
