"""References as a reader meets them: numbered by first use, linked there and back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from wagtail.snippets.blocks import SnippetChooserBlock

from cms.streams import leaves

if TYPE_CHECKING:
    from blog.models.reference import Reference


@dataclass
class CitedReference:
    """A reference with its number and the anchors of the places that cite it."""

    number: int
    reference: Reference
    uses: int = 0
    shown: int = field(default=0, repr=False)

    @property
    def anchor(self) -> str:
        return f"ref-{self.number}"

    @property
    def back_anchors(self) -> list[str]:
        return [f"cite-{self.number}-{use}" for use in range(1, self.uses + 1)]


class Citations:
    """The references of one page. Each work has one number, however often it is cited."""

    def __init__(self) -> None:
        self._by_pk: dict[int, CitedReference] = {}

    @classmethod
    def of(cls, body: Any, further: Iterable[Reference] = ()) -> Citations:
        """Number what `body` (a StreamValue) cites in reading order, then what follows it."""
        citations = cls.of_uses(cited(body.stream_block, body))
        for reference in further:
            citations._note(reference)
        return citations

    @classmethod
    def of_uses(cls, references: Iterable[Reference]) -> Citations:
        """Number references in the order in which they are cited, each use once."""
        citations = cls()
        for reference in references:
            citations._note(reference).uses += 1
        return citations

    def _note(self, reference: Reference) -> CitedReference:
        number = len(self._by_pk) + 1
        return self._by_pk.setdefault(reference.pk, CitedReference(number, reference))

    def __iter__(self) -> Iterator[CitedReference]:
        return iter(self._by_pk.values())

    def __len__(self) -> int:
        return len(self._by_pk)

    def number_of(self, reference: Reference) -> int:
        return self._by_pk[reference.pk].number

    def get(self, reference: Reference | int) -> CitedReference | None:
        """The entry of a reference, or of its primary key as figures carry it."""
        return self._by_pk.get(reference if isinstance(reference, int) else reference.pk)


def cited(block: Any, value: Any) -> Iterator[Reference]:
    """Every reference chosen anywhere inside a block's value, in the order of its fields."""
    for inner, chosen in leaves(block, value):
        if chosen is not None and is_reference_chooser(inner):
            yield chosen


def is_reference_chooser(block: Any) -> bool:
    return (
        isinstance(block, SnippetChooserBlock)
        and block.target_model._meta.label_lower == "blog.reference"
    )
