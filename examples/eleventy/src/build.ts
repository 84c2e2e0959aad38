/** The whole site, of which only files that differ are written. */

import Eleventy from "@11ty/eleventy";
import { fileURLToPath } from "node:url";

import { settings } from "./settings.js";
import { bring } from "./files.js";

const { output } = settings();
const templates = fileURLToPath(new URL("pages", import.meta.url));
const eleventy = new Eleventy(templates, output, {
  config: (config) => {
    config.setUseGitIgnore(false); // what is compiled is ignored by git
    config.setQuietMode(true);
  },
});
const built = await eleventy.toJSON();
const files = new Map(
  built.flatMap(({ outputPath, content }) => (outputPath ? [[outputPath, content]] : [])),
);
const { written, removed } = await bring(output, files);
console.log(`${files.size} files: ${written} written, ${removed} removed`);
