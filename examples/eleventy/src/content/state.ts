/** What the last build knew: documents with their ETags, and up to where it had read `changes/`. */

import { mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

import type { Page } from "@careroute/client";

export interface Kept {
  readonly etag: string;
  readonly document: Page;
}

export interface State {
  readonly latest: number;
  readonly kept: ReadonlyMap<number, Kept>;
}

interface Visit {
  readonly careroute: string;
  readonly latest: number;
}

const NOTHING: State = { latest: 0, kept: new Map() };

/** Empty when there was no build before, or one from another API. */
export async function readState(folder: string, careroute: string): Promise<State> {
  const visit = await read<Visit>(join(folder, "visit.json"));
  if (visit?.careroute !== careroute) {
    return NOTHING;
  }
  const kept = new Map<number, Kept>();
  for (const name of await readdir(join(folder, "documents"))) {
    const each = await read<Kept>(join(folder, "documents", name));
    if (each) {
      kept.set(each.document.id, each);
    }
  }
  return { latest: visit.latest, kept };
}

/** The visit is noted last: a build that is interrupted is done again. */
export async function writeState(
  folder: string,
  careroute: string,
  before: State,
  now: State,
): Promise<void> {
  const place = (id: number) => join(folder, "documents", `${id}.json`);
  await mkdir(join(folder, "documents"), { recursive: true });
  for (const [id, each] of now.kept) {
    if (before.kept.get(id) !== each) {
      await writeFile(place(id), JSON.stringify(each));
    }
  }
  for (const id of before.kept.keys()) {
    if (!now.kept.has(id)) {
      await rm(place(id), { force: true });
    }
  }
  const visit: Visit = { careroute, latest: now.latest };
  await writeFile(join(folder, "visit.json"), JSON.stringify(visit));
}

async function read<Value>(path: string): Promise<Value | null> {
  try {
    return JSON.parse(await readFile(path, "utf8")) as Value;
  } catch {
    return null;
  }
}
