"""The shared things of one owner, each filled with words: pictures, files, people, sources …"""

from __future__ import annotations

from io import BytesIO
from typing import Any

from django.core.files.base import ContentFile
from PIL import Image
from taggit.models import Tag
from wagtail.documents import get_document_model
from wagtail.models import Collection

from blog.models import Category, Disclaimer, DisclaimerVersion, Person, Reference, Treatment
from cms.images.models import CustomImage
from tests.builders import publish
from tests.canary.filling import Filler

Document: Any = get_document_model()

Things = dict[Any, list[Any]]
"""What fields and blocks may choose from, by model."""


def shared_things(filler: Filler, *, image: CustomImage | None = None) -> Things:
    """One of each, with what is linked and shown on the way from one to the other."""
    things = filler.things
    things[CustomImage] = [image or picture(filler)]
    things[Disclaimer] = [disclaimer(filler)]
    things[Category] = [saved(filler.fill(Category()))]
    things[Person] = [saved(filler.fill(Person()))]
    things[Treatment] = [saved(filler.fill(Treatment()))]
    things[Reference] = [saved(filler.fill(Reference()))]
    things[Tag] = [saved(filler.fill(Tag()))]
    return things


def picture(filler: Filler, collection: Collection | None = None) -> CustomImage:
    """A small picture whose file is called by a word too."""
    stream = BytesIO()
    colour = f"#{filler.words.random.randrange(0xFFFFFF):06x}"
    Image.new("RGB", (24, 24), colour).save(stream, "PNG")
    content = ContentFile(stream.getvalue(), f"{filler.word('cms_images.CustomImage.file')}.png")
    image = CustomImage(collection=collection or Collection.get_first_root_node())
    image = saved(filler.fill(image, file=content, collection=image.collection))
    image.tags.add(filler.word("cms_images.CustomImage.tags"))
    return image


def document(filler: Filler, collection: Collection | None = None) -> Any:
    """A text file; its name and what stands in it are words."""
    name, text = filler.word("wagtaildocs.Document.file"), filler.word("text of a document")
    content = ContentFile(text.encode(), f"{name}.txt")
    made = Document(collection=collection or Collection.get_first_root_node())
    return saved(filler.fill(made, file=content, collection=made.collection))


def disclaimer(filler: Filler) -> Disclaimer:
    """A disclaimer with one version in force."""
    made: Disclaimer = saved(filler.fill(Disclaimer()))
    publish(version(filler, made))
    return made


def version(filler: Filler, of: Disclaimer, **fields: Any) -> DisclaimerVersion:
    """A draft of a version."""
    draft = filler.fill(DisclaimerVersion(disclaimer=of), disclaimer=of, **fields)
    made: DisclaimerVersion = saved(draft)
    return made


def saved(thing: Any) -> Any:
    """The thing in the database, once it is found sound: what a word breaks is told here."""
    thing.full_clean()
    thing.save()
    return thing
