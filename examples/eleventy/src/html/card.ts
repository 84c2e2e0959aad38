import type { PostCard } from "@careroute/client";

import { html, when, type Html, type Part } from "./html.js";
import { picture } from "./picture.js";
import { count, day } from "./words.js";

export function cards(list: readonly PostCard[]): Part {
  return when(
    list.length,
    () => html`<ul class="cards" role="list">${list.map((each) => html`<li>${card(each)}</li>`)}</ul>`,
  );
}

function card(post: PostCard): Html {
  return html`<article class="card" lang="${post.locale}">
    <div class="card__picture">${post.hero && picture(post.hero, { sizes: "(min-width: 40rem) 20rem, 100vw", alt: "" })}</div>
    ${when(post.category, ({ name }) => html`<p class="kicker">${name}</p>`)}
    <h3><a href="${post.path}">${post.title}</a></h3>
    ${when(post.excerpt, (text) => html`<p>${text}</p>`)}
    ${when(post.routes.length, () => html`<ul class="chips" role="list" aria-label="Routes described">${post.routes.map(({ label }) => html`<li>${label}</li>`)}</ul>`)}
    <p class="note">${day(post.published_at, post.locale)} · ${count(post.reading_minutes, "minute", "minutes")} to read</p>
  </article>`;
}
