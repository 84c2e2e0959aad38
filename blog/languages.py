"""Languages that a passage of a text may be in."""

from __future__ import annotations

from django.conf.locale import LANG_INFO


def language_choices() -> list[tuple[str, str]]:
    """`(code, name)` of every language that Django knows by name: `("es", "Spanish – español")`."""
    named = [(code, each) for code, each in LANG_INFO.items() if "name" in each]
    choices = [
        (code, " – ".join(dict.fromkeys((each["name"], each["name_local"]))))
        for code, each in named
    ]
    return sorted(choices, key=lambda choice: choice[1])
