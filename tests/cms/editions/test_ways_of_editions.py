"""Every way in and out writes exactly the right edition, and no other.

On a site with three posts and two indexes: what each way writes is told as `(slug, what)` in the
order of the editions, `what` being “shown” or “gone”.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.actions.copy_page import CopyPageAction
from wagtail.actions.create_alias import CreatePageAliasAction
from wagtail.models import Page, PageViewRestriction

from blog.models import BlogIndexPage, BlogPage
from cms.editions.lock import turn
from cms.editions.models import Edition, LivePage, SearchEntry
from cms.editions.watching import watched
from tests import builders
from tests.cms.editions import test_ways_in as ways
from tests.cms.editions.forms import form_of

Written = list[tuple[str, str]]


@dataclass
class Site:
    """A draft, a public post and a bystander below the blog; another index beside it."""

    blog: BlogIndexPage
    other: BlogIndexPage
    draft: BlogPage
    public: BlogPage
    admin: Client
    editor: User
    folder: Path

    def trial(self, page: BlogPage) -> ways.Trial:
        return ways.Trial(page, self.blog, self.admin, self.editor)

    def fresh(self, page: Page) -> Any:
        return page.specific_class.objects.get(pk=page.pk)


@pytest.fixture(scope="module")
def kept_posts(kept_blog: None) -> None:
    blog = BlogIndexPage.objects.get()
    home: Any = blog.get_parent()
    builders.publish(home.add_child(instance=BlogIndexPage(title="News", slug="news")))
    shared = {
        "authors": [builders.make_person("Ada")],
        "category": builders.make_category("Pain"),
        "disclaimer": builders.make_disclaimer("Own"),
        "body": builders.body(("route", builders.route())),
    }
    builders.draft_post(blog, "Draft", slug="draft", **shared)
    builders.make_post(blog, "Public", slug="public", **shared)
    builders.make_post(blog, "Bystander", slug="bystander", disclaimer=builders.make_disclaimer())
    call_command("rebuild_editions", verbosity=0)  # nothing is stale when it begins


@pytest.fixture
def site(kept_posts: None, admin: Client, editor: User, tmp_path: Path) -> Site:
    blog, other = (BlogIndexPage.objects.get(slug=slug) for slug in ("blog", "news"))
    draft, public = (BlogPage.objects.get(slug=slug) for slug in ("draft", "public"))
    return Site(blog, other, draft, public, admin, editor, tmp_path)


# --- In -----------------------------------------------------------------------------------------


def created_in_the_admin(site: Site) -> Written:
    ways.admin_create(site.trial(site.draft))
    return [("new", "shown")]


def published_in_the_admin(site: Site) -> Written:
    ways.admin_edit(site.trial(site.draft))
    return [("draft", "shown")]


def published_in_bulk(site: Site) -> Written:
    ways.bulk_publish(site.trial(site.draft))
    return [("draft", "shown")]


def approved(site: Site) -> Written:
    state = ways.start_workflow(site.draft, site.editor)
    site.admin.post(ways.approval_url(site.draft, state))
    return [("draft", "shown")]


def scheduled(site: Site) -> Written:
    ways.schedule(site.draft)
    call_command("publish_scheduled")
    return [("draft", "shown")]


def revision_published(site: Site) -> Written:
    site.draft.get_latest_revision().publish()
    return [("draft", "shown")]


def saved_by_code(site: Site) -> Written:
    site.draft.live, site.draft.first_published_at = True, timezone.now()
    site.draft.save()
    return [("draft", "shown")]


def saved_as_a_base_page(site: Site) -> Written:
    base = Page.objects.get(pk=site.draft.pk)
    base.live, base.first_published_at = True, timezone.now()
    base.save()
    return [("draft", "shown")]


def imported(site: Site) -> Written:
    file = site.folder / "post.md"
    file.write_text("---\nauthor: Ada\ncategory: Pain\n---\n# Imported\n\nSome text.\n")
    call_command("import_posts", str(file), publish=True, index="blog")
    return [("imported", "shown")]


def aliased(site: Site) -> Written:
    CreatePageAliasAction(site.public, parent=site.other, user=site.editor).execute()
    return [("public", "shown")]


def copied(site: Site) -> Written:
    """Wagtail saves it twice: its dates follow when it has a revision."""
    ways.copy_and_publish(site.trial(site.public))
    return [("copy", "shown"), ("copy", "shown")]


def copied_as_a_draft(site: Site) -> Written:
    attributes = {"slug": "copy"}
    CopyPageAction(
        site.public, keep_live=False, update_attrs=attributes, user=site.editor
    ).execute()
    return []


# --- Changes ------------------------------------------------------------------------------------


def changed(site: Site) -> Written:
    site.public.title = "Public again"
    builders.publish(site.public)
    return [("public", "shown")]


def published_with_nothing_changed(site: Site) -> Written:
    """Readers see when it was updated."""
    url = f"/admin/pages/{site.public.pk}/edit/"
    site.admin.post(url, {**form_of(site.admin, url), "action-publish": "1"})
    return [("public", "shown")]


def saved_as_a_draft(site: Site) -> Written:
    site.public.title = "Not yet"
    site.public.save_revision()
    return []


def renamed(site: Site) -> Written:
    site.public.slug = "renamed"
    builders.publish(site.public)
    return [("renamed", "shown")]


def index_renamed(site: Site) -> Written:
    site.blog.slug = "articles"
    builders.publish(site.blog)
    return [("articles", "shown"), ("bystander", "shown"), ("public", "shown")]


def moved(site: Site) -> Written:
    site.public.move(site.other, pos="last-child")
    return [("public", "shown")]


def disclaimer_published(site: Site) -> Written:
    chosen: Any = site.public.chosen_disclaimer
    builders.publish_version(chosen, "<p>Another.</p>")
    return [("public", "shown")]


def author_renamed(site: Site) -> Written:
    person = site.public.authors[0]
    person.name = "Ada L."
    person.save()
    return [("public", "shown")]


# --- Out ----------------------------------------------------------------------------------------


def unpublished(site: Site) -> Written:
    site.public.unpublish()
    return [("public", "gone")]


def unpublished_in_bulk(site: Site) -> Written:
    site.admin.post(f"/admin/bulk/wagtailcore/page/unpublish/?id={site.public.pk}")
    return [("public", "gone")]


def unpublished_with_all_below(site: Site) -> Written:
    site.admin.post(f"/admin/pages/{site.blog.pk}/unpublish/", {"include_descendants": "on"})
    return [("blog", "gone"), ("bystander", "gone"), ("public", "gone")]


def expired(site: Site) -> Written:
    past = timezone.now()
    with turn():  # in the test it is part of one transaction with what follows
        BlogPage.objects.filter(pk=site.public.pk).update(expire_at=past)
    call_command("publish_scheduled")
    return [("public", "gone")]


def deleted(site: Site) -> Written:
    site.admin.post(f"/admin/pages/{site.public.pk}/delete/")
    return [("public", "gone")]


def deleted_with_all_below(site: Site) -> Written:
    site.fresh(site.blog).delete()
    return [("blog", "gone"), ("bystander", "gone"), ("public", "gone")]


def deleted_by_query(site: Site) -> Written:
    BlogPage.objects.filter(pk=site.public.pk).delete()
    return [("public", "gone")]


def made_private(site: Site) -> Written:
    url = f"/admin/pages/{site.public.pk}/privacy/"
    site.admin.post(url, {"restriction_type": PageViewRestriction.LOGIN})
    return [("public", "gone")]


WAYS: list[Callable[[Site], Written]] = [
    *(created_in_the_admin, published_in_the_admin, published_in_bulk, approved, scheduled),
    *(revision_published, saved_by_code, saved_as_a_base_page, imported),
    *(aliased, copied, copied_as_a_draft),
    *(changed, published_with_nothing_changed, saved_as_a_draft, renamed, index_renamed, moved),
    *(disclaimer_published, author_renamed),
    *(unpublished, unpublished_in_bulk, unpublished_with_all_below, expired),
    *(deleted, deleted_with_all_below, deleted_by_query, made_private),
]


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_exactly_the_right_edition_is_written(
    way: Callable[[Site], Written], site: Site, django_capture_on_commit_callbacks: Any
) -> None:
    before = set(Edition.objects.values_list("pk", flat=True))
    with django_capture_on_commit_callbacks(execute=True), CaptureQueriesContext(connection) as ran:
        expected = way(site)
    if connection.vendor == "postgresql":
        assert_its_turn_came_first([query["sql"] for query in ran.captured_queries])
    written = Edition.objects.exclude(pk__in=before)
    assert sorted((each.slug, "gone" if each.is_gone else "shown") for each in written) == expected
    for edition in written:
        if edition.is_gone:
            assert edition.document is None and edition.card is None
        else:
            live = LivePage.objects.get(pk=edition.page_id)
            assert live.edition_id == max(e.pk for e in written if e.page_id == live.pk)
            assert SearchEntry.objects.filter(pk=live.pk).exists() == (not live.is_alias)
            assert edition.title.encode() in bytes(edition.document or b"")
    call_command("rebuild_editions", "--check", verbosity=0)


ROW_LOCKS = re.compile(
    r"""DELETE FROM "wagtailcore_page"|UPDATE "wagtailcore_page" SET "path" = [^']"""
    r"""|.*"wagtailcore_page".* FOR UPDATE"""
)


