/** Pictures in every size and format that the API has of them. */

import type { Schemas } from "@careroute/client";

import { html, when, type Html } from "./html.js";

type Image = Schemas["ImageSchema"];
type Source = Schemas["ImageSourceSchema"];

interface Use {
  /** How wide it will be shown, as in the attribute `sizes`. */
  readonly sizes: string;
  /** In place of its own; "" where a text beside it says the same. */
  readonly alt?: string;
  /** The first large picture of a page is not put off. */
  readonly isFirst?: boolean;
}

export function picture(image: Image, use: Use): Html {
  const better = image.sources.slice(0, -1);
  const plainest = image.sources.at(-1);
  return html`<picture>
    ${better.map((source) => html`<source type="${source.type}" srcset="${srcset(source)}" sizes="${use.sizes}">`)}
    <img src="${image.src}" ${plainest && html`srcset="${srcset(plainest)}" sizes="${use.sizes}"`}
      width="${image.width}" height="${image.height}" alt="${use.alt ?? image.alt}"
      ${use.isFirst ? html`fetchpriority="high"` : html`loading="lazy"`} decoding="async">
  </picture>`;
}

/** A picture with its caption and credit. */
export function figure(image: Image, use: Use, name: string, caption = image.caption): Html {
  const legend = [
    when(caption, (text) => html`<span>${text}</span>`),
    when(image.credit, (credit) => html`<span class="credit">Picture: ${credit}</span>`),
  ].filter(Boolean);
  return html`<figure class="${name}">
    ${picture(image, use)}
    ${legend.length > 0 && html`<figcaption>${legend}</figcaption>`}
  </figure>`;
}

function srcset(source: Source): string {
  return source.srcset.map(({ url, width }) => `${url} ${width}w`).join(", ");
}
