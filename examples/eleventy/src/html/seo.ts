/** What search engines and social networks read of a page. Its address is that on this site. */

import type { Page, Schemas } from "@careroute/client";

import type { Site } from "../content/site.js";
import { ownLink } from "./addresses.js";
import { clean, html, when, type Part } from "./html.js";

export function seoHead({ seo, path, type }: Page, site: Site): Part {
  return html`${seo.robots && html`<meta name="robots" content="${seo.robots}">`}
<meta property="og:title" content="${seo.title}">
<meta property="og:type" content="${type === "blog.BlogPage" ? "article" : "website"}">
<meta property="og:url" content="${site.address + path}">
<meta property="og:site_name" content="${site.about.name}">
<meta property="og:description" content="${seo.description}">
${when(seo.image, social)}
${when(seo.json_ld, (text) => html`<script type="application/ld+json">${clean(withOwnAddresses(text, site))}</script>`)}`;
}

function social({ url, width, height, alt, type }: Schemas["SocialImageSchema"]): Part {
  return html`<meta property="og:image" content="${url}">
<meta property="og:image:type" content="${type}">
<meta property="og:image:width" content="${width}">
<meta property="og:image:height" content="${height}">
<meta property="og:image:alt" content="${alt}">
<meta name="twitter:card" content="summary_large_image">`;
}

/** The same JSON-LD, with this site's addresses for pages that it has. */
export function withOwnAddresses(jsonLd: string, site: Site): string {
  const data: unknown = JSON.parse(jsonLd, (_name, value: unknown) => {
    const own = typeof value === "string" && value.startsWith("http") ? ownLink(site, value) : value;
    return own !== value ? `${site.address}${String(own)}` : value;
  });
  return JSON.stringify(data).replace(/[<>&]/g, (sign) => `\\u00${sign.charCodeAt(0).toString(16)}`);
}
