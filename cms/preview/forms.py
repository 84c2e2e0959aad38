"""The form that makes a reviewer's link."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Revision

# How many hours a link may work.
DAY, THREE_DAYS, WEEK, FORTNIGHT = 24, 72, 7 * 24, 14 * 24
PERIODS = [
    (DAY, _("One day")),
    (THREE_DAYS, _("Three days")),
    (WEEK, _("A week")),
    (FORTNIGHT, _("Two weeks")),
]
# How many versions there are to choose from: the latest.
VERSIONS = 20


class VersionField(forms.ModelChoiceField):
    """A version by when it was made, and by whom."""

    def label_from_instance(self, obj: Any) -> str:
        return version_in_words(obj)


class ShareForm(forms.Form):
    """Which version, for how long, for whom."""

    revision = VersionField(Revision.objects.none(), label=_("Version"), empty_label=None)
    hours = forms.TypedChoiceField(
        label=_("Works for"), choices=PERIODS, coerce=int, initial=THREE_DAYS
    )
    note = forms.CharField(
        label=_("Who is it for?"),
        max_length=200,
        required=False,
        help_text=_("Only editors see this."),
    )

    def __init__(self, page: Page, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        latest = page.revisions.order_by("-created_at", "-pk")
        shown = list(latest.values_list("pk", flat=True)[:VERSIONS])
        field: Any = self.fields["revision"]
        field.queryset = latest.filter(pk__in=shown).select_related("user")
        field.initial = next(iter(shown), None)

    @property
    def lasts(self) -> timedelta:
        return timedelta(hours=self.cleaned_data["hours"])


def version_in_words(revision: Revision) -> str:
    """“25 November 2026, 16:20, Ada Lovelace”."""
    made = date_format(timezone.localtime(revision.created_at), "j F Y, H:i")
    return f"{made}, {name_of(revision.user)}" if revision.user else made


def name_of(user: Any) -> str:
    """A user as colleagues know them."""
    return (user.get_full_name() or user.get_username()) if user else gettext("Nobody")
