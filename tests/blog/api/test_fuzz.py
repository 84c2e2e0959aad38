"""Anything may be asked of the content API; it answers what its description says, never a 5xx.

FUZZ_CASES sets how many generated questions are tried at least (300).
"""

from __future__ import annotations

import json
import os
import time
from base64 import urlsafe_b64encode
from collections import Counter
from collections.abc import Iterator
from math import ceil
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from blog.models import BlogIndexPage
from cms.api.content import content_api
from tests.blog.api.conftest import CONTENT, Reader
from tests.blog.api.contract_site import fill

CASES = int(os.environ.get("FUZZ_CASES", "300"))
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
LONG = "a" * 100_000
HOSTILE = [
    *("%00", "x%22", "%20", "'", "%22%27%3B--", "%F0%9F%92%A9", "%FF", "%ED%A0%80", "%E2%80%AE"),
    *("9223372036854775808", "-9223372036854775809", "1e309", "NaN", "Infinity", "0x10", "1_0"),
    *("%2e%2e%2f", "..%5c", "{{7*7}}", "${7*7}", "%25s", "%25(x)s", "%0d%0aX-A:%20b", "null"),
    *(
        "%2F",
        "%3B",
        ";x=1",
        "true",
        "[]",
        "a" * 201,
        "a" * 1001,
        "+".join(["word"] * 5000),
        LONG,
        "(" * 5000,
        "*" * 999,
    ),
]
NAMES = [
    *("limit", "offset", "cursor", "category", "tag", "author", "treatment", "route", "locale"),
    *("reviewed_before", "published_after", "published_before", "updated_after", "order", "path"),
    *(
        "since",
        "after",
        "method",
        "post",
        "onset_lte",
        "duration_gte",
        "bioavailability_gte",
        "search",
        "q",
    ),
    *("route__in", "title__regex", "first_published_at", "%00", LONG),
]
BY_NAME = ("posts", "tags", "people", "disclaimers", "preview")
LISTS = [
    *("posts/", "route-entries/", "routes/", "categories/", "tags/", "people/", "treatments/"),
    *("disclaimers/", "site/", "redirects/", "changes/", "pages/", "posts/second/", "people/ada/"),
    "search/",
]


@pytest.fixture
def application() -> Iterator[Any]:
    """The site as servers call it, but within the test's transaction."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield get_wsgi_application()
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.mark.django_db
def test_generated_questions_get_documented_answers(blog: BlogIndexPage, application: Any) -> None:
    known = fill(blog)
    described = json.loads(json.dumps(content_api.get_openapi_schema()))
    schema = schemathesis.openapi.from_dict(described)
    schema.app = application
    found: list[Any] = [each.ok() for each in schema.get_all_operations() if isinstance(each, Ok)]
    assert len(found) == len(described["paths"])
    answers: Counter[int] = Counter()

    def ask(data: st.DataObject, operation: Any) -> None:
        mode = data.draw(st.sampled_from([GenerationMode.POSITIVE] * 3 + [GenerationMode.NEGATIVE]))
        case = data.draw(operation.as_strategy(generation_mode=mode))
        put_real_values(data, case, known)
        response = case.call()
        answers[response.status_code] += 1
        case.validate_response(response, checks=CHECKS)

    # Those that can be asked in few ways leave the rest of their share to those with many.
    found.sort(key=lambda operation: len(list(operation.iter_parameters())))
    for number, operation in enumerate(found):
        share = (CASES - answers.total()) / (len(found) - number)
        tried = given(data=st.data(), operation=st.just(operation))(ask)
        hypothesis_settings(
            max_examples=max(1, ceil(share)),
            suppress_health_check=list(HealthCheck),
            deadline=None,
        )(tried)()

    total = answers.total()
    print(f"{total} questions: {dict(answers)}")  # noqa: T201 - shown by pytest -s
    assert total >= CASES
    assert answers[200] >= 0.3 * total, answers


def put_real_values(data: st.DataObject, case: Any, known: dict[str, list[Any]]) -> None:
    """Mostly real slugs and values in place of generated ones; sometimes the rest left out."""
    kind = case.operation.path.removeprefix(CONTENT).split("/")[0]
    for name in case.path_parameters or {}:
        if data.draw(st.integers(0, 4)):
            case.path_parameters[name] = data.draw(st.sampled_from(known[kind]))
    query = dict(case.query or {})
    for name in list(query):
        if name in known and data.draw(st.integers(0, 4)):
            query[name] = data.draw(st.sampled_from(known[name]))
        elif name not in known and name != "order" and data.draw(st.integers(0, 2)):
            del query[name]
    if "cursor" in query or not data.draw(st.integers(0, 3)):
        query.pop("offset", None)
    case.query = query


@pytest.mark.django_db
def test_hostile_questions_are_refused_at_once(reader: Reader, blog: BlogIndexPage) -> None:
    fill(blog)
    reader.get("posts/")
    for value in HOSTILE:
        urls = [f"{path}?{name}={value}" for path in LISTS for name in NAMES]
        urls += [f"{path}/{value}/" for path in BY_NAME]
        urls += [f"{path}?{value}" for path in LISTS]
        for url in urls:
            response, seconds = timed(reader, url)
            assert response.status_code in (200, 308, 404, 422), url[:200]
            assert "html" not in response.headers.get("Content-Type", "")
            # A machine that is busy with something else is asked again.
            assert seconds < 1 or min(timed(reader, url)[1] for _ in range(3)) < 1, url[:200]


def timed(reader: Reader, url: str) -> tuple[Any, float]:
    started = time.perf_counter()
    response = reader.client.get(CONTENT + url)
    return response, time.perf_counter() - started


LEAVES = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text())
VALUES = st.one_of(
    st.recursive(LEAVES, lambda inner: st.lists(inner, max_size=3), max_leaves=5),
    st.datetimes(timezones=st.timezones() | st.none()).map(str),
    st.dates().map(str),
    st.decimals().map(str),
)
ORDERS = [
    *(("posts/", order) for order in ("-published_at", "title", "last_reviewed")),
    *(("route-entries/", order) for order in ("-published_at", "onset", "-bioavailability")),
    ("redirects/", "path"),
]


@pytest.mark.django_db
def test_a_forged_cursor_is_a_place_or_none(reader: Reader, blog: BlogIndexPage) -> None:
    fill(blog)

    @hypothesis_settings(max_examples=CASES, suppress_health_check=list(HealthCheck))
    @given(st.sampled_from(ORDERS), VALUES, st.integers(1, 2**63) | VALUES, st.booleans())
    def check(ordered: tuple[str, str], value: Any, pk: Any, is_backwards: bool) -> None:
        path, order = ordered
        forged = [order, value, pk, *["-"][:is_backwards]]
        text = json.dumps(forged, ensure_ascii=False, separators=(",", ":"))
        cursor = urlsafe_b64encode(text.encode()).decode().rstrip("=")
        query = {"cursor": cursor, "order": order}
        if order == "path":
            del query["order"]  # the only one there is
        response = reader.client.get(CONTENT + path, query)
        assert response.status_code in (200, 422), (path, text)
        answers[response.status_code] += 1

    answers: Counter[int] = Counter()
    check()
    assert min(answers[200], answers[422]) > CASES / 20, answers
