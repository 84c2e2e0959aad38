"""Names of schemas: each is there once in the project, as clients make types from them."""

from __future__ import annotations

from typing import Any
from weakref import WeakValueDictionary

from pydantic import BaseModel, ConfigDict, create_model


class SchemaNameClash(TypeError):
    """Two unlike schemas would have one name. The message says how to mend it."""


class UntypedValue(TypeError):
    """Something would be shown whose type is not known. The message says what to annotate."""


_claimed: WeakValueDictionary[str, type[BaseModel]] = WeakValueDictionary()


class Schema(BaseModel):
    """The base of everything the content API sends. Making one claims its name.

    Raises SchemaNameClash where another schema has the name.
    """

    model_config = ConfigDict(json_schema_serialization_defaults_required=True)

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: Any) -> None:
        super().__pydantic_init_subclass__(**kwargs)
        other = _claimed.get(cls.__name__)
        if other is not None and _home(other) != _home(cls):
            raise SchemaNameClash(
                f"Two schemas are named {cls.__name__}: that of {'.'.join(_home(other))} and that "
                f"of {'.'.join(_home(cls))}. Rename one of the classes or block keys."
            )
        _claimed[cls.__name__] = cls


def _home(schema: type[BaseModel]) -> tuple[str, str]:
    return schema.__module__, schema.__qualname__


class Derivations:
    """Schemas made from other classes, each made once."""

    def __init__(self) -> None:
        self._made: dict[str, tuple[Any, Any, type[Schema]]] = {}

    def schema(
        self, name: str, fields: dict[str, Any], source: str, doc: str = "", base: Any = Schema
    ) -> type[Schema]:
        """A schema of `fields` (name → type), all required; the same one for the same fields.

        `source` says where it comes from, for the message of a SchemaNameClash.
        """
        key = (base, list(fields.items()))
        if name in self._made:
            *known, made = self._made[name]
            if tuple(known) == key:
                return made
            raise SchemaNameClash(
                f"Two schemas are named {name}: that of {made.__module__} and that of {source}. "
                "Rename one of the classes or block keys."
            )
        definitions: dict[str, Any] = {field: (kind, ...) for field, kind in fields.items()}
        made = create_model(
            name, __base__=base, __module__=source, __doc__=doc or None, **definitions
        )
        self._made[name] = (*key, made)
        return made


derivations = Derivations()
