"""Publishing many pages at once: each by itself, so that one refusal holds up no other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.db import transaction
from django.http import HttpResponseBase
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.views.pages.bulk_actions.publish import PublishBulkAction
from wagtail.models import Page

from cms.editions.findings import Refused
from cms.editions.reporting import refusal_message


class PublishEachAction(PublishBulkAction):
    """Wagtail's bulk publishing; good pages go public, each refused one is named with links."""

    def get_execution_context(self) -> dict[str, Any]:
        self.refusals: list[Refused] = []
        return {**super().get_execution_context(), "refusals": self.refusals}

    @classmethod
    def execute_action(
        cls,
        objects: Iterable[Page],
        include_descendants: bool = False,
        user: Any = None,
        refusals: list[Refused] | None = None,
        **kwargs: Any,
    ) -> tuple[int, int]:
        """Returns how many chosen pages and how many of their descendants were published."""
        refused = [] if refusals is None else refusals
        chosen = below = 0
        for page in objects:
            chosen += _publish(page, user, refused)
            if include_descendants:
                below += sum(_publish(each, user, refused) for each in _drafts_below(page, user))
        return chosen, below

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str | None:
        if not num_parent_objects and not num_child_objects:
            return None
        message: str = super().get_success_message(num_parent_objects, num_child_objects)
        return message

    def form_valid(self, form: Any) -> HttpResponseBase:
        response: HttpResponseBase = super().form_valid(form)
        for refusal in getattr(self, "refusals", ()):
            messages.error(self.request, refusal_message(self.request, refusal))
        return response


def _publish(page: Page, user: Any, refusals: list[Refused]) -> bool:
    """Publish the page's latest revision, or say why not. A page without any gets its first."""
    try:
        with transaction.atomic():
            if page.alias_of_id:
                raise Refused(
                    page, _("“%(page)s” is an alias: publish its source.") % {"page": page}
                )
            # Not cleaned here: what is wrong with it are findings, and the gate lists them all.
            revision = page.get_latest_revision() or page.specific.save_revision(
                user=user, clean=False
            )
            revision.publish(user=user)
    except Refused as refusal:
        refusals.append(refusal)
        return False
    return True


def _drafts_below(page: Page, user: Any) -> Iterator[Page]:
    drafts = page.get_descendants().not_live().defer_streamfields().specific()
    for draft in drafts.iterator():
        if user is None or draft.permissions_for_user(user).can_publish():
            yield draft
