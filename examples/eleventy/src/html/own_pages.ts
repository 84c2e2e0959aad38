/** Pages that are this site's alone. */

import { indexOf, mainLocale, sharedBy, type Site } from "../content/site.js";
import { listPath } from "./addresses.js";
import { html, when } from "./html.js";
import { layout } from "./layout.js";

/** A visitor's browser asks Careroute's search; without scripts the subjects lead on. */
export function searchPage(site: Site): string {
  const locale = mainLocale(site);
  const api = new URL("/api/content/v1/search/", site.about.url).href;
  const categories = sharedBy(site, locale)?.categories ?? [];
  const content = html`<header class="list__head"><h1>Search</h1></header>
    <form class="search" role="search" action="/search/" data-api="${api}">
      <label for="q">What are you looking for?</label>
      <input id="q" name="q" type="search" maxlength="200" required autocomplete="off"> <button class="button">Search</button>
    </form>
    <noscript><p>Searching needs scripts. Without them, these lead to all posts:</p></noscript>
    <div id="found" aria-live="polite"></div>
    <section aria-labelledby="subjects"><h2 id="subjects">By subject</h2>
      <ul class="ways" role="list">
        ${categories.map(({ slug, name }) => html`<li><a href="${listPath(site, locale, "category", slug)}">${name}</a></li>`)}
        ${when(indexOf(site, locale), ({ path }) => html`<li><a href="${path}">All posts</a></li>`)}
      </ul></section>`;
  const head = html`<script type="module" src="/search.js"></script>`;
  return layout(
    { path: "/search/", locale, title: "Search", description: "", crumbs: [], head, content },
    site,
  );
}

export function notFound(site: Site): string {
  const content = html`<header class="list__head"><h1>This page is not here</h1>
    <p class="lead">It may have moved, or the address may be mistyped. Nothing is wrong with your device.</p>
    <p><a class="button" href="/">Go to the front page</a> <a href="/search/">Search</a></p></header>`;
  const head = html`<meta name="robots" content="noindex">`;
  return layout(
    {
      path: "/404.html",
      locale: mainLocale(site),
      title: "Page not found",
      description: "",
      crumbs: [],
      head,
      content,
    },
    site,
  );
}
