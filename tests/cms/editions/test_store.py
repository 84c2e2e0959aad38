"""The live store holds what readers get, and can always be brought back to it."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from wagtail.models import PageViewRestriction

from blog.generation import library
from blog.models import BlogIndexPage, BlogPage, BlogPageAuthor, DisclaimerVersion
from cms.editions import guards
from cms.editions.models import Dependency, Edition, LivePage, SearchEntry
from cms.editions.reading import document_by_path, document_by_slug
from cms.editions.store import refresh
from tests import builders


@pytest.fixture
def index(kept_blog: None, db: None) -> Any:
    return BlogIndexPage.objects.get()


def read(slug: str) -> Any:
    answer = document_by_slug("blog.BlogPage", slug, "en")
    return json.loads(answer.body) if answer else None


def described(index: Any, title: str = "A post", **fields: Any) -> Any:
    reference = builders.make_reference()
    body = builders.body(
        builders.paragraph("Some text.", reference),
        (
            "route",
            builders.route(onset=builders.quantity(3, 4, reference, endpoint="sedation")),
        ),
    )
    return builders.make_post(index, title, body=body, **fields)


def everything() -> dict[str, bytes]:
    paths = LivePage.objects.values_list("path", flat=True)
    return {path: answer.body for path in paths if (answer := document_by_path(path))}


def test_a_text_that_begins_while_a_document_is_built_is_shown_from_then_on(index: Any) -> None:
    """The moment comes between any two statements of the building."""
    post, moment = described(index), timezone.now() + timedelta(days=1)
    builders.publish_version(post.chosen_disclaimer, "<p>Then.</p>", effective_from=moment)
    tick = timedelta(milliseconds=1)

    def build(ticks: int) -> int:
        with time_machine.travel(moment - ticks * tick, tick=False) as clock:

            def statement_takes_time(execute: Any, *args: Any) -> Any:
                clock.shift(tick)
                return execute(*args)

            with connection.execute_wrapper(statement_takes_time):
                refresh(post.pk)
            return int((timezone.now() - moment) / tick) + ticks

    for ticks in range(1, build(0) + 1):
        with builders.taken_back():
            build(ticks)
            with time_machine.travel(moment + timedelta(minutes=1)):
                assert read("a-post")["disclaimer"]["html"] == "<p>Then.</p>", ticks


def test_publishing_writes_one_edition_and_saving_a_draft_none(index: Any) -> None:
    post = described(index)
    assert Edition.objects.filter(page_id=post.pk).count() == 1
    post.title = "A draft's title"
    post.save_revision()
    assert Edition.objects.filter(page_id=post.pk).count() == 1
    assert read("a-post")["title"] == "A post"
    builders.publish(post)
    assert Edition.objects.filter(page_id=post.pk).count() == 2
    assert read("a-post")["title"] == "A draft's title"


def test_publishing_the_same_again_writes_no_edition_of_the_same_bytes(index: Any) -> None:
    post = described(index)
    refresh(post.pk)
    assert Edition.objects.filter(page_id=post.pk).count() == 1


@pytest.mark.parametrize("hide", ["unpublish", "delete", "private", "expired", "move"])
def test_what_is_hidden_is_not_in_any_answer(index: Any, hide: str) -> None:
    post = described(index)
    assert read("a-post")
    if hide == "unpublish":
        post.unpublish()
    elif hide == "delete":
        post.delete()
    elif hide == "private":
        PageViewRestriction.objects.create(page=index, restriction_type="login")
    elif hide == "expired":
        BlogPage.objects.filter(pk=post.pk).update(expire_at=timezone.now())
    else:
        index.slug = "articles"
        index.save()
        assert document_by_path("/blog/a-post/") is None
        assert document_by_path("/articles/a-post/")
        return
    assert read("a-post") is None
    assert document_by_path("/blog/a-post/") is None


@pytest.mark.parametrize("thing", ["author", "category", "disclaimer", "settings", "reference"])
def test_a_change_of_a_shared_thing_is_in_the_next_answer(index: Any, thing: str) -> None:
    post = described(index, authors=[builders.make_person("Dana")])
    assert "Changed" not in json.dumps(read("a-post"))
    if thing == "author":
        person = post.authors[0]
        person.name = "Changed"
        person.save()
    elif thing == "category":
        post.category.name = "Changed"
        post.category.save()
    elif thing == "disclaimer":
        builders.publish_version(post.chosen_disclaimer, "<p>Changed</p>")
    elif thing == "settings":
        settings = post.site_settings
        settings.default_disclaimer = builders.make_disclaimer("Other", "<p>Changed</p>")
        settings.save()
    else:
        reference = post.body[0].value["references"][0]
        reference.title = "Changed"
        reference.save()
    assert "Changed" in json.dumps(read("a-post"))


def test_a_disclaimer_takes_effect_when_its_moment_comes(index: Any) -> None:
    post = described(index)
    later = timezone.now() + timedelta(hours=1)
    builders.publish_version(post.chosen_disclaimer, "<p>Later</p>", effective_from=later)
    assert "Later" not in read("a-post")["disclaimer"]["html"]
    with time_machine.travel(later + timedelta(seconds=1)):
        assert "Later" in read("a-post")["disclaimer"]["html"]


def test_a_rebuild_restores_the_same_bytes_and_then_finds_nothing(
    index: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(library.COUNTS, "references", 20)
    monkeypatch.setattr(library, "SIZE", (640, 360))
    call_command("generate_posts", count=29, verbosity=0)
    kinds = {
        (child.block_type, len(each.route_blocks()))
        for each in BlogPage.objects.all()
        for child in each.body
    }
    assert {number for _kind, number in kinds} == {0, 1, 2}
    assert {kind for kind, _number in kinds} >= {"callout", "quote", "image", "table", "faq"}
    LivePage.objects.update(stale_from=timezone.now())
    before = everything()  # each chose what to read next among all
    editions = Edition.objects.count()
    pages = list(LivePage.objects.order_by("pk").values_list("pk", flat=True))
    LivePage.objects.filter(pk__in=pages[:10]).delete()
    LivePage.objects.filter(pk__in=pages[10:20]).update(stale_from=timezone.now())
    LivePage.objects.filter(pk__in=pages[20:30]).update(shape="yesterday")
    with pytest.raises(CommandError, match="behind"):
        call_command("rebuild_editions", "--check", verbosity=0)
    call_command("rebuild_editions", verbosity=0)
    assert everything() == before
    assert Edition.objects.count() == editions
    call_command("rebuild_editions", "--check", verbosity=0)


def test_an_interrupted_rebuild_goes_on_where_it_stopped(
    index: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from cms.editions import rebuild

    for number in range(6):
        described(index, f"Post {number}")
    before = everything()
    call_command("rebuild_editions", "--check", verbosity=0)
    LivePage.objects.update(shape="yesterday")
    done: list[int] = []

    def interrupted(pk: int, *how: Any) -> bool:
        if len(done) == 3:
            raise KeyboardInterrupt
        done.append(pk)
        return refresh(pk, *how)

    monkeypatch.setattr(rebuild, "refresh", interrupted)
    with pytest.raises(KeyboardInterrupt):
        call_command("rebuild_editions", verbosity=0)
    monkeypatch.undo()
    assert LivePage.objects.exclude(shape="yesterday").count() == 3
    call_command("rebuild_editions", verbosity=0)
    assert everything() == before


def publish_the_draft(post: Any) -> None:
    post.get_latest_revision().publish()


def unpublish(post: Any) -> None:
    post.unpublish()


def publish_a_disclaimer(post: Any) -> None:
    builders.publish_version(post.chosen_disclaimer, "<p>Another.</p>")


@pytest.mark.parametrize("change", [publish_the_draft, unpublish, publish_a_disclaimer])
def test_a_fault_at_any_statement_leaves_old_or_new(
    index: Any, change: Callable[[Any], None]
) -> None:
    post = described(index)
    post.title = "The new title"
    post.page_authors = [BlogPageAuthor(person=builders.make_person("New author"))]
    post.save_revision()
    old, faults = state(post), 0
    while True:
        fault = FaultAt(faults + 1)
        try:
            with transaction.atomic():
                with connection.execute_wrapper(fault):
                    change(BlogPage.objects.get(pk=post.pk))
                assert state(post) != old, fault.sql
                transaction.set_rollback(True)
        except DatabaseError:
            assert state(post) == old, fault.sql
        if not fault.sql:
            break
        faults += 1
    assert faults > 15


class FaultAt:
    """Raises a database error instead of running one statement, counted from the first.

    Savepoints are not counted: what such a fault leaves is what one at the next statement leaves.
    """

    def __init__(self, number: int) -> None:
        self.left = number
        self.sql = ""

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if "SAVEPOINT" in sql:
            return execute(sql, params, many, context)
        self.left -= 1
        if self.left == 0:
            self.sql = sql
            raise DatabaseError("A fault made by the test.")
        return execute(sql, params, many, context)


def state(post: BlogPage) -> tuple[Any, ...]:
    stored = BlogPage.objects.get(pk=post.pk)
    live = LivePage.objects.filter(pk=post.pk)
    return (
        stored.title,
        stored.live,
        [person.name for person in stored.authors],
        list(stored.route_entries.values_list("block_id", flat=True)),
        list(live.values_list("edition__digest", "title", "stale_from")),
        Edition.objects.filter(page_id=post.pk).count(),
        Dependency.objects.filter(live=post.pk).count(),
        list(SearchEntry.objects.filter(pk=post.pk).values()),
        list(DisclaimerVersion.objects.order_by("pk").values_list("live", "text")),
    )


def test_an_edition_is_never_changed_or_deleted(index: Any) -> None:
    edition = Edition.objects.get(page_id=described(index).pk)
    for change in (
        lambda: Edition.objects.filter(pk=edition.pk).update(title="Other"),
        lambda: Edition.objects.filter(pk=edition.pk).update(document=b"{}"),
        lambda: Edition.objects.filter(pk=edition.pk)._raw_delete("default"),
    ):
        with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
            change()
    Edition.objects.filter(pk=edition.pk).update(document=None, card=None)


def test_the_guards_stand_and_are_missed_when_they_do_not(db: None) -> None:
    assert guards.check_guards(databases=["default"]) == []
    with guards.lifted("default"):
        assert [error.id for error in guards.check_guards(databases=["default"])] == [
            "editions.W001"
        ]
    assert guards.check_guards(databases=["default"]) == []
