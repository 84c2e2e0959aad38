/** The search page: asks Careroute's content API and shows what it finds. */

import type { Schemas } from "@careroute/client";

type Results = Schemas["SearchResults"];
type Hit = Results["items"][number];

const form = document.querySelector<HTMLFormElement>("form.search");
const place = document.querySelector<HTMLElement>("#found");
const words = new URLSearchParams(location.search).get("q")?.trim() ?? "";

if (form && place && words) {
  form.querySelector("input")?.setAttribute("value", words);
  place.textContent = "Searching …";
  try {
    show(place, await find(form.dataset["api"] ?? "", words));
  } catch {
    place.textContent = "Search does not answer just now. Please try again in a moment.";
  }
}

async function find(api: string, q: string): Promise<Results> {
  const answer = await fetch(`${api}?${new URLSearchParams({ q, limit: "20" })}`);
  if (!answer.ok) {
    throw new Error(String(answer.status));
  }
  return (await answer.json()) as Results;
}

function show(place: HTMLElement, { count, items }: Results): void {
  const heading = document.createElement("h2");
  heading.textContent = count === 0 ? "Nothing was found" : `${count} found`;
  const list = document.createElement("ul");
  list.className = "hits";
  list.append(...items.map(entry));
  place.replaceChildren(heading, list);
}

/** Highlights are escaped text with `<mark>` and nothing else. */
function entry({ path, highlights: { title, excerpt, body } }: Hit): HTMLLIElement {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = path;
  link.innerHTML = title.html;
  const passage = document.createElement("p");
  passage.innerHTML = (body[0] ?? excerpt).html;
  item.append(link, passage);
  return item;
}
