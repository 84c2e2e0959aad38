"""Block classes as types, and their values as plain data of these types.

A function is registered for a block class and serves its subclasses, the nearest registered class
of the method resolution order first. Functions that give types take `(types, block, name)`, as
those of Wagtail's own `register_block_schema` do from 8.1 on, so that they can move there; `name`
is what an unnamed block's schema is called. A block whose class overrides
`get_api_representation` is typed by that method's return annotation instead.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from typing import Annotated, Any, Literal, Optional

from wagtail import blocks
from wagtail.blocks.field_block import BaseChoiceBlock
from wagtail.images.blocks import ImageBlock

from cms.api.names import UntypedValue
from cms.api.schemas import Email, ImageSchema, OneOf, RichTextSchema, Uri
from cms.api.value_types import Typed, typed_return
from cms.api.values import Values

SchemaFunction = Callable[["BlockTypes", Any, str], Any]
ValueFunction = Callable[["BlockTypes", Any, Any, Values], Any]


class BlockTypes:
    """What is registered: for each block class a function for its type and one for its values."""

    def __init__(self) -> None:
        self._schemas: dict[type[blocks.Block], SchemaFunction] = {}
        self._values: dict[type[blocks.Block], ValueFunction] = {}

    def register_block_schema(
        self,
        block_class: type[blocks.Block],
        schema: SchemaFunction,
        represent: ValueFunction | None = None,
    ) -> None:
        """Type blocks of `block_class` by `schema`; `represent` gives their values.

        Without `represent`, values are given as the class they inherit from gives them.
        """
        self._schemas[block_class] = schema
        if represent is not None:
            self._values[block_class] = represent

    def get_type(self, block: blocks.Block, name: str = "") -> Any:
        """The type of the block's value. Raises UntypedValue if it is not known."""
        registered = _nearest(self._schemas, block)
        if own := _own_representation(block, registered):
            return own.schema
        return self._schemas[registered](self, block, name or type(block).__name__)

    def represent(self, block: blocks.Block, value: Any, values: Values) -> Any:
        """The value as plain data of the block's type; everything shown is noted."""
        if own := _own_representation(block, _nearest(self._schemas, block)):
            return own.represent(block.get_api_representation(value, {"values": values}), values)
        return self._values[_nearest(self._values, block)](self, block, value, values)


def _nearest(functions: dict[Any, Any], block: blocks.Block) -> Any:
    for parent in type(block).__mro__:
        if parent in functions:
            return parent
    raise UntypedValue(
        f"Nothing says what a {type(block).__module__}.{type(block).__qualname__} shows: register "
        "it (cms.api.block_types), or annotate what its get_api_representation returns."
    )


def _own_representation(block: blocks.Block, registered: type[blocks.Block]) -> Typed | None:
    """The type by annotation, where a subclass of what is registered represents itself."""
    kind: Any = type(block)
    if kind.get_api_representation is registered.get_api_representation:
        return None
    return typed_return(kind, "get_api_representation", "document")


block_types = BlockTypes()


def register_block_schema(
    block_class: type[blocks.Block],
    schema: SchemaFunction,
    represent: ValueFunction | None = None,
) -> None:
    """`BlockTypes.register_block_schema` of the project's one registry."""
    block_types.register_block_schema(block_class, schema, represent)


def block_schema(block: blocks.Block, name: str = "") -> Any:
    """The type of a block's value."""
    return block_types.get_type(block, name)


def represent(block: blocks.Block, value: Any, values: Values) -> Any:
    """A block's value as plain data of `block_schema(block)`."""
    return block_types.represent(block, value, values)


def fixed(schema: Any) -> SchemaFunction:
    """The type of blocks whose value is always there."""
    return lambda types, block, name: schema


def optional(schema: Any) -> SchemaFunction:
    """The type of blocks that have no value where they are not required."""
    return lambda types, block, name: schema if block.required else Optional[schema]  # noqa: UP045


def as_it_is(types: BlockTypes, block: Any, value: Any, values: Values) -> Any:
    return value


