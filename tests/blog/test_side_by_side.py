"""Columns beside the cells of a row."""

from __future__ import annotations

import pytest

from blog.templatetags.side_by_side import beside

pytestmark = pytest.mark.rendering


def test_pairs_what_stands_at_the_same_place() -> None:
    assert beside(("im", "iv"), ("3 minutes", "30 seconds")) == [
        ("im", "3 minutes"),
        ("iv", "30 seconds"),
    ]


def test_refuses_a_row_that_misses_a_cell() -> None:
    with pytest.raises(ValueError, match="shorter"):
        beside(("im", "iv"), ("3 minutes",))
