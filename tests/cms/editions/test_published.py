"""One predicate decides what is public: the queryset and the reader's page agree in every state."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from blog.models import BlogIndexPage, BlogPage
from cms.editions.published import ALIAS_DEPTH, published
from tests.builders import body, draft_post, make_post, paragraph, taken_back
from tests.conftest import forget

PAST, FUTURE = timedelta(minutes=-1), timedelta(minutes=1)
State = Callable[[BlogIndexPage], BlogPage]


def readable(page: Page) -> bool:
    """Whether a reader gets the page; the queryset must say the same."""
    answer = Client().get(page.get_url())
    assert answer.status_code in (200, 404)
    listed = published(BlogPage.objects.filter(pk=page.pk)).exists()
    assert listed == published(Page.objects.filter(pk=page.pk)).exists() == page.is_published()
    assert listed == (answer.status_code == 200)
    return listed


def published_post(blog: BlogIndexPage) -> BlogPage:
    return make_post(blog, body=body(paragraph("Text.")))


@pytest.fixture(scope="module")
def kept_post(kept_blog: None) -> None:
    """The post that most states begin with."""
    published_post(BlogIndexPage.objects.get())


@pytest.fixture
def blog(kept_post: None, db: None) -> BlogIndexPage:
    return BlogIndexPage.objects.get()


def public(blog: BlogIndexPage) -> BlogPage:
    return BlogPage.objects.child_of(blog).get(live=True)


def stored(page: BlogPage, **values: Any) -> BlogPage:
    BlogPage.objects.filter(pk=page.pk).update(**values)
    return page


def private(page: Page, kind: str = PageViewRestriction.LOGIN) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type=kind, password="open")


def alias(page: BlogPage, slug: str = "alias") -> BlogPage:
    made: BlogPage = page.create_alias(update_slug=slug)
    return made


# --- What readers may see ----------------------------------------------------------------------


def live_post(blog: BlogIndexPage) -> BlogPage:
    return public(blog)


def gone_live_on_time(blog: BlogIndexPage) -> BlogPage:
    return stored(public(blog), go_live_at=timezone.now() + PAST)


def not_yet_expired(blog: BlogIndexPage) -> BlogPage:
    return stored(public(blog), expire_at=timezone.now() + FUTURE)


def live_with_a_newer_draft(blog: BlogIndexPage) -> BlogPage:
    page = public(blog)
    page.title = "Draft"
    page.save_revision()
    return page


def child_of_an_unpublished_page(blog: BlogIndexPage) -> BlogPage:
    page = public(blog)
    blog.unpublish()
    return page


def alias_of_a_public_post(blog: BlogIndexPage) -> BlogPage:
    return alias(public(blog))


def alias_of_a_draft_that_was_published_later(blog: BlogIndexPage) -> BlogPage:
    page = draft_post(blog)
    made = alias(page)
    page.get_latest_revision().publish()
    return made


def alias_of_an_alias(blog: BlogIndexPage) -> BlogPage:
    return alias(alias(public(blog)), "second")


# --- What they may not -------------------------------------------------------------------------


def draft(blog: BlogIndexPage) -> BlogPage:
    return draft_post(blog)


def scheduled(blog: BlogIndexPage) -> BlogPage:
    page = draft_post(blog)
    page.go_live_at = timezone.now() + FUTURE
    page.save_revision().publish()
    return page


def live_before_its_time(blog: BlogIndexPage) -> BlogPage:
    return stored(public(blog), go_live_at=timezone.now() + FUTURE)


def expired_but_not_swept(blog: BlogIndexPage) -> BlogPage:
    return stored(public(blog), expire_at=timezone.now() + PAST)


def published_after_its_expiry(blog: BlogIndexPage) -> BlogPage:
    page = draft_post(blog)
    page.expire_at = timezone.now() + PAST
    page.save_revision().publish()
    return page


def unpublished(blog: BlogIndexPage) -> BlogPage:
    page = public(blog)
    page.unpublish()
    return page


def never_published_but_marked_live(blog: BlogIndexPage) -> BlogPage:
    return stored(draft_post(blog), live=True)


def added_as_live(blog: BlogIndexPage) -> BlogPage:
    page = BlogPage(title="Added", category=draft_post(blog).category, live=True)
    blog.add_child(instance=page)
    assert not page.live
    return page


def login_only(blog: BlogIndexPage) -> BlogPage:
    page = public(blog)
    private(page)
    return page


def behind_a_password(blog: BlogIndexPage) -> BlogPage:
    page = public(blog)
    private(page, PageViewRestriction.PASSWORD)
    return page


def for_a_group(blog: BlogIndexPage) -> BlogPage:
    page = public(blog)
    private(page, PageViewRestriction.GROUPS)
    return page


def descendant_of_a_private_page(blog: BlogIndexPage) -> BlogPage:
    page = public(blog)
    private(blog.get_parent())
    return page


def alias_of_an_unpublished_post(blog: BlogIndexPage) -> BlogPage:
    page = public(blog)
    made = alias(page)
    stored(page, live=False)
    return made


def alias_of_an_expired_post(blog: BlogIndexPage) -> BlogPage:
    page = public(blog)
    made = alias(page)
    stored(page, expire_at=timezone.now() + PAST)
    return made


def alias_of_a_private_post(blog: BlogIndexPage) -> BlogPage:
    page = public(blog)
    made = alias(page)
    private(page)
    return made


def alias_of_an_alias_of_a_private_post(blog: BlogIndexPage) -> BlogPage:
    page = public(blog)
    made = alias(alias(page), "second")
    private(page)
    return made


def alias_too_far_from_its_source(blog: BlogIndexPage) -> BlogPage:
    page = public(blog)
    for number in range(ALIAS_DEPTH + 1):
        page = alias(page, f"alias-{number}")
    return page


PUBLIC: list[State] = [
    live_post,
    gone_live_on_time,
    not_yet_expired,
    live_with_a_newer_draft,
    child_of_an_unpublished_page,
    alias_of_a_public_post,
    alias_of_a_draft_that_was_published_later,
    alias_of_an_alias,
]
HIDDEN: list[State] = [
    draft,
    scheduled,
    live_before_its_time,
    expired_but_not_swept,
    published_after_its_expiry,
    unpublished,
    never_published_but_marked_live,
    added_as_live,
    login_only,
    behind_a_password,
    for_a_group,
    descendant_of_a_private_page,
    alias_of_an_unpublished_post,
    alias_of_an_expired_post,
    alias_of_a_private_post,
    alias_of_an_alias_of_a_private_post,
    alias_too_far_from_its_source,
]


@pytest.mark.parametrize("state", PUBLIC, ids=lambda state: state.__name__)
def test_readers_see(state: State, blog: BlogIndexPage) -> None:
    assert readable(BlogPage.objects.get(pk=state(blog).pk))


@pytest.mark.parametrize("state", HIDDEN, ids=lambda state: state.__name__)
def test_readers_do_not_see(state: State, blog: BlogIndexPage) -> None:
    assert not readable(BlogPage.objects.get(pk=state(blog).pk))


def test_a_page_beside_a_private_one_stays_public(blog: BlogIndexPage) -> None:
    pages = [public(blog), published_post(blog), published_post(blog)]
    private(pages[1])
    assert [readable(page) for page in pages] == [True, False, True]


def test_public_at_a_moment_asks_that_moment(blog: BlogIndexPage) -> None:
    now = timezone.now()
    page = stored(public(blog), go_live_at=now + PAST, expire_at=now + FUTURE)
    posts = BlogPage.objects.filter(pk=page.pk)
    moments = [now + 2 * PAST, now, now + FUTURE]
    assert [published(posts, moment).exists() for moment in moments] == [False, True, False]


@pytest.mark.needs("sqlite")
def test_private_pages_are_found_from_their_restrictions(blog: BlogIndexPage) -> None:
    """Once ANALYZE has counted the pages, SQLite would begin with all of them."""
    private(public(blog))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        cursor.execute("UPDATE sqlite_stat1 SET stat = '100000 1' WHERE tbl = 'wagtailcore_page'")
        cursor.execute("ANALYZE sqlite_schema")
    plan = published(Page.objects.all()).explain()
    assert "SCAN restriction" in plan and "SEARCH private USING INTEGER PRIMARY KEY" in plan


def test_a_page_deleted_at_any_moment_of_a_request_is_shown_or_not_found(
    blog: BlogIndexPage, client: Client
) -> None:
    page = public(blog)
    number = left = 1
    while left <= 0 or number == 1:
        left = number

        def delete_at_one(execute: Any, *args: Any) -> Any:
            nonlocal left
            left -= 1
            if left == 0:
                Page.objects.get(pk=page.pk).delete()
            return execute(*args)

        forget()
        with taken_back(), connection.execute_wrapper(delete_at_one):
            assert client.get(page.url).status_code in (200, 404), number
        number += 1
    assert number > 20
