"""What every page of the site shows around its content."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from blog import queries


def site(request: HttpRequest) -> dict[str, Any]:
    """Settings, menu and social profiles, asked for only by templates that show them."""
    settings = SimpleLazyObject(lambda: queries.site_settings(request))
    return {
        "site_settings": settings,
        "site_navigation": SimpleLazyObject(lambda: navigation(request, settings)),
        "site_social_profiles": SimpleLazyObject(lambda: social_profiles(settings)),
    }


def navigation(request: HttpRequest, settings: Any) -> list[dict[str, Any]]:
    """The main menu: `[{label, url, is_current}]`. Links to hidden pages are left out."""
    links = list(settings.navigation.all()) if settings else []
    pages = queries.public_pages([link.page_id for link in links if link.page_id])
    menu = []
    for link in links:
        page = pages.get(link.page_id)
        if link.page_id and page is None:
            continue
        url = page.get_url(request) if page else link.url
        label = link.label or (page.title if page else link.url)
        menu.append({"label": label, "url": url, "is_current": request.path == url})
    return menu


def social_profiles(settings: Any) -> list[dict[str, str]]:
    """The clinic's profiles: `[{network, label, url}]`."""
    profiles = settings.social_profiles.all() if settings else []
    return [
        {"network": profile.network, "label": str(profile), "url": profile.url}
        for profile in profiles
    ]
