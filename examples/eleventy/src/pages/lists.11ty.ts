import { listParts } from "../content/lists.js";
import { fileOf } from "../html/addresses.js";
import { renderList } from "../html/list.js";
import { site } from "../site.js";
import { each } from "./each.js";

export const { data, render } = each(
  listParts(site),
  ({ path }) => fileOf(path),
  (part) => renderList(part, site),
);
