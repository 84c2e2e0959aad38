"""Route entries are mended after changes that told nobody."""

from __future__ import annotations

from io import StringIO
from typing import Any

from django.core.management import call_command

from blog.models import BlogPage, RouteEntry
from tests.builders import (
    body,
    draft_post,
    make_post,
    make_reference,
    make_site,
    make_treatment,
    quantity,
    route,
)


def rebuild() -> str:
    out = StringIO()
    call_command("rebuild_route_entries", stdout=out)
    return out.getvalue()


def test_mends_what_changed_behind_the_posts_back_and_then_nothing(root_page: Any) -> None:
    blog = make_site()
    source = make_reference()
    treatment = make_treatment()
    onset = quantity("2.5", 5, source, endpoint="felt_effect")
    right = make_post(
        blog, "Right", body=body(("route", route(onset=onset, treatment=treatment.pk)))
    )
    emptied = make_post(blog, "Emptied", body=body(("route", route())))
    withdrawn = make_post(blog, "Withdrawn", body=body(("route", route())))
    draft_post(blog, "Draft", body=body(("route", route())))
    assert rebuild() == "0 posts mended.\n"
    kept = list(RouteEntry.objects.filter(page=right).values())

    RouteEntry.objects.filter(page=emptied).delete()
    BlogPage.objects.filter(pk=withdrawn.pk).update(live=False)

    assert rebuild().splitlines() == [
        f"“Emptied” (page {emptied.pk}): 0 entries before, 1 now",
        f"“Withdrawn” (page {withdrawn.pk}): 1 entries before, 0 now",
        "2 posts mended.",
    ]
    assert rebuild() == "0 posts mended.\n"
    assert list(RouteEntry.objects.filter(page=right).values()) == kept
    assert [entry.route for entry in emptied.route_entries.all()] == ["intramuscular"]
    assert not withdrawn.route_entries.exists()
