import type { Schemas } from "@careroute/client";

import { html, when, type Html, type Part } from "../html/html.js";
import { prose } from "../html/prose.js";
import type { Around } from "./blocks.js";

const KINDS = { info: "Good to know", warning: "Take care", emergency: "Emergency: get help now" } as const;

export function heading({ level, anchor, text }: Schemas["HeadingValue"]): Html {
  if (level === "h4") {
    return html`<h4 id="${anchor}">${text}</h4>`;
  }
  return level === "h3" ? html`<h3 id="${anchor}">${text}</h3>` : html`<h2 id="${anchor}">${text}</h2>`;
}

/** What says that a passage is in another language than its page. */
function spoken(language: string | null): Part {
  return when(language, (code) => html` lang="${code}" dir="auto"`);
}

export function paragraph(
  { text, references, language }: Schemas["ParagraphValue"],
  { site, citations }: Around,
): Html {
  return html`<div class="prose"${spoken(language)}>${prose(site, text)}${citations.cite(references)}</div>`;
}

export function quote(value: Schemas["QuoteValue"], { citations }: Around): Html {
  const { text, references, attribution, language } = value;
  return html`<figure class="quote">
    <blockquote${spoken(language)}><p>${text}${citations.cite(references)}</p></blockquote>
    ${when(attribution, (name) => html`<figcaption>${name}</figcaption>`)}
  </figure>`;
}

export function callout(value: Schemas["CalloutValue"], { site, citations }: Around): Html {
  const kind = KINDS[value.kind] ?? KINDS.info;
  return html`<section class="callout callout--${value.kind}" aria-label="${value.title || kind}">
    <p class="callout__kind">${kind}</p>
    ${when(value.title, (title) => html`<p class="callout__title"${spoken(value.language)}>${title}</p>`)}
    <div class="prose"${spoken(value.language)}>${prose(site, value.text)}${citations.cite(value.references)}</div>
  </section>`;
}

export function keyPoints({ points: list }: Schemas["KeyPointsValue"], around: Around): Html {
  return html`<section class="key-points" aria-label="Key points">
    <h2>Key points</h2>
    ${points("", list, around)}
  </section>`;
}

export function points(title: string, list: readonly Schemas["PointValue"][], { site, citations }: Around): Part {
  return when(
    list.length,
    () => html`${title && html`<h3>${title}</h3>`}
      <ul class="points">${list.map(({ text, references }) => html`<li>${prose(site, text)}${citations.cite(references)}</li>`)}</ul>`,
  );
}

export function faq(value: Schemas["FaqValue"], { site, citations }: Around): Html {
  return html`<section class="faq">
    ${when(value.heading, (text) => html`<h2>${text}</h2>`)}
    ${value.items.map(
      (item) => html`<details>
        <summary>${item.question}</summary>
        <div class="prose">${prose(site, item.answer)}${citations.cite(item.references)}</div>
      </details>`,
    )}
  </section>`;
}
