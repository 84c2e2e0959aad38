"""The YAML header of a Markdown file: which of its fields a post has, line by line."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

import yaml
from frontmatter import YAMLHandler

from blog.importers.document import ImportedDocument
from blog.importers.lines import Line, Unreadable

MAX_LENGTH = 50_000
MAX_TAG = 100

_KEY = re.compile(r"(?P<key>[A-Za-z_][\w -]{0,60}?)\s*:(?:\s+(?P<value>.*))?$")
_ITEM = re.compile(r"\s*-\s+(?P<value>.*)$")
_LIMITS = {"title": 250, "subtitle": 200, "seo_title": 250}
_FIELDS = {
    "title": "title",
    "subtitle": "subtitle",
    "description": "search_description",
    "excerpt": "search_description",
    "summary": "search_description",
    "seo_title": "seo_title",
    "slug": "slug",
    "author": "page_authors",
    "authors": "page_authors",
    "category": "category",
    "categories": "category",
    "tags": "tags",
    "keywords": "tags",
}


def read_front_matter(text: str, document: ImportedDocument, entries: Mapping[int, Line]) -> int:
    """Fill the document from the header, account for its lines, and return how many they are.

    0 when the text has no header. Raises `Unreadable` for one that is not valid YAML.
    """
    lines = text.split("\n")
    end = _closing_fence(lines)
    if not end:
        return 0
    header = "\n".join(lines[1:end])
    values = _values(header, entries)
    if values is None:
        return 0
    known = _known(values)
    entries[1].drop("the fence of the front matter")
    entries[end + 1].drop("the fence of the front matter")
    key = ""
    for number in range(2, end + 1):
        if number not in entries:
            continue
        line, raw = entries[number], lines[number - 1]
        match = _KEY.match(raw)
        if match:
            key = match["key"].strip().lower().replace("-", "_").replace(" ", "_")
        words = _words(match["value"] or "" if match else raw)
        _account(line, key, words, known, document)
    _fill(document, known)
    return end + 1


def _closing_fence(lines: list[str]) -> int:
    if lines[0].rstrip() != "---":
        return 0
    length = 0
    for index, line in enumerate(lines[1:], start=1):
        length += len(line)
        if line.rstrip() in ("---", "..."):
            return index
        if length > MAX_LENGTH:
            break
    return 0


def _values(header: str, entries: Mapping[int, Line]) -> dict[str, Any] | None:
    try:
        values = YAMLHandler().load(header)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        number = mark.line + 2 if mark else 1
        told = getattr(error, "problem", None)
        problem = f": {told}" if told else ""
        raise _broken(f"the front matter is not valid YAML{problem}", number, entries) from None
    except (ValueError, RecursionError):
        raise _broken("the front matter is not valid YAML", 1, entries) from None
    return values if isinstance(values, dict) and values else None


def _broken(message: str, number: int, entries: Mapping[int, Line]) -> Unreadable:
    for line in entries.values():
        line.drop(f"nothing was imported: {message}")
    return Unreadable(message, number, entries.values())


def _known(values: dict[str, Any]) -> dict[str, list[str]]:
    known: dict[str, list[str]] = {}
    for key, value in values.items():
        name = _FIELDS.get(str(key).strip().lower().replace("-", "_").replace(" ", "_"), "")
        texts = _texts(value, split=name == "tags")
        if name and texts and name not in known:
            known[name] = texts
    return known


def _texts(value: Any, *, split: bool) -> list[str]:
    """Plain values only; a mapping, an alias or anything deeper is nothing a post can hold."""
    if isinstance(value, str) and split:
        value = [part.strip() for part in value.split(",")]
    values = value if isinstance(value, list) else [value]
    return [
        " ".join(str(item).split())
        for item in values[:100]
        if isinstance(item, str | int | float | date) and str(item).strip()
        if not split or len(str(item)) <= MAX_TAG
    ]


def _words(raw: str) -> str:
    item = _ITEM.match(raw)
    words = (item["value"] if item else raw).strip()
    if words[:1] in "|>" and len(words) <= 3:
        return ""
    if words.startswith("[") and words.endswith("]"):
        words = ", ".join(part.strip().strip("'\"") for part in words[1:-1].split(","))
    if len(words) > 1 and words[0] == words[-1] and words[0] in "'\"":
        words = words[1:-1]
    return words


def _account(
    line: Line, key: str, words: str, known: dict[str, list[str]], document: ImportedDocument
) -> None:
    name = _FIELDS.get(key, "")
    texts = known.get(name, [])
    whole = "".join("".join(texts).split())
    here = "".join((words.replace(", ", "") if name == "tags" else words).split())
    if name and not words:
        line.drop(f"the name of the front matter field “{key}”; its value stands below")
    elif name in ("page_authors", "category") and words and words != texts[0]:
        line.drop(f"a further {key} than the first: a post made by import has one")
    elif name in _LIMITS and len(texts[0]) > _LIMITS[name]:
        line.text = words
    elif name and here and here in whole:
        line.text = words
        document.metadata.lines.setdefault(name, []).append(line)
    elif key in ("date", "lastmod", "updated", "published", "draft", "layout"):
        line.drop(f"the front matter field “{key}” of the old site")
    else:
        line.drop(f"a post has no field for “{key}” of the front matter")


def _fill(document: ImportedDocument, known: dict[str, list[str]]) -> None:
    meta = document.metadata
    lines = meta.lines
    if "title" in lines:
        document.title, document.title_lines = known["title"][0], lines.pop("title")
    if "subtitle" in lines:
        document.subtitle, document.subtitle_lines = known["subtitle"][0], lines.pop("subtitle")
    meta.description = known["search_description"][0] if "search_description" in lines else ""
    meta.seo_title = known["seo_title"][0] if "seo_title" in lines else ""
    meta.slug = known["slug"][0] if "slug" in lines else ""
    meta.author = known["page_authors"][0] if "page_authors" in lines else ""
    meta.category = known["category"][0] if "category" in lines else ""
    meta.tags = known["tags"] if "tags" in lines else []
