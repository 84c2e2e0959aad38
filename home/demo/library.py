"""Puts the demo's pictures and snippets into the database."""

from __future__ import annotations

from dataclasses import asdict
from io import BytesIO

from django.core.files.images import ImageFile

from blog.models import Category, Disclaimer, DisclaimerVersion, Person, Reference, Treatment
from blog.models.person import PersonLink
from blog.models.treatment import TreatmentStatus
from cms.images.models import CustomImage
from home.demo.content import CATEGORIES, DISCLAIMERS, PEOPLE, REFERENCES, TREATMENTS
from home.demo.content.shapes import DemoPerson, DemoTreatment
from home.demo.pictures import Picture

JPEG_QUALITY = 88


def encode(picture: Picture) -> tuple[str, bytes]:
    """The picture as a file: its extension and its bytes (PNG where it is see-through)."""
    image = picture()
    buffer = BytesIO()
    if image.mode == "RGBA":
        image.save(buffer, "PNG", optimize=True)
        return "png", buffer.getvalue()
    image.save(buffer, "JPEG", quality=JPEG_QUALITY, optimize=True, progressive=True)
    return "jpg", buffer.getvalue()


def add_image(name: str, picture: Picture, extension: str, content: bytes) -> CustomImage:
    """A picture in the image library, with its words, its credit and its focal point."""
    width, height = picture.size
    x, y, wide, high = picture.focal_point
    return CustomImage.objects.create(
        title=picture.title,
        description=picture.alt_text,
        caption=picture.caption,
        credit=picture.credit,
        file=ImageFile(BytesIO(content), name=f"{name}.{extension}"),
        focal_point_x=round(x * width),
        focal_point_y=round(y * height),
        focal_point_width=round(wide * width),
        focal_point_height=round(high * height),
    )


def add_references() -> dict[str, Reference]:
    return {
        key: Reference.objects.get_or_create(title=each.title, defaults=asdict(each))[0]
        for key, each in REFERENCES.items()
    }


def add_people(images: dict[str, CustomImage]) -> dict[str, Person]:
    return {slug: _add_person(slug, each, images[each.photo]) for slug, each in PEOPLE.items()}


def _add_person(slug: str, each: DemoPerson, photo: CustomImage) -> Person:
    if found := Person.objects.filter(slug=slug).first():
        return found
    person = Person(
        slug=slug,
        name=each.name,
        credentials=each.credentials,
        role=each.role,
        biography=each.biography,
        photo=photo,
    )
    person.links.set([PersonLink(label=label, url=url) for label, url in each.links])
    person.save()
    return person


def add_treatments() -> dict[str, Treatment]:
    return {slug: _add_treatment(slug, each) for slug, each in TREATMENTS.items()}


def _add_treatment(slug: str, each: DemoTreatment) -> Treatment:
    if found := Treatment.objects.filter(slug=slug).first():
        return found
    treatment = Treatment(
        slug=slug,
        name=each.name,
        generic_name=each.generic_name,
        description=each.description,
    )
    treatment.statuses.set([TreatmentStatus(**asdict(status)) for status in each.statuses])
    treatment.save()
    return treatment


def add_disclaimers() -> dict[str, Disclaimer]:
    """The disclaimers, each with a first version in force from now on."""
    found = {}
    for slug, each in DISCLAIMERS.items():
        disclaimer, is_new = Disclaimer.objects.get_or_create(
            slug=slug, defaults={"name": each.name}
        )
        if is_new:
            version = DisclaimerVersion(
                disclaimer=disclaimer,
                title=each.title,
                text=each.text,
                jurisdiction=each.jurisdiction,
            )
            version.save()
            version.save_revision().publish()
        found[slug] = disclaimer
    return found


def add_categories(disclaimers: dict[str, Disclaimer]) -> dict[str, Category]:
    return {
        slug: Category.objects.get_or_create(
            slug=slug,
            defaults={
                "name": each.name,
                "description": each.description,
                "disclaimer": disclaimers.get(each.disclaimer),
            },
        )[0]
        for slug, each in CATEGORIES.items()
    }
