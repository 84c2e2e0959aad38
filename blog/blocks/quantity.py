"""Figures about a route: a range with its unit, its endpoint, its context and its sources."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from blog import vocabulary
from blog.blocks.choices import ChoiceBlock
from blog.blocks.points import StatementBlock
from blog.blocks.references import references_block
from blog.quantities import Quantity, QuantityError, read_quantity

DIFFERING_FIELDS = ["low", "high", "unit", "qualifier", "note", "references"]


class DifferingDurationBlock(blocks.StructBlock):
    """What one source says of a time, where sources differ."""

    low = blocks.DecimalBlock(label=_("From"), required=False)
    high = blocks.DecimalBlock(label=_("To"), required=False)
    unit = ChoiceBlock(label=_("Unit"), choices=vocabulary.duration_unit_choices, default="min")
    qualifier = ChoiceBlock(
        label=_("Reads as"), choices=vocabulary.qualifier_choices, default="exact"
    )
    note = blocks.CharBlock(label=_("Note"), required=False, max_length=160)
    references = references_block()


class DifferingShareBlock(blocks.StructBlock):
    """What one source says of a percentage, where sources differ."""

    low = blocks.DecimalBlock(label=_("From (%)"), required=False)
    high = blocks.DecimalBlock(label=_("To (%)"), required=False)
    qualifier = ChoiceBlock(
        label=_("Reads as"), choices=vocabulary.qualifier_choices, default="exact"
    )
    note = blocks.CharBlock(label=_("Note"), required=False, max_length=160)
    references = references_block()


class QuantityBlock(StatementBlock):
    """One fact as a figure. Which fact is said by its place in the route block.

    `quantity(value)` reads it; what may not be published is a form error at its field.
    """

    fact = ""
    words = ("dose_label", "population", "spread", "reason")

    status = ChoiceBlock(
        label=_("What is known"),
        required=False,
        choices=vocabulary.status_choices,
        help_text=_("Fill in a figure, or say that it is not known. Empty leaves the fact out."),
    )
    low = blocks.DecimalBlock(label=_("From"), required=False)
    high = blocks.DecimalBlock(label=_("To"), required=False)
    qualifier = ChoiceBlock(
        label=_("Reads as"), choices=vocabulary.qualifier_choices, default="exact"
    )
    endpoint = ChoiceBlock(
        label=_("Measured to"),
        required=False,
        choices=vocabulary.endpoint_choices,
        help_text=_("Which effect: “faster” means nothing without it."),
    )
    dose_level = ChoiceBlock(
        label=_("Dose level"), required=False, choices=vocabulary.dose_level_choices
    )
    dose_label = blocks.CharBlock(
        label=_("Dose"), required=False, max_length=80, help_text=_("In words: “0.5 mg/kg”.")
    )
    method = ChoiceBlock(
        label=_("Given by"),
        required=False,
        choices=vocabulary.method_choices,
        help_text=_("Only where it differs from the route's own method."),
    )
    population = blocks.CharBlock(
        label=_("Who was studied"), required=False, max_length=120, help_text=_("Such as “adults”.")
    )
    spread = blocks.CharBlock(
        label=_("Spread"),
        required=False,
        max_length=80,
        help_text=_("A confidence interval or ± belongs here, not in From and To."),
    )
    as_of = blocks.DateBlock(label=_("As of"), required=False)
    references = references_block()
    reason = blocks.CharBlock(
        label=_("Why this figure is preferred"), required=False, max_length=250
    )

    class Meta:
        icon = "history"
        collapsed = True
        label_format = "{status} {low} {high} {unit}"
        form_layout = blocks.BlockGroup(
            children=[
                "status",
                "low",
                "high",
                "unit",
                "qualifier",
                "endpoint",
                "references",
                blocks.BlockGroup(
                    heading=_("Dose, people and date"),
                    children=[
                        *("dose_level", "dose_label", "method"),
                        *("population", "spread", "as_of"),
                    ],
                    classname="collapsed",
                    label_format=" ",
                ),
                blocks.BlockGroup(
                    heading=_("Where sources differ"),
                    children=["differing", "reason"],
                    classname="collapsed",
                    label_format=" ",
                ),
            ]
        )

    def set_name(self, name: str) -> None:
        super().set_name(name)
        self.fact = name

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        try:
            quantity = read_quantity(self.fact, stored_shape(cleaned))
        except QuantityError as error:
            if self.is_deferred_validation:
                return cleaned
            raise _at(error.field, error.message) from error
        if quantity is None:
            return cleaned
        cleaned["status"] = quantity.status
        if quantity.status == "known" and not quantity.sources and not self.is_deferred_validation:
            raise _at("references", _now("Name at least one source of this figure."))
        return cleaned

    def quantity(self, value: Any) -> Quantity | None:
        """The typed figure; None when nothing is stated or, in a draft, not yet rightly."""
        try:
            return read_quantity(self.fact, stored_shape(value))
        except QuantityError:
            return None


class DurationBlock(QuantityBlock):
    """A time, in seconds to days."""

    unit = ChoiceBlock(label=_("Unit"), choices=vocabulary.duration_unit_choices, default="min")
    differing = blocks.ListBlock(
        DifferingDurationBlock(), label=_("Values that differ"), default=[], collapsed=True
    )


class ShareBlock(QuantityBlock):
    """A percentage from 0 to 100."""

    differing = blocks.ListBlock(
        DifferingShareBlock(), label=_("Values that differ"), default=[], collapsed=True
    )

    class Meta:
        label_format = "{status} {low} {high} %"
        form_layout = blocks.BlockGroup(
            children=[
                *("status", "low", "high", "qualifier", "references"),
                blocks.BlockGroup(
                    heading=_("Dose, people and date"),
                    children=[
                        *("endpoint", "dose_level", "dose_label", "method"),
                        *("population", "spread", "as_of"),
                    ],
                    classname="collapsed",
                    label_format=" ",
                ),
                blocks.BlockGroup(
                    heading=_("Where sources differ"),
                    children=["differing", "reason"],
                    classname="collapsed",
                    label_format=" ",
                ),
            ]
        )


def stored_shape(value: Any) -> dict[str, Any]:
    """A block's value in the shape `blog.quantities.read_quantity` reads: references as ids."""
    return {
        **value,
        "references": _ids(value["references"]),
        "differing": [
            {**item, "references": _ids(item["references"])} for item in value["differing"]
        ],
    }


def _ids(references: Any) -> list[int]:
    return [reference.pk for reference in references if reference is not None]


def _at(field: str, message: str) -> blocks.StructBlockValidationError:
    error = ValidationError(message)
    if field in DIFFERING_FIELDS or field in QuantityBlock.base_blocks or field == "differing":
        return blocks.StructBlockValidationError({field: error})
    return blocks.StructBlockValidationError(non_block_errors=[error])
