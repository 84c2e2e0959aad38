/** Rich text of the API: clean HTML, whose links to Careroute's pages lead to ours. */

import type { Schemas } from "@careroute/client";

import type { Site } from "../content/site.js";
import { ownLink } from "./addresses.js";
import { clean, escape, html, type Html } from "./html.js";

const LINK = /(<a\b[^>]*?\bhref=")([^"]*)"/g;
const SIGNS: Record<string, string> = {
  "&amp;": "&",
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&#x27;": "'",
  "&#39;": "'",
};

export function prose(site: Site, source: Schemas["RichTextSchema"] | { html: string }): Html {
  return clean(
    source.html.replace(
      LINK,
      (_all, before: string, url: string) => `${before}${escape(ownLink(site, plain(url)))}"`,
    ),
  );
}

/** Lines of plain text as paragraphs. */
export function paragraphs(text: string): Html[] {
  return text
    .split(/\n\s*\n/)
    .filter((each) => each.trim())
    .map((each) => html`<p>${lines(each)}</p>`);
}

export function lines(text: string): Html {
  return clean(text.split("\n").map(escape).join("<br>"));
}

function plain(url: string): string {
  return url.replace(/&(?:amp|lt|gt|quot|#x27|#39);/g, (sign) => SIGNS[sign] ?? sign);
}
