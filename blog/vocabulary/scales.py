"""Short closed lists: statuses, qualifiers, units, doses, endpoints, settings, evidence and more.

Keys of statuses, qualifiers and units follow FHIR (data-absent-reason, Range) and UCUM.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from blog.vocabulary.terms import Term, by_key

STATUSES: dict[str, Term] = by_key(
    [
        Term("known", _("Known")),
        Term("unknown", _("Not known")),
        Term("not_applicable", _("Does not apply")),
        Term("not_studied", _("Not studied")),
        Term("conflicting", _("Sources differ")),
    ]
)

QUALIFIERS: dict[str, Term] = by_key(
    [
        Term("exact", _("Exactly this")),
        Term("approx", _("About")),
        Term("at_least", _("At least"), _("Fill in the lower value only.")),
        Term("up_to", _("Up to"), _("Fill in the upper value only.")),
        Term("median", _("Median"), _("Half of the people were below, half above.")),
        Term("mean", _("Mean (average)")),
    ]
)

# UCUM codes. Months and years vary in length and are not allowed.
DURATION_UNITS: dict[str, Term] = by_key(
    [
        Term("s", _("Seconds")),
        Term("min", _("Minutes")),
        Term("h", _("Hours")),
        Term("d", _("Days")),
    ]
)
PERCENT_UNIT = "%"

DOSE_LEVELS: dict[str, Term] = by_key(
    [
        Term("anaesthetic", _("Anaesthetic dose")),
        Term("sub_anaesthetic", _("Sub-anaesthetic dose")),
        Term("label", _("Dose on the medicine's label")),
    ]
)

ENDPOINTS: dict[str, Term] = by_key(
    [
        Term("felt_effect", _("Felt effect"), _("The patient notices something.")),
        Term("surgical_anaesthesia", _("Surgical anaesthesia")),
        Term("sedation", _("Sedation")),
        Term("dissociation", _("Dissociation")),
        Term("pain_relief", _("Relief of pain")),
        Term("relief_of_depression", _("Relief of depression")),
        Term("symptom_relief", _("Relief of other symptoms")),
        Term("full_effect", _("Full effect")),
        Term("peak_concentration", _("Highest level in the blood")),
        Term("peak_effect", _("Strongest effect")),
        Term("recovery", _("Recovery, fit to go home")),
    ]
)

SETTINGS: dict[str, Term] = by_key(
    [
        Term("hospital", _("Hospital")),
        Term("certified_clinic", _("Certified clinic")),
        Term("clinic", _("Clinic")),
        Term("home_supervised", _("At home, with supervision")),
        Term("home", _("At home")),
    ]
)

MONITORING: dict[str, Term] = by_key(
    [
        Term("blood_pressure", _("Blood pressure")),
        Term("heart_rate", _("Heart rate")),
        Term("oxygen", _("Oxygen level")),
        Term("breathing", _("Breathing")),
        Term("alertness", _("Alertness")),
        Term("airway_equipment", _("Airway equipment at hand")),
        Term("experienced_clinician", _("Experienced clinician present")),
        Term("observation_period", _("Observation period afterwards")),
        Term("escort_home", _("Escort home")),
    ]
)

ANSWERS: dict[str, Term] = by_key(
    [
        Term("yes", _("Yes")),
        Term("limited", _("To a limited extent")),
        Term("no", _("No")),
        Term("unknown", _("Not known")),
    ]
)

REGULATORY_STATUSES: dict[str, Term] = by_key(
    [
        Term("approved", _("Approved"), _("For this use, by the medicines regulator.")),
        Term("off_label", _("Off-label"), _("Approved, but for another use.")),
        Term("unapproved_compounded", _("Compounded, not approved")),
        Term("not_available", _("Not available")),
    ]
)

COST_BANDS: dict[str, Term] = by_key(
    [
        Term("lower", _("Lower cost")),
        Term("middle", _("Middle cost")),
        Term("higher", _("Higher cost")),
        Term("varies", _("Cost varies widely")),
    ]
)

INVASIVENESS: dict[str, Term] = by_key(
    [
        Term("non_invasive", _("No needle")),
        Term("needle", _("A needle, taken out at once")),
        Term("line", _("A line that stays in during treatment")),
        Term("procedure", _("A procedure in a treatment room")),
    ]
)


@dataclass(frozen=True)
class EvidenceScheme(Term):
    """A published way to grade evidence, and its grades from the strongest to the weakest."""

    grades: tuple[Term, ...] = ()


EVIDENCE_SCHEMES: dict[str, EvidenceScheme] = by_key(
    [
        EvidenceScheme(
            "grade",
            _("GRADE"),
            _("Certainty of the evidence, by the GRADE working group."),
            grades=(
                Term("high", _("High certainty")),
                Term("moderate", _("Moderate certainty")),
                Term("low", _("Low certainty")),
                Term("very_low", _("Very low certainty")),
            ),
        ),
        EvidenceScheme(
            "ocebm",
            _("OCEBM levels of evidence"),
            _("Oxford Centre for Evidence-Based Medicine, 2011."),
            grades=tuple(
                Term(level, label)
                for level, label in (
                    ("1", _("Level 1")),
                    ("2", _("Level 2")),
                    ("3", _("Level 3")),
                    ("4", _("Level 4")),
                    ("5", _("Level 5")),
                )
            ),
        ),
        EvidenceScheme(
            "schema_org",
            _("schema.org evidence levels"),
            _("A: many trials or reviews; B: one trial or observational studies; C: opinion."),
            grades=(
                Term("A", _("Level A")),
                Term("B", _("Level B")),
                Term("C", _("Level C")),
            ),
        ),
    ]
)

# No two schemes share a grade's key, so that one list of choices serves all of them.
EVIDENCE_GRADES: dict[str, Term] = by_key(
    grade for scheme in EVIDENCE_SCHEMES.values() for grade in scheme.grades
)


def grade_fits(scheme: str, grade: str) -> bool:
    """Whether `grade` belongs to `scheme`."""
    return any(entry.key == grade for entry in EVIDENCE_SCHEMES[scheme].grades)
