/** The newest posts for feed readers, each with its disclaimer. */

import type { Post } from "@careroute/client";

import { mainLocale, type Site } from "../content/site.js";
import { disclaimer } from "./disclaimer.js";
import { html, when } from "./html.js";

const NEWEST = 20;

export function rss(site: Site): string {
  const { name, tagline } = site.about;
  return html`<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel>
<title>${name}</title>
<link>${site.address}/</link>
<description>${tagline || name}</description>
<language>${mainLocale(site)}</language>
<atom:link href="${site.address}/blog/feed.rss" rel="self" type="application/rss+xml"/>
${newest(site).map(
  (post) => html`<item>
<title>${post.title}</title>
<link>${site.address + post.path}</link>
<guid isPermaLink="false">${id(post, site)}</guid>
<pubDate>${new Date(post.published_at).toUTCString()}</pubDate>
${post.authors.map((person) => html`<dc:creator>${person.name_with_credentials}</dc:creator>`)}
${when(post.category, (category) => html`<category>${category.name}</category>`)}
<description>${content(post, site)}</description>
</item>
`,
)}
</channel>
</rss>
`.text;
}

export function jsonFeed(site: Site): string {
  const feed = {
    version: "https://jsonfeed.org/version/1.1",
    title: site.about.name,
    home_page_url: `${site.address}/`,
    feed_url: `${site.address}/blog/feed.json`,
    description: site.about.tagline,
    language: mainLocale(site),
    items: newest(site).map((post) => ({
      id: id(post, site),
      url: site.address + post.path,
      title: post.title,
      content_html: content(post, site),
      summary: post.excerpt,
      date_published: post.published_at,
      date_modified: post.updated_at,
      language: post.locale,
      authors: post.authors.map((person) => ({ name: person.name_with_credentials })),
      tags: post.tags.map((tag) => tag.name),
    })),
  };
  return JSON.stringify(feed, null, 1);
}

/** What stays the same when a post is renamed. */
function id(post: Post, site: Site): string {
  return `${site.address}/#post-${post.id}`;
}

function newest(site: Site): Post[] {
  const found = site.cards.slice(0, NEWEST).map(({ path }) => site.pages.get(path));
  return found.filter((page): page is Post => page?.type === "blog.BlogPage");
}

function content(post: Post, site: Site): string {
  const more = html`<p><a href="${site.address + post.path}">Read the post with its facts and sources</a></p>`;
  const text = html`<p>${post.excerpt}</p>${more}${disclaimer(post.disclaimer, site, post.locale)}`.text;
  return text.replaceAll('href="/', `href="${site.address}/`);
}
