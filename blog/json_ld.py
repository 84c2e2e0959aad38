"""What a post is, in the words of schema.org, for search engines and other machines.

The shape: one `@graph` of a `MedicalWebPage` (who reviewed it, for whom, its disclaimer), its
`BlogPosting`, and one `MedicalTherapy` per route and method. A property is there only when it is
filled and when readers see its value on the page. A `Drug` is a `Product` to schema.org: it stays
inside its therapy and has no offers or ratings, and no prescription status, which nobody states.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from cms.markdown import SPACE

CONTEXT = "https://schema.org"
Node = dict[str, Any]
AUDIENCE = {"@type": "Patient"}

# What ends a script element, or begins something else in HTML, as JSON may write it too.
IN_HTML = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"}
# The resolvers of identifiers say the same work; how each is called in a PropertyValue.
IDENTIFIERS = {"doi": "DOI", "pmid": "PMID", "pmcid": "PMCID", "trial_number": "Trial number"}
SAME_WORK = (
    "https://doi.org/",
    "https://pubmed.ncbi.nlm.nih.gov/",
    "https://pmc.ncbi.nlm.nih.gov/",
)


def json_ld(document: Any) -> str:
    """The JSON-LD of a post's typed document. It can stand in a script element as it is."""
    return as_script_text({"@context": CONTEXT, "@graph": list(_graph(document))})


def with_breadcrumbs(text: str, breadcrumbs: Iterable[Mapping[str, Any]]) -> str:
    """A post's JSON-LD with the way to it: `[{title, url}]` from the front page, the post last."""
    data = json.loads(text)
    page = data["@graph"][0]
    items = [
        _node("ListItem", position=position, name=crumb["title"], item=crumb["url"])
        for position, crumb in enumerate(breadcrumbs, start=1)
    ]
    if len(items) > 1:
        trail = f"{page['url']}#breadcrumb"
        page["breadcrumb"] = {"@id": trail}
        data["@graph"].append(_node("BreadcrumbList", trail, itemListElement=items))
    return as_script_text(data)


def as_script_text(data: Node) -> str:
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for letter, escaped in IN_HTML.items():
        text = text.replace(letter, escaped)
    return text


def _node(kind: str, at: str = "", /, **properties: Any) -> Node:
    """A node with those of its properties that say something."""
    filled = {name: stated for name, value in properties.items() if (stated := _stated(value))}
    return {"@type": kind, **({"@id": at} if at else {}), **filled}


def _stated(value: Any) -> Any:
    """The value, without what it leaves empty; None when nothing is left."""
    if isinstance(value, list):
        return [each for each in value if _stated(each)]
    if isinstance(value, dict):
        return value if value.keys() - {"@type"} or value == AUDIENCE else None
    return value


def _graph(document: Any) -> Iterator[Node]:
    url = document.url
    routes = [block.value for block in document.body if block.type == "route"]
    questions = [block.value for block in document.body if block.type == "faq"]
    yield _node(
        "MedicalWebPage",
        f"{url}#page",
        url=url,
        name=_text(document.title),
        inLanguage=document.locale,
        lastReviewed=_day(document.last_reviewed),
        reviewedBy=_name(document.reviewed_by) if document.reviewed_by else None,
        audience=AUDIENCE,
        mainEntity={"@id": f"{url}#post"},
        about=[{"@id": _place(url, route)} for route in routes],
        hasPart=_disclaimer(document.disclaimer),
    )
    yield _posting(document)
    yield from (_therapy(url, route) for route in routes)
    if answers := [_question(item) for faq in questions for item in faq.items]:
        page = {"@id": f"{url}#page"}
        yield _node("FAQPage", f"{url}#faq", isPartOf=page, mainEntity=answers)


