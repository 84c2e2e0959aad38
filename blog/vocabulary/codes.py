"""External codes, computed from route and method; nobody types a code."""

from __future__ import annotations

from dataclasses import dataclass

from blog.vocabulary.routes import ROUTES

# FDA lists these two as routes of their own (NCIt subset C54455).
_BOLUS = ("INTRAVENOUS BOLUS", "C38274")
_DRIP = ("INTRAVENOUS DRIP", "C38279")
_FDA_BY_METHOD: dict[tuple[str, str], tuple[str, str]] = {
    **{
        ("intravenous", method): _BOLUS
        for method in ("bolus", "push", "slow_injection", "rapid_push")
    },
    **{
        ("intravenous", method): _DRIP
        for method in (
            "infusion",
            "catheter_infusion",
            "continuous_infusion",
            "intermittent_infusion",
            "patient_controlled",
        )
    },
}


@dataclass(frozen=True)
class Codes:
    """`fda_term` (FDA SPL), `ncit` (NCI Thesaurus) and `hl7_v3`; None where there is no code."""

    fda_term: str | None
    ncit: str | None
    hl7_v3: str | None


def method_fits(route: str, method: str) -> bool:
    """Whether `method` is a way to give something by `route`; any method fits the route `other`."""
    return route == "other" or method in ROUTES[route].methods


def codes(route: str, method: str | None = None) -> Codes:
    """The codes of a route given by a method.

    A method that does not fit the route gets the route's own FDA and NCIt codes and no HL7 code.
    Raises KeyError for a route that is not in `ROUTES`.
    """
    entry = ROUTES[route]
    method = method or ""
    fda_term, ncit = _FDA_BY_METHOD.get((route, method), (entry.fda_term, entry.ncit))
    if method and not method_fits(route, method):
        return Codes(fda_term, ncit, None)
    return Codes(fda_term, ncit, entry.hl7_by_method.get(method, entry.hl7))
