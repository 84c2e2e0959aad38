"""The front-end's page for drafts, shown in the admin in place of the template."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseRedirect
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from wagtail.models import PreviewableMixin as _Base
else:
    _Base = object

TEMPLATE = "template"


class PreviewedOutside(_Base):
    """Has an object previewed on the front-end of `PREVIEW_URL`, if there is one.

    Put it before Wagtail's own classes among the bases. The template stays a second mode.
    """

    @property
    def preview_modes(self) -> list[Any]:
        modes = list(super().preview_modes)
        if settings.PREVIEW_URL and modes:
            return [(modes[0][0], _("Front-end")), *modes[1:], (TEMPLATE, _("This site"))]
        return modes

    def serve_preview(self, request: HttpRequest, mode_name: str) -> Any:
        if mode_name == TEMPLATE:
            return super().serve_preview(request, super().preview_modes[0][0])
        if not settings.PREVIEW_URL:
            return super().serve_preview(request, mode_name)
        there = front_end_url(token_for(self, request))
        return HttpResponseRedirect(there, headers={"Cache-Control": "no-store"})


def token_for(instance: Any, request: HttpRequest) -> str:
    """A token for the object as it is in memory; the same one while a form is being filled in."""
    from cms.preview.models import Preview

    user = getattr(request, "user", None)
    slot = None
    if getattr(request, "is_editing", False) and user and user.is_authenticated:
        # A new page has no id yet, but a place in the tree.
        place = instance.pk or f"at {getattr(instance, 'path', '')}"
        slot = f"{user.pk} {instance._meta.label_lower} {place}"[:255]
    return Preview.of_unsaved(instance, user, slot).token


def front_end_url(token: str) -> str:
    """Where the front-end shows the draft of a token."""
    return settings.PREVIEW_URL.replace("{token}", token)
