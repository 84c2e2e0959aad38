"""The facts of a route that are compared, in the order in which they are shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext_lazy as _

from blog.vocabulary.terms import Term, by_key

FactKind = Literal["duration", "percent", "text"]


@dataclass(frozen=True)
class Fact(Term):
    """One fact. `help` says it to patients, `pharmacology` to clinicians.

    `needs_endpoint`: the figure means nothing without what it was measured to. `depends_on_method`:
    routes given by unlike methods are not like for like (a slow drip against a quick injection).
    """

    kind: FactKind = "text"
    pharmacology: str = ""
    needs_endpoint: bool = False
    depends_on_method: bool = False

    @property
    def is_quantity(self) -> bool:
        return self.kind != "text"


FACTS: dict[str, Fact] = by_key(
    [
        Fact(
            "onset",
            _("Starts to act"),
            _("How long it takes until the effect named here begins."),
            kind="duration",
            pharmacology="onset of action",
            needs_endpoint=True,
            depends_on_method=True,
        ),
        Fact(
            "peak",
            _("Reaches its peak"),
            _("How long it takes until the level in the blood, or the effect, is highest."),
            kind="duration",
            pharmacology="time to peak (Tmax)",
            depends_on_method=True,
        ),
        Fact(
            "duration_of_effect",
            _("Effect lasts"),
            _("How long the effect named here lasts after one dose."),
            kind="duration",
            pharmacology="duration of action",
            needs_endpoint=True,
            depends_on_method=True,
        ),
        Fact(
            "administration_time",
            _("Time to give the dose"),
            _("How long it takes to give one dose."),
            kind="duration",
            depends_on_method=True,
        ),
        Fact(
            "visit_length",
            _("Length of the visit"),
            _("How long to plan for, from arriving to going home."),
            kind="duration",
            depends_on_method=True,
        ),
        Fact(
            "bioavailability",
            _("Share that reaches the blood"),
            _("How much of the dose reaches the bloodstream unchanged."),
            kind="percent",
            pharmacology="absolute bioavailability (F)",
        ),
        Fact(
            "half_life",
            _("Half-life"),
            _("How long the body takes to remove half of it from the blood."),
            kind="duration",
            pharmacology="elimination half-life (t½)",
        ),
        Fact("setting", _("Where it is given"), _("Hospital, clinic or home.")),
        Fact("monitoring", _("What is watched"), _("What staff check during and after it.")),
        Fact(
            "adjustable_during_session",
            _("Can be adjusted or stopped"),
            _("Whether the dose can be changed or stopped while it is being given."),
            pharmacology="titratability",
        ),
        Fact(
            "further_dose_possible",
            _("A further dose is possible"),
            _("Whether more can be given in the same visit."),
        ),
        Fact("may_suit", _("May suit"), _("People for whom this route can be a good choice.")),
        Fact("may_not_suit", _("May not suit"), _("People for whom another route may be better.")),
        Fact(
            "contraindications",
            _("Must not be used"),
            _("Conditions in which this must not be given."),
        ),
        Fact("common_effects", _("Common side effects"), _("Unwanted effects that many notice.")),
        Fact("serious_risks", _("Serious risks"), _("Rare or serious harms to know of.")),
        Fact("evidence", _("Strength of evidence"), _("How sure research lets us be.")),
        Fact("regulatory_status", _("Approval"), _("What the medicines regulator has approved.")),
        Fact("cost_band", _("Cost"), _("Compared with other ways to have this treatment.")),
        Fact("invasiveness", _("Needle or line"), _("How far it enters the body.")),
    ]
)
