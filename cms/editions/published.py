"""The one predicate that decides what is public."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, Subquery
from django.db.models.functions import Length, Substr
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction
from wagtail.query import PageQuerySet

from cms.editions.statements import AT, Statement, number

# How far an alias may be from its source, by way of other aliases, and still be public.
ALIAS_DEPTH = 3


def published(
    queryset: PageQuerySet, at: datetime | None = None, aliases: bool = True
) -> PageQuerySet:
    """Narrow a queryset of pages to those any reader may see at `at` (now by default).

    A page is public when it is live, was published at least once, `at` lies within its go-live
    and expiry times, neither it nor an ancestor is private, and, for an alias, its source is
    public too. The page's own row is asked every time, so an unpublished, expired, deleted,
    moved or newly private page is gone at once, whatever else has or has not run. Lists leave
    aliases out: their source is there.
    """
    return queryset.filter(is_public(at or timezone.now(), ALIAS_DEPTH if aliases else 0))


def is_public(at: datetime, depth: int = ALIAS_DEPTH) -> Q:
    """The conditions on one page row and, up to `depth` steps, on the sources of an alias."""
    # A page lies at or below a private one when its path begins with that one's. Looked up, not
    # joined: a planner that knows how many pages there are would begin with all of them.
    looked_up = Page.objects.filter(pk=OuterRef("page_id")).values("path")
    beginning = Substr(OuterRef("path"), 1, Length("private_path"))
    private = PageViewRestriction.objects.annotate(private_path=Subquery(looked_up)).filter(
        private_path=beginning
    )
    return (
        Q(live=True, first_published_at__isnull=False)
        & (Q(go_live_at__isnull=True) | Q(go_live_at__lte=at))
        & (Q(expire_at__isnull=True) | Q(expire_at__gt=at))
        & ~Q(Exists(private))
        & _has_public_source(at, depth)
    )


def _has_public_source(at: datetime, depth: int) -> Q:
    ordinary = Q(alias_of__isnull=True)
    if not depth:
        return ordinary
    source = Page.objects.filter(is_public(at, depth - 1), pk=OuterRef("alias_of_id"))
    return ordinary | Q(Exists(source))


_ONE = Statement(
    lambda: published(Page.objects.filter(pk=number(0)), AT).order_by().values_list("pk"),
    {AT: "at", number(0): "pk"},
)


def is_public_now(pk: Any) -> bool:
    """Whether any reader may see the page with this id. Asked of every page that is written."""
    return bool(_ONE.rows(at=timezone.now(), pk=pk))
