"""Publish what is due and take down what has expired, each thing by itself.

Afterwards documents that became stale are built anew, before a reader meets them.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.apps import apps
from django.core.management import CommandError
from django.db import models
from django.utils import timezone
from wagtail.management.commands.publish_scheduled import Command as WagtailCommand
from wagtail.models import DraftStateMixin, Page, Revision

from cms.editions.findings import Refused
from cms.editions.lock import turn
from cms.editions.store import refresh, stale_ids
from cms.preview.models import Preview

AHEAD = 500
"""How many stale documents a run builds: it is to be over before the next begins."""

logger = logging.getLogger(__name__)


class Command(WagtailCommand):
    """Wagtail's command, in which one broken or refused item holds up no other.

    What is refused stays scheduled and goes live in the first run after it was mended; every run
    names it on stderr. The exit code is 1 when anything failed, else 0. Several runners may work
    at once: each item is locked, and looked at again, before it is touched.
    """

    help = "Publish what is due and take down what has expired. Exit code 1 if anything failed."

    def handle(self, *args: Any, **options: Any) -> None:
        if options["dryrun"]:
            super().handle(*args, **options)
            return
        self.failed = 0
        expired = self._each(expire, _expired())
        published = self._each(publish, _due())
        self._each(refresh, _stale())
        Preview.objects.sweep()
        summary = f"{published} published, {expired} expired, {self.failed} failed."
        if self.failed:
            raise CommandError(summary, returncode=1)
        if options["verbosity"] > 1 or published or expired:
            self.stdout.write(summary)

    def _each(self, work: Callable[..., bool], items: Iterable[tuple[Any, str]]) -> int:
        """Do `work` on each item in a turn of its own; returns how many were done."""
        done = 0
        for item, name in items:
            try:
                with turn():
                    done += work(*item)
            except Refused as refusal:
                self._report(name, str(refusal))
            except Exception as error:
                logger.exception("%s: %s", work.__name__, name)
                self._report(name, repr(error))
        return done

    def _report(self, name: str, reason: str) -> None:
        self.failed += 1
        logger.warning("%s: %s", name, reason)
        self.stderr.write(f"{name}: {reason}")


def expire(model: type[models.Model], pk: Any) -> bool:
    """Unpublish an object past its time. False when another runner has it or was first."""
    expired = model._default_manager.filter(pk=pk, live=True, expire_at__lt=timezone.now())
    instance: Any = expired.select_for_update(skip_locked=True).first()
    if instance is None:
        return False
    instance.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
    return True


def publish(pk: int) -> bool:
    """Publish a revision whose time has come. False when another runner has it or was first."""
    due = Revision.objects.filter(pk=pk, approved_go_live_at__lt=timezone.now())
    revision = due.select_for_update(skip_locked=True).first()
    if revision is None:
        return False
    revision.publish(log_action="wagtail.publish.scheduled")
    return True


def _expired() -> Iterator[tuple[tuple[type[models.Model], Any], str]]:
    kinds = [Page, *(kind for kind in apps.get_models() if _is_draftable(kind))]
    for kind in kinds:
        rows = kind._default_manager.filter(live=True, expire_at__lt=timezone.now())
        for pk in list(rows.order_by("expire_at").values_list("pk", flat=True)):
            yield (kind, pk), f"{kind._meta.verbose_name} {pk}"


def _is_draftable(kind: type[models.Model]) -> bool:
    return issubclass(kind, DraftStateMixin) and not issubclass(kind, Page)


def _due() -> Iterator[tuple[tuple[int], str]]:
    rows = Revision.objects.filter(approved_go_live_at__lt=timezone.now())
    for revision in rows.order_by("approved_go_live_at").defer("content"):
        name = f"“{revision.object_str}” ({revision.content_type.name} {revision.object_id})"
        yield (revision.pk,), name


def _stale() -> Iterator[tuple[tuple[int], str]]:
    for pk in list(stale_ids()[:AHEAD]):
        yield (pk,), f"document of page {pk}"
