"""The post that the browser's tests look at holds what is hardest to show."""

from __future__ import annotations

from typing import Any

from wagtail.models import Page

from blog.blocks.body import BodyBlock
from blog.comparison import STATES
from tests.builders import make_site
from tests.e2e.everything import LONG_NAME, make_everything


def test_it_has_every_block_three_routes_twelve_facts_with_every_gap_and_a_long_name(
    root_page: Page,
) -> None:
    post: Any = make_everything(make_site())
    assert {child.block_type for child in post.body} == set(BodyBlock().child_blocks)
    comparison = post.comparison()
    assert len(comparison.columns) == 3
    assert len(comparison.rows) >= 12
    states = [{row.cells[place].state for row in comparison.rows} for place in range(3)]
    assert all("not_stated" in each for each in states)
    assert set.union(*states) == {*STATES.values(), "not_stated"}
    assert any(row.warnings for row in comparison.rows)
    assert len(LONG_NAME) == 60
    assert post.authors[0].name == LONG_NAME
