"""The page on which readers choose what to see side by side. Its address holds the choice."""

from __future__ import annotations

from typing import Any, Literal

from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from blog import addresses, queries
from blog.api.shared import counts
from blog.breadcrumbs import front_page_crumbs
from blog.compare_form import CompareForm
from blog.models import Treatment
from blog.overview import Overview

FIELDS = ("treatment", "route", "fact")

State = Literal["nothing_chosen", "refused", "nothing_found", "one_found", "found"]


class CompareView:
    """Reads the form from the address. What is wrong there is said at its field."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        language = get_language() or ""
        used = counts(("treatment",), locale=language)
        self.treatments = list(Treatment.objects.filter(pk__in=[int(key) for key, _posts in used]))
        self.form = CompareForm(
            request.GET if any(name in request.GET for name in FIELDS) else None,
            [(each.slug, each.name) for each in self.treatments],
            {key for key, _posts in counts(("route",), locale=language)},
        )
        self.is_valid = not self.form.is_bound or self.form.is_valid()
        self.chosen = {name: self.form.wanted(name) for name in FIELDS}

    @cached_property
    def overview(self) -> Overview:
        is_asked = self.is_valid and (self.chosen["treatment"] or self.chosen["route"])
        entries = self._entries() if is_asked else None
        return Overview(self.request, entries, self.chosen["fact"])

    def _entries(self) -> Any:
        found = queries.route_entries()
        if self.chosen["treatment"]:
            slug = self.chosen["treatment"][0]
            found = found.filter(treatment=next(t for t in self.treatments if t.slug == slug))
        if self.chosen["route"]:
            found = found.filter(route__in=self.chosen["route"])
        return found

    @property
    def state(self) -> State:
        if not self.is_valid:
            return "refused"
        if not (self.chosen["treatment"] or self.chosen["route"]):
            return "nothing_chosen"
        if self.overview.comparison:
            return "found"
        return "one_found" if self.overview.only else "nothing_found"

    @property
    def treatment(self) -> Treatment | None:
        """The chosen treatment."""
        slugs = self.chosen["treatment"]
        return next((each for each in self.treatments if each.slug in slugs), None)

    @property
    def address(self) -> str:
        """The address of what is shown, the same for the same choice."""
        pairs = [(name, value) for name in FIELDS for value in self.chosen[name]]
        return addresses.comparison(pairs if self.is_valid else ())

    def context(self) -> dict[str, Any]:
        title = _("Compare routes")
        if self.treatment and self.is_valid:
            title = _("Compare routes: %(treatment)s") % {"treatment": self.treatment.name}
        return {
            "page": {
                "title": title,
                "search_description": _(
                    "Ways to have a treatment side by side: how fast, how long, how it is given."
                ),
            },
            "view": self,
            "form": self.form,
            "state": self.state,
            "post": self.overview,
            "block": {"id": "routes"},
            "breadcrumbs": [
                *front_page_crumbs(self.request),
                {"title": _("Compare"), "url": ""},
            ],
            "canonical_url": self.request.build_absolute_uri(self.address),
        }
