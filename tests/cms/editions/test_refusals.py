"""A refusal in the admin is a message with links to the places, never an error page."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from pytest import MonkeyPatch
from wagtail.models import Page

from blog.models import BlogIndexPage, BlogPage, Disclaimer, SiteSettings
from cms.editions.anchors import panel_anchor
from cms.editions.findings import PublishingRefused
from cms.editions.forms import PublicPageForm
from tests.builders import body, draft_post, make_post, make_reference, paragraph, route
from tests.cms.editions.forms import form_of, new_post_form
from tests.cms.editions.test_ways_in import approval_url, start_workflow

WRONG_METHOD = ("route", route("oral", "injection"))


@pytest.fixture
def late(monkeypatch: MonkeyPatch) -> None:
    """The form asks for nothing, as when a disclaimer is withdrawn while an editor writes."""
    monkeypatch.setattr(PublicPageForm, "early_findings", lambda form: [])


@pytest.fixture
def no_disclaimer(blog: BlogIndexPage) -> None:
    SiteSettings.objects.update(default_disclaimer=None)


def messages(answer: Any) -> str:
    return "\n".join(str(message) for message in get_messages(answer.wsgi_request))


def assert_links_lead_to_panels(client: Client, message: str, url: str, *fields: str) -> None:
    links = re.findall(r'href="([^"]+)"', message)
    assert links == [url + panel_anchor(BlogPage, field) for field in fields]
    html = client.get(url).content.decode()
    for link in links:
        assert f'id="{link.partition("#")[2]}"' in html


@pytest.mark.usefixtures("late", "no_disclaimer")
def test_an_edit_is_kept_as_draft_and_the_message_says_so(
    admin: Client, blog: BlogIndexPage
) -> None:
    page = draft_post(blog, "First")
    url = f"/admin/pages/{page.pk}/edit/"
    answer = admin.post(url, {**form_of(admin, url), "title": "Second", "action-publish": "1"})
    assert (answer.status_code, answer["Location"]) == (302, url)
    assert "“Second” was not published." in messages(answer)
    assert "The draft is saved." in messages(answer)
    assert_links_lead_to_panels(admin, messages(answer), url, "disclaimer")
    draft = BlogPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert (draft.title, draft.live) == ("Second", False)


@pytest.mark.usefixtures("late", "no_disclaimer")
def test_a_new_page_is_kept_as_draft(admin: Client, blog: BlogIndexPage) -> None:
    draft = draft_post(blog, "New", body=body(paragraph("Text.")))
    form = new_post_form(admin, blog, draft)
    answer = admin.post(
        f"/admin/pages/add/blog/blogpage/{blog.pk}/",
        {**form, "slug": "new-2", "action-publish": "1"},
    )
    page = BlogPage.objects.get(slug="new-2")
    assert answer["Location"] == f"/admin/pages/{page.pk}/edit/"
    assert "“New” was not published.\nThe draft is saved." in messages(answer)
    assert not page.live
    assert "Text." in str(page.get_latest_revision_as_object().body)


@pytest.mark.usefixtures("no_disclaimer")
def test_the_form_asks_before_the_gate_does(admin: Client, blog: BlogIndexPage) -> None:
    page = draft_post(blog)
    url = f"/admin/pages/{page.pk}/edit/"
    fields = form_of(admin, url)
    answer = admin.post(url, {**fields, "action-publish": "1"})
    assert answer.status_code == 200
    assert "disclaimer" in answer.context["form"].errors
    assert admin.post(url, fields).status_code == 302  # a draft is lenient


@pytest.mark.usefixtures("no_disclaimer")
def test_the_form_names_everything_at_once(admin: Client, blog: BlogIndexPage) -> None:
    wrong = body(WRONG_METHOD)
    page = draft_post(blog, authors=[], category=None, body=wrong)
    url = f"/admin/pages/{page.pk}/edit/"
    fields = form_of(admin, url)
    answer = admin.post(url, {**fields, "action-publish": "1"})
    form = answer.context["form"]
    assert set(form.errors) == {"body", "category", "disclaimer"}
    assert form.formsets["page_authors"].non_form_errors() == ["Add at least one author."]
    assert "Add at least one author." in answer.content.decode()
    assert admin.post(url, fields).status_code == 302  # a draft is lenient


@pytest.mark.usefixtures("no_disclaimer")
def test_taking_the_last_author_away_is_named(admin: Client, blog: BlogIndexPage) -> None:
    page = draft_post(blog)
    url = f"/admin/pages/{page.pk}/edit/"
    fields = {**form_of(admin, url), "page_authors-0-DELETE": "on", "action-publish": "1"}
    answer = admin.post(url, fields)
    assert answer.context["form"].formsets["page_authors"].non_form_errors()


@pytest.mark.usefixtures("late", "no_disclaimer")
def test_scripts_get_json(admin: Client, blog: BlogIndexPage) -> None:
    page = draft_post(blog)
    url = f"/admin/pages/{page.pk}/edit/"
    answer = admin.post(
        url,
        {**form_of(admin, url), "action-publish": "1"},
        headers={"Accept": "application/json"},
    )
    assert answer.status_code == 400
    error = answer.json()
    assert (error["success"], error["error_code"]) == (False, "refused")
    assert [finding["field"] for finding in error["findings"]] == ["disclaimer"]


def test_every_field_with_findings_has_its_panel(admin: Client, blog: BlogIndexPage) -> None:
    page = draft_post(blog)
    html = admin.get(f"/admin/pages/{page.pk}/edit/").content.decode()
    for field in (
        *("title", "body", "hero_alt", "page_authors", "reviewer", "next_review_due"),
        *("disclaimer", "category", "slug", "tags", "related_posts", "page_references"),
    ):
        anchor = panel_anchor(BlogPage, field)
        assert anchor, field
        assert f'id="{anchor[1:]}"' in html, field
    assert panel_anchor(BlogPage, "no such field") == panel_anchor(BlogPage, "") == ""


def test_bulk_publishing_publishes_what_may_be_and_names_the_rest(
    admin: Client, blog: BlogIndexPage
) -> None:
    good = [draft_post(blog, f"Good {number}") for number in range(2)]
    invalid = draft_post(blog, "Invalid", body=body(WRONG_METHOD))
    lonely = draft_post(blog, "Lonely", authors=[])
    without_revision = BlogPage(title="Bare", slug="bare")
    blog.add_child(instance=without_revision)
    alias = make_post(blog, "Source").create_alias(update_slug="alias")
    chosen = [good[0], invalid, lonely, without_revision, alias, good[1]]
    ids = "&".join(f"id={page.pk}" for page in chosen)
    answer = admin.post(f"/admin/bulk/wagtailcore/page/publish/?{ids}")
    assert answer.status_code == 302
    said = messages(answer)
    assert all(page.is_published() for page in good)
    assert "2 pages have been published" in said
    for page in (invalid, lonely, without_revision):
        assert not page.is_published()
        assert f"“{page.title}” was not published." in said
        assert f"/admin/pages/{page.pk}/edit/#panel-child-" in said
    assert "“Source” is an alias: publish its source." in said
    assert not Page.objects.get(pk=without_revision.pk).live


def test_bulk_publishing_of_a_branch_isolates_what_lies_below(
    admin: Client, blog: BlogIndexPage
) -> None:
    good, invalid = draft_post(blog), draft_post(blog, body=body(WRONG_METHOD))
    answer = admin.post(
        f"/admin/bulk/wagtailcore/page/publish/?id={blog.pk}", {"include_descendants": "on"}
    )
    assert (good.is_published(), invalid.is_published()) == (True, False)
    assert "1 page and 1 child page have been published" in messages(answer)


@pytest.mark.parametrize("dialog", [False, True])
def test_a_refused_approval_leaves_its_task_open(
    dialog: bool, admin: Client, editor: User, blog: BlogIndexPage
) -> None:
    page = draft_post(blog, "Checked", body=body(WRONG_METHOD))
    state = start_workflow(page, editor)
    headers = {"X-Requested-With": "XMLHttpRequest"} if dialog else {}
    answer = admin.post(approval_url(page, state), headers=headers)
    url = f"/admin/pages/{page.pk}/edit/"
    if dialog:
        assert answer.json() == {"step": "success", "redirect": url}
    else:
        assert answer["Location"] == url
    assert "“Checked” was not published." in messages(answer)
    assert page.current_workflow_state.status == state.STATUS_IN_PROGRESS
    assert page.current_workflow_task is not None


@pytest.mark.usefixtures("late")
def test_an_approval_in_the_editor_is_refused_in_the_same_way(
    admin: Client, editor: User, blog: BlogIndexPage
) -> None:
    page = draft_post(blog, "Checked")
    url = f"/admin/pages/{page.pk}/edit/"
    admin.post(url, form_of(admin, url))  # what is approved is what was saved
    start_workflow(BlogPage.objects.get(pk=page.pk), editor)
    SiteSettings.objects.update(default_disclaimer=None)
    action = {"action-workflow-action": "1", "workflow-action-name": "approve"}
    answer = admin.post(url, {**form_of(admin, url), **action})
    assert answer["Location"] == url
    assert "was not published." in messages(answer)
    draft = BlogPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert (draft.title, draft.live) == ("Checked", False)
    assert draft.current_workflow_task is not None


@pytest.mark.parametrize("how", ["publish_copies", "alias"])
def test_a_refused_copy_leaves_nothing_behind(how: str, admin: Client, blog: BlogIndexPage) -> None:
    make_post(blog, "One")
    two = make_post(blog, "Two")
    BlogPage.objects.filter(pk=two.pk).update(hero_alt="", hero_image=None, title="")
    BlogPage.objects.filter(pk=two.pk).update(title="Two", body=body(WRONG_METHOD))
    pages = Page.objects.count()
    home = blog.get_parent()
    answer = admin.post(
        f"/admin/pages/{blog.pk}/copy/",
        {
            "new_title": "Copy",
            "new_slug": "copy",
            "new_parent_page": str(home.pk),
            "copy_subpages": "on",
            how: "on",
        },
    )
    assert answer["Location"] == f"/admin/pages/{blog.pk}/edit/"
    # A published copy of a post has a slug that is taken; an alias stands for its source.
    refused = {"publish_copies": "One", "alias": "Two"}[how]
    assert f"“{refused}” was not published." in messages(answer)
    assert "Nothing was changed." in messages(answer)
    assert Page.objects.count() == pages
    assert not any(Page.find_problems())


def test_a_refused_deletion_leads_back_to_what_was_to_be_deleted(
    admin: Client, blog: BlogIndexPage
) -> None:
    reference = make_reference("A trial")
    make_post(blog, body=body(paragraph("Text.", reference)))
    views = type(reference).snippet_viewset
    answer = admin.post(reverse(views.get_url_name("delete"), args=[reference.pk]))
    assert answer.status_code == 302
    assert type(reference).objects.filter(pk=reference.pk).exists()


def test_a_version_in_force_is_refused_with_a_message(admin: Client, blog: BlogIndexPage) -> None:
    version = Disclaimer.objects.get().versions.get()
    views = type(version).snippet_viewset
    answer = admin.post(reverse(views.get_url_name("delete"), args=[version.pk]))
    assert answer["Location"] == reverse(views.get_url_name("edit"), args=[version.pk])
    assert "has been in force, so it stays as readers saw it" in messages(answer)


def test_outside_the_admin_a_refusal_is_raised(blog: BlogIndexPage) -> None:
    with pytest.raises(PublishingRefused) as refused:
        draft_post(blog, body=body(WRONG_METHOD)).latest_revision.publish()
    assert [finding.path for finding in refused.value.findings] == ["body[0].method"]
