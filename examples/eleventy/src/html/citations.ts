/** Citations lead to references and back. Marks are counted as the page is written, so references come last. */

import type { Schemas } from "@careroute/client";

import { html, when, type Html, type Part } from "./html.js";
import { day } from "./words.js";

type Citation = Schemas["CitationSchema"];
type Reference = Schemas["ReferenceSchema"];

export class Citations {
  readonly #marks = new Map<number, number>();

  constructor(readonly references: readonly Reference[]) {}

  /** The marks behind a statement: links to its references. */
  cite(citations: readonly Citation[]): Part {
    return when(
      citations.length,
      () => html`<sup class="cite">${citations.map((each, at) => this.#mark(each, at))}</sup>`,
    );
  }

  #mark({ number }: Citation, at: number): Html {
    const place = (this.#marks.get(number) ?? 0) + 1;
    this.#marks.set(number, place);
    const name = `Reference ${number}`;
    return html`${at > 0 && " "}<a id="cite-${number}-${place}" href="#ref-${number}" aria-label="${name}">${number}</a>`;
  }

  /** The list of references with links back to every mark. */
  list(locale: string): Part {
    return when(
      this.references.length,
      () => html`<section class="references" aria-labelledby="references">
        <h2 id="references">References</h2>
        <ol>${this.references.map((each) => this.#entry(each, locale))}</ol>
      </section>`,
    );
  }

  #entry(reference: Reference, locale: string): Html {
    const { number, authors, title } = reference;
    return html`<li id="ref-${number}" value="${number}">
      <p dir="auto">${authors && `${ended(authors)} `}<cite>${title}</cite>${/[.?!]$/.test(title) ? " " : ". "}${published(reference)}</p>
      <p class="references__links">
        ${reference.links.map((link) => html`<a href="${link.url}" rel="external"><bdi>${link.label}</bdi></a> `)}
        ${when(reference.accessed, (date) => html`<span>read on ${day(date, locale)}</span>`)}
        ${this.#backs(number)}
      </p>
    </li>`;
  }

  #backs(number: number): Html[] {
    return Array.from({ length: this.#marks.get(number) ?? 0 }, (_, before) => {
      const place = before + 1;
      const name = `Back to the text, reference ${number}, place ${place}`;
      return html`<a class="references__back" href="#cite-${number}-${place}" aria-label="${name}">↩${place}</a> `;
    });
  }
}

function published({ source, year }: Reference): string {
  const when = year !== null && !source.includes(String(year)) ? String(year) : "";
  const text = [source, when].filter(Boolean).join(", ");
  return text && ended(text);
}

function ended(text: string): string {
  return text.endsWith(".") ? text : `${text}.`;
}
