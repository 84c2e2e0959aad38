"""The demo site, with plain surfaces in place of its pictures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from io import StringIO
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import override_settings
from PIL import Image

from home.demo import library
from home.demo.pictures import Picture

encode = library.encode


@pytest.fixture(scope="module")
def plain_pictures() -> Iterator[None]:
    """Painting and indexing take seconds; here plain surfaces do, and nothing is searched."""
    backends = {
        name: {**backend, "AUTO_UPDATE": False}
        for name, backend in settings.WAGTAILSEARCH_BACKENDS.items()
    }

    def encode_plain(picture: Picture) -> tuple[str, bytes]:
        return encode(replace(picture, paint=plain, size=(96, 64)))

    def plain(size: tuple[int, int]) -> Image.Image:
        return Image.new("RGB", size, "#4f9a7c")

    with (
        pytest.MonkeyPatch.context() as patch,
        override_settings(WAGTAILSEARCH_BACKENDS=backends),
    ):
        patch.setattr(library, "encode", encode_plain)
        yield


def load_demo(**options: Any) -> str:
    """What the command says."""
    output = StringIO()
    call_command("load_demo", stdout=output, **options)
    return output.getvalue()
