"""The API of a site nobody has filled yet: no test of this module keeps one."""

from __future__ import annotations

from typing import Any

import pytest

from tests.blog.api.conftest import Reader

pytestmark = pytest.mark.django_db


def test_a_site_without_anything_is_a_site(reader: Reader, root_page: Any) -> None:
    site = reader.json("site/")
    assert (site["name"], site["navigation"], site["default_disclaimer"]) == ("", [], None)
