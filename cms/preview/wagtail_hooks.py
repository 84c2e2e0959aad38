"""What drafts outside the admin add to it."""

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.menus.pages import PageMenuItem
from wagtail.log_actions import LogActionRegistry
from wagtail.models import Page

from cms.preview.sharing import REVOKE, SHARE, ShareView, revoke
from cms.preview.userbar import checked_across_origins

hooks.register("construct_wagtail_userbar", checked_across_origins)


class ShareDraftButton(PageMenuItem):
    """Leads to the links to a page's drafts."""

    label = _("Share draft")
    icon_name = "link-external"
    url_name = "share_draft"

    def is_shown(self, user: Any) -> bool:
        may_edit: bool = self.page.permissions_for_user(user).can_edit()
        return may_edit and self.page.latest_revision_id is not None


@hooks.register("register_page_header_buttons")
def share_draft_button(
    page: Page, user: Any, view_name: str, next_url: str | None = None
) -> Iterator[ShareDraftButton]:
    yield ShareDraftButton(page=page, priority=62)


@hooks.register("register_admin_urls")
def share_urls() -> list[URLPattern]:
    """Below the admin's path."""
    return [
        path("pages/<int:page_id>/share/", ShareView.as_view(), name="share_draft"),
        path("pages/<int:page_id>/share/<int:pk>/revoke/", revoke, name="revoke_share"),
    ]


@hooks.register("register_log_actions")
def name_actions(actions: LogActionRegistry) -> None:
    """As the history of a page calls them."""
    actions.register_action(SHARE, _("Share a draft"), _("Draft shown to somebody by a link"))
    actions.register_action(REVOKE, _("Take a link back"), _("Link to a draft taken back"))
