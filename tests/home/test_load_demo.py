"""`load_demo`: a whole site into an empty installation, or nothing at all."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from django.core.management import CommandError
from PIL import Image
from wagtail.models import Page, Site

from blog.models import BlogIndexPage, Disclaimer
from cms.images.models import CustomImage
from home.demo import loader
from home.demo.pictures import LOGO, SCENES
from home.models import HomePage
from tests.home.conftest import encode, load_demo

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("plain_pictures")]


def test_a_load_that_fails_leaves_nothing_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: Any) -> None:
        raise RuntimeError("out of paper")

    monkeypatch.setattr(loader.Loader, "publish_post", fail)
    pages = set(Page.objects.values_list("pk", flat=True))

    with pytest.raises(RuntimeError, match="out of paper"):
        load_demo()

    assert set(Page.objects.values_list("pk", flat=True)) == pages
    assert not CustomImage.objects.exists()
    assert not Disclaimer.objects.exists()


def test_a_home_page_of_somebody_else_is_not_replaced(site: Site) -> None:
    home = Page.get_first_root_node().add_child(instance=HomePage(title="Ours", slug="ours"))
    site.root_page = home
    site.save()

    with pytest.raises(CommandError, match="“Ours”"):
        load_demo()

    assert not BlogIndexPage.objects.exists()


def test_pictures_become_jpeg_and_the_see_through_mark_png() -> None:
    extension, content = encode(replace(SCENES["sea-sunrise"], size=(192, 128)))
    assert extension == "jpg"
    assert content.startswith(b"\xff\xd8")

    extension, content = encode(replace(LOGO, size=(64, 64)))
    assert extension == "png"
    assert Image.open(BytesIO(content)).mode == "RGBA"
