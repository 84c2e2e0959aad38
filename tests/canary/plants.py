"""Leaks to plant: what the crawl must notice, and where."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import pytest
from django.db.models import Q
from wagtail.documents import get_document_model

from blog.api import queries
from blog.api.shared import Shared
from blog.models import BlogPage
from blog.models.disclaimer_version import DisclaimerVersionQuerySet
from cms import rich_text
from cms.editions import published
from cms.editions.statements import Statement
from cms.images import privacy

API = "api/content/v1/"
PAGES = r"^((?:[\w\-]+/)*)$"


def compose_anew(patch: pytest.MonkeyPatch) -> None:
    """Have SQL composed anew: what is kept was composed without the leak."""
    patch.setattr(
        Statement, "_sql", cache(lambda statement, connection: statement._compose_for(connection))
    )


Plant = Callable[[pytest.MonkeyPatch], None]


def every_live_page_is_public(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(published, "IsPublic", lambda at, depth=0: Q(live=True))


def every_picture_is_public(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(privacy, "private_collections", frozenset)


def every_file_is_public(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(rich_text, "public_documents", get_document_model().objects.in_bulk)


def drafts_are_served(patch: pytest.MonkeyPatch) -> None:
    serve = BlogPage.serve

    def serve_draft(page: BlogPage, request: Any, *args: Any, **kwargs: Any) -> Any:
        return serve(page.get_latest_revision_as_object(), request, *args, **kwargs)

    patch.setattr(BlogPage, "serve", serve_draft)


def disclaimers_come_early(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(
        DisclaimerVersionQuerySet, "in_force", lambda found, at=None: found.filter(live=True)
    )


def what_only_drafts_use_is_listed(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(
        Shared, "posts", lambda kind, key=None: {each.pk: 1 for each in kind._instances()}
    )


def hidden_things_are_known(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(queries.posts, "is_known", lambda kind, keys: True)


# Each with the beginning of the routes where it is to be found.
LEAKS: list[tuple[Plant, str]] = [
    (every_live_page_is_public, f"{API}posts/"),
    (every_live_page_is_public, f"{API}pages/"),
    (every_live_page_is_public, f"{API}route-entries/"),
    (every_live_page_is_public, f"{API}redirects/"),
    (every_live_page_is_public, f"{API}site/"),
    (every_live_page_is_public, f"{API}changes/"),
    (every_live_page_is_public, PAGES),
    (every_picture_is_public, PAGES),
    (every_file_is_public, PAGES),
    (drafts_are_served, PAGES),
    (disclaimers_come_early, f"{API}disclaimers/"),
    (what_only_drafts_use_is_listed, f"{API}people/"),
]
