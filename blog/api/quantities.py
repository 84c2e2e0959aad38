"""Figures, stated facts and the comparison as typed values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from blog import vocabulary
from blog.api.citing import cite
from blog.api.schemas import (
    ComparisonCellSchema,
    ComparisonColumnSchema,
    ComparisonRowSchema,
    ComparisonSchema,
    DifferingFigureSchema,
    FactSchema,
    QuantityContextSchema,
    QuantityValue,
)
from blog.blocks.route_value import StatedFact
from blog.comparison import Comparison, Row
from blog.quantities import DifferingValue, Quantity, Range, print_range, text
from cms.api.values import Values


def quantity_value(fact: str, quantity: Quantity, values: Values) -> QuantityValue:
    """A figure with its sources as numbers."""
    context = quantity.context
    return QuantityValue(
        **_figure(quantity.range),
        fact=fact,
        label=str(vocabulary.FACTS[fact].label),
        status=quantity.status,
        dimension=quantity.dimension,
        spread=quantity.range.spread if quantity.range else "",
        endpoint=quantity.endpoint or None,
        context=QuantityContextSchema(
            dose_level=context.dose_level or None,
            dose_label=context.dose_label,
            method=context.method or None,
            population=context.population,
        ),
        differing=[_differing(value, values) for value in quantity.differing],
        reason=quantity.reason,
        sources=cite(values, quantity.sources),
        as_of=quantity.as_of,
        text=text(quantity),
    )


def _differing(value: DifferingValue, values: Values) -> DifferingFigureSchema:
    return DifferingFigureSchema(
        **_figure(value.range),
        note=value.note,
        text=print_range(value.range),
        sources=cite(values, value.sources),
    )


def _figure(range: Range | None) -> dict[str, Any]:
    if range is None:
        return dict.fromkeys(("low", "high", "unit", "low_iso", "high_iso", "qualifier"))
    low_iso, high_iso = range.iso if range.dimension == "duration" else (None, None)
    return {
        "low": range.low,
        "high": range.high,
        "unit": range.unit,
        "low_iso": low_iso,
        "high_iso": high_iso,
        "qualifier": range.qualifier,
    }


def fact_value(fact: StatedFact, values: Values) -> FactSchema:
    """A fact as the page shows it."""
    return FactSchema(
        key=fact.key,
        label=fact.label,
        text=fact.text,
        note=fact.note,
        state=fact.state,
        sources=cite(values, fact.references),
    )


def comparison_value(
    comparison: Comparison, anchors: Mapping[str, str], values: Values
) -> ComparisonSchema:
    """The aligned table with its sources as numbers; `anchors` by the keys of its columns."""
    return ComparisonSchema(
        columns=[
            ComparisonColumnSchema(
                key=column.key,
                anchor=anchors[column.key],
                label=column.label,
                treatment=column.treatment,
                route=column.route,
                method=column.method or None,
            )
            for column in comparison.columns
        ],
        rows=[_row(row, values) for row in comparison.rows],
        warnings=list(comparison.warnings),
    )


def _row(row: Row, values: Values) -> ComparisonRowSchema:
    cells = [
        ComparisonCellSchema(
            state=cell.state,
            text=cell.text,
            items=list(cell.items),
            note=cell.note,
            sources=cite(values, cell.sources),
        )
        for cell in row.cells
    ]
    return ComparisonRowSchema(
        fact=row.fact, label=row.label, help=row.help, cells=cells, warnings=list(row.warnings)
    )
