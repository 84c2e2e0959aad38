"""Addresses of what posts share. Pages of the tree are asked after these."""

from __future__ import annotations

from django.urls import path, re_path
from django.views.decorators.http import require_safe

from blog import views
from blog.feeds.responses import treatment_feed
from blog.llms import llms

urlpatterns = [
    path("llms.txt", require_safe(llms), name="llms"),
    path("search/", require_safe(views.search), name="search"),
    path("compare/", require_safe(views.compare), name="compare"),
    re_path(r"^people/(?P<slug>[\w\-]+)/$", require_safe(views.person_page), name="person"),
    re_path(r"^treatments/(?P<slug>[\w\-]+)/$", require_safe(views.treatment), name="treatment"),
    re_path(
        r"^treatments/(?P<slug>[\w\-]+)/feed\.(?P<extension>rss|atom|json)$",
        require_safe(treatment_feed),
        name="treatment_feed",
    ),
]
