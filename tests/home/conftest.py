"""The demo site, with plain surfaces in place of its pictures."""

from __future__ import annotations

from collections.abc import Iterator
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command

from home.demo import library
from tests import demo

encode = library.encode


@pytest.fixture(scope="module")
def plain_pictures() -> Iterator[None]:
    with demo.plain_pictures():
        yield


def load_demo(**options: Any) -> str:
    """What the command says."""
    output = StringIO()
    call_command("load_demo", stdout=output, **options)
    return output.getvalue()
