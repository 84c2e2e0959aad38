/** The figures of a route. What is not known is said, never left empty. */

import type { Schemas } from "@careroute/client";

import { html, when, type Html, type Part } from "../html/html.js";
import type { Around } from "./blocks.js";

type Route = Schemas["RouteValue"];
type Fact = Schemas["FactSchema"];

export function facts(value: Route, around: Around): Part {
  return when(
    value.facts.length,
    () => html`<h3>At a glance</h3>
      <dl class="facts">${value.facts.map((each) => fact(each, around))}</dl>`,
  );
}

/** `note` names the effect that is meant, and the dose, method and people that the figure is from. */
function fact({ label, text, state, note, sources }: Fact, { citations }: Around): Html {
  return html`<div class="is-${state}">
    <dt>${label}</dt>
    <dd><bdi class="value">${text}</bdi>${citations.cite(sources)}${when(note, () => html`<span class="note">${note}</span>`)}</dd>
  </div>`;
}
