"""The demo site with generated posts beside its own, and a front-end that reads it to the end."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from django.test import Client, override_settings
from lxml import html
from markdown_it import MarkdownIt
from PIL import Image
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale, Page, Site

from blog.models import BlogPage
from cms.editions.models import PageHTML
from cms.editions.published import published
from cms.editions.store import refresh, stale_ids
from home.demo import library
from home.demo.pictures import Picture
from tests.builders import publish
from tests.openapi import Contract

CONTENT = "/api/content/v1/"
FOOTNOTE = re.compile(r"\[\^\d+\]:?")
RENDERER = MarkdownIt("commonmark").enable("table")
encode = library.encode


@contextmanager
def real_site(media: Path, posts: int) -> Iterator[None]:
    """The site for as long as the block runs, in one transaction that is never committed."""
    with made_quickly(media), transaction.atomic():
        fill(posts)
        yield
        transaction.set_rollback(True)


@contextmanager
def made_quickly(media: Path) -> Iterator[None]:
    """Without what takes long and is not looked at: Wagtail's own search, painted pictures."""
    index = settings.WAGTAILSEARCH_BACKENDS["default"]
    quick = {"default": {**index, "AUTO_UPDATE": False}}  # nobody searches here
    with (
        override_settings(MEDIA_ROOT=str(media), WAGTAILSEARCH_BACKENDS=quick),
        patch.object(library, "encode", _plain),
    ):
        yield


def fill(posts: int) -> None:
    """The demo site, generated posts, one that has moved, and a redirect that leads away."""
    Locale.objects.get_or_create(language_code="en")
    root = Page.get_first_root_node() or Page.add_root(title="Root", slug="root")
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={"hostname": "testserver", "port": 80, "root_page": root},
    )
    call_command("load_demo", verbosity=0)
    call_command("generate_posts", count=posts, seed=1, verbosity=0)
    moved = BlogPage.objects.filter(slug__startswith="generated-").latest("pk")
    moved.slug = "moved"
    publish(moved)
    Redirect.objects.create(
        old_path="/elsewhere", redirect_link="https://x.example/", is_permanent=False
    )
    for pk in stale_ids():  # as the requests that made them stale do after their commit
        refresh(pk)
    Client().get(f"{CONTENT}site/")  # the sizes of a logo are made for its first reader


def _plain(picture: Picture) -> tuple[str, bytes]:
    """Painting takes seconds; a plain surface does."""
    return encode(replace(picture, paint=_surface, size=(96, 64)))


def _surface(size: tuple[int, int]) -> Image.Image:
    return Image.new("RGB", size, "#4f9a7c")


class FrontEnd:
    """Reads the content API. Every answer is held to the contract."""

    def __init__(self) -> None:
        self.contract = Contract.committed()
        self.client = Client()

    def get(self, path: str, operation: str = "") -> Any:
        """The answer to a path below the API; `operation` is its path in the description."""
        operation = operation or path.partition("?")[0]
        response = self.client.get(CONTENT + path)
        assert response.status_code == 200, (path, response.content[:300])
        faults = self.contract.faults(CONTENT + operation, response.content)
        assert faults == [], path
        return response.json()

    def items(self, path: str) -> list[Any]:
        """All items of a list, part by part."""
        found, operation = [], path.partition("?")[0]
        while path:
            answer = self.get(path, operation)
            found += answer["items"]
            path = (answer["next"] or "").removeprefix(f"http://testserver{CONTENT}")
        return found

    def choices(self, operation: str, name: str) -> list[str]:
        """The values that a parameter may have."""
        parameters = self.contract.operation(CONTENT + operation)["parameters"]
        [choices] = [each["schema"]["enum"] for each in parameters if each["name"] == name]
        return list(choices)

    def posts(self) -> Iterator[tuple[Any, dict[str, Any]]]:
        """Each published post as its page's row says it, with its document."""
        for post in published(BlogPage.objects.order_by("pk")):
            yield post, self.get(f"posts/{post.slug}/", "posts/{slug}/")

    def page(self, post: Any) -> bytes:
        """The HTML of the post's own page, which is the same when it is kept."""
        with override_settings(KEPT_PAGES=True):
            made = self.client.get(post.get_url())
            kept = PageHTML.objects.get(live=post.pk)
            again = self.client.get(post.get_url())
        assert made.status_code == 200
        assert gzip.decompress(kept.content) == made.content == again.content
        return bytes(made.content)

    def markdown(self, post: Any) -> str:
        """The words that a reader of the post's rendered Markdown sees or hears."""
        response = self.client.get(f"{post.get_url()}index.md")
        assert response.status_code == 200
        body = response.content.decode().split("---\n", 2)[2]
        tree = html.fragment_fromstring(RENDERER.render(FOOTNOTE.sub("", body)), "div")
        told = [tree.text_content(), *tree.xpath("//img/@alt")]
        return " ".join(" ".join(told).split())
