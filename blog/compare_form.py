"""What a reader may ask to see side by side."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from blog.vocabulary import FACTS, ROUTES, Choices


class CompareForm(forms.Form):
    """One treatment, routes and facts, each left out at will. Offers only what public posts have.

    What is not offered is refused without being said back: a draft's treatment is as unknown here
    as one that nobody made.
    """

    treatment = forms.ChoiceField(
        label=_("Treatment"),
        required=False,
        error_messages={
            "invalid_choice": _("No article here is about this treatment: choose one of the list.")
        },
    )
    route = forms.MultipleChoiceField(
        label=_("Routes"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Choose none to see all routes of the treatment."),
        error_messages={
            "invalid_choice": _("No article here describes such a route: choose from these.")
        },
    )
    fact = forms.MultipleChoiceField(
        label=_("Facts"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Choose none to see everything that is known."),
        error_messages={"invalid_choice": _("There is no such fact: choose from these.")},
    )

    def __init__(self, data: Any, treatments: Choices, routes: set[str]) -> None:
        super().__init__(data)
        self._offer("treatment", [("", _("Any treatment")), *treatments])
        self._offer("route", [(key, term.label) for key, term in ROUTES.items() if key in routes])
        self._offer("fact", [(key, fact.label) for key, fact in FACTS.items()])

    def _offer(self, name: str, choices: Any) -> None:
        field: Any = self.fields[name]
        field.choices = choices

    def wanted(self, name: str) -> list[str]:
        """The valid values of a field, in the order in which they are offered."""
        chosen = getattr(self, "cleaned_data", {}).get(name) or []
        chosen = [chosen] if isinstance(chosen, str) else chosen
        field: Any = self.fields[name]
        return [key for key, _label in field.choices if key and key in chosen]
