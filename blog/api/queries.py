"""What the blog's endpoints ask of the live store."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.apps import apps
from django.db.models import CharField, QuerySet, Value

from blog.api.parameters import PostParameters
from cms.api.cards import CardList
from cms.api.errors import InputError, Problem
from cms.api.listing import Filters
from cms.api.pagination import Slice
from cms.editions.statements import Statement, text

# The kinds of facets that are asked for by the slug of a shared thing.
SHARED = {
    "category": "blog.Category",
    "tag": "taggit.Tag",
    "author": "blog.Person",
    "treatment": "blog.Treatment",
}
POST = "blog.BlogPage"

posts = CardList(POST, any_of=SHARED, all_of=["route"])


def post_slice(wanted: PostParameters) -> Slice:
    """The posts that match. Raises Problem naming a slug that no published post has."""
    slugs = {name: slug for name in SHARED if (slug := getattr(wanted, name)) is not None}
    shared = ids_of(slugs)
    if not all(shared.values()):
        require_known(shared)
    found = posts.slice({**shared, **wanted.compared()}, wanted.order, wanted)
    if shared and not found.rows:
        require_known(shared)
    return found


def ids_of(slugs: dict[str, str]) -> dict[str, list[str]]:
    """The ids, as facets hold them, of the shared things with these slugs, in one query.

    One slug may be used in several languages; of what is not there the list is empty.
    """
    if not slugs:
        return {}
    rows = _looked_up(tuple(sorted(slugs))).rows(**slugs)
    return {name: [str(pk) for kind, pk in rows if kind == name] for name in slugs}


def require_known(filters: Filters) -> None:
    """Raise Problem naming what no published post has.

    What only drafts use is as unknown as what nobody made.
    """
    refuse([name for name, keys in filters.items() if not (keys and posts.is_known(name, keys))])


def refuse(names: list[str], message: str = "No published post has this {name}.") -> None:
    """Raise the problem of these query parameters, if there are any."""
    if names:
        raise Problem.of_input(
            InputError(("query", name), message.format(name=name)) for name in names
        )


@lru_cache(maxsize=16)
def _looked_up(names: tuple[str, ...]) -> Statement:
    def compose() -> QuerySet[Any, Any]:
        first, *rest = (
            apps.get_model(SHARED[name])
            .objects.filter(slug=text(name))
            .order_by()
            .values_list(Value(name, output_field=CharField()), "pk")
            for name in names
        )
        return first.union(*rest, all=True) if rest else first

    return Statement(compose, {text(name): name for name in names})
