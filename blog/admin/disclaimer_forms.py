"""The one form that adds a disclaimer: its name together with its first text."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm, formfield_for_dbfield
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList
from wagtail.models import Revision

from blog.admin.disclaimer_history import HistoryPanel
from blog.identifiers import parse_jurisdiction
from blog.models import Disclaimer, DisclaimerVersion

VERSION_FIELDS = ["title", "text", "jurisdiction", "effective_from"]


def _field(name: str) -> forms.Field:
    field: forms.Field = formfield_for_dbfield(DisclaimerVersion._meta.get_field(name))
    return field


class NewDisclaimerForm(WagtailAdminModelForm):
    """Saves the disclaimer and, as a draft, its version 1: afterwards `revision` holds that text.

    Publishing the revision is left to the view, which knows who may.
    """

    title = _field("title")
    text = _field("text")
    jurisdiction = _field("jurisdiction")
    effective_from = _field("effective_from")

    revision: Revision | None = None

    def clean_jurisdiction(self) -> str:
        code = self.cleaned_data["jurisdiction"]
        try:
            return parse_jurisdiction(code) if code else ""
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error

    def clean_effective_from(self) -> datetime | None:
        moment: datetime | None = self.cleaned_data["effective_from"]
        if moment and moment < timezone.now():
            raise forms.ValidationError(
                gettext("This moment has passed. Leave it empty to take effect on publishing.")
            )
        return moment

    def save(self, commit: bool = True) -> Disclaimer:
        with transaction.atomic():
            disclaimer: Disclaimer = super().save(commit)
            if commit:
                text = {name: self.cleaned_data[name] for name in VERSION_FIELDS}
                version = DisclaimerVersion(disclaimer=disclaimer, **text)
                version.save()
                self.revision = version.save_revision(user=self.for_user)
        return disclaimer


NAME_PANELS = [
    FieldPanel(
        "name", help_text=_("For editors. Posts, categories and the site choose it by this name.")
    ),
    FieldPanel("slug"),
]


def adding_panels() -> ObjectList:
    """Name and first text in one form."""
    text = MultiFieldPanel(
        [FieldPanel(name) for name in VERSION_FIELDS], heading=_("What readers see")
    )
    return ObjectList([*NAME_PANELS, text], base_form_class=NewDisclaimerForm).bind_to_model(
        Disclaimer
    )


def editing_panels() -> ObjectList:
    """The name, and the history of the texts."""
    history: Any = HistoryPanel(heading=_("Versions"))
    return ObjectList([*NAME_PANELS, history]).bind_to_model(Disclaimer)
