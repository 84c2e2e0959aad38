"""A post as Markdown: whole, stable, for the same readers, whatever is written in it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
import yaml
from django.test import Client
from hypothesis import HealthCheck, given, settings
from lxml import html
from markdown_it import MarkdownIt
from wagtail.models import Page, PageViewRestriction

from blog.markdown import post_markdown
from blog.markdown_blocks import block_markdown
from blog.models import BlogIndexPage, BlogPage
from blog.models.answers_as_files import AnswersAsFiles
from blog.representations import MARKDOWN
from cms.editions.pages import public_page_types
from cms.markdown import escape
from home.models import HomePage, StandardPage
from tests import builders
from tests.blog.documents import POOLS, as_object, stored, strings, with_words
from tests.e2e.everything import make_everything

pytestmark = pytest.mark.rendering

RENDERER = MarkdownIt("commonmark").enable("table")
# Fields of a body that readers of the text do not need: keys, addresses, values told otherwise.
UNTOLD = {
    *("id", "type", "anchor", "key", "html", "url", "src", "sources", "page", "host", "level"),
    *("route", "method", "site", "setting", "monitoring", "cost_band", "invasiveness", "status"),
    *("codes", "jurisdiction", "kind", "scheme", "grade", "focal_point", "as_of", "slug"),
    *("onset", "peak", "duration_of_effect", "administration_time", "visit_length", "half_life"),
    *("bioavailability", "adjustable_during_session", "further_dose_possible", "description"),
    *("statuses", "monitoring_labels", "columns", "label", "state", "fact", "value", "anchors"),
    *("heading", "generic_name", "facts", "references"),
}


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


def parts(text: str) -> tuple[dict[str, Any], str]:
    """The front matter and what follows it."""
    _, front, body = text.split("---\n", 2)
    return yaml.safe_load(front), body


def rendered(markdown: str) -> str:
    tree = html.fragment_fromstring(RENDERER.render(markdown), create_parent="div")
    return " ".join(tree.text_content().split())


def told(value: Any) -> Iterator[str]:
    """The texts of a body that must stand in every form of it."""
    if isinstance(value, dict):
        for name, inner in value.items():
            if name == "text" and isinstance(value.get("html"), str):
                yield from inner.split()
            elif name not in UNTOLD:
                yield from told(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from told(inner)
    elif isinstance(value, str):
        yield from value.split()


def test_front_matter_says_who_and_when(document: dict[str, Any]) -> None:
    front, _body = parts(post_markdown(as_object(document)))
    assert front["title"] == document["title"]
    assert front["canonical"] == "http://testserver/blog/everything/"
    assert front["authors"][1] == "Dana, RN"
    assert front["disclaimer"]["key"] == document["disclaimer"]["key"]
    assert front["disclaimer"]["version"] == 1
    assert list(front)[:4] == ["title", "subtitle", "canonical", "language"]
    assert "reviewed_by" not in front, "what is not stated is left out"


def test_the_review_is_stated(blog: BlogIndexPage) -> None:
    reviewer = builders.make_person("Rita", credentials="MD")
    builders.make_post(blog, slug="checked", reviewer=reviewer, last_reviewed=date(2026, 1, 15))
    front, body = parts(post_markdown(as_object(stored("checked"))))
    assert (front["reviewed_by"], front["last_reviewed"]) == ("Rita, MD", date(2026, 1, 15))
    assert "Medically reviewed by Rita, MD. Last reviewed: 2026-01-15" in body


def test_every_text_of_the_body_is_there(document: dict[str, Any]) -> None:
    text = rendered(parts(post_markdown(as_object(document)))[1])
    for block in document["body"]:
        missing = [word for word in told(block["value"]) if word not in text]
        assert not missing, (block["type"], missing)
    assert document["intro"]["text"] in text
    assert document["disclaimer"]["text"] in text


def test_headings_keep_their_levels(document: dict[str, Any]) -> None:
    lines = post_markdown(as_object(document)).splitlines()
    assert f"# {document['title']}" in lines
    assert "## A section" in lines
    assert "### Serious risks" in lines
    assert sum(line.startswith("# ") for line in lines) == 1


def test_pictures_quotes_and_callouts_read_well(document: dict[str, Any]) -> None:
    text = post_markdown(as_object(document))
    assert "![Hills](http://testserver/media/images/hills" in text
    assert "Hills at noon · Picture: The clinic" in text
    assert "> Ask.\n>\n> — " in text
    assert "> **Emergency: get help now: Emergency**\n>\n> Text with **bold** and a list." in text
    assert "[A film](https://example.org/film) (example.org)" in text


def test_facts_have_their_context_and_sources(document: dict[str, Any]) -> None:
    text = post_markdown(as_object(document))
    assert ":** 3 to 4 minutes[^1] (" in text
    assert "0.5 mg/kg" in text
    assert re.search(r"Sources differ: 11 to 17.%, 45.%\[\^1\]\[\^2\]", text)


def test_the_comparison_names_its_gaps_and_warns(document: dict[str, Any]) -> None:
    text = post_markdown(as_object(document))
    table = text.split("## Side by side\n\n")[1].split("\n\n")
    head, line, *rows = table[0].splitlines()
    assert head.count(" | ") == 3 and line == "| --- | --- | --- | --- |"
    assert all(row.count(" | ") == 3 for row in rows)
    assert any("Not stated" in row for row in rows) and any("Not known" in row for row in rows)
    assert table[1].startswith("- ⚠ ") and "Not like for like" in table[1]


def test_without_a_block_the_comparison_follows_the_last_route(blog: BlogIndexPage) -> None:
    routes = (("route", builders.route()), ("route", builders.route("oral", "swallow")))
    body = builders.body(*routes, builders.paragraph("Last."))
    figures = {"setting": "clinic"}
    body[0]["value"] |= figures
    builders.make_post(blog, slug="two", body=body)
    text = post_markdown(as_object(stored("two")))
    assert text.index("## The routes side by side") < text.index("Last.")


def test_references_are_footnotes_with_their_numbers(document: dict[str, Any]) -> None:
    text = post_markdown(as_object(document))
    for reference in document["references"]:
        assert f"\n[^{reference['number']}]: " in text
    assert "A paragraph.[^1]" in text


def test_a_block_of_a_new_kind_is_read_aloud() -> None:
    value = {
        "id": "x",
        "heading": "1. New",
        "note": {"html": "<p>Some <b>words</b></p>", "text": "Some words"},
        "items": [{"amount": 2.5, "is_open": True}, None],
        "picture": {"src": "/a.jpg", "alt": "A", "caption": "", "credit": ""},
    }
    found = json.loads(json.dumps(value), object_hook=lambda each: SimpleNamespace(**each))
    assert list(block_markdown("unheard_of", found, None)) == [
        "1\\. New",
        "Some **words**",
        "2.5",
        "![A](/a.jpg)",
    ]


@given(pool=POOLS)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
def test_whatever_is_written_it_stays_text(document: dict[str, Any], pool: Iterator[str]) -> None:
    changed = with_words(document, pool)
    text = post_markdown(as_object(changed))
    front, body = parts(text) if "---\n" not in changed["title"] else ({}, text)
    assert front.get("title", "") == changed["title"]
    # CommonMark knows no footnotes, and would take short ones for the addresses of links.
    body = re.sub(r"\[\^\d+\](?:: )?", "", body)
    tree = html.fragment_fromstring(RENDERER.render(body), create_parent="div")
    assert not tree.xpath("//script|//code|//pre")
    assert {link.get("href") for link in tree.iter("a")} <= {*strings(changed), *_ours(changed)}
    shown = " ".join(tree.text_content().split())
    for word in changed["title"].split():
        assert word in shown


def _ours(document: dict[str, Any]) -> set[str]:
    return {link["url"] for each in document["references"] for link in each["links"]}


# --- The address -------------------------------------------------------------------------------


def test_the_address_answers_markdown(client: Client, post: BlogPage) -> None:
    response = client.get("/blog/everything/index.md")
    assert response.status_code == 200
    assert response["Content-Type"] == "text/markdown; charset=utf-8"
    canonical = "http://testserver/blog/everything/"
    assert response["Link"] == f'<{canonical}>; rel="canonical"'
    assert response.content.decode().startswith("---\ntitle: ")
    page = client.get("/blog/everything/").content.decode()
    assert f'<link rel="alternate" type="text/markdown" href="{canonical}index.md">' in page


def test_the_same_post_gives_the_same_bytes(client: Client, post: BlogPage) -> None:
    first = client.get("/blog/everything/index.md")
    assert client.get("/blog/everything/index.md").content == first.content
    again = client.get("/blog/everything/index.md", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_it_follows_the_page(client: Client, post: BlogPage) -> None:
    post.title = "Renamed"
    post.slug = "renamed"
    builders.publish(post)
    response = client.get("/blog/everything/index.md")
    assert (response.status_code, response["Location"]) == (308, "/blog/renamed/index.md")
    assert "# Renamed\n" in client.get("/blog/renamed/index.md").content.decode()


@pytest.mark.parametrize(
    "path", ["/blog/none/index.md", "/x.md", "/blog/x.md", "/blog/tag/index.md"]
)
def test_nothing_else_is_a_file(client: Client, post: BlogPage, path: str) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("path", ["/", "/blog/"])
def test_a_page_of_posts_leads_to_their_markdown(client: Client, post: BlogPage, path: str) -> None:
    title = post.get_parent().title if path == "/blog/" else "Larkfield"
    response = client.get(f"{path}index.md")
    assert response["Link"] == f'<http://testserver{path}>; rel="canonical"'
    text = response.content.decode()
    assert f"\n\n# {title}\n\n" in text
    assert f"- [{escape(post.title)}](http://testserver/blog/everything/index.md)" in text
    assert text.endswith("**Disclaimer**\n\nNot advice for you.\n")


def test_a_standing_page_says_its_body_and_the_notice_of_the_site(
    client: Client, post: BlogPage
) -> None:
    home = HomePage.objects.get()
    page = StandardPage(title="About us", slug="about", intro="Who * we are.", body=post.body)
    builders.publish(home.add_child(instance=page))
    text = client.get("/about/index.md").content.decode()
    whole = client.get("/blog/everything/index.md").content.decode()
    start, end = whole.index("## "), whole.index("## Disclaimer")
    assert "\n\n# About us\n\nWho \\* we are.\n\n" in text
    assert whole[start:end] in text
    assert text.endswith("**Disclaimer**\n\nNot advice for you.\n")
    head = client.get("/about/").content.decode()
    assert 'type="text/markdown" href="http://testserver/about/index.md"' in head


def test_no_page_type_is_without_its_markdown() -> None:
    """The two tests above and those of posts hold each of these to a disclaimer."""
    held = {BlogPage, BlogIndexPage, HomePage, StandardPage}
    assert set(public_page_types()) == held
    assert all(issubclass(each, AnswersAsFiles) and each.files for each in held)
    assert {name for each in held for name in each.files} == {MARKDOWN}


def test_drafts_and_private_posts_have_none(
    client: Client, blog: BlogIndexPage, post: BlogPage
) -> None:
    builders.draft_post(blog, slug="draft")
    assert client.get("/blog/draft/index.md").status_code == 404
    PageViewRestriction.objects.create(page=post, restriction_type="login")
    assert client.get("/blog/everything/index.md").status_code == 404


def test_a_draft_does_not_show(client: Client, post: BlogPage) -> None:
    post.title = "A secret"
    post.save_revision()
    assert b"A secret" not in client.get("/blog/everything/index.md").content
