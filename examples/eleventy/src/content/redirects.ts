/** Old addresses and where they lead on this site. */

import { fileOf, ownLink } from "../html/addresses.js";
import { listParts } from "./lists.js";
import type { Site } from "./site.js";

export interface Redirect {
  readonly from: string;
  readonly to: string;
  readonly permanent: boolean;
  /** The page for hosts that know no redirects; null where a page would not be one, as for a feed. */
  readonly file: string | null;
}

/** Those that do not hide a page which is there now. */
export function redirects(site: Site): Redirect[] {
  const there = [...site.pages.keys(), ...site.ownPaths, ...listParts(site).map(({ path }) => path)];
  const files = new Set(["/404.html", ...there.map(fileOf)]);
  return site.redirects
    .filter(({ path }) => /^\/[^?#\s]*$/.test(path))
    .map(({ path, to, permanent }) => {
      const from = path.endsWith("/") || extension(path) ? path : `${path}/`;
      return { from, to: ownLink(site, to), permanent, file: fileOfOld(from) };
    })
    .filter(({ file }) => file === null || !files.has(file));
}

function fileOfOld(path: string): string | null {
  if (path.endsWith("/")) {
    return fileOf(path);
  }
  return /^html?$/.test(extension(path)) ? path : null;
}

function extension(path: string): string {
  return /\.(\w+)$/.exec(path)?.[1] ?? "";
}
