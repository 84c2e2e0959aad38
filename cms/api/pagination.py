"""Pages of a list: by offset with a count, or by cursor at a cost that does not grow with depth."""

from __future__ import annotations

import binascii
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from typing import Annotated, Any, Literal

from django.conf import settings
from django.db.models import F, FloatField
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from pydantic import BaseModel, Field

from cms.api.errors import Problem
from cms.api.http import json_response
from cms.api.names import Schema, derivations
from cms.api.schemas import Uri
from cms.editions.pulse import Holding

MAX_OFFSET = 1_000_000
BIGGEST_PK = 2**63 - 1

Kind = Literal["moment", "date", "text", "number"]
Key = datetime | date | str | Decimal


class OffsetParameters(BaseModel):
    """Which part of a short list is wanted. Lists add their filters by inheriting."""

    limit: Annotated[int, Field(ge=1, le=100, description="How many items at most.")] = 20
    offset: Annotated[
        int, Field(ge=0, le=MAX_OFFSET, description="How many items to leave out before.")
    ] = 0


class PageParameters(OffsetParameters):
    """Which part of a long list is wanted, or of a walk through all of it."""

    cursor: Annotated[
        str | None,
        Field(
            max_length=1000,
            description="A place in the list, from `next` or `previous`. Empty begins a walk "
            "through the whole list, whose pages have no `count` but never become slower.",
        ),
    ] = None

    def check(self) -> None:
        """Raise the problem of asking for both ways at once."""
        if self.cursor is not None and "offset" in self.model_fields_set:
            raise Problem.of_parameter("offset", "Give an offset or a cursor, not both.")


@dataclass(frozen=True)
class Order:
    """An order of a list: `field` is the ORM's path of what is compared; ties go by id.

    `or_field` is compared where `field` has no value. `nullable`: what has no value at all comes
    last, whatever the direction.
    """

    name: str
    field: str
    kind: Kind
    descending: bool = False
    nullable: bool = False
    or_field: str = ""

    @property
    def expression(self) -> Any:
        """What the ORM compares."""
        return number(self.field, self.or_field) if self.or_field else F(self.field)

    def parse(self, text: Any) -> Key | None:
        """The value that a cursor holds as text. Raises ValueError."""
        if text is None and self.nullable:
            return None
        if not isinstance(text, str) or "\0" in text:
            raise ValueError("not a value of this order")
        if self.kind == "moment":
            return _in_utc(datetime.fromisoformat(text))
        if self.kind == "date":
            return date.fromisoformat(text)
        return _number(text) if self.kind == "number" else text


def number(field: str, or_field: str) -> Coalesce:
    """A number, or another where it has no value. An index of this expression must be made so too.

    As floats, because Django wraps decimals of SQLite in a cast, and those of its index in two.
    """
    return Coalesce(field, or_field, output_field=FloatField())


@dataclass(frozen=True)
class Cursor:
    """The place just after (or before) the item with this value and id."""

    order: str
    value: str | None
    pk: int
    backwards: bool = False

    def __str__(self) -> str:
        parts = [self.order, self.value, self.pk, *(["-"] if self.backwards else [])]
        text = json.dumps(parts, ensure_ascii=False, separators=(",", ":"))
        return urlsafe_b64encode(text.encode()).decode().rstrip("=")

    @classmethod
    def parse(cls, text: str, order: Order) -> Cursor:
        """Raises Problem for anything that `str()` did not make for this order."""
        try:
            padded = text.encode("ascii") + b"=" * (-len(text) % 4)
            name, value, pk, *rest = json.loads(urlsafe_b64decode(padded))
            cursor = cls(name, value, pk, backwards=rest == ["-"])
            if str(cursor) != text or type(pk) is not int or not 0 < pk <= BIGGEST_PK:
                raise ValueError("not in the form that is sent")
            if isinstance(name, str) and name != order.name:
                raise Problem.of_parameter("cursor", f"It belongs to order={name[:40]}.")
            order.parse(value)
        except (ValueError, TypeError, OverflowError, RecursionError, binascii.Error) as error:
            raise Problem.of_parameter("cursor", "This is not a cursor of this list.") from error
        return cursor

    @classmethod
    def at(cls, order: Order, row: Sequence[Any], *, backwards: bool = False) -> Cursor:
        """The cursor of a row `(id, value, …)`."""
        return cls(order.name, as_text(row[1]), row[0], backwards)


