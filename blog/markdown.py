"""A post as Markdown, whole: who wrote and checked it, its text, its sources and its disclaimer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

import yaml
from django.utils.translation import gettext as _

from blog.identifiers import jurisdiction_label
from blog.markdown_blocks import block_markdown, comparison_markdown, heading, image
from cms.markdown import escape, from_html, line, link


def post_markdown(document: Any) -> str:
    """The document of a post (`blog.api`) as Markdown with YAML front matter.

    References are footnotes with their numbers. The disclaimer is always there.
    """
    return with_front_matter(front_matter(document), document.title, _paragraphs(document))


def text_markdown(document: Any) -> str:
    """All that the post says after its title."""
    return "\n\n".join(filter(None, _paragraphs(document))) + "\n"


def with_front_matter(stated: dict[str, Any], title: str, paragraphs: Iterable[str]) -> str:
    """Markdown with YAML front matter, which leaves out what is not stated."""
    stated = {name: value for name, value in stated.items() if value}
    front = yaml.safe_dump(stated, allow_unicode=True, sort_keys=False, width=float("inf"))
    return "\n\n".join(filter(None, [f"---\n{front}---", heading(1, title), *paragraphs])) + "\n"


def _paragraphs(document: Any) -> Iterator[str]:
    yield from _head(document)
    yield from body_markdown(document)
    yield from _disclaimer(document.disclaimer)
    yield from references_markdown(document.references)
    yield from _people(document.authors)


def front_matter(document: Any) -> dict[str, Any]:
    """What the post says of itself, in a stable order."""
    reviewer = document.reviewed_by
    disclaimer = document.disclaimer
    return {
        "title": document.title,
        "subtitle": document.subtitle,
        "canonical": document.seo.canonical,
        "language": document.locale,
        "authors": [person.name_with_credentials for person in document.authors],
        "reviewed_by": reviewer.name_with_credentials if reviewer else None,
        "last_reviewed": _day(document.last_reviewed),
        "next_review_due": _day(document.next_review_due),
        "published": moment(document.published_at),
        "updated": moment(document.updated_at),
        "category": document.category.name if document.category else None,
        "tags": [tag.name for tag in document.tags],
        "treatments": [treatment.name for treatment in document.treatments],
        "disclaimer": disclaimer
        and {
            "key": disclaimer.key,
            "version": disclaimer.version,
            "effective_from": moment(disclaimer.effective_from),
        },
    }


def _head(document: Any) -> Iterator[str]:
    yield line(document.subtitle)
    yield _byline(document)
    yield from_html(document.intro.html)
    yield from image(document.hero)


def _byline(document: Any) -> str:
    names = " · ".join(person.name_with_credentials for person in document.authors)
    parts = [_("By %(names)s") % {"names": names}] if names else []
    if document.reviewed_by:
        name = document.reviewed_by.name_with_credentials
        parts.append(_("Medically reviewed by %(name)s") % {"name": name})
    if document.last_reviewed:
        parts.append(_("Last reviewed: %(date)s") % {"date": _day(document.last_reviewed)})
    return line(". ".join(parts))


def body_markdown(document: Any) -> Iterator[str]:
    routes = [block.id for block in document.body if block.type == "route"]
    is_placed = any(block.type == "comparison" for block in document.body)
    for block in document.body:
        yield from block_markdown(block.type, block.value, document.comparison)
        if not is_placed and routes and block.id == routes[-1]:
            yield from comparison_markdown(document.comparison)


def _disclaimer(disclaimer: Any) -> Iterator[str]:
    if disclaimer is None:
        return
    yield heading(2, disclaimer.title or _("Disclaimer"))
    yield from_html(disclaimer.html)
    parts = [_("Version %(number)s") % {"number": disclaimer.version}]
    if disclaimer.jurisdiction:
        where = jurisdiction_label(disclaimer.jurisdiction)
        parts.append(_("written for %(place)s") % {"place": where})
    parts.append(_("in force from %(date)s") % {"date": _day(disclaimer.effective_from)})
    yield line(" · ".join(parts))


def references_markdown(references: Any) -> Iterator[str]:
    if not references:
        return
    yield heading(2, _("References"))
    # Apart from each other, so that a renderer without footnotes shows them as paragraphs.
    yield from (f"[^{each.number}]: {_reference(each)}" for each in references)


def _reference(source: Any) -> str:
    where = ", ".join(str(part) for part in (source.source, source.year) if part)
    sentences = [
        part if part.endswith((".", "?", "!")) else f"{part}."
        for part in (source.authors, source.title, where)
        if part
    ]
    links = [link(each.label, each.url) for each in source.links]
    if source.accessed:
        links.append(escape(_("read on %(date)s") % {"date": _day(source.accessed)}))
    return " ".join([escape(" ".join(sentences)), ", ".join(links)]).strip()


def _people(authors: Any) -> Iterator[str]:
    if not authors:
        return
    yield heading(2, _("Who wrote this"))
    for person in authors:
        name = f"**{escape(person.name_with_credentials)}**"
        yield f"{name}, {escape(person.role)}" if person.role else name
        yield from_html(person.biography.html)
        links = [link(f"ORCID {person.orcid}", person.orcid_url)] if person.orcid_url else []
        links += [link(each.label, each.url) for each in person.links]
        yield "\n".join(f"- {each}" for each in links)


def moment(value: Any) -> datetime | None:
    return datetime.fromisoformat(value) if isinstance(value, str) else value


def _day(value: Any) -> date | None:
    if value is None:
        return None
    return date.fromisoformat(str(value)[:10])
