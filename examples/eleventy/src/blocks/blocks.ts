/** The body of a page. The compiler names a kind of block that has no function here; later kinds become nothing. */

import { renderBlocks, type Block, type BlockRenderers, type Schemas } from "@careroute/client";

import type { Site } from "../content/site.js";
import type { Citations } from "../html/citations.js";
import { html, type Html, type Part } from "../html/html.js";
import { comparisonTable } from "./comparison.js";
import { image, embed, callToAction } from "./media.js";
import { route } from "./route.js";
import { dataTable } from "./table.js";
import { callout, faq, heading, keyPoints, paragraph, quote } from "./text.js";

/** What a block may need of its page. */
export interface Around {
  readonly site: Site;
  readonly locale: string;
  readonly citations: Citations;
}

interface Bodied {
  readonly body: readonly Block[];
  readonly comparison: Schemas["ComparisonSchema"] | null;
}

export function body(page: Bodied, around: Around): Html {
  const { comparison } = page;
  const follows = comparison && comparisonFollows(page.body);
  const table = (id: string, title = "") =>
    comparison && comparisonTable(comparison, { id, title: title || "The routes side by side" }, around);

  const renderers: BlockRenderers<Part> = {
    heading: ({ value }) => heading(value),
    paragraph: ({ value }) => paragraph(value, around),
    image: ({ value }) => image(value),
    quote: ({ value }) => quote(value, around),
    callout: ({ value }) => callout(value, around),
    route: ({ id, value }) => [route(value, around), id === follows && table(id)],
    comparison: ({ id, value }) => table(id, value.heading),
    faq: ({ value }) => faq(value, around),
    table: ({ value }) => dataTable(value, around),
    embed: ({ value }) => embed(value),
    call_to_action: ({ value }) => callToAction(value, around),
    key_points: ({ value }) => keyPoints(value, around),
  };
  return html`<div class="body">${renderBlocks(page.body, renderers, () => "")}</div>`;
}

/** Without a place of its own the comparison follows the last route. */
function comparisonFollows(blocks: readonly Block[]): string | null {
  const hasPlace = blocks.some(({ type }) => type === "comparison");
  return hasPlace ? null : (blocks.filter(({ type }) => type === "route").at(-1)?.id ?? null);
}
