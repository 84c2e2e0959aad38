"""What a route block says, in the words and values that every representation shares."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import cached_property
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.blocks import StructValue
from wagtail.rich_text import get_text_for_indexing

from blog import vocabulary
from blog.comparison import STATES, CellState, RouteFacts, TextFact, context_in_words
from blog.identifiers import jurisdiction_label
from blog.quantities import Quantity, text
from blog.vocabulary import Codes

QUANTITIES = (
    *("onset", "peak", "duration_of_effect", "administration_time", "visit_length"),
    *("bioavailability", "half_life"),
)
LISTS = ("may_suit", "may_not_suit", "contraindications", "common_effects", "serious_risks")


@dataclass(frozen=True, slots=True)
class StatedFact:
    """One fact as a reader meets it. `state` is a cell state of `blog.comparison`."""

    key: str
    label: str
    text: str
    note: str
    state: CellState
    references: tuple[Any, ...]


class RegulatoryStatusValue(StructValue):
    """What a regulator says of one use, with its words."""

    @property
    def jurisdiction_label(self) -> str:
        return _country(self["jurisdiction"])

    @property
    def status_label(self) -> str:
        status = self["status"]
        return str(vocabulary.REGULATORY_STATUSES[status].label) if status else ""


class RouteValue(StructValue):
    """The value of a route block, with what is derived from it."""

    @property
    def key(self) -> tuple[int | None, str, str]:
        """What makes a route unique within a post: treatment, route and method."""
        treatment = self.get("treatment")
        return (treatment.pk if treatment else None, self["route"] or "", self["method"] or "")

    @property
    def anchor(self) -> str:
        """``ketamine-intramuscular-injection``: stable while treatment, route and method are."""
        treatment = self.get("treatment")
        parts = [treatment.slug if treatment else "", self["route"], self["method"]]
        return slugify("-".join(part for part in parts if part), allow_unicode=True)

    @property
    def title(self) -> str:
        """The editor's own heading, else “Ketamine: intramuscular injection” and the like."""
        if self.get("heading"):
            return str(self["heading"])
        words = f"{self.route_label} ({self.method_label.lower()})" if self["method"] else ""
        label = words or self.route_label
        treatment = self.get("treatment")
        return f"{treatment.name}: {label[:1].lower()}{label[1:]}" if treatment else label

    @property
    def route_label(self) -> str:
        return str(vocabulary.ROUTES[self["route"]].label) if self["route"] else ""

    @property
    def method_label(self) -> str:
        return str(vocabulary.METHODS[self["method"]].label) if self["method"] else ""

    @property
    def site_label(self) -> str:
        return str(vocabulary.SITES[self["site"]].label) if self["site"] else ""

    @property
    def codes(self) -> Codes | None:
        """FDA, NCIt and HL7 v3 codes, derived from route and method; None without a route."""
        return vocabulary.codes(self["route"], self["method"] or None) if self["route"] else None

    @cached_property
    def quantities(self) -> dict[str, Quantity | None]:
        """The figures by fact key; None where nothing is stated."""
        return {fact: self.block.child_blocks[fact].quantity(self[fact]) for fact in QUANTITIES}

    @property
    def labels(self) -> dict[str, str]:
        """What each fact is called, the same above a list as in the comparison."""
        return {key: str(fact.label) for key, fact in vocabulary.FACTS.items()}

    @property
    def facts(self) -> list[StatedFact]:
        """Figures and short answers that are stated, in the vocabulary's order."""
        return [fact for key in vocabulary.FACTS if (fact := self._fact(key))]

    def _fact(self, key: str) -> StatedFact | None:
        label = str(vocabulary.FACTS[key].label)
        if key in QUANTITIES:
            if (quantity := self.quantities[key]) is None:
                return None
            note, state = context_in_words(quantity), STATES[quantity.status]
            return StatedFact(key, label, text(quantity), note, state, self._sources(key))
        if key in ("evidence", "regulatory_status", *LISTS):
            return None
        if (words := self._words(key)) is None:
            return None
        return StatedFact(key, label, words.text, words.note, words.state, self._sources(key))

    def _sources(self, key: str) -> tuple[Any, ...]:
        value = self[key]
        if not isinstance(value, StructValue):
            return ()
        found = [*value["references"]]
        for item in value.get("differing") or ():
            found.extend(item["references"])
        return tuple(dict.fromkeys(reference for reference in found if reference))

    def _words(self, key: str) -> TextFact | None:
        """A fact in words, for the comparison and the list of facts; None when not stated."""
        if key in LISTS:
            items = tuple(get_text_for_indexing(point["text"].source) for point in self[key])
            items = tuple(item for item in items if item)
            sources = _pks(reference for point in self[key] for reference in point["references"])
            return TextFact("; ".join(items), items, sources=sources) if items else None
        if key in ("adjustable_during_session", "further_dose_possible"):
            return self._answer(key)
        if key == "monitoring":
            return self._monitoring()
        if key == "evidence":
            words = self.evidence_text
            return TextFact(words, sources=_pks(self[key]["references"])) if words else None
        if key == "regulatory_status":
            items = tuple(
                f"{status['jurisdiction_label']}: {status['status_label']} ({status['indication']})"
                for status in self.regulatory
            )
            sources = _pks(each for status in self.regulatory for each in status["references"])
            return TextFact("; ".join(items), items, sources=sources) if items else None
        return self._choice(key)

    def _choice(self, key: str) -> TextFact | None:
        terms = {
            "setting": vocabulary.SETTINGS,
            "cost_band": vocabulary.COST_BANDS,
            "invasiveness": vocabulary.INVASIVENESS,
        }[key]
        return TextFact(str(terms[self[key]].label)) if self[key] else None

    def _answer(self, key: str) -> TextFact | None:
        answer = self[key]["value"]
        if not answer:
            return None
        label, note = str(vocabulary.ANSWERS[answer].label), self[key]["note"] or ""
        state: CellState = "not_known" if answer == "unknown" else "stated"
        return TextFact(label, note=note, sources=_pks(self[key]["references"]), state=state)

    def _monitoring(self) -> TextFact | None:
        labels, note = self.monitoring_labels, self["monitoring_note"] or ""
        if not labels and not note:
            return None
        words = ", ".join(
            [*labels[:1], *(f"{label[:1].lower()}{label[1:]}" for label in labels[1:])]
        )
        return TextFact(words or note, tuple(labels), note if labels else "")

    @property
    def monitoring_labels(self) -> list[str]:
        return [str(vocabulary.MONITORING[key].label) for key in self["monitoring"] or ()]

    @property
    def evidence_text(self) -> str:
        """“Low certainty (GRADE). Two small trials found no difference.”; "" when not stated."""
        evidence = self["evidence"]
        grade, scheme = evidence["grade"], evidence["scheme"]
        graded = ""
        if grade and scheme:
            names = {
                "grade": vocabulary.EVIDENCE_GRADES[grade].label,
                "scheme": vocabulary.EVIDENCE_SCHEMES[scheme].label,
            }
            graded = _("%(grade)s (%(scheme)s).") % names
        return " ".join(part for part in (graded, evidence["note"] or "") if part)

    @property
    def regulatory(self) -> list[dict[str, Any]]:
        """What regulators say, one entry per jurisdiction and use."""
        return [
            {
                "jurisdiction": status["jurisdiction"],
                "jurisdiction_label": status.jurisdiction_label,
                "indication": status["indication"],
                "status": status["status"],
                "status_label": status.status_label,
                "as_of": status["as_of"],
                "references": status["references"],
            }
            for status in self["regulatory_status"]
            if status["status"]
        ]

    def facts_for_comparison(self, key: str) -> RouteFacts:
        """This route as `blog.comparison.compare` takes it."""
        treatment = self.get("treatment")
        return RouteFacts(
            key=key,
            label=self.title,
            treatment=treatment.name if treatment else "",
            treatment_slug=treatment.slug if treatment else "",
            route=self["route"] or "other",
            method=self["method"] or "",
            quantities=self.quantities,
            texts={
                fact: self._words(fact)
                for fact, entry in vocabulary.FACTS.items()
                if not entry.is_quantity
            },
        )


def _pks(references: Iterable[Any]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(each.pk for each in references if each is not None))


def _country(code: str) -> str:
    try:
        return jurisdiction_label(code)
    except KeyError:
        return code
