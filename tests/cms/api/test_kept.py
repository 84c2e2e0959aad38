"""What is kept of answers is never older than what was committed, however it was changed."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.conf import LazySettings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from blog.models import BlogIndexPage, BlogPage, Category
from cms.api.kept import KEPT
from cms.editions import watching
from cms.editions.models import LivePage
from cms.editions.pulse import pulse
from cms.editions.store import build_ahead
from tests import builders

CONTENT = "/api/content/v1/"
KEPT_ADDRESSES = (
    "posts/a-post/",
    "pages/?path=/blog/a-post/",
    "posts/",
    "posts/?cursor=",
    "posts/?order=last_reviewed&category=care",
    "posts/?route=oral&tag=sleep&author=dana&treatment=rest",
    "route-entries/?order=onset",
    "route-entries/?cursor=&treatment=rest",
    "redirects/",
    "search/?q=post",
    "search/?q=post&category=care&treatment=rest&route=oral",
)


@pytest.fixture
def blog(kept_blog: None, db: None) -> BlogIndexPage:
    return BlogIndexPage.objects.get()


@pytest.fixture(scope="module")
def kept_post(kept_blog: None) -> None:
    treatment = builders.make_treatment("Rest")
    builders.make_post(
        BlogIndexPage.objects.get(),
        "A post",
        category=builders.make_category("Care"),
        tags=["sleep"],
        authors=[builders.make_person("Dana")],
        treatments=[treatment],
        body=builders.body(("route", builders.route("oral", "swallow", treatment=treatment.pk))),
    )
    build_ahead()


@pytest.fixture
def post(kept_post: None, db: None) -> BlogPage:
    return BlogPage.objects.get()


def ask(client: Client, address: str, **headers: str) -> tuple[Any, int]:
    """The answer and how many queries it cost."""
    with CaptureQueriesContext(connection) as queries:
        response = client.get(CONTENT + address, headers=headers)
    return response, len(queries)


@pytest.mark.parametrize("address", KEPT_ADDRESSES)
def test_the_same_asked_again_costs_one_question_for_the_pulse(
    client: Client, post: BlogPage, address: str
) -> None:
    first, _ = ask(client, address)
    again, queries = ask(client, address)
    assert (first.status_code, again.status_code, queries) == (200, 200, 1)
    assert again.content == first.content
    assert dict(again.headers) == dict(first.headers)
    known, queries = ask(client, address, if_none_match=first.headers["ETag"])
    assert (known.status_code, known.content, queries) == (304, b"", 1)
    head = client.head(CONTENT + address)
    assert (head.content, head.headers["ETag"]) == (b"", first.headers["ETag"])


def unpublish(post: BlogPage) -> None:
    post.unpublish()


def hide_by_a_query(post: BlogPage) -> None:
    Page.objects.filter(pk=post.pk).update(live=False)


def hide_by_hand(post: BlogPage) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE wagtailcore_page SET expire_at = '2001-01-01' WHERE id = %s", [post.pk]
        )


def lock_the_blog(post: BlogPage) -> None:
    PageViewRestriction.objects.bulk_create(
        [PageViewRestriction(page=post.get_parent(), restriction_type="login")]
    )


def delete(post: BlogPage) -> None:
    post.delete()


@pytest.mark.parametrize("hide", [unpublish, hide_by_a_query, hide_by_hand, lock_the_blog, delete])
def test_what_is_hidden_is_in_no_answer_that_was_kept(
    client: Client, post: BlogPage, hide: Any
) -> None:
    for address in KEPT_ADDRESSES:
        ask(client, address)
    hide(post)
    for address in KEPT_ADDRESSES:
        assert b"A post" not in ask(client, address)[0].content, address


def test_what_was_renamed_is_found_by_its_new_name(client: Client, post: BlogPage) -> None:
    ask(client, "posts/?category=care")
    Category.objects.update(slug="rest")
    assert ask(client, "posts/?category=care")[0].status_code == 422


@pytest.mark.parametrize("how", ["save", "query"])
def test_what_the_clock_hides_is_gone_at_its_moment(
    client: Client, post: BlogPage, how: str
) -> None:
    moment = timezone.now() + timedelta(hours=1)
    if how == "save":
        post.expire_at = moment
        post.save()
    else:
        Page.objects.filter(pk=post.pk).update(expire_at=moment)
    for address in KEPT_ADDRESSES:
        ask(client, address)
    with time_machine.travel(moment - timedelta(seconds=1), tick=False):
        assert all(
            b"A post" in ask(client, each)[0].content for each in ("posts/", "posts/a-post/")
        )
    with time_machine.travel(moment, tick=False):
        for address in KEPT_ADDRESSES:
            assert b"A post" not in ask(client, address)[0].content, address


def test_a_text_begins_at_its_moment(client: Client, post: BlogPage) -> None:
    moment = timezone.now() + timedelta(hours=1)
    chosen: Any = post.chosen_disclaimer
    builders.publish_version(chosen, "<p>Then.</p>", effective_from=moment)
    build_ahead()
    for _ in range(2):
        assert b"Then." not in ask(client, "posts/a-post/")[0].content
    with time_machine.travel(moment, tick=False):
        assert b"Then." in ask(client, "posts/a-post/")[0].content


def test_drafts_and_notes_leave_answers_kept(client: Client, post: BlogPage) -> None:
    ask(client, "posts/")
    post.title = "A draft"
    post.save_revision()
    assert ask(client, "posts/")[1] == 1


@pytest.mark.needs("sqlite")  # PostgreSQL's driver does not tell what it has prepared
def test_what_is_asked_is_watched(client: Client, post: BlogPage) -> None:
    """Every table and, of pages, every column that answers which are kept are read from."""
    KEPT.forget()
    LivePage.objects.update(shape="")  # documents are built by the first request
    for address in KEPT_ADDRESSES:
        ask(client, address)
    KEPT.forget()
    statements = []
    for address in KEPT_ADDRESSES:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(CONTENT + address).status_code == 200
        statements += [query["sql"] for query in queries.captured_queries]
    tables = {table for sql in statements for table in TABLE.findall(sql)}
    known = {each.table for each in watching.watched()}
    assert tables - known <= UNWATCHED
    assert {"wagtailcore_page", "blog_routeentry", "taggit_tag"} <= tables
    columns = {column for sql in statements for column in PAGE_COLUMN.findall(sql)}
    assert "live" in columns
    assert columns - {"id"} <= set(watching.OF_PAGES)
    assert {column for sql in statements for column in POST_COLUMN.findall(sql)} <= {"page_ptr_id"}


TABLE = re.compile(r'(?:FROM|JOIN) "(\w+)"')
# Names that `published()` gives page rows, and those that the ORM gives a table joined again.
PAGE_COLUMN = re.compile(r'"(?:wagtailcore_page|private|source\d)"\."(\w+)"')
POST_COLUMN = re.compile(r'"blog_blogpage"\."(\w+)"')
# Posts are only a way to their pages' rows. Editions and the pulse are never changed without a live
# row; the index follows the search entries.
UNWATCHED = {
    *(
        "blog_blogpage",
        "editions_edition",
        "editions_pulse",
        "editions_search",
        "listed",
        "counted",
    ),
}


def test_memory_has_a_bound(client: Client, post: BlogPage, settings: LazySettings) -> None:
    settings.KEPT_ANSWERS = 0.01
    for offset in range(50):
        ask(client, f"posts/?offset={offset}")
    assert KEPT._size <= 10_000
    assert ask(client, "posts/?offset=49")[1] == 1
    assert ask(client, "posts/?offset=0")[1] > 1
    settings.KEPT_ANSWERS = 0
    KEPT.forget()
    ask(client, "posts/")
    assert ask(client, "posts/")[1] > 1


def test_addresses_are_those_of_the_site(
    client: Client, post: BlogPage, settings: LazySettings
) -> None:
    ask(client, "posts/a-post/")
    settings.BASE_URL = "https://elsewhere.example"
    document = json.loads(ask(client, "posts/a-post/")[0].content)
    assert document["url"] == "https://elsewhere.example/blog/a-post/"


def test_missing_triggers_are_noticed(db: None) -> None:
    assert not watching.check_triggers(databases=["default"])
    name = next(name for name in watching._names(connection.vendor) if name.count("times"))
    table = " ON wagtailcore_page" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {name}{table}")
    (error,) = watching.check_triggers(databases=["default"])
    assert error.id == "editions.W003"
    watching.install("default")
    assert not watching.check_triggers(databases=["default"])


def test_triggers_of_another_version_are_replaced(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching, "OF_PAGES", ("live",))
    assert watching.check_triggers(databases=["default"])
    watching.install_after_migrate("default")
    assert not watching.check_triggers(databases=["default"])


def test_nothing_is_kept_while_tables_are_migrated(client: Client, post: BlogPage) -> None:
    before = pulse()
    ask(client, "posts/")
    watching.remove_before_migrate("default", plan=[])
    assert pulse() == before
    watching.remove_before_migrate("default", plan=[("a migration", False)])
    assert pulse() is None
    Page.objects.filter(pk=post.pk).update(live=False)
    assert b"A post" not in ask(client, "posts/")[0].content
    assert not KEPT._kept
    watching.install_after_migrate("default")
    assert pulse() not in (None, before)
