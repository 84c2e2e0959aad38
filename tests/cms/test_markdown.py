"""Rich text as Markdown: whatever is written in it, a renderer shows the same words."""

from __future__ import annotations

from html import escape as escape_html

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import html
from markdown_it import MarkdownIt

from cms import markdown

pytestmark = pytest.mark.rendering

RENDERER = MarkdownIt("commonmark").enable("table")
NASTY = "*_`#+-=.!()[]<>|~$&^\\:;\"'/ 1\t\n0aé €—“\u00a0"
words = st.one_of(
    st.text(st.sampled_from(NASTY), max_size=12),
    st.text(st.characters(exclude_categories=("Cc", "Cs", "Co", "Cn")), max_size=12),
)


def texts(source: str) -> list[str]:
    """The words of some HTML as a reader meets them, block by block."""
    tree = html.fragment_fromstring(source, create_parent="div")
    for element in tree.iter("p", "li", "br", "h1", "td", "th"):
        element.tail = f"\n{element.tail or ''}"
        element.text = f"\n{element.text or ''}"
    return tree.text_content().split()


def links(source: str) -> list[str]:
    return html.fragment_fromstring(source, create_parent="div").xpath("//a/@href")


@st.composite
def inline(draw: st.DrawFn, depth: int = 3, in_link: bool = False) -> str:
    kind = draw(st.sampled_from(["text", "text", "b", "i", "a", "br", "many"]))
    if kind == "br":
        return "<br/>"
    if kind == "text" or not depth:
        return escape_html(draw(words))
    if kind == "many":
        return "".join(draw(st.lists(inline(depth - 1, in_link), max_size=4)))
    if kind == "a":
        inner = draw(inline(depth - 1, True))
        return inner if in_link else f'<a href="https://example.org/a_(b)?c=*d*">{inner}</a>'
    return f"<{kind}>{draw(inline(depth - 1, in_link))}</{kind}>"


@st.composite
def blocks(draw: st.DrawFn, depth: int = 2) -> str:
    kind = draw(st.sampled_from(["p", "p", "ul", "ol"]))
    if kind == "p" or not depth:
        return f"<p>{draw(inline())}</p>"
    items = draw(
        st.lists(st.tuples(inline(), st.one_of(st.just(""), blocks(depth - 1))), max_size=3)
    )
    inner = "".join(
        f"<li>{text}{below if not below.startswith('<p>') else ''}</li>" for text, below in items
    )
    return f"<{kind}>{inner}</{kind}>"


@given(st.lists(blocks(), max_size=4).map("".join))
@example("<p>Wow!<a href='https://example.org/'>See</a></p>")
@example("<p>1. Not a list<br/>- nor this<br/>===</p>")
@example("<p>a</p><ul><li>b<ul><li>c</li></ul></li></ul><ul><li>d</li></ul><ol><li>e</li></ol>")
def test_rendered_markdown_shows_the_same_words(source: str) -> None:
    rendered = RENDERER.render(markdown.from_html(source))
    assert texts(rendered) == texts(source)


@given(inline())
def test_nothing_in_a_text_becomes_a_link_or_a_picture(source: str) -> None:
    rendered = RENDERER.render(markdown.from_html(f"<p>{source}</p>"))
    assert set(links(rendered)) <= {"https://example.org/a_(b)?c=*d*"}
    assert not {"<img", "<code", "<h", "<blockquote", "<li"} & {
        tag for tag in ("<img", "<code", "<h", "<blockquote", "<li") if tag in rendered
    }


@given(words)
def test_plain_text_stays_what_it_is(text: str) -> None:
    assert texts(RENDERER.render(markdown.line(text))) == text.split()
    rendered = RENDERER.render(f"before {markdown.escape(text)} [x](y)")
    assert texts(rendered) == ["before", *text.split(), "x"]


@given(st.lists(inline(), min_size=1, max_size=3))
def test_a_cell_of_a_table_keeps_its_words(cells: list[str]) -> None:
    row = " | ".join(markdown.inline_from_html(f"<p>{cell}</p>") for cell in cells)
    heads = " | ".join("h" for _ in cells)
    rendered = RENDERER.render(f"| {heads} |\n|{'---|' * len(cells)}\n| {row} |\n")
    expected = [word for cell in cells for word in texts(f"<p>{cell}</p>")]
    assert texts(rendered) == ["h"] * len(cells) + expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<p>Plain</p><p>words</p>", "Plain\n\nwords"),
        ("<p>a <b>bold </b>word</p>", "a **bold** word"),
        ("<p>an <i>italic</i>, and <b><i>both</i></b>.</p>", "an _italic_, and **_both_**."),
        ('<p><a href="/x/">a <b>link</b></a></p>', "[a **link**](/x/)"),
        ("<p>H<b>2</b>O</p>", "H2O"),
        ("<p>a<br/>b</p>", "a\\\nb"),
        ("<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul>", "- a\n- b\n  - c"),
        ("<ol><li>a</li><li></li><li>b</li></ol>", "1. a\n2. b"),
        ("<p>a</p><!-- note --><p></p>", "a"),
        ("", ""),
        ("<a>gone</a>", "gone"),
        ("<p>3–4\u00a0mg</p>", "3–4\u00a0mg"),
    ],
)
def test_rich_text_reads_well(source: str, expected: str) -> None:
    assert markdown.from_html(source) == expected


def test_lists_of_a_cell_stand_in_one_line() -> None:
    assert markdown.inline_from_html("<ul><li>a</li><li>b<br/>c</li></ul>") == "a b c"
