import assert from "node:assert/strict";
import { test } from "node:test";

import type { Post } from "@careroute/client";

import { renderPost } from "../src/html/post.js";
import { post, site } from "./documents.js";

const paragraph = (
  html: string,
  references: { id: number; number: number }[] = [],
): Post["body"][number] => ({
  type: "paragraph",
  id: "p",
  value: { text: { html, text: "" }, references, language: null },
});

test("a kind of block that came later becomes nothing", () => {
  const later = { type: "hologram", id: "h", value: {} } as unknown as Post["body"][number];
  const page = renderPost(post(1, { body: [later, paragraph("<p>Known.</p>")] }), site());
  assert.ok(page.includes('<div class="body"><div class="prose"><p>Known.</p></div></div>'));
});

test("links to Careroute's pages that are here too lead here, others stay", () => {
  const here = post(2);
  const text = `<p><a href="${here.url}#top">one</a> <a href="https://cms.example/file.pdf">two</a></p>`;
  const page = renderPost(post(1, { body: [paragraph(text)] }), site([here]));
  assert.ok(
    page.includes('<a href="/blog/post-2/#top">one</a> <a href="https://cms.example/file.pdf">two</a>'),
  );
});

test("citations and references lead to each other", () => {
  const reference = {
    id: 7,
    number: 1,
    anchor: "ref-1",
    back_anchors: [],
    title: "A trial",
    authors: "Doe J",
    source: "Journal",
    year: 2020,
    doi: null,
    pmid: null,
    pmcid: null,
    trial_number: null,
    url: null,
    accessed: null,
    links: [],
  };
  const cited = paragraph("<p>Text.</p>", [{ id: 7, number: 1 }]);
  const page = renderPost(post(1, { body: [cited, cited], references: [reference] }), site());
  for (const place of [1, 2]) {
    assert.ok(page.includes(`<a id="cite-1-${place}" href="#ref-1"`));
    assert.ok(page.includes(`href="#cite-1-${place}"`));
  }
  assert.ok(page.includes("Doe J. <cite>A trial</cite>. Journal, 2020."));
});

test("a post past its review says so", () => {
  const late = renderPost(post(1, { next_review_due: "2026-01-31" }), site());
  const due = renderPost(post(1, { next_review_due: "2026-02-01" }), site());
  assert.ok(late.includes("has not been reviewed since") && !due.includes("has not been reviewed since"));
});

test("addresses in JSON-LD are those of this site, and cannot end their script", () => {
  const one = post(1);
  const json_ld = JSON.stringify({ url: one.url, name: "</script>", image: "https://cms.example/a.png" });
  const page = renderPost({ ...one, seo: { ...one.seo, json_ld } }, site([one]));
  assert.ok(
    page.includes(
      '{"url":"https://site.example/blog/post-1/","name":"\\u003c/script\\u003e","image":"https://cms.example/a.png"}',
    ),
  );
});
