import { readFileSync } from "node:fs";

import { each } from "./each.js";

const STYLES = ["base", "frame", "parts", "post", "blocks", "tables"];

/** Where the sources stand once everything is compiled. */
const style = (name: string) => read(`../../../src/static/${name}.css`);

const FILES: readonly [string, string][] = [
  ["/look.css", STYLES.map(style).join("\n")],
  ["/search.js", read("../browser/search.js")],
];

export const { data, render } = each(
  FILES,
  ([file]) => file,
  ([, text]) => text,
);

function read(path: string): string {
  return readFileSync(new URL(path, import.meta.url), "utf8");
}
