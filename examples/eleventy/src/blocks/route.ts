/** One route of administration: what it is, its figures, for whom, and its risks, which are never folded away. */

import type { Schemas } from "@careroute/client";

import { profilePath } from "../html/addresses.js";
import { html, when, type Html, type Part } from "../html/html.js";
import { prose } from "../html/prose.js";
import type { Around } from "./blocks.js";
import { facts } from "./facts.js";
import { points } from "./text.js";
import { regulatoryStatus } from "./regulatory.js";

type Route = Schemas["RouteValue"];

export function route(value: Route, around: Around): Html {
  return html`<section class="route" aria-labelledby="${value.anchor}">
    ${head(value, around)}
    ${points("", value.points, around)}
    ${when(value.how_given.text, () => html`<h3>How it is given</h3><div class="prose">${prose(around.site, value.how_given)}</div>`)}
    ${facts(value, around)}
    ${forWhom(value, around)}
    ${points("Common side effects", value.common_effects, around)}
    ${risks(value, around)}
    ${evidence(value, around)}
    ${regulatoryStatus(value, around)}
  </section>`;
}

function head(value: Route, { site, citations }: Around): Html {
  const line = [value.route_label, value.method_label, value.site_label].filter(Boolean);
  return html`<p class="route__line">${line.map((each) => html`<span>${each}</span>`)}</p>
    <h2 id="${value.anchor}">${value.title}</h2>
    ${when(value.treatment, (treatment) => treatmentName(treatment, site))}
    <div class="prose">${prose(site, value.summary)}${citations.cite(value.references)}</div>`;
}

function treatmentName(
  { name, generic_name: generic, slug }: Schemas["TreatmentSchema"],
  site: Around["site"],
): Html {
  const path = [...site.shared]
    .map(({ locale }) => profilePath(site, locale, "treatments", slug))
    .find((each) => site.ownPaths.has(each));
  const isOther = generic && generic.toLowerCase() !== name.toLowerCase();
  return html`<p class="note">${path ? html`<a href="${path}">${name}</a>` : name}${isOther && ` (${generic})`}</p>`;
}

function forWhom(value: Route, around: Around): Part {
  const sides = [
    points("May suit", value.may_suit, around),
    points("May not suit", value.may_not_suit, around),
  ].filter(Boolean);
  return when(
    sides.length,
    () => html`<div class="sides">${sides.map((each) => html`<div>${each}</div>`)}</div>`,
  );
}

function risks(value: Route, around: Around): Part {
  const parts = [
    points("Serious risks", value.serious_risks, around),
    points("Must not be used", value.contraindications, around),
  ].filter(Boolean);
  return when(parts.length, () => html`<div class="risks">${parts}</div>`);
}

function evidence({ evidence_text: text, evidence: { references } }: Route, { citations }: Around): Part {
  return when(text, () => html`<h3>Evidence</h3><p class="prose">${text}${citations.cite(references)}</p>`);
}
