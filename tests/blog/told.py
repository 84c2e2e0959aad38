"""What each form of a post tells, in one shape: its blocks, its page and its document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import html

from tests.blog import block_values
from tests.blog.block_values import lines, squeezed

ARTICLE = "intro", "body", "disclaimer"
PICTURED = "hero", "body"
DRAWN = "cite", "timeline", "visually-hidden"
OWN = "One row for each fact", "Compare with what other articles", "Emergency: get help now"


@dataclass(frozen=True)
class Told:
    """Facts with the numbers of their sources; references with their numbers and addresses."""

    paragraphs: list[str]
    facts: list[tuple[str, str, list[int]]]
    alternative_texts: list[str]
    references: list[tuple[int, str, list[str]]]
    disclaimer: tuple[str, int]


def by_blocks(post: Any) -> Told:
    """What editors wrote."""
    cited = {each: number for number, each in enumerate(block_values.references(post), 1)}
    disclaimer = post.disclaimer_in_force()
    return Told(
        paragraphs=list(block_values.paragraphs(post)),
        facts=[
            (fact.label, squeezed(fact.text), [cited[each] for each in fact.references])
            for fact in block_values.facts(post)
        ],
        alternative_texts=list(block_values.alternative_texts(post)),
        references=[
            (number, squeezed(each.title), [link["url"] for link in each.links])
            for each, number in cited.items()
        ],
        disclaimer=(squeezed(disclaimer.title), disclaimer.number),
    )


# --- The document of the API -------------------------------------------------------------------


def by_document(document: dict[str, Any]) -> Told:
    """What front-ends get."""
    article = [document[name] for name in ARTICLE]
    pictures = _with_key("src", [document[name] for name in PICTURED])
    routes = [each["value"] for each in document["body"] if each["type"] == "route"]
    disclaimer = document["disclaimer"]
    return Told(
        paragraphs=[line for each in _with_key("html", article) for line in lines(each["html"])],
        facts=[
            (fact["label"], squeezed(fact["text"]), [each["number"] for each in fact["sources"]])
            for route in routes
            for fact in route["facts"]
        ],
        alternative_texts=[squeezed(each["alt"]) for each in pictures if each["alt"]],
        references=[
            (each["number"], squeezed(each["title"]), [link["url"] for link in each["links"]])
            for each in document["references"]
        ],
        disclaimer=(squeezed(disclaimer["title"]), disclaimer["version"]),
    )


def _with_key(key: str, value: Any) -> Iterator[dict[str, Any]]:
    """Every object that has a key, in order; what a treatment says by itself is not the post's."""
    if isinstance(value, dict):
        if key in value:
            yield value
        value = [inner for name, inner in value.items() if name != "treatment"]
    if isinstance(value, list):
        for inner in value:
            yield from _with_key(key, inner)


# --- The page ----------------------------------------------------------------------------------


def by_page(content: bytes) -> Told:
    """What readers see or hear."""
    [post] = _of_class(html.document_fromstring(content.decode()), "post")
    facts = [_fact(each) for each in _of_class(post, "fact")]
    for mark in _of_class(post, "cite"):
        mark.drop_tree()
    return Told(
        paragraphs=[line for each in _formatted(post) for line in lines(_source(each))],
        facts=facts,
        alternative_texts=[
            squeezed(alt)
            for part in _of_class(post, "hero", "post-body")
            for alt in part.xpath(".//img/@alt")
            if alt
        ],
        references=[
            (int(each.get("value")), squeezed(each.findtext(".//cite")), _addresses(each))
            for part in _of_class(post, "references")
            for each in part.iter("li")
        ],
        disclaimer=_disclaimer(*_of_class(post, "disclaimer")),
    )


def _fact(element: Any) -> tuple[str, str, list[int]]:
    numbers = [int(mark.strip("[]")) for mark in element.xpath(".//sup/a/text()")]
    [value] = _of_class(element, "fact__value")
    return squeezed(element.findtext("dt")), squeezed(value.text_content()), numbers


def _formatted(post: Any) -> Iterator[Any]:
    """The elements that hold formatted texts, in reading order."""
    for part in _of_class(post, "post-intro", "post-body", "disclaimer"):
        yield from (each for each in _of_class(part, "prose", "points") if each.tag != "p")


def _source(element: Any) -> str:
    return html.tostring(element, encoding="unicode", with_tail=False)


def _addresses(element: Any) -> list[str]:
    return [link.get("href") for link in element.iter("a") if link.get("rel") == "external"]


def _disclaimer(element: Any) -> tuple[str, int]:
    [version] = _of_class(element, "disclaimer__version")
    return squeezed(element.findtext("h2")), int(version.text.split()[1])


def _of_class(element: Any, *names: str) -> list[Any]:
    """The element itself and those inside it that have one of the classes, in order."""
    tests = (f'contains(concat(" ", normalize-space(@class), " "), " {name} ")' for name in names)
    return list(element.xpath(f"descendant-or-self::*[{' or '.join(tests)}]"))


def words(content: bytes) -> str:
    """All that the article of a page says."""
    [post] = _of_class(html.document_fromstring(content.decode()), "post")
    return squeezed("".join(post.itertext()))


def sentences(content: bytes) -> Iterator[str]:
    """Every text of the body of a page that is longer than a label, but for the page's own."""
    [body] = _of_class(html.document_fromstring(content.decode()), "post-body")
    for each in _of_class(body, *DRAWN):
        each.drop_tree()
    found = map(squeezed, body.itertext())
    yield from (each for each in found if each.count(" ") > 3 and not each.startswith(OWN))
