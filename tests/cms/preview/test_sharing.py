"""Reviewer links: made and taken back by who may edit, read by who has none but the link."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from lxml import html
from wagtail.models import GroupPagePermission, PageLogEntry

from blog.models import BlogIndexPage, BlogPage
from cms.preview.models import Opening, Preview
from cms.preview.tokens import TOKEN
from tests import builders
from tests.cms.preview.conftest import HOURS, ask, ask_page

pytestmark = pytest.mark.django_db

PRIVATE = {
    "Cache-Control": "private, no-store",
    "X-Robots-Tag": "noindex, nofollow",
    "Referrer-Policy": "no-referrer",
}


@pytest.fixture
def desk(editor: User) -> Client:
    client = Client()
    client.force_login(editor)
    return client


def share(desk: Client, page: BlogPage, **fields: object) -> Preview:
    """Fill in the form and press the button."""
    address = reverse("share_draft", args=[page.pk])
    given = {"revision": page.latest_revision_id, "hours": 72, "note": "For Grace", **fields}
    answer = desk.post(address, given)
    assert answer.status_code == 302, answer.content
    return Preview.objects.of_page(page)[0]


def only_may_edit(page: BlogPage) -> Client:
    """Somebody who may sign in and edit below one page, and nothing else."""
    user = User.objects.create_user(f"editor of {page.slug}")
    group = Group.objects.create(name=user.username)
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    GroupPagePermission.objects.create(
        group=group, page=page, permission=Permission.objects.get(codename="change_page")
    )
    user.groups.add(group)
    client = Client()
    client.force_login(user)
    return client


# --- For whoever has the link ---------------------------------------------------------------------


def test_the_page_shows_that_revision_and_says_that_it_is_a_draft(
    link: Preview, post: BlogPage
) -> None:
    answer = ask_page(link.token)
    page: Any = html.fromstring(answer.content)
    assert page.xpath("//h1")[0].text_content().strip() == "As drafted"
    notice = " ".join(page.find_class("draft-notice")[0].text_content().split())
    until = f"{timezone.localtime(link.expires_at):%-d %B %Y, %H:%M} UTC"
    assert notice == f"Draft – not published. This link works until {until}."
    newer = post.get_latest_revision_as_object()
    newer.title = "Newer"
    newer.save_revision()
    assert b"As drafted" in ask_page(link.token).content


def test_no_cache_search_engine_or_other_site_learns_of_it(link: Preview) -> None:
    answer = ask_page(link.token)
    assert answer.headers.items() >= PRIVATE.items()
    assert not answer.cookies
    page: Any = html.fromstring(answer.content)
    assert page.xpath("//meta[@name='robots']/@content") == ["noindex, nofollow"]
    for absent in ("//link[@rel='canonical']", "//script", "//link[@rel='alternate']"):
        assert not page.xpath(absent), absent
    assert not page.xpath("//meta[@property='og:url']")
    assert not TOKEN.search(answer.content.decode())


def test_a_signed_in_editor_sees_what_the_reviewer_sees(link: Preview, desk: Client) -> None:
    assert desk.get(f"/preview/{link.token}/").content == ask_page(link.token).content


def test_every_opening_is_remembered_without_who_it_was(link: Preview) -> None:
    ask_page(link.token)
    ask(link.token)
    assert list(Opening.objects.order_by("pk").values_list("form", flat=True)) == ["page", "data"]
    fields = {field.name for field in Opening._meta.get_fields()}
    assert fields == {"id", "preview", "at", "form"}


def test_with_a_front_end_the_link_leads_there(link: Preview, settings: object) -> None:
    settings.PREVIEW_URL = "https://front.example/preview/#{token}"  # type: ignore[attr-defined]
    answer = ask_page(link.token, 302)
    assert answer.headers["Location"] == f"https://front.example/preview/#{link.token}"
    assert answer.headers.items() >= PRIVATE.items()
    assert not Opening.objects.exists()
    ask_page(link.token[:-2] + "AA", 404)


# --- For editors ----------------------------------------------------------------------------------


def test_an_editor_makes_a_link_and_finds_it_again(desk: Client, post: BlogPage) -> None:
    link = share(desk, post)
    assert link.expires_at - link.created_at > timedelta(hours=71, minutes=59)
    ask_page(link.token)
    listed = desk.get(reverse("share_draft", args=[post.pk]))
    assert "no-store" in listed.headers["Cache-Control"]
    listing: Any = html.fromstring(listed.content)
    [links] = listing.find_class("share-draft__links")
    row = " ".join(links.xpath(".//tbody/tr")[0].text_content().split())
    assert "For Grace by Ada Lovelace" in row and "once last on" in row
    assert f"http://testserver/preview/{link.token}/" in listed.content.decode()


def test_three_days_are_suggested(desk: Client, post: BlogPage) -> None:
    page: Any = html.fromstring(desk.get(reverse("share_draft", args=[post.pk])).content)
    assert page.xpath("//select[@name='hours']/option[@selected]/@value") == ["72"]
    chosen = page.xpath("//select[@name='revision']/option[@selected]/@value")
    assert chosen == [str(post.latest_revision_id)]


def test_a_link_is_taken_back(desk: Client, post: BlogPage) -> None:
    link = share(desk, post)
    address = reverse("revoke_share", args=[post.pk, link.pk])
    assert desk.get(address).status_code == 405
    assert desk.post(address).status_code == 302
    ask(link.token, 404)
    ask_page(link.token, 404)
    listed = desk.get(reverse("share_draft", args=[post.pk])).content.decode()
    assert "taken back" in listed and not TOKEN.search(listed)


def test_the_history_of_the_page_tells_of_it_without_the_token(
    desk: Client, post: BlogPage
) -> None:
    link = share(desk, post)
    desk.post(reverse("revoke_share", args=[post.pk, link.pk]))
    entries = PageLogEntry.objects.filter(page=post.pk, action__startswith="preview.")
    assert sorted(entries.values_list("action", flat=True)) == ["preview.revoke", "preview.share"]
    assert not TOKEN.search(str(list(entries.values())))
    assert link.key not in str(list(entries.values()))


def test_only_who_may_edit_the_page_may_show_it(
    desk: Client, post: BlogPage, blog: BlogIndexPage
) -> None:
    link = share(desk, post)
    other = builders.make_post(blog, "Another")
    stranger, colleague = only_may_edit(other), only_may_edit(post)
    share_it = reverse("share_draft", args=[post.pk])
    revoke_it = reverse("revoke_share", args=[post.pk, link.pk])
    by_way_of_another = reverse("revoke_share", args=[other.pk, link.pk])
    for client, refused in ((stranger, True), (Client(), True), (colleague, False)):
        assert (client.get(share_it).status_code != 200) == refused
    assert stranger.post(share_it, {"revision": post.latest_revision_id}).status_code != 200
    for address in (revoke_it, by_way_of_another):
        stranger.post(address)
        assert Preview.objects.get(pk=link.pk).is_working, address
    assert Preview.objects.count() == 1
    colleague.post(revoke_it)
    assert not Preview.objects.get(pk=link.pk).is_working


def test_a_version_of_another_page_cannot_be_shared(
    desk: Client, post: BlogPage, blog: BlogIndexPage
) -> None:
    other = builders.make_post(blog, "Another")
    address = reverse("share_draft", args=[post.pk])
    given = {"revision": other.latest_revision_id, "hours": 72}
    assert b"Select a valid choice" in desk.post(address, given).content
    assert b"Select a valid choice" in desk.post(address, {**given, "hours": 9999}).content
    assert not Preview.objects.exists()


def test_the_button_stands_in_the_menu_of_the_page(desk: Client, post: BlogPage) -> None:
    form = desk.get(reverse("wagtailadmin_pages:edit", args=[post.pk])).content.decode()
    assert re.search(rf'href="/admin/pages/{post.pk}/share/[^"]*"', form)


def test_a_link_dies_with_its_revision(link: Preview, post: BlogPage) -> None:
    again = Preview.of_revision(post.latest_revision, None, HOURS)
    post.latest_revision.delete()
    assert not Preview.objects.filter(pk__in=[link.pk, again.pk]).exists()
    ask(link.token, 404)
