"""The search page as readers use it: what is found, narrowed, paged, and never shown."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from django.conf import LazySettings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from lxml import html
from wagtail.models import Locale, PageViewRestriction

from blog.models import BlogIndexPage, BlogPage, SiteSettings
from cms.editions import current
from cms.editions.published import published
from cms.editions.search import finding
from home.models import StandardPage
from tests import builders
from tests.builders import (
    body,
    make_category,
    make_person,
    make_post,
    make_treatment,
    paragraph,
    taken_back,
)


@pytest.fixture
def blog(kept_blog: None, db: None) -> BlogIndexPage:
    return BlogIndexPage.objects.get()


def read(client: Client, query: str = "", status: int = 200) -> Any:
    response = client.get(f"/search/{query}")
    assert response.status_code == status, query
    return html.fromstring(response.content)


def asked(client: Client, text: str, **filters: Any) -> Any:
    return read(client, f"?{urlencode({'q': text, **filters}, doseq=True)}")


def texts(tree: Any, path: str) -> list[str]:
    return [" ".join(each.text_content().split()) for each in tree.xpath(path)]


def titles(tree: Any) -> list[str]:
    return texts(tree, "//h3[@class='result__title']")


def heading(tree: Any) -> str:
    (found,) = texts(tree, "//h2[@id='results']")
    return found


def search(client: Client, text: str, **filters: Any) -> list[str]:
    return titles(asked(client, text, **filters))


def value(tree: Any) -> str:
    (found,) = tree.xpath("//input[@name='q']/@value")
    return str(found)


def choices(tree: Any, name: str) -> list[str]:
    path = f"//select[@name='{name}']/option[@value!='']|//input[@name='{name}']/.."
    return texts(tree, path)


def active(tree: Any) -> dict[str, str]:
    links = tree.xpath("//a[contains(@class, 'chip--remove')]")
    return {
        " ".join(link.text_content().replace("Remove filter:", "").split()): link.get("href")
        for link in links
    }


# --- Results --------------------------------------------------------------------------------------


def test_a_question_finds_posts_and_pages_and_is_said_back(
    client: Client, blog: BlogIndexPage
) -> None:
    home = blog.get_parent()
    about = StandardPage(title="About", slug="about", body=body(paragraph("We give a dose.")))
    builders.publish(home.add_child(instance=about))
    pain = make_category("Pain")
    make_post(blog, "Dose", category=pain, body=body(paragraph("A small dose.")))
    tree = asked(client, " dose ")
    assert titles(tree) == ["Dose", "About"]
    assert heading(tree) == "2 results for “dose”"
    assert value(tree) == "dose"
    assert tree.xpath("//title")[0].text.strip() == "Search: “dose” – Larkfield"
    today = timezone.localdate()
    kinds = texts(tree, "//p[@class='result__kind']")
    assert kinds[0].startswith("Post · Pain · ") and kinds[1].startswith("Page · ")
    assert tree.xpath("//article//time/@datetime") == [today.isoformat()] * 2
    assert tree.xpath("//article//h3/a/@href") == [BlogPage.objects.get().url, "/about/"]


def test_the_words_are_marked_and_nothing_else_is_markup(
    client: Client, blog: BlogIndexPage
) -> None:
    make_post(
        blog,
        "Dose <em> & more",
        search_description="About <script>alert(1)</script>.",
        body=body(paragraph("First &lt;b&gt; dose."), paragraph("Nothing.")),
    )
    response = client.get("/search/?q=dose")
    text = response.content.decode()
    assert "<mark>Dose</mark> &lt;em&gt; &amp; more" in text
    assert "First &lt;b&gt; <mark>dose</mark>." in text
    assert "<script>alert" not in text
    assert "Content-Security-Policy" in response.headers


def test_the_excerpt_stands_where_no_passage_has_the_words(
    client: Client, blog: BlogIndexPage
) -> None:
    make_post(blog, "Needle", search_description="How it is done.", tags=["steel"])
    tree = asked(client, "steel")
    assert titles(tree) == ["Needle"]
    assert texts(tree, "//p[@class='result__passage']") == ["How it is done."]


def test_more_than_can_be_ranked_are_not_counted(
    client: Client, blog: BlogIndexPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3):
        make_post(blog, f"Dose {number}")
    monkeypatch.setattr(finding, "REACH", 2)
    monkeypatch.setattr("blog.search_view.REACH", 2)
    assert heading(asked(client, "dose")) == "More than 2 results for “dose”"


# --- Filters --------------------------------------------------------------------------------------


def test_filters_narrow_and_can_be_taken_away_one_by_one(
    client: Client, blog: BlogIndexPage
) -> None:
    pain, ketamine, dana = make_category("Pain"), make_treatment("Ketamine"), make_person("Dana")
    oral = ("route", builders.route("oral", "swallow"))
    both = body(("route", builders.route()), oral)
    make_post(blog, "Dose one", category=pain, treatments=[ketamine], body=both, authors=[dana])
    make_post(blog, "Dose two", category=pain, body=body(oral))
    make_post(blog, "Dose three", category=make_category("Sleep"))
    assert search(client, "dose", category="pain") == ["Dose two", "Dose one"]
    assert search(client, "dose", treatment="ketamine") == ["Dose one"]
    assert search(client, "dose", author="dana") == ["Dose one"]
    assert search(client, "dose", route="oral") == ["Dose two", "Dose one"]
    assert search(client, "dose", route=["oral", "intramuscular"]) == ["Dose one"]
    assert search(client, "dose", category="sleep", route="oral") == []
    tree = asked(client, "dose", category="pain", route=["oral", "intramuscular"])
    assert heading(tree) == "1 result for “dose”"
    assert active(tree) == {
        "Category: Pain": "/search/?q=dose&route=oral&route=intramuscular",
        "Route: Oral": "/search/?q=dose&category=pain&route=intramuscular",
        "Route: Intramuscular": "/search/?q=dose&category=pain&route=oral",
    }
    assert tree.xpath("//select[@name='category']/option[@selected]/@value") == ["pain"]
    assert set(tree.xpath("//input[@checked]/@value")) == {"oral", "intramuscular"}
    assert tree.xpath("//details/@open")
    (every,) = tree.xpath("//section[@class='active-filters']//a[@class='quiet-link']/@href")
    assert every == "/search/?q=dose"


def test_only_what_published_posts_have_is_offered(client: Client, blog: BlogIndexPage) -> None:
    assert not read(client).xpath("//select|//fieldset")
    make_category("Unused")
    dana, hidden = make_person("Dana"), make_person("Hidden")
    pain = make_category("Pain")
    make_post(blog, authors=[dana], category=pain, reviewer=make_person("Rita"))
    private = make_post(
        blog, authors=[hidden], category=make_category("Secret"), treatments=[make_treatment("X")]
    )
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    builders.draft_post(blog, category=make_category("Draft"))
    tree = read(client)
    assert choices(tree, "category") == ["Pain"]
    assert choices(tree, "author") == ["Dana"]
    assert not tree.xpath("//select[@name='treatment']")


def test_what_only_hidden_posts_have_is_as_unknown_as_nothing(
    client: Client, blog: BlogIndexPage
) -> None:
    make_post(blog, "Dose")
    builders.draft_post(
        blog,
        category=make_category("Hidden"),
        treatments=[make_treatment("Hidden")],
        authors=[make_person("Hidden")],
    )
    for name in ("category", "treatment", "author"):
        for query in (f"?q=dose&{name}=", f"?{name}="):
            hidden = client.get(f"/search/{query}hidden")
            absent = client.get(f"/search/{query}absent")
            assert hidden.content == absent.content.replace(b"absent", b"hidden")
            assert "Hidden" not in hidden.content.decode()


# --- What is not public ---------------------------------------------------------------------------


def unpublish(post: BlogPage) -> None:
    post.unpublish()


def expire(post: BlogPage) -> None:
    BlogPage.objects.filter(pk=post.pk).update(expire_at=timezone.now())


def make_private(post: BlogPage) -> None:
    PageViewRestriction.objects.create(page=post, restriction_type="login")


@pytest.fixture(scope="class")
def kept_needles(kept_blog: None) -> Iterator[None]:
    blog = BlogIndexPage.objects.get()
    with taken_back():
        pain = make_category("Pain")
        for number in ("one", "two"):
            make_post(blog, f"Needle {number}", category=pain)
        yield


@pytest.mark.usefixtures("kept_needles")
class TestWhatIsHidden:
    @pytest.mark.parametrize(
        "hide", [unpublish, expire, make_private], ids=lambda each: each.__name__
    )
    def test_it_is_neither_found_nor_counted(self, client: Client, db: None, hide: Any) -> None:
        assert heading(asked(client, "needle")) == "2 results for “needle”"
        hide(BlogPage.objects.get(title="Needle one"))
        for query in ("?q=needle", "?q=needle&category=pain", "?category=pain"):
            tree = read(client, query)
            assert titles(tree) == ["Needle two"]
            assert heading(tree).startswith("1 result")


def test_drafts_of_published_posts_are_not_found(client: Client, blog: BlogIndexPage) -> None:
    post = make_post(blog, "Known")
    post.title, post.body = "Secret", body(paragraph("Secret."))
    post.save_revision()
    scheduled = builders.draft_post(blog, "Secret too", go_live_at=builders.later(days=1))
    scheduled.save_revision().publish()
    assert heading(asked(client, "secret")) == "Nothing found for “secret”"


# --- Nothing asked, nothing found -----------------------------------------------------------------


def test_who_asks_nothing_is_told_how_and_can_browse(client: Client, blog: BlogIndexPage) -> None:
    make_post(blog, category=make_category("Pain"), treatments=[make_treatment("Ketamine")])
    for query in ("", "?q=", "?q=%20%09", "?q=%00", "?nothing=1"):
        tree = read(client, query)
        assert not tree.xpath("//h2[@id='results']")
        assert "double quotes" in tree.xpath("//p[@class='lead']")[0].text
        assert tree.xpath("//a[@href='/search/?category=pain']")
        assert tree.xpath("//a[@href='/search/?treatment=ketamine']")
        assert tree.xpath("//link[@rel='canonical']/@href") == ["http://testserver/search/"]
        assert not tree.xpath("//meta[@name='robots']")


def test_who_finds_nothing_is_helped(client: Client, blog: BlogIndexPage) -> None:
    settings = SiteSettings.objects.get()
    settings.phone = "+1 555 0100"
    settings.save()
    make_post(blog, "Dose", category=make_category("Pain"))
    make_post(blog, category=make_category("Sleep"))
    tree = asked(client, "doze", category="pain")
    assert heading(tree) == "Nothing found for “doze”"
    assert value(tree) == "doze"
    assert "spelled" in tree.xpath("//div[contains(@class, 'nothing')]")[0].text_content()
    assert tree.xpath("//div[contains(@class, 'nothing')]//a/@href") == [
        *("tel:+15550100", "mailto:a@example.org"),
    ]
    assert active(tree) == {"Category: Pain": "/search/?q=doze"}
    assert tree.xpath("//a[@href='/search/?category=sleep']")
    assert "Not advice for you." in tree.xpath("//section[@class='disclaimer']")[0].text_content()
    assert tree.xpath("//meta[@name='robots']/@content") == ["noindex"]


# --- Hostile questions ----------------------------------------------------------------------------

HOSTILE = [
    *(
        'x"',
        '"',
        '""',
        "%",
        "*",
        "a*",
        "a:b",
        "-a",
        "NEAR(a b)",
        "a AND OR",
        "(",
        "\\",
        "'",
        "`;--",
    ),
    *("{title} : a", "^a", "<script>alert(1)</script>", "{{ 7*7 }}", "{% now %}", "& | ! <->"),
    *(
        "\u202eabc",
        "\u0301",
        "ﷺ",
        "👩‍⚕️",
        "\ud7ff",
        "a\x00b",
        "\x1b[0m",
        "日",
        "=category=1",
        "a" * 200,
    ),
    *("'" * 200, '"a ' * 60, "a-" * 100),
]


@pytest.fixture(scope="class")
def kept_dose(kept_blog: None) -> Iterator[None]:
    with taken_back():
        make_post(BlogIndexPage.objects.get(), "Dose")
        yield


@pytest.mark.usefixtures("kept_dose")
class TestOfOnePost:
    @pytest.mark.parametrize("text", HOSTILE, ids=repr)
    def test_any_text_is_a_question(self, client: Client, db: None, text: str) -> None:
        response = client.get(f"/search/?q={quote(text)}")
        assert response.status_code == 200
        assert "<script>" not in response.content.decode()
        assert heading(html.fromstring(response.content))

    @pytest.mark.parametrize(
        "query",
        [
            *("q=%FF%FE", "q=%ED%A0%80", "q=a&q=b", "q[]=a", "q=dose&category=%00"),
            *("q=dose&route=sideways", "q=dose&author=" + "x" * 5000, "q=dose&category='"),
            *("&".join(["route=oral"] * 500), "&".join(f"route=r{n}" for n in range(500))),
            *("route=%E2%80%AE", "category=../..", "treatment=1%20OR%201", "q=dose&page=1&page=1"),
        ],
        ids=lambda query: query[:30],
    )
    def test_hostile_addresses_are_harmless(self, client: Client, db: None, query: str) -> None:
        assert client.get(f"/search/?{query}").status_code == 200

    def test_the_form_can_be_used_with_keys_and_ears_alone(self, client: Client, db: None) -> None:
        tree = asked(client, "dose")
        (form,) = tree.xpath("//main//form[@role='search']")
        assert (form.get("method"), form.get("action")) == ("get", "/search/")
        (field,) = form.xpath(".//input[@type='search']")
        labelled = set(tree.xpath("//label/@for"))
        assert {field.get("id"), *form.xpath(".//select/@id")} <= labelled
        assert not tree.xpath("//*[@autofocus or @tabindex > 0]")
        assert texts(tree, "//main//h1|//main//h2[@id='results']") == [
            *("Search", "1 result for “dose”"),
        ]

    def test_search_can_be_reached_from_every_page(self, client: Client, db: None) -> None:
        for path in ("/", "/blog/", "/blog/dose/"):
            tree = html.fromstring(client.get(path).content)
            assert tree.xpath("//header//a[@class='site-search']/@href") == ["/search/"]
        lost = client.get("/nowhere/")
        assert lost.status_code == 404
        page: Any = html.fromstring(lost.content)
        (form,) = page.xpath("//main//form[@role='search']")
        assert form.get("action") == "/search/"


@pytest.mark.parametrize("text", ["a" * 201, "word " * 5000, "%" * 100_000])
def test_a_question_that_is_too_long_is_told_so(
    client: Client, blog: BlogIndexPage, text: str
) -> None:
    tree = asked(client, text)
    assert heading(tree) == "This is too long to search for"
    assert "at most 200 characters" in tree.xpath("//main")[0].text_content()
    assert len(value(tree)) <= 200


def test_nothing_is_taken_from_a_form_that_is_posted(client: Client, blog: BlogIndexPage) -> None:
    assert client.post("/search/", {"q": "dose"}).status_code == 405
    assert client.head("/search/?q=dose").status_code == 200


def test_a_store_that_is_behind_asks_to_come_back(
    client: Client, blog: BlogIndexPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def behind(*args: Any) -> None:
        raise current.StoreIsBehind([1])

    monkeypatch.setattr("blog.search_view.find", behind)
    response = client.get("/search/?q=dose")
    assert response.status_code == 503 and response.headers["Retry-After"]
    assert "load this page again" in response.content.decode()


# --- Languages, form, places, cost ----------------------------------------------------------------


def test_the_language_of_the_address_is_searched(
    client: Client, blog: BlogIndexPage, settings: LazySettings
) -> None:
    settings.LANGUAGES = [("en", "English"), ("de", "German")]
    german = Locale.objects.create(language_code="de")
    post: Any = make_post(blog, "Injection", search_description="For the arm.")
    there = post.copy_for_translation(german, copy_parents=True)
    there.title, there.search_description = "Injektion", "In den Arm."
    there.category = make_category("Schmerz", locale=german)
    builders.publish(there)
    assert search(client, "arm") == ["Injection"]
    assert choices(read(client), "category") == [post.category.name]
    response = client.get("/de/search/?q=arm")
    tree = html.fromstring(response.content)
    assert titles(tree) == ["Injektion"]
    assert choices(tree, "category") == ["Schmerz"]
    assert tree.xpath("//form[@role='search']/@action") == ["/de/search/"]


@pytest.fixture(scope="class")
def kept_doses(kept_blog: None) -> Iterator[None]:
    blog = BlogIndexPage.objects.get()
    with taken_back():
        pain, ketamine = make_category("Pain"), make_treatment("Ketamine")
        dana = make_person("Dana")
        for number in range(14):
            people = [dana, make_person()]
            shared: Any = {"category": pain, "treatments": [ketamine], "authors": people}
            make_post(blog, f"Dose {number:02}", **shared, body=body(("route", builders.route())))
        yield


@pytest.mark.usefixtures("kept_doses")
class TestWithManyPosts:
    def test_another_address_for_each_part_and_all_of_them_can_be_shared(
        self, client: Client, db: None
    ) -> None:
        first = asked(client, "dose", category="pain")
        assert len(titles(first)) == 12 and heading(first) == "14 results for “dose”"
        (following,) = first.xpath("//a[@rel='next']/@href")
        assert following == "/search/?q=dose&category=pain&page=2"
        second: Any = html.fromstring(client.get(following).content)
        assert titles(second) == ["Dose 01", "Dose 00"]
        assert second.xpath("//link[@rel='canonical']/@href") == [f"http://testserver{following}"]
        assert second.xpath("//a[@rel='prev']/@href") == ["/search/?q=dose&category=pain"]
        assert "page 2" in second.xpath("//title")[0].text
        for page in ("0", "3", "x", "%00", "-1", "9" * 30, "%C2%B2"):
            assert client.get(f"/search/?q=dose&page={page}").status_code == 404, page

    def test_filters_alone_list_posts(self, client: Client, blog: BlogIndexPage) -> None:
        make_post(blog, "Other", category=make_category("Sleep"))
        tree = read(client, "?category=pain")
        assert heading(tree) == "14 results"
        assert titles(tree)[0] == "Dose 13"
        assert titles(read(client, "?category=pain&page=2")) == ["Dose 01", "Dose 00"]
        assert read(client, "?category=pain").xpath("//meta[@name='robots']/@content") == [
            "noindex"
        ]
        assert client.get("/search/?category=pain&page=3").status_code == 404

    @pytest.mark.parametrize(
        "query",
        ["?q=dose", "?q=dose&category=pain&treatment=ketamine&author=dana", "?category=pain"],
    )
    def test_a_search_costs_the_same_whatever_it_finds(
        self, client: Client, db: None, query: str
    ) -> None:
        def cost() -> int:
            client.get(f"/search/{query}")
            with CaptureQueriesContext(connection) as captured:
                found = titles(read(client, query))
            assert len(found) == min(published(BlogPage.objects.all()).count(), 12)
            return len(captured)

        many = cost()
        BlogPage.objects.exclude(title="Dose 00").update(live=False)
        assert cost() == many <= 16


def test_an_old_hit_is_built_anew(client: Client, blog: BlogIndexPage) -> None:
    pain = make_category("Pain")
    post = make_post(blog, "Needle", category=pain)
    BlogPage.objects.filter(pk=post.pk).update(expire_at=timezone.now() + timedelta(days=1))
    pain.name = "Sleep"
    pain.save()
    assert "Sleep" in texts(asked(client, "needle"), "//p[@class='result__kind']")[0]
