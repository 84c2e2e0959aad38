/** The lists of posts: all of a blog, and those of a category, tag, route, person or treatment. */

import type { PostCard, Schemas } from "@careroute/client";

import { comparePath, listPath, profilePath } from "../html/addresses.js";
import { indexOf, type IndexPage, type Shared, type Site } from "./site.js";

const PER_PAGE = 12;

/** What stands above the cards. */
export type About =
  | { readonly kind: "blog"; readonly page: IndexPage }
  | { readonly kind: "category"; readonly description: string }
  | { readonly kind: "tag" | "route" | "compare" }
  | { readonly kind: "person"; readonly person: Schemas["PersonEntry"] }
  | { readonly kind: "treatment"; readonly treatment: Schemas["TreatmentEntry"] };

export interface List {
  readonly path: string;
  readonly locale: string;
  readonly title: string;
  readonly about: About;
  readonly cards: readonly PostCard[];
}

/** One page of a list: twelve posts. */
export interface ListPart {
  readonly list: List;
  readonly number: number;
  readonly of: number;
  readonly path: string;
  readonly cards: readonly PostCard[];
}

export function listParts(site: Site): ListPart[] {
  return [
    ...site.indexes.map((page) => blog(page, site)),
    ...site.shared.flatMap((each) => sharedLists(each, site)),
  ].flatMap(parts);
}

export function partPath(list: List, number: number): string {
  return number === 1 ? list.path : `${list.path}page/${number}/`;
}

function parts(list: List): ListPart[] {
  const of = Math.max(1, Math.ceil(list.cards.length / PER_PAGE));
  return Array.from({ length: of }, (_, before) => ({
    list,
    number: before + 1,
    of,
    path: partPath(list, before + 1),
    cards: list.cards.slice(before * PER_PAGE, (before + 1) * PER_PAGE),
  }));
}

function blog(page: IndexPage, site: Site): List {
  const { path, locale, title } = page;
  return {
    path,
    locale,
    title,
    about: { kind: "blog", page },
    cards: site.cards.filter((card) => card.path.startsWith(path)),
  };
}

function sharedLists(shared: Shared, site: Site): List[] {
  const { locale } = shared;
  const here = site.cards.filter((card) => card.locale === locale);
  const list = (path: string, title: string, about: About, fits: (card: PostCard) => boolean): List => ({
    path,
    locale,
    title,
    about,
    cards: here.filter(fits),
  });
  const people = shared.people.map((person) =>
    list(profilePath(site, locale, "people", person.slug), person.name, { kind: "person", person }, (card) =>
      answersFor(person.id, card, site),
    ),
  );
  const treatments = shared.treatments.map((treatment) =>
    list(
      profilePath(site, locale, "treatments", treatment.slug),
      treatment.name,
      { kind: "treatment", treatment },
      (card) => card.treatments.some(({ id }) => id === treatment.id),
    ),
  );
  const categories = shared.categories.map(({ id, slug, name, description }) =>
    list(
      listPath(site, locale, "category", slug),
      name,
      { kind: "category", description },
      (card) => card.category?.id === id,
    ),
  );
  const tags = shared.tags.map(({ id, slug, name }) =>
    list(listPath(site, locale, "tag", slug), name, { kind: "tag" }, (card) =>
      card.tags.some((each) => each.id === id),
    ),
  );
  const routes = shared.routes.map(({ key, label }) =>
    list(listPath(site, locale, "route", key), label, { kind: "route" }, (card) =>
      card.routes.some((each) => each.key === key),
    ),
  );
  const compare = list(comparePath(site, locale), "Routes side by side", { kind: "compare" }, ({ path }) => {
    const page = site.pages.get(path);
    return page?.type === "blog.BlogPage" && page.comparison !== null;
  });
  return [compare, ...people, ...treatments, ...(indexOf(site, locale) ? [...categories, ...tags, ...routes] : [])];
}

/** Whether somebody wrote or reviewed a post. */
function answersFor(person: number, { path }: PostCard, site: Site): boolean {
  const post = site.pages.get(path);
  const people = post?.type === "blog.BlogPage" ? [...post.authors, post.reviewed_by] : [];
  return people.some((each) => each?.id === person);
}
