"""Anything may be asked of the content API; it answers what its description says, never a 5xx.

FUZZ_CASES sets how many generated questions are tried (600).
"""

from __future__ import annotations

import json
import os
import time
from collections import Counter
from typing import Any

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
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

CASES = int(os.environ.get("FUZZ_CASES", "600"))
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
    *("true", "[]", "a" * 201, "a" * 1001, "+".join(["word"] * 5000), LONG, "(" * 5000, "*" * 999),
]
NAMES = [
    *("limit", "offset", "cursor", "category", "tag", "author", "treatment", "route", "locale"),
    *("reviewed_before", "published_after", "published_before", "updated_after", "order", "path"),
    *("since", "method", "post", "onset_lte", "duration_gte", "bioavailability_gte", "search"),
    *("route__in", "title__regex", "first_published_at", "%00", LONG),
]
LISTS = [
    *("posts/", "route-entries/", "routes/", "categories/", "tags/", "people/", "treatments/"),
    *("disclaimers/", "site/", "redirects/", "changes/", "pages/", "posts/second/", "people/ada/"),
]


@pytest.mark.django_db
def test_generated_questions_get_documented_answers(blog: BlogIndexPage) -> None:
    known = fill(blog)
    described = json.loads(json.dumps(content_api.get_openapi_schema()))
    schema = schemathesis.openapi.from_dict(described)
    schema.app = get_wsgi_application()
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

    for operation in found:
        tried = given(data=st.data(), operation=st.just(operation))(ask)
        hypothesis_settings(
            max_examples=max(1, CASES // len(found)),
            suppress_health_check=list(HealthCheck),
            deadline=None,
        )(tried)()

    total = sum(answers.values())
    print(f"{total} questions: {dict(answers)}")  # noqa: T201 - shown by pytest -s
    assert total >= CASES * 0.8
    assert answers[200] >= 0.3 * total, answers


def put_real_values(data: st.DataObject, case: Any, known: dict[str, list[Any]]) -> None:
    """Mostly real slugs and values in place of generated ones; sometimes the rest left out."""
    kind = case.operation.path.removeprefix(CONTENT).split("/")[0]
    if "slug" in (case.path_parameters or {}) and data.draw(st.integers(0, 4)):
        case.path_parameters["slug"] = data.draw(st.sampled_from(known[kind]))
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
    slowest = 0.0
    for value in HOSTILE:
        urls = [f"{path}?{name}={value}" for path in LISTS for name in NAMES]
        urls += [f"{path}/{value}/" for path in ("posts", "tags", "people", "disclaimers")]
        urls += [f"{path}?{value}" for path in LISTS]
        for url in urls:
            started = time.perf_counter()
            response = reader.client.get(CONTENT + url)
            slowest = max(slowest, time.perf_counter() - started)
            assert response.status_code in (200, 308, 404, 422), url[:200]
            assert "html" not in response.headers.get("Content-Type", "")
    assert slowest < 1, "A hostile question takes more than a second."
