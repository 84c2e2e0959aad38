"""Readers' pages that are no pages of the tree."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from wagtail.views import serve

from blog import queries
from blog.compare_view import CompareView
from blog.person_view import PersonView
from blog.search_view import SearchView
from blog.treatment_view import TreatmentView


def person_page(request: HttpRequest, slug: str) -> HttpResponse:
    """The profile of whom a published post names; else the page of the tree that stands here."""
    person = queries.person(slug)
    view = PersonView(person, request) if person else None
    if view is None or not view.is_public:
        below: Any = serve(request, f"people/{slug}/")
        return below
    return render(request, "blog/person.html", view.context())


def treatment(request: HttpRequest, slug: str) -> HttpResponse:
    """A treatment that public posts name; else the page of the tree that stands here."""
    named = queries.used_treatment(slug)
    if named is None:
        below: Any = serve(request, f"treatments/{slug}/")
        return below
    return render(request, "blog/treatment.html", TreatmentView(named, request).context())


def compare(request: HttpRequest) -> HttpResponse:
    """Routes side by side, as a form asks for them."""
    return render(request, "blog/compare.html", CompareView(request).context())


def search(request: HttpRequest) -> HttpResponse:
    """What published pages say of some words. Any question has an answer, if only that of none."""
    return render(request, "blog/search.html", SearchView(request).context())
