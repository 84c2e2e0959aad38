"""Edit forms: they ask for findings before the gate has to refuse, and undo no newer edit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminModelForm, WagtailAdminPageForm

from cms.editions.conflicts import NOTHING_SEEN, STILL_SEEN, Conflict

if TYPE_CHECKING:
    from cms.editions.findings import Finding


class Note(forms.CharField):
    """A hidden remark of the form about itself: never content, so never a change of it."""

    widget = forms.HiddenInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)

    def has_changed(self, initial: Any, data: Any) -> bool:
        return False


class ConflictAwareForm(WagtailAdminModelForm):
    """Refuses a save that would undo a newer edit, and keeps the editor's own text.

    The form that is shown again still says from which version it was made, so that neither
    autosave nor a second click settles the conflict: only the editor's decision does.
    """

    data: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        conflict = self.edit_conflict
        if self.is_bound:
            self.data = self.data.copy()
            self.data[self.add_prefix(STILL_SEEN)] = str(conflict.seen) if conflict else ""
        self.fields[STILL_SEEN] = Note()
        if self.instance.pk and not self.instance.latest_revision_id:
            self.fields[NOTHING_SEEN] = Note(initial="yes")

    @classmethod
    def edits(cls, model: type[models.Model]) -> bool:
        """Whether the edit form of `model` is one of these."""
        return issubclass(getattr(model, "base_form_class", object), cls)

    @property
    def edit_conflict(self) -> Conflict | None:
        """The conflict that the request ran into, found before the form was made."""
        return getattr(self.instance, "edit_conflict", None)

    def clean(self) -> dict[str, Any] | None:
        cleaned: dict[str, Any] | None = super().clean()
        if self.edit_conflict:
            message = _("Nothing was saved: there is a newer version. Your own text is below.")
            self.add_error(None, ValidationError(message, code="conflict"))
        return cleaned


class PublicPageForm(ConflictAwareForm, WagtailAdminPageForm):
    """Shows each finding at its field when the editor publishes or submits for review.

    Drafts are lenient: nothing is asked while validation is deferred. Blocks and child forms
    are left to their own fields and formsets, which put an error where it belongs; what must
    not be empty is named with everything else.
    """

    def is_valid(self) -> bool:
        is_valid: bool = super().is_valid()
        if self.is_deferred_validation:
            return is_valid
        for finding in self.instance.findings_without(self._empty_formsets()):
            errors = self.formsets[finding.field].non_form_errors()
            if finding.message not in errors:
                errors.append(finding.message)
            is_valid = False
        return is_valid

    def _empty_formsets(self) -> set[str]:
        """The child relations of which nothing would be left."""
        return {
            name
            for name, formset in self.formsets.items()
            if not any(
                (form.instance.pk or form.has_changed()) and not formset._should_delete_form(form)
                for form in formset.forms
            )
        }

    def _post_clean(self) -> None:
        super()._post_clean()
        if self.is_deferred_validation:
            return
        for finding in self.early_findings():
            if finding.field in self.errors or finding.field in self.formsets:
                continue
            field = finding.field if finding.field in self.fields else None
            self.add_error(field, ValidationError(finding.message, code=finding.code))

    def early_findings(self) -> list[Finding]:
        """Findings that can be known before child forms are saved."""
        asked: list[Finding] = self.instance.own_findings()
        return asked
