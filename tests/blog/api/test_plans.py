"""Lists are answered from their indexes, whatever the number of posts."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import connection

from blog.api import entries
from blog.api.queries import posts
from cms.api.cards import ORDERS
from cms.api.listing import Listing
from cms.api.pagination import Cursor, Order
from cms.editions import reading_rows

pytestmark = pytest.mark.django_db

# The index that each order of posts is read from.
POSTS = {
    "-published_at": "live_by_publication",
    "published_at": "live_by_publication",
    "title": "live_by_title",
    "last_reviewed": "live_by_review",
    "next_review_due": "live_by_next_review",
}
VALUES = {"moment": "2026-01-01T00:00:00+00:00", "date": "2026-01-01", "text": "A", "number": "60"}


@pytest.fixture(autouse=True)
def as_on_large_tables(db: None) -> None:
    """PostgreSQL reads small tables whole, however good their indexes are, unless told not to."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            for way in ("seqscan", "sort", "bitmapscan"):
                cursor.execute(f"SET LOCAL enable_{way} = off")


def plan(listing: Listing, order: Order, *, deep: bool, filters: Any = None) -> str:
    """How the database would read a page of a walk."""
    cursor_text = str(Cursor(order.name, VALUES[order.kind], 1)) if deep else ""
    return listing.plan(filters or {}, order, cursor_text)


def require_ordered_by(index: str, found: str) -> None:
    """It is read in the order of the index: nothing is sorted, no page looked at in vain."""
    assert index in found, found
    for sorting in ("TEMP B-TREE FOR ORDER BY", "Sort Key", "TEMP B-TREE FOR LAST"):
        assert sorting not in found, found
    require_not_driven_by_pages(found)


def require_not_driven_by_pages(found: str) -> None:
    """Pages are only looked up by their ids, one for each row of the store."""
    for driven in ("SCAN wagtailcore_page ", "Seq Scan on wagtailcore_page "):
        assert driven not in f"{found} ", found
    assert not re.search(r"INDEX wagtailcore_page_", found), found


@pytest.mark.parametrize("deep", [False, True], ids=["first", "deep"])
@pytest.mark.parametrize("order", ORDERS)
def test_each_order_of_posts_has_its_index(order: str, deep: bool) -> None:
    require_ordered_by(POSTS[order], plan(posts.listing, ORDERS[order], deep=deep))


@pytest.mark.parametrize("deep", [False, True], ids=["first", "deep"])
@pytest.mark.parametrize("order", entries.ORDERS)
def test_each_order_of_route_entries_has_its_index(order: str, deep: bool) -> None:
    fact = order.lstrip("-")
    index = (
        "entry_newest"
        if fact == "published_at"
        else f"entry_{fact}_{'high' if order.startswith('-') else 'low'}"
    )
    require_ordered_by(index, plan(entries.LISTING, entries.ORDERS[order], deep=deep))


@pytest.mark.parametrize("name", ["category", "tag", "author", "treatment", "route"])
def test_a_filter_of_posts_reads_the_facets_it_names(name: str) -> None:
    found = plan(posts.listing, ORDERS["-published_at"], deep=False, filters={name: ["1"]})
    # By the key, or by the page where few are left; on SQLite the constraint's index has a name
    # of its own.
    indexes = ("facet_by_key", "facet_once_a_page", "sqlite_autoindex_editions_facet")
    assert any(index in found for index in indexes), found
    require_not_driven_by_pages(found)


def test_a_document_is_found_by_its_slug_or_path() -> None:
    by_slug = {"type": "blog.BlogPage", "slug": "a", "locale": "en"}
    for page, index, values in (
        (reading_rows.BY_SLUG, "live_by_slug", by_slug),
        (reading_rows.BY_PATH, "live_by_path", {"path": "/a/"}),
    ):
        found = page.statement.explain(at="2026-01-01", **values)
        if connection.vendor == "sqlite":  # PostgreSQL finds all indexes equal on an empty table
            assert index in found
        for whole in ("SCAN editions_", "Seq Scan on editions_livepage"):
            assert whole not in found, found
        if connection.vendor == "sqlite":
            require_not_driven_by_pages(found)
