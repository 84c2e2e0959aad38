import assert from "node:assert/strict";
import { test } from "node:test";

import { Content, renderBlocks, type BlockRenderers } from "../src/index.js";

// The address of a running site with the demo's content. The project's own tests set it.
const site = process.env["CAREROUTE_URL"];
const whole: BlockRenderers<string> = new Proxy({} as BlockRenderers<string>, {
  get: () => (block: object) => JSON.stringify(block),
  getOwnPropertyDescriptor: () => ({ configurable: true, enumerable: true }),
});

test("a whole site is read from a running server", { skip: site === undefined }, async () => {
  const content = new Content({ baseUrl: site ?? "" });
  assert.ok((await content.site()).name);
  const slugs: string[] = [];
  for await (const card of content.all("/api/content/v1/posts/", { cursor: "", limit: 2 })) {
    slugs.push(card.slug);
    const post = await content.post(card.slug);
    assert.ok(post);
    assert.equal(post.title, card.title);
    assert.ok(post.disclaimer.text);
    assert.equal(renderBlocks(post.body, whole, () => "").filter(Boolean).length, post.body.length);
    const page = await content.page(post.path);
    assert.ok(page && "type" in page && page.type === "blog.BlogPage" && page.id === post.id);
  }
  assert.ok(slugs.length >= 3);
  assert.equal(new Set(slugs).size, slugs.length);
  const { latest, items } = await content.changes();
  assert.ok(items.length >= slugs.length);
  assert.deepEqual((await content.changes(latest)).items, []);
  assert.ok((await content.search({ q: "post" })).items.every((hit) => hit.score > 0));
  for await (const entry of content.all("/api/content/v1/route-entries/", { order: "onset" })) {
    assert.ok(entry.id);
  }
  assert.equal(await content.post("no-such-post"), null);
});