def _text(types: BlockTypes, block: Any, value: Any, values: Values) -> str:
    return str(value or "")


def _address(types: BlockTypes, block: Any, value: Any, values: Values) -> str | None:
    # The value of an embed block is an object that carries its address.
    return str(getattr(value, "url", value) or "") or None


def _number(types: BlockTypes, block: Any, value: Any, values: Values) -> float | None:
    return None if value is None else float(value)


def _rich_text(types: BlockTypes, block: Any, value: Any, values: Values) -> RichTextSchema:
    return values.rich_text(value)


def _keys(block: Any) -> Any:
    """The enum of a choice block's keys."""
    keys: list[Any] = []
    for key, label in block.field.choices:
        is_group = isinstance(label, list | tuple)
        keys.extend((inner for inner, _ in label) if is_group else [key])
    keys = [key for key in keys if key not in ("", None)]
    if not all(isinstance(key, str) for key in keys):
        raise UntypedValue(f"The choices of block {block.name!r} must be words.")
    return Annotated[str, OneOf(keys)] if keys else Literal[""]


def _choice_schema(types: BlockTypes, block: Any, name: str) -> Any:
    return optional(_keys(block))(types, block, name)


def _choice(types: BlockTypes, block: Any, value: Any, values: Values) -> str | None:
    return value or None


def _choices_schema(types: BlockTypes, block: Any, name: str) -> Any:
    return list[_keys(block)]  # type: ignore[misc]


def _choices(types: BlockTypes, block: Any, value: Any, values: Values) -> list[str]:
    return list(value or ())


def _chooser_schema(types: BlockTypes, block: Any, name: str) -> Any:
    return _chosen(block).schema


def _chooser(types: BlockTypes, block: Any, value: Any, values: Values) -> Any:
    return _chosen(block).represent(value, values)


def _chosen(block: Any) -> Typed:
    """What is chosen may be deleted or hidden, so it may always be null."""
    from cms.api.model_types import typed_model

    return typed_model(block.model_class).or_none


def _image(types: BlockTypes, block: Any, value: Any, values: Values) -> ImageSchema | None:
    if value is None:
        return None
    return values.image(
        value, alt=value.contextual_alt_text or "", is_decorative=bool(value.decorative)
    )


def register_field_blocks(types: BlockTypes) -> None:
    """Wagtail's blocks that hold no other blocks."""
    for kind in (blocks.CharBlock, blocks.TextBlock, blocks.RegexBlock, blocks.RawHTMLBlock):
        types.register_block_schema(kind, fixed(str), _text)
    for kind, schema in ((blocks.URLBlock, Uri), (blocks.EmailBlock, Email)):
        types.register_block_schema(kind, optional(schema), _address)
    plain: dict[type[blocks.Block], Any] = {
        blocks.IntegerBlock: int,
        blocks.DateBlock: date,
        blocks.TimeBlock: time,
        blocks.DateTimeBlock: datetime,
    }
    for kind, value in plain.items():
        types.register_block_schema(kind, optional(value), as_it_is)
    for kind in (blocks.FloatBlock, blocks.DecimalBlock):
        types.register_block_schema(kind, optional(float), _number)
    types.register_block_schema(
        blocks.BooleanBlock, fixed(bool), lambda types, block, value, values: bool(value)
    )
    types.register_block_schema(
        blocks.StaticBlock, fixed(None), lambda types, block, value, values: None
    )
    types.register_block_schema(blocks.RichTextBlock, fixed(RichTextSchema), _rich_text)
    types.register_block_schema(BaseChoiceBlock, _choice_schema, _choice)
    types.register_block_schema(blocks.MultipleChoiceBlock, _choices_schema, _choices)
    types.register_block_schema(blocks.ChooserBlock, _chooser_schema, _chooser)
    types.register_block_schema(
        ImageBlock,
        fixed(Optional[ImageSchema]),  # noqa: UP045 - the type is a value here
        _image,
    )


register_field_blocks(block_types)
