"""Blocks that nobody knew when the API was written."""

from __future__ import annotations

from typing import Any

from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock
from wagtail.snippets.blocks import SnippetChooserBlock

from blog.blocks.body import BodyBlock

UNITS = [("Pressure", [("mmHg", "mmHg"), ("kPa", "kPa")]), ("%", "percent")]


class DialValue(blocks.StructValue):
    """A reading and its unit."""

    @property
    def in_words(self) -> str:
        """As it is read aloud."""
        return f"{self['reading']:g} {self['unit'] or ''}".strip()


class DialBlock(blocks.StructBlock):
    """One reading of an instrument."""

    reading = blocks.FloatBlock()
    unit = blocks.ChoiceBlock(choices=UNITS, required=False)
    meaning = blocks.RichTextBlock(features=["bold", "link"], required=False)
    taken_on = blocks.DateBlock(required=False)

    class Meta:
        value_class = DialValue
        api_properties = ["in_words"]


class WardBlock(blocks.StructBlock):
    """A ward with what hangs in it: lists, structs and streams inside each other."""

    name = blocks.CharBlock()
    dials = blocks.ListBlock(DialBlock())
    rooms = blocks.ListBlock(
        blocks.StructBlock([("number", blocks.IntegerBlock()), ("beds", blocks.IntegerBlock())])
    )
    shelf = blocks.StreamBlock(
        [("dial", DialBlock()), ("note", blocks.TextBlock()), ("picture", ImageBlock())],
        required=False,
    )
    equipment = blocks.MultipleChoiceBlock(
        choices=[("monitor", "Monitor"), ("oxygen", "Oxygen")], required=False
    )


class SpokenBlock(blocks.CharBlock):
    """A word that says itself how long it is."""

    def get_api_representation(self, value: Any, context: Any = None) -> list[str]:
        return str(value).split()


class ChecklistBlock(blocks.StructBlock):
    """Things to do, in their order."""

    heading = blocks.CharBlock()
    steps = blocks.ListBlock(
        blocks.StructBlock(
            [("text", blocks.CharBlock()), ("optional", blocks.BooleanBlock(required=False))]
        )
    )


class GuideBlock(BodyBlock):
    """A post's blocks and one more, as a line in the list of a body's keys would add it."""

    checklist = ChecklistBlock()


def board() -> list[tuple[str, blocks.Block]]:
    """The blocks of a plain stream field."""
    return [
        ("dial", DialBlock()),
        ("ward", WardBlock()),
        ("spoken", SpokenBlock()),
        ("picture", ImageBlock()),
        ("see", blocks.PageChooserBlock()),
        ("instrument", SnippetChooserBlock("newcomer.Instrument")),
        ("file", DocumentChooserBlock()),
        ("address", blocks.URLBlock()),
        ("line", blocks.StaticBlock()),
    ]
