import { pagesOf } from "../content/site.js";
import { fileOf } from "../html/addresses.js";
import { renderStanding } from "../html/pages.js";
import { site } from "../site.js";
import { each } from "./each.js";

export const { data, render } = each(
  pagesOf(site, "home.StandardPage"),
  ({ path }) => fileOf(path),
  (page) => renderStanding(page, site),
);
