"""Search for any text, on one page whose words do not change: what matches, and what is refused."""

from __future__ import annotations

from html import unescape
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from blog.models import BlogIndexPage, BlogPage
from tests.blog.api.conftest import Reader
from tests.blog.api.test_search import expire, search
from tests.builders import body, draft_post, make_post, paragraph

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def kept_nasal(kept_blog: None) -> None:
    text = "Off-label use of a nasal spray: the patient’s café visit. 抑うつ病の薬. Прием внутрь."
    make_post(BlogIndexPage.objects.get(), "Nasal", body=body(paragraph(text)))


@pytest.fixture
def nasal(kept_nasal: None, db: None) -> BlogPage:
    return BlogPage.objects.get()


FOUND = [
    *("nasal spray", "SPRAY nasal", '"nasal spray"', "nas", "sprays", "sprayed", "off label"),
    *("off-label", "patients", "patient's", "cafe", "CAFÉ", "抑うつ", "うつ病", "薬", "病の薬"),
    *("прием", "how is the spray used", "nasal -spray"),
    *('nasal "', '"nasal spray', "nasal*", "nasal:", "(nasal)", "nasal’s", "nasal\u200bspray"),
]
NOT_FOUND = [
    *(
        '"spray nasal"',
        "spra nasal",
        "nasal oral",
        "asal",
        '"nasal spra"',
        "抑病",
        "うう",
        "nasally",
    ),
    *("nasal OR oral", "-oral", "NOT oral", "p>", "html", "paragraph", "h2"),
]


@pytest.mark.parametrize("text", FOUND)
def test_what_a_page_says_is_found(reader: Reader, nasal: BlogPage, text: str) -> None:
    assert search(reader, text) == ["Nasal"]


@pytest.mark.parametrize("text", NOT_FOUND)
def test_what_a_page_does_not_say_is_not(reader: Reader, nasal: BlogPage, text: str) -> None:
    assert search(reader, text) == []


# --- Anything may be asked ----------------------------------------------------------------------


HOSTILE = [
    *('x"', '"', '""', '"""', "'", "''", "%", "%%", "*", "**", "a*", "*a", "^a", "a^2", "-", "--"),
    *("-a", "+a", "a -b", "NEAR(", "NEAR(a b, 2)", "NEAR/3", "AND", "OR", "NOT", "AND OR NOT"),
    *("a AND", "AND a", "(a", "a)", "((((", "{a}:b", "title:a", "title : a", "rowid:1", ":", "a:*"),
    *(
        "a | b",
        "a & b",
        "!a",
        "a <-> b",
        "a:A",
        "\\",
        "\\'",
        "a\\",
        "E'a'",
        "$$a$$",
        "; DROP",
        "--a",
    ),
    *("editions_search", "=category=1", '"=locale=en"', "=", "+dose", "\u200b", "\ufeff", "\u202e"),
    *("💩", "👩‍⚕️ dose", "İ", "ß", "ﬁ", "½", "①", "ﷺ", "e\u0301" * 50, "\u0301", "שָׁלוֹם", "صلى الله"),
    *(
        "抑うつ",
        "ケ",
        "약물",
        "กัญชา",
        "𠀀𠀁",
        "a" * 200,
        "é" * 200,
        "字" * 200,
        "a b " * 50,
        "\t a \n",
    ),
    *(" ".join("abcdefghijklmnopqrstuvwxyz0123456789"), '"' * 200, "(" * 200, '"a" ' * 50, "\x1f"),
]


@pytest.mark.parametrize("text", HOSTILE)
def test_any_text_is_a_plain_search(reader: Reader, nasal: BlogPage, text: str) -> None:
    answer = reader.json(f"search/?q={quote(text)}")
    assert answer["count"] == len(answer["items"]) <= 2
    for more in ("&locale=en", "&route=oral"):
        reader.get(f"search/?q={quote(text)}{more}")


def test_what_is_no_text_is_replaced(reader: Reader, nasal: BlogPage) -> None:
    for octets in ("%FF", "%ED%A0%80", "nasal%ED%B0%80", "%C0%80"):
        reader.get(f"search/?q={octets}")


def test_whatever_is_asked_only_what_is_public_is_found(reader: Reader, nasal: BlogPage) -> None:
    blog = nasal.get_parent().specific
    draft_post(blog, "Nasal draft", body=body(paragraph("Off-label 抑うつ病")))
    expire(make_post(blog, "Nasal, gone"))
    public = {"Nasal", "Blog", "Larkfield"}
    ways = st.sampled_from(
        ["nasal", "抑うつ", '"', " ", "spray", "off-", "*", "l", "draft", "(", "'"]
    )
    texts = st.one_of(st.text(max_size=210), st.lists(ways, max_size=12).map("".join))

    @hypothesis_settings(max_examples=200, suppress_health_check=list(HealthCheck))
    @given(texts.filter(lambda text: not any("\ud800" <= c <= "\udfff" for c in text)))
    def ask(text: str) -> None:
        response = reader.client.get(f"/api/content/v1/search/?q={quote(text)}")
        assert response.status_code in (200, 422), text
        if response.status_code == 200:
            for item in response.json()["items"]:
                assert item["title"] in public
                for marked in item["highlights"]["body"]:
                    bare = marked["html"].replace("<mark>", "").replace("</mark>", "")
                    assert unescape(bare) == marked["text"] and "<" not in bare

    ask()
