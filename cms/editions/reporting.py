"""A refusal told to the editor: what is wrong, each place a link, and what became of the work."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import Page

from cms.editions.anchors import panel_anchor
from cms.editions.findings import PublishingRefused, Refused

# Views that write nothing when they are refused; all others save the draft before they publish.
WRITING_NOTHING = {
    "wagtailadmin_pages:copy",
    "wagtailadmin_pages:move_confirm",
    "wagtailadmin_pages:set_page_position",
}


def editing_url(request: HttpRequest, refusal: Refused) -> str:
    """Where the editor can mend it: the object's edit form, or that of the page it was made of.

    The admin's front page when there is no such form, or none that this user may open.
    """
    finder = AdminURLFinder(request.user)
    for instance in (refusal.instance, _page_of(request)):
        if instance is not None and _is_stored(instance) and (url := finder.get_edit_url(instance)):
            return str(url)
    return reverse("wagtailadmin_home")


def refusal_message(request: HttpRequest, refusal: Refused) -> SafeString:
    """The refusal as HTML for a message: headline, what was kept, findings with their links."""
    url = editing_url(request, refusal)
    return render_to_string(
        "editions/refusal.html",
        {
            "headline": refusal.headline,
            "assurance": _assurance(request, refusal),
            "page_as_a_whole": _("Page"),
            "findings": [
                {
                    "url": url + panel_anchor(type(refusal.instance), finding.field),
                    "place": finding.place,
                    "message": finding.message,
                }
                for finding in refusal.findings
            ],
        },
    )


def _assurance(request: HttpRequest, refusal: Refused) -> str:
    if not isinstance(refusal, PublishingRefused):
        return ""
    match = request.resolver_match
    if match is not None and match.view_name in WRITING_NOTHING:
        return _("Nothing was changed.")
    return _("The draft is saved.")


def _page_of(request: HttpRequest) -> Page | None:
    """The page that the admin's view is about, when its address names one."""
    match = request.resolver_match
    named: dict[str, Any] = match.kwargs if match else {}
    pk = named.get("page_id") or named.get("page_to_move_id")
    return Page.objects.filter(pk=pk).first() if pk else None


def _is_stored(instance: Any) -> bool:
    # Whatever was written in a transaction that is rolled back still has its key in memory.
    return bool(instance.pk) and type(instance)._base_manager.filter(pk=instance.pk).exists()
