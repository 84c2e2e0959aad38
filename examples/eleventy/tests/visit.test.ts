import assert from "node:assert/strict";
import { test } from "node:test";

import { Content, type Page } from "@careroute/client";

import type { State } from "../src/content/state.js";
import { visit } from "../src/content/visit.js";
import { card, post } from "./documents.js";

type Kind = "live" | "changed" | "gone";

/** An API that publishes these pages and tells these changes; what is asked of it is noted. */
function api(pages: readonly Page[], changes: readonly [Kind, number][]) {
  const asked: string[] = [];
  const answer = (request: Request): Response => {
    const url = new URL(request.url);
    if (url.pathname.endsWith("/changes/")) {
      const items = changes.map(([change, id]) => ({
        change,
        id,
        path: change === "gone" ? null : `/blog/post-${id}/`,
      }));
      return Response.json({ latest: 9, next: null, items });
    }
    const path = url.searchParams.get("path") ?? "";
    const page = pages.find((each) => each.path === path);
    const etag = `"${page?.title}"`;
    const isSame = request.headers.get("If-None-Match") === etag;
    asked.push(`${path}${isSame ? " 304" : ""}`);
    if (page === undefined) {
      return Response.json({ status: 404, title: "Not Found" }, { status: 404 });
    }
    return isSame ? new Response(null, { status: 304 }) : Response.json(page, { headers: { ETag: etag } });
  };
  const content = new Content({ baseUrl: "http://api.example", fetch: async (request) => answer(request) });
  return { content, asked };
}

function kept(...pages: Page[]): State {
  return {
    latest: 5,
    kept: new Map(pages.map((document) => [document.id, { etag: `"${document.title}"`, document }])),
  };
}

const [one, two] = [post(1), post(2)];
const besideOne = post(3, { related: [card(one)] });

test("only what changed, and what stands beside it, is asked for", async () => {
  const renamed = post(1, { title: "Renamed" });
  const { content, asked } = api([renamed, two, besideOne], [["changed", 1]]);
  const now = await visit(content, kept(one, two, besideOne), [renamed, two, besideOne].map(card));
  assert.deepEqual(asked.sort(), ["/blog/post-1/", "/blog/post-3/ 304"]);
  assert.equal(now.latest, 9);
  assert.equal(now.kept.get(1)?.document.title, "Renamed");
});

test("what is gone goes, and what it stood beside is asked for", async () => {
  const { content, asked } = api([two, besideOne], [["gone", 1]]);
  const now = await visit(content, kept(one, two, besideOne), [two, besideOne].map(card));
  assert.deepEqual(asked, ["/blog/post-3/ 304"]);
  assert.deepEqual([...now.kept.keys()], [2, 3]);
});

test("what went live may stand beside any page, so each is asked whether it changed", async () => {
  const { content, asked } = api([one, two], [["live", 2]]);
  await visit(content, kept(one), [one, two].map(card));
  assert.deepEqual(asked.sort(), ["/blog/post-1/ 304", "/blog/post-2/"]);
});

test("a post that lists no longer show is gone before changes tell it", async () => {
  const { content } = api([two], []);
  const now = await visit(content, kept(one, two), [card(two)]);
  assert.deepEqual([...now.kept.keys()], [2]);
});

test("a post whose document was lost is asked for", async () => {
  const { content, asked } = api([one], []);
  await visit(content, kept(), [card(one)]);
  assert.deepEqual(asked, ["/blog/post-1/"]);
});
