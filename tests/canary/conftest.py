"""The site of `site.py`, made once for all tests of a module, two hours before they read it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import time_machine
from django.conf import settings
from django.contrib.auth.models import User
from django.test import override_settings
from django.utils import timezone
from wagtail.models import Page

from tests.canary.corpus import Corpus
from tests.canary.crawl import Actor
from tests.canary.site import build
from tests.canary.states import LATER


@pytest.fixture(scope="module")
def corpus(kept_root: Page) -> Iterator[Corpus]:
    """What readers may and may not know of the site. Wagtail's own index is no reader's."""
    backends = {
        name: {**backend, "AUTO_UPDATE": False}
        for name, backend in settings.WAGTAILSEARCH_BACKENDS.items()
    }
    with override_settings(WAGTAILSEARCH_BACKENDS=backends):
        made = build()
    with time_machine.travel(timezone.now() + LATER):
        yield made


@pytest.fixture(scope="module")
def actors(corpus: Corpus) -> list[Actor]:
    """An anonymous reader, and somebody who may sign in but do nothing."""
    return [Actor("anonymous"), Actor("signed in", User.objects.create_user("reader"))]
