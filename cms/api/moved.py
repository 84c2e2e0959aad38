"""What has another address now."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from cms.editions.published import published
from cms.editions.redirects import Destination, destination


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
