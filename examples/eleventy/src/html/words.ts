/** Dates, numbers and languages as readers read them. */

import { html, type Html } from "./html.js";

const RIGHT_TO_LEFT = new Set(["ar", "dv", "fa", "he", "ku", "ps", "sd", "ug", "ur", "yi"]);

export function direction(locale: string): "ltr" | "rtl" {
  return RIGHT_TO_LEFT.has(locale.split("-")[0] ?? "") ? "rtl" : "ltr";
}

/** A date or a moment, as a day in UTC: “31 January 2026”. */
export function day(moment: string, locale: string): Html {
  const inWords = new Intl.DateTimeFormat(locale === "en" ? "en-GB" : locale, {
    dateStyle: "long",
    timeZone: "UTC",
  });
  return html`<time datetime="${moment}">${inWords.format(new Date(moment))}</time>`;
}

export function count(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`;
}
