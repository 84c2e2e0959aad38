"""Finding pages: the index, `published()` and the live store are asked together, in two queries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from wagtail.models import Page

from cms.editions.current import is_current, until_current
from cms.editions.published import published
from cms.editions.pulse import Holding, holding
from cms.editions.search.choosing import chosen
from cms.editions.search.question import Question
from cms.editions.search.ranking import Ranking
from cms.editions.statements import AT, Statement, number

REACH = 300
"""How many pages are found at most: a word may stand in all, and nobody reads on for ever."""
MOST = 100
"""How many hits are shown at once, at most."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A page that was found: its card, its text, and how well it answers, 1 being the best."""

    card: bytes
    body: str
    score: float


@dataclass(frozen=True, slots=True)
class Found:
    """Some of the hits, the best first and of equals the newest, how many there are, and with what
    that holds.
    """

    hits: Sequence[Hit]
    count: int
    holding: Holding | None = None


def find(question: Question, limit: int, offset: int = 0) -> Found:
    """The hits of a question. What is behind is built anew before it is sent."""
    if not question.parts:
        return Found([], 0)
    ranking = Ranking(question)

    def read() -> tuple[Found, list[int]]:
        holds, at = holding(), timezone.now()
        ranked = sorted(
            (
                (ranking.score(*words), moment, pk)
                for pk, moment, *words in chosen(question, at, REACH)
            ),
            reverse=True,
        )
        scores = {pk: score for score, _, pk in ranked[offset : offset + min(limit, MOST)]}
        rows = _shown(list(scores), at)
        hits = [Hit(bytes(rows[pk][1]), rows[pk][2], scores[pk]) for pk in scores if pk in rows]
        behind = [pk for pk, row in rows.items() if not is_current(*row[3:])]
        return Found(hits, len(ranked), holds), behind

    found: Found = until_current(read)
    return found


def _shown(ids: list[int], at: datetime) -> dict[int, tuple[Any, ...]]:
    """Rows `(id, card, body, …)` of pages, by id; without those that have just gone."""
    if not ids:
        return {}
    given = {_name(index): pk for index, pk in enumerate([*ids, *[0] * (MOST - len(ids))])}
    return {row[0]: row for row in _SHOWN.rows(at=at, **given)}


def _name(index: int) -> str:
    return f"id{index}"


def _hits() -> QuerySet[Any, Any]:
    listed = Page.objects.filter(pk__in=[number(index) for index in range(MOST)])
    return (
        published(listed, AT)
        .order_by()
        .values_list(
            *("pk", "live_page__edition__card", "live_page__search_entry__body"),
            *("live_page__stale_from", "live_page__shape", "live_page__type"),
            *("live_page__url_path", "url_path"),
        )
    )


_SHOWN = Statement(_hits, {AT: "at", **{number(index): _name(index) for index in range(MOST)}})
