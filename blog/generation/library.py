"""What generated posts share: people, categories, treatments, sources, pictures, a disclaimer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
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

    def many(kind: str, model: Any, key: str, values: Callable[..., dict[str, Any]]) -> list[int]:
        wanted = [
            values(f"{prefix}-{kind}-{number}", words, Random(f"{prefix} {kind} {number}"))  # noqa: S311
            for number in range(COUNTS[kind])
        ]
        known = model.objects.filter(**{f"{key}__in": [each[key] for each in wanted]})
        ids = dict(known.values_list(key, "pk"))
        return [ids.get(each[key]) or model.objects.create(**each).pk for each in wanted]

    with transaction.atomic():
        disclaimer = _disclaimer(prefix, words)
        return Library(
            people=many("people", Person, "slug", _person),
            categories=many("categories", Category, "slug", partial(_category, disclaimer)),
            treatments=many("treatments", Treatment, "slug", _treatment),
            references=many("references", Reference, "doi", _reference),
            tags=many("tags", Tag, "slug", _tag),
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


def _person(slug: str, words: Words, random: Random) -> dict[str, Any]:
    return {
        "slug": slug,
        "name": words.name(random),
        "credentials": random.choice(("MD", "RN", "PhD", "")),
        "role": f"Invented {words.word(random)}",
        "biography": words.paragraphs(random, 1),
    }


def _category(disclaimer: Disclaimer, slug: str, words: Words, random: Random) -> dict[str, Any]:
    return {
        "slug": slug,
        "name": words.title(random, 2),
        "description": words.sentence(random),
        "disclaimer": disclaimer,
    }


def _treatment(slug: str, words: Words, random: Random) -> dict[str, Any]:
    word = words.word(random)
    return {
        "slug": slug,
        "name": word.title(),
        "generic_name": word,
        "description": words.paragraphs(random, 1),
    }


def _reference(slug: str, words: Words, random: Random) -> dict[str, Any]:
    # 10.5555 is the prefix that registration agencies keep for examples.
    return {
        "doi": f"10.5555/{slug}",
        "title": f"{words.title(random, 6)} ({slug})",
        "authors": words.name(random),
        "source": f"Journal of {words.title(random, 2)}",
        "year": random.randint(1990, 2025),
    }


def _tag(slug: str, words: Words, random: Random) -> dict[str, Any]:
    return {"slug": slug, "name": f"{words.word(random)} {slug}"}


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