def assert_its_turn_came_first(statements: list[str]) -> None:
    """The store's lock is taken before a page's row is: a reader who builds a document holds them
    in this order, and in the other one each would wait for the other. So it is with the pulse."""
    for statement in statements:
        if "pg_advisory_xact_lock" in statement:
            return
        assert not ROW_LOCKS.match(statement)
        assert not draws_the_pulse(statement), statement


def draws_the_pulse(statement: str) -> bool:
    for table, columns in watched():
        change, _, told = statement.partition(f' "{table}" ')
        if told and change in ("INSERT INTO", "UPDATE", "DELETE FROM"):
            set_to = told.partition(" WHERE ")[0]
            is_all = change != "UPDATE" or not columns
            return is_all or any(f'"{column}" = ' in set_to for column in columns)
    return False


def test_what_draws_the_pulse_is_known(db: None) -> None:
    assert draws_the_pulse('INSERT INTO "blog_routeentry" ("page_id") VALUES (1)')
    assert draws_the_pulse('UPDATE "wagtailcore_page" SET "draft_title" = 1, "live" = false')
    assert not draws_the_pulse('UPDATE "wagtailcore_page" SET "draft_title" = 1 WHERE "live" = 1')
    assert not draws_the_pulse('INSERT INTO "auth_user" ("email") VALUES (1)')


def test_pages_are_put_in_order_within_a_transaction(site: Site) -> None:
    """Reordering moves base pages, which no method of ours sees."""
    last = Page.objects.child_of(site.blog)[2]
    url = reverse("wagtailadmin_pages:set_page_position", args=[last.pk])
    with CaptureQueriesContext(connection) as ran:
        assert site.admin.post(f"{url}?position=0").status_code == 200
    assert Page.objects.child_of(site.blog)[0].pk == last.pk
    if connection.vendor == "postgresql":
        assert_its_turn_came_first([query["sql"] for query in ran.captured_queries])
