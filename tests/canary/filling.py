"""Fills things with words of their own: every text field of a model, of its rows, of its blocks.

Which fields there are is asked of the models and blocks, so that a new one is filled in too. What
must have a form of its own, or must fit to another field, is said in `FORMS` and `RULES`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count, cycle
from typing import Any
from uuid import UUID

from django.db import models
from modelcluster.models import get_all_child_relations
from taggit.managers import TaggableManager
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.documents import get_document_model
from wagtail.fields import RichTextField, StreamField
from wagtail.images import get_image_model
from wagtail.images.blocks import ImageBlock
from wagtail.models import Page

from blog.blocks.call_to_action import CallToActionBlock
from blog.blocks.quantity import QuantityBlock
from blog.blocks.route import RouteBlock
from blog.identifiers import parse_orcid
from blog.models import NavigationLink
from tests.canary.words import LENGTH, Place, Words

TEXT = (models.CharField, models.TextField)
# Not an editor's words: what Wagtail writes itself, and comments between editors.
NOT_FILLED = {"path", "url_path", "draft_title", "wagtail_admin_comments", "tagged_items"}


class Filler:
    """Writes new words of one kind (`Words.hidden`, `.shown` or `.loose`) for one owner.

    `things` are what fields and blocks choose from, by model: a single field takes the first, a
    list takes all, and rich texts link to the pages and documents among them, each to another.
    """

    def __init__(
        self, words: Words, kind: dict[str, Place], owner: str, things: dict[Any, list[Any]]
    ) -> None:
        self.words = words
        self.kind = kind
        self.owner = owner
        self.things = things
        self.figures = cycle((known_figure, conflicting_figure))
        self.turns = count()

    def word(self, where: str) -> str:
        return self.words.new(self.kind, Place(self.owner, where))

    def fill(self, thing: Any, **given: Any) -> Any:
        """Fill in every field of an unsaved or stored `thing` but those that are `given`."""
        for name, value in given.items():
            setattr(thing, name, value)
        for field in thing._meta.concrete_fields:
            where = f"{field.model._meta.label}.{field.name}"
            if field.name in given or field.name in NOT_FILLED or not field.editable:
                continue
            if isinstance(field, StreamField):
                setattr(thing, field.name, self.stream(field.stream_block, where))
            elif isinstance(field, models.ForeignKey):
                chosen = self.choices(field.related_model)
                if chosen and not field.remote_field.parent_link:
                    setattr(thing, field.name, chosen[0])
            elif field.choices:
                if not field.blank and not getattr(thing, field.name):
                    setattr(thing, field.name, field.flatchoices[0][0])
            elif isinstance(field, TEXT):
                setattr(thing, field.name, self.text(field, field.name, field.max_length, where))
        self._fill_many(thing, given)
        if rule := RULES.get(type(thing)):
            rule(thing)
        return thing

    def _fill_many(self, thing: Any, given: dict[str, Any]) -> None:
        for field in thing._meta.many_to_many:
            if field.name not in given and not isinstance(field, TaggableManager):
                setattr(thing, field.name, self.choices(field.related_model))
        if not hasattr(thing, "copy_all_child_relations"):
            return
        for relation in get_all_child_relations(type(thing)):
            name = relation.get_accessor_name()
            if name not in given and name not in NOT_FILLED:
                setattr(thing, name, list(self._rows(relation)))

    def _rows(self, relation: Any) -> Iterator[Any]:
        """A row for each thing that the relation may lead to; one if it leads to none."""
        model = relation.related_model
        for field in model._meta.concrete_fields:
            if field.is_relation and field.name != relation.field.name:
                for chosen in self.choices(field.related_model):
                    yield self.fill(model(), **{field.name: chosen})
                if not field.null:
                    return
        yield self.fill(model())

    def choices(self, model: Any) -> list[Any]:
        """What may be chosen of a model; of pages, those of every type."""
        return [
            thing
            for kind, things in self.things.items()
            if issubclass(kind, model)
            for thing in things
        ]

    def text(self, field: Any, name: str, max_length: int | None, where: str) -> str:
        """A word in the form that the field asks for."""
        if name in FORMS:
            return FORMS[name](self, where)
        if max_length is not None and max_length < LENGTH:
            raise LookupError(f"{where} is too short for a word: say its form in FORMS.")
        if isinstance(field, RichTextField | blocks.RichTextBlock | blocks.RawHTMLBlock):
            return self.rich(where)
        if isinstance(field, models.URLField | blocks.URLBlock):
            return f"https://{self.word(where)}.example/"
        if isinstance(field, models.EmailField | blocks.EmailBlock):
            return f"{self.word(where)}@example.org"
        return self.word(where)

    def rich(self, where: str) -> str:
        """A paragraph that links to one of the pages and one of the documents, in turn."""
        links = "".join(
            f' <a linktype="{kind}" id="{thing.pk}">{self.word(f"{where}, a link")}</a>'
            for kind, thing in self._next_links()
        )
        return f"<p>{self.word(where)}{links}</p>"

    def _next_links(self) -> Iterator[tuple[str, Any]]:
        for kind, model in (("page", Page), ("document", get_document_model())):
            if chosen := self.choices(model):
                yield kind, chosen[next(self.turns) % len(chosen)]

    # --- Blocks ------------------------------------------------------------------------------

    def stream(self, block: blocks.StreamBlock, where: str) -> list[dict[str, Any]]:
        """A stream with at least one of each of its blocks, as it is stored."""
        items = [
            (key, value)
            for key, child in block.child_blocks.items()
            for value in self.variants(child, f"{where}.{key}")
        ]
        return [
            {"type": key, "value": value, "id": str(UUID(int=number))}
            for number, (key, value) in enumerate(items, start=1)
        ]

    def variants(self, block: Any, where: str) -> list[Any]:
        """The values of a block that are unlike enough to be tried beside each other."""
        for kind, variants in VARIANTS.items():
            if isinstance(block, kind):
                return [
                    {**self.value(block, where), **variant}
                    for variant in variants(self, block, where)
                ]
        return [self.value(block, where)]

    def value(self, block: Any, where: str) -> Any:
        """A stored value of a block in which each text is a new word."""
        if isinstance(block, ImageBlock):
            images = self.choices(get_image_model())
            alt = self.word(f"{where}.alt_text")
            return {"image": images[0].pk, "alt_text": alt, "decorative": False}
        if isinstance(block, TypedTableBlock):
            return self._table(block, where)
        if isinstance(block, blocks.StreamBlock):
            return self.stream(block, where)
        if isinstance(block, blocks.StructBlock):
            return {
                key: self.variants(child, f"{where}.{key}")[0]
                for key, child in block.child_blocks.items()
            }
        if isinstance(block, blocks.ListBlock):
            if isinstance(block.child_block, blocks.ChooserBlock):
                return [each.pk for each in self.choices(block.child_block.target_model)]
            return self.variants(block.child_block, where)
        if isinstance(block, blocks.ChooserBlock):
            return next((each.pk for each in self.choices(block.target_model)), None)
        return self._leaf(block, where)

    def _leaf(self, block: Any, where: str) -> Any:
        if isinstance(block, blocks.MultipleChoiceBlock):
            return []
        if isinstance(block, blocks.ChoiceBlock):
            keys = [key for key, _label in block.field.choices if key]
            return keys[0]
        if isinstance(block, blocks.DecimalBlock | blocks.IntegerBlock | blocks.FloatBlock):
            return "2"
        if isinstance(block, blocks.DateBlock):
            return "2026-01-02"
        if isinstance(block, WORDY):
            return self.text(block, where.rpartition(".")[2], _max_length(block), where)
        raise LookupError(f"{where}: say here what a {type(block).__name__} holds.")

    def _table(self, block: Any, where: str) -> dict[str, Any]:
        kinds = block.child_blocks.items()
        return {
            "columns": [
                {"type": key, "heading": self.word(f"{where}.{key}.heading")} for key, _ in kinds
            ],
            "rows": [{"values": [self.value(child, f"{where}.{key}") for key, child in kinds]}],
            "caption": self.word(f"{where}.caption"),
        }


WORDY = (
    *(blocks.CharBlock, blocks.TextBlock, blocks.RichTextBlock, blocks.RawHTMLBlock),
    *(blocks.RegexBlock, blocks.URLBlock, blocks.EmailBlock),
)


def _max_length(block: Any) -> int | None:
    length: int | None = getattr(block.field, "max_length", None)
    return length


# --- What must have a form of its own, or fit to another field ------------------------------------


def orcid(filler: Filler, where: str) -> str:
    """Sixteen digits of which the last one checks the others."""
    random = filler.words.random
    while True:
        numbers = "".join(random.choices("0123456789", k=16))
        made = "-".join(numbers[start : start + 4] for start in range(0, 16, 4))
        try:
            return filler.words.keep(filler.kind, parse_orcid(made), Place(filler.owner, where))
        except ValueError:
            continue


def number(beginning: str, length: int) -> Callable[[Filler, str], str]:
    return lambda filler, where: (
        beginning + filler.words.digits(filler.kind, Place(filler.owner, where), length)
    )


# By the name of a field or block. ISO 3166 leaves no place for a word.
FORMS: dict[str, Callable[[Filler, str], str]] = {
    "orcid": orcid,
    "doi": lambda filler, where: f"10.1000/{filler.word(where)}",
    "pmid": number("", 8),
    "pmcid": number("PMC", 12),
    "trial_number": number("NCT", 8),
    "jurisdiction": lambda filler, where: "US",
}


def page_or_address(link: NavigationLink) -> None:
    link.url = "" if link.page_id else f"https://{link.url}.example/"


RULES: dict[type[models.Model], Callable[[Any], None]] = {NavigationLink: page_or_address}


def two_routes(filler: Filler, block: Any, where: str) -> list[dict[str, Any]]:
    return [
        {"route": "intramuscular", "method": "injection"},
        {"route": "oral", "method": "swallow"},
    ]


def every_target(filler: Filler, block: Any, where: str) -> list[dict[str, Any]]:
    """An address, and each page in its place."""
    pages = [{"page": page.pk, "url": ""} for page in filler.choices(Page)]
    return [{"page": None}, *pages]


def either_figure(filler: Filler, block: Any, where: str) -> list[dict[str, Any]]:
    """Known and disputed figures in turn; a body with two routes has each fact as both."""
    return [{"endpoint": "felt_effect", **next(filler.figures)(filler, block, where)}]


def known_figure(filler: Filler, block: Any, where: str) -> dict[str, Any]:
    return {"status": "known", "low": "2", "high": "4", "differing": []}


def conflicting_figure(filler: Filler, block: Any, where: str) -> dict[str, Any]:
    differing = block.child_blocks["differing"].child_block
    values = [
        {**filler.value(differing, f"{where}.differing"), "low": low, "high": low} for low in "13"
    ]
    return {"status": "conflicting", "differing": values}


VARIANTS: dict[type[blocks.Block], Callable[[Filler, Any, str], list[dict[str, Any]]]] = {
    RouteBlock: two_routes,
    CallToActionBlock: every_target,
    QuantityBlock: either_figure,
}