def _posting(document: Any) -> Node:
    url = document.url
    return _node(
        "BlogPosting",
        f"{url}#post",
        headline=_text(document.title),
        alternativeHeadline=_text(document.subtitle),
        author=[_author(person) for person in document.authors],
        datePublished=_moment(document.published_at),
        dateModified=_moment(document.updated_at),
        inLanguage=document.locale,
        image=_image(document.hero),
        articleSection=_text(document.category.name) if document.category else None,
        keywords=[_text(tag.name) for tag in document.tags],
        mainEntityOfPage={"@id": f"{url}#page"},
        citation=[_work(reference) for reference in document.references],
    )


def _name(person: Any, **more: Any) -> Node:
    """A reviewer, of whom the page shows the name and the letters after it, or more."""
    letters = _text(person.credentials)
    return _node("Person", name=_text(person.name), honorificSuffix=letters, **more)


def _author(person: Any) -> Node:
    links = [
        *([person.orcid_url] if person.orcid_url else []),
        *(each.url for each in person.links),
    ]
    return _name(
        person,
        jobTitle=_text(person.role),
        url=links[0] if links else None,
        sameAs=links,
    )


def _image(image: Any) -> Node | None:
    if image is None:
        return None
    return _node(
        "ImageObject",
        url=image.src,
        width=image.width,
        height=image.height,
        caption=_text(image.caption),
        creditText=_text(image.credit),
    )


def _disclaimer(disclaimer: Any) -> Node | None:
    if disclaimer is None:
        return None
    return _node(
        "WebPageElement",
        name=_text(disclaimer.title) or "Disclaimer",
        text=_text(disclaimer.text),
        version=disclaimer.version,
    )


def _work(reference: Any) -> Node:
    """A journal's article when it has an identifier of one, else some other work."""
    links = [link.url for link in reference.links]
    is_article = reference.doi or reference.pmid or reference.pmcid
    return _node(
        "ScholarlyArticle" if is_article else "CreativeWork",
        name=_text(reference.title),
        creditText=_text(reference.authors),
        datePublished=str(reference.year) if reference.year else None,
        sameAs=[url for url in links if url.startswith(SAME_WORK)],
        url=reference.url,
        identifier=[
            _node("PropertyValue", propertyID=name, value=value)
            for key, name in IDENTIFIERS.items()
            if (value := getattr(reference, key))
        ],
    )


def _therapy(url: str, route: Any) -> Node:
    return _node(
        "MedicalTherapy",
        _place(url, route),
        name=_text(route.title),
        description=_text(route.summary.text),
        howPerformed=_text(route.how_given.text) or _text(route.method_label),
        bodyLocation=_text(route.site_label),
        drug=_drug(route) if route.treatment else None,
        contraindication=_points(route.contraindications),
        adverseOutcome=[
            _node("MedicalEntity", name=each) for each in _points(route.common_effects)
        ],
        seriousAdverseOutcome=[
            _node("MedicalEntity", name=each) for each in _points(route.serious_risks)
        ],
    )


def _drug(route: Any) -> Node:
    return _node(
        "Drug",
        name=_text(route.treatment.name),
        nonProprietaryName=_text(route.treatment.generic_name),
        administrationRoute=_text(route.route_label),
        additionalProperty=[_fact(fact) for fact in route.facts if fact.state == "stated"],
    )


def _fact(fact: Any) -> Node:
    return _node(
        "PropertyValue",
        propertyID=fact.key,
        name=_text(fact.label),
        value=_text(fact.text),
        description=_text(fact.note),
    )


def _question(item: Any) -> Node:
    answer = _node("Answer", text=_text(item.answer.text))
    return _node("Question", name=_text(item.question), acceptedAnswer=answer)


def _points(points: Iterable[Any]) -> list[str]:
    return [text for point in points if (text := _text(point.text.text))]


def _place(url: str, route: Any) -> str:
    return f"{url}#{route.anchor}"


def _text(words: str | None) -> str:
    return SPACE.sub(" ", words or "").strip()


def _day(value: Any) -> str | None:
    return str(value)[:10] if value else None


def _moment(value: Any) -> str:
    """A time as the document's JSON writes it."""
    text = str(value.isoformat() if hasattr(value, "isoformat") else value)
    return text.replace("+00:00", "Z")
