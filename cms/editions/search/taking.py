"""Taking the words out of plain data by its JSON schema.

Words are strings that the schema leaves open: no address, date, enum or JSON-LD. What tells things
apart (`NO_WORDS`) is none, nor a key that has its label beside it. A thing with a number of its
own, such as a person, a picture or a linked page, counts by what it is called.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

NO_WORDS = {
    *("id", "type", "slug", "path", "url", "html", "anchor", "back_anchors", "key", "locale"),
    *("codes", "credit", "host"),
}
NAMES = {"name", "title", "label"}
OF_PICTURES = {"alt", "caption"}
HEADINGS = {"heading", "title", "question"}
# A string whose schema says one of these is no text.
FORMAL = {"format", "enum", "const", "contentMediaType"}


@dataclass
class Taken:
    """What was taken: each passage once, in its order; headings are passages too."""

    headings: dict[str, None] = field(default_factory=dict)
    passages: dict[str, None] = field(default_factory=dict)


Take = Callable[[Any, Taken], None]


def is_text(schema: Any) -> bool:
    """Whether values of a schema are words and nothing else."""
    return schema.get("type") == "string" and not FORMAL.intersection(schema)


class Taker:
    """Makes functions that take words out of values of a schema, which may have `$defs`.

    `only_names`: of things no more than what they are called; `as_headings`: all is a heading.
    """

    def __init__(self, schema: Any, only_names: bool = False, as_headings: bool = False) -> None:
        self._schema = schema
        self._only_names = only_names
        self._as_headings = as_headings
        self._made: dict[str, Take | None] = {}

    def of_fields(self, names: Iterable[str]) -> Take:
        """What takes words out of some fields of an object, in the schema's order."""
        wanted = set(names)
        fields = {
            name: schema
            for name, schema in self._schema["properties"].items()
            if name in wanted and name not in NO_WORDS
        }
        return self._fields(fields) or (lambda value, taken: None)

    def _of(self, schema: Any, name: str) -> Take | None:
        """None where there are no words in any value."""
        if "$ref" in schema:
            return self._named(schema["$ref"].rpartition("/")[2], name)
        if options := schema.get("anyOf") or schema.get("oneOf"):
            return self._one_of(options, name)
        if schema.get("type") == "array":
            inner = self._of(schema.get("items", {}), name)
            return inner and _each(inner)
        if schema.get("type") == "object":
            fields = schema.get("properties", {})
            return self._fields(self._worded(fields), is_headed="anchor" in fields)
        if is_text(schema):
            return _heading if self._as_headings or name in HEADINGS else _passage
        return None

    def _named(self, reference: str, name: str) -> Take | None:
        if reference not in self._made:
            self._made[reference] = self._of(self._schema["$defs"][reference], name)
        return self._made[reference]

    def _worded(self, fields: dict[str, Any]) -> dict[str, Any]:
        """The fields of an object that may hold words."""
        if self._only_names or fields.get("id", {}).get("type") == "integer":
            called = NAMES if self._only_names else NAMES | OF_PICTURES
            return {
                name: schema
                for name, schema in fields.items()
                if name in called or name.startswith("name_") or name.endswith("_name")
            }
        return {
            name: schema
            for name, schema in fields.items()
            if name not in NO_WORDS and f"{name}_label" not in fields
        }

    def _fields(self, fields: dict[str, Any], is_headed: bool = False) -> Take | None:
        """With `is_headed` the text is a heading: what can be linked to by an anchor."""
        takes = {
            name: take
            for name, schema in fields.items()
            if (take := self._of(schema, "heading" if is_headed and name == "text" else name))
        }

        def from_fields(value: Any, taken: Taken) -> None:
            for name, take in takes.items():
                take(value.get(name), taken)

        return from_fields if takes else None

    def _one_of(self, options: list[Any], name: str) -> Take | None:
        """Of several schemas the one that a value is of."""
        takes = [(self._kind(option), self._of(option, name)) for option in options]
        if not any(take for _kind, take in takes):
            return None

        def from_one(value: Any, taken: Taken) -> None:
            for is_kind, take in takes:
                if is_kind(value):
                    if take:
                        take(value, taken)
                    return

        return from_one

    def _kind(self, schema: Any) -> Callable[[Any], bool]:
        """Whether a value may be of a schema, as far as schemas of one union differ."""
        if "$ref" in schema:
            schema = self._schema["$defs"][schema["$ref"].rpartition("/")[2]]
        if schema.get("type") != "object":
            kind = {"string": str, "array": list}.get(schema.get("type", ""), ())
            return lambda value: isinstance(value, kind)
        fields = schema.get("properties", {})
        fixed = {name: each["const"] for name, each in fields.items() if "const" in each}
        return lambda value: (
            isinstance(value, dict)
            and value.keys() == fields.keys()
            and all(value[name] == const for name, const in fixed.items())
        )


def _each(take: Take) -> Take:
    def from_each(value: Any, taken: Taken) -> None:
        for item in value or ():
            take(item, taken)

    return from_each


def _passage(value: Any, taken: Taken) -> None:
    if value:
        taken.passages[value] = None


def _heading(value: Any, taken: Taken) -> None:
    if value:
        taken.headings[value] = None
        taken.passages[value] = None
