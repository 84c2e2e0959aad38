"""The demo site without its pictures' paint.

Run as a program it makes a site to be served: `python -m tests.demo` with `DATA_DIR`.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from unittest.mock import patch

import django
from django.conf import settings
from django.core.management import call_command
from django.test import override_settings
from PIL import Image


@contextmanager
def plain_pictures() -> Iterator[None]:
    """Painting and indexing take seconds; here plain surfaces do, and nothing is searched."""
    from home.demo import library  # as a program it has no apps before

    encode = library.encode
    backends = {
        name: {**backend, "AUTO_UPDATE": False}
        for name, backend in settings.WAGTAILSEARCH_BACKENDS.items()
    }

    def encode_plain(picture: library.Picture) -> tuple[str, bytes]:
        return encode(replace(picture, paint=plain, size=(96, 64)))

    with (
        patch.object(library, "encode", encode_plain),
        override_settings(WAGTAILSEARCH_BACKENDS=backends),
    ):
        yield


def plain(size: tuple[int, int]) -> Image.Image:
    return Image.new("RGB", size, "#4f9a7c")


def main() -> None:
    """Load the demo site into a migrated database, and collect the files that its pages load."""
    gc.disable()  # as in cms/settings/test.py; this process ends soon
    django.setup()
    of_the_admin = ["admin", "ninja", "taggit", "wagtail*", "admin.css"]
    call_command("collectstatic", interactive=False, verbosity=0, ignore_patterns=of_the_admin)
    from wagtail.signal_handlers import disable_reference_index_auto_update  # needs the apps

    with plain_pictures(), disable_reference_index_auto_update():
        call_command("load_demo", verbosity=0)


if __name__ == "__main__":
    main()
