"""Route blocks with figures of every kind: known, not known, not studied, and in dispute."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Any

from blog.generation.shapes import Items, cited, listed
from blog.generation.words import Words
from blog.vocabulary import (
    COST_BANDS,
    DOSE_LEVELS,
    ENDPOINTS,
    FACTS,
    INVASIVENESS,
    MONITORING,
    REGULATORY_STATUSES,
    SETTINGS,
)

FIGURES = [key for key, fact in FACTS.items() if fact.is_quantity]
MOSTLY_STATED = ("onset", "duration_of_effect", "bioavailability")
STATUSES = ["known"] * 7 + ["unknown", "not_studied", "conflicting"]
LISTS = ("may_suit", "may_not_suit", "common_effects", "serious_risks", "contraindications")


def route_value(
    random: Random, words: Words, references: Sequence[int], route: tuple[str, str], treatment: int
) -> dict[str, Any]:
    """The stored value of a route block. Its figures mean nothing."""
    value: dict[str, Any] = {
        "route": route[0],
        "method": route[1],
        "treatment": treatment,
        "site": "",
        "heading": "",
        "summary": words.paragraphs(random, 1, 2),
        "references": cited(random, references),
        "points": _points(random, words, references),
        "how_given": words.paragraphs(random, 1, 2),
        "setting": random.choice(list(SETTINGS)),
        "monitoring": sorted(random.sample(list(MONITORING), 2)),
        "monitoring_note": "",
        "evidence": {
            "scheme": "grade",
            "grade": random.choice(("high", "moderate", "low", "very_low")),
            "note": words.sentence(random),
            "references": cited(random, references, 1),
        },
        "cost_band": random.choice(list(COST_BANDS)),
        "invasiveness": random.choice(list(INVASIVENESS)),
    }
    # Editors state a few facts of a route, not all that could be said.
    for fact in sorted({*MOSTLY_STATED, *random.sample(FIGURES, 1)}):
        value[fact] = _figure(random, words, references, fact)
    for name in sorted(random.sample(LISTS, 2)):
        value[name] = _points(random, words, references)
    for name in random.sample(("adjustable_during_session", "further_dose_possible"), 1):
        answer = random.choice(("yes", "limited", "no", "unknown"))
        value[name] = {"value": answer, "note": words.sentence(random), "references": Items()}
    value["regulatory_status"] = listed(
        [
            {
                "jurisdiction": "US",
                "indication": words.phrase(random, 2),
                "status": random.choice(list(REGULATORY_STATUSES)),
                "as_of": "2025-01-15",
                "references": cited(random, references, 1),
            }
        ]
    )
    return value


def _points(random: Random, words: Words, references: Sequence[int]) -> Items:
    return listed(
        {"text": f"<p>{words.sentence(random)}</p>", "references": cited(random, references)}
        for _ in range(random.randint(1, 2))
    )


def _figure(random: Random, words: Words, references: Sequence[int], fact: str) -> dict[str, Any]:
    status = random.choice(STATUSES)
    is_share = FACTS[fact].kind == "percent"
    figure: dict[str, Any] = {
        "status": status,
        "low": None,
        "high": None,
        "qualifier": "exact",
        "endpoint": "",
        "dose_level": random.choice(list(DOSE_LEVELS)),
        "dose_label": "",
        "method": "",
        "population": "adults",
        "spread": "",
        "as_of": None,
        "references": Items(),
        "reason": "",
        "differing": Items(),
    }
    if not is_share:
        figure["unit"] = random.choice(("s", "min", "h"))
    if status == "known":
        figure |= _range(random) | {"references": cited(random, references, 1)}
    if status == "conflicting":
        figure["differing"] = listed(
            _range(random, above=above)
            | ({} if is_share else {"unit": figure["unit"]})
            | {"qualifier": "exact", "note": "", "references": cited(random, references, 1)}
            for above in (0, 50)
        )
    if status in ("known", "conflicting") and FACTS[fact].needs_endpoint:
        figure["endpoint"] = random.choice(list(ENDPOINTS))
    return figure


def _range(random: Random, above: int = 0) -> dict[str, str]:
    low = above + random.randint(1, 30)
    return {"low": str(low), "high": str(low + random.randint(0, 15))}
