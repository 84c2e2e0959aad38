import type { Schemas } from "@careroute/client";

import { ownLink } from "../html/addresses.js";
import { html, when, type Html, type Part } from "../html/html.js";
import { figure } from "../html/picture.js";
import { prose } from "../html/prose.js";
import type { Around } from "./blocks.js";

export function image({ image, caption }: Schemas["PictureValue"]): Part {
  return when(image, (shown) =>
    figure(shown, { sizes: "(min-width: 48rem) 46rem, 100vw" }, "picture", caption || shown.caption),
  );
}

/** A card that leads elsewhere: nothing is loaded from another host before a reader goes there. */
export function embed({ url, title, description, host }: Schemas["EmbedValue"]): Html {
  return html`<div class="embed">
    <p class="embed__title"><a href="${url}" rel="external">${title || url}</a></p>
    ${when(description, (text) => html`<p>${text}</p>`)}
    <p class="note">Opens on another website: <bdi dir="ltr">${host}</bdi></p>
  </div>`;
}

export function callToAction({ heading, text, links }: Schemas["CallToActionValue"], { site }: Around): Html {
  return html`<section class="action" ${heading && html`aria-label="${heading}"`}>
    ${when(heading, (words) => html`<h2>${words}</h2>`)}
    ${when(text.text, () => html`<div class="prose">${prose(site, text)}</div>`)}
    <p class="action__links">
      ${links.map(({ label, url }, at) => html`<a ${at === 0 && html`class="button"`} href="${ownLink(site, url)}">${label}</a> `)}
    </p>
  </section>`;
}
