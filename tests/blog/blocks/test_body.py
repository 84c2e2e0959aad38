"""Every block is complete, and blocks agree with each other within a body."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError

from blog.blocks.body import BodyBlock

pytestmark = pytest.mark.rendering

KEYS = [
    *("key_points", "heading", "paragraph", "image", "quote", "callout", "route"),
    *("comparison", "faq", "table", "embed", "call_to_action"),
]
BODY = BodyBlock()


def body(*values: tuple[str, dict[str, Any]]) -> Any:
    return BODY.to_python([{"type": kind, "value": value} for kind, value in values])


def heading(text: str, anchor: str = "") -> tuple[str, dict[str, Any]]:
    return "heading", {"text": text, "level": "h2", "anchor": anchor}


def route(key: str, method: str) -> tuple[str, dict[str, Any]]:
    return "route", {"route": key, "method": method, "summary": "<p>In short.</p>"}


def errors(value: Any) -> dict[int, Any]:
    with pytest.raises(ValidationError) as refused:
        BODY.clean(value)
    refusal: Any = refused.value
    return dict(refusal.block_errors)


def test_the_public_keys_are_those_of_the_contract() -> None:
    assert list(BODY.child_blocks) == KEYS


@pytest.mark.parametrize("key", KEYS)
def test_every_block_can_be_chosen_previewed_and_rendered(key: str) -> None:
    meta = BODY.child_blocks[key].meta
    assert meta.template == f"blog/blocks/{key}.html"
    assert (Path(settings.BASE_DIR) / "templates" / meta.template).is_file()
    assert meta.icon not in ("", "placeholder")
    assert meta.group
    assert meta.description
    assert meta.label_format
    assert meta.preview_value is not None


def test_the_templates_of_blocks_and_their_keys_are_the_same() -> None:
    folder = Path(settings.BASE_DIR) / "templates/blog/blocks"
    assert sorted(path.stem for path in folder.iterdir()) == sorted(KEYS)


def test_an_anchor_is_made_from_the_heading_and_kept_when_the_words_change() -> None:
    cleaned = BODY.clean(body(heading("How it is given")))
    assert cleaned[0].value["anchor"] == "how-it-is-given"
    cleaned[0].value["text"] = "How we give it"
    assert BODY.clean(cleaned)[0].value["anchor"] == "how-it-is-given"


def test_headings_that_read_the_same_get_anchors_of_their_own() -> None:
    cleaned = BODY.clean(body(heading("Risks"), heading("Risks"), heading("Risks")))
    assert [child.value["anchor"] for child in cleaned] == ["risks", "risks-2", "risks-3"]


def test_a_heading_never_takes_the_anchor_of_a_route() -> None:
    cleaned = BODY.clean(
        body(heading("Intramuscular injection"), route("intramuscular", "injection"))
    )
    assert cleaned[0].value["anchor"] == "intramuscular-injection-2"


def test_a_route_and_method_are_described_once() -> None:
    twice = body(route("intravenous", "infusion"), route("intravenous", "infusion"))
    assert list(errors(twice)) == [1]
    BODY.clean(body(route("intravenous", "infusion"), route("intravenous", "injection")))


def test_a_comparison_needs_two_routes() -> None:
    comparison = ("comparison", {"heading": "", "facts": []})
    assert list(errors(body(route("intravenous", "infusion"), comparison))) == [1]
    BODY.clean(
        body(route("intravenous", "infusion"), route("intramuscular", "injection"), comparison)
    )


def test_key_points_come_first_and_once() -> None:
    points = ("key_points", {"points": [{"text": "<p>One.</p>", "references": []}]})
    assert list(errors(body(heading("A section"), points))) == [1]
    with pytest.raises(ValidationError):
        BODY.clean(body(points, points))
    BODY.clean(body(points, heading("A section")))


def test_a_draft_may_break_the_rules_between_blocks() -> None:
    comparison = ("comparison", {"heading": "", "facts": []})
    BODY.clean_deferred(body(route("intravenous", "infusion"), comparison))
