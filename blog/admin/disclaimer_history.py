"""A disclaimer's history as its editor reads it: each version, its status in words, its links."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel
from wagtail.admin.utils import get_user_display_name
from wagtail.models import ModelLogEntry

from blog.identifiers import jurisdiction_label
from blog.models import Disclaimer, DisclaimerVersion


@dataclass(frozen=True)
class VersionRow:
    """One version of the history. `links` are `[{label, url}]`, the first one opens it."""

    version: DisclaimerVersion
    status: str
    is_in_force: bool
    published_by: str
    links: list[dict[str, str]]


def versions_of(disclaimer: Disclaimer, user: Any) -> list[VersionRow]:
    """Newest first; links only to what `user` may open. A constant number of queries."""
    versions = list(disclaimer.versions.select_related("disclaimer", "latest_revision"))
    ends = ends_of(versions)
    publishers = _publishers(versions)
    may_edit = user.has_perm("blog.change_disclaimerversion")
    return [
        VersionRow(
            version=version,
            status=status_in_words(version, ends.get(version.pk)),
            is_in_force=_is_in_force(version, ends.get(version.pk)),
            published_by=publishers.get(str(version.pk), ""),
            links=_links(version, _predecessor(version, versions)) if may_edit else [],
        )
        for version in versions
    ]


def ends_of(versions: Iterable[DisclaimerVersion]) -> dict[int, datetime]:
    """When each published version gives way to the next one of its jurisdiction."""
    series = defaultdict(list)
    for version in versions:
        if version.live and version.effective_from:
            series[version.jurisdiction].append((version.effective_from, version.pk))
    ends = {}
    for moments in series.values():
        moments.sort()
        for (_begin, pk), (end, _next) in zip(moments, moments[1:], strict=False):
            ends[pk] = end
    return ends


def status_in_words(version: DisclaimerVersion, end: datetime | None) -> str:
    """“In force since 2 March 2026”, “In force from … to …”, “Takes effect …” or “Draft”."""
    begin, now = version.effective_from, timezone.now()
    if not version.live or begin is None:
        return gettext("Draft")
    if begin > now:
        status = gettext("Takes effect %(begin)s") % {"begin": _moment(begin)}
    elif end is None or end > now:
        status = gettext("In force since %(begin)s") % {"begin": _moment(begin)}
    else:
        words = gettext("In force from %(begin)s to %(end)s")
        status = words % {"begin": _moment(begin), "end": _moment(end)}
    return status


def _is_in_force(version: DisclaimerVersion, end: datetime | None) -> bool:
    return version.has_been_in_force and (end is None or end > timezone.now())


def _moment(moment: datetime) -> str:
    return date_format(timezone.localtime(moment), "DATETIME_FORMAT")


def _publishers(versions: Iterable[DisclaimerVersion]) -> dict[str, str]:
    """Who last published each version, by its id as the log keeps it."""
    entries = ModelLogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(DisclaimerVersion),
        object_id__in=[str(version.pk) for version in versions],
        action="wagtail.publish",
        user__isnull=False,
    ).select_related("user__wagtail_userprofile")
    ordered = entries.order_by("timestamp")
    return {entry.object_id: get_user_display_name(entry.user) for entry in ordered}


def _predecessor(
    version: DisclaimerVersion, versions: list[DisclaimerVersion]
) -> DisclaimerVersion | None:
    older = [
        other
        for other in versions
        if other.number < version.number and other.jurisdiction == version.jurisdiction
    ]
    return max(older, key=lambda other: other.number, default=None)


def _links(
    version: DisclaimerVersion, predecessor: DisclaimerVersion | None
) -> list[dict[str, str]]:
    name = DisclaimerVersion.snippet_viewset.get_url_name
    read_only = version.has_been_in_force
    links = [
        {
            "label": gettext("View") if read_only else gettext("Edit"),
            "url": reverse(name("edit"), args=[version.pk]),
        }
    ]
    if version.latest_revision_id:
        revision = version.live_revision_id or version.latest_revision_id
        url = reverse(name("revisions_view"), args=[version.pk, revision])
        links.append({"label": gettext("Preview"), "url": url})
    if predecessor:
        url = reverse(name("compare"), args=[predecessor.pk, version.pk])
        label = gettext("Compare with version %(number)s") % {"number": predecessor.number}
        links.append({"label": label, "url": url})
    return links


def new_version_url(disclaimer_id: int, jurisdiction: str = "") -> str:
    """Where the next text of a series is written, beginning with the latest one."""
    url = reverse(DisclaimerVersion.snippet_viewset.get_url_name("add"))
    query = {"disclaimer": disclaimer_id, "jurisdiction": jurisdiction}
    return f"{url}?{urlencode(query)}"


class HistoryPanel(Panel):
    """Shows the versions of a disclaimer below its name. It holds no field."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "blog/admin/disclaimer_history.html"

        def is_shown(self) -> bool:
            return bool(self.instance.pk)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            user = self.request.user
            rows = versions_of(self.instance, user)
            series = dict.fromkeys(row.version.jurisdiction for row in rows) or {"": None}
            new = [
                {
                    "label": _("New version"),
                    "jurisdiction": jurisdiction_label(code) if code else "",
                    "url": new_version_url(self.instance.pk, code),
                }
                for code in series
            ]
            context: dict[str, Any] = super().get_context_data(parent_context)
            may_add = user.has_perm("blog.add_disclaimerversion")
            return {**context, "rows": rows, "new_versions": new if may_add else []}
