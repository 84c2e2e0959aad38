/** The front page and standing pages. */

import type { Schemas } from "@careroute/client";

import { body } from "../blocks/blocks.js";
import { indexOf, sharedBy, type Site } from "../content/site.js";
import { comparePath, listPath } from "./addresses.js";
import { cards } from "./card.js";
import { Citations } from "./citations.js";
import { html, when, type Html, type Part } from "./html.js";
import { layout } from "./layout.js";
import { picture } from "./picture.js";
import { paragraphs, prose } from "./prose.js";
import { seoHead } from "./seo.js";
import { count } from "./words.js";

type Home = Schemas["HomePageDocument"];
type Standing = Schemas["StandardPageDocument"];

export function renderHome(page: Home, site: Site): string {
  return layout(
    {
      ...framed(page, site),
      crumbs: [],
      content: html`${welcome(page, site)}${featured(page, site)}${ways(page, site)}${latest(page, site)}`,
    },
    site,
  );
}

export function renderStanding(page: Standing, site: Site): string {
  const citations = new Citations(page.references);
  const content = html`<article class="standing">
    <header><h1>${page.title}</h1><div class="lead prose">${paragraphs(page.intro)}</div></header>
    <div class="post__main">${body(page, { site, locale: page.locale, citations })}${citations.list(page.locale)}</div>
  </article>`;
  return layout({ ...framed(page, site), crumbs: page.breadcrumbs, content }, site);
}

function framed(page: Home | Standing, site: Site) {
  const { path, locale, translations, seo } = page;
  return {
    path,
    locale,
    translations,
    title: seo.title || page.title,
    description: seo.description,
    head: seoHead(page, site),
  };
}

function welcome(page: Home, site: Site): Html {
  return html`<section class="front">
    <div>
      <h1>${page.title}</h1>
      <div class="lead prose">${prose(site, page.intro)}</div>
      ${when(site.about.contact.booking_url, (url) => html`<p><a class="button" href="${url}">Book an appointment</a></p>`)}
    </div>
    ${page.hero && picture(page.hero, { sizes: "(min-width: 56rem) 34rem, 100vw", isFirst: true })}
  </section>`;
}

function featured(page: Home, site: Site): Part {
  const chosen = page.featured_posts.flatMap(({ id }) => site.cards.filter((card) => card.id === id));
  return when(
    chosen.length,
    () =>
      html`<section aria-labelledby="featured"><h2 id="featured">Start here</h2>${cards(chosen)}</section>`,
  );
}

function ways({ locale }: Home, site: Site): Part {
  const { routes = [], categories = [] } = sharedBy(site, locale) ?? {};
  const link = (kind: "route" | "category", slug: string, label: string, posts: number) =>
    html`<li><a href="${listPath(site, locale, kind, slug)}">${label}</a> <span class="note">${count(posts, "post", "posts")}</span></li>`;
  return html`${when(
    routes.length,
    () => html`<section aria-labelledby="routes"><h2 id="routes">By route of administration</h2>
    <ul class="ways" role="list">${routes.map(({ key, label, posts }) => link("route", key, label, posts))}</ul>
    <p><a href="${comparePath(site, locale)}">Routes side by side</a></p></section>`,
  )}
  ${when(
    categories.length,
    () => html`<section aria-labelledby="subjects"><h2 id="subjects">By subject</h2>
    <ul class="ways" role="list">${categories.map(({ slug, name, posts }) => link("category", slug, name, posts))}</ul></section>`,
  )}`;
}

function latest({ locale }: Home, site: Site): Part {
  const newest = site.cards.filter((card) => card.locale === locale).slice(0, 6);
  return when(
    newest.length,
    () => html`<section aria-labelledby="latest"><h2 id="latest">Latest posts</h2>${cards(newest)}
    ${when(indexOf(site, locale), ({ path }) => html`<p><a href="${path}">All posts</a></p>`)}</section>`,
  );
}
