/** One page of a list of posts. */

import { partPath, type About, type ListPart } from "../content/lists.js";
import { indexOf, type Site } from "../content/site.js";
import { treatmentStatus } from "../blocks/regulatory.js";
import { cards } from "./card.js";
import { html, when, type Html, type Part } from "./html.js";
import { layout, type Crumb } from "./layout.js";
import { profile } from "./people.js";
import { prose } from "./prose.js";
import { seoHead } from "./seo.js";

export function renderList(part: ListPart, site: Site): string {
  const { list, number, path } = part;
  const title = number > 1 ? `${list.title}, page ${number}` : list.title;
  const page = list.about.kind === "blog" ? list.about.page : undefined;
  return layout(
    {
      path,
      locale: list.locale,
      title: (number === 1 && page?.seo.title) || title,
      description: page?.seo.description ?? "",
      crumbs: crumbs(part, site),
      ...(page && number === 1 ? { translations: page.translations, head: seoHead(page, site) } : {}),
      content: html`<header class="list__head"><h1>${title}</h1>${head(list.about, list.locale, site)}</header>
        ${when(part.cards.length, () => html`<h2 class="hidden">Posts</h2>`)}${cards(part.cards)}${pagination(part)}`,
    },
    site,
  );
}

function head(about: About, locale: string, site: Site): Part {
  switch (about.kind) {
    case "blog":
      return html`<div class="lead prose">${prose(site, about.page.intro)}</div>`;
    case "category":
      return when(about.description, (text) => html`<p class="lead">${text}</p>`);
    case "person":
      return profile(about.person, site);
    case "treatment":
      return treatment(about.treatment, locale, site);
    case "compare":
      return html`<p class="lead">
        Posts with a table of what is known of each way to have a treatment, and of what is not.
      </p>`;
    default:
      return "";
  }
}

function treatment(
  shown: Extract<About, { kind: "treatment" }>["treatment"],
  locale: string,
  site: Site,
): Html {
  return html`${when(shown.generic_name, (name) => html`<p class="note">${name}</p>`)}
    <div class="prose">${prose(site, shown.description)}</div>${treatmentStatus(shown.statuses, locale)}`;
}

function crumbs({ list, number, path }: ListPart, site: Site): Crumb[] {
  const index = indexOf(site, list.locale);
  const way =
    list.about.kind === "blog" ? list.about.page.breadcrumbs : [...(index?.breadcrumbs ?? []), list];
  return number > 1 ? [...way, { title: `Page ${number}`, path }] : [...way];
}

function pagination({ list, number, of }: ListPart): Part {
  const shown = Array.from({ length: of }, (_, before) => before + 1).filter(
    (each) => each === 1 || each === of || Math.abs(each - number) <= 2,
  );
  const link = (each: number, at: number) => {
    const current = each === number && html` aria-current="page"`;
    const gap = each - (shown[at - 1] ?? 0) > 1 && html`<li>…</li>`;
    return html`${gap}<li>
      <a href="${partPath(list, each)}"${current}><span class="hidden">Page </span>${each}</a>
    </li>`;
  };
  const links = html`<ul role="list">${shown.map(link)}</ul>`;
  return of > 1 && html`<nav class="pagination" aria-label="Pages of this list">${links}</nav>`;
}
