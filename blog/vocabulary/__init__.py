"""The project's controlled vocabulary: what may be said about a route, and in which words.

Pure data: no models, no I/O. Keys are stored and public. The `…_choices` functions take no
arguments, so that a block which names one stores only its dotted path in migrations
(`blog.vocabulary.route_choices`); for that reason they are defined here and never move.
"""

from blog.vocabulary.codes import Codes, codes, method_fits
from blog.vocabulary.facts import FACTS, Fact, FactKind
from blog.vocabulary.methods import METHODS, SITES
from blog.vocabulary.recognition import RecognisedRoute, recognise_route
from blog.vocabulary.route import Route
from blog.vocabulary.routes import HL7_V3_SYSTEM, NCIT_SYSTEM, ROUTES
from blog.vocabulary.scales import (
    ANSWERS,
    COST_BANDS,
    DOSE_LEVELS,
    DURATION_UNITS,
    ENDPOINTS,
    EVIDENCE_GRADES,
    EVIDENCE_SCHEMES,
    INVASIVENESS,
    MONITORING,
    PERCENT_UNIT,
    QUALIFIERS,
    REGULATORY_STATUSES,
    SETTINGS,
    STATUSES,
    EvidenceScheme,
    grade_fits,
)
from blog.vocabulary.terms import Choices, Term, as_choices, once_a_language

__all__ = [
    "ANSWERS",
    "COST_BANDS",
    "DOSE_LEVELS",
    "DURATION_UNITS",
    "ENDPOINTS",
    "EVIDENCE_GRADES",
    "EVIDENCE_SCHEMES",
    "FACTS",
    "HL7_V3_SYSTEM",
    "INVASIVENESS",
    "METHODS",
    "MONITORING",
    "NCIT_SYSTEM",
    "PERCENT_UNIT",
    "QUALIFIERS",
    "REGULATORY_STATUSES",
    "ROUTES",
    "SETTINGS",
    "SITES",
    "STATUSES",
    "Codes",
    "EvidenceScheme",
    "Fact",
    "FactKind",
    "RecognisedRoute",
    "Route",
    "Term",
    "codes",
    "grade_fits",
    "method_fits",
    "recognise_route",
]


@once_a_language
def route_choices() -> Choices:
    return as_choices(ROUTES.values())


@once_a_language
def method_choices() -> Choices:
    return as_choices(METHODS.values())


@once_a_language
def site_choices() -> Choices:
    return as_choices(SITES.values())


@once_a_language
def status_choices() -> Choices:
    return as_choices(STATUSES.values())


@once_a_language
def qualifier_choices() -> Choices:
    return as_choices(QUALIFIERS.values())


@once_a_language
def duration_unit_choices() -> Choices:
    return as_choices(DURATION_UNITS.values())


@once_a_language
def percent_unit_choices() -> Choices:
    return [(PERCENT_UNIT, PERCENT_UNIT)]


@once_a_language
def endpoint_choices() -> Choices:
    return as_choices(ENDPOINTS.values())


@once_a_language
def dose_level_choices() -> Choices:
    return as_choices(DOSE_LEVELS.values())


@once_a_language
def setting_choices() -> Choices:
    return as_choices(SETTINGS.values())


@once_a_language
def monitoring_choices() -> Choices:
    return as_choices(MONITORING.values())


@once_a_language
def answer_choices() -> Choices:
    return as_choices(ANSWERS.values())


@once_a_language
def evidence_scheme_choices() -> Choices:
    return as_choices(EVIDENCE_SCHEMES.values())


@once_a_language
def evidence_grade_choices() -> Choices:
    """Every grade of every scheme; `grade_fits` tells which belong together."""
    return as_choices(EVIDENCE_GRADES.values())


@once_a_language
def regulatory_status_choices() -> Choices:
    return as_choices(REGULATORY_STATUSES.values())


@once_a_language
def cost_band_choices() -> Choices:
    return as_choices(COST_BANDS.values())


@once_a_language
def invasiveness_choices() -> Choices:
    return as_choices(INVASIVENESS.values())


@once_a_language
def fact_choices() -> Choices:
    return as_choices(FACTS.values())
