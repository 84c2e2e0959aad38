"""What editors wrote in a post, read from its blocks and fields: the oracle for its other forms."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import html
from wagtail import blocks
from wagtail.images.blocks import ImageBlock
from wagtail.rich_text import RichText

from blog import vocabulary
from blog.blocks.quantity import QuantityBlock
from blog.citations import is_reference_chooser
from cms.streams import leaves

CODES = {"jurisdiction"}  # typed by editors, told to readers in words
LINES = "//p[not(ancestor::li)] | //li | //h2 | //h3 | //h4 | //blockquote[not(p)]"


def squeezed(text: Any) -> str:
    """The words with one space between them, whatever was there."""
    return " ".join(str(text).split())


def lines(source: Any) -> Iterator[str]:
    """The paragraphs and points of a stored rich text, without markup."""
    if squeezed(source):
        tree = html.fragment_fromstring(str(source), create_parent="div")
        yield from (words for each in tree.xpath(LINES) if (words := squeezed(each.text_content())))


def paragraphs(post: Any) -> Iterator[str]:
    """The paragraphs and points of all its formatted texts, in reading order."""
    yield from lines(post.intro)
    for _block, value in leaves(post.body.stream_block, post.body):
        if isinstance(value, RichText):
            yield from lines(value.source)
    yield from lines(post.disclaimer_in_force().text)


def texts(post: Any) -> Iterator[str]:
    """Every text of the post, in reading order."""
    yield from filter(None, (squeezed(post.title), squeezed(post.subtitle)))
    yield from lines(post.intro)
    for block, value in leaves(post.body.stream_block, post.body):
        if isinstance(value, RichText):
            yield from lines(value.source)
        elif block.name in CODES:
            continue
        elif type(block) in (blocks.CharBlock, blocks.TextBlock) and value:
            yield squeezed(value)
    yield from lines(post.disclaimer_in_force().text)


def table_heads(post: Any) -> Iterator[str]:
    """The headings of the columns of all tables."""
    for child in post.body:
        if child.block_type == "table":
            yield from (squeezed(column["heading"]) for column in child.value["table"].columns)


def alternative_texts(post: Any) -> Iterator[str]:
    """What pictures show, in words."""
    if post.hero_image and not post.hero_is_decorative:
        yield squeezed(post.hero_alt or post.hero_image.description)
    for block, image in leaves(post.body.stream_block, post.body):
        if isinstance(block, ImageBlock) and image and not image.decorative:
            yield squeezed(image.contextual_alt_text)


def references(post: Any) -> list[Any]:
    """Every source that the post names, each once."""
    chosen = leaves(post.body.stream_block, post.body)
    cited = [value for block, value in chosen if value and is_reference_chooser(block)]
    return list(dict.fromkeys([*cited, *post.further_references()]))


@dataclass(frozen=True)
class Fact:
    """What a route says of one fact of the vocabulary, figures as `blog.quantities` prints them."""

    label: str
    text: str
    is_stated: bool
    references: tuple[Any, ...]


TERMS = {
    "setting": vocabulary.SETTINGS,
    "cost_band": vocabulary.COST_BANDS,
    "invasiveness": vocabulary.INVASIVENESS,
}
ANSWERED = ("adjustable_during_session", "further_dose_possible")


def facts(post: Any) -> Iterator[Fact]:
    """Every figure, choice and short answer of its routes, in the order of the vocabulary."""
    for child in post.body:
        if child.block_type == "route":
            for key in vocabulary.FACTS:
                text, is_stated = _fact(child.value, key)
                if text:
                    label = str(vocabulary.FACTS[key].label)
                    yield Fact(label, text, is_stated, tuple(_sources(child.value, key)))


def _fact(route: Any, key: str) -> tuple[str, bool]:
    value, block = route[key], route.block.child_blocks[key]
    if isinstance(block, QuantityBlock):
        quantity = block.quantity(value)
        return (str(quantity), quantity.status == "known") if quantity else ("", False)
    if key in TERMS and value:
        return str(TERMS[key][value].label), True
    if key in ANSWERED and value["value"]:
        answer = value["value"]
        return str(vocabulary.ANSWERS[answer].label), answer != "unknown"
    if key == "monitoring" and value:
        first, *others = (str(vocabulary.MONITORING[each].label) for each in value)
        return ", ".join([first, *(f"{each[:1].lower()}{each[1:]}" for each in others)]), True
    return (route["monitoring_note"], True) if key == "monitoring" else ("", False)


def _sources(route: Any, key: str) -> Iterator[Any]:
    value = leaves(route.block.child_blocks[key], route[key])
    found = (each for block, each in value if each and is_reference_chooser(block))
    return iter(dict.fromkeys(found))
