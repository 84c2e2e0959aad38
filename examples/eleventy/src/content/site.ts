/** Everything a page of this site may show. Pages are made of it alone, so that they can be made anywhere. */

import type { Page, Post, PostCard, Schemas } from "@careroute/client";

/** What posts of one language share. */
export interface Shared {
  readonly locale: string;
  readonly categories: readonly Schemas["CategoryEntry"][];
  readonly tags: readonly Schemas["TagEntry"][];
  readonly people: readonly Schemas["PersonEntry"][];
  readonly treatments: readonly Schemas["TreatmentEntry"][];
  readonly routes: readonly Schemas["RouteSchema"][];
}

export type IndexPage = Schemas["BlogIndexPageDocument"];

export interface Site {
  /** Where readers find this site, without a slash at its end. */
  readonly address: string;
  /** The day of the build: 2026-01-31. */
  readonly today: string;
  readonly about: Schemas["SiteSchema"];
  /** By path. */
  readonly pages: ReadonlyMap<string, Page>;
  /** The pages that list posts, one for each language. */
  readonly indexes: readonly IndexPage[];
  /** Newest first. */
  readonly cards: readonly PostCard[];
  readonly shared: readonly Shared[];
  readonly redirects: readonly Schemas["RedirectSchema"][];
  /** Paths of this site that are no page of the API's: lists, profiles. */
  readonly ownPaths: ReadonlySet<string>;
}

export function pagesOf<Type extends Page["type"]>(
  site: Pick<Site, "pages">,
  type: Type,
): Extract<Page, { type: Type }>[] {
  return [...site.pages.values()].filter((page): page is Extract<Page, { type: Type }> => page.type === type);
}

export function posts(site: Site): Post[] {
  return pagesOf(site, "blog.BlogPage");
}

export function sharedBy(site: Site, locale: string): Shared | undefined {
  return site.shared.find((each) => each.locale === locale);
}

/** The page that lists the posts of a language. */
export function indexOf(site: Site, locale: string): IndexPage | undefined {
  return site.indexes.find((page) => page.locale === locale);
}

export function mainLocale(site: Site): string {
  return site.about.locales.find((each) => each.is_default)?.code ?? "en";
}
