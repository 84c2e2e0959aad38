"""What is measured beside ours: stored bytes by one query, and stock Wagtail's API."""

from __future__ import annotations

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import path
from wagtail.api.v3.urls import api

from cms.editions.models import Edition


def constant(request: HttpRequest) -> HttpResponse:
    return HttpResponse(b"{}", content_type="application/json")


def one_row(request: HttpRequest, pk: int) -> HttpResponse:
    """The bytes of a post's document, by the ORM."""
    document = Edition.objects.values_list("document", flat=True).get(pk=pk)
    return HttpResponse(bytes(document or b""), content_type="application/json")


def one_row_by_cursor(request: HttpRequest, pk: int) -> HttpResponse:
    """The same by the shortest way there is."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT document FROM editions_edition WHERE id = %s", [pk])
        (document,) = cursor.fetchone()
    return HttpResponse(bytes(document), content_type="application/json")


def twenty_rows(request: HttpRequest, pk: int) -> HttpResponse:
    """The cards of twenty posts, by the ORM."""
    cards = Edition.objects.filter(pk__gte=pk, card__isnull=False).order_by("pk")
    body = b",".join(bytes(card or b"") for card in cards.values_list("card", flat=True)[:20])
    return HttpResponse(b"[" + body + b"]", content_type="application/json")


urlpatterns = [
    path("constant/", constant),
    path("row/<int:pk>/", one_row),
    path("cursor/<int:pk>/", one_row_by_cursor),
    path("rows/<int:pk>/", twenty_rows),
    path("v3/", api.urls),
]
