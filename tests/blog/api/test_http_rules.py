"""The rules of HTTP that every endpoint keeps: one table of addresses, one test for each rule."""

from __future__ import annotations

from hashlib import sha256
from itertools import product
from typing import Any

import pytest

from blog.models import BlogIndexPage
from tests import builders
from tests.blog.api.conftest import CONTENT, Reader
from tests.cms.api.problems import problem
from tests.openapi import Contract

CONTRACT = Contract.committed()
# Of each operation an address that is there, below the API.
SLUGS = {
    "posts": "first",
    "categories": "pain",
    "tags": "clinic",
    "people": "ada",
    "treatments": "ketamine",
    "disclaimers": "own",
}
NEEDED = {"pages/": "?path=/blog/first/", "search/": "?q=first"}
ADDRESSES = {
    operation: CONTENT
    + parts.replace("{slug}", SLUGS.get(parts.split("/")[0], ""))
    + NEEDED.get(parts, "")
    for operation in sorted(CONTRACT.public)  # tests/cms/preview has the rules of the others
    if (parts := operation.removeprefix(CONTENT))
}
EVERYWHERE = [*ADDRESSES.values(), f"{CONTENT}openapi.json", f"{CONTENT}docs/"]
CORS = {"Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": "ETag, Link"}
CACHED = "public, max-age=0, must-revalidate"
SOMEBODY = {
    "Cookie": "sessionid=abc; csrftoken=def; django_language=de",
    "Authorization": "Bearer 0123456789",
    "Accept-Language": "de",
    "Accept": "text/html",
    "Accept-Encoding": "gzip, br",
    "Origin": "https://front.example",
    "X-Forwarded-Host": "evil.example",
    "X-HTTP-Method-Override": "DELETE",
}

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def kept_site(kept_blog: None) -> None:
    """One of everything that has an address."""
    builders.make_post(
        BlogIndexPage.objects.get(),
        "First",
        authors=[builders.make_person("Ada")],
        category=builders.make_category("Pain"),
        tags=["clinic"],
        treatments=[builders.make_treatment("Ketamine")],
        disclaimer=builders.make_disclaimer("Own"),
        body=builders.body(("route", builders.route())),
    )


@pytest.fixture
def site(kept_site: None, db: None) -> None:
    pass


def test_every_answer_travels_alike_whoever_asks(reader: Reader, site: None) -> None:
    for address in EVERYWHERE:
        plain = reader.client.get(address)
        assert plain.status_code == 200, (address, plain.content)
        assert plain.headers["ETag"] == f'"{sha256(plain.content).hexdigest()}"'
        assert plain.headers["Content-Length"] == str(len(plain.content))
        assert plain.headers["Cache-Control"] == CACHED
        assert plain.headers.items() >= CORS.items()
        assert "Vary" not in plain.headers
        assert not plain.cookies
        told = reader.client.get(address, headers=SOMEBODY)
        assert (told.content, dict(told.headers)) == (plain.content, dict(plain.headers)), address


def test_json_is_json(reader: Reader, site: None) -> None:
    for address in ADDRESSES.values():
        assert reader.client.get(address).headers["Content-Type"] == "application/json", address


def test_head_is_get_without_a_body(reader: Reader, site: None) -> None:
    for address in EVERYWHERE:
        whole, head = reader.client.get(address), reader.client.head(address)
        assert (head.status_code, head.content) == (200, b"")
        assert head.headers == whole.headers, address


def test_options_say_what_is_possible(reader: Reader, site: None) -> None:
    for address in EVERYWHERE:
        response = reader.client.options(address, headers={"Origin": "https://front.example"})
        assert (response.status_code, response.content) == (204, b"")
        assert response.headers["Allow"] == "GET, HEAD, OPTIONS"
        assert response.headers["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
        assert "Vary" not in response.headers


def test_nothing_can_be_written(reader: Reader, site: None) -> None:
    for address, method in product(EVERYWHERE, ("POST", "PUT", "PATCH", "DELETE")):
        response = reader.client.generic(method, address, b'{"title": "x"}', "application/json")
        problem(response, 405)
        assert response.headers["Allow"] == "GET, HEAD, OPTIONS"


def test_only_the_bytes_decide_what_is_not_modified(reader: Reader, site: None) -> None:
    for address in EVERYWHERE:
        whole = reader.client.get(address)
        unchanged = reader.client.get(address, headers={"If-None-Match": whole.headers["ETag"]})
        assert (unchanged.status_code, unchanged.content) == (304, b""), address
        for name in ("ETag", "Cache-Control", "Access-Control-Allow-Origin"):
            assert unchanged.headers[name] == whole.headers[name]
        later = {"If-Modified-Since": "Fri, 01 Jan 2100 00:00:00 GMT"}
        assert reader.client.get(address, headers=later).content == whole.content
        other = {"If-None-Match": '"other"', **later}
        assert reader.client.get(address, headers=other).content == whole.content


def test_a_missing_last_slash_is_added_for_good(reader: Reader, site: None) -> None:
    for address in ADDRESSES.values():
        path, _, query = address.partition("?")
        query = f"?{query}" if query else ""
        response = reader.client.get(path.rstrip("/") + query)
        assert response.status_code == 308, address
        assert response.headers["Location"] == path + query


def test_parameters_are_named_when_they_are_wrong(reader: Reader, site: None) -> None:
    for operation, address in ADDRESSES.items():
        mark = "&" if "?" in address else "?"
        for name in ("nonsense", "LIMIT", "page", "fields", "search", "format"):
            refused = problem(reader.client.get(f"{address}{mark}{name}=1"), 422)
            assert [error["loc"] for error in refused["errors"]] == [["query", name]]
        for name in _single(operation):
            refused = problem(reader.client.get(f"{address}{mark}{name}=1&{name}=1"), 422)
            assert ["query", name] in [error["loc"] for error in refused["errors"]]
            assert name in refused["detail"]


def _single(operation: str) -> list[str]:
    """The parameters that may be given once."""
    return [
        each["name"]
        for each in CONTRACT.operation(operation).get("parameters", [])
        if each["in"] == "query" and each["schema"].get("type") != "array"
    ]


def test_what_is_not_there_is_a_problem(reader: Reader, site: None) -> None:
    for operation, address in ADDRESSES.items():
        path = address.partition("?")[0]
        problem(reader.client.get(f"{path}nowhere/at/all/"), 404)
        if "{slug}" in operation:
            missing = operation.replace("{slug}", "nowhere")
            response = reader.client.get(missing)
            assert "errors" not in problem(response, 404)
            assert CONTRACT.faults(operation, response.content, 404) == []


@pytest.mark.parametrize(
    "path",
    ["/api/", "/api/x", "/api/content/", "/api/content/v2/posts/", CONTENT, "/api/v3/pages/"],
)
def test_other_addresses_below_the_api_are_problems(reader: Reader, path: str) -> None:
    for method in ("GET", "HEAD", "OPTIONS", "POST"):
        response: Any = reader.client.generic(method, path)
        assert response.status_code == 404, method
        assert response.headers["Content-Type"] == "application/problem+json"
        assert (response.content == b"") == (method == "HEAD")
