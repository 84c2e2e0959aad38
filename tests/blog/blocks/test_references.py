"""The references of a route are fetched together, wherever in it they stand."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from blog.blocks.body import BodyBlock
from blog.citations import cited
from tests import builders

pytestmark = pytest.mark.rendering

FACTS = ("onset", "peak", "duration_of_effect", "administration_time", "visit_length", "half_life")


def routes(*keys: str, **facts: Any) -> Any:
    block = BodyBlock()
    stored = builders.body(*(("route", builders.route(key, **facts)) for key in keys))
    return block, block.to_python(stored)


@pytest.mark.django_db
def test_one_query_fetches_the_references_of_all_routes() -> None:
    first, second, third = (builders.make_reference() for _ in range(3))
    facts = {name: builders.quantity(3, 4, first, second) for name in FACTS}
    points = [
        {"text": "<p>So.</p>", "references": [{"type": "item", "value": third.pk, "id": "1"}]}
    ]
    block, body = routes("intramuscular", "oral", references=[first.pk], points=points, **facts)
    with CaptureQueriesContext(connection) as ran:
        chosen = list(cited(block, body))
    assert len(ran) == 1
    assert len(chosen) == 2 * (1 + 1 + 2 * len(FACTS))
    assert {each.pk for each in chosen} == {first.pk, second.pk, third.pk}
    assert len({id(each) for each in chosen}) == len(chosen), "each place has its own"


@pytest.mark.django_db
def test_a_reference_that_is_gone_is_none_there() -> None:
    kept, gone = builders.make_reference(), builders.make_reference()
    gone_pk = gone.pk
    type(gone).objects.filter(pk=gone_pk).delete()
    onset = builders.quantity(3, 4, kept) | {"references": [kept.pk, gone_pk]}
    _block, body = routes("oral", onset=onset)
    assert list(body[0].value["onset"]["references"]) == [kept, None]
