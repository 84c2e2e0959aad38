/** The frame in which a browser shows drafts, and what it must know of the site for that. */

import { mainLocale, type Site } from "../content/site.js";
import { html } from "./html.js";
import { layout } from "./layout.js";

/** `Site` as JSON, with what a draft needs: lists of posts are left out. */
export type Around = Omit<Site, "pages" | "ownPaths"> & { readonly ownPaths: readonly string[] };

export function previewPage(site: Site): string {
  const careroute = new URL(site.about.url).origin;
  const content = html`<p data-careroute="${careroute}">Looking for the draft …</p>
    <noscript><p>Drafts need scripts to be shown.</p></noscript>`;
  const head = html`<meta name="robots" content="noindex, nofollow"><meta name="referrer" content="no-referrer">
<script type="module" src="/preview/browser/preview.js"></script>`;
  return layout(
    {
      path: "/preview/",
      locale: mainLocale(site),
      title: "Draft",
      description: "",
      crumbs: [],
      head,
      content,
    },
    site,
  );
}

export function around(site: Site): Around {
  const { address, today, about, indexes } = site;
  const ownPaths = [...site.ownPaths, ...site.pages.keys()].sort();
  return { address, today, about, indexes, ownPaths, cards: [], shared: [], redirects: [] };
}
