"""The site's addresses and two more, of which nobody has thought here."""

from typing import NoReturn

from django.http import Http404, HttpRequest
from django.urls import path

from cms.urls import urlpatterns as known


def surprise(request: HttpRequest) -> NoReturn:
    raise Http404


urlpatterns = [
    path("surprise/", surprise, name="surprise"),
    path("api/content/v1/undescribed/", surprise),
    *known,
]
