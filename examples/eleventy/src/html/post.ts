/** One post as a page, from its document alone: published or not yet. */

import type { Post } from "@careroute/client";

import { body } from "../blocks/blocks.js";
import type { Site } from "../content/site.js";
import { listPath } from "./addresses.js";
import { cards } from "./card.js";
import { Citations } from "./citations.js";
import { disclaimer } from "./disclaimer.js";
import { html, when, type Html, type Part } from "./html.js";
import { layout } from "./layout.js";
import { authors, byline } from "./people.js";
import { figure } from "./picture.js";
import { prose } from "./prose.js";
import { seoHead } from "./seo.js";
import { count, day } from "./words.js";

export function renderPost(post: Post, site: Site): string {
  return layout(
    {
      path: post.path,
      locale: post.locale,
      title: post.seo.title || post.title,
      description: post.seo.description,
      crumbs: post.breadcrumbs,
      translations: post.translations,
      head: seoHead(post, site),
      content: html`<article class="post">${head(post, site)}${main(post, site)}</article>${readNext(post)}`,
    },
    site,
  );
}

function head(post: Post, site: Site): Html {
  return html`<header class="post__head">
    ${when(post.category, ({ slug, name }) => html`<p class="kicker"><a href="${listPath(site, post.locale, "category", slug)}">${name}</a></p>`)}
    <h1>${post.title}</h1>
    ${when(post.subtitle, (text) => html`<p class="subtitle">${text}</p>`)}
    ${pastReview(post, site)}
    ${byline(post, site)}
    <p class="note">${count(post.reading_minutes, "minute", "minutes")} to read</p>
    ${when(post.intro.text, () => html`<div class="lead prose">${prose(site, post.intro)}</div>`)}
  </header>
  ${when(post.hero, (image) => figure(image, { sizes: "(min-width: 74rem) 74rem, 100vw", isFirst: true }, "hero"))}`;
}

function pastReview({ next_review_due: due, locale }: Post, { today }: Site): Part {
  return (
    due !== null &&
    due < today &&
    html`<p class="unlike">This post was due for review on ${day(due, locale)} and has not been reviewed since. Parts of it may be out of date.</p>`
  );
}

function main(post: Post, site: Site): Html {
  const citations = new Citations(post.references);
  return html`<div class="post__columns">
    ${contents(post)}
    <div class="post__main">
      ${body(post, { site, locale: post.locale, citations })}
      ${disclaimer(post.disclaimer, site, post.locale)}
      ${citations.list(post.locale)}
      ${authors(post, site)}
      ${foot(post, site)}
    </div>
  </div>`;
}

function contents(post: Post): Part {
  const entries = [
    ...post.table_of_contents,
    { anchor: "disclaimer", text: post.disclaimer.title || "Disclaimer", level: 2 },
    ...(post.references.length > 0 ? [{ anchor: "references", text: "References", level: 2 }] : []),
  ];
  const one = ({ anchor, text, level }: (typeof entries)[number]) =>
    html`<li class="level-${level}"><a href="#${anchor}">${text}</a></li>`;
  return when(
    post.table_of_contents.length,
    () =>
      html`<nav class="contents" aria-labelledby="contents"><h2 id="contents">On this page</h2><ol role="list">${entries.map(one)}</ol></nav>`,
  );
}

function foot(post: Post, site: Site): Html {
  const { corrections_email: mistakes } = site.about.contact;
  return html`<footer class="post__foot">
    ${when(
      post.tags.length,
      () =>
        html`<h2>Filed under</h2><ul class="chips" role="list">${post.tags.map(
          ({ slug, name }) =>
            html`<li><a href="${listPath(site, post.locale, "tag", slug)}" rel="tag">${name}</a></li>`,
        )}</ul>`,
    )}
    ${when(post.comments.notice, (notice) => html`<p class="note">${notice}</p>`)}
    ${when(mistakes, (email) => html`<p>Found something wrong or unclear? <a href="mailto:${email}">Report a mistake</a></p>`)}
  </footer>`;
}

function readNext(post: Post): Part {
  return when(
    post.related.length,
    () => html`<section aria-labelledby="next"><h2 id="next">Read next</h2>${cards(post.related)}</section>`,
  );
}
