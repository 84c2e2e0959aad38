"""Each block of a post's document as Markdown. A kind without words of its own here is read aloud.

Values are those of the typed document (`blog.api`), whatever class carries them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.utils.translation import gettext as _

from blog import vocabulary
from blog.blocks.text import CALLOUT_KINDS
from blog.identifiers import jurisdiction_label
from cms.markdown import escape, from_html, inline_from_html, line, link

Values = Iterable[Any]


def block_markdown(kind: str, value: Any, comparison: Any) -> Iterator[str]:
    """The paragraphs of a block. `comparison` is the document's, for the block that places it."""
    if kind == "comparison":
        return comparison_markdown(comparison, value.heading, value.facts)
    return KINDS.get(kind, any_markdown)(value)


def cited(text: str, references: Values) -> str:
    """The text with a footnote mark for each of its references."""
    return text + "".join(f"[^{reference.number}]" for reference in references)


def heading(level: int, text: str) -> str:
    return f"{'#' * level} {escape(text)}"


def quoted(*paragraphs: str) -> str:
    lines = "\n\n".join(each for each in paragraphs if each).split("\n")
    return "\n".join(f"> {each}".rstrip() for each in lines)


def table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A table of cells that are Markdown already."""
    head = list(heads)
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def image(picture: Any, caption: str = "") -> Iterator[str]:
    """A picture with its words, its caption and whom it is from."""
    if picture is None:
        return
    yield f"!{link(picture.alt, picture.src) if picture.alt else f'[]({picture.src})'}"
    caption = caption or picture.caption
    credit = _("Picture: %(credit)s") % {"credit": picture.credit} if picture.credit else ""
    if words := " · ".join(escape(each) for each in (caption, credit) if each):
        yield words


# --- Text --------------------------------------------------------------------------------------


def _heading(value: Any) -> Iterator[str]:
    yield heading(int(value.level[1:]), value.text)


def _paragraph(value: Any) -> Iterator[str]:
    yield cited(from_html(value.text.html), value.references)


def _quote(value: Any) -> Iterator[str]:
    by = f"— {escape(value.attribution)}" if value.attribution else ""
    yield quoted(cited(line(value.text), value.references), by)


def _callout(value: Any) -> Iterator[str]:
    kind = str(dict(CALLOUT_KINDS)[value.kind])
    title = f"{kind}: {value.title}" if value.title else kind
    text = cited(from_html(value.text.html), value.references)
    yield quoted(f"**{escape(title)}**", text)


def _key_points(value: Any) -> Iterator[str]:
    yield heading(2, _("Key points"))
    yield from _points("", value.points)


def _image(value: Any) -> Iterator[str]:
    return image(value.image, value.caption)


def _faq(value: Any) -> Iterator[str]:
    if value.heading:
        yield heading(2, value.heading)
    for item in value.items:
        yield heading(3, item.question)
        yield cited(from_html(item.answer.html), item.references)


def _table(value: Any) -> Iterator[str]:
    if value.caption:
        yield f"**{escape(value.caption)}**"
    heads = (escape(column.heading) for column in value.table.columns)
    yield table(heads, ([_cell(cell) for cell in row] for row in value.table.rows))


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return escape(f"{value:.12g}")
    return escape(value) if isinstance(value, str) else inline_from_html(value.html)


def _embed(value: Any) -> Iterator[str]:
    yield f"{link(value.title or value.url, value.url)} ({escape(value.host)})"
    if value.description:
        yield line(value.description)


def _call_to_action(value: Any) -> Iterator[str]:
    yield heading(2, value.heading)
    if value.text.html:
        yield from_html(value.text.html)
    if value.links:
        yield "\n".join(f"- {link(each.label, each.url)}" for each in value.links)


# --- Routes ------------------------------------------------------------------------------------


def _route(value: Any) -> Iterator[str]:
    yield heading(2, value.title)
    place = (value.route_label, value.method_label, value.site_label)
    yield " · ".join(escape(each) for each in place if each)
    if value.treatment:
        name, generic = value.treatment.name, value.treatment.generic_name
        differs = generic and generic.casefold() != name.casefold()
        yield line(f"{name} ({generic})" if differs else name)
    yield cited(from_html(value.summary.html), value.references)
    yield from _points("", value.points)
    if value.how_given.html:
        yield heading(3, _("How it is given"))
        yield from_html(value.how_given.html)
    if value.facts:
        yield heading(3, _("At a glance"))
        yield "\n".join(map(_fact, value.facts))
    called = {key: str(fact.label) for key, fact in vocabulary.FACTS.items()}
    yield from _points(called["may_suit"], value.may_suit)
    yield from _points(called["may_not_suit"], value.may_not_suit)
    yield from _points(called["common_effects"], value.common_effects)
    yield from _points(called["serious_risks"], value.serious_risks)
    yield from _points(called["contraindications"], value.contraindications)
    if value.evidence_text:
        yield heading(3, called["evidence"])
        yield cited(line(value.evidence_text), value.evidence.references)
    if value.regulatory_status:
        yield heading(3, called["regulatory_status"])
        heads = (_("Where"), _("For"), _("Status"))
        yield table(heads, map(_status, value.regulatory_status))


def _points(title: str, points: Values) -> Iterator[str]:
    items = [f"- {cited(inline_from_html(point.text.html), point.references)}" for point in points]
    if items and title:
        yield heading(3, title)
    if items:
        yield "\n".join(items)


def _fact(fact: Any) -> str:
    text = cited(f"**{escape(fact.label)}:** {escape(fact.text)}", fact.sources)
    return f"- {text}" + (f" ({escape(fact.note)})" if fact.note else "")


def _status(status: Any) -> tuple[str, str, str]:
    label = str(vocabulary.REGULATORY_STATUSES[status.status].label)
    if status.as_of:
        label = f"{label} ({_('as of')} {str(status.as_of)[:10]})"
    where = jurisdiction_label(status.jurisdiction)
    return escape(where), escape(status.indication), cited(escape(label), status.references)


def comparison_markdown(
    comparison: Any, title: str = "", facts: Iterable[str] = ()
) -> Iterator[str]:
    """The routes side by side, gaps named, with what is not like for like below."""
    if comparison is None:
        return
    wanted = set(facts)
    rows = [row for row in comparison.rows if not wanted or row.fact in wanted]
    yield heading(2, title or _("The routes side by side"))
    heads = [_("Fact"), *(_column(column) for column in comparison.columns)]
    yield table(heads, ([escape(row.label), *map(_compared, row.cells)] for row in rows))
    warnings = [*comparison.warnings]
    warnings += [f"{row.label}: {warning}" for row in rows for warning in row.warnings]
    if warnings:
        yield "\n".join(f"- ⚠ {escape(warning)}" for warning in warnings)


def _column(column: Any) -> str:
    is_named = not column.treatment or column.treatment in column.label
    return escape(column.label if is_named else f"{column.label} ({column.treatment})")


def _compared(cell: Any) -> str:
    text = cited(escape("; ".join(cell.items) or cell.text), cell.sources)
    return f"{text} ({escape(cell.note)})" if cell.note else text


# --- Blocks that are not known here ------------------------------------------------------------


def any_markdown(value: Any) -> Iterator[str]:
    """Every text and picture of a value, in the order of its fields."""
    if value is None or isinstance(value, bool):
        return
    if isinstance(value, str):
        yield from [line(value)] if value.strip() else []
    elif isinstance(value, int | float):
        yield _cell(float(value))
    elif isinstance(value, list):
        for item in value:
            yield from any_markdown(item)
    elif hasattr(value, "html"):
        yield from_html(value.html)
    elif hasattr(value, "src"):
        yield from image(value)
    else:
        for name, inner in vars(value).items():
            if name not in ("id", "type", "references"):
                yield from any_markdown(inner)


KINDS: dict[str, Callable[[Any], Iterator[str]]] = {
    "heading": _heading,
    "paragraph": _paragraph,
    "image": _image,
    "quote": _quote,
    "callout": _callout,
    "route": _route,
    "faq": _faq,
    "table": _table,
    "embed": _embed,
    "call_to_action": _call_to_action,
    "key_points": _key_points,
}
