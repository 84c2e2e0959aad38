"""Every line of a file has one fate; every word of the page to be has a line."""

from __future__ import annotations

import time
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html

from blog.importers import Fate, ImportedDocument, Unreadable, read
from tests.blog.importers.accounts import assert_followed, document_texts

pytestmark = pytest.mark.rendering

DOCUMENTS = Path(__file__).parent / "documents"
READABLE = sorted(
    path
    for path in DOCUMENTS.iterdir()
    if path.suffix in (".txt", ".md", ".html")
    and path.name not in ("broken.txt", "empty.md", "only-furniture.txt")
)


def assert_accounted(name: str, source: str) -> ImportedDocument:
    document = read(name, source.encode())
    texts = document_texts(document)
    assert_followed(document.lines, document.values(), texts, source)
    return document


def assert_each_line_once(document_lines: list[int], source: str) -> None:
    """One entry for each line that is not blank, counted as an editor counts lines."""
    rows = source.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    expected = [number for number, row in enumerate(rows, start=1) if row.strip()]
    assert document_lines == expected


@pytest.mark.parametrize("path", READABLE, ids=lambda path: path.name)
def test_every_line_leads_to_its_place_and_every_text_back(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    document = assert_accounted(path.name, source)
    if path.suffix != ".html":
        assert_each_line_once([line.number for line in document.lines], source)


def test_one_giant_paragraph_keeps_every_word_and_lends_its_first_to_the_title() -> None:
    words = "word " * 60_000
    document = assert_accounted("giant.txt", f"Once there was a {words}")
    assert document.title.startswith("Once there was a word")
    assert len(document.title) <= 80
    assert [element.key for element in document.body] == ["paragraph"]


def _seconds(name: str, source: str) -> float:
    start = time.process_time()
    read(name, source.encode())
    return time.process_time() - start


SENTENCE = "A quiet line about nothing much, which goes on for a while and then it ends. "


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("long.txt", f"{SENTENCE * 3}\n\n"),
        ("long.md", f"{SENTENCE * 3}\n\n- **one** point\n- another\n\n"),
        ("long.html", f"<p>{SENTENCE * 3}</p>\n<ul><li>one</li></ul>\n"),
        ("bullets.txt", "• a point\n"),
        ("words.txt", "abcdefgh"),
        ("dashes.txt", "- "),
        ("at-signs.txt", "a@"),
        ("digits.txt", "1 "),
        ("brackets.md", "["),
        ("stars.md", "*a "),
        ("angles.md", "<"),
        ("ticks.md", "`" * 3 + "a"),
        ("angles.html", "<p>a <b>"),
    ],
)
def test_two_megabytes_take_seconds_whatever_is_in_them(name: str, unit: str) -> None:
    size = 2_000_000 if name.startswith("long") or name == "words.txt" else 200_000
    start = "A title\n\n" if not name.endswith("html") else "<h1>A title</h1>"
    assert _seconds(name, start + unit * (size // len(unit))) < 30


LINE = st.one_of(
    st.text(max_size=60),
    st.sampled_from(
        [
            *("", "", "•", "- one", "* two", "1. three", "– four", "  - nested", "   indented"),
            *("Heading", "Heading:", "IV infusions", "Intramuscular (IM) Treatment", "## Part"),
            *("top of page", "Share", "Recent Posts", "Commenting has been turned off.", "Jan 5"),
            *("Disclaimer: general information only.", "Disclaimer", "Contact us today.", "---"),
            *("By Dana Example", "title: x", "> quoted", "| a | b |", "| - | - |", "```", "<b>"),
            *("<script>", "</script>", "[a]: /b", "[a]", "![alt](a.png)", "===", "    code", "\t"),
            "a sentence that does not end here but goes on in the line that follows",
            "on this line, where it ends.",
        ]
    ),
)


@settings(max_examples=200, deadline=None)
@given(st.lists(LINE, max_size=25), st.sampled_from([".txt", ".md"]))
def test_random_lines_are_each_accounted_for_once(rows: list[str], suffix: str) -> None:
    source = "\n".join(row.encode("utf-8", "replace").decode() for row in rows)
    try:
        document = read(f"random{suffix}", source.encode())
    except Unreadable as error:
        assert all(line.fate is Fate.DROPPED and line.reason for line in error.lines)
        if error.lines:
            assert_each_line_once([line.number for line in error.lines], source)
        return
    assert_each_line_once([line.number for line in document.lines], source)
    assert_followed(document.lines, document.values(), document_texts(document), source)


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.sampled_from(
                [
                    "<p>",
                    "</p>",
                    "<b>",
                    "</b>",
                    "<ul>",
                    "<li>",
                    "</ul>",
                    "<h1>",
                    "</h1>",
                    "<h3>",
                    "<table>",
                    "<tr>",
                    "<td>",
                    "</table>",
                    "<br>",
                    "<blockquote>",
                    "</blockquote>",
                    "<script>",
                    "</script>",
                    "<!--",
                    "-->",
                    "<img src=a.png>",
                    "<nav>",
                    "</nav>",
                    "<figure>",
                    "<figcaption>",
                    "</figure>",
                    "<div hidden>",
                    "</div>",
                    "<iframe>",
                    "<pre>",
                    "</pre>",
                    "<dl>",
                    "<dd>",
                ]
            ),
            st.text(st.characters(exclude_characters="<>&", exclude_categories=["Cs", "Cc"])),
        ),
        max_size=40,
    )
)
def test_random_html_is_accounted_for_node_by_node(parts: list[str]) -> None:
    source = "".join(parts)
    try:
        document = read("random.html", source.encode())
    except Unreadable:
        return
    assert_followed(document.lines, document.values(), document_texts(document), source)
    assert_every_letter_told(document, source)


def assert_every_letter_told(document: ImportedDocument, source: str) -> None:
    """No text node of the tree is missing in the account."""
    tree = lxml_html.document_fromstring(source.encode(), lxml_html.HTMLParser(encoding="utf-8"))
    nodes = Counter(filter(str.isalnum, "".join(str(text) for text in tree.itertext())))
    told = Counter(filter(str.isalnum, "".join(line.text for line in document.lines)))
    # What introduces a disclaimer or an author's name is told by the reason or the place.
    cut = Counter("disclaimer" * bool(document.disclaimer) + "By" * bool(document.metadata.author))
    assert not nodes - told - cut


@pytest.mark.parametrize("path", [p for p in READABLE if p.suffix == ".html"], ids=lambda p: p.name)
def test_every_text_node_of_a_page_is_told(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert_every_letter_told(read(path.name, source.encode()), source)
