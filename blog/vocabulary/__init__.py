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
from blog.vocabulary.terms import Term, as_choices

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


def route_choices() -> list[tuple[str, str]]:
    return as_choices(ROUTES.values())


def method_choices() -> list[tuple[str, str]]:
    return as_choices(METHODS.values())


def site_choices() -> list[tuple[str, str]]:
    return as_choices(SITES.values())


def status_choices() -> list[tuple[str, str]]:
    return as_choices(STATUSES.values())


def qualifier_choices() -> list[tuple[str, str]]:
    return as_choices(QUALIFIERS.values())


def duration_unit_choices() -> list[tuple[str, str]]:
    return as_choices(DURATION_UNITS.values())


def percent_unit_choices() -> list[tuple[str, str]]:
    return [(PERCENT_UNIT, PERCENT_UNIT)]


def endpoint_choices() -> list[tuple[str, str]]:
    return as_choices(ENDPOINTS.values())


def dose_level_choices() -> list[tuple[str, str]]:
    return as_choices(DOSE_LEVELS.values())


def setting_choices() -> list[tuple[str, str]]:
    return as_choices(SETTINGS.values())


def monitoring_choices() -> list[tuple[str, str]]:
    return as_choices(MONITORING.values())


def answer_choices() -> list[tuple[str, str]]:
    return as_choices(ANSWERS.values())


def evidence_scheme_choices() -> list[tuple[str, str]]:
    return as_choices(EVIDENCE_SCHEMES.values())


def evidence_grade_choices() -> list[tuple[str, str]]:
    """Every grade of every scheme; `grade_fits` tells which belong together."""
    return as_choices(EVIDENCE_GRADES.values())


def regulatory_status_choices() -> list[tuple[str, str]]:
    return as_choices(REGULATORY_STATUSES.values())


def cost_band_choices() -> list[tuple[str, str]]:
    return as_choices(COST_BANDS.values())


def invasiveness_choices() -> list[tuple[str, str]]:
    return as_choices(INVASIVENESS.values())


def fact_choices() -> list[tuple[str, str]]:
    return as_choices(FACTS.values())
