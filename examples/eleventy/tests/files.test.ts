import assert from "node:assert/strict";
import { mkdtemp, readFile, readdir, stat, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";

import { bring } from "../src/files.js";

test("what differs is written, what is right is not touched, what is left over goes", async () => {
  const folder = await mkdtemp(join(tmpdir(), "files-"));
  const [same, other, old] = ["same.html", "other.html", "old.html"].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  await Promise.all([writeFile(same, "same"), writeFile(other, "before"), writeFile(old, "old")]);
  await utimes(same, 1, 1);
  const done = await bring(
    folder,
    new Map([
      [same, "same"],
      [other, "after"],
      [join(folder, "a/b.html"), "new"],
    ]),
  );
  assert.deepEqual(done, { written: 2, removed: 1 });
  assert.equal((await stat(same)).mtimeMs, 1000);
  assert.equal(await readFile(other, "utf8"), "after");
  assert.deepEqual((await readdir(folder)).sort(), ["a", "other.html", "same.html"]);
});

test("nothing is written outside of the folder", async () => {
  const folder = await mkdtemp(join(tmpdir(), "files-"));
  await assert.rejects(bring(folder, new Map([[join(folder, "../elsewhere.html"), "x"]])));
});
