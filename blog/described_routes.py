"""Routes as several public posts describe them, ready to be compared."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.http import HttpRequest

from blog import queries
from blog.blocks.route_value import RouteValue
from blog.comparison import Origin, RouteFacts
from blog.vocabulary import METHODS, ROUTES

if TYPE_CHECKING:
    from blog.models import BlogPage, RouteEntry

# More columns than this are no comparison at a glance any more.
MOST = 12

_RANKS = {key: rank for rank, key in enumerate((*ROUTES, *METHODS))}


@dataclass(frozen=True)
class Described:
    """Routes by treatment, route and method, with their posts. `is_cut`: there are more of them."""

    routes: tuple[RouteFacts, ...] = ()
    posts: tuple[BlogPage, ...] = ()
    is_cut: bool = False


def described(entries: QuerySet[RouteEntry], request: HttpRequest) -> Described:
    """The first of the entries as their posts' blocks say them: a constant number of queries."""
    found = list(entries[: MOST + 1])
    shown = found[:MOST]
    wanted = queries.posts().filter(pk__in={entry.page_id for entry in shown})
    posts = {post.pk: post for post in wanted.select_related("disclaimer", "category__disclaimer")}
    blocks = {(pk, block["id"]): block["value"] for pk, block in _route_blocks(posts.values())}
    keys = [key for each in shown if (key := (each.page_id, each.block_id)) in blocks]
    values = _values(posts[keys[0][0]], [blocks[key] for key in keys]) if keys else []
    routes = [
        _facts(posts[pk], block_id, value, request)
        for (pk, block_id), value in zip(keys, values, strict=True)
    ]
    return Described(
        routes=tuple(sorted(routes, key=_place)),
        posts=tuple(posts[pk] for pk in dict.fromkeys(pk for pk, _block in keys)),
        is_cut=len(found) > MOST,
    )


def _route_blocks(posts: Iterable[BlogPage]) -> Iterable[tuple[int, dict[str, Any]]]:
    for post in posts:
        for block in post.body.raw_data:
            if block["type"] == "route":
                yield post.pk, block


def _values(post: BlogPage, stored: list[Any]) -> list[RouteValue]:
    """Read together, all posts' blocks ask once for their treatments and once for references."""
    values: list[RouteValue] = post.body.stream_block.child_blocks["route"].bulk_to_python(stored)
    return values


def _facts(post: BlogPage, block_id: str, value: RouteValue, request: HttpRequest) -> RouteFacts:
    url = f"{post.get_url(request) or ''}#{value.anchor}"
    due = post.next_review_due if post.is_past_review else None
    # A copied post keeps the ids of its blocks.
    facts = value.facts_for_comparison(f"{post.pk}-{block_id}")
    return replace(facts, origin=Origin(post.title, url, due))


def _place(facts: RouteFacts) -> tuple[str, int, int]:
    last = len(_RANKS)
    return facts.treatment, _RANKS.get(facts.route, last), _RANKS.get(facts.method, last)
