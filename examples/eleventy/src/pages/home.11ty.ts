import { pagesOf } from "../content/site.js";
import { fileOf } from "../html/addresses.js";
import { renderHome } from "../html/pages.js";
import { site } from "../site.js";
import { each } from "./each.js";

export const { data, render } = each(
  pagesOf(site, "home.HomePage"),
  ({ path }) => fileOf(path),
  (page) => renderHome(page, site),
);
