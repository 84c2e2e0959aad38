"""A save from an old version never silently undoes a newer one."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from pytest import MonkeyPatch
from wagtail.models import Revision

from blog.models import BlogIndexPage, BlogPage, Disclaimer, DisclaimerVersion
from cms.editions.forms import PublicPageForm
from tests.builders import body, draft_post, make_disclaimer, make_post, paragraph
from tests.cms.editions.forms import form_of, read_form

JSON = {"Accept": "application/json"}


@pytest.fixture(scope="module")
def kept_post(kept_blog: None) -> None:
    """A draft as the form saves it: each of its paragraphs has a key."""
    text = '<p data-block-key="a1b2c">Text.</p>'
    draft_post(
        BlogIndexPage.objects.get(),
        "First",
        intro=text,
        body=body(("paragraph", {"text": text, "references": [], "language": ""})),
    )


@pytest.fixture
def post(kept_post: None, db: None) -> BlogPage:
    return BlogPage.objects.get()


@pytest.fixture(scope="module")
def opened(kept_post: None) -> dict[str, Any]:
    """The post's form, as every editor gets it who opens it before a change."""
    client = Client()
    client.force_login(User.objects.create_superuser("linus"))
    return form_of(client, edit_url(BlogPage.objects.get()))


@pytest.fixture
def other(db: None) -> Client:
    """Another editor's browser."""
    client = Client()
    user = User.objects.create_superuser("grace", first_name="Grace", last_name="Hopper")
    client.force_login(user)
    return client


def edit_url(page: BlogPage) -> str:
    return f"/admin/pages/{page.pk}/edit/"


def latest(page: BlogPage) -> BlogPage:
    return BlogPage.objects.get(pk=page.pk).get_latest_revision_as_object()


def rename(client: Client, page: BlogPage, form: dict[str, Any], title: str) -> None:
    answer = client.post(edit_url(page), {**form, "title": title})
    assert answer.status_code == 302


def decision(answer: Any) -> dict[str, str]:
    """The named button “Save mine over these changes”."""
    found = re.search(
        r'<button type="submit" form="(?:page-edit|w-editor)-form" name="(\w+)" value="([^"]+)"',
        answer.content.decode(),
    )
    assert found
    return {found[1]: found[2]}


@pytest.mark.parametrize("action", [{}, {"action-publish": "1"}, {"action-submit": "1"}])
def test_the_editor_sees_who_changed_what_and_keeps_their_own_text(
    action: dict[str, str], admin: Client, other: Client, post: BlogPage, opened: dict[str, Any]
) -> None:
    mine = {**opened, "subtitle": "My own words"}
    loaded = latest(post).latest_revision_id
    rename(other, post, opened, "Second")
    answer = admin.post(edit_url(post), {**mine, **action})
    html = answer.content.decode()
    assert answer.status_code == 200
    assert latest(post).title == "Second"
    assert not latest(post).live
    assert "Grace Hopper saved a newer version" in html
    assert "Changed since: Title." in html
    assert 'value="My own words"' in html
    compare = (
        f"/admin/pages/{post.pk}/revisions/compare/{loaded}...{latest(post).latest_revision_id}/"
    )
    assert compare in html
    assert admin.get(compare).status_code == 200


def test_the_editor_may_save_over_the_changes(
    admin: Client, other: Client, post: BlogPage, opened: dict[str, Any]
) -> None:
    mine = {**opened, "title": "Mine"}
    rename(other, post, mine, "Second")
    shown = admin.post(edit_url(post), mine)
    answer = admin.post(edit_url(post), {**read_form(shown), **decision(shown)})
    assert answer.status_code == 302
    assert latest(post).title == "Mine"
    assert form_of(admin, edit_url(post))["title"] == ["Mine"]


def test_another_edit_after_the_decision_is_asked_about_again(
    admin: Client, other: Client, post: BlogPage, opened: dict[str, Any]
) -> None:
    mine = {**opened, "title": "Mine"}
    rename(other, post, mine, "Second")
    shown = admin.post(edit_url(post), mine)
    rename(other, post, form_of(other, edit_url(post)), "Third")
    again = admin.post(edit_url(post), {**read_form(shown), **decision(shown)})
    assert again.status_code == 200
    assert latest(post).title == "Third"
    assert admin.post(edit_url(post), {**read_form(again), **decision(again)}).status_code == 302
    assert latest(post).title == "Mine"


def test_neither_a_second_click_nor_autosave_settles_the_conflict(
    admin: Client, other: Client, post: BlogPage, opened: dict[str, Any]
) -> None:
    mine = {**opened, "title": "Mine"}
    rename(other, post, mine, "Second")
    shown = admin.post(edit_url(post), mine)
    autosaved = admin.post(edit_url(post), read_form(shown), headers=JSON)
    assert autosaved.status_code == 400
    assert autosaved.json()["error_code"] == "invalid_revision"
    again = admin.post(edit_url(post), read_form(shown))
    assert again.status_code == 200
    assert decision(again)
    assert latest(post).title == "Second"


def test_autosave_is_refused_as_wagtail_does(
    admin: Client, other: Client, post: BlogPage, opened: dict[str, Any]
) -> None:
    mine = {**opened, "title": "Mine"}
    rename(other, post, mine, "Second")
    answer = admin.post(edit_url(post), mine, headers=JSON)
    assert (answer.status_code, answer.json()["error_code"]) == (400, "invalid_revision")


