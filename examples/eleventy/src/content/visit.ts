/** Which documents to ask for anew. `docs/api.md`, "Building bit by bit", says why it is these. */

import type { Content, Page, PostCard, Schemas } from "@careroute/client";

import { inTurns } from "./in_turns.js";
import type { Kept, State } from "./state.js";

type Change = Schemas["ChangeSchema"];

/** Bring what was kept to what is published now. */
export async function visit(content: Content, before: State, cards: readonly PostCard[]): Promise<State> {
  const { latest, items } = await content.changes(before.latest);
  const kept = new Map(before.kept);
  const gone = [...goneIn(items), ...unlisted(kept, cards)];
  gone.forEach((id) => kept.delete(id));
  const asked = addresses(kept, items, cards, new Set([...gone, ...items.map(({ id }) => id)]));
  await inTurns([...asked], async ([id, path]) => {
    const found = await ask(content, path, kept.get(id));
    if (found === null) {
      kept.delete(id);
    } else {
      kept.set(found.document.id, found);
    }
  });
  return { latest, kept };
}

function goneIn(changes: readonly Change[]): number[] {
  return changes.filter(({ change }) => change === "gone").map(({ id }) => id);
}

/** Posts that lists no longer show: their time is over, which `changes/` tells within a minute. */
function unlisted(kept: ReadonlyMap<number, Kept>, cards: readonly PostCard[]): number[] {
  const listed = new Set(cards.map(({ id }) => id));
  return [...kept.values()]
    .map(({ document }) => document)
    .filter(({ type, id }) => type === "blog.BlogPage" && !listed.has(id))
    .map(({ id }) => id);
}

/** Ids and paths of the pages to ask for. */
function addresses(
  kept: ReadonlyMap<number, Kept>,
  changes: readonly Change[],
  cards: readonly PostCard[],
  touched: ReadonlySet<number>,
): Map<number, string> {
  const asked = new Map<number, string>();
  // What went live may now stand beside any page; a page that nothing touched answers 304.
  const isAnyNew = changes.some(({ change }) => change === "live");
  for (const [id, { document }] of kept) {
    if (isAnyNew || document.type !== "blog.BlogPage" || around(document).some((each) => touched.has(each))) {
      asked.set(id, document.path);
    }
  }
  // Nothing tells of a document that was lost here, or of a database that was set back there.
  const isAsKept = ({ id, updated_at: at }: PostCard) => kept.get(id)?.document.updated_at === at;
  cards.filter((card) => !isAsKept(card)).forEach(({ id, path }) => asked.set(id, path));
  for (const { id, path } of changes) {
    if (path !== null) {
      asked.set(id, path);
    }
  }
  return asked;
}

/** The pages that a document names but that are no part of its editions. */
function around(document: Page): number[] {
  return [...document.breadcrumbs, ...document.related, ...document.translations].map(({ id }) => id);
}

async function ask(content: Content, path: string, known: Kept | undefined): Promise<Kept | null> {
  const { data, response } = await content.api.GET("/api/content/v1/pages/", {
    params: { query: { path } },
    headers: known ? { "If-None-Match": known.etag } : {},
  });
  if (known && response.status === 304) {
    return known;
  }
  if (data === undefined && response.status !== 404) {
    throw new Error(`${response.status} for ${path}`);
  }
  if (data === undefined || "redirect" in data) {
    return null;
  }
  return { etag: response.headers.get("ETag") ?? "", document: data };
}
