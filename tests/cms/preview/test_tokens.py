"""Only a token that was given out opens a draft, that draft alone, until its time is over."""

from __future__ import annotations

import json
import logging
from collections import Counter
from datetime import timedelta
from hashlib import sha256
from typing import Any

import pytest
import time_machine
from django.apps import apps
from django.conf import LazySettings
from django.core.cache import caches
from django.core.management import call_command
from django.db import connection
from django.test import Client

from blog.models import BlogPage
from cms.preview.logs import WithoutTokens
from cms.preview.models import Opening, Preview
from cms.preview.tokens import TOKEN, key_of, token_of
from tests import builders
from tests.cms.preview.conftest import CONTENT, HOURS, ask, ask_page
from tests.cms.preview.refused import refused_tokens

pytestmark = pytest.mark.django_db

# What readers are shown, and what they find it by.
OURS = ("editions", "preview", "wagtailsearch", "blog", "wagtailcore", "cms_images")
KEPT_OF_PREVIEWS = {"preview_opening"}


def test_five_hundred_tokens_that_open_nothing_are_answered_alike(link: Preview) -> None:
    tokens = refused_tokens(link, 500)
    answers: dict[str, Counter[Any]] = {"data": Counter(), "page": Counter()}
    client = Client()
    for token in tokens:
        paths = {"data": f"{CONTENT}preview/{token}/", "page": f"/preview/{token}/"}
        for kind, path in paths.items():
            answer = client.get(path)
            answers[kind][answer.status_code, answer.content, str(answer.headers)] += 1
    for kind, counted in answers.items():
        [((status, *_), number)] = counted.items()
        assert (status, number) == (404, len(tokens)), kind
    assert len(tokens) >= 500 and not Opening.objects.exists() and not client.cookies
    assert ask(link.token).json()["title"] == "As drafted"


def test_a_token_opens_its_own_revision_alone(link: Preview, post: BlogPage) -> None:
    newer = post.get_latest_revision_as_object()
    newer.title = "Newer"
    newer.save_revision()
    latest = Preview.of_revision(BlogPage.objects.get(pk=post.pk).latest_revision, None, HOURS)
    assert ask(link.token).json()["title"] == "As drafted"
    assert ask(latest.token).json()["title"] == "Newer"


def test_it_ends_at_its_moment(link: Preview) -> None:
    with time_machine.travel(link.expires_at - timedelta(seconds=1), tick=False):
        assert ask(link.token).json()["draft_until"]
    with time_machine.travel(link.expires_at, tick=False):
        ask(link.token, 404)
        ask_page(link.token, 404)


def test_tokens_outlive_a_change_of_the_secret_while_the_old_one_counts(
    link: Preview, settings: LazySettings
) -> None:
    token = link.token
    settings.SECRET_KEY, old = "another secret, which guards nothing", settings.SECRET_KEY
    ask(token, 404)
    settings.SECRET_KEY_FALLBACKS = [old]
    assert ask(token).json()["title"] == "As drafted"


def test_the_database_holds_no_token(link: Preview) -> None:
    stored = json.dumps(list(Preview.objects.values()), default=str)
    assert not TOKEN.search(stored)
    assert key_of(link.key) is None and key_of(token_of(link.key)) == link.key


def test_what_nobody_can_read_any_more_is_deleted(link: Preview, post: BlogPage) -> None:
    Preview.of_unsaved(post, None)
    with time_machine.travel(link.created_at.timestamp() + 7200):
        call_command("publish_scheduled")
        assert list(Preview.objects.all()) == [link]
    with time_machine.travel(link.expires_at.timestamp() + 91 * 86400):
        call_command("publish_scheduled")
        assert not Preview.objects.exists()


# --- What a preview leaves behind ----------------------------------------------------------------


def digests() -> dict[str, str]:
    """A digest of each table of what readers get and find it by, and of the cache."""
    tables = {
        model._meta.db_table
        for label in OURS
        for model in apps.get_app_config(label).get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy
    }
    tables |= {each for each in connection.introspection.table_names() if "search" in each}
    found = {"cache": repr(sorted(vars(caches["default"])["_cache"]))}
    with connection.cursor() as cursor:
        for table in sorted(tables - KEPT_OF_PREVIEWS):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - names of our own tables
            rows = sorted(map(repr, cursor.fetchall()))
            found[table] = sha256("\n".join(rows).encode()).hexdigest()
    return found


def test_a_preview_changes_neither_store_nor_search_nor_caches(
    link: Preview, post: BlogPage
) -> None:
    builders.make_post(post.get_parent().specific, "Kin", tags=["clinic"])
    unsaved = Preview.of_unsaved(post, None)
    addresses = [f"{CONTENT}posts/", f"{CONTENT}posts/first/", f"{CONTENT}search/?q=published"]
    public = [Client().get(path) for path in addresses]
    before = digests()
    for _ in range(3):
        ask(link.token)
        ask(unsaved.token)
        ask_page(link.token)
    assert digests() == before
    again = [Client().get(path) for path in addresses]
    assert [each.content for each in again] == [each.content for each in public]
    assert [each.headers["ETag"] for each in again] == [each.headers["ETag"] for each in public]
    assert "drafted" not in "".join(each.content.decode() for each in again)


# --- Logs ----------------------------------------------------------------------------------------


def ask_in_every_way(token: str) -> None:
    client = Client(raise_request_exception=False)
    for path in (f"{CONTENT}preview/{token}/", f"/preview/{token}/"):
        for method in ("GET", "HEAD", "OPTIONS", "POST", "PUT", "DELETE"):
            client.generic(method, path)
        client.get(path.rstrip("/"))
        client.get(f"{path}?nothing=1")
        client.get(f"{path}more/")
        client.get(path, headers={"host": "elsewhere.example"})


def test_no_log_has_a_token(
    link: Preview, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not what is asked rightly or wrongly, and not what fails."""
    caplog.set_level(logging.DEBUG)
    dead = Preview.of_revision(link.revision, None, HOURS)
    dead.revoke()
    tokens = [link.token, dead.token, link.token[:-1] + "!", token_of("a" * 22)]
    for token in tokens:
        ask_in_every_way(token)
    monkeypatch.setattr(Preview, "draft", lambda preview: 1 / 0)
    ask_in_every_way(link.token)
    lines = [logging.Formatter().format(record) for record in caplog.records]
    assert any("division by zero" in line for line in lines)
    written = "\n".join(lines)
    told = [line for line in lines if any(token[:23] in line for token in tokens)]
    assert not told
    assert not TOKEN.search(written)


def test_the_last_guard_takes_out_what_somebody_else_logs(link: Preview) -> None:
    record = logging.LogRecord(
        "x", logging.ERROR, "", 1, "asked for %s", (f"/preview/{link.token}/",), None
    )
    assert WithoutTokens().format(record) == "asked for /preview/[token]/"
