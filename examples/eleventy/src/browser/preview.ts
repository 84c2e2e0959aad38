/** The page for drafts: asks for the draft of the token after “#”, and shows it as it would be published. */

import { renderDraft, type Draft } from "../html/draft.js";
import type { Around } from "../html/preview_page.js";

const place = document.querySelector<HTMLElement>("#content");
const careroute = place?.querySelector<HTMLElement>("[data-careroute]")?.dataset["careroute"] ?? "";

if (place) {
  try {
    await show(place);
  } catch {
    say(place, "The draft cannot be shown just now", "Please try again in a moment.");
  }
  // Only once the text stands: it brings back the place that was being read.
  if (window.parent !== window) {
    const bar = await (await fetch(`${careroute}/preview/userbar/`)).text();
    document.body.append(document.createRange().createContextualFragment(bar));
  }
}

async function show(place: HTMLElement): Promise<void> {
  const token = location.hash.slice(1);
  const answer = await fetch(`${careroute}/api/content/v1/preview/${token}/`, {
    cache: "no-store",
    referrerPolicy: "no-referrer",
  });
  if (!answer.ok) {
    const { title, detail } = (await answer.json()) as { title: string; detail?: string };
    say(place, answer.status === 404 ? "This link works no more" : title, detail ?? "");
    return;
  }
  const draft = (await answer.json()) as Draft;
  const around = (await (await fetch("/preview/site.json")).json()) as Around;
  const site = { ...around, pages: new Map(), ownPaths: new Set(around.ownPaths) };
  const page = new DOMParser().parseFromString(renderDraft(draft, site), "text/html");
  document.title = page.title;
  document.documentElement.lang = page.documentElement.lang;
  document.documentElement.dir = page.documentElement.dir;
  place.replaceChildren(notice(draft), ...(page.querySelector("#content")?.childNodes ?? []));
}

function notice({ draft_until: until, left_out: lacking }: Draft): HTMLElement {
  const line = document.createElement("p");
  line.className = "unlike";
  const end = new Date(until).toLocaleString(undefined, { dateStyle: "long", timeStyle: "short" });
  line.textContent = `Draft – not published. It can be read here until ${end}.`;
  if (lacking.length > 0) {
    line.textContent += ` Not filled in far enough to be shown: ${lacking.join(", ")}.`;
  }
  return line;
}

function say(place: HTMLElement, heading: string, detail: string): void {
  const title = document.createElement("h1");
  title.textContent = heading;
  const text = document.createElement("p");
  text.textContent = detail;
  place.replaceChildren(title, text);
}
