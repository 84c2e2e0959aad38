"""Any body at all, finished or not, sound or not, has the type that the API promises."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.images.blocks import ImageBlock

from blog.blocks.quantity import QuantityBlock
from blog.models import BlogIndexPage, BlogPage
from cms.api.block_types import block_schema, represent
from cms.api.values import Values
from cms.editions.building import Builder
from tests import builders


@pytest.fixture
def index(root_page: Any) -> BlogIndexPage:
    return builders.make_site()


def raw(block: Any, ids: dict[str, list[int]]) -> st.SearchStrategy[Any]:
    """Values of a block as they are stored, made from what the block is."""
    words = st.sampled_from(["", "a", "Ä <b> & \u2028 “x”", "0.5 mg/kg"])
    required = words.filter(bool)
    if isinstance(block, QuantityBlock):
        return quantities(block, ids)
    if isinstance(block, ImageBlock):
        return st.just({"image": None, "alt_text": "", "decorative": False})
    if isinstance(block, TypedTableBlock):
        column = {"type": "numeric", "heading": "N"}
        rows = st.lists(st.sampled_from(["1.5", None]).map(lambda cell: {"values": [cell]}))
        return rows.map(lambda found: {"columns": [column], "rows": found, "caption": ""})
    if isinstance(block, blocks.StreamBlock):
        items = [
            st.fixed_dictionaries({"type": st.just(key), "id": required, "value": raw(child, ids)})
            for key, child in block.child_blocks.items()
        ]
        return st.lists(st.one_of(items), max_size=6)
    if isinstance(block, blocks.StructBlock):
        fields = {key: raw(child, ids) for key, child in block.child_blocks.items()}
        return st.fixed_dictionaries(fields)
    if isinstance(block, blocks.ListBlock):
        return st.lists(raw(block.child_block, ids), max_size=2)
    if isinstance(block, blocks.PageChooserBlock):
        return st.sampled_from([None, *ids["page"]])
    if isinstance(block, blocks.ChooserBlock):
        return st.sampled_from([None, *ids[block.target_model._meta.model_name]])
    if isinstance(block, blocks.MultipleChoiceBlock):
        return st.lists(st.sampled_from(keys(block)), unique=True, max_size=3)
    if isinstance(block, blocks.ChoiceBlock):
        return st.sampled_from(keys(block) if block.required else ["", *keys(block)])
    if isinstance(block, blocks.RichTextBlock):
        return words.map(lambda text: f"<p>{text}</p>")
    if isinstance(block, blocks.DateBlock):
        return st.sampled_from([None, "2026-01-02"])
    if isinstance(block, blocks.URLBlock):
        address = "https://a.example/ä?b=c"
        return st.just(address) if block.required else st.sampled_from(["", address])
    if isinstance(block, blocks.DecimalBlock):
        return st.sampled_from([None, "0", "2.5"])
    return words


def keys(block: Any) -> list[str]:
    return [key for key, _label in block.field.choices if key]


def quantities(block: Any, ids: dict[str, list[int]]) -> st.SearchStrategy[Any]:
    """Stored figures, sound and unsound, by field."""
    fields = {key: raw(child, ids) for key, child in block.child_blocks.items()}
    sound = {
        "status": st.just("known"),
        "low": st.just("2"),
        "high": st.sampled_from(["2", "90.5"]),
        "qualifier": st.sampled_from(["exact", "approx", "median", "mean"]),
        "endpoint": st.sampled_from(["felt_effect", "recovery"]),
        "differing": st.just([]),
    }
    return st.one_of(
        st.fixed_dictionaries(fields), st.fixed_dictionaries({**fields, **sound}), st.just({})
    )


def test_any_body_at_all_is_of_its_type(index: BlogIndexPage) -> None:
    block = BlogPage.body.field.stream_block
    hidden = builders.draft_post(index)
    post = BlogPage.objects.get(pk=builders.make_post(index).pk)
    ids = {
        "page": [index.pk, hidden.pk],
        "reference": [builders.make_reference().pk, builders.make_reference().pk, 999],
        "treatment": [builders.make_treatment().pk],
    }
    adapter: TypeAdapter[Any] = TypeAdapter(block_schema(block, "BlogPageBody"))

    @settings(max_examples=60, suppress_health_check=list(HealthCheck))
    @given(raw(block, ids))
    def check(stored: Any) -> None:
        post.body = block.to_python(stored)
        made = adapter.validate_python(represent(block, post.body, Values(post, Builder())))
        sent = adapter.dump_json(made)
        assert adapter.dump_json(adapter.validate_json(sent)) == sent
        assert [each["type"] for each in json.loads(sent)] == [each["type"] for each in stored]
        numbers = {entry.number: entry.reference.pk for entry in post.citations()}
        for citation in citations(json.loads(sent)):
            assert numbers[citation["number"]] == citation["id"]

    check()


def citations(node: Any) -> list[dict[str, int]]:
    """Every `{number, id}` inside JSON."""
    if isinstance(node, dict):
        if node.keys() == {"number", "id"}:
            return [node]
        node = list(node.values())
    return [found for child in node for found in citations(child)] if isinstance(node, list) else []
