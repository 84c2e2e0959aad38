"""Scheduled publishing: one item at a time, none held up by another, all reported."""

from __future__ import annotations

from datetime import timedelta
from io import StringIO
from threading import Thread
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.utils import timezone
from wagtail.models import Page, Revision

from blog.models import BlogPage, RouteEntry, SiteSettings
from cms.editions.models import LivePage
from cms.editions.store import refresh, stale_ids
from cms.management.commands import publish_scheduled
from cms.management.commands.publish_scheduled import expire, publish
from tests.builders import body, draft_post, make_post, make_site, route

AGO = timedelta(minutes=1)


@pytest.fixture
def blog(root_page: Any) -> Any:
    return make_site()


def schedule(page: BlogPage, ago: timedelta = AGO) -> Revision:
    """Approve the page's draft to have gone live some time ago."""
    revision = page.get_latest_revision()
    moment = timezone.now() - ago
    revision.content = {**revision.content, "go_live_at": moment.isoformat()}
    revision.approved_go_live_at = moment
    revision.save()
    return revision


def run() -> tuple[str, str, str]:
    """What the command says on stdout, on stderr, and when it fails."""
    out, err, failure = StringIO(), StringIO(), ""
    try:
        call_command("publish_scheduled", stdout=out, stderr=err)
    except CommandError as error:
        assert error.returncode == 1
        failure = str(error)
    return out.getvalue(), err.getvalue(), failure


def test_a_broken_item_holds_up_no_other(blog: Any) -> None:
    pages = [draft_post(blog, f"Post {number}") for number in range(4)]
    refused = draft_post(blog, "Refused", body=body(("route", route("oral", "injection"))))
    schedule(pages[0])
    broken = schedule(pages[1])
    Revision.objects.filter(pk=broken.pk).update(content={"nonsense": True})
    schedule(refused)
    schedule(pages[2])
    schedule(pages[3])
    out, err, failure = run()
    assert [page.is_published() for page in pages] == [True, False, True, True]
    assert failure == "3 published, 0 expired, 2 failed."
    assert f"“Refused” (post {refused.pk}): “Refused” was not published. Body, block 1" in err
    assert f"“Post 1” (post {pages[1].pk}): " in err


def test_what_is_refused_stays_scheduled_and_goes_live_once_mended(blog: Any) -> None:
    page = draft_post(blog, "Refused")
    revision = schedule(page)
    settings = SiteSettings.objects.get()
    SiteSettings.objects.update(default_disclaimer=None)
    assert run()[2] == "0 published, 0 expired, 1 failed."
    assert run()[2] == "0 published, 0 expired, 1 failed."
    revision.refresh_from_db()
    assert revision.approved_go_live_at
    settings.save()
    assert run() == ("1 published, 0 expired, 0 failed.\n", "", "")
    assert page.is_published()


def test_nothing_to_do_is_silent(blog: Any) -> None:
    draft_post(blog)
    assert run() == ("", "", "")


def test_a_dry_run_changes_nothing(blog: Any) -> None:
    page = draft_post(blog, "Due")
    schedule(page)
    out = StringIO()
    call_command("publish_scheduled", dryrun=True, stdout=out)
    assert "Due" in out.getvalue()
    assert not page.is_published()


def test_an_expired_page_is_taken_down_with_its_route_entries(blog: Any) -> None:
    page = make_post(blog, body=body(("route", route())))
    BlogPage.objects.filter(pk=page.pk).update(expire_at=timezone.now() - AGO)
    assert RouteEntry.objects.filter(page=page).exists()
    assert run()[0] == "0 published, 1 expired, 0 failed.\n"
    page.refresh_from_db()
    assert not page.live
    assert page.expired
    assert not RouteEntry.objects.filter(page=page).exists()


def test_what_another_runner_did_first_is_left_alone(blog: Any) -> None:
    page = draft_post(blog)
    revision = schedule(page)
    assert publish(revision.pk)
    assert not publish(revision.pk)
    Page.objects.filter(pk=page.pk).update(expire_at=timezone.now() - AGO)
    assert expire(Page, page.pk)
    assert not expire(Page, page.pk)


@pytest.mark.needs("postgresql")
@pytest.mark.django_db(transaction=True)
def test_what_another_runner_holds_is_left_to_it(root_page: Any) -> None:
    page = draft_post(make_site())
    revision = schedule(page)
    done: list[bool] = []

    def another_runner() -> None:
        try:
            with transaction.atomic():
                done.append(publish(revision.pk))
        finally:
            connection.close()

    with transaction.atomic():
        Revision.objects.select_for_update().get(pk=revision.pk)
        thread = Thread(target=another_runner)
        thread.start()
        thread.join()
    assert done == [False]
    assert not page.is_published()


def test_stale_documents_are_built_and_a_broken_one_holds_up_no_other(
    blog: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    posts = [make_post(blog, f"Post {number}") for number in range(3)]
    LivePage.objects.update(stale_from=timezone.now() - AGO)

    def broken(pk: int) -> bool:
        if pk == posts[0].pk:
            raise ValueError("This one cannot be built.")
        return refresh(pk)

    monkeypatch.setattr(publish_scheduled, "refresh", broken)
    _out, err, failure = run()
    assert f"document of page {posts[0].pk}" in err and "cannot be built" in err
    assert failure == "0 published, 0 expired, 1 failed."
    assert list(stale_ids()) == [posts[0].pk]
    monkeypatch.undo()
    assert run() == ("", "", "")
    assert list(stale_ids()) == []
