"""What the list of posts can be narrowed to."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.forms import CheckboxSelectMultiple, RadioSelect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_filters.filters import ChoiceFilter, ModelMultipleChoiceFilter, MultipleChoiceFilter
from wagtail.admin.filters import WagtailFilterSet

from blog import vocabulary
from blog.admin.post_rows import site_defaults
from blog.models import BlogPage, Category, Disclaimer, Person, Treatment

DUE_SOON = timedelta(days=60)


class ReviewFilter(ChoiceFilter):
    """Posts whose next review is past due, or due within 60 days."""

    def filter(self, queryset: QuerySet[Any], value: str) -> QuerySet[Any]:
        today = timezone.localdate()
        conditions = {
            "overdue": Q(next_review_due__lt=today),
            "soon": Q(next_review_due__gte=today, next_review_due__lte=today + DUE_SOON),
            "none": Q(next_review_due__isnull=True),
        }
        return queryset.filter(among(conditions[value])) if value in conditions else queryset


class StatusFilter(ChoiceFilter):
    def filter(self, queryset: QuerySet[Any], value: str) -> QuerySet[Any]:
        conditions = {
            "live": Q(live=True, has_unpublished_changes=False),
            "changed": Q(live=True, has_unpublished_changes=True),
            "draft": Q(live=False),
        }
        return queryset.filter(among(conditions[value])) if value in conditions else queryset


class AmongFilter(ModelMultipleChoiceFilter):
    """Posts related to any of the chosen things."""

    def filter(self, queryset: QuerySet[Any], value: Any) -> QuerySet[Any]:
        chosen = Q(**{f"{self.field_name}__in": value})
        return queryset.filter(among(chosen)) if value else queryset


class RouteFilter(MultipleChoiceFilter):
    def filter(self, queryset: QuerySet[Any], value: list[str]) -> QuerySet[Any]:
        chosen = Q(route_entries__route__in=value)
        return queryset.filter(among(chosen)) if value else queryset


class DisclaimerFilter(ModelMultipleChoiceFilter):
    """Posts to which one of the disclaimers applies: their own, their category's, the site's."""

    def filter(self, queryset: QuerySet[Any], value: Any) -> QuerySet[Any]:
        if not value:
            return queryset
        applies = Q(disclaimer__in=value) | Q(disclaimer=None, category__disclaimer__in=value)
        for beginning, default in site_defaults():
            if default in value:
                applies |= Q(
                    Q(category=None) | Q(category__disclaimer=None),
                    disclaimer=None,
                    path__startswith=beginning,
                )
        return queryset.filter(among(applies))


def among(condition: Q) -> Q:
    """The condition as a subquery, so that it can be combined with a search."""
    return Q(pk__in=BlogPage.objects.filter(condition).values("pk"))


class PostFilterSet(WagtailFilterSet):
    review = ReviewFilter(
        label=_("Review"),
        empty_label=_("Any"),
        choices=[
            ("overdue", _("Past due")),
            ("soon", _("Due within 60 days")),
            ("none", _("No date set")),
        ],
        widget=RadioSelect,
    )
    status = StatusFilter(
        label=_("Status"),
        empty_label=_("Any"),
        choices=[
            ("live", _("Live")),
            ("changed", _("Live, with a draft")),
            ("draft", _("Draft")),
        ],
        widget=RadioSelect,
    )
    route = RouteFilter(
        label=_("Route"), choices=vocabulary.route_choices, widget=CheckboxSelectMultiple
    )
    category = AmongFilter(
        label=_("Category"), queryset=Category.objects.all(), widget=CheckboxSelectMultiple
    )
    treatments = AmongFilter(
        label=_("Treatment"), queryset=Treatment.objects.all(), widget=CheckboxSelectMultiple
    )
    page_authors__person = AmongFilter(
        label=_("Author"),
        queryset=Person.objects.filter(authored_posts__isnull=False).distinct(),
        widget=CheckboxSelectMultiple,
    )
    disclaimer = DisclaimerFilter(
        label=_("Disclaimer"), queryset=Disclaimer.objects.all(), widget=CheckboxSelectMultiple
    )

    class Meta:
        model = BlogPage
        fields: list[str] = []
