import type { Schemas } from "@careroute/client";

import type { Site } from "../content/site.js";
import { html, when, type Html } from "./html.js";
import { prose } from "./prose.js";
import { day } from "./words.js";

type Disclaimer = Schemas["DisclaimerSchema"];

export function disclaimer(shown: Disclaimer, site: Site, locale: string): Html {
  return html`<section class="disclaimer" aria-labelledby="disclaimer">
    <h2 id="disclaimer">${shown.title || "Disclaimer"}</h2>
    <div class="prose">${prose(site, shown)}</div>
    <p class="note">Version ${shown.version}${when(shown.jurisdiction, (code) => ` · written for ${region(code)}`)} · in force from ${day(shown.effective_from, locale)}</p>
  </section>`;
}

/** “US” is the United States; a part of a country keeps its code. */
function region(code: string): string {
  return /^[A-Z]{2}$/.test(code) ? (new Intl.DisplayNames("en", { type: "region" }).of(code) ?? code) : code;
}
