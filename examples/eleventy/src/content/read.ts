/** Everything that is published, from the API. */

import { Content, type Page, type PostCard } from "@careroute/client";

import type { Settings } from "../settings.js";
import { ownPaths } from "../html/addresses.js";
import { pagesOf, type Shared, type Site } from "./site.js";
import { readState, writeState } from "./state.js";
import { visit } from "./visit.js";

export async function readSite(settings: Settings): Promise<Site> {
  const content = new Content({ baseUrl: settings.careroute });
  // Cards first: what the API has still to build anew for them is then told in `changes/`.
  const cards = await gather(content.all("/api/content/v1/posts/", { cursor: "", limit: 100 }));
  const before = await readState(settings.state, settings.careroute);
  const now = await visit(content, before, cards);
  await writeState(settings.state, settings.careroute, before, now);
  return withLists(
    content,
    settings,
    cards,
    [...now.kept.values()].map(({ document }) => document),
  );
}

async function withLists(
  content: Content,
  settings: Settings,
  cards: PostCard[],
  documents: Page[],
): Promise<Site> {
  const about = await content.site();
  const pages = new Map(documents.sort(byPath).map((page) => [page.path, page]));
  const site = {
    address: settings.address,
    today: new Date().toISOString().slice(0, 10),
    about,
    pages,
    indexes: pagesOf({ pages }, "blog.BlogIndexPage"),
    cards: cards.filter((card) => pages.get(card.path)?.id === card.id),
    shared: await Promise.all(about.locales.map(({ code }) => readShared(content, code))),
    redirects: await gather(content.all("/api/content/v1/redirects/", { cursor: "", limit: 100 })),
    ownPaths: new Set<string>(),
  };
  return { ...site, ownPaths: ownPaths(site) };
}

async function readShared(content: Content, locale: string): Promise<Shared> {
  const query = { locale, limit: 100 };
  const routes = await content.api.GET("/api/content/v1/routes/", { params: { query: { locale } } });
  return {
    locale,
    categories: await gather(content.all("/api/content/v1/categories/", query)),
    tags: await gather(content.all("/api/content/v1/tags/", query)),
    people: await gather(content.all("/api/content/v1/people/", query)),
    treatments: await gather(content.all("/api/content/v1/treatments/", query)),
    routes: (routes.data?.items ?? []).filter(({ posts }) => posts > 0),
  };
}

async function gather<Each>(items: AsyncIterable<Each>): Promise<Each[]> {
  const found: Each[] = [];
  for await (const item of items) {
    found.push(item);
  }
  return found;
}

function byPath(one: Page, other: Page): number {
  return one.path < other.path ? -1 : 1;
}
