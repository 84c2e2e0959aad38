"""The heart of a post: one route of administration as typed facts."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from blog import vocabulary
from blog.blocks.choices import ChoiceBlock, MultipleChoiceBlock
from blog.blocks.points import POINT_FEATURES, StatementBlock, points_block
from blog.blocks.quantity import DurationBlock, ShareBlock
from blog.blocks.references import CitingBlock, references_block
from blog.blocks.route_layout import PREVIEW, ROUTE_LAYOUT
from blog.blocks.route_value import RegulatoryStatusValue, RouteValue
from blog.identifiers import parse_jurisdiction


class AnswerBlock(StatementBlock):
    """Yes, to a limited extent, no or not known, with a note."""

    value = ChoiceBlock(label=_("Answer"), required=False, choices=vocabulary.answer_choices)
    note = blocks.CharBlock(label=_("Note"), required=False, max_length=250)
    references = references_block()

    class Meta:
        collapsed = True
        label_format = "{value} {note}"


class EvidenceBlock(StatementBlock):
    """How sure research lets us be, graded by a published scheme."""

    scheme = ChoiceBlock(
        label=_("Scheme"), required=False, choices=vocabulary.evidence_scheme_choices
    )
    grade = ChoiceBlock(label=_("Grade"), required=False, choices=vocabulary.evidence_grade_choices)
    note = blocks.TextBlock(label=_("In words"), required=False, max_length=600)
    references = references_block()

    class Meta:
        collapsed = True
        label_format = "{grade} {note}"

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        scheme, grade = cleaned["scheme"], cleaned["grade"]
        if self.is_deferred_validation or not (scheme or grade):
            return cleaned
        if not grade or not scheme:
            missing = "scheme" if grade else "grade"
            raise _at(missing, _now("A grade means something within its scheme: give both."))
        if not vocabulary.grade_fits(scheme, grade):
            raise _at("grade", _now("This grade belongs to another scheme."))
        return cleaned


class RegulatoryStatusBlock(blocks.StructBlock):
    """What the regulator of a jurisdiction says of one use by this route."""

    jurisdiction = blocks.CharBlock(
        label=_("Jurisdiction"), max_length=6, help_text=_("ISO 3166: US, GB, US-CA.")
    )
    indication = blocks.CharBlock(label=_("Use"), max_length=160)
    status = ChoiceBlock(label=_("Status"), choices=vocabulary.regulatory_status_choices)
    as_of = blocks.DateBlock(label=_("As of"), required=False)
    references = references_block()

    class Meta:
        label_format = "{jurisdiction}: {indication}"
        value_class = RegulatoryStatusValue
        api_properties = ["jurisdiction_label", "status_label"]

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        try:
            cleaned["jurisdiction"] = parse_jurisdiction(cleaned["jurisdiction"])
        except ValueError as error:
            if not self.is_deferred_validation:
                raise _at("jurisdiction", str(error)) from error
        return cleaned


class RouteBlock(CitingBlock):
    """A route, its method and what is known of it. Codes are derived (`RouteValue.codes`).

    Fields stand in the order in which a reader meets them, which numbers the references.
    """

    route = ChoiceBlock(label=_("Route"), choices=vocabulary.route_choices)
    method = ChoiceBlock(
        label=_("Method"),
        choices=vocabulary.method_choices,
        help_text=_("How it is given by this route: a slow drip is not a quick injection."),
    )
    treatment = SnippetChooserBlock("blog.Treatment", label=_("Treatment"), required=False)
    site = ChoiceBlock(label=_("Site of the body"), required=False, choices=vocabulary.site_choices)
    heading = blocks.CharBlock(
        label=_("Own heading"),
        required=False,
        max_length=120,
        help_text=_("The treatment and the route are used when left empty."),
    )
    summary = blocks.RichTextBlock(
        label=_("Summary"), features=POINT_FEATURES, help_text=_("Two or three sentences.")
    )
    references = references_block(label=_("References of the summary"))
    points = points_block(label=_("Points"))
    how_given = blocks.RichTextBlock(
        label=_("How it is given"), required=False, features=["bold", "italic", "link", "ol", "ul"]
    )
    onset = DurationBlock(label=_("Starts to act"))
    peak = DurationBlock(label=_("Reaches its peak"))
    duration_of_effect = DurationBlock(label=_("Effect lasts"))
    administration_time = DurationBlock(label=_("Time to give the dose"))
    visit_length = DurationBlock(label=_("Length of the visit"))
    bioavailability = ShareBlock(label=_("Share that reaches the blood (bioavailability)"))
    half_life = DurationBlock(label=_("Half-life"))
    setting = ChoiceBlock(label=_("Setting"), required=False, choices=vocabulary.setting_choices)
    monitoring = MultipleChoiceBlock(
        label=_("What is watched"), required=False, choices=vocabulary.monitoring_choices
    )
    monitoring_note = blocks.CharBlock(label=_("Note on watching"), required=False, max_length=250)
    adjustable_during_session = AnswerBlock(label=_("Can be adjusted or stopped"))
    further_dose_possible = AnswerBlock(label=_("A further dose is possible"))
    may_suit = points_block(label=_("May suit"))
    may_not_suit = points_block(label=_("May not suit"))
    common_effects = points_block(label=_("Common side effects"))
    serious_risks = points_block(label=_("Serious risks"))
    contraindications = points_block(label=_("Must not be used"))
    evidence = EvidenceBlock(label=_("Evidence"))
    regulatory_status = blocks.ListBlock(
        RegulatoryStatusBlock(), label=_("Approval"), default=[], collapsed=True
    )
    cost_band = ChoiceBlock(label=_("Cost"), required=False, choices=vocabulary.cost_band_choices)
    invasiveness = ChoiceBlock(
        label=_("Needle or line"), required=False, choices=vocabulary.invasiveness_choices
    )

    class Meta:
        icon = "route"
        template = "blog/blocks/route.html"
        group = _("Routes")
        description = _("One way to give a treatment, with facts that can be compared.")
        label_format = "{route}, {method}"
        value_class = RouteValue
        api_properties = [
            *("anchor", "title", "route_label", "method_label", "site_label", "codes"),
            *("monitoring_labels", "evidence_text"),
        ]
        form_layout = ROUTE_LAYOUT
        preview_value = PREVIEW

    def get_preview_value(self) -> Any:
        return self.to_python(PREVIEW)

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        route, method = cleaned["route"], cleaned["method"]
        if self.is_deferred_validation or vocabulary.method_fits(route, method):
            return cleaned
        raise _at("method", _now("This method does not belong to the chosen route."))


def _at(field: str, message: str) -> blocks.StructBlockValidationError:
    return blocks.StructBlockValidationError({field: ValidationError(message)})
