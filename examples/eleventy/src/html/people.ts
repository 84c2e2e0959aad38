/** Who wrote and who checked a post. */

import type { Post, Schemas } from "@careroute/client";

import type { Site } from "../content/site.js";
import { profilePath } from "./addresses.js";
import { html, when, type Html, type Part } from "./html.js";
import { picture } from "./picture.js";
import { prose } from "./prose.js";
import { day } from "./words.js";

type Person = Schemas["PersonSchema"];

export function byline(post: Post, site: Site): Html {
  const named = (person: Person) => name(person, post.locale, site);
  return html`<div class="byline">
    ${when(post.authors.length, () => html`<p>By ${post.authors.map((each, at) => [at > 0 && " · ", named(each)])}</p>`)}
    ${when(post.reviewed_by, (person) => html`<p class="reviewed">Medically reviewed by ${named(person)}</p>`)}
    <dl class="dates">${dates(post)}</dl>
  </div>`;
}

function name({ name, credentials, slug }: Person, locale: string, site: Site): Html {
  const path = profilePath(site, locale, "people", slug);
  const words = html`<b>${name}</b>`;
  return html`${site.ownPaths.has(path) ? html`<a href="${path}">${words}</a>` : words}${credentials && `, ${credentials}`}`;
}

function dates(post: Post): Part[] {
  const isUpdated = post.updated_at.slice(0, 10) !== post.published_at.slice(0, 10);
  const rows: [string, string | null | false][] = [
    ["Published", post.published_at],
    ["Updated", isUpdated && post.updated_at],
    ["Last reviewed", post.last_reviewed],
    ["Next review due", post.next_review_due],
  ];
  return rows.map(([what, date]) =>
    when(date, (known) => html`<div><dt>${what}</dt><dd>${day(known, post.locale)}</dd></div>`),
  );
}

export function authors(post: Post, site: Site): Part {
  return when(
    post.authors.length,
    () =>
      html`<section class="people" aria-labelledby="who"><h2 id="who">Who wrote this</h2>${post.authors.map((each) => profile(each, site))}</section>`,
  );
}

export function profile(person: Person, site: Site): Html {
  const links = [
    ...(person.orcid_url ? [{ url: person.orcid_url, label: `ORCID ${person.orcid}` }] : []),
    ...person.links,
  ];
  return html`<div class="person">
    ${person.photo && picture(person.photo, { sizes: "5rem", alt: "" })}
    <div>
      <p><b>${person.name}</b>${person.credentials && `, ${person.credentials}`}</p>
      ${when(person.role, (role) => html`<p class="note">${role}</p>`)}
      <div class="prose">${prose(site, person.biography)}</div>
      ${when(links.length, () => html`<p>${links.map(({ url, label }) => html`<a href="${url}" rel="external me">${label}</a> `)}</p>`)}
    </div>
  </div>`;
}
