"""Blocks of any project get types from what they are; what is left open is an error."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.images.blocks import ImageBlock

from cms.api.block_types import BlockTypes, block_schema, represent
from cms.api.names import Derivations, Schema, SchemaNameClash, UntypedValue
from cms.api.stream_types import register_blocks_of_blocks
from cms.api.values import Values
from tests.untyped import untyped_spots


def json_schema(block: blocks.Block, name: str = "Probe") -> dict[str, Any]:
    return TypeAdapter(block_schema(block, name)).json_schema(mode="serialization")


def shown(block: blocks.Block, value: Any) -> Any:
    """The value as JSON holds it, validated on the way."""
    values = Values(None, None)  # type: ignore[arg-type]  # these blocks show nothing shared
    adapter = TypeAdapter(block_schema(block, "Probe"))
    return adapter.dump_python(
        adapter.validate_python(represent(block, value, values)), mode="json"
    )


@pytest.mark.parametrize(
    ("block", "value", "expected", "part"),
    [
        (blocks.CharBlock(), "a", "a", {"type": "string"}),
        (blocks.TextBlock(required=False), None, "", {"type": "string"}),
        (blocks.IntegerBlock(), 3, 3, {"type": "integer"}),
        (blocks.DecimalBlock(), Decimal("2.50"), 2.5, {"type": "number"}),
        (blocks.BooleanBlock(required=False), None, False, {"type": "boolean"}),
        (blocks.DateBlock(), date(2026, 1, 2), "2026-01-02", {"type": "string", "format": "date"}),
        (blocks.URLBlock(), "https://a.example/", "https://a.example/", {"format": "uri"}),
        (blocks.EmailBlock(), "a@b.example", "a@b.example", {"format": "email"}),
        (blocks.ChoiceBlock(choices=[("a", "A"), ("b", "B")]), "b", "b", {"enum": ["a", "b"]}),
        (
            blocks.ChoiceBlock(choices=[("G", [("a", "A"), ("b", "B")]), ("c", "C")]),
            "a",
            "a",
            {"enum": ["a", "b", "c"]},
        ),
        (blocks.StaticBlock(), None, None, {"type": "null"}),
    ],
)
def test_a_field_block_has_the_type_of_its_value(
    block: Any, value: Any, expected: Any, part: dict[str, Any]
) -> None:
    block.set_name("probe")
    assert part.items() <= json_schema(block).items()
    assert shown(block, value) == expected


@pytest.mark.parametrize(
    "block",
    [
        blocks.DateBlock(required=False),
        blocks.URLBlock(required=False),
        blocks.DecimalBlock(required=False),
        blocks.ChoiceBlock(choices=[("a", "A")], required=False),
    ],
)
def test_what_may_be_left_empty_is_null_and_never_an_empty_string(block: Any) -> None:
    empty = None if isinstance(block, blocks.DateBlock | blocks.DecimalBlock) else ""
    assert shown(block, empty) is None
    assert {"type": "null"} in json_schema(block)["anyOf"]


def test_a_key_that_is_not_among_the_choices_is_refused() -> None:
    block = blocks.ChoiceBlock(choices=[("a", "A")])
    with pytest.raises(ValidationError):
        TypeAdapter(block_schema(block)).validate_python("z")


def test_choices_may_be_several() -> None:
    block = blocks.MultipleChoiceBlock(choices=lambda: [("a", "A"), ("b", "B")], required=False)
    assert json_schema(block)["items"] == {"enum": ["a", "b"], "type": "string"}
    assert shown(block, ["b"]) == ["b"]
    assert shown(block, None) == []


class LampBlock(blocks.StructBlock):
    """A lamp."""

    watts = blocks.IntegerBlock()
    shade = blocks.CharBlock(required=False)


class RoomBlock(blocks.StreamBlock):
    lamp = LampBlock()
    note = blocks.CharBlock()


def test_a_stream_is_a_union_told_apart_by_type_with_a_named_schema_for_each_key() -> None:
    schema = json_schema(RoomBlock())
    assert schema["items"]["discriminator"]["mapping"] == {
        "lamp": "#/$defs/LampBlock",
        "note": "#/$defs/NoteBlock",
    }
    assert schema["$defs"]["LampBlock"]["required"] == ["type", "id", "value"]
    assert schema["$defs"]["LampValue"]["required"] == ["watts", "shade"]
    assert schema["$defs"]["LampValue"]["description"] == "A lamp."
    assert untyped_spots(schema) == []
    stream = RoomBlock().to_python([{"type": "lamp", "id": "x", "value": {"watts": 40}}])
    assert shown(RoomBlock(), stream) == [
        {"type": "lamp", "id": "x", "value": {"watts": 40, "shade": ""}}
    ]


def test_blocks_without_a_class_of_their_own_are_named_by_the_way_to_them() -> None:
    block = blocks.StreamBlock(
        [("pair", blocks.StructBlock([("left", blocks.StructBlock([("x", blocks.CharBlock())]))]))]
    )
    names = set(json_schema(block, "AtticShelf")["$defs"])
    assert names == {"AtticShelfPairBlock", "AtticShelfPairValue", "AtticShelfPairLeftValue"}


def test_a_table_has_typed_cells() -> None:
    block = TypedTableBlock([("words", blocks.CharBlock()), ("number", blocks.FloatBlock())])
    table = block.to_python(
        {
            "columns": [{"type": "words", "heading": "W"}, {"type": "number", "heading": "N"}],
            "rows": [{"values": ["one", 1.5]}],
            "caption": "",
        }
    )
    assert untyped_spots(json_schema(block, "Ledger")) == []
    values = Values(None, None)  # type: ignore[arg-type]
    shown_table = represent(block, table, values)
    assert shown_table["rows"] == [["one", 1.5]]
    assert shown_table["columns"][1] == {"heading": "N", "type": "number"}


def test_a_list_leaves_out_what_cannot_be_shown_and_so_has_no_null() -> None:
    schema = json_schema(blocks.ListBlock(ImageBlock()))
    assert schema["items"] == {"$ref": "#/$defs/ImageSchema"}
    assert shown(blocks.ListBlock(ImageBlock()), [None]) == []


@dataclass
class Measure:
    """A measure."""

    size: Decimal
    parts: list[str]


class MeasureBlock(blocks.CharBlock):
    def get_api_representation(self, value: Any, context: Any = None) -> Measure | None:
        return Measure(Decimal(len(value)), value.split()) if value else None


def test_an_annotated_representation_wins_over_what_a_block_inherits() -> None:
    assert shown(MeasureBlock(), "a bc") == {"size": 4.0, "parts": ["a", "bc"]}
    assert shown(MeasureBlock(), "") is None
    assert "MeasureSchema" in json_schema(MeasureBlock())["$defs"]


class VagueBlock(blocks.CharBlock):
    def get_api_representation(self, value, context=None):  # type: ignore[no-untyped-def]
        return {"anything": value}


class OpenBlock(blocks.CharBlock):
    def get_api_representation(self, value: Any, context: Any = None) -> dict[str, Any]:
        return {"anything": value}


@pytest.mark.parametrize(
    "block", [VagueBlock(), OpenBlock(), blocks.Block(), blocks.StreamBlock([])]
)
def test_what_leaves_its_type_open_is_an_error_that_says_so(block: Any) -> None:
    with pytest.raises(UntypedValue):
        block_schema(block)


class TallValue(blocks.StructValue):
    @property
    def doubled(self) -> int:
        return int(self["height"]) * 2


class TallBlock(blocks.StructBlock):
    height = blocks.IntegerBlock()

    class Meta:
        value_class = TallValue
        api_properties = ["doubled"]


def test_a_value_class_adds_typed_properties() -> None:
    assert shown(TallBlock(), TallBlock().to_python({"height": 2})) == {"height": 2, "doubled": 4}


def test_registered_functions_serve_subclasses_and_the_nearest_wins() -> None:
    types = BlockTypes()
    register_blocks_of_blocks(types)
    types.register_block_schema(blocks.CharBlock, lambda types, block, name: str)
    types.register_block_schema(blocks.RegexBlock, lambda types, block, name: int)

    class OwnBlock(blocks.RegexBlock):
        pass

    assert types.get_type(OwnBlock(regex="a")) is int
    assert types.get_type(blocks.ListBlock(blocks.CharBlock())) == list[str]


def test_two_schemas_of_one_name_are_an_error_and_the_same_one_twice_is_not() -> None:
    made = Derivations()
    first = made.schema("WardrobeValue", {"a": str}, "one")
    assert made.schema("WardrobeValue", {"a": str}, "one") is first
    with pytest.raises(SchemaNameClash, match="WardrobeValue.*one.*two"):
        made.schema("WardrobeValue", {"a": int}, "two")
    with pytest.raises(SchemaNameClash, match="ImageSchema"):
        type("ImageSchema", (Schema,), {"__module__": "elsewhere"})


@pytest.mark.parametrize(
    ("schema", "count"),
    [
        ({}, 1),
        ({"type": "object"}, 1),
        ({"type": "array"}, 1),
        ({"type": "array", "items": {}}, 1),
        ({"type": "object", "properties": {"a": {"title": "A"}}}, 1),
        ({"anyOf": [{"type": "string"}, {"type": "object"}]}, 1),
        ({"type": "string", "contentMediaType": "application/json"}, 1),
        ({"type": "string", "contentMediaType": "application/ld+json"}, 0),
        ({"$ref": "#/$defs/A", "$defs": {"A": {"type": "array", "items": True}}}, 1),
        ({"paths": {"/a": {"get": {"x": {"schema": {"type": "object"}}}}}}, 1),
    ],
)
def test_the_walk_sees_every_untyped_spot(schema: dict[str, Any], count: int) -> None:
    assert len(untyped_spots(schema)) == count
