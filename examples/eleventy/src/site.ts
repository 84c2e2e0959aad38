/** What is published, read once for all pages of a build. */

import { readSite } from "./content/read.js";
import { settings } from "./settings.js";

export const site = await readSite(settings());
