"""The states in which a page is hidden, and how it comes into each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.contrib.auth.models import Group
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from tests.builders import publish

# When readers come: by then what expires has expired, and what is scheduled has not come.
LATER = timedelta(hours=2)
SOON, MUCH_LATER = timedelta(hours=1), timedelta(days=10)


def keep_draft(page: Any) -> None:
    page.save_revision()


def leave(page: Page) -> None:
    """Nothing more happens to the page."""


def schedule(page: Any) -> None:
    page.go_live_at = timezone.now() + MUCH_LATER
    publish(page)


def publish_for_an_hour(page: Any) -> None:
    page.expire_at = timezone.now() + SOON
    publish(page)


def unpublish(page: Any) -> None:
    page.unpublish()


def delete(page: Any) -> None:
    page.delete()


def restrict(page: Page, kind: str) -> PageViewRestriction:
    restriction = PageViewRestriction.objects.create(
        page=page, restriction_type=kind, password="canary"
    )
    if kind == PageViewRestriction.GROUPS:
        restriction.groups.add(Group.objects.get_or_create(name="Readers of one page")[0])
    return restriction


@dataclass(frozen=True)
class State:
    """`release` is done to a new draft before a public post links to it, `hide` afterwards.

    `hides_below`: its children are hidden with it. Of the others Wagtail lets readers see the
    children, whose addresses hold the slug of the hidden page.
    """

    name: str
    release: Callable[[Any], Any]
    hide: Callable[[Any], Any]
    hides_below: bool = False


STATES = [
    State("draft", keep_draft, leave),
    State("scheduled", schedule, leave),
    State("expired", publish_for_an_hour, leave),
    State("unpublished", publish, unpublish),
    State("deleted", publish, delete, hides_below=True),
    State("login-only", publish, lambda page: restrict(page, "login"), hides_below=True),
    State("group-only", publish, lambda page: restrict(page, "groups"), hides_below=True),
    State("password", publish, lambda page: restrict(page, "password"), hides_below=True),
]