@dataclass(frozen=True)
class Slice:
    """Part of a list: rows `(id, value, …)`, where the parts beside it begin, and with what it
    holds.
    """

    rows: Sequence[Sequence[Any]]
    count: int | None = None
    next: dict[str, Any] | None = None
    previous: dict[str, Any] | None = None
    holding: Holding | None = None

    def envelope(self, request: HttpRequest, items: Iterable[bytes]) -> HttpResponse:
        """`{count, next, previous, items}` around items that are JSON already."""
        links = {
            "next": _address(request, self.next),
            "previous": _address(request, self.previous),
        }
        head = json.dumps({"count": self.count, **links}, separators=(",", ":")).encode()
        body = b"".join((head[:-1], b',"items":[', b",".join(items), b"]}"))
        given = {"next": links["next"], "prev": links["previous"]}
        link = ", ".join(f'<{url}>; rel="{rel}"' for rel, url in given.items() if url)
        return json_response(body, self.holding, **({"Link": link} if link else {}))


def by_offset(rows: Sequence[Sequence[Any]], count: int, page: OffsetParameters) -> Slice:
    """The part of a counted list that begins at the offset."""
    after = page.offset + page.limit
    whole = Slice(rows, count)
    if after < count and after <= MAX_OFFSET:
        whole = replace(whole, next={"offset": after})
    if page.offset:
        whole = replace(whole, previous={"offset": max(0, page.offset - page.limit)})
    return whole


def by_cursor(
    rows: Sequence[Sequence[Any]], order: Order, cursor: Cursor | None, limit: int
) -> Slice:
    """The part of a walk after a cursor: `rows` are one more than `limit` where there are more.

    For a cursor that looks back, rows come in the list's own order, the extra one first.
    """
    more = len(rows) > limit
    backwards = cursor is not None and cursor.backwards
    shown = (rows[-limit:] if backwards else rows[:limit]) if rows else rows
    if not shown:
        return Slice(shown)
    following = {"cursor": str(Cursor.at(order, shown[-1]))}
    preceding = {"cursor": str(Cursor.at(order, shown[0], backwards=True))}
    return Slice(
        shown,
        next=following if backwards or more else None,
        previous=preceding if (more if backwards else cursor is not None) else None,
    )


def as_text(value: Any) -> str | None:
    """A value of a row in the one form that cursors hold."""
    if isinstance(value, datetime):
        return _in_utc(value).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return None if value is None else str(value)


def _in_utc(moment: datetime) -> datetime:
    """SQLite gives moments without their zone, which is always UTC."""
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def _number(text: str) -> Decimal:
    try:
        value = Decimal(text)
        if not value.is_finite() or abs(value) >= Decimal(10) ** 11:
            raise ValueError("not a number of this order")
    except InvalidOperation as error:
        raise ValueError("not a number") from error
    return value


def _address(request: HttpRequest, place: dict[str, Any] | None) -> str | None:
    """This request's address with its filters, at another place of the list."""
    if place is None:
        return None
    query = request.GET.copy()
    for name in ("offset", "cursor"):
        query.pop(name, None)
    for name, value in place.items():
        query[name] = str(value)
    return f"{settings.BASE_URL}{request.path}?{query.urlencode()}"


def envelope_schema(name: str, item: Any) -> type[Schema]:
    """The type of a list's answer, for the API's description."""
    fields = {
        "count": Annotated[int | None, Field(description="How many in all; null in a walk.")],
        "next": Uri | None,
        "previous": Uri | None,
        "items": list[item],
    }
    return derivations.schema(name, fields, __name__, "One part of a list.")
