/** The routes of a page side by side. A gap is named, and what is not like for like is marked. */

import type { Schemas } from "@careroute/client";

import { html, when, type Html, type Part } from "../html/html.js";
import type { Around } from "./blocks.js";

type Comparison = Schemas["ComparisonSchema"];
type Column = Schemas["ComparisonColumnSchema"];
type Cell = Schemas["ComparisonCellSchema"];

interface Place {
  readonly id: string;
  readonly title: string;
}

export function comparisonTable(comparison: Comparison, { id, title }: Place, around: Around): Html {
  const name = `comparison-${id}`;
  return html`<section class="comparison" aria-labelledby="${name}">
    <h2 id="${name}">${title}</h2>
    ${comparison.warnings.map((text) => html`<p class="unlike">${text}</p>`)}
    <div class="frame" role="region" tabindex="0" aria-labelledby="${name}-what">
      <table class="table table--stacked" role="table" aria-labelledby="${name}-what">
        <caption id="${name}-what">One row for each fact, one column for each route. A gap says what is missing.</caption>
        <thead role="rowgroup">
          <tr role="row">
            <th role="columnheader" scope="col">Fact</th>
            ${comparison.columns.map(columnHead)}
          </tr>
        </thead>
        <tbody role="rowgroup">${comparison.rows.map((each) => row(each, comparison.columns, around))}</tbody>
      </table>
    </div>
  </section>`;
}

function columnHead({ anchor, label, treatment }: Column): Html {
  const note = treatment && !label.includes(treatment) && html`<span class="note">${treatment}</span>`;
  return html`<th role="columnheader" scope="col"><a href="#${anchor}">${label}</a>${note}</th>`;
}

// Roles are written out because the layout for phones changes what CSS displays.
function row(
  { label, warnings, cells }: Schemas["ComparisonRowSchema"],
  columns: readonly Column[],
  around: Around,
): Html {
  return html`<tr role="row">
    <th role="rowheader" scope="row">${label}${warnings.map((text) => html`<span class="unlike">${text}</span>`)}</th>
    ${cells.map(
      (cell, at) => html`<td role="cell" class="is-${cell.state}" data-column="${columns[at]?.label}">
        ${said(cell, around)}${when(cell.note, (note) => html`<span class="note">${note}</span>`)}
      </td>`,
    )}
  </tr>`;
}

function said({ items, text, sources }: Cell, { citations }: Around): Part {
  const what =
    items.length > 0
      ? html`<ul>${items.map((item) => html`<li>${item}</li>`)}</ul>`
      : html`<bdi class="value">${text}</bdi>`;
  return [what, citations.cite(sources)];
}
