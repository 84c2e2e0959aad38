"""The one seam: what is judged and what is derived is the public content, never a draft."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest import MonkeyPatch
from wagtail.actions.convert_alias import ConvertAliasPageAction
from wagtail.models import Locale, Page, Site

from blog.models import BlogIndexPage, BlogPage, RouteEntry, SiteSettings
from cms.editions.findings import PublishingRefused
from home.models import HomePage
from tests.builders import body, draft_post, make_post, paragraph, publish, route


def routes(page: Page) -> list[str]:
    entries = RouteEntry.objects.filter(page_id=page.pk).order_by("position")
    return list(entries.values_list("route", flat=True))


@pytest.fixture(scope="module")
def kept_live(kept_blog: None) -> None:
    blog = BlogIndexPage.objects.get()
    make_post(blog, "Live", body=body(paragraph("Live text."), ("route", route())))


@pytest.fixture
def live(kept_live: None, db: None) -> BlogPage:
    return BlogPage.objects.get()


def with_draft(page: BlogPage, *blocks: Any) -> BlogPage:
    """The page in memory as an editor has it, with a draft beyond what is live."""
    page.title = "Draft"
    page.body = body(*(blocks or [("route", route("oral", "swallow"))]))
    page.save_revision(clean=False)
    return BlogPage.objects.get(pk=page.pk).get_latest_revision_as_object()


def test_saving_a_draft_of_a_live_page_derives_nothing_from_it(live: BlogPage) -> None:
    draft = with_draft(live)
    draft.locked = True
    draft.save(update_fields=["locked"])
    assert routes(live) == ["intramuscular"]
    assert "Live text." in Client().get(live.get_url()).content.decode()


def test_a_field_saved_from_a_draft_derives_the_stored_text(live: BlogPage) -> None:
    draft = with_draft(live)
    RouteEntry.objects.all().delete()
    draft.expire_at = timezone.now() + timedelta(days=1)
    draft.save(update_fields=["expire_at"])
    assert routes(live) == ["intramuscular"]


def test_scheduling_a_newer_version_leaves_the_live_one(live: BlogPage) -> None:
    draft = with_draft(live)
    draft.go_live_at = timezone.now() + timedelta(days=1)
    draft.save_revision(clean=False).publish()
    live.refresh_from_db()
    assert live.is_published()
    assert live.title == "Live"
    assert routes(live) == ["intramuscular"]


def test_a_refused_publication_keeps_the_schedule(live: BlogPage) -> None:
    draft = with_draft(live)
    draft.go_live_at = timezone.now() + timedelta(days=1)
    scheduled = draft.save_revision(clean=False)
    scheduled.publish()
    bad = with_draft(live, ("route", route("oral", "injection")))
    with pytest.raises(PublishingRefused):
        bad.latest_revision.publish()
    scheduled.refresh_from_db()
    assert scheduled.approved_go_live_at


def test_unpublishing_and_expiry_withdraw_what_was_derived(live: BlogPage) -> None:
    Page.objects.get(pk=live.pk).unpublish()
    assert routes(live) == []


def test_an_invalid_page_can_always_be_unpublished(live: BlogPage) -> None:
    SiteSettings.objects.update(default_disclaimer=None)
    BlogPage.objects.get(pk=live.pk).unpublish()
    assert not BlogPage.objects.get(pk=live.pk).live


def test_a_moved_page_keeps_what_was_derived(blog: BlogIndexPage, live: BlogPage) -> None:
    other = publish(blog.get_parent().add_child(instance=BlogIndexPage(title="Other")))
    Page.objects.get(pk=live.pk).move(other, "last-child")
    moved = BlogPage.objects.get(pk=live.pk)
    assert moved.is_published()
    assert routes(moved) == ["intramuscular"]
    assert Client().get(moved.get_url()).status_code == 200


def test_a_page_cannot_move_to_where_it_may_not_be_public(live: BlogPage) -> None:
    root = Page.get_first_root_node()
    home = publish(root.add_child(instance=HomePage(title="Second", slug="second")))
    site = Site.objects.create(hostname="second.test", root_page=home)
    SiteSettings.objects.create(site=site, name="Second")
    elsewhere = publish(home.add_child(instance=BlogIndexPage(title="Blog", slug="blog")))
    with pytest.raises(PublishingRefused):
        Page.objects.get(pk=live.pk).move(elsewhere, "last-child")
    assert BlogPage.objects.get(pk=live.pk).path == live.path
    assert not any(Page.find_problems())


def test_a_new_slug_moves_the_page_and_those_below(blog: BlogIndexPage, live: BlogPage) -> None:
    blog.slug = "articles"
    blog.save_revision().publish()
    live = BlogPage.objects.get(pk=live.pk)
    assert live.get_url() == "/articles/live/"
    assert Client().get("/articles/live/").status_code == 200
    assert Client().get("/blog/live/").status_code != 200


def test_a_fault_while_deriving_leaves_everything_old(
    live: BlogPage, monkeypatch: MonkeyPatch
) -> None:
    draft = with_draft(live, paragraph("New."), ("route", route("oral", "swallow")))

    project = BlogPage.project

    def project_and_fail(page: BlogPage) -> None:
        project(page)
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(BlogPage, "project", project_and_fail)
    with pytest.raises(RuntimeError):
        draft.latest_revision.publish()
    stored = BlogPage.objects.get(pk=live.pk)
    assert (stored.title, stored.live_revision_id) == ("Live", live.live_revision_id)
    assert routes(stored) == ["intramuscular"]
    assert "Live text." in Client().get(live.get_url()).content.decode()


# --- Aliases -----------------------------------------------------------------------------------


def test_an_alias_follows_its_source(blog: BlogIndexPage, live: BlogPage) -> None:
    alias = live.create_alias(update_slug="alias")
    with_draft(live, paragraph("Newer."), ("route", route("oral", "swallow")))
    live.get_latest_revision().publish()
    assert routes(alias) == ["oral"]
    html = Client().get(alias.get_url()).content.decode()
    assert "Newer." in html
    assert [row.person for row in BlogPage.objects.get(pk=alias.pk).page_authors.all()] == [
        row.person for row in BlogPage.objects.get(pk=live.pk).page_authors.all()
    ]


def test_an_alias_where_it_may_not_be_public_holds_its_source_back(live: BlogPage) -> None:
    root = Page.get_first_root_node()
    home = publish(root.add_child(instance=HomePage(title="Second", slug="second")))
    site = Site.objects.create(hostname="second.test", root_page=home)
    settings = SiteSettings.objects.create(
        site=site, name="Second", default_disclaimer=SiteSettings.objects.get().default_disclaimer
    )
    elsewhere = publish(home.add_child(instance=BlogIndexPage(title="Blog", slug="blog")))
    alias = live.create_alias(parent=elsewhere)
    assert routes(alias) == ["intramuscular"]
    SiteSettings.objects.filter(pk=settings.pk).update(default_disclaimer=None)
    draft = with_draft(live)
    with pytest.raises(PublishingRefused, match="The alias “/second/blog/live/”: Disclaimer"):
        draft.latest_revision.publish()
    assert BlogPage.objects.get(pk=live.pk).title == "Live"
    assert routes(live) == routes(alias) == ["intramuscular"]


def test_an_alias_that_is_converted_stays_public(live: BlogPage) -> None:
    alias = live.create_alias(update_slug="alias")
    converted = BlogPage.objects.get(pk=alias.pk)
    ConvertAliasPageAction(converted).execute()
    live.unpublish()
    assert BlogPage.objects.get(pk=alias.pk).is_published()


def test_translations_begin_as_drafts(live: BlogPage) -> None:
    french = Locale.objects.create(language_code="fr")
    translation = live.copy_for_translation(french, copy_parents=True)
    assert not translation.is_published()
    assert routes(translation) == []


def test_findings_name_every_place_at_once(blog: BlogIndexPage) -> None:
    page = draft_post(
        blog,
        authors=[],
        body=body(
            paragraph("Text."),
            ("route", route("oral", "injection")),
            ("image", {"image": None, "caption": ""}),
        ),
    )
    SiteSettings.objects.update(default_disclaimer=None)
    places = {finding.path or finding.field for finding in page.findings()}
    assert {"disclaimer", "page_authors", "body[1].method", "body[2].image.image"} <= places
