"""How the route block's form is laid out, and the sample its preview shows."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import BlockGroup


def _group(heading: Any, *children: str) -> BlockGroup:
    # Without a label of its own a closed group repeats its first fields, even when nothing is
    # chosen in them.
    return BlockGroup(
        children=list(children), heading=heading, classname="collapsed", label_format=" "
    )


ROUTE_LAYOUT = BlockGroup(
    children=[
        *("route", "method", "summary", "points"),
        _group(
            _("Treatment, place and heading"),
            *("treatment", "site", "heading", "how_given", "references"),
        ),
        _group(
            _("Times"),
            *("onset", "peak", "duration_of_effect", "administration_time", "visit_length"),
        ),
        _group(_("In the body"), "bioavailability", "half_life"),
        _group(
            _("The visit"),
            *("setting", "monitoring", "monitoring_note"),
            *("adjustable_during_session", "further_dose_possible", "invasiveness", "cost_band"),
        ),
        _group(_("Whom it suits"), "may_suit", "may_not_suit"),
        _group(_("Effects and risks"), "common_effects", "serious_risks", "contraindications"),
        _group(_("Evidence and approval"), "evidence", "regulatory_status"),
    ]
)


def _point(text: str) -> dict[str, object]:
    return {"text": f"<p>{text}</p>", "references": []}


def _label_figure(low: int, high: int) -> dict[str, object]:
    return {
        "status": "known",
        "low": Decimal(low),
        "high": Decimal(high),
        "unit": "min",
        "endpoint": "surgical_anaesthesia",
        "dose_level": "anaesthetic",
    }


# The figures are those of the ketamine label (revised 10/2024) for intramuscular anaesthesia.
PREVIEW = {
    "route": "intramuscular",
    "method": "injection",
    "site": "deltoid",
    "summary": "<p>One injection into a large muscle, usually of the upper arm.</p>",
    "points": [
        _point("It takes a moment and needs no line."),
        _point("Once injected, it cannot be taken back."),
    ],
    "onset": _label_figure(3, 4),
    "duration_of_effect": _label_figure(12, 25),
    "setting": "clinic",
    "monitoring": ["blood_pressure", "oxygen"],
}
