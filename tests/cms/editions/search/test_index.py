"""The index of search follows its entries, whatever writes them, and can be brought back."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.utils import timezone
from wagtail.models import Page

from blog.models import BlogIndexPage
from cms.editions import watching
from cms.editions.models import LivePage, SearchEntry
from cms.editions.rebuild import rebuild
from cms.editions.search import choosing, databases
from cms.editions.search.finding import find
from cms.editions.search.question import Question
from tests import builders

pytestmark = pytest.mark.django_db


@pytest.fixture
def blog(root_page: Any) -> BlogIndexPage:
    return builders.make_site()


def found(text: str, **keys: str) -> list[int]:
    """Ids of the pages that are found, the best first."""
    question = Question.parse(text, "en", [[key] for key in keys.items()])
    answer = find(question, 100)
    assert answer.count == len(answer.hits)
    return [int(hit.card.partition(b'"id":')[2].partition(b",")[0]) for hit in answer.hits]


def needle(blog: BlogIndexPage, word: str = "needle") -> Any:
    return builders.make_post(blog, body=builders.body(builders.paragraph(f"A {word} here.")))


def in_step() -> bool:
    """Whether the index says what the entries say."""
    return not databases.mend("default", check_only=True)


def test_the_index_follows_every_change(blog: BlogIndexPage) -> None:
    post, other = needle(blog), needle(blog)
    assert found("needle") == [other.pk, post.pk]
    SearchEntry.objects.filter(pk=post.pk).update(words="haystack =")
    assert found("needle") == [other.pk] and found("haystack") == [post.pk]
    SearchEntry.objects.filter(pk=other.pk).delete()
    assert found("needle") == [] and in_step()
    LivePage.objects.get(pk=post.pk).delete()
    assert found("haystack") == [] and in_step()


def test_publishing_writes_what_is_searched_and_drafts_do_not(blog: BlogIndexPage) -> None:
    post = needle(blog)
    before = SearchEntry.objects.values().get(pk=post.pk)
    post.body = builders.body(builders.paragraph("A secret."))
    post.save_revision()
    assert SearchEntry.objects.values().get(pk=post.pk) == before
    builders.publish(post)
    assert found("secret") == [post.pk] and found("needle") == []


def test_an_alias_has_no_entry_until_it_stands_alone(blog: BlogIndexPage) -> None:
    post = needle(blog)
    alias = post.create_alias(update_slug="copy")
    assert found("needle") == [post.pk]
    alias.alias_of = None
    alias.save(clean=False)
    assert found("needle") == [alias.pk, post.pk]


def test_a_rebuild_mends_lost_and_changed_entries(blog: BlogIndexPage) -> None:
    lost, changed, sound = needle(blog), needle(blog), needle(blog)
    rebuild(lambda line: None)  # what was marked stale meanwhile
    entries = {entry["live_id"]: entry for entry in SearchEntry.objects.values()}
    SearchEntry.objects.filter(pk=lost.pk).delete()
    SearchEntry.objects.filter(pk=changed.pk).update(words="other =", keys="")
    said: list[str] = []
    assert rebuild(said.append, check_only=True).written == 2
    assert found("needle") == [sound.pk]
    assert rebuild(said.append).written == 2
    assert {entry["live_id"]: entry for entry in SearchEntry.objects.values()} == entries
    assert found("needle") == [sound.pk, changed.pk, lost.pk]
    assert rebuild(said.append).total == 0


@pytest.mark.needs("sqlite")
def test_a_rebuild_fills_an_index_that_is_behind(blog: BlogIndexPage) -> None:
    post = needle(blog)
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {databases.TRIGGERS[1]}")
    assert [error.id for error in databases.check_search_indexes(databases=["default"])] == [
        "editions.W002"
    ]
    SearchEntry.objects.filter(pk=post.pk).update(title="haystack =")
    with pytest.raises(CommandError, match="rebuild_editions"):
        call_command("rebuild_editions", check=True)
    SearchEntry.objects.filter(pk=post.pk).update(title="post 1 =")
    call_command("rebuild_editions")
    assert found("haystack") == [] and in_step()
    databases.install("default")
    assert databases.check_search_indexes(databases=["default"]) == []


@pytest.mark.django_db(transaction=True)
def test_remade_tables_keep_the_index(blog: BlogIndexPage) -> None:
    post = needle(blog)
    if connection.vendor == "sqlite":
        watching.remove_before_migrate("default", plan=[("a migration", False)])
        with connection.schema_editor() as editor:
            for model in (SearchEntry, LivePage):
                editor._remake_table(model)  # type: ignore[attr-defined]
        assert not databases.standing("default")
        SearchEntry.objects.filter(pk=post.pk).update(words="haystack =")
    call_command("migrate", verbosity=0)
    assert databases.standing("default") and in_step()
    SearchEntry.objects.filter(pk=post.pk).update(words="pin =")
    assert found("pin") == [post.pk] and found("haystack") == found("needle") == []


@pytest.mark.django_db(transaction=True)
def test_an_emptied_database_finds_nothing(blog: BlogIndexPage) -> None:
    """SQLite counts ids anew after a flush: what is left behind would be found for new pages."""
    needle(blog)
    call_command("flush", interactive=False, verbosity=0)
    assert in_step()
    Page.add_root(title="Root", slug="root")
    post = needle(builders.make_site(), "haystack")
    assert found("haystack") == [post.pk] and found("needle") == []


def test_loaded_entries_are_found(blog: BlogIndexPage, tmp_path: Path) -> None:
    post = needle(blog)
    dumped = io.StringIO()
    call_command("dumpdata", "editions.searchentry", stdout=dumped)
    fixture = tmp_path / "entries.json"
    fixture.write_text(dumped.getvalue())
    SearchEntry.objects.all().delete()
    assert found("needle") == []
    call_command("loaddata", str(fixture), verbosity=0)
    assert found("needle") == [post.pk] and in_step()


def test_a_fault_leaves_entry_and_page_as_they_were(blog: BlogIndexPage) -> None:
    post = needle(blog)
    post.title = "Haystack"
    revision = post.save_revision()
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        revision.publish()
        raise ZeroDivisionError
    assert found("haystack") == [] and found("needle") == [post.pk] and in_step()


def test_very_long_pages_are_searched_by_their_beginning(blog: BlogIndexPage) -> None:
    words = " ".join(f"{'é' * 60}{number}" for number in range(4_000))
    text = f"needle {words} haystack"
    post = builders.make_post(blog, body=builders.body(builders.paragraph(text)))
    assert found("needle") == [post.pk] and found("haystack") == []


def test_pages_are_chosen_by_the_index(blog: BlogIndexPage) -> None:
    needle(blog)
    for text in ("needle", '"a needle" here'):
        question = Question.parse(text, "en", [[("locale", "en")]])
        with transaction.atomic(), connection.cursor() as cursor:
            if connection.vendor == "postgresql":  # which reads a small table as a whole
                for way in ("seqscan", "indexscan"):
                    cursor.execute(f"SET LOCAL enable_{way} = off")
            plan = choosing.plan(question, timezone.now(), 300)
        if connection.vendor == "sqlite":
            assert plan.count("editions_search VIRTUAL TABLE INDEX") == 2
            assert "SCAN wagtailcore_page " not in plan
            # Sorted are the few that were chosen: matches come newest first by themselves.
            assert plan.count("USE TEMP B-TREE FOR ORDER BY") == 1
        else:
            assert plan.count("Bitmap Index Scan on editions_search ") == 2
