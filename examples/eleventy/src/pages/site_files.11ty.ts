import { redirects } from "../content/redirects.js";
import { notFound, searchPage } from "../html/own_pages.js";
import { redirectsFile } from "../html/redirect.js";
import { robots, sitemap } from "../html/sitemap.js";
import { site } from "../site.js";
import { each } from "./each.js";

const FILES: readonly [string, string][] = [
  ["/404.html", notFound(site)],
  ["/search/index.html", searchPage(site)],
  ["/sitemap.xml", sitemap(site)],
  ["/robots.txt", robots(site)],
  ["/_redirects", redirectsFile(redirects(site))],
];

export const { data, render } = each(
  FILES,
  ([file]) => file,
  ([, text]) => text,
);
