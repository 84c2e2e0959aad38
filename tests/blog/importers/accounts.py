"""What every account of an imported file must hold, checked both ways."""

from __future__ import annotations

from functools import cache
from typing import Any

from blog.importers import Fate, ImportedDocument, Line
from blog.importers.places import text_at, text_in
from blog.importers.spans import RichSource

# Keys of block values that hold a choice or an address, not words a reader sees.
_NOT_TEXT = frozenset(
    {"type", "level", "anchor", "route", "method", "references", "page", "url", "unit", "status"}
    | {"qualifier", "decorative"}
)


def squeezed(text: str) -> str:
    """Without white space, which formats treat each in its own way."""
    return "".join(text.split())


def assert_followed(lines: list[Line], page: Any, texts: dict[str, str], source: str) -> None:
    """Every line leads to its place; every text of the page (`texts`) comes from its lines."""
    told: dict[str, str] = {}
    raw: dict[str, str] = {}
    rows = source.replace("\r\n", "\n").replace("\r", "\n").split("\n")

    @cache
    def words_at(where: str) -> str:
        return squeezed(text_at(page, where))

    for line in lines:
        assert line.fate is not None
        if line.fate is Fate.DROPPED:
            assert line.reason, line
            continue
        told[line.where] = told.get(line.where, "") + squeezed(line.text)
        for where in line.also:
            told[where] = told.get(where, "") + squeezed(line.text)
            raw[where] = raw.get(where, "") + squeezed(rows[line.number - 1])
        if line.fate is Fate.UNPLACED:
            assert line.reason and ".value.text" in line.where
        assert squeezed(line.text) in words_at(line.where), line
    for where, text in texts.items():
        words = [told.get(where) or _parent(told, where), raw.get(where) or _parent(raw, where)]
        assert any(words), f"{where} has no line: {text[:80]}"
        assert any(squeezed(text) in source for source in words), (where, text[:200], words)


def _parent(told: dict[str, str], where: str) -> str:
    while "." in where or "[" in where:
        where = where[: max(where.rfind("."), where.rfind("["))]
        if where in told:
            return told[where]
    return ""


def document_texts(document: ImportedDocument) -> dict[str, str]:
    """Every text of the page to be, under the path of its place."""
    return dict(_texts("", document.values()))


def texts_in(path: str, value: Any) -> dict[str, str]:
    """Every text of a block's stored value, rich or plain, under the path of its place."""
    return dict(_texts(path, _rich(value)))


def _rich(value: Any) -> Any:
    """Strings that hold tags are rich text; the `value` level of stored lists is taken out."""
    if isinstance(value, dict):
        if set(value) == {"type", "value", "id"}:
            return _rich(value["value"])
        return {key: _rich(child) for key, child in value.items()}
    if isinstance(value, list):
        return [_rich(child) for child in value]
    return RichSource(value) if isinstance(value, str) and value.startswith("<") else value


def _texts(path: str, value: Any) -> list[tuple[str, str]]:
    if isinstance(value, dict):
        return [
            pair
            for key, child in value.items()
            if key not in _NOT_TEXT and not (key == "image" and isinstance(child, str))
            for pair in _texts(f"{path}.{key}".strip("."), child)
        ]
    if isinstance(value, list):
        if path == "tags":
            return [(path, text_in(tag)) for tag in value]
        return [pair for i, child in enumerate(value) for pair in _texts(f"{path}[{i}]", child)]
    if (
        isinstance(value, str)
        and (text := text_in(RichSource(value)) if isinstance(value, RichSource) else value).strip()
    ):
        return [(path, text)]
    return []
