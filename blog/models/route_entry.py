"""One row per route block of each public post, so that routes can be found and ordered."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db import models

from blog import vocabulary
from blog.vocabulary import FACTS
from cms.api.pagination import number

if TYPE_CHECKING:
    from blog.models.post import BlogPage


def _amount(description: str) -> Any:
    return models.DecimalField(description, max_digits=14, decimal_places=3, null=True)


def _by_figures() -> list[models.Index]:
    """For each figure: entries by its lower end, and by its upper; an open end is the other."""
    quantities = [key for key, fact in FACTS.items() if fact.is_quantity]
    return [
        models.Index(number(f"{key}_{first}", f"{key}_{second}"), "id", name=f"entry_{key}_{first}")
        for key in quantities
        for first, second in (("low", "high"), ("high", "low"))
    ]


class RouteEntry(models.Model):
    """The facts of one route block: durations in seconds, bioavailability in percent.

    Derived from the post and rewritten whenever it is published. It names no audience: who may
    see an entry is asked of its page (`cms.editions.published.published`).
    """

    page = models.ForeignKey(
        "blog.BlogPage", on_delete=models.CASCADE, related_name="route_entries"
    )
    published_at = models.DateTimeField(help_text="When the page was first published.")
    block_id = models.CharField(max_length=40)
    position = models.PositiveSmallIntegerField()
    route = models.CharField(max_length=40, choices=vocabulary.route_choices)
    method = models.CharField(max_length=40, choices=vocabulary.method_choices)
    site = models.CharField(max_length=40, blank=True)
    treatment = models.ForeignKey(
        "blog.Treatment", null=True, on_delete=models.CASCADE, related_name="route_entries"
    )
    onset_low = _amount("onset, shortest")
    onset_high = _amount("onset, longest")
    peak_low = _amount("peak, earliest")
    peak_high = _amount("peak, latest")
    duration_of_effect_low = _amount("duration of effect, shortest")
    duration_of_effect_high = _amount("duration of effect, longest")
    administration_time_low = _amount("administration time, shortest")
    administration_time_high = _amount("administration time, longest")
    visit_length_low = _amount("visit length, shortest")
    visit_length_high = _amount("visit length, longest")
    half_life_low = _amount("half-life, shortest")
    half_life_high = _amount("half-life, longest")
    bioavailability_low = _amount("bioavailability, lowest")
    bioavailability_high = _amount("bioavailability, highest")

    class Meta:
        ordering = ["page", "position"]
        verbose_name_plural = "route entries"
        constraints = [
            models.UniqueConstraint(fields=["page", "block_id"], name="one_entry_per_route_block")
        ]
        indexes = [
            models.Index(fields=["-published_at", "-id"], name="entry_newest"),
            models.Index(fields=["route", "-published_at", "-id"], name="entry_of_route"),
            *_by_figures(),
        ]

    def __str__(self) -> str:
        return f"{self.page_id}: {self.route} ({self.method})"

    @classmethod
    def rewrite(cls, page: BlogPage) -> int:
        """Replace the entries of a post by what its body says. Returns how many there are."""
        entries = cls.of(page)
        RouteEntry.objects.filter(page_id=page.pk).delete()
        RouteEntry.objects.bulk_create(entries)
        return len(entries)

    @classmethod
    def of(cls, page: BlogPage) -> list[RouteEntry]:
        """The entries a post's body calls for, unsaved."""
        return [
            cls(
                page_id=page.pk,
                published_at=page.first_published_at,
                block_id=child.id,
                position=position,
                route=child.value["route"],
                method=child.value["method"],
                site=child.value["site"] or "",
                treatment=child.value["treatment"],
                **_amounts(child.value.quantities),
            )
            for position, child in enumerate(page.route_blocks())
        ]


def _amounts(quantities: dict[str, Any]) -> dict[str, Decimal | None]:
    amounts: dict[str, Decimal | None] = {}
    for fact, quantity in quantities.items():
        low, high = quantity.range.bounds if quantity and quantity.range else (None, None)
        amounts |= {f"{fact}_low": low, f"{fact}_high": high}
    return amounts
