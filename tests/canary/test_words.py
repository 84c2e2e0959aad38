"""A word is found in whatever form it comes out, and only a word."""

from __future__ import annotations

import json
from base64 import b64encode, urlsafe_b64encode
from urllib.parse import quote

import pytest

from tests.canary.words import LENGTH, Place, Words, words_in

PLACE = Place("a draft", "title")


def written() -> str:
    words = Words()
    return words.new(words.hidden, PLACE)


def cursor(text: str) -> bytes:
    return urlsafe_b64encode(json.dumps(["title", text, 7]).encode()).rstrip(b"=")


ENCODINGS = {
    "plain": lambda text: f"<p>{text}</p>".encode(),
    "shouted": lambda text: text.upper().encode(),
    "within a name": lambda text: f"/media/images/{text}.0a1b.width-480.avif".encode(),
    "html": lambda text: "".join(f"&#{ord(letter)};" for letter in text).encode(),
    "url": lambda text: "".join(f"%{ord(letter):02x}" for letter in text).encode(),
    "url twice": lambda text: quote(
        "".join(f"%{ord(letter):02x}" for letter in text), safe=""
    ).encode(),
    "json": lambda text: "".join(f"\\u{ord(letter):04x}" for letter in text).encode(),
    "base64": lambda text: b64encode(text.encode()),
    "base64, one letter before": lambda text: b64encode(f"x{text}".encode()),
    "base64, two letters before": lambda text: b64encode(f"xy{text}".encode()),
    "base64 in an address": lambda text: b"/posts/?order=title&cursor=" + cursor(text),
    "hexadecimal": lambda text: b'"' + text.encode().hex().encode() + b'"',
    "between bytes that are no text": lambda text: b"\xff\xfe\x00" + text.encode() + b"\xff",
}


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_word_is_found_in_any_encoding(encoding: str) -> None:
    text = written()
    assert text in words_in(ENCODINGS[encoding](text))


@pytest.mark.parametrize("number", ["39571846", "0000-0002-1825-0097", "735918264735"])
def test_a_number_is_found_by_itself_only(number: str) -> None:
    assert number in words_in(f'"https://example.org/{number}/"'.encode())
    assert number not in words_in(f"7{number}7".encode())


def test_words_are_unlike_each_other_and_fit_into_slugs() -> None:
    words = Words()
    many = {words.new(words.shown, PLACE) for _ in range(1000)}
    assert len(many) == len(words.shown) == 1000
    assert all(len(word) == LENGTH and word.isalnum() and word[0].isalpha() for word in many)
    with pytest.raises(ValueError, match="already"):
        words.keep(words.hidden, next(iter(many)), PLACE)
