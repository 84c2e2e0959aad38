import { readFileSync } from "node:fs";

import { each } from "./each.js";

/** As they are here, and where they stand once everything is compiled. */
const FILES: Record<string, string> = {
  "/look.css": "../../../src/static/look.css",
  "/post.css": "../../../src/static/post.css",
  "/search.js": "../browser/search.js",
};

export const { data, render } = each(
  Object.entries(FILES),
  ([file]) => file,
  ([, source]) => readFileSync(new URL(source, import.meta.url), "utf8"),
);
