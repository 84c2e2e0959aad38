"""`/robots.txt`: where search engines may go."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from cms.api.http import PRIVATE_PREFIXES, conditional


def robots(request: HttpRequest) -> HttpResponse:
    """Everywhere but to the admin and to drafts; nowhere if the site is not for them."""
    lines = ["User-agent: *"]
    if settings.SEARCH_ENGINES:
        closed = (f"/{settings.ADMIN_PATH}", *PRIVATE_PREFIXES)
        lines += [f"Disallow: {prefix}" for prefix in closed]
        lines += ["", f"Sitemap: {settings.BASE_URL}{reverse('sitemap')}"]
    else:
        lines += ["Disallow: /"]
    text = "\n".join(lines) + "\n"
    return conditional(request, HttpResponse(text, content_type="text/plain; charset=utf-8"))
