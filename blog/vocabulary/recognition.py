"""Which route a heading written by a person is about, if it says so without doubt."""

from __future__ import annotations

import re
from dataclasses import dataclass

from blog.vocabulary.routes import ROUTES

# "IN", "SC" and "SQ" are read in several ways (ISMP) and "PO", "PR", "SL" are other things too.
_ABBREVIATIONS = re.compile(
    # Not the roman numeral: "Phase IV trial", "Stage IV".
    r"(?i:(?<!phase )(?<!stage )(?<!part )(?<!type )(?<!class )(?<!grade )(?<!level )"
    r"(?<!chapter )(?<!section )(?<!volume ))"
    r"(?<![\w.'’&])(?P<token>IV|I\.V\.|IM|I\.M\.)(?![\w'’&])"
)
_ABBREVIATED = {"IV": "intravenous", "IM": "intramuscular"}

# Adjectives that also describe parts of the body: a route only beside something that is given.
_BODY_WORDS = ("nasal", "oral", "rectal", "topical", "cutaneous", "vaginal", "ophthalmic", "otic")
_GIVEN = re.compile(
    r"\b(administration|application|capsules?|creams?|delivery|doses?|dosing|drops|drugs?|(?:es)?ketamine"
    r"|forms?|gels?|instillation|lozenges?|medications?|medicines?|ointments?|pills?|powders?|route"
    r"|solutions?|sprays?|suppositor(?:y|ies)|tablets?|therap(?:y|ies)|treatments?|use)\b",
    re.IGNORECASE,
)
_BODY_PARTS = (
    r"(?![ -](?:cancer|care|cavity|congestion|exam\w*|health|history|hygiene|infections?|issues?"
    r"|microbiome|passages?|polyps?|sex|surgery|surgeons?|thrush|tissue|ulcers?)\b)"
)


# Longer text is prose, and prose that mentions a route is not yet about it.
_LONGEST_HEADING = 200
_HYPHENS = str.maketrans({"\N{HYPHEN}": "-", "\N{NON-BREAKING HYPHEN}": "-"})


def _phrases(*phrases: str) -> re.Pattern[str]:
    joined = "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in phrases)
    joined = re.sub(r"\b(intra|sub|trans)(?:\\-)?(?=[a-z])", r"\1[- ]?", joined)
    return re.compile(rf"(?<![\w-])(?:{joined})(?!\w)", re.IGNORECASE)


_ALIASES = {key: _phrases(*route.aliases) for key, route in ROUTES.items() if route.aliases}
_ADJECTIVES = {
    word: re.compile(rf"(?<![\w-]){word}\b{_BODY_PARTS}", re.IGNORECASE) for word in _BODY_WORDS
}

# From the most exact to the most general; the first that fits the route is meant.
_METHOD_WORDS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (method, re.compile(pattern, re.IGNORECASE))
    for method, pattern in (
        ("z_track", r"\bz[- ]track\b"),
        ("deep_injection", r"\bdeep\b.*\b(?:injections?|shots?)\b|\bdeep intramuscular\b"),
        ("slow_injection", r"\bslow\b.*\b(?:injections?|push)\b"),
        ("rapid_push", r"\brapid\b.*\bpush\b"),
        ("bolus", r"\bbolus(?:es)?\b"),
        ("push", r"\bpush(?:es)?\b"),
        ("patient_controlled", r"\bpatient[- ]controlled\b"),
        ("continuous_infusion", r"\bcontinuous\b.*\binfusions?\b"),
        ("intermittent_infusion", r"\bintermittent\b.*\binfusions?\b"),
        ("infusion", r"\binfusions?\b|\bdrips?\b"),
        ("injection", r"\binjections?\b|\binjected\b|\bshots?\b|\bjabs?\b"),
        ("nebuliser", r"\bnebuli[sz](?:ers?|ed)\b"),
        ("inhalation", r"\binhal(?:ation|ed|ers?)\b"),
        ("spray", r"\bsprays?\b"),
        ("drops", r"\bdrops\b"),
        ("patch", r"\bpatch(?:es)?\b"),
        ("insertion", r"\bsuppositor(?:y|ies)\b|\bpessar(?:y|ies)\b"),
        ("application", r"\b(?:creams?|gels?|ointments?)\b"),
        ("dissolve", r"\b(?:lozenges?|troches?|dissolving|dissolved)\b"),
        ("swallow", r"\b(?:capsules?|pills?|swallowed)\b"),
    )
)
_SLOW = frozenset({"infusion", "continuous_infusion", "intermittent_infusion"})
_QUICK = frozenset(
    {"injection", "bolus", "push", "rapid_push", "slow_injection", "deep_injection", "z_track"}
)


@dataclass(frozen=True)
class RecognisedRoute:
    """A route key, and the method key when the heading names exactly one."""

    route: str
    method: str | None = None


def recognise_route(text: str) -> RecognisedRoute | None:
    """The one route that a heading names; None when it names none, or more than one, or is prose.

    >>> recognise_route("IV infusions")
    RecognisedRoute(route='intravenous', method='infusion')
    """
    if len(text) > _LONGEST_HEADING:
        return None
    text = text.translate(_HYPHENS)
    routes = _routes_in(text)
    if len(routes) != 1:
        return None
    route = routes.pop()
    return RecognisedRoute(route, _method_in(text, route))


def _routes_in(text: str) -> set[str]:
    found = {key for key, pattern in _ALIASES.items() if pattern.search(text)}
    found |= {
        _ABBREVIATED[match["token"].replace(".", "")] for match in _ABBREVIATIONS.finditer(text)
    }
    if _GIVEN.search(text):
        found |= {word for word, pattern in _ADJECTIVES.items() if pattern.search(text)}
    return found


def _method_in(text: str, route: str) -> str | None:
    named = [
        method
        for method, pattern in _METHOD_WORDS
        if method in ROUTES[route].methods and pattern.search(text)
    ]
    if not named or (_SLOW.intersection(named) and _QUICK.intersection(named)):
        return None
    return named[0]
