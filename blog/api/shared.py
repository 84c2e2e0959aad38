"""What published posts have in common: people, categories, treatments, tags, disclaimers.

Each is shown with the number of posts that name it; what no published post names is not there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db.models import Count, F, QuerySet
from django.http import HttpRequest, HttpResponse
from wagtail.models import Page

from blog.api.disclaimers import DisclaimerEntry, default_disclaimer_id, in_force
from blog.api.loose import LooseValues, rich_texts
from blog.api.parameters import SharedParameters
from blog.api.queries import POST
from blog.models import Category, Person, Treatment
from cms.api.errors import Problem
from cms.api.http import json_response
from cms.api.model_types import typed_model
from cms.api.names import Schema, derivations
from cms.api.pagination import by_offset
from cms.api.schemas import Language, TagSchema
from cms.editions.published import published
from cms.editions.pulse import COUNTS, CountingStatement
from cms.editions.reading import absolute
from cms.editions.statements import AT, text


@dataclass(frozen=True)
class Shared:
    """One kind of shared thing.

    `facets` are the kinds under which posts name it; `represent` makes plain data of instances,
    in their order, leaving out what cannot be shown; `always` gives ids shown without any post.
    """

    model: str
    facets: tuple[str, ...]
    schema: type[Schema]
    represent: Callable[[list[Any]], Iterable[tuple[Any, dict[str, Any]]]]
    prefetched: tuple[str, ...] = ()
    has_locale: bool = True
    always: Callable[[], list[int]] = list

    def listed(self, request: HttpRequest, wanted: SharedParameters) -> HttpResponse:
        """The things in use, by name, in an envelope."""
        posts = self.posts()
        found = self._instances().filter(pk__in=[*posts, *self.always()])
        if wanted.locale and self.has_locale:
            found = found.filter(locale__language_code=wanted.locale)
        entries = list(self._entries(list(found.order_by("name", "pk")), posts))
        shown = entries[wanted.offset : wanted.offset + wanted.limit]
        return by_offset(shown, len(entries), wanted).envelope(request, shown)

    def one(self, slug: str, locale: str | None) -> HttpResponse:
        """The thing with this slug. Raises Problem when no published post names it."""
        found = self._instances().filter(slug=slug)
        if self.has_locale:
            found = found.filter(locale__language_code=locale or settings.LANGUAGE_CODE)
        instances = list(found[:1])
        posts = self.posts(instances[0].pk) if instances else {}
        if not posts and not (instances and instances[0].pk in self.always()):
            raise Problem.not_found()
        entries = list(self._entries(instances, posts))
        if not entries:
            raise Problem.not_found()
        return json_response(entries[0])

    def posts(self, key: int | None = None) -> dict[int, int]:
        """How many published posts name each thing that any names, by id; or one thing alone."""
        return {int(key): count for key, count in counts(self.facets, key)}

    def _instances(self) -> QuerySet[Any]:
        found = apps.get_model(self.model)._default_manager.prefetch_related(*self.prefetched)
        return found.select_related("locale") if self.has_locale else found

    def _entries(self, instances: list[Any], posts: dict[int, int]) -> Iterable[bytes]:
        for instance, data in self.represent(instances):
            entry = {**data, "posts": posts.get(instance.pk, 0)}
            if self.has_locale:
                entry["locale"] = instance.locale.language_code
            shown = self.schema.model_validate(entry)
            yield absolute(shown.model_dump_json().encode())


def counts(
    kinds: tuple[str, ...], key: int | None = None, locale: str | None = None
) -> list[tuple[str, int]]:
    """Rows `(key, number of published posts)` of the facets of some kinds, or of one `key`.

    `locale` is the language of the posts, None for any.
    """
    given = {"key": None if key is None else str(key), "locale": locale}
    asked = {name: value for name, value in given.items() if value is not None}
    rows = COUNTS.rows((kinds, key, locale), _counting(kinds, *asked), **asked)
    return [(key, posts) for key, posts in rows]


@lru_cache
def _counting(kinds: tuple[str, ...], *asked: str) -> CountingStatement:
    places = {"key": "live_page__facets__key", "locale": "live_page__locale"}

    def compose() -> QuerySet[Any, Any]:
        one = {places[name]: text(name) for name in asked}
        posts = Page.objects.filter(
            live_page__type=POST,
            live_page__is_alias=False,
            live_page__facets__kind__in=kinds,
            **one,
        )
        named = (
            published(posts, AT, aliases=False).order_by().annotate(key=F("live_page__facets__key"))
        )
        return named.values_list("key").annotate(posts=Count("pk", distinct=True))

    values: dict[Any, str] = {AT: "at", **{text(name): name for name in places}}
    return CountingStatement(compose, values, ("key", "posts"))


def _of_model(model: Any, facets: tuple[str, ...], prefetched: tuple[str, ...] = ()) -> Shared:
    """A snippet shown as in documents, with its number of posts."""
    typed = typed_model(model)

    def represent(instances: list[Any]) -> Iterable[tuple[Any, dict[str, Any]]]:
        values = LooseValues(rich_texts(instances))
        return ((each, typed.represent(each, values)) for each in instances)

    schema = derivations.schema(
        f"{model.__name__}Entry",
        {"locale": Language, "posts": int},
        __name__,
        model.__doc__ or "",
        typed.schema,
    )
    return Shared(model._meta.label, facets, schema, represent, prefetched)


def _tags(instances: list[Any]) -> Iterable[tuple[Any, dict[str, Any]]]:
    return ((tag, {"id": tag.pk, "slug": tag.slug, "name": tag.name}) for tag in instances)


class TagEntry(TagSchema):
    """A word that posts are found by, with its number of posts."""

    posts: int


CATEGORIES = _of_model(Category, ("category",))
PEOPLE = _of_model(Person, ("author", "reviewer"), ("links", "photo__renditions"))
TREATMENTS = _of_model(Treatment, ("treatment",), ("statuses",))
TAGS = Shared("taggit.Tag", ("tag",), TagEntry, _tags, has_locale=False)
DISCLAIMERS = Shared(
    "blog.Disclaimer",
    ("disclaimer",),
    DisclaimerEntry,
    in_force,
    always=default_disclaimer_id,
)
