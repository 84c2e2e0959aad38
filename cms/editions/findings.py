"""What keeps a page from being public: findings, and the one exception that carries them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models
from django.utils.translation import gettext as _
from wagtail.blocks import Block, ListBlock, StreamBlock, StructValue
from wagtail.fields import StreamField

if TYPE_CHECKING:
    from cms.editions.pages import PublicPageMixin


@dataclass(frozen=True, slots=True)
class Finding:
    """One reason why a page may not be public.

    `message` says what is wrong and how to mend it; `field` is the form field it belongs to
    ("" = the page as a whole); `path` is the exact place inside a stream field, such as
    ``body[3].onset.endpoint``, and `place` the same in the words of the editor's form.
    """

    code: str
    message: str
    field: str = ""
    path: str = ""
    place: str = ""

    def __str__(self) -> str:
        return f"{self.place}: {self.message}" if self.place else self.message


class Refused(Exception):
    """A change that may not be made. Nothing was written; the message says what to do instead.

    `instance` is the object that was to be changed. In the admin, `RefusalMiddleware` turns a
    refusal into a message beside the object.
    """

    findings: list[Finding] = []

    def __init__(self, instance: models.Model, message: str) -> None:
        self.instance = instance
        self.message = message
        super().__init__(message)

    @property
    def headline(self) -> str:
        """The message without its findings."""
        return self.message


class PublishingRefused(Refused):
    """Raised by a page's `save()` when it would become or stay public with findings.

    `findings` is never empty.
    """

    def __init__(self, page: PublicPageMixin, findings: Iterable[Finding]) -> None:
        self.findings = list(findings)
        self._headline = _("“%(page)s” was not published.") % {"page": page}
        super().__init__(page, " ".join([self._headline, *map(str, self.findings)]))

    @property
    def headline(self) -> str:
        return self._headline


def field_findings(page: PublicPageMixin) -> Iterator[Finding]:
    """What the model's own validation says, as findings: one per field and message."""
    try:
        page.full_clean()
    except ValidationError as error:
        for field, messages in error.message_dict.items():
            name = "" if field == NON_FIELD_ERRORS else field
            for message in messages:
                yield Finding("invalid_field", message, field=name, place=_label(page, name))


def stream_findings(page: PublicPageMixin) -> Iterator[Finding]:
    """Clean every stream field of the page strictly, as publishing through the form would.

    Wagtail validates stream blocks in forms only. Cleaned values replace the page's own, so
    that what blocks normalise (anchors, statuses) is what readers get.
    """
    for field in page._meta.get_fields():
        if not isinstance(field, StreamField):
            continue
        value = getattr(page, field.name)
        label = str(field.verbose_name).capitalize()
        try:
            cleaned = field.stream_block.clean(value)
        except ValidationError as error:
            root = _Place(field.stream_block, value, field.name, label)
            for place, message in flatten(error, root):
                yield Finding("invalid_block", message, field.name, place.path, place.words)
        else:
            setattr(page, field.name, cleaned)


def alias_findings(
    page: PublicPageMixin, content: dict[str, Any] | None = None
) -> Iterator[Finding]:
    """What keeps the page's aliases from following it: each is judged at its own place.

    An alias may stand in another site or language, with another disclaimer. It has no draft to
    mend, so its findings count as findings of the page itself. `content` is what they all will
    show, the page's own by default.
    """
    if page.pk is None:
        return
    for alias in type(page)._base_manager.filter(alias_of_id=page.pk):
        content = content or page.serializable_data()
        follower = alias.with_content_json(content)
        for finding in [*follower.own_findings(), *alias_findings(alias, content)]:
            place = _("The alias “%(alias)s”") % {"alias": alias.url_path}
            yield replace(finding, place=f"{place}: {finding.place}" if finding.place else place)


@dataclass(frozen=True, slots=True)
class _Place:
    """A block's value and the way to it: for programs (`path`) and for editors (`words`)."""

    block: Block
    value: Any
    path: str
    words: str

    def child(self, key: Any) -> _Place:
        """The value one step down: an item of a stream or list, or a field of a struct."""
        if isinstance(self.block, StreamBlock):
            item = self.value[key]
            words = _("%(place)s, block %(number)d (%(label)s)")
            return self._down(item.block, item.value, f"[{key}]", words, key, item.block.label)
        if isinstance(self.block, ListBlock):
            words = _("%(place)s, item %(number)d")
            return self._down(self.block.child_block, self.value[key], f"[{key}]", words, key, "")
        inner = self.block.child_blocks[key]
        # The value of an image block is an image, which has no fields to step into.
        value = self.value.get(key) if isinstance(self.value, StructValue) else None
        return _Place(inner, value, f"{self.path}.{key}", f"{self.words}, {inner.label}")

    def _down(
        self, block: Block, value: Any, step: str, words: str, index: int, label: Any
    ) -> _Place:
        named = words % {"place": self.words, "number": index + 1, "label": label}
        return _Place(block, value, f"{self.path}{step}", named)


def flatten(error: ValidationError, place: _Place) -> Iterator[tuple[_Place, str]]:
    """Walk a tree of block errors down to pairs of a place and its message."""
    if (nested := getattr(error, "block_errors", None)) is None:
        for message in _cell_messages(error) or error.messages:
            yield place, str(message)
        return
    for other in getattr(error, "non_block_errors", ()):
        yield place, str(other)
    pairs: Iterable[tuple[Any, Any]] = (
        nested.items() if isinstance(nested, dict) else enumerate(nested)
    )
    for key, child in pairs:
        if child is not None:
            yield from flatten(_single(child), place.child(key))


def _single(error: Any) -> ValidationError:
    return error if isinstance(error, ValidationError) else ValidationError(error)


def _cell_messages(error: ValidationError) -> list[str]:
    rows: dict[int, dict[int, ValidationError]] = getattr(error, "cell_errors", None) or {}
    words = _("row %(row)d, column %(column)d: %(message)s")
    return [
        words % {"row": row + 1, "column": column + 1, "message": " ".join(cell.messages)}
        for row, cells in rows.items()
        for column, cell in cells.items()
    ]


def _label(page: PublicPageMixin, name: str) -> str:
    return str(page._meta.get_field(name).verbose_name).capitalize() if name else ""
