"""Words, questions and highlights: the same for what is written and what is asked. No database."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.editions.search.english import SMALL, forms
from cms.editions.search.highlights import LENGTH, Highlighter, plain_of
from cms.editions.search.question import Question, key_word
from cms.editions.search.ranking import Ranking
from cms.editions.search.taking import Taken, Taker
from cms.editions.search.words import APART, LONGEST, fold, joined, words

TEXTS = st.text(
    st.one_of(
        st.characters(exclude_categories=["Cs"]),
        st.sampled_from("aAéßİǅﬁ½Σς'’\"-_ \n抑うつ病ケｶﾞ약กี่ܐ"),
    ),
    max_size=60,
)


@pytest.mark.parametrize(
    "text, found",
    {
        "Off-label use": "off label use",
        "The patient's arm, the patients’ arms": "the patient arm the patients arms",
        "Crème BRÛLÉE naïve": "creme brulee naive",
        "STRASSE Straße": "strasse strasse",
        "0.5 mg/kg, 5-HT2A": "0 5 mg kg 5 ht2a",
        "snake_case __init__": "snake case init",
        "Ｆｕｌｌ width ﬁle": "full width file",
        "Ёлка и йод": "елка и иод",
        "שָׁלוֹם כַּדּוּר": "שלום כדור",
        '💩 … % * ( "': "",
        "抑うつ病": "抑う うつ つ病 病",
        "ケタミン10mgを": "ケタ タミ ミン ン 10mg を",
        "ｹﾀﾐﾝ": "ケタ タミ ミン ン",
        "약": "약",
        "x" * 100: "x" * LONGEST,
    }.items(),
)
def test_texts_are_taken_apart_into_words(text: str, found: str) -> None:
    assert " ".join(words(text)) == found


@given(TEXTS)
def test_words_are_words_already(text: str) -> None:
    found = list(words(text))
    for word in found:
        assert fold(word) == word and not re.search(r"[\s'\"\\=+:&|!()<>*]", word)
        assert next(words(word)) == word


@given(st.lists(TEXTS, max_size=4), st.integers(1, 30))
def test_no_passage_reaches_into_the_next(passages: list[str], count: int) -> None:
    made = joined(passages, count).split(" ")
    whole = [word for passage in passages for word in [*words(passage), APART]]
    assert [word for word in made if word] == whole[:count]


@pytest.mark.parametrize(
    "one, other",
    [
        *(("injection", "injections"), ("therapy", "therapies"), ("dose", "doses")),
        *(("diagnosis", "diagnoses"), ("abscess", "abscesses"), ("dose", "dosing")),
        *(("swallow", "swallowing"), ("apply", "applied"), ("stop", "stopped")),
        *(("infuse", "infused"), ("monitor", "monitoring"), ("use", "used")),
    ],
)
def test_an_english_word_is_found_in_its_other_forms(one: str, other: str) -> None:
    assert other in forms(one) and one in forms(other)


def test_short_and_foreign_words_have_one_form() -> None:
    for word in ("iv", "10mg", "été", "抑う"):
        assert forms(word) == (word,)


def test_no_word_has_a_form_that_stands_everywhere() -> None:
    assert "the" not in forms("thing")
    assert forms("the") == ("the",)


def asked(text: str, language: str = "en") -> list[str]:
    """The parts of a question, each in the form asked for, with `*` where it may go on."""
    parts = Question.parse(text, language).parts
    return [f"{' '.join(part.forms[0])}{'*' * part.is_open}" for part in parts]


@pytest.mark.parametrize(
    "text, parts",
    {
        "nasal spray": ["nasal", "spray*"],
        '"nasal spray" dose': ["nasal spray", "dose*"],
        'dose "nasal spray"': ["dose", "nasal spray"],
        "“nasal spray”": ["nasal spray"],
        'unfinished "nasal spray': ["unfinished", "nasal", "spray*"],
        "off-label": ["off label*"],
        "how long does it last": ["long", "last*"],
        "how does it": ["how", "does", "it"],
        '"how" long': ["how", "long*"],
        "NOT oral AND (nasal OR iv)": ["oral", "nasal", "iv"],
        "oral -nasal +iv": ["oral", "nasal", "iv"],
        "title:oral*": ["title oral*"],
        "NEAR(oral nasal, 5)": ["near oral", "nasal", "5"],
        "oral oral ORAL": ["oral", "oral*"],
        "抑うつ": ["抑う うつ"],
        "病": ["病*"],
        "ケタミン 10mg": ["ケタ タミ ミン", "10mg*"],
        "ケタミン10mg": ["ケタ タミ ミン ン 10mg*"],
        '"" \'\' % * () - ""': [],
    }.items(),
)
def test_any_text_is_a_question(text: str, parts: list[str]) -> None:
    assert asked(text) == parts


def test_only_english_has_small_words_and_endings() -> None:
    assert asked("die Injektion", "de") == ["die", "injektion*"]
    assert asked("how long", "") == ["how", "long*"]
    assert len(Question.parse("injection", "de").parts[0].forms) == 1


def test_questions_are_said_to_each_database() -> None:
    question = Question.parse('"nasal spray" iv', "de", [[("category", "3"), ("category", "4")]])
    assert question.for_sqlite() == (
        '(("nasal spray") AND ("iv")) AND keys : ("=category=3" OR "=category=4")'
    )
    assert question.for_sqlite(of_labels=True).startswith("{title names headings} : ((")
    assert question.for_postgresql() == (
        "('nasal' <-> 'spray') & ('iv') & ('=category=3' | '=category=4')"
    )
    assert question.for_postgresql("&", of_labels=True).startswith(
        "('+nasal' & '+spray') & ('+iv')"
    )


def test_what_pages_are_filtered_by_is_one_word_that_no_text_has() -> None:
    for key in ("3", "pt-BR", "a b", "é'\"", "=:"):
        made = key_word("kind", key)
        assert re.fullmatch(r"=[a-z0-9=%._~-]+", made)
    assert asked("=category=3") == ["category 3"]


# --- Highlights ---------------------------------------------------------------------------------


def marked(text: str, question: str, language: str = "en") -> str:
    return Highlighter(Question.parse(question, language)).whole(text).html


@pytest.mark.parametrize(
    "text, question, html",
    [
        ("Injections hurt.", "injection", "<mark>Injections</mark> hurt."),
        ("A reinjection", "injection", "A reinjection"),
        ("Injected, injectable", "inject", "<mark>Injected</mark>, <mark>injectable</mark>"),
        ("Off-label, off label", "off-label", "<mark>Off-label</mark>, <mark>off label</mark>"),
        ("The patient's arm", '"patient arm"', "The <mark>patient&#x27;s arm</mark>"),
        ("Off\nlabel", "off-label", "Off\nlabel"),
        (
            "Café, CAFÉ, cafe\u0301",
            "cafe",
            "<mark>Café</mark>, <mark>CAFÉ</mark>, <mark>café</mark>",
        ),
        ("Die Straße", "strasse", "Die <mark>Straße</mark>"),
        ("İV and IV", "iv", "<mark>İV</mark> and <mark>IV</mark>"),
        ("<b>IV</b> & “iv”", "iv", "&lt;b&gt;<mark>IV</mark>&lt;/b&gt; &amp; “<mark>iv</mark>”"),
        ("a < b > c & d", "zzz", "a &lt; b &gt; c &amp; d"),
        ("</mark><script>", "mark script", "&lt;/<mark>mark</mark>&gt;&lt;<mark>script</mark>&gt;"),
        ("抗抑うつ薬", "抑うつ", "抗<mark>抑うつ</mark>薬"),
        ("ケタミン10mgを", "ケタミン10", "ケタミン10mgを"),
        ("ケタミン10mgを", "ケタミン10mg", "<mark>ケタミン10mg</mark>を"),
        ("nasal spray", "spray nasal spray", "<mark>nasal</mark> <mark>spray</mark>"),
    ],
)
def test_words_are_marked_where_they_stand(text: str, question: str, html: str) -> None:
    assert marked(text, question) == html


@given(TEXTS, TEXTS)
def test_marks_are_all_that_is_added(text: str, question: str) -> None:
    found = Highlighter(Question.parse(question, "en")).whole(text)
    bare = found.html.replace("<mark>", "").replace("</mark>", "")
    assert "<" not in bare and unescape(bare) == found.text
    assert found.html.count("<mark>") == found.html.count("</mark>")


@given(TEXTS)
def test_plain_text_is_as_long_as_the_text(text: str) -> None:
    assert len(plain_of(text)) == len(text)


def test_passages_are_the_lines_that_hold_most() -> None:
    body = "\n".join(["Oral dose.", "Nasal and oral dose.", "Nothing.", "Nasal, oral.", "Oral."])
    question = Question.parse("oral nasal", "en")
    found = Highlighter(question).passages(body)
    assert [passage.text for passage in found] == ["Nasal and oral dose.", "Nasal, oral."]
    assert Highlighter(Question.parse("zzz", "en")).passages(body) == []


def test_long_passages_are_cut_between_words() -> None:
    body = f"{'before ' * 90}needle{' after' * 90}\nnext"
    (passage,) = Highlighter(Question.parse("needle", "en")).passages(body)
    assert passage.text.startswith("… before") and passage.text.endswith("after …")
    assert "<mark>needle</mark>" in passage.html and "next" not in passage.text
    assert len(passage.text) <= LENGTH + 4
    (endless,) = Highlighter(Question.parse("needle", "en")).passages("needle" * 2_000)
    assert endless.html.startswith("<mark>needle") and len(endless.text) <= LENGTH + 4


# --- Ranking and what is taken ------------------------------------------------------------------


def test_a_word_counts_by_its_best_place() -> None:
    ranking = Ranking(Question.parse("dose nasal", "en"))
    place = " ".join([*words("dose nasal"), APART])
    scores = [
        ranking.score(place, "", ""),
        ranking.score("doses nasals =", "", ""),
        ranking.score("dose =", "nasal =", ""),
        ranking.score("", place, ""),
        ranking.score("", "", place),
        ranking.score("", "", ""),
    ]
    assert scores == sorted(scores, reverse=True) and len(set(scores)) == len(scores)
    assert scores[0] == 1.0 and scores[-1] == 0.1
    assert Ranking(Question.parse("ant", "de")).score("antelope plant =", "", "") == 0.9


SCHEMA: dict[str, Any] = {
    "properties": {
        "id": {"type": "integer"},
        "url": {"type": "string", "format": "uri"},
        "blocks": {
            "type": "array",
            "items": {"oneOf": [{"$ref": "#/$defs/Heading"}, {"$ref": "#/$defs/Card"}]},
        },
        "person": {"anyOf": [{"$ref": "#/$defs/Person"}, {"type": "null"}]},
        "cells": {"type": "array", "items": {"anyOf": [{"type": "string"}, {"type": "number"}]}},
    },
    "$defs": {
        "Heading": {
            "type": "object",
            "properties": {
                "type": {"const": "heading", "type": "string"},
                "anchor": {"type": "string"},
                "text": {"type": "string"},
            },
        },
        "Card": {
            "type": "object",
            "properties": {
                "type": {"const": "card", "type": "string"},
                "kind": {"type": "string"},
                "kind_label": {"type": "string"},
                "html": {"type": "string"},
                "text": {"type": "string"},
                "state": {"enum": ["on", "off"], "type": "string"},
            },
        },
        "Person": {
            "type": "object",
            "properties": {
                "id": {"type": "integer"},
                "name": {"type": "string"},
                "biography": {"type": "string"},
            },
        },
    },
}


def test_a_schema_says_what_is_words() -> None:
    value = {
        "id": 1,
        "url": "https://hidden.example/",
        "blocks": [
            {"type": "heading", "anchor": "hidden", "text": "Heading"},
            {
                "type": "card",
                "kind": "hidden",
                "kind_label": "Label",
                "html": "<p>hidden</p>",
                "text": "Text",
                "state": "off",
            },
        ],
        "person": {"id": 2, "name": "Name", "biography": "hidden"},
        "cells": ["Cell", 3, "Text"],
    }
    taken = Taken()
    Taker(SCHEMA).of_fields(SCHEMA["properties"])(value, taken)
    assert list(taken.headings) == ["Heading"]
    assert list(taken.passages) == ["Heading", "Label", "Text", "Name", "Cell"]
    Taker(SCHEMA).of_fields({"person"})({"person": None}, taken)


def test_small_words_are_written_as_words_are() -> None:
    assert {word for small in SMALL for word in words(small)} == SMALL
