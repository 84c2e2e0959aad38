import assert from "node:assert/strict";
import { test } from "node:test";

import { renderBlocks, type Block, type BlockRenderers } from "../src/index.js";

const name = (block: { type: string }): string => `<${block.type}>`;

const renderers: BlockRenderers<string> = {
  heading: (block) => `${block.value.level}: ${block.value.text}`,
  paragraph: (block) => block.value.text.text,
  image: name,
  quote: name,
  callout: name,
  route: (block) => block.value.route_label,
  comparison: name,
  faq: name,
  table: name,
  embed: name,
  call_to_action: name,
  key_points: name,
};

const heading = { type: "heading", id: "1", value: { text: "Why", level: "h2", anchor: "why" } } as Block;

test("each block is rendered by the function of its kind, in order", () => {
  const quote = { type: "quote", id: "2" } as Block;
  assert.deepEqual(renderBlocks([heading, quote, heading], renderers, name), [
    "h2: Why",
    "<quote>",
    "h2: Why",
  ]);
});

test("a kind that is not known yet does not break the page", () => {
  const later = { type: "dosage_chart", id: "3" };
  const inherited = { type: "toString", id: "4" };
  assert.deepEqual(
    renderBlocks<string | null>([later, heading, inherited], renderers, () => null),
    [null, "h2: Why", null],
  );
});

test("the compiler names what is missing", () => {
  const { route: _left, ...rest } = renderers;
  // @ts-expect-error - “route” is missing.
  const incomplete: BlockRenderers<string> = rest;
  // @ts-expect-error - what to do with unknown blocks must be said.
  assert.throws(() => renderBlocks([{ type: "new", id: "1" }], incomplete));
  // @ts-expect-error - a quote has no level.
  const wrong: BlockRenderers<string> = { ...renderers, quote: (block) => block.value.level };
  assert.equal(Object.keys(wrong).length, 12);
});