def test_autosave_in_another_tab_of_the_same_person_is_a_conflict_too(
    admin: Client, post: BlogPage, opened: dict[str, Any]
) -> None:
    first = admin.post(edit_url(post), {**opened, "title": "Tab one"}, headers=JSON).json()
    reopened = form_of(admin, edit_url(post))
    over = {"overwrite_revision_id": first["revision_id"]}
    admin.post(edit_url(post), {**opened, **over, "title": "Tab one again"}, headers=JSON)
    shown = admin.post(edit_url(post), {**reopened, "title": "Tab two"})
    assert shown.status_code == 200
    assert latest(post).title == "Tab one again"
    assert admin.post(edit_url(post), {**read_form(shown)}, headers=JSON).status_code == 400
    assert admin.post(edit_url(post), {**read_form(shown), **decision(shown)}).status_code == 302
    assert latest(post).title == "Tab two"


def test_a_save_after_ones_own_autosave_is_no_conflict(
    admin: Client, post: BlogPage, opened: dict[str, Any]
) -> None:
    saved = admin.post(edit_url(post), {**opened, "title": "Auto"}, headers=JSON).json()
    # What editions/autosave.js writes into the form.
    moved_on = {
        "loaded_revision_id": saved["revision_id"],
        "loaded_revision_created_at": saved["revision_created_at"],
    }
    assert admin.post(edit_url(post), {**opened, **moved_on, "title": "Full"}).status_code == 302
    assert latest(post).title == "Full"


def test_the_editor_loads_the_script_that_follows_autosave(admin: Client, post: BlogPage) -> None:
    assert "editions/autosave.js" in admin.get(edit_url(post)).content.decode()


def test_a_page_without_revisions_is_guarded_too(
    admin: Client, other: Client, blog: BlogIndexPage, post: BlogPage
) -> None:
    Revision.objects.for_instance(post).delete()
    mine = {**form_of(admin, edit_url(post)), "title": "Mine"}
    rename(other, post, mine, "Second")
    assert admin.post(edit_url(post), mine).status_code == 200
    assert latest(post).title == "Second"


def test_the_live_text_stays_when_a_stale_form_publishes(
    admin: Client, other: Client, blog: BlogIndexPage
) -> None:
    post = make_post(blog, "Live", body=body(paragraph("Text.")))
    opened = form_of(admin, edit_url(post))
    mine = {**opened, "title": "Mine", "action-publish": "1"}
    rename(other, post, opened, "Second")
    assert admin.post(edit_url(post), mine).status_code == 200
    post.refresh_from_db()
    assert post.title == "Live"


def test_an_old_revision_can_be_restored(
    admin: Client, post: BlogPage, opened: dict[str, Any]
) -> None:
    old = post.latest_revision_id
    rename(admin, post, opened, "Second")
    url = f"/admin/pages/{post.pk}/revisions/{old}/revert/"
    assert admin.post(url, form_of(admin, url)).status_code == 302
    assert latest(post).title == "First"


def test_a_form_that_says_nothing_of_versions_is_saved(
    admin: Client, post: BlogPage, opened: dict[str, Any]
) -> None:
    form = dict(opened)
    del form["loaded_revision_id"]
    assert admin.post(edit_url(post), {**form, "title": "Mine"}).status_code == 302


def test_previews_work_from_an_old_form(
    admin: Client, other: Client, post: BlogPage, opened: dict[str, Any]
) -> None:
    mine = {**opened, "title": "Mine"}
    rename(other, post, mine, "Second")
    url = f"/admin/pages/{post.pk}/edit/preview/"
    assert admin.post(url, mine).json()["is_valid"]
    assert "Mine" in admin.get(url).content.decode()


def test_an_edit_between_check_and_save_is_seen(
    admin: Client, post: BlogPage, monkeypatch: MonkeyPatch, opened: dict[str, Any]
) -> None:
    mine = {**opened, "title": "Mine"}
    clean = PublicPageForm.clean

    def clean_while_another_saves(form: PublicPageForm) -> Any:
        monkeypatch.setattr(PublicPageForm, "clean", clean)
        meanwhile = latest(post)
        meanwhile.title = "Second"
        meanwhile.save_revision()
        return clean(form)

    monkeypatch.setattr(PublicPageForm, "clean", clean_while_another_saves)
    shown = admin.post(edit_url(post), mine)
    assert shown.status_code == 200
    assert latest(post).title == "Second"
    assert 'value="Mine"' in shown.content.decode()
    assert decision(shown)


# --- Disclaimer versions -----------------------------------------------------------------------


@pytest.fixture
def version(db: None) -> DisclaimerVersion:
    disclaimer: Disclaimer = make_disclaimer()
    draft = DisclaimerVersion(disclaimer=disclaimer, title="First", text="<p>Text.</p>")
    draft.save()
    draft.save_revision()
    return draft


def test_disclaimer_versions_are_guarded_in_the_same_way(
    admin: Client, other: Client, version: DisclaimerVersion
) -> None:
    url = reverse(DisclaimerVersion.snippet_viewset.get_url_name("edit"), args=[version.pk])
    opened = form_of(admin, url, "w-editor-form")
    admin.post(url, opened)  # the form gives each paragraph a key once
    mine = {**form_of(admin, url, "w-editor-form"), "title": "Mine", "action-publish": "1"}
    theirs = {**form_of(other, url, "w-editor-form"), "title": "Second"}
    assert other.post(url, theirs).status_code == 302
    shown = admin.post(url, mine)
    html = shown.content.decode()
    version.refresh_from_db()
    assert shown.status_code == 200
    assert not version.live
    assert version.get_latest_revision_as_object().title == "Second"
    assert "Grace Hopper saved a newer version" in html
    assert "Changed since: Title." in html
    assert 'value="Mine"' in html
    answer = admin.post(url, {**read_form(shown, "w-editor-form"), **decision(shown)})
    assert answer.status_code == 302
    version.refresh_from_db()
    assert version.get_latest_revision_as_object().title == "Mine"
