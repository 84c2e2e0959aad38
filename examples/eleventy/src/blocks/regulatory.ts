/** What regulators say: of a use by one route, and of a treatment. */

import type { Schemas } from "@careroute/client";

import { html, when, type Html, type Part } from "../html/html.js";
import { day } from "../html/words.js";
import type { Around } from "./blocks.js";

type Route = Schemas["RouteValue"];

interface Status {
  readonly jurisdiction_label: string;
  readonly indication: string;
  readonly status_label: string;
  readonly as_of: string | null;
}

export function regulatoryStatus(value: Route, { citations, locale }: Around): Part {
  const id = `${value.anchor}-status`;
  const rows = value.regulatory_status.map((each) => row(each, locale, citations.cite(each.references)));
  return when(
    rows.length,
    () => html`<h3 id="${id}">Approval<span class="hidden">: ${value.title}</span></h3>${table(id, rows)}`,
  );
}

export function treatmentStatus(statuses: Schemas["TreatmentEntry"]["statuses"], locale: string): Part {
  const rows = statuses.map((each) =>
    row(
      each,
      locale,
      when(each.note, (note) => html`<span class="note">${note}</span>`),
    ),
  );
  return when(rows.length, () => html`<h2 id="status">Approval</h2>${table("status", rows)}`);
}

function table(id: string, rows: readonly Html[]): Html {
  return html`<div class="frame" role="region" tabindex="0" aria-labelledby="${id}">
    <table class="table" aria-labelledby="${id}">
      <thead><tr><th scope="col">Where</th><th scope="col">For</th><th scope="col">Status</th></tr></thead>
      <tbody>${rows}</tbody>
    </table>
  </div>`;
}

function row(status: Status, locale: string, more: Part): Html {
  return html`<tr>
    <th scope="row">${status.jurisdiction_label}</th>
    <td>${status.indication}</td>
    <td>${status.status_label}${more}${when(status.as_of, (date) => html`<span class="note">as of ${day(date, locale)}</span>`)}</td>
  </tr>`;
}
