"""What the n-th post of a seed is. The same seed and number give the same post, for ever."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any, TypeVar
from uuid import UUID, uuid5

from blog.generation.library import Library
from blog.generation.routes import route_value
from blog.generation.shapes import cited, listed, named, picked
from blog.generation.words import Words

NAMESPACE = UUID("5d9a3b52-0a4f-4d3c-9a86-0d4f8f0b8a11")
FIRST = datetime(2019, 1, 1, 9, 0, tzinfo=UTC)
APART = timedelta(minutes=37)
RELATED = 3

Thing = TypeVar("Thing")


@dataclass(frozen=True)
class Content:
    """A post's fields as they are stored; ids for what is shared, numbers for other posts."""

    number: int
    slug: str
    key: UUID
    title: str
    subtitle: str
    intro: str
    body: list[dict[str, Any]]
    authors: list[int]
    reviewer: int | None
    category: int
    tags: list[int]
    treatments: list[int]
    further: list[int]
    image: int | None
    related: list[int]
    published_at: datetime
    last_reviewed: date
    next_review_due: date


def slug_of(seed: int, number: int) -> str:
    return f"generated-{seed}-{number}"


def content(seed: int, number: int, words: Words, library: Library) -> Content:
    """Post `number`, counted from 1. It uses posts with smaller numbers only."""
    slug = slug_of(seed, number)
    random = Random(slug)  # noqa: S311 - nothing here is a secret
    people = random.sample(library.people, 3)
    treatment = random.choice(library.treatments)
    published = FIRST + APART * number
    reviewed = published.date() - timedelta(days=random.randint(0, 20))
    return Content(
        number=number,
        slug=slug,
        key=uuid5(NAMESPACE, slug),
        title=f"{words.title(random, random.randint(3, 7))} {number}",
        subtitle=words.sentence(random) if random.random() < 0.8 else "",
        intro=words.paragraphs(random, 1),
        body=_body(slug, random, words, library, treatment),
        authors=people[: random.choice((1, 1, 2))],
        reviewer=people[2] if random.random() < 0.9 else None,
        category=random.choice(library.categories),
        tags=random.sample(library.tags, random.randint(1, 4)),
        treatments=[treatment],
        further=random.sample(library.references, random.randint(0, 2)),
        image=random.choice(library.images) if random.random() < 0.8 else None,
        related=[each for each in range(number - RELATED, number) if each > 0],
        published_at=published,
        last_reviewed=reviewed,
        next_review_due=reviewed + timedelta(days=365),
    )


def _body(
    slug: str, random: Random, words: Words, library: Library, treatment: int
) -> list[dict[str, Any]]:
    references = random.sample(library.references, 6)
    blocks = [
        _heading(random, words),
        ("paragraph", _paragraph(random, words, references, 1)),
        *(
            ("route", route_value(random, words, references, route, treatment))
            for route in picked(random, random.choice((0, 0, 1, 1, 2)))
        ),
        _heading(random, words),
        ("paragraph", _paragraph(random, words, references, 2)),
    ]
    for kind, share in (("callout", 0.5), ("quote", 0.3), ("image", 0.4), ("table", 0.4)):
        if random.random() < share:
            blocks.append((kind, _EXTRAS[kind](random, words, library, references)))
    if random.random() < 0.3:
        blocks.append(("faq", _faq(random, words, references)))
    blocks.append(("call_to_action", _call(random, words)))
    return named(slug, blocks)


def _heading(random: Random, words: Words) -> tuple[str, dict[str, Any]]:
    text = words.title(random, 3)
    # A number keeps two equal headings of one post apart, as cleaning would.
    anchor = f"{text.lower().replace(' ', '-')}-{random.randint(100, 999)}"
    return "heading", {"text": text, "level": "h2", "anchor": anchor}


def _paragraph(
    random: Random, words: Words, references: Sequence[int], count: int
) -> dict[str, Any]:
    points = "".join(f"<li>{words.sentence(random)}</li>" for _ in range(3))
    text = words.paragraphs(random, count) + (f"<ul>{points}</ul>" if count > 1 else "")
    return {"text": text, "references": cited(random, references)}


def _faq(random: Random, words: Words, references: Sequence[int]) -> dict[str, Any]:
    items = [
        {
            "question": f"{words.title(random, 5)}?",
            "answer": words.paragraphs(random, 1, 2),
            "references": cited(random, references),
        }
        for _ in range(random.randint(1, 3))
    ]
    return {"heading": words.title(random, 2), "items": listed(items)}


def _call(random: Random, words: Words) -> dict[str, Any]:
    return {
        "heading": words.title(random, 3),
        "text": words.paragraphs(random, 1, 1),
        "label": "",
        "page": None,
        "url": "",
    }


def _callout(random: Random, words: Words, library: Library, references: Any) -> dict[str, Any]:
    return {
        "kind": random.choice(("info", "warning", "emergency")),
        "title": words.title(random, 3),
        "text": words.paragraphs(random, 1, 2),
        "references": cited(random, references),
    }


def _quote(random: Random, words: Words, library: Library, references: Any) -> dict[str, Any]:
    return {
        "text": words.sentence(random),
        "attribution": words.name(random),
        "references": cited(random, references),
    }


def _image(random: Random, words: Words, library: Library, references: Any) -> dict[str, Any]:
    image = random.choice(library.images)
    alt = words.title(random, 4)
    return {
        "image": {"image": image, "alt_text": alt, "decorative": False},
        "caption": words.sentence(random),
    }


def _table(random: Random, words: Words, library: Library, references: Any) -> dict[str, Any]:
    columns = [
        {"type": "text", "heading": words.title(random, 1)},
        {"type": "numeric", "heading": words.title(random, 1)},
    ]
    rows = [
        {"values": [words.phrase(random, 2), str(random.randint(1, 90))]}
        for _ in range(random.randint(2, 6))
    ]
    table = {"columns": columns, "rows": rows, "caption": ""}
    return {"caption": words.title(random, 4), "table": table}


_EXTRAS = {"callout": _callout, "quote": _quote, "image": _image, "table": _table}
