"""Marks in the text that lead to the references, and back."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

register = template.Library()


@register.simple_tag(takes_context=True)
def cite(context: template.Context, references: Any) -> SafeString | str:
    """`{% cite value.references %}`: the numbers of the references, each a link to its entry.

    Within a page each mark gets an anchor that the entry links back to. Outside one (a block's
    preview) there is nothing to number and nothing is shown.
    """
    post = context.get("post")
    if post is None or not references:
        return ""
    marks = []
    for reference in references:
        entry = post.citations.get(reference) if reference is not None else None
        if entry is None:
            continue
        entry.shown += 1
        anchor = f"cite-{entry.number}-{entry.shown}" if entry.shown <= entry.uses else ""
        marks.append(_mark(entry.number, entry.anchor, anchor))
    if not marks:
        return ""
    return format_html('<sup class="cite">{}</sup>', format_html_join(" ", "{}", zip(marks)))


def _mark(number: int, target: str, anchor: str) -> SafeString:
    label = _("Reference %(number)s") % {"number": number}
    own = format_html(' id="{}"', anchor) if anchor else ""
    return format_html('<a href="#{}"{} aria-label="{}">[{}]</a>', target, own, label, number)
