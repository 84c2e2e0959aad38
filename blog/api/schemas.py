"""The typed values of a post that are more than the fields of a block or model."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from blog import vocabulary
from blog.durations import parse_iso
from cms.api.names import Schema
from cms.api.schemas import Duration, LinkSchema, OneOf, Uri

QUANTITY_FACTS = [key for key, fact in vocabulary.FACTS.items() if fact.is_quantity]

RouteKey = Annotated[str, OneOf(vocabulary.ROUTES)]
MethodKey = Annotated[str, OneOf(vocabulary.METHODS)]
SiteKey = Annotated[str, OneOf(vocabulary.SITES)]
FactKey = Annotated[str, OneOf(vocabulary.FACTS)]
QuantityFactKey = Annotated[str, OneOf(QUANTITY_FACTS)]
StatusKey = Annotated[str, OneOf(vocabulary.STATUSES)]
UnitKey = Annotated[str, OneOf([*vocabulary.DURATION_UNITS, vocabulary.PERCENT_UNIT])]
QualifierKey = Annotated[str, OneOf(vocabulary.QUALIFIERS)]
EndpointKey = Annotated[str, OneOf(vocabulary.ENDPOINTS)]
DoseLevelKey = Annotated[str, OneOf(vocabulary.DOSE_LEVELS)]


def _checked(duration: str) -> str:
    parse_iso(duration)
    return duration


IsoDuration = Annotated[Duration, AfterValidator(_checked)]
CellStateKey = Literal[
    "stated", "not_known", "does_not_apply", "not_studied", "sources_differ", "not_stated"
]


class CitationSchema(Schema):
    """A reference where it is used: its number in the document's `references`, and its id."""

    number: int
    id: int


class QuantityContextSchema(Schema):
    """Under what circumstances a figure holds. `dose_label` is the dose in words."""

    dose_level: DoseLevelKey | None
    dose_label: str
    method: MethodKey | None
    population: str


class FigureSchema(Schema):
    """A range as entered. A single figure has equal bounds; an open end is null.

    `low` and `high` are in `unit` (UCUM: s, min, h, d, or %). `low_iso` and `high_iso` say the
    same as ISO 8601 durations; they are null for a percentage.
    """

    low: float | None
    high: float | None
    unit: UnitKey | None
    low_iso: IsoDuration | None
    high_iso: IsoDuration | None
    qualifier: QualifierKey | None


class DifferingFigureSchema(FigureSchema):
    """What one source says where sources differ."""

    note: str
    text: str
    sources: list[CitationSchema]


class QuantityValue(FigureSchema):
    """One fact about a route as a figure, with its sources.

    A fact that is not stated is null in its place. `status` `known` has a range; `conflicting` has
    `differing` figures and perhaps a preferred range with its `reason`; the others have neither.
    `text` is the whole in words.
    """

    fact: QuantityFactKey
    label: str
    status: StatusKey
    dimension: Literal["duration", "percent"] | None
    spread: str
    endpoint: EndpointKey | None
    context: QuantityContextSchema
    differing: list[DifferingFigureSchema]
    reason: str
    sources: list[CitationSchema]
    as_of: date | None
    text: str


class FactSchema(Schema):
    """One stated fact of a route as a reader meets it. Facts come in the order of display."""

    key: FactKey
    label: str
    text: str
    note: str
    state: CellStateKey
    sources: list[CitationSchema]


class ComparisonColumnSchema(Schema):
    """One route. `key` is the id of its block in the body, `anchor` where its text stands."""

    key: str
    anchor: str
    label: str
    treatment: str
    route: RouteKey
    method: MethodKey | None


class ComparisonCellSchema(Schema):
    """What one route says about one fact. `text` is never empty; a gap is named by `state`."""

    state: CellStateKey
    text: str
    items: list[str]
    note: str
    sources: list[CitationSchema]


class ComparisonRowSchema(Schema):
    """One fact across all routes, its cells in the order of the columns."""

    fact: FactKey
    label: str
    help: str
    cells: list[ComparisonCellSchema]
    warnings: list[str]


class ComparisonSchema(Schema):
    """The routes of a page side by side, in the order of display.

    `warnings` say where figures are not like for like.
    """

    columns: list[ComparisonColumnSchema]
    rows: list[ComparisonRowSchema]
    warnings: list[str]


class ReferenceSchema(Schema):
    """One source. `number` is what the text cites; numbers follow the order of first use.

    `anchor` and `back_anchors` are the ids of its entry and of the marks that lead to it on the
    site's own pages. `links` lead to the work, best first.
    """

    id: int
    number: int
    anchor: str
    back_anchors: list[str]
    title: str
    authors: str
    source: str
    year: int | None
    doi: str | None
    pmid: str | None
    pmcid: str | None
    trial_number: str | None
    url: Uri | None
    accessed: date | None
    links: list[LinkSchema]


class DisclaimerSchema(Schema):
    """The text in force. `jurisdiction` is ISO 3166 (US, US-CA), null for any country."""

    key: str
    version: int
    title: str
    html: str
    text: str
    jurisdiction: str | None
    effective_from: datetime


class CommentsSchema(Schema):
    """Whether readers can comment, and what to tell them if not; an empty notice shows nothing."""

    state: Literal["off"]
    notice: str


class ContentsEntrySchema(Schema):
    """One line of the table of contents; `level` is 2, 3 or 4, as in h2 to h4."""

    anchor: str
    text: str
    level: Annotated[int, Field(ge=2, le=4)]


class RouteNameSchema(Schema):
    """A route of administration with its name."""

    key: RouteKey
    label: str
