"""A long list of posts in pages: which part is asked for, and where the others are."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest

from blog import queries
from blog.card import with_card

PER_PAGE = 12
MOST_PAGES = 80_000
"""Further no list reaches: the live store counts to a million."""


def page_of_posts(
    found: QuerySet[Any], request: HttpRequest, url_of: Callable[[int], str]
) -> dict[str, Any]:
    """What templates show of a list: `{posts, posts_count, page_number, pagination}`.

    The page is that of `?page=`; raises Http404 when there is none. `url_of` gives the address of
    each page by its number.
    """
    number = asked_number(request)
    paginator = Paginator(queries.with_cards(found), PER_PAGE)
    if number > max(1, paginator.num_pages):
        raise Http404
    current = paginator.page(number)
    return {
        "posts": with_card(current.object_list, request),
        "posts_count": paginator.count,
        "page_number": current.number,
        "pagination": pagination(current, url_of),
    }


def asked_number(request: HttpRequest) -> int:
    """The page that `?page=` asks for, the first without it. Raises Http404 for what is none."""
    number = request.GET.get("page", "1")
    if not (number.isascii() and number.isdigit() and 1 <= int(number[:9]) <= MOST_PAGES):
        raise Http404
    return int(number[:9])


def pagination(current: Page[Any], url_of: Callable[[int], str]) -> dict[str, Any] | None:
    """`{previous_url, next_url, pages: [{number, url, is_current}]}`; None for a single page."""
    if current.paginator.num_pages < 2:
        return None
    numbers = current.paginator.get_elided_page_range(current.number, on_each_side=1, on_ends=1)
    return {
        "previous_url": url_of(current.previous_page_number()) if current.has_previous() else "",
        "next_url": url_of(current.next_page_number()) if current.has_next() else "",
        "pages": [
            {
                "number": number,
                "url": url_of(number) if isinstance(number, int) else "",
                "is_current": number == current.number,
            }
            for number in numbers
        ],
    }
