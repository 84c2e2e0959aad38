"""Wagtail's own indexes follow what pages say, and are left alone by what is only noted of them."""

from __future__ import annotations

from typing import Any
from unittest.mock import patch

import pytest
from django.db import connection
from django.db.models import Model
from django.db.models.signals import post_save
from django.test.utils import CaptureQueriesContext
from wagtail.models import ReferenceIndex
from wagtail.search.models import IndexEntry
from wagtail.signal_handlers import disable_reference_index_auto_update

from blog.models import BlogIndexPage, BlogPage, BlogPageAuthor, BlogPageRelatedPost, Category
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


def referred_to(thing: Model) -> list[str]:
    """The titles of the posts that Wagtail counts as users of something."""
    users = ReferenceIndex.get_grouped_references_to(thing)
    return sorted(str(user) for user, _ in users)


def test_publishing_notes_once_what_a_post_refers_to(blog: BlogIndexPage) -> None:
    people = [builders.make_person() for _ in range(4)]
    post = builders.make_post(blog, "Needle")
    post.page_authors = [BlogPageAuthor(person=person) for person in people]
    post.tags.add("one", "two")
    revision = post.save_revision()
    with patch.object(
        ReferenceIndex,
        "create_or_update_for_object",
        side_effect=ReferenceIndex.create_or_update_for_object,
    ) as noted:
        revision.publish()
    assert [call.args[0].pk for call in noted.call_args_list] == [post.pk]
    assert all(referred_to(person) == ["Needle"] for person in people)


def test_who_is_taken_away_last_is_no_longer_used(blog: BlogIndexPage) -> None:
    post = builders.make_post(blog, "Needle")
    another = builders.make_post(blog, "Another")
    post.related_posts = [BlogPageRelatedPost(post=another)]
    post.save_revision().publish()
    assert referred_to(another) == ["Needle"]
    post = BlogPage.objects.get(pk=post.pk)
    post.related_posts = []
    post.save_revision().publish()
    assert not referred_to(another)


def test_what_is_saved_and_deleted_with_a_post_is_noted_as_ever(blog: BlogIndexPage) -> None:
    post, disclaimer = builders.make_post(blog, "Needle"), builders.make_disclaimer()
    builders.make_category("Before", disclaimer=disclaimer)
    assert referred_to(disclaimer) == ["Before"]

    def another(**kwargs: Any) -> None:
        Category.objects.get(name="Before").delete()
        builders.make_category("After", disclaimer=disclaimer)

    post_save.connect(another, sender=BlogPage)
    try:
        post.save()
    finally:
        post_save.disconnect(another, sender=BlogPage)
    assert referred_to(disclaimer) == ["After"]


def test_where_references_are_switched_off_they_stay_off(blog: BlogIndexPage) -> None:
    person = builders.make_person()
    post = builders.make_post(blog, "Needle")
    post.page_authors = [BlogPageAuthor(person=person)]
    with disable_reference_index_auto_update():
        post.save_revision().publish()
        post.save()
    assert not referred_to(person)
    post.save()
    assert referred_to(person) == ["Needle"]


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
