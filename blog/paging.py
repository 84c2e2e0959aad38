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


def page_of_posts(
    found: QuerySet[Any], request: HttpRequest, url_of: Callable[[int], str]
) -> dict[str, Any]:
    """What templates show of a list: `{posts, posts_count, page_number, pagination}`.

    The page is that of `?page=`; raises Http404 when there is none. `url_of` gives the address of
    each page by its number.
    """
    paginator = Paginator(queries.with_cards(found), PER_PAGE)
    number = request.GET.get("page", "1")
    if (
        not number.isascii()
        or not number.isdigit()
        or not 1 <= int(number[:9]) <= max(1, paginator.num_pages)
    ):
        raise Http404
    current = paginator.page(int(number))
    return {
        "posts": with_card(current.object_list, request),
        "posts_count": paginator.count,
        "page_number": current.number,
        "pagination": _pagination(current, url_of),
    }


def _pagination(current: Page[Any], url_of: Callable[[int], str]) -> dict[str, Any] | None:
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
