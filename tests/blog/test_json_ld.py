"""A post in the words of schema.org: what readers see, no more, and safe in a page."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from html import unescape
from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from wagtail.models import Page

from blog.json_ld import json_ld, with_breadcrumbs
from blog.models import BlogIndexPage, BlogPage
from tests import builders
from tests.blog.documents import HOSTILE, POOLS, as_object, stored, with_words
from tests.e2e.everything import make_everything

pytestmark = pytest.mark.rendering

# The types of schema.org that a post's JSON-LD may hold, and no others.
TYPES = {
    *("MedicalWebPage", "BlogPosting", "MedicalTherapy", "Drug", "FAQPage", "Question", "Answer"),
    *("Person", "Patient", "WebPageElement", "ScholarlyArticle", "CreativeWork", "PropertyValue"),
    *("MedicalEntity", "ImageObject", "BreadcrumbList", "ListItem"),
}
SCRIPT = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


@pytest.fixture(scope="module")
def kept_post(kept_root: Page) -> None:
    make_everything(builders.make_site())


@pytest.fixture
def blog(kept_post: None, db: None) -> BlogIndexPage:
    return BlogIndexPage.objects.get()


@pytest.fixture
def post(blog: BlogIndexPage) -> BlogPage:
    return BlogPage.objects.get(slug="everything")


@pytest.fixture
def document(post: BlogPage) -> dict[str, Any]:
    return stored("everything")


def graph_of(text: str) -> dict[str, list[Any]]:
    data = json.loads(text)
    assert data["@context"] == "https://schema.org"
    nodes: dict[str, list[Any]] = {}
    for node in data["@graph"]:
        nodes.setdefault(node["@type"], []).append(node)
    return nodes


def in_page(client: Client, path: str) -> str:
    content = client.get(path).content.decode()
    [text] = SCRIPT.findall(content)
    return str(text)


def every_node(value: Any) -> Any:
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from every_node(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from every_node(inner)


def test_a_post_is_a_reviewed_page_with_its_therapies(post: BlogPage) -> None:
    document = stored("everything")
    nodes = graph_of(document["seo"]["json_ld"])
    [page], [posting] = nodes["MedicalWebPage"], nodes["BlogPosting"]
    assert page["url"] == "http://testserver/blog/everything/"
    assert page["audience"] == {"@type": "Patient"}
    assert page["inLanguage"] == "en"
    assert page["mainEntity"] == {"@id": posting["@id"]}
    assert page["hasPart"]["@type"] == "WebPageElement"
    assert page["hasPart"]["text"] == document["disclaimer"]["text"]
    assert [each["@id"] for each in page["about"]] == [
        each["@id"] for each in nodes["MedicalTherapy"]
    ]
    assert "reviewedBy" not in page and "lastReviewed" not in page
    assert posting["headline"] == post.title
    assert [person["name"] for person in posting["author"]] == [
        person.name for person in post.authors
    ]
    assert posting["datePublished"] == document["published_at"]
    assert len(posting["citation"]) == len(document["references"])


def test_each_therapy_says_how_it_is_given(post: BlogPage) -> None:
    full, drip, spray = graph_of(stored("everything")["seo"]["json_ld"])["MedicalTherapy"]
    assert full["howPerformed"] == "First Then"
    assert full["bodyLocation"] and full["contraindication"] == ["A statement."]
    drug = full["drug"]
    assert (drug["name"], drug["administrationRoute"]) == ("Ketamine", "Intramuscular")
    onset = next(each for each in drug["additionalProperty"] if each["propertyID"] == "onset")
    assert onset["value"] == "3 to 4 minutes"
    assert "0.5 mg/kg" in onset["description"]
    assert drip["drug"]["administrationRoute"] == "Intravenous"
    assert "additionalProperty" not in drip["drug"], "what is not known is not stated"
    assert "drug" not in spray


def test_the_reviewer_and_the_dates_are_there_once_stated(blog: BlogIndexPage) -> None:
    reviewer = builders.make_person("Rita", credentials="MD", role="Hidden here")
    builders.make_post(blog, slug="checked", reviewer=reviewer, last_reviewed=date(2026, 1, 15))
    [page] = graph_of(stored("checked")["seo"]["json_ld"])["MedicalWebPage"]
    assert page["lastReviewed"] == "2026-01-15"
    assert page["reviewedBy"] == {"@type": "Person", "name": "Rita", "honorificSuffix": "MD"}


def test_works_are_named_by_their_identifiers(blog: BlogIndexPage) -> None:
    article = builders.make_reference("A trial", doi="10.1000/Xyz", pmid="12345", year=2017)
    label = builders.make_reference("A label", url="https://example.org/label")
    body = builders.body(builders.paragraph("Text.", article, label))
    builders.make_post(blog, slug="cited", body=body)
    [posting] = graph_of(stored("cited")["seo"]["json_ld"])["BlogPosting"]
    first, second = posting["citation"]
    assert first["@type"] == "ScholarlyArticle"
    assert first["sameAs"][0] == "https://doi.org/10.1000/Xyz"
    assert {"@type": "PropertyValue", "propertyID": "PMID", "value": "12345"} in first["identifier"]
    assert (second["@type"], second["url"]) == ("CreativeWork", "https://example.org/label")


def test_questions_have_one_answer_each(post: BlogPage) -> None:
    [page] = graph_of(stored("everything")["seo"]["json_ld"])["FAQPage"]
    [question] = page["mainEntity"]
    assert question["name"] == "Why?"
    assert question["acceptedAnswer"]["text"].startswith("Text with bold and a list.")


def test_nothing_is_said_that_readers_do_not_see(client: Client, post: BlogPage) -> None:
    content = unescape(client.get("/blog/everything/").content.decode())
    shown = " ".join(re.sub(r"<[^>]+>", " ", SCRIPT.sub("", content)).split())
    nodes = json.loads(in_page(client, "/blog/everything/"))
    for node in every_node(nodes):
        for key in ("name", "headline", "honorificSuffix", "jobTitle", "bodyLocation", "caption"):
            if key in node:
                assert node[key] in shown, (key, node[key])


def test_no_type_is_invented_and_no_medicine_is_offered(client: Client, post: BlogPage) -> None:
    for node in every_node(json.loads(in_page(client, "/blog/everything/"))):
        assert node.get("@type", "Person") in TYPES
        forbidden = {"offers", "aggregateRating", "review", "prescriptionStatus", "disclaimer"}
        assert not forbidden & node.keys()
        assert node.get("@type") != "Drug" or "@id" not in node, "a medicine stays in its therapy"


def test_the_page_shows_the_way_to_it(client: Client, post: BlogPage) -> None:
    nodes = graph_of(in_page(client, "/blog/everything/"))
    [trail], [page] = nodes["BreadcrumbList"], nodes["MedicalWebPage"]
    assert page["breadcrumb"] == {"@id": trail["@id"]}
    items = [(each["position"], each["name"]) for each in trail["itemListElement"]]
    assert items == [(1, "Larkfield"), (2, "Blog"), (3, post.title)]


def test_other_pages_have_none(client: Client, blog: BlogIndexPage) -> None:
    assert "ld+json" not in client.get("/blog/").content.decode()
    assert "ld+json" not in client.get("/").content.decode()


def test_a_hostile_title_stays_inside(client: Client, blog: BlogIndexPage) -> None:
    builders.make_post(blog, HOSTILE, slug="hostile", subtitle=HOSTILE)
    content = client.get("/blog/hostile/").content.decode()
    assert content.count("<script") == content.count("</script>") == 1
    [posting] = graph_of(in_page(client, "/blog/hostile/"))["BlogPosting"]
    assert posting["headline"] == " ".join(HOSTILE.split(" "))


@given(pool=POOLS)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
def test_whatever_is_written_it_parses_and_nothing_is_empty(
    document: dict[str, Any], pool: Iterator[str]
) -> None:
    text = json_ld(as_object(with_words(document, pool)))
    text = with_breadcrumbs(text, [{"title": "Blog", "url": "/"}, {"title": "Post", "url": "/p/"}])
    assert not re.search(r"[<>&]", text)
    for node in every_node(json.loads(text)):
        assert len(node) > (node.get("@type") not in (None, "Patient"))
        for name, value in node.items():
            assert value not in ("", [], {}, None), name
