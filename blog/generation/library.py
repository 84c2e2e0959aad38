"""What generated posts share: people, categories, treatments, sources, pictures, a disclaimer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from random import Random
from typing import Any

from django.core.files.images import ImageFile
from django.db import transaction
from PIL import Image, ImageOps
from taggit.models import Tag

from blog.generation.words import Words
from blog.models import Category, Disclaimer, DisclaimerVersion, Person, Reference, Treatment
from cms.images.models import CustomImage

COUNTS = {"people": 24, "categories": 8, "treatments": 16, "references": 200, "tags": 60}
COLOURS = (("#12343b", "#e1b382"), ("#2d545e", "#c89666"), ("#3b3355", "#bfcde0"))
SIZE = (1600, 900)


@dataclass(frozen=True)
class Library:
    """The ids of shared things, in a fixed order."""

    people: list[int]
    categories: list[int]
    treatments: list[int]
    references: list[int]
    tags: list[int]
    images: list[int]


def library(seed: int) -> Library:
    """Find or make what the posts of a seed share. Run again, it makes nothing new."""
    words, prefix = Words(seed), f"generated-{seed}"

    def many(kind: str, make: Callable[[str, Random], Any]) -> list[int]:
        made = []
        for number in range(COUNTS[kind]):
            random = Random(f"{prefix} {kind} {number}")  # noqa: S311
            made.append(make(f"{prefix}-{kind}-{number}", random).pk)
        return made

    with transaction.atomic():
        disclaimer = _disclaimer(prefix, words)
        return Library(
            people=many("people", lambda slug, random: _person(slug, words, random)),
            categories=many(
                "categories", lambda slug, random: _category(slug, words, random, disclaimer)
            ),
            treatments=many("treatments", lambda slug, random: _treatment(slug, words, random)),
            references=many("references", lambda slug, random: _reference(slug, words, random)),
            tags=many(
                "tags",
                lambda slug, random: Tag.objects.get_or_create(
                    slug=slug, defaults={"name": f"{words.word(random)} {slug}"}
                )[0],
            ),
            images=[_image(f"{prefix}-{number}", pair) for number, pair in enumerate(COLOURS)],
        )


def _disclaimer(slug: str, words: Words) -> Disclaimer:
    disclaimer, is_new = Disclaimer.objects.get_or_create(
        slug=slug, defaults={"name": f"Generated disclaimer ({slug})"}
    )
    if is_new:
        text = f"<p>This text is generated and means nothing. {words.sentence(Random(slug))}</p>"  # noqa: S311
        version = DisclaimerVersion(disclaimer=disclaimer, title="Generated text", text=text)
        version.save()
        version.save_revision().publish()
    return disclaimer


def _person(slug: str, words: Words, random: Random) -> Person:
    name = words.name(random)
    fields = {
        "name": name,
        "credentials": random.choice(("MD", "RN", "PhD", "")),
        "role": f"Invented {words.word(random)}",
        "biography": words.paragraphs(random, 1),
    }
    return Person.objects.get_or_create(slug=slug, defaults=fields)[0]


def _category(slug: str, words: Words, random: Random, disclaimer: Disclaimer) -> Category:
    fields = {
        "name": words.title(random, 2),
        "description": words.sentence(random),
        "disclaimer": disclaimer,
    }
    return Category.objects.get_or_create(slug=slug, defaults=fields)[0]


def _treatment(slug: str, words: Words, random: Random) -> Treatment:
    word = words.word(random)
    fields = {
        "name": word.title(),
        "generic_name": word,
        "description": words.paragraphs(random, 1),
    }
    return Treatment.objects.get_or_create(slug=slug, defaults=fields)[0]


def _reference(slug: str, words: Words, random: Random) -> Reference:
    fields = {
        "title": f"{words.title(random, 6)} ({slug})",
        "authors": words.name(random),
        "source": f"Journal of {words.title(random, 2)}",
        "year": random.randint(1990, 2025),
    }
    # 10.5555 is the prefix that registration agencies keep for examples.
    return Reference.objects.get_or_create(doi=f"10.5555/{slug}", defaults=fields)[0]


def _image(title: str, colours: tuple[str, str]) -> int:
    found = CustomImage.objects.filter(title=title).first()
    if found:
        return int(found.pk)
    picture = ImageOps.colorize(Image.linear_gradient("L").resize(SIZE), *colours)
    data = BytesIO()
    picture.save(data, "JPEG", quality=80)
    image = CustomImage.objects.create(
        title=title,
        description="A gradient of two colours",
        credit="Generated",
        file=ImageFile(BytesIO(data.getvalue()), name=f"{title}.jpg"),
    )
    return int(image.pk)
