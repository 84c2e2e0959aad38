"""A treatment's page: everything public posts say of it, with its sources and disclaimers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from lxml import html
from wagtail.models import Locale

from blog.described_routes import MOST, described
from blog.models import BlogIndexPage, BlogPage, SiteSettings, TreatmentStatus
from blog.queries import route_entries
from home.models import StandardPage
from tests import builders

IM, IV = ("intramuscular", "injection"), ("intravenous", "infusion")


@pytest.fixture
def blog(kept_blog: None, db: None) -> Any:
    return BlogIndexPage.objects.get()


@pytest.fixture
def ketamine(blog: Any) -> Any:
    return builders.make_treatment("Ketamine", generic_name="ketamine")


def described_in(*routes: tuple[str, str], treatment: Any, **fields: Any) -> list[dict[str, Any]]:
    fields = {"setting": "clinic", "treatment": treatment.pk, **fields}
    return builders.body(*[("route", builders.route(*each, **fields)) for each in routes])


def onset(*references: Any) -> dict[str, Any]:
    return builders.quantity(3, 4, *references, endpoint="sedation")


def tree(client: Client, path: str) -> Any:
    response = client.get(path)
    assert response.status_code == 200
    return html.fromstring(response.content)


def words(nodes: list[Any]) -> list[str]:
    return [" ".join(node.text_content().split()) for node in nodes]


def test_routes_of_all_public_posts_stand_side_by_side_and_say_where_they_are_from(
    blog: Any, ketamine: Any, client: Client
) -> None:
    source = builders.make_reference("A trial")
    muscle = described_in(IM, treatment=ketamine, onset=onset(source))
    one = builders.make_post(blog, "Into a muscle", body=muscle)
    builders.make_post(blog, "Into a vein", body=described_in(IV, treatment=ketamine))
    other = builders.make_treatment("Lidocaine")
    builders.make_post(blog, "Another", body=described_in(IM, treatment=other))
    page = tree(client, "/treatments/ketamine/")
    table = page.xpath("//table[contains(@class, 'comparison-table')]")[0]
    assert words(table.xpath(".//thead//th"))[1:] == [
        "Ketamine: intravenous (drip infusion) from Into a vein",
        "Ketamine: intramuscular (injection) from Into a muscle",
    ]
    links = table.xpath(".//thead//a/@href")
    assert links[2] == links[3] == f"{one.url}#ketamine-intramuscular-injection"
    assert words(table.xpath(".//tbody//td[2]"))[0] == "3 to 4 minutes[1] sedation"
    assert "A trial" in words(page.xpath("//*[@id='ref-1']"))[0]
    assert page.xpath("//figure[@class='timeline']//*[local-name()='rect']")


def test_it_shows_names_status_and_description(blog: Any, ketamine: Any, client: Client) -> None:
    ketamine.generic_name = "esketamine"
    ketamine.description = "<p>An <b>anaesthetic</b>.</p>"
    ketamine.statuses = [
        TreatmentStatus(
            jurisdiction="US", indication="anaesthesia", status="approved", as_of=date(2024, 10, 1)
        ),
        TreatmentStatus(jurisdiction="GB", indication="depression", status="off_label"),
    ]
    ketamine.save()
    builders.make_post(blog, "A post", treatments=[ketamine])
    page = tree(client, "/treatments/ketamine/")
    assert words(page.xpath("//h1")) == ["Ketamine"]
    assert "Generic name: esketamine" in words(page.xpath("//header//p"))
    assert "An anaesthetic." in page.text_content()
    assert words(page.xpath("//table//tbody/tr")) == [
        "United States anaesthesia Approved as of 1 October 2024",
        "United Kingdom depression Off-label",
    ]
    assert words(page.xpath("//h3")) == ["A post"]
    assert page.xpath("//link[@rel='canonical']/@href") == [
        "http://testserver/treatments/ketamine/"
    ]


def test_one_route_is_named_with_its_post_but_not_compared(
    blog: Any, ketamine: Any, client: Client
) -> None:
    builders.make_post(blog, "Into a muscle", body=described_in(IM, treatment=ketamine))
    page = tree(client, "/treatments/ketamine/")
    assert not page.xpath("//table")
    assert "Ketamine: intramuscular (injection) (from Into a muscle)" in words([page])[0]


def test_routes_without_facts_are_named_with_their_posts(
    blog: Any, ketamine: Any, client: Client
) -> None:
    builders.make_post(blog, "One", body=described_in(IM, IV, treatment=ketamine, setting=""))
    page = tree(client, "/treatments/ketamine/")
    assert not page.xpath("//table")
    assert words(page.xpath("//article[@class='overview']/ul/li")) == [
        "Ketamine: intravenous (drip infusion) from One",
        "Ketamine: intramuscular (injection) from One",
    ]


@pytest.mark.parametrize("slug", ["nothing", "%00", "x" * 500, "é"])
def test_an_unknown_treatment_is_not_found(blog: Any, client: Client, slug: str) -> None:
    assert client.get(f"/treatments/{slug}/").status_code == 404


def test_what_only_hidden_posts_use_is_not_found_and_nothing_of_them_is_shown(
    blog: Any, ketamine: Any, client: Client
) -> None:
    builders.draft_post(blog, "Draft", body=described_in(IM, treatment=ketamine))
    assert client.get("/treatments/ketamine/").status_code == 404
    post = builders.make_post(blog, "Public", body=described_in(IM, treatment=ketamine))
    gone = builders.make_post(blog, "Gone", body=described_in(IV, treatment=ketamine))
    assert b"Gone" in client.get("/treatments/ketamine/").content
    gone.expire_at = timezone.now() - timedelta(seconds=1)
    gone.save(update_fields=["expire_at"])
    body = client.get("/treatments/ketamine/").content
    assert b"Gone" not in body and b"Draft" not in body
    post.unpublish()
    assert client.get("/treatments/ketamine/").status_code == 404


def test_a_draft_of_a_public_post_changes_nothing(blog: Any, ketamine: Any, client: Client) -> None:
    post = builders.make_post(blog, "Public", body=described_in(IM, IV, treatment=ketamine))
    before = client.get("/treatments/ketamine/").content
    post.title, post.body = "Secret", described_in(IM, treatment=ketamine, onset=onset())
    post.save_revision(clean=False)
    assert client.get("/treatments/ketamine/").content == before


def test_a_post_past_its_review_date_is_marked_everywhere(
    blog: Any, ketamine: Any, client: Client
) -> None:
    due = timezone.localdate() - timedelta(days=1)
    late = builders.draft_post(blog, "Late", body=described_in(IM, treatment=ketamine))
    late.last_reviewed, late.next_review_due = due - timedelta(days=30), due
    late.reviewer = builders.make_person("Dana", credentials="MD")
    builders.publish(late)
    builders.make_post(blog, "Fresh", body=described_in(IV, treatment=ketamine))
    page = tree(client, "/treatments/ketamine/")
    notices = words(page.xpath("//*[@class='past-review']"))
    assert len(notices) == 1 and "Late" in notices[0] and "Fresh" not in notices[0]
    heads = words(page.xpath("//thead//th"))
    assert ["Past its review date" in head for head in heads] == [False, False, True]


def test_the_sites_disclaimer_and_those_of_the_posts_are_shown(
    blog: Any, ketamine: Any, client: Client
) -> None:
    own = builders.make_disclaimer("Own", "<p>For this post alone.</p>")
    of_category = builders.make_disclaimer("Pain", "<p>About pain.</p>")
    pain = builders.make_category("Pain", disclaimer=of_category)
    body = described_in(IM, treatment=ketamine)
    builders.make_post(blog, "One", body=body, disclaimer=own, category=pain)
    builders.make_post(blog, "Two", body=body, category=pain)
    builders.make_post(blog, "Three", body=body, category=builders.make_category("Mind"))
    page = tree(client, "/treatments/ketamine/")
    shown = words(page.xpath("//section[@class='disclaimer']/div"))
    assert shown[0] == "Not advice for you."
    assert sorted(shown[1:]) == ["About pain.", "For this post alone."]
    ids = page.xpath("//*/@id")
    assert len(ids) == len(set(ids))


def test_a_new_text_of_the_disclaimer_is_there_at_once(
    blog: Any, ketamine: Any, client: Client
) -> None:
    builders.make_post(blog, "One", treatments=[ketamine])
    disclaimer: Any = SiteSettings.objects.get().default_disclaimer
    builders.publish_version(disclaimer, "<p>Newer words.</p>")
    assert b"Newer words." in client.get("/treatments/ketamine/").content


def test_links_lead_only_where_readers_may_go(blog: Any, ketamine: Any, client: Client) -> None:
    hidden = builders.draft_post(blog, "Hidden", slug="secret-plans")
    ketamine.description = f'<p><a linktype="page" id="{hidden.pk}">More</a></p>'
    ketamine.save()
    builders.make_post(blog, "One", treatments=[ketamine])
    assert b"secret-plans" not in client.get("/treatments/ketamine/").content


@pytest.fixture(scope="class")
def kept_posts(kept_blog: None) -> Iterator[None]:
    blog = BlogIndexPage.objects.get()
    with builders.taken_back():
        ketamine = builders.make_treatment("Ketamine")
        for number in range(5):
            source, own = builders.make_reference(), builders.make_disclaimer()
            body = described_in(IM, IV, treatment=ketamine, onset=onset(source))
            builders.make_post(blog, f"Post {number}", body=body, disclaimer=own, tags=["a"])
        for number in range(5, MOST - 4):
            builders.make_post(blog, f"Post {number}", body=described_in(IM, treatment=ketamine))
        yield


@pytest.mark.usefixtures("kept_posts")
class TestWithManyPosts:
    def test_it_costs_the_same_for_any_number_of_posts(self, db: None, client: Client) -> None:
        def cost(posts: int) -> int:
            BlogPage.objects.exclude(title__in=[f"Post {n}" for n in range(posts)]).update(
                live=False
            )
            page = tree(client, "/treatments/ketamine/")
            assert len(page.xpath("//thead//th")) == 1 + 2 * posts
            with CaptureQueriesContext(connection) as captured:
                client.get("/treatments/ketamine/")
            return len(captured)

        assert cost(5) == cost(1) <= 32

    def test_a_comparison_has_an_end_and_says_so(self, db: None, client: Client) -> None:
        page = tree(client, "/treatments/ketamine/")
        assert len(page.xpath("//thead//th")) == MOST + 1
        assert f"The {MOST} newest are shown, and there are more." in words([page])[0]


def test_routes_read_together_are_those_of_their_posts(blog: Any, ketamine: Any, rf: Any) -> None:
    source = builders.make_reference()
    post = builders.make_post(
        blog, body=described_in(IM, IV, treatment=ketamine, onset=onset(source))
    )
    found = described(route_entries(), rf.get("/")).routes
    own = [child.value.facts_for_comparison(child.id) for child in post.route_blocks()]
    assert [(each.label, each.quantities, each.texts) for each in found] == [
        (each.label, each.quantities, each.texts) for each in reversed(own)
    ]


def test_it_can_be_followed_and_is_in_the_sitemap(blog: Any, ketamine: Any, client: Client) -> None:
    builders.make_treatment("Unused")
    builders.make_post(blog, "Named", treatments=[ketamine])
    spray = builders.make_treatment("Spray")
    builders.make_post(blog, "Described", body=described_in(IM, treatment=spray))
    feeds = tree(client, "/treatments/ketamine/").xpath("//link[@rel='alternate']/@href")
    assert feeds == [f"/treatments/ketamine/feed.{each}" for each in ("rss", "atom", "json")]
    assert [client.get(feed).status_code for feed in feeds] == [200, 200, 200]
    sitemap = client.get("/sitemap.xml").content.decode()
    for slug in ("ketamine", "spray"):
        assert sitemap.count(f"<loc>http://testserver/treatments/{slug}/</loc>") == 1
    assert "unused" not in sitemap


def test_a_page_of_the_tree_at_its_address_is_still_found(blog: Any, client: Client) -> None:
    home = blog.get_parent()
    above = StandardPage(title="Treatments", slug="treatments")
    builders.publish(home.add_child(instance=above))
    builders.publish(above.add_child(instance=StandardPage(title="Ours", slug="ours")))
    assert b"Ours" in client.get("/treatments/ours/").content
    assert client.get("/treatments/others/").status_code == 404


def test_each_language_shows_its_own_posts(
    blog: Any, ketamine: Any, client: Client, settings: Any
) -> None:
    settings.LANGUAGES = [("en", "English"), ("de", "German")]
    german = Locale.objects.create(language_code="de")
    post = builders.make_post(blog, "Into a muscle", body=described_in(IM, treatment=ketamine))
    there = post.copy_for_translation(german, copy_parents=True)
    there.title = "In den Muskel"
    builders.publish(there)
    own, other = (client.get(f"{start}/treatments/ketamine/") for start in ("", "/de"))
    assert own.status_code == other.status_code == 200
    assert b"Into a muscle" in own.content and b"In den Muskel" not in own.content
    assert b"In den Muskel" in other.content and b"Into a muscle" not in other.content
    assert b"Not advice for you." in other.content
    form: Any = html.fromstring(client.get("/de/compare/?treatment=ketamine").content)
    assert "In den Muskel" in form.text_content()
    assert form.xpath("//form/@action") == ["/de/compare/"]
    feeds = tree(client, "/de/treatments/ketamine/").xpath("//link[@rel='alternate']/@href")
    assert [client.get(feed).status_code for feed in feeds] == [200, 200, 200]
    followed = client.get("/de/treatments/ketamine/feed.json").json()["items"]
    assert [item["title"] for item in followed] == ["In den Muskel"]
    there.unpublish()
    assert client.get("/de/treatments/ketamine/").status_code == 404
    assert client.get("/de/treatments/ketamine/feed.json").status_code == 404
    assert b"Ketamine" not in client.get("/de/compare/").content


def test_a_post_leads_to_the_page_of_its_treatment(
    blog: Any, ketamine: Any, client: Client
) -> None:
    post = builders.make_post(blog, body=described_in(IM, IV, treatment=ketamine))
    links = tree(client, post.url).xpath("//*[@class='comparison__elsewhere']/a/@href")
    assert links == [
        "/compare/?treatment=ketamine&route=intramuscular&route=intravenous",
        "/treatments/ketamine/",
    ]
    assert [client.get(link).status_code for link in links] == [200, 200]


def test_machines_are_told_of_it_and_of_its_feeds(blog: Any, ketamine: Any, client: Client) -> None:
    builders.make_treatment("Unused")
    builders.make_post(blog, body=described_in(IM, IV, treatment=ketamine))
    builders.make_post(blog, treatments=[builders.make_treatment("Esketamine")])
    found = client.get("/sitemap.xml").content.decode()
    for path in ("/treatments/ketamine/", "/treatments/esketamine/", "/compare/"):
        assert found.count(f"<loc>http://testserver{path}</loc>") == 1
    assert "unused" not in found
    feeds = tree(client, "/treatments/ketamine/").xpath("//link[@rel='alternate']/@href")
    assert [client.get(feed).status_code for feed in feeds] == [200, 200, 200]
