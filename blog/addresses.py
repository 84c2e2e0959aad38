"""The one place that makes the addresses of what is no page: lists, people, feeds.

A `base` is the address of the blog's index page, “/blog/”; `path` any address with its last slash.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils.http import urlencode


def category(base: str, slug: str) -> str:
    return f"{base}category/{slug}/"


def tag(base: str, slug: str) -> str:
    return f"{base}tag/{slug}/"


def person(slug: str) -> str:
    """The address of a person's profile, in the language of the request."""
    return reverse("person", kwargs={"slug": slug})


def search() -> str:
    """The address of the search page, in the language of the request."""
    return reverse("search")


def treatment(slug: str) -> str:
    """The address of a treatment's page, in the language of the request. Its feeds stand below."""
    return reverse("treatment", kwargs={"slug": slug})


def comparison(chosen: Iterable[tuple[str, str]] = ()) -> str:
    """The address where readers choose what to compare, with `(field, value)` chosen already."""
    query = urlencode(list(chosen))
    return f"{reverse('compare')}?{query}" if query else reverse("compare")


def feed(path: str, extension: str) -> str:
    return f"{path}feed.{extension}"
