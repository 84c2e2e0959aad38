"""Where the aligned table of a post's routes stands."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from blog import vocabulary
from blog.blocks.choices import MultipleChoiceBlock
from blog.comparison import RouteFacts, compare
from blog.quantities import Context, Quantity, Range


class ComparisonBlock(blocks.StructBlock):
    """Places the comparison of the post's routes. The table itself is made from their facts."""

    heading = blocks.CharBlock(label=_("Heading"), required=False, max_length=120)
    facts = MultipleChoiceBlock(
        label=_("Facts"),
        required=False,
        choices=vocabulary.fact_choices,
        help_text=_("Choose none to compare everything the routes state."),
    )

    class Meta:
        icon = "table"
        template = "blog/blocks/comparison.html"
        group = _("Routes")
        description = _("The post's routes side by side, made from their facts.")
        label_format = "{heading}"
        preview_value = {"heading": "Side by side", "facts": []}

    def get_context(
        self, value: Any, parent_context: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        context = super().get_context(value, parent_context=parent_context)
        page = context.get("page")
        if page is not None:
            context["comparison"] = page.comparison(value["facts"])
        else:
            context["comparison"] = compare(SAMPLE)
        return context


def _sample(route: str, method: str, low: int, high: int) -> RouteFacts:
    """A column of the picker's preview: the times of the ketamine label (revised 10/2024)."""
    lasting = Range(Decimal(low), Decimal(high), "min")
    return RouteFacts(
        key=route,
        label=str(vocabulary.ROUTES[route].label),
        treatment="",
        route=route,
        method=method,
        quantities={
            "duration_of_effect": Quantity(
                "known", lasting, "surgical_anaesthesia", Context(dose_level="anaesthetic")
            )
        },
    )


SAMPLE = [
    _sample("intravenous", "slow_injection", 5, 10),
    _sample("intramuscular", "injection", 12, 25),
]
