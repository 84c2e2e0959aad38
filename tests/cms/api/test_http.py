"""How answers of the API travel, with made-up answers behind the real middleware."""

from hashlib import sha256
from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from tests.cms.api.problems import problem

pytestmark = pytest.mark.urls("tests.cms.api.api_of_answers")

THINGS = "/api/answers/things/"
EVERYWHERE = [THINGS, "/api/answers/things/one/", "/api/answers/openapi.json", "/api/answers/docs/"]


@pytest.fixture
def client() -> Client:
    return Client(raise_request_exception=False)


def test_an_answer_is_kept_by_caches_and_asked_about_each_time(client: Client) -> None:
    response = client.get(THINGS)
    assert response.json() == {"limit": 20}
    assert response.headers["Content-Type"] == "application/json"
    assert response.headers["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert response.headers["ETag"] == f'"{sha256(response.content).hexdigest()}"'
    assert response.headers["Content-Length"] == str(len(response.content))
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert response.headers["Access-Control-Expose-Headers"] == "ETag, Link"


@pytest.mark.parametrize("path", EVERYWHERE)
def test_nothing_tells_readers_apart(client: Client, path: str) -> None:
    client.cookies["sessionid"] = "of-an-editor"
    response = client.get(path, HTTP_ORIGIN="https://front.example", HTTP_ACCEPT_LANGUAGE="de")
    assert response.status_code == 200
    assert "Vary" not in response.headers
    assert not response.cookies


@pytest.mark.parametrize("path", EVERYWHERE)
def test_head_is_get_without_the_body(client: Client, path: str) -> None:
    whole, head = client.get(path), client.head(path)
    assert head.status_code == 200
    assert head.content == b""
    assert head.headers == whole.headers


@pytest.mark.parametrize("before", ["", '"other", ', '"a", W/"b" ,', 'W/"x",'])
@pytest.mark.parametrize("form", ["{}", "W/{}"])
def test_a_client_that_has_the_bytes_gets_304(client: Client, before: str, form: str) -> None:
    etag = client.get(THINGS).headers["ETag"]
    response = client.get(THINGS, HTTP_IF_NONE_MATCH=before + form.format(etag))
    assert response.status_code == 304
    assert response.content == b""
    assert response.headers["ETag"] == etag
    assert response.headers["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert "Content-Type" not in response.headers


def test_a_star_matches_whatever_is_there(client: Client) -> None:
    assert client.head(THINGS, HTTP_IF_NONE_MATCH="*").status_code == 304
    problem(client.get(THINGS + "hidden/", HTTP_IF_NONE_MATCH="*"), 404)


@pytest.mark.parametrize("header", ['"other"', "", "nonsense", 'W/"', "W/*", '"', ",,,", '"*"'])
def test_another_etag_gets_the_answer(client: Client, header: str) -> None:
    assert client.get(THINGS, HTTP_IF_NONE_MATCH=header).status_code == 200


def test_a_time_alone_never_makes_a_304(client: Client) -> None:
    header = "Fri, 01 Jan 2100 00:00:00 GMT"
    assert client.get(THINGS, HTTP_IF_MODIFIED_SINCE=header).status_code == 200


@pytest.mark.parametrize("path", [THINGS, "/api/answers/things/one"])
def test_a_browser_may_ask_what_it_may_do(client: Client, path: str) -> None:
    response = client.options(path, HTTP_ORIGIN="https://front.example")
    assert response.status_code == 204
    assert response.headers["Allow"] == "GET, HEAD, OPTIONS"
    assert response.headers["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert "Vary" not in response.headers


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE", "BREW"])
def test_other_methods_are_refused_by_name(client: Client, method: str) -> None:
    response = client.generic(method, THINGS)
    assert method in problem(response, 405)["detail"]
    assert response.headers["Allow"] == "GET, HEAD, OPTIONS"
    problem(client.generic(method, "/api/nowhere/"), 404)


@pytest.mark.parametrize("path", ["/api/answers/things", "/api/answers/things?limit=3&route=oral"])
def test_the_last_slash_is_added_for_good(client: Client, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 308
    assert response.headers["Location"] == path.replace("things", "things/")


@pytest.mark.parametrize(
    "path",
    ["/api/", "/api/nowhere", "/api/nowhere/", "/api/answers/", "/api//evil.example/%2e%2e/"],
)
def test_unknown_addresses_are_problems(client: Client, path: str) -> None:
    assert "errors" not in problem(client.get(path), 404)


def test_hidden_and_absent_are_told_in_the_same_words(client: Client) -> None:
    hidden = client.get(THINGS + "hidden/")
    assert hidden.content == client.get("/api/answers/never/").content


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("limt=20", "limt"),
        ("limit=1&limit=2", "limit"),
        ("limit=0", "limit"),
        ("limit=101", "limit"),
        ("limit=", "limit"),
        ("limit=99999999999999999999999999", "limit"),
        ("limit=" + "9" * 5000, "limit"),
        ("limit=%00", "limit"),
        ("%00=1", ""),
        ("x" * 5000 + "=1", "x" * 100),
        ("route=oral&route=sideways", "1"),
        ("before=20261123", "before"),
        ("before=0", "before"),
        ("before=2026-13-01", "before"),
        ("after=2026-11-23T09:00:00", "after"),
        ("after=1763888400", "after"),
        ("after=0001-01-01T00:00:00%2B23:59", "after"),
        ("after=9999-12-31T23:59:59-23:59", "after"),
    ],
)
def test_what_is_not_declared_is_named(client: Client, query: str, name: str) -> None:
    content = problem(client.get(f"{THINGS}?{query}"), 422)
    assert content["errors"][0]["loc"][0] == "query"
    assert content["errors"][0]["loc"][-1] == name
    assert content["errors"][0]["msg"]


@pytest.mark.parametrize(
    "query",
    [
        "limit=100",
        "route=oral&route=nasal",
        "before=2026-11-23",
        "after=2026-11-23",
        "after=2026-11-23T09:00:00Z",
        "after=2026-11-23t09:00:00.123%2B02:00",
    ],
)
def test_what_is_declared_is_taken(client: Client, query: str) -> None:
    assert client.get(f"{THINGS}?{query}").status_code == 200


def test_an_endpoint_without_parameters_takes_none(client: Client) -> None:
    content = problem(client.get(THINGS + "one/?format=json"), 422)
    assert content["errors"] == [
        {"loc": ["query", "format"], "msg": "There is no such parameter here."}
    ]


@pytest.mark.parametrize("slug", ["%00", "a%00b", "x" * 1001])
def test_a_path_takes_no_nul_and_no_end(client: Client, slug: str) -> None:
    content = problem(client.get(f"{THINGS}{slug}/"), 422)
    assert content["errors"][0]["loc"] == ["path", "slug"]


def test_too_many_parameters_are_a_problem(client: Client, settings: LazySettings) -> None:
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 3
    problem(client.get(THINGS + "?a&b&c&d"), 422)


def test_a_failure_is_logged_and_says_nothing(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    response = client.get(THINGS + "broken/")
    assert "secret" not in response.content.decode()
    problem(response, 500)
    assert "the secret of the house" in caplog.text


def test_without_a_database_clients_are_asked_to_come_back(client: Client) -> None:
    response = client.get(THINGS + "no-database/")
    assert problem(response, 503)["title"] == "Service Unavailable"
    assert response.headers["Retry-After"] == "5"
    assert "10.0.0.7" not in response.content.decode()


@given(st.text(), st.text())
def test_any_query_is_answered_or_refused(name: str, value: str) -> None:
    response = Client().get(THINGS, {name: value})
    assert response.status_code in (200, 422), response.content


@given(st.binary(max_size=40))
def test_any_path_is_answered_or_refused(path: bytes) -> None:
    encoded = "".join(f"%{byte:02x}" for byte in path)
    response: Any = Client().get(f"/api/answers/{encoded}")
    assert response.status_code in (200, 308, 404, 422, 500), response.content
    assert response.headers["Content-Type"] != "text/html"
