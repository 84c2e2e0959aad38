"""What is known of one route of administration."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from blog.vocabulary.terms import Term


@dataclass(frozen=True)
class Route(Term):
    """One route.

    `methods`: method keys that fit it, the usual one first. `hl7`: the HL7 v3 code when no method
    says it more exactly, None where HL7 has codes by method only. `hl7_by_method`: those codes.
    `aliases`: lower-case phrases that mean this route in a heading.
    """

    abbreviation: str = ""
    fda_term: str | None = None
    ncit: str | None = None
    methods: tuple[str, ...] = ()
    hl7: str | None = None
    hl7_by_method: Mapping[str, str] = field(default_factory=dict, hash=False)
    aliases: tuple[str, ...] = ()
