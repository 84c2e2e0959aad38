/** The frame of every page: head, masthead, way, footer. */

import type { Schemas } from "@careroute/client";

import type { Site } from "../content/site.js";
import { ownLink } from "./addresses.js";
import { html, when, type Html, type Part } from "./html.js";
import { picture } from "./picture.js";
import { lines, paragraphs } from "./prose.js";
import { direction } from "./words.js";

export interface Crumb {
  readonly title: string;
  readonly path: string;
}

export interface Framed {
  readonly path: string;
  readonly locale: string;
  readonly title: string;
  readonly description: string;
  /** From the front page on; the page itself comes last. */
  readonly crumbs: readonly Crumb[];
  readonly content: Html;
  readonly translations?: readonly Schemas["TranslationSchema"][];
  /** More for the head: what search engines and social networks read. */
  readonly head?: Part;
}

export function layout(page: Framed, site: Site): string {
  const { about } = site;
  const title = page.title === about.name ? page.title : `${page.title} – ${about.name}`;
  return html`<!DOCTYPE html>
<html lang="${page.locale}" dir="${direction(page.locale)}">
<head>
<meta charset="utf-8">
<title>${title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
${when(page.description, (text) => html`<meta name="description" content="${text}">`)}
<link rel="canonical" href="${site.address + page.path}">
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/look.css">
<link rel="alternate" type="application/rss+xml" title="${about.name}" href="/blog/feed.rss">
<link rel="alternate" type="application/feed+json" title="${about.name}" href="/blog/feed.json">
${(page.translations ?? []).map(({ locale, path }) => html`<link rel="alternate" hreflang="${locale}" href="${site.address + path}">\n`)}
${page.head}
</head>
<body id="top">
<a class="skip" href="#content">Skip to the content</a>
${masthead(page, site)}
<main id="content" class="wrap" tabindex="-1">
${way(page.crumbs)}
${when(page.translations?.length, () => languages(page.translations ?? [], site))}
${page.content}
</main>
${footer(site)}
</body>
</html>
`.text;
}

function masthead(page: Framed, site: Site): Html {
  const { name, tagline, logo, navigation } = site.about;
  const links = [
    ...navigation.map(({ label, url }) => ({ label, href: ownLink(site, url) })),
    { label: "Search", href: "/search/" },
  ];
  const current = (href: string) => href === page.path && html` aria-current="page"`;
  return html`<header class="masthead"><div class="wrap">
  <a class="brand" href="/">${logo && picture(logo, { sizes: "3rem", alt: "" })}
    <span><b>${name}</b>${when(tagline, (text) => html`<span class="note">${text}</span>`)}</span></a>
  <nav aria-label="Main"><ul role="list">${links.map(({ label, href }) => html`<li><a href="${href}"${current(href)}>${label}</a></li>`)}</ul></nav>
</div></header>`;
}

function way(crumbs: readonly Crumb[]): Part {
  const last = crumbs.length - 1;
  const one = ({ title, path }: Crumb, at: number) =>
    html`<li>${at === last ? html`<span aria-current="page">${title}</span>` : html`<a href="${path}">${title}</a>`}</li>`;
  return (
    last > 0 && html`<nav class="way" aria-label="Breadcrumbs"><ol role="list">${crumbs.map(one)}</ol></nav>`
  );
}

function languages(translations: readonly Schemas["TranslationSchema"][], site: Site): Html {
  const name = (code: string) => site.about.locales.find((each) => each.code === code)?.name ?? code;
  return html`<p class="languages">${translations.map(
    ({ locale, path }) => html`<a href="${path}" lang="${locale}" hreflang="${locale}">${name(locale)}</a> `,
  )}</p>`;
}

function footer(site: Site): Html {
  const { name, footer_text: text, contact, social_profiles: profiles } = site.about;
  return html`<footer class="footer"><div class="wrap footer__columns">
  <div><p><b>${name}</b></p>${paragraphs(text)}</div>
  <address>
    ${when(contact.address, (address) => html`<p>${lines(address)}</p>`)}
    ${when(contact.phone, (phone) => html`<p><a href="tel:${phone.replaceAll(" ", "")}"><bdi dir="ltr">${phone}</bdi></a></p>`)}
    ${when(contact.email, (email) => html`<p><a href="mailto:${email}"><bdi dir="ltr">${email}</bdi></a></p>`)}
    ${when(contact.booking_url, (url) => html`<p><a href="${url}">Book an appointment</a></p>`)}
  </address>
  <ul role="list">
    ${profiles.map(({ label, url }) => html`<li><a href="${url}" rel="external me">${label}</a></li>`)}
    <li><a href="/blog/feed.rss">Feed (RSS)</a></li>
  </ul>
</div></footer>`;
}
