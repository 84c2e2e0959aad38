"""A post's text as the HTML that feed readers show: no page around it, nothing to be loaded."""

from __future__ import annotations

import re
from typing import Any

import nh3
from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

from blog.markdown import text_markdown

# Written by `blog.markdown` alone: in anybody's words the bracket is escaped.
FOOTNOTE = re.compile(r"\[\^(\d+)\](:?)")


def post_html(document: Any) -> str:
    """All that the post says after its title, the disclaimer included; links are absolute."""

    def whole(element: str, name: str, value: str) -> str:
        is_inside = name == "href" and value.startswith("#")
        return f"{document.url}{value}" if is_inside else value

    made = RENDERER.render(text_markdown(document))
    return nh3.clean(made, attribute_filter=whole, link_rel=None)


def _footnote(state: StateInline, silent: bool) -> bool:
    """`[^2]`, and the `[^2]:` that begins a reference: a number in brackets."""
    found = FOOTNOTE.match(state.src, state.pos)
    if not found:
        return False
    if not silent:
        state.push("sup_open", "sup", 1)
        state.push("text", "", 0).content = f"[{found[1]}]"
        state.push("sup_close", "sup", -1)
    state.pos = found.end() if state.pos == 0 else found.end(1) + 1
    return True


RENDERER = MarkdownIt("commonmark").enable("table").disable("reference")
RENDERER.inline.ruler.before("link", "footnote", _footnote)
