"""What is asked at each address: for what is public, for what is hidden, for what is not there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import permutations
from typing import Any
from urllib.parse import quote, urlencode

from django.urls import reverse
from wagtail.models import CollectionViewRestriction, PageViewRestriction, Revision

from blog.vocabulary import ROUTES
from cms.preview.models import Preview
from cms.preview.tokens import token_of
from tests.canary.corpus import Corpus, Known

# As long as words are, so that answers about them can be compared to the last byte.
ABSENT, ABSENT_TOO = "qznosuchhere", "qznorisitnow"
ABSENT_ID = 765432


@dataclass(frozen=True)
class Address:
    """One pattern of the URLconf: what it looks like, its name with its namespaces, and the names
    of what varies in it with their kind (“int”, “slug”, “str”, “regex” …)."""

    route: str
    name: str
    parameters: dict[str, str]


@dataclass(frozen=True)
class Ask:
    """A path to ask for, and the same path with something absent in place of what is hidden.

    Both must be answered alike. Without `twin` nothing is hidden, or the two may be told apart.
    """

    path: str
    twin: str = ""


Crawler = Callable[[Corpus], Iterable[Ask]]


def beside(corpus: Corpus, path: str) -> Ask:
    """A path beside the one in which every hidden word is an absent one."""
    twin = path
    for word in corpus.words.hidden.keys() & set(re.split(r"\W+", path)):
        twin = twin.replace(word, ABSENT)
    return Ask(path, twin if twin != path else "")


def only(*paths: str) -> Crawler:
    """For addresses where nothing varies."""
    return lambda corpus: map(Ask, paths)


# --- Pages and files ------------------------------------------------------------------------------

INDEX_FILTERS = {"author": "person", "category": "category", "tag": "tag", "treatment": "treatment"}


def pages(corpus: Corpus) -> Iterator[Ask]:
    """Every page, and the lists of the blog with every filter."""
    blog = corpus.index
    for path in (*corpus.paths.public, *corpus.paths.hidden, f"/{ABSENT}/"):
        yield beside(corpus, path)
    for known in (corpus.paths.public, corpus.paths.hidden):
        yield beside(corpus, known[-1].rstrip("/"))
    for name, kind in INDEX_FILTERS.items():
        slugs = corpus.slugs[kind]
        for slug in (*slugs.public[:1], *slugs.hidden[:2], ABSENT):
            yield beside(corpus, f"{blog}?{urlencode({name: slug})}")
            if name in ("category", "tag"):
                yield beside(corpus, f"{blog}{name}/{slug}/")
    for query in ("route=oral", "route=oral&route=intramuscular", "page=1", "page=2", "nothing=1"):
        yield Ask(f"{blog}?{query}")


def treatments(corpus: Corpus) -> Iterator[Ask]:
    """The page of every treatment."""
    for slug in every(corpus.slugs["treatment"]):
        yield beside(corpus, f"/treatments/{slug}/")


def comparisons(corpus: Corpus) -> Iterator[Ask]:
    """The form of comparisons with every treatment, and every route."""
    yield Ask("/compare/")
    for slug in every(corpus.slugs["treatment"]):
        yield beside(corpus, f"/compare/?{urlencode({'treatment': slug})}")
    for route in (*ROUTES, ABSENT):
        yield Ask(f"/compare/?{urlencode({'route': route})}")
    yield Ask(f"/compare/?{urlencode([('route', route) for route in ROUTES])}")


FEEDS = ("feed.rss", "feed.atom", "feed.json")


def files_of_pages(corpus: Corpus) -> Iterator[Ask]:
    """Pages as Markdown, and the feeds of the blog and of its categories."""
    for path in (*corpus.paths.public, *corpus.paths.hidden[::3]):
        yield beside(corpus, f"{path}index.md")
    blog, slugs = corpus.index, corpus.slugs["category"]
    for name in FEEDS:
        yield Ask(f"{blog}{name}")
        for slug in (*slugs.public[:1], *slugs.hidden[:2], ABSENT):
            yield beside(corpus, f"{blog}category/{slug}/{name}")


def people(corpus: Corpus) -> Iterator[Ask]:
    for slug in every(corpus.slugs["person"]):
        yield beside(corpus, f"/people/{slug}/")
        yield beside(corpus, f"/people/{slug}/?posts=reviewed")


SEARCH_FILTERS = {"author": "person", "category": "category", "treatment": "treatment"}


def searches(corpus: Corpus) -> Iterator[Ask]:
    """The search page: for words, with every filter, and with filters alone."""
    yield Ask("/search/")
    for word in _samples(corpus):
        yield beside(corpus, f"/search/?{urlencode({'q': word})}")
    for name, kind in SEARCH_FILTERS.items():
        slugs = corpus.slugs[kind]
        for slug in (*slugs.public[:1], *slugs.hidden[:2], ABSENT):
            for asked in ({name: slug}, {"q": "a", name: slug}):
                yield beside(corpus, f"/search/?{urlencode(asked)}")
    yield Ask("/search/?route=oral&page=2")


def feeds_of_treatments(corpus: Corpus) -> Iterator[Ask]:
    for slug in every(corpus.slugs["treatment"]):
        for name in FEEDS:
            yield beside(corpus, f"/treatments/{slug}/{name}")


def pictures(corpus: Corpus) -> Iterator[Ask]:
    """Files by the names they have in storage. Those of public pictures are found in answers."""
    for name in corpus.hidden_files:
        yield beside(corpus, f"/media/{name}")
        yield beside(corpus, f"/media/images/{name.rpartition('/')[2]}")


def documents(corpus: Corpus) -> Iterator[Ask]:
    """Documents by id and name. Who knows both of a private one is asked to sign in."""
    for path in corpus.documents.public:
        yield Ask(path)
    for path in corpus.documents.hidden:
        yield Ask(path)
        pk = path.split("/")[2]
        yield Ask(f"/documents/{pk}/{ABSENT}.txt", f"/documents/{ABSENT_ID}/{ABSENT}.txt")


def passwords_of_collections(corpus: Corpus) -> Iterator[Ask]:
    for pk in CollectionViewRestriction.objects.values_list("pk", flat=True):
        yield _reversed("wagtaildocs_authenticate_with_password", [pk], [ABSENT_ID])


def passwords_of_pages(corpus: Corpus) -> Iterator[Ask]:
    for pk in PageViewRestriction.objects.values_list("pk", flat=True)[:3]:
        page = corpus.hidden_ids["blogpage"][0]
        for absent in ([pk, ABSENT_ID], [ABSENT_ID, page]):
            yield _reversed("wagtailcore_authenticate_with_password", [pk, page], absent)


def _reversed(name: str, args: list[Any], absent: list[Any]) -> Ask:
    return Ask(reverse(name, args=args), reverse(name, args=absent))


def logins(corpus: Corpus) -> Iterator[Ask]:
    """The sign-in form, from nowhere and on the way to hidden pages."""
    login = reverse("wagtailcore_login")
    yield Ask(login)
    for path in corpus.paths.hidden[:3]:
        yield beside(corpus, f"{login}?{urlencode({'next': path})}")


def revoked_previews(form: str) -> Crawler:
    """Links to hidden drafts that were taken back, each beside a token that there never was."""

    def crawl(corpus: Corpus) -> Iterator[Ask]:
        hidden = [str(pk) for pk in corpus.hidden_ids["blogpage"]]
        for revision in Revision.page_revisions.filter(object_id__in=hidden)[:3]:
            preview = Preview.of_revision(revision, None, timedelta(hours=1))
            preview.revoke()
            yield Ask(form.format(preview.token), form.format(token_of("a" * 22)))

    return crawl


# --- The content API ------------------------------------------------------------------------------

# Which slugs a parameter takes, or an address after the last part of its path.
SLUGS = {
    "author": "person",
    "category": "category",
    "post": "post",
    "tag": "tag",
    "treatment": "treatment",
    "categories": "category",
    "disclaimers": "disclaimer",
    "people": "person",
    "posts": "post",
    "tags": "tag",
    "treatments": "treatment",
}
FORMATS = {"date": "2100-01-01", "date-time": "2020-01-01T00:00:00Z", "duration": "PT3M"}
SAMPLE = 25


def operation(path: str, described: dict[str, Any]) -> Crawler:
    """Asks for an operation of the content API with every value of every parameter."""
    parameters = described.get("parameters", [])
    inside = [each for each in parameters if each["in"] == "path"]
    queries = [each for each in parameters if each["in"] == "query"]

    def crawl(corpus: Corpus) -> Iterator[Ask]:
        if inside:
            (only_one,) = inside
            kind = SLUGS.get(path.split("/{")[0].rpartition("/")[2], "")
            paths = [
                path.replace(f"{{{only_one['name']}}}", quote(value, safe=""))
                for value in (every(corpus.slugs[kind]) if kind else _samples(corpus))
            ]
        else:
            paths = [path]
        for place in paths:
            yield beside(corpus, place)
        for query in _queries(queries, corpus):
            yield beside(corpus, f"{paths[0]}?{urlencode(query)}")

    return crawl


def _queries(parameters: list[Any], corpus: Corpus) -> Iterator[dict[str, str]]:
    values = {each["name"]: list(_values(each, corpus)) for each in parameters}
    required = {each["name"]: values[each["name"]][0] for each in parameters if each["required"]}
    for name, some in values.items():
        for value in some:
            yield {**required, name: value}
    for order in values.get("order", ()):
        yield {**required, "order": order, "limit": "7", "cursor": ""}
    for one, other in permutations([name for name in values if name in SLUGS], 2):
        for slug in (corpus.slugs[SLUGS[other]].public[0], ABSENT_TOO):
            yield {**required, one: corpus.slugs[SLUGS[one]].hidden[0], other: slug}


def _values(parameter: dict[str, Any], corpus: Corpus) -> Iterable[str]:
    """Values of a query parameter: all of an enum, all slugs of a kind, words to look for."""
    name, schema = parameter["name"], parameter["schema"]
    schema = schema.get("items", schema)
    schema = schema.get("anyOf", [schema])[0]
    if "enum" in schema or "const" in schema:
        return [str(value) for value in schema.get("enum", [schema.get("const")])]
    if schema.get("type") in ("integer", "number"):
        return ["7"] if schema.get("minimum") == 1 else ["0", "2"]
    if schema.get("format") in FORMATS:
        return [FORMATS[schema["format"]]]
    if name in SLUGS:
        return every(corpus.slugs[SLUGS[name]])
    if name == "path":
        return every(corpus.paths, f"/{ABSENT}/")
    if name == "cursor":
        return ["", "nonsense"]
    if name == "locale":
        return ["en", "fr", ABSENT]
    return _samples(corpus)


def _samples(corpus: Corpus) -> list[str]:
    """Words to search for: public ones, hidden ones from all over, and one that is not there."""
    hidden = list(corpus.words.hidden)
    return [*list(corpus.words.shown)[:SAMPLE], *hidden[:: len(hidden) // SAMPLE], ABSENT]


def every(known: Known, absent: str = ABSENT) -> list[str]:
    """Everything of one kind, and something that is not there."""
    return [*known.public, *known.hidden, absent]


# --- The admin ------------------------------------------------------------------------------------

WORDS_OF_THE_ADMIN = {
    "action": "publish",
    "action_name": "approve",
    "app_label": "blog",
    "app_name": "blog",
    "content_type_app_name": "blog",
    "content_type_model_name": "blogpage",
    "filter_spec": "width-100",
    "model_name": "blogpage",
    "revision_id_a": "live",
    "revision_id_b": "latest",
    "token": "a-b",
    "uidb64": "MQ",
}
IDS_OF_THE_ADMIN = {"document_id": "document", "doc_id": "document", "image_id": "customimage"}


def admin(address: Address) -> Crawler:
    """Asks for an address of the admin about a hidden thing, and about one that is not there."""

    def crawl(corpus: Corpus) -> Iterator[Ask]:
        if not address.name.rpartition(":")[2]:
            yield Ask("/admin/nothing/" if "^" in address.route else f"/{address.route}")
            return
        hidden, absent = (
            {name: value(name, pick) for name in address.parameters}
            for pick in (lambda kind: corpus.hidden_ids[kind][0], lambda kind: ABSENT_ID)
        )
        paths = [reverse(address.name, kwargs=kwargs) for kwargs in (hidden, absent)]
        yield Ask(paths[0], paths[1] if hidden != absent else "")

    def value(name: str, pick: Callable[[str], int]) -> Any:
        if name in WORDS_OF_THE_ADMIN:
            return WORDS_OF_THE_ADMIN[name]
        snippet = re.search(r"blog_(\w+):", address.name)
        return pick(IDS_OF_THE_ADMIN.get(name) or (snippet[1] if snippet else "blogpage"))

    return crawl
