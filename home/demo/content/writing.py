"""Short ways to write blocks down in the shape a post's body is stored in."""

from __future__ import annotations

import re
from typing import Any

from home.demo.content.shapes import Block

Reference = dict[str, str]


def refs(*keys: str) -> list[Reference]:
    return [{"ref": key} for key in keys]


def rich(*paragraphs: str) -> str:
    """Rich text of paragraphs; a paragraph that brings its own list markup stays as it is."""
    return "".join(
        text if text.startswith(("<ul>", "<ol>")) else f"<p>{text}</p>" for text in paragraphs
    )


def bullets(*items: str) -> str:
    return "<ul>" + "".join(f"<li>{item}</li>" for item in items) + "</ul>"


def steps(*items: str) -> str:
    return "<ol>" + "".join(f"<li>{item}</li>" for item in items) + "</ol>"


def _block(name: str, /, **value: Any) -> Block:
    return {"type": name, "value": _glued(value)}


def _glued(value: Any) -> Any:
    """The same with each percent sign kept on the line of its number."""
    if isinstance(value, dict):
        return {name: _glued(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_glued(inner) for inner in value]
    return (
        re.sub(r"(?<=\d) (?=%)", "\N{NO-BREAK SPACE}", value) if isinstance(value, str) else value
    )


def heading(text: str, level: str = "h2") -> Block:
    return _block("heading", text=text, level=level, anchor="")


def paragraph(*paragraphs: str, sources: tuple[str, ...] = ()) -> Block:
    return _block("paragraph", text=rich(*paragraphs), references=refs(*sources))


def image(picture: str, alt_text: str, caption: str = "") -> Block:
    chosen = {"image": {"image": picture}, "alt_text": alt_text, "decorative": False}
    return _block("image", image=chosen, caption=caption)


def quote(text: str, attribution: str) -> Block:
    return _block("quote", text=text, attribution=attribution, references=[])


def callout(kind: str, title: str, *paragraphs: str, sources: tuple[str, ...] = ()) -> Block:
    return _block(
        "callout", kind=kind, title=title, text=rich(*paragraphs), references=refs(*sources)
    )


def comparison(title: str, *facts: str) -> Block:
    return _block("comparison", heading=title, facts=list(facts))


def question(text: str, *answer: str, sources: tuple[str, ...] = ()) -> dict[str, Any]:
    return {"question": text, "answer": rich(*answer), "references": refs(*sources)}


def faq(title: str, *questions: dict[str, Any]) -> Block:
    return _block("faq", heading=title, items=list(questions))


def table(caption: str, headings: tuple[str, ...], *rows: tuple[str, ...]) -> Block:
    """A table of plain text."""
    return _block(
        "table",
        caption=caption,
        table={
            "columns": [{"type": "text", "heading": text} for text in headings],
            "rows": [{"values": list(row)} for row in rows],
            "caption": "",
        },
    )


def embed(url: str, title: str, description: str) -> Block:
    return _block("embed", url=url, title=title, description=description)


def call_to_action(title: str, text: str, label: str, page: str = "") -> Block:
    """An invitation; without a page it leads to the clinic's booking link."""
    target = {"page": page} if page else None
    return _block(
        "call_to_action", heading=title, text=rich(text), label=label, page=target, url=""
    )


def point(text: str, *sources: str) -> dict[str, Any]:
    return {"text": rich(text), "references": refs(*sources)}


def key_points(*points: dict[str, Any]) -> Block:
    return _block("key_points", points=list(points))


def known(
    low: str | None, high: str | None, unit: str, *sources: str, **context: str
) -> dict[str, Any]:
    """A figure with its sources. Context: qualifier, endpoint, dose_level, dose_label, method,
    population, spread."""
    return {
        "status": "known",
        "low": low,
        "high": high,
        "unit": unit,
        "references": refs(*sources),
        **context,
    }


def not_known(**context: str) -> dict[str, Any]:
    return {"status": "unknown", **context}


def does_not_apply() -> dict[str, Any]:
    return {"status": "not_applicable"}


def conflicting(*values: dict[str, Any], **context: str) -> dict[str, Any]:
    """Figures that differ between sources, none of them preferred."""
    return {"status": "conflicting", "differing": list(values), **context}


def one_value(
    low: str, high: str, unit: str, *sources: str, note: str, qualifier: str = "exact"
) -> dict[str, Any]:
    """One of the figures that differ."""
    return {
        "low": low,
        "high": high,
        "unit": unit,
        "qualifier": qualifier,
        "note": note,
        "references": refs(*sources),
    }


def answer(value: str, note: str) -> dict[str, str]:
    return {"value": value, "note": note}


def status(indication: str, kind: str, *sources: str, jurisdiction: str = "US") -> dict[str, Any]:
    return {
        "jurisdiction": jurisdiction,
        "indication": indication,
        "status": kind,
        "references": refs(*sources),
    }


def route(
    key: str,
    method: str,
    treatment: str,
    *,
    summary: str,
    points: list[dict[str, Any]],
    sources: tuple[str, ...] = (),
    **facts: Any,
) -> Block:
    """A route block; `facts` are named as in the block (`onset`, `may_suit` …)."""
    return _block(
        "route",
        route=key,
        method=method,
        treatment={"treatment": treatment},
        summary=rich(summary),
        points=points,
        references=refs(*sources),
        **facts,
    )
