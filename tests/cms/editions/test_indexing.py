"""Wagtail's own indexes follow what pages say, and are left alone by what is only noted of them."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import ReferenceIndex
from wagtail.search.models import IndexEntry
from wagtail.signal_handlers import disable_reference_index_auto_update

from blog.models import BlogIndexPage, BlogPage
from tests import builders

INDEXES = (IndexEntry._meta.db_table, ReferenceIndex._meta.db_table)


def found(words: str) -> list[str]:
    return [page.title for page in BlogPage.objects.search(words, operator="and")]


def asked_of_indexes(queries: CaptureQueriesContext) -> list[str]:
    statements = [query["sql"] for query in queries.captured_queries]
    return [sql for sql in statements if any(table in sql for table in INDEXES)]


def test_saving_a_draft_asks_neither_index(blog: BlogIndexPage) -> None:
    post = builders.make_post(blog, "Needle")
    post.title = "Haystack"
    with CaptureQueriesContext(connection) as queries:
        post.save_revision()
    assert not asked_of_indexes(queries)
    assert found("needle") == ["Needle"]
    assert not found("haystack")


def test_publishing_writes_both_once(blog: BlogIndexPage) -> None:
    author = builders.make_person()
    post = builders.make_post(blog, "Needle")
    post.title = "Haystack"
    post.reviewer = author
    revision = post.save_revision()
    with CaptureQueriesContext(connection) as queries:
        revision.publish()
    lengths = [sql for sql in asked_of_indexes(queries) if "AVG" in sql.upper()]
    assert len(lengths) == (connection.vendor == "sqlite" or 1)
    assert found("haystack") == ["Haystack"]
    assert not found("needle")
    assert ReferenceIndex.get_references_to(author).exists()


@pytest.mark.parametrize("fields", [None, ["title"]])
def test_code_that_saves_a_page_is_followed(blog: BlogIndexPage, fields: list[str] | None) -> None:
    post = builders.make_post(blog, "Needle")
    post.title = "Haystack"
    post.save(update_fields=fields)
    assert found("haystack") == ["Haystack"]


def test_a_deleted_page_is_found_no_more(blog: BlogIndexPage) -> None:
    builders.make_post(blog, "Needle").delete()
    assert not found("needle")
    assert not IndexEntry.objects.filter(title="Needle").exists()


def test_what_others_switched_off_stays_off(blog: BlogIndexPage) -> None:
    post = builders.make_post(blog, "Needle")
    with disable_reference_index_auto_update():
        post.save_revision()
        post.reviewer, post.title = builders.make_person(), "Haystack"
        post.save()
    assert found("haystack")
    assert not ReferenceIndex.get_references_to(post.reviewer).exists()
