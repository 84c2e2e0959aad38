"""Drafts as data: the shape of a published document, for whoever holds the token, kept nowhere."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from blog.blocks.body import BodyBlock
from blog.models import BlogIndexPage, BlogPage, Disclaimer, DisclaimerVersion, SiteSettings
from cms.editions.reading_rows import RELATED
from cms.preview.models import Preview
from home.models import HomePage
from tests import builders
from tests.cms.preview.conftest import CONTENT, ask
from tests.cost import cost
from tests.openapi import Contract

pytestmark = pytest.mark.django_db

OPERATION = f"{CONTENT}preview/{{token}}/"
PRIVATE = {
    "Cache-Control": "private, no-store",
    "X-Robots-Tag": "noindex, nofollow",
    "Referrer-Policy": "no-referrer",
    "Access-Control-Allow-Origin": "*",
}
# Where a draft and the edition readers have of the same text may differ.
OF_ITS_TIME = {"edition", "updated_at", "seo"}


def shown(instance: Any, user: Any = None) -> dict[str, Any]:
    """What a front-end is shown of an object as it is in memory, held to the contract."""
    answer = ask(Preview.of_unsaved(instance, user).token)
    assert Contract.committed().faults(OPERATION, answer.content) == []
    document: dict[str, Any] = answer.json()
    return document


def test_a_draft_has_the_shape_of_a_post_and_says_that_it_is_one(
    post: BlogPage, link: Preview
) -> None:
    answer = ask(link.token)
    assert Contract.committed().faults(OPERATION, answer.content) == []
    draft, live = answer.json(), Client().get(f"{CONTENT}posts/first/").json()
    assert draft.keys() - live.keys() == {"draft", "draft_until", "left_out"}
    assert (draft["draft"], draft["left_out"], draft["edition"]) == (True, [], None)
    assert (live["title"], draft["title"]) == ("As published", "As drafted")
    assert draft["seo"]["robots"] == "noindex, nofollow"
    assert draft["seo"]["json_ld"] is None


def test_it_is_what_readers_would_get_if_it_were_published(
    blog: BlogIndexPage, post: BlogPage
) -> None:
    builders.make_post(blog, "Kin", tags=["clinic"])
    drafted = shown(post.get_latest_revision_as_object())
    post.latest_revision.publish()
    published = Client().get(f"{CONTENT}posts/first/").json()
    assert [each["title"] for each in drafted["related"]] == ["Kin"]
    assert [each["title"] for each in drafted["breadcrumbs"]][-1] == "As drafted"
    common = published.keys() - OF_ITS_TIME
    assert {key: drafted[key] for key in common} == {key: published[key] for key in common}


def test_it_travels_privately(link: Preview) -> None:
    answer = ask(link.token, if_none_match="*", origin="https://front.example")
    assert answer.headers.items() >= PRIVATE.items()
    assert not {"ETag", "Last-Modified", "Vary", "Link"} & answer.headers.keys()
    assert not answer.cookies
    missing_slash = Client().get(f"{CONTENT}preview/{link.token}")
    assert missing_slash.status_code == 308
    assert missing_slash.headers.items() >= PRIVATE.items()
    refused = Client().post(f"{CONTENT}preview/{link.token}/")
    assert refused.status_code == 405
    assert refused.headers.items() >= PRIVATE.items()


def test_what_an_editor_types_takes_the_place_of_what_was_there(
    post: BlogPage, editor: User
) -> None:
    first = Preview.of_unsaved(post, editor, "a form")
    post.title = "Typed"
    second = Preview.of_unsaved(post, editor, "a form")
    assert first.token == second.token
    assert ask(first.token).json()["title"] == "Typed"
    assert Preview.objects.count() == 1


def test_a_page_that_was_never_saved(blog: BlogIndexPage) -> None:
    new = BlogPage(title="New", slug="new", locale=blog.locale)
    new.depth, new.path = blog.depth + 1, blog.path + "0009"
    new.set_url_path(blog)
    document = shown(new)
    assert (document["id"], document["path"]) == (0, "/blog/new/")
    assert document["category"] is None and document["left_out"] == ["category"]
    assert [each["title"] for each in document["breadcrumbs"]] == ["Larkfield", "Blog", "New"]


def test_a_draft_without_a_disclaimer(blog: BlogIndexPage) -> None:
    SiteSettings.objects.update(default_disclaimer=None)
    document = shown(builders.draft_post(blog))
    assert document["disclaimer"] is None and document["left_out"] == ["disclaimer"]


@pytest.mark.parametrize("key", BodyBlock().child_blocks)
def test_a_block_as_it_is_inserted(blog: BlogIndexPage, key: str) -> None:
    """What is not filled in far enough is left out and named; all else is shown."""
    block = BodyBlock().child_blocks[key]
    empty = (key, block.get_prep_value(block.get_default()))
    page = builders.draft_post(blog, body=builders.body(empty, builders.paragraph("Words.")))
    document = shown(page)
    left_out = ["body[0]"] if key in ("embed", "route") else []
    assert [each for each in document["left_out"] if each.startswith("body")] == left_out
    assert document["body"][-1]["value"]["text"]["text"] == "Words."


def test_a_draft_that_has_no_shape_names_what_is_missing(
    blog: BlogIndexPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = builders.draft_post(blog, category=None)
    monkeypatch.setattr("cms.preview.fitting._may_be_null", lambda schema, name: False)
    monkeypatch.setattr("blog.api.fields.PostValues.reading_minutes", lambda values: "many")
    answer = ask(Preview.of_unsaved(page, None).token, 409)
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.headers.items() >= PRIVATE.items()
    assert Contract.committed().faults(OPERATION, answer.content, 409) == []
    assert ["draft", "category"] in [each["loc"] for each in answer.json()["errors"]]


def test_other_pages_and_texts_of_disclaimers(blog: BlogIndexPage) -> None:
    home = HomePage.objects.get()
    home.title = "As typed"
    assert shown(home)["title"] == "As typed"
    version = DisclaimerVersion(
        disclaimer=Disclaimer.objects.get(), number=7, title="Please note", text="<p>Typed.</p>"
    )
    document = shown(version)
    assert document["type"] == "blog.DisclaimerVersion"
    assert document["disclaimer"]["html"] == "<p>Typed.</p>"
    assert document["disclaimer"]["version"] == 7


def test_no_document_of_the_store_is_read(post: BlogPage, link: Preview) -> None:
    with CaptureQueriesContext(connection) as queries:
        ask(link.token)
    assert not [each for each in queries.captured_queries if '"editions_edition"' in each["sql"]]


def test_it_costs_no_more_on_a_full_site(blog: BlogIndexPage, link: Preview) -> None:
    def make_kin(number: int) -> None:
        for _ in range(number):
            builders.make_post(blog, tags=["clinic"])

    make_kin(RELATED)
    before = cost(lambda: ask(link.token))
    make_kin(5)
    assert cost(lambda: ask(link.token)) == before < 80
