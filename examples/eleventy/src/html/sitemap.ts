/** For search engines: every page with the moment of its last change. */

import type { Site } from "../content/site.js";
import { html, when } from "./html.js";

export function sitemap(site: Site): string {
  const pages = [...site.pages.values()].filter(({ seo }) => !seo.robots.includes("noindex"));
  const addresses = [
    ...pages.map(({ path, updated_at: updated }) => ({ path, updated })),
    ...[...site.ownPaths].sort().map((path) => ({ path, updated: "" })),
  ];
  return html`<?xml version="1.0" encoding="utf-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${addresses.map(({ path, updated }) => html`<url><loc>${site.address + path}</loc>${when(updated, (moment) => html`<lastmod>${moment}</lastmod>`)}</url>\n`)}
</urlset>
`.text;
}

export function robots(site: Site): string {
  return `User-agent: *\nAllow: /\nSitemap: ${site.address}/sitemap.xml\n`;
}
