"""The page editor's form: it asks for findings before the gate has to refuse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from wagtail.admin.forms import WagtailAdminPageForm

if TYPE_CHECKING:
    from cms.editions.findings import Finding


class PublicPageForm(WagtailAdminPageForm):
    """Shows each finding at its field when the editor publishes or submits for review.

    Drafts are lenient: nothing is asked while validation is deferred. Blocks and child forms
    are left to their own fields and formsets, which put an error where it belongs.
    """

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
