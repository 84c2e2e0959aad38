"""What the live store adds to Wagtail's admin."""

from typing import Any

from django.http import HttpRequest, JsonResponse
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages

from cms.editions.bulk_filing import FileDocumentsAction, FileImagesAction
from cms.editions.bulk_publishing import PublishEachAction
from cms.editions.conflicts import Conflict
from cms.editions.forms import ConflictAwareForm

# After Wagtail's own: the last action of a type is the one that is used.
for action in (PublishEachAction, FileImagesAction, FileDocumentsAction):
    hooks.register("register_bulk_action", action, order=100)


@hooks.register("before_edit_page")
@hooks.register("before_edit_snippet")
def stop_stale_saves(request: HttpRequest, instance: Any) -> JsonResponse | None:
    """A save from an old version is answered with its form and with what it would have undone.

    Autosave is refused in the words of Wagtail's own check, which ends it until the editor has
    decided. `ConflictAwareForm` keeps a marked instance from being saved.
    """
    if request.method != "POST" or not ConflictAwareForm.edits(type(instance)):
        return None
    instance.edit_conflict = conflict = Conflict.find(request, instance)
    if conflict is None:
        return None
    if not request.accepts("text/html"):
        message = _("Saving will overwrite a newer version.")
        error = {"error_code": "invalid_revision", "error_message": message}
        return JsonResponse({"success": False, **error}, status=400)
    messages.error(request, conflict.message(request))
    return None


@hooks.register("insert_editor_js")
def keep_autosave_and_saves_apart() -> SafeString:
    return format_html('<script src="{}"></script>', static("editions/autosave.js"))
