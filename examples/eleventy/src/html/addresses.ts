/** Where things are on this site, and how links to Careroute's own pages become links to ours. */

import { indexOf, mainLocale, type Site } from "../content/site.js";

type Kind = "category" | "tag" | "route";
type Profile = "people" | "treatments";

/** The list of the posts of one category, tag or route: below the blog of its language. */
export function listPath(site: Site, locale: string, kind: Kind, slug: string): string {
  return `${indexOf(site, locale)?.path ?? "/"}${kind}/${slug}/`;
}

export function profilePath(site: Site, locale: string, kind: Profile, slug: string): string {
  return `${prefix(site, locale)}/${kind}/${slug}/`;
}

/** The list of the posts that set routes side by side. */
export function comparePath(site: Site, locale: string): string {
  return `${prefix(site, locale)}/compare/`;
}

function prefix(site: Site, locale: string): string {
  return locale === mainLocale(site) ? "" : `/${locale}`;
}

/** The paths that this site adds to those of the API's pages. */
export function ownPaths(site: Site): Set<string> {
  const paths = site.shared.flatMap((shared) => {
    const { locale } = shared;
    const lists = indexOf(site, locale)
      ? [
          ...shared.categories.map(({ slug }) => listPath(site, locale, "category", slug)),
          ...shared.tags.map(({ slug }) => listPath(site, locale, "tag", slug)),
          ...shared.routes.map(({ key }) => listPath(site, locale, "route", key)),
        ]
      : [];
    return [
      ...lists,
      comparePath(site, locale),
      ...shared.people.map(({ slug }) => profilePath(site, locale, "people", slug)),
      ...shared.treatments.map(({ slug }) => profilePath(site, locale, "treatments", slug)),
    ];
  });
  return new Set([...paths, "/search/"]);
}

/** The address on this site of something that Careroute shows too; any other stays as it is. */
export function ownLink(site: Site, url: string): string {
  const origin = new URL(site.about.url).origin;
  const path = url.startsWith(`${origin}/`) ? url.slice(origin.length) : "";
  const page = path.replace(/[?#].*$/, "");
  return site.pages.has(page) || site.ownPaths.has(page) ? path : url;
}

/** The file of a page: `/blog/a-post/` is `/blog/a-post/index.html`. */
export function fileOf(path: string): string {
  return `${decoded(path)}index.html`;
}

function decoded(path: string): string {
  try {
    return decodeURI(path);
  } catch {
    return path; // an old address may hold any sign
  }
}
