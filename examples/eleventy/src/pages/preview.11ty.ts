/** The page for drafts, and the compiled modules that show them in a browser. */

import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { around, previewPage } from "../html/preview_page.js";
import { site } from "../site.js";
import { each } from "./each.js";

const COMPILED = new URL("..", import.meta.url);
const IMPORTED = /from "([^"]+)"/g;
const CLIENT = "@careroute/client";

/** A module and all that it imports, by their paths below `dist/src/`. */
function modules(path: string, found = new Map<string, string>()): Map<string, string> {
  if (!found.has(path)) {
    const text = readFileSync(new URL(path, COMPILED), "utf8").replaceAll(CLIENT, "../client/blocks.js");
    found.set(path, text);
    for (const [, name = ""] of text.matchAll(IMPORTED)) {
      const next = new URL(name, new URL(path, "file:///")).pathname.slice(1);
      if (existsSync(new URL(next, COMPILED))) {
        modules(next, found);
      }
    }
  }
  return found;
}

/** The one thing that pages use of the client when they are made: it imports nothing itself. */
const blocks = fileURLToPath(new URL("blocks.js", import.meta.resolve(CLIENT)));

const FILES: readonly [string, string][] = [
  ["/preview/index.html", previewPage(site)],
  ["/preview/site.json", JSON.stringify(around(site))],
  ["/preview/client/blocks.js", readFileSync(blocks, "utf8")],
  ...[...modules("browser/preview.js")].map(([path, text]): [string, string] => [`/preview/${path}`, text]),
];

export const { data, render } = each(
  FILES,
  ([file]) => file,
  ([, text]) => text,
);
