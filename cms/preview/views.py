"""Drafts for people without an account, as pages of this site or on the front-end."""

from __future__ import annotations

import logging
from http import HTTPStatus

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.views.decorators.csrf import csrf_exempt

from cms.preview.models import Opening, Preview
from cms.preview.outside import front_end_url

PERSONAL = {"HTTP_COOKIE", "HTTP_AUTHORIZATION"}

logger = logging.getLogger(__name__)


# Django would log the address of a form that is refused; nothing is ever changed here.
@csrf_exempt
def reviewed_draft(request: HttpRequest, token: str) -> HttpResponseBase:
    """The revision of a reviewer's link. One answer for every token that opens none."""
    try:
        return _answer(request, token)
    except Exception:
        # Django would log the address.
        logger.exception("A draft could not be shown")
        return HttpResponse(render_to_string("500.html"), status=HTTPStatus.INTERNAL_SERVER_ERROR)


def _answer(request: HttpRequest, token: str) -> HttpResponseBase:
    preview = Preview.objects.links().opened_by(token)
    draft = preview.draft() if preview else None
    if preview is None or draft is None or request.method not in ("GET", "HEAD"):
        page = render_to_string("404.html", request=_anonymous(request))
        return HttpResponse(page, status=HTTPStatus.NOT_FOUND)
    if settings.PREVIEW_URL:
        return HttpResponseRedirect(front_end_url(preview.token))
    preview.opened(Opening.PAGE)
    said = {"reviewed_until": preview.expires_at}
    shown = draft.make_preview_request(_anonymous(request), draft.default_preview_mode, said)
    return HttpResponse(
        shown.content, status=shown.status_code, content_type=shown.headers["Content-Type"]
    )


def _anonymous(request: HttpRequest) -> HttpRequest:
    """The request without who asks and without the token: a draft is the same for everybody."""
    environ = {name: value for name, value in request.META.items() if name not in PERSONAL}
    bare = WSGIRequest({**environ, "PATH_INFO": "/preview/", "QUERY_STRING": ""})
    bare.user = AnonymousUser()
    return bare
