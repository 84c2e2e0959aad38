"""Nothing of what is hidden is in any answer, whoever asks, wherever and however.

Covers C1, C2, C4 and C5 of the threat model: pages, shared things, pictures and files in every
state in which readers may not see them, each text of theirs a word that stands nowhere else.
"""

from __future__ import annotations

import pytest
from django.test import override_settings
from django.urls import get_resolver

from tests.canary.corpus import Corpus
from tests.canary.crawl import Actor, Crawl, Report, route_of
from tests.canary.plants import LEAKS, Plant, compose_anew, hidden_things_are_known
from tests.canary.surfaces import CONTENT, EXEMPT, addresses, every_ask, unclaimed

pytestmark = pytest.mark.django_db

# Fields that only editors ever see. Every other text of a public thing is in some answer.
FOR_EDITORS = {
    "cms_images.CustomImage.title": "names a picture in the library; readers get its description",
    "cms_images.CustomImage.tags": "find a picture in the library",
    "wagtaildocs.Document.title": "names a file in the library; a link to it has its own words",
}


@pytest.fixture(autouse=True, scope="module")
def media_folder(corpus: Corpus) -> None:
    """That of the site, in place of a new one for each test."""


@pytest.fixture(scope="module")
def report(corpus: Corpus, actors: list[Actor]) -> Report:
    """What was found where pages are kept: what one asked for may be sent to another."""
    with override_settings(KEPT_PAGES=True):
        return Crawl(corpus, actors).run()


def test_every_address_has_a_crawler_or_a_written_exemption() -> None:
    assert unclaimed() == []
    assert all(EXEMPT.values())


def test_an_address_that_nobody_has_thought_of_is_named() -> None:
    assert unclaimed(get_resolver("tests.canary.more_addresses")) == [
        "surprise/ (surprise)",
        "api/content/v1/undescribed/ ()",
    ]


def test_no_hidden_word_is_in_any_answer(report: Report) -> None:
    assert not report.leaks, "\n".join(map(str, report.leaks))


def test_what_is_hidden_is_answered_like_what_is_not_there(report: Report) -> None:
    assert not report.told_apart, "\n".join(report.told_apart)


def test_the_crawl_came_to_every_address_and_saw_every_public_page(
    corpus: Corpus, report: Report
) -> None:
    wanted = {address.route for address in addresses() if address.name not in EXEMPT}
    assert wanted - report.reached.keys() == set()
    for route, statuses in report.reached.items():
        assert not route.startswith("api/content/v1/") or statuses & {200, 404}, route
    assert {report.answers[path] for path in corpus.paths.public} == {200, 308}


def test_every_text_of_a_public_thing_was_seen(corpus: Corpus, report: Report) -> None:
    """Otherwise a hidden one of its kind could not be missed either."""
    written: dict[str, bool] = {}
    for word, place in corpus.words.shown.items():
        written[place.field] = written.get(place.field, False) or word in report.found
    assert {field for field, is_seen in written.items() if not is_seen} == FOR_EDITORS.keys()


# --- The crawl would notice -----------------------------------------------------------------------


@pytest.mark.parametrize(("plant", "where"), LEAKS)
def test_a_planted_leak_is_found(
    plant: Plant,
    where: str,
    corpus: Corpus,
    actors: list[Actor],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    compose_anew(monkeypatch)
    plant(monkeypatch)
    leak = next(Crawl(corpus, actors[:1]).leaks(where), None)
    assert leak is not None
    assert route_of(leak.path).startswith(where)


def test_a_list_that_knows_hidden_things_from_absent_ones_is_found(
    corpus: Corpus, actors: list[Actor], monkeypatch: pytest.MonkeyPatch
) -> None:
    hidden_things_are_known(monkeypatch)
    crawl = Crawl(corpus, actors[:1])
    for ask in every_ask(corpus, f"{CONTENT}posts/"):
        list(crawl.visit(ask))
    assert crawl.report.leaks == []
    assert crawl.report.told_apart
