"""Every way in, with everything that may not become public: nothing of it does.

Each way is tried on a draft without disclaimer, on one with an invalid block, and on the invalid
draft of a live page whose title, text and author no reader may see.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone
from wagtail.models import GroupApprovalTask, Locale, Page, Workflow, WorkflowTask

from blog.models import BlogIndexPage, BlogPage, BlogPageAuthor, RouteEntry, SiteSettings
from cms.editions.findings import PublishingRefused
from cms.editions.models import Edition
from cms.editions.published import published
from tests.builders import (
    body,
    draft_post,
    make_category,
    make_person,
    make_post,
    paragraph,
    route,
    taken_back,
)
from tests.cms.editions.forms import form_of, new_post_form

CANARY = "canary-7f3a"
WRONG_METHOD = ("route", route("oral", "injection"))


@dataclass
class Trial:
    """A page that may not go public as its draft is, and who tries."""

    page: BlogPage
    blog: BlogIndexPage
    admin: Client
    editor: User

    def draft(self) -> BlogPage:
        return BlogPage.objects.get(pk=self.page.pk).get_latest_revision_as_object()


# --- What is wrong -----------------------------------------------------------------------------


def missing_disclaimer(blog: BlogIndexPage) -> BlogPage:
    SiteSettings.objects.update(default_disclaimer=None)
    return draft_post(blog, "A draft", body=body(paragraph("Text."), ("route", route())))


def invalid_block(blog: BlogIndexPage) -> BlogPage:
    return draft_post(blog, "A draft", body=body(paragraph("Text."), WRONG_METHOD))


def draft_of_a_live_page(blog: BlogIndexPage) -> BlogPage:
    page = make_post(blog, "Live", body=body(paragraph("Live text."), ("route", route())))
    page.title = f"Draft {CANARY}-title"
    page.body = body(paragraph(f"{CANARY}-text"), WRONG_METHOD)
    page.page_authors = [BlogPageAuthor(person=make_person(f"{CANARY}-author"))]
    page.save_revision(clean=False)
    return BlogPage.objects.get(pk=page.pk)


# --- The ways in -------------------------------------------------------------------------------


def admin_create(trial: Trial) -> None:
    fields = new_post_form(trial.admin, trial.blog, trial.draft())
    answer = trial.admin.post(
        f"/admin/pages/add/blog/blogpage/{trial.blog.pk}/",
        {**fields, "slug": "new", "action-publish": "1"},
    )
    assert answer.status_code in (200, 302)


def admin_edit(trial: Trial) -> None:
    url = f"/admin/pages/{trial.page.pk}/edit/"
    answer = trial.admin.post(url, {**form_of(trial.admin, url), "action-publish": "1"})
    assert answer.status_code in (200, 302)


def bulk_publish(trial: Trial) -> None:
    answer = trial.admin.post(f"/admin/bulk/wagtailcore/page/publish/?id={trial.page.pk}")
    assert answer.status_code == 302


def workflow_approval(trial: Trial) -> None:
    state = start_workflow(trial.page, trial.editor)
    answer = trial.admin.post(approval_url(trial.page, state))
    assert answer.status_code == 302
    state.refresh_from_db()
    assert state.status == state.STATUS_IN_PROGRESS
    assert state.current_task_state.status == state.current_task_state.STATUS_IN_PROGRESS


def scheduled_publishing(trial: Trial) -> None:
    schedule(trial.page)
    with pytest.raises(CommandError):
        call_command("publish_scheduled")


def alias_creation(trial: Trial) -> None:
    answer = trial.admin.post(
        f"/admin/pages/{trial.page.pk}/copy/", copy_fields(trial, "alias", alias="on")
    )
    assert answer.status_code == 302


def copy_and_publish(trial: Trial) -> None:
    answer = trial.admin.post(
        f"/admin/pages/{trial.page.pk}/copy/", copy_fields(trial, "copy", publish_copies="on")
    )
    assert answer.status_code == 302


def copy_for_translation(trial: Trial) -> None:
    french = Locale.objects.create(language_code="fr")
    trial.page.copy_for_translation(french, copy_parents=True)


def revision_publish(trial: Trial) -> None:
    with pytest.raises(PublishingRefused):
        trial.page.get_latest_revision().publish()


def orm_save(trial: Trial) -> None:
    draft = trial.draft()
    draft.live, draft.first_published_at = True, timezone.now()
    with pytest.raises(PublishingRefused):
        draft.save()


def orm_save_of_one_field(trial: Trial) -> None:
    draft = trial.draft()
    was_public = draft.live
    draft.live, draft.first_published_at = True, timezone.now()
    if was_public:  # what is judged and projected is the row, not the draft in memory
        draft.save(update_fields=["live", "first_published_at"])
    else:
        with pytest.raises(PublishingRefused):
            draft.save(update_fields=["live", "first_published_at"])


def orm_save_of_the_base_page(trial: Trial) -> None:
    base = Page.objects.get(pk=trial.page.pk)
    was_public = base.live
    base.live, base.first_published_at = True, timezone.now()
    if was_public:
        base.save()
    else:
        with pytest.raises(PublishingRefused):
            base.save()


WAYS: list[Callable[[Trial], None]] = [
    admin_create,
    admin_edit,
    bulk_publish,
    workflow_approval,
    scheduled_publishing,
    alias_creation,
    copy_and_publish,
    copy_for_translation,
    revision_publish,
    orm_save,
    orm_save_of_one_field,
    orm_save_of_the_base_page,
]
FAULTS: list[Callable[[BlogIndexPage], BlogPage]] = [
    missing_disclaimer,
    invalid_block,
    draft_of_a_live_page,
]


@pytest.fixture(scope="class", params=FAULTS, ids=lambda fault: fault.__name__)
def kept_page(request: pytest.FixtureRequest, kept_blog: None) -> Iterator[int]:
    with taken_back():
        page = request.param(BlogIndexPage.objects.get())
        call_command("rebuild_editions", verbosity=0)  # nothing is stale when a test begins
        yield page.pk


class TestWithSomethingWrong:
    @pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
    def test_nothing_goes_public_that_should_not_and_the_draft_is_kept(
        self,
        way: Callable[[Trial], None],
        kept_page: int,
        blog: BlogIndexPage,
        admin: Client,
        editor: User,
    ) -> None:
        trial = Trial(BlogPage.objects.get(pk=kept_page), blog, admin, editor)
        draft, entries, was_live = trial.draft(), routes(trial.page), trial.page.live
        before = set(Page.objects.values_list("pk", flat=True))
        editions = set(Edition.objects.values_list("pk", flat=True))

        way(trial)

        reader = Client(raise_request_exception=False)
        answer = reader.get(trial.page.get_url())
        if was_live:
            assert answer.status_code == 200
            assert "Live text." in answer.content.decode()
        else:
            assert answer.status_code == 404
        for page in BlogPage.objects.exclude(pk__in=before):
            copied = reader.get(page.get_url())
            assert copied.status_code == (200 if page.is_published() else 404)
            assert not page.is_published() or "Live text." in copied.content.decode()
            assert CANARY not in copied.content.decode()
        written = Edition.objects.exclude(pk__in=editions)
        copies = published(Page.objects.exclude(pk__in=before))
        assert {each.page_id for each in written} - {trial.page.pk} == {page.pk for page in copies}
        assert was_live or trial.page.pk not in {each.page_id for each in written}
        assert not any(CANARY in f"{each.title}{each.document!r}{each.card!r}" for each in written)
        assert CANARY not in answer.content.decode()
        assert CANARY not in reader.get(blog.get_url()).content.decode()
        assert routes(trial.page) == entries
        kept = trial.draft()
        assert kept.title == draft.title
        assert str(kept.body) == str(draft.body)
        assert [row.person_id for row in kept.page_authors.all()] == [
            row.person_id for row in draft.page_authors.all()
        ]
        assert not any(Page.find_problems())


GOOD_WAYS = [
    admin_create,
    admin_edit,
    bulk_publish,
    alias_creation,
    copy_and_publish,
]


@pytest.mark.parametrize("way", GOOD_WAYS, ids=lambda way: way.__name__)
def test_a_good_page_goes_public_that_way(
    way: Callable[[Trial], None], blog: BlogIndexPage, admin: Client, editor: User
) -> None:
    make = make_post if way in (alias_creation, copy_and_publish) else draft_post
    page = make(blog, "Good", body=body(paragraph("Good text."), ("route", route())))
    before = published(BlogPage.objects.all()).count()
    way(Trial(page, blog, admin, editor))
    newest = published(BlogPage.objects.all()).order_by("pk").last()
    assert published(BlogPage.objects.all()).count() == before + 1
    assert "Good text." in Client().get(newest.get_url()).content.decode()
    assert [each for each, _ in routes(newest)] == ["intramuscular"]


def test_an_approved_page_goes_public(blog: BlogIndexPage, admin: Client, editor: User) -> None:
    page = draft_post(blog)
    admin.post(approval_url(page, start_workflow(page, editor)))
    assert page.is_published()


def test_a_scheduled_page_goes_public(blog: BlogIndexPage) -> None:
    page = draft_post(blog)
    schedule(page)
    call_command("publish_scheduled")
    assert page.is_published()


def test_an_imported_post_without_disclaimer_stays_a_draft(
    blog: BlogIndexPage, tmp_path: Path
) -> None:
    make_person("Dana Example")
    make_category("First steps")
    SiteSettings.objects.update(default_disclaimer=None)
    file = tmp_path / "post.md"
    file.write_text(
        f"---\nauthor: Dana Example\ncategory: First steps\n---\n# Imported\n\n{CANARY}\n"
    )
    with pytest.raises(CommandError, match="kept as a draft"):
        call_command("import_posts", str(file), publish=True)
    page = BlogPage.objects.get()
    assert CANARY in str(page.get_latest_revision_as_object().body) + page.intro
    assert Client().get(page.get_url()).status_code == 404
    assert CANARY not in Client().get(blog.get_url()).content.decode()


# --- Small helpers -----------------------------------------------------------------------------


def routes(page: Page) -> list[Any]:
    return list(RouteEntry.objects.filter(page_id=page.pk).values_list("route", "block_id"))


def schedule(page: BlogPage) -> None:
    """Approve the page's draft to go live a minute ago."""
    revision = page.get_latest_revision()
    moment = timezone.now() - timedelta(minutes=1)
    revision.content = {**revision.content, "go_live_at": moment.isoformat()}
    revision.approved_go_live_at = moment
    revision.save()


def start_workflow(page: BlogPage, user: User) -> Any:
    task = GroupApprovalTask.objects.create(name="Check")
    task.groups.add(Group.objects.create(name="Checkers"))
    workflow = Workflow.objects.create(name="Checking")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    return workflow.start(page, user)


def approval_url(page: BlogPage, state: Any) -> str:
    return f"/admin/pages/workflow/action/{page.pk}/approve/{state.current_task_state.pk}/"


def copy_fields(trial: Trial, slug: str, **fields: Any) -> dict[str, Any]:
    parent = str(trial.blog.pk)
    return {"new_title": "A copy", "new_slug": slug, "new_parent_page": parent, **fields}
