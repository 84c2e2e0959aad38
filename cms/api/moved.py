"""What has another address now."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote, unquote, urlsplit

from django.conf import settings
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

from cms.api.listing import Form, Listing
from cms.api.names import Schema
from cms.api.pagination import Order, PageParameters, Slice
from cms.api.schemas import Uri
from cms.editions.building import ORIGIN
from cms.editions.current import catch_up, until_current
from cms.editions.models import LivePage
from cms.editions.published import published
from cms.editions.reading import absolute
from cms.editions.redirects import Destination, destination
from cms.editions.statements import AT

# How many pages of one name are built anew for one reader.
AT_ONCE = 20


def renamed(type_label: str, slug: str, locale: str) -> str | None:
    """The present slug of the public page of a type that had this one; None when none had it."""
    pages = Page.objects.filter(
        live_page__type=type_label, live_page__locale=locale, live_page__is_alias=False
    ).exclude(slug=slug)
    old = Redirect.objects.filter(
        old_path__endswith=f"/{slug}", is_permanent=True, redirect_page__in=published(pages)
    )
    return old.order_by("-pk").values_list("redirect_page__slug", flat=True).first()


def see_instead(request: HttpRequest, slug: str) -> HttpResponse:
    """308 to the same endpoint with another slug at its end."""
    above = request.path.rstrip("/").rpartition("/")[0]
    query = request.META.get("QUERY_STRING", "")
    location = f"{above}/{quote(slug)}/{'?' if query else ''}{query}"
    return HttpResponse(status=308, headers={"Location": location})


def settle(path: str) -> bool:
    """Build anew what may stand at `path` since a page above it moved. Whether there was anything.

    Live pages are found by the address that they were built for; moving a branch changes those of
    all pages below without building them.
    """
    name = unquote(path.rstrip("/").rpartition("/")[2])
    named = Q(page__slug=name)
    if name in ("", *dict(settings.LANGUAGES)):
        roots = Site.objects.values("root_page__translation_key")
        named |= Q(page__translation_key__in=roots)
    behind = ~Q(url_path=F("page__url_path")) | Q(stale_from__lte=timezone.now())
    found = LivePage.objects.filter(named, behind).exclude(path=path)
    ids = list(found.values_list("pk", flat=True)[:AT_ONCE])
    for pk in ids:
        catch_up(pk)
    return bool(ids)


def where_to(path: str) -> Destination | None:
    """Where a page that stood at `path` can be found now, if readers may see it."""
    origin = urlsplit(settings.BASE_URL)
    reader = HttpRequest()
    reader.path = reader.path_info = path
    reader.META = {
        "SERVER_NAME": origin.hostname or "",
        "SERVER_PORT": str(origin.port or (443 if origin.scheme == "https" else 80)),
    }
    return destination(reader)


class RedirectSchema(Schema):
    """One old address, from the site's root on, and where it leads; `permanent` as by HTTP 308."""

    path: str
    to: Uri
    permanent: bool


def redirect_list(request: HttpRequest, page: PageParameters) -> HttpResponse:
    """Redirects whose target readers may see."""

    def read() -> tuple[Slice, list[int]]:
        found = _REDIRECTS.slice({}, _BY_PATH, page)
        return found, [row[5] for row in found.rows if row[5] and row[7] != row[8]]

    found: Slice = until_current(read)
    return found.envelope(request, map(_shown, found.rows))


def _shown(row: Any) -> bytes:
    _pk, old_path, is_permanent, link, rest, _page, path, *_ = row
    to = link if path is None else path.rstrip("/") + (rest or "/")
    shown = RedirectSchema(
        path=old_path,
        to=ORIGIN + to if to.startswith("/") else to,
        permanent=is_permanent,
    )
    return absolute(shown.model_dump_json().encode())


def _compose(form: Form) -> QuerySet[Any, Any]:
    target = published(Page.objects.filter(pk=OuterRef("redirect_page_id")), AT)
    outside = Q(redirect_page__isnull=True) & ~Q(redirect_link="")
    return Redirect.objects.filter(
        outside | Q(Exists(target), redirect_page__live_page__isnull=False)
    )


_BY_PATH = Order("path", "old_path", "text")
_REDIRECTS = Listing(
    _compose,
    pk="pk",
    columns=(
        *("is_permanent", "redirect_link", "redirect_page_route_path", "redirect_page_id"),
        *("redirect_page__live_page__path", "redirect_page__live_page__url_path"),
        "redirect_page__url_path",
    ),
    kinds={},
)
