import assert from "node:assert/strict";
import { test } from "node:test";

import { Content, ContentError } from "../src/index.js";
import { serve, type Reply } from "./server.js";

const API = "/api/content/v1";
const missing: Reply = { status: 404, body: { type: "about:blank", title: "Not Found", status: 404 } };

test("a list is walked to its end, whatever address its links name", async () => {
  const server = await serve((path) => {
    const cursor = new URL(path, "http://x").searchParams.get("cursor");
    const next = `https://public.example${API}/posts/?route=oral&route=nasal&cursor=two`;
    return cursor === "two"
      ? { body: { items: [{ id: 2 }], next: null } }
      : { body: { items: [{ id: 1 }], next } };
  });
  const content = new Content({ baseUrl: server.url });
  const ids: number[] = [];
  for await (const card of content.all(`${API}/posts/`, { route: ["oral", "nasal"], cursor: "" })) {
    ids.push(card.id);
  }
  assert.deepEqual(ids, [1, 2]);
  assert.equal(server.asked[0]?.path, `${API}/posts/?route=oral&route=nasal&cursor=`);
  assert.equal(server.asked[1]?.path, `${API}/posts/?route=oral&route=nasal&cursor=two`);
  await server.close();
});

test("what has not changed is not sent again, and what has is", async () => {
  let title = "First";
  const server = await serve(() => ({ etag: `"${title}"`, body: { title } }));
  const content = new Content({ baseUrl: server.url });
  assert.equal((await content.post("a"))?.title, "First");
  assert.equal((await content.post("a"))?.title, "First");
  assert.equal((await content.post("a"))?.title, "First");
  title = "Second";
  assert.equal((await content.post("a"))?.title, "Second");
  assert.deepEqual(
    server.asked.map(({ etag }) => etag),
    [undefined, '"First"', '"First"', '"First"'],
  );
  await server.close();
});

test("what is gone is null, even if it was there", async () => {
  let isThere = true;
  const server = await serve(() => (isThere ? { etag: '"1"', body: { title: "A" } } : missing));
  const content = new Content({ baseUrl: server.url });
  assert.equal((await content.post("a"))?.title, "A");
  isThere = false;
  assert.equal(await content.post("a"), null);
  assert.equal(await content.page("/blog/a/"), null);
  isThere = true;
  assert.equal((await content.post("a"))?.title, "A");
  await server.close();
});

test("a problem is an error that says what is wrong", async () => {
  const problem = {
    type: "about:blank",
    title: "Unprocessable Entity",
    status: 422,
    detail: "q: Field required",
    errors: [{ loc: ["query", "q"], msg: "Field required" }],
  };
  const server = await serve(() => ({ status: 422, body: problem }));
  const content = new Content({ baseUrl: server.url });
  for (const ask of [
    () => content.search({ q: "" }),
    () => content.all(`${API}/posts/`).next(),
    () => content.changes(),
  ]) {
    await assert.rejects(ask, (error: unknown) => {
      assert.ok(error instanceof ContentError);
      assert.equal(error.status, 422);
      assert.match(error.message, /q: Field required/);
      assert.deepEqual(error.problem.errors, problem.errors);
      return true;
    });
  }
  await server.close();
});

test("changes are read to the end, and say where to begin the next time", async () => {
  const server = await serve((path) =>
    path.endsWith("after=7")
      ? { body: { latest: 9, next: null, items: [{ id: 2 }] } }
      : { body: { latest: 7, next: `http://x${API}/changes/?since=3&after=7`, items: [{ id: 1 }] } },
  );
  const { latest, items } = await new Content({ baseUrl: server.url }).changes(3);
  assert.equal(latest, 9);
  assert.deepEqual(items.map(({ id }) => id), [1, 2]);
  await server.close();
});

test("no more answers are kept than may be", async () => {
  const { conditionalFetch } = await import("../src/index.js");
  const server = await serve((path) => ({ etag: `"${path}"`, body: path }));
  const fetch = conditionalFetch(globalThis.fetch, 2);
  for (const path of ["/a", "/b", "/a", "/c", "/b", "/a"]) {
    assert.equal(await (await fetch(new Request(server.url + path))).json(), path);
  }
  assert.deepEqual(
    server.asked.map(({ etag }) => etag !== undefined),
    [false, false, true, false, false, false],
  );
  await server.close();
});
