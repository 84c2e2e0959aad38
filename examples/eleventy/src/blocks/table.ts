import type { Schemas } from "@careroute/client";

import { html, when, type Html, type Part } from "../html/html.js";
import { prose } from "../html/prose.js";
import type { Around } from "./blocks.js";

type Cell = Schemas["DataTableValue"]["rows"][number][number];

/** The first cell of a row is its head. */
export function dataTable({ caption, table }: Schemas["TableValue"], around: Around): Html {
  const title = caption || table.caption;
  return html`<div class="frame" role="region" tabindex="0" aria-label="${title || "Table"}">
    <table class="table">
      ${when(title, (text) => html`<caption>${text}</caption>`)}
      <thead><tr>${table.columns.map(({ heading }) => html`<th scope="col">${heading}</th>`)}</tr></thead>
      <tbody>${table.rows.map(
        ([head, ...cells]) => html`<tr>
        <th scope="row">${shown(head, around)}</th>
        ${cells.map((each) => html`<td>${shown(each, around)}</td>`)}
      </tr>`,
      )}</tbody>
    </table>
  </div>`;
}

function shown(cell: Cell | undefined, { site }: Around): Part {
  return typeof cell === "object" && cell !== null ? prose(site, cell) : cell;
}
