"""Numbers of references inside a document's values."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from wagtail.fields import StreamField

from blog.api.schemas import CitationSchema
from blog.citations import Citations, cited
from cms.api.values import Values


def citations(values: Values) -> Citations:
    """The references of the document's page, numbered once for all its values."""
    if "citations" not in values.memo:
        page = values.page
        values.memo["citations"] = page.citations() if hasattr(page, "citations") else _of(page)
    found: Citations = values.memo["citations"]
    return found


def _of(page: Any) -> Citations:
    """For page types that keep no list of references: all that their streams cite."""
    streams = [
        (field.stream_block, getattr(page, field.name))
        for field in page._meta.get_fields()
        if isinstance(field, StreamField)
    ]
    if not streams:
        return Citations()
    (_block, first), *others = streams
    return Citations.of(first, (each for stream in others for each in cited(*stream)))


def cite(values: Values, references: Iterable[Any]) -> list[CitationSchema]:
    """References, or their ids as figures carry them, as numbers; each is noted."""
    found = []
    for each in references:
        entry = citations(values).get(each) if each is not None else None
        if entry is not None:
            values.note(entry.reference)
            found.append(CitationSchema(number=entry.number, id=entry.reference.pk))
    return found


def cite_one(reference: Any, values: Values) -> CitationSchema | None:
    """One reference where a block chooses it; None when it is gone."""
    return next(iter(cite(values, [reference])), None)
