import createOpenApiClient, { type Client } from "openapi-fetch";

import { conditionalFetch } from "./conditional.js";
import { ContentError } from "./errors.js";
import type { paths } from "./schema.js";
import type { Page, Post, Problem, Schemas } from "./types.js";

export interface ContentOptions {
  /** Where the site is: `https://example.org`. */
  readonly baseUrl: string;
  /** In place of the global `fetch`. Answers are asked for conditionally through it. */
  readonly fetch?: (request: Request) => Promise<Response>;
}

type Answer<Path extends keyof paths> = paths[Path] extends {
  get: { responses: { 200: { content: { "application/json": infer Body } } } };
}
  ? Body
  : never;

type Query<Path extends keyof paths> = paths[Path] extends {
  get: { parameters: { query?: infer Parameters } };
}
  ? NonNullable<Parameters>
  : never;

/** The addresses of lists: their answers have `items` and `next`. */
export type ListPath = {
  [Path in keyof paths]: Answer<Path> extends { items: unknown[]; next: string | null }
    ? Path
    : never;
}[keyof paths];

/** What a list is a list of. */
export type Item<Path extends ListPath> =
  Answer<Path> extends { items: (infer Each)[] } ? Each : never;

type Change = Schemas["ChangeSchema"];

/** The content API of one site. What is not there is null; any other error is a `ContentError`. */
export class Content {
  /** Every endpoint, typed by its path: `content.api.GET("/api/content/v1/posts/", …)`. */
  readonly api: Client<paths>;
  readonly #fetch: (request: Request) => Promise<Response>;
  readonly #baseUrl: URL;

  constructor(options: ContentOptions) {
    this.#baseUrl = new URL(options.baseUrl);
    this.#fetch = conditionalFetch(options.fetch);
    this.api = createOpenApiClient<paths>({ baseUrl: options.baseUrl, fetch: this.#fetch });
  }

  /** A post by its slug. An old slug finds it too. */
  async post(slug: string, locale?: string): Promise<Post | null> {
    const query = locale === undefined ? {} : { locale };
    const answer = await this.api.GET("/api/content/v1/posts/{slug}/", {
      params: { path: { slug }, query },
    });
    return found(answer);
  }

  /** A page of any type by its path, or where it has moved. */
  async page(path: string): Promise<Page | Schemas["MovedSchema"] | null> {
    return found(await this.api.GET("/api/content/v1/pages/", { params: { query: { path } } }));
  }

  /** Name, menu, contact and the rest of what every page shows. */
  async site(): Promise<Schemas["SiteSchema"]> {
    return required(await this.api.GET("/api/content/v1/site/"));
  }

  /** One part of the hits for a reader's words. */
  async search(query: Query<"/api/content/v1/search/">): Promise<Schemas["SearchResults"]> {
    return required(await this.api.GET("/api/content/v1/search/", { params: { query } }));
  }

  /** Every item of a list, from its first page to its last. */
  async *all<Path extends ListPath>(path: Path, query?: Query<Path>): AsyncGenerator<Item<Path>> {
    let next: string | null = this.#address(path, query ?? {});
    while (next !== null) {
      const part: { items: Item<Path>[]; next: string | null } = await this.#read(next);
      yield* part.items;
      next = part.next;
    }
  }

  /**
   * What went live, changed or went away after `since` (0: from the beginning).
   *
   * Keep `latest` and give it as `since` the next time.
   */
  async changes(since = 0): Promise<{ latest: number; items: Change[] }> {
    const items: Change[] = [];
    let next: string | null = this.#address("/api/content/v1/changes/", { since });
    let latest = since;
    while (next !== null) {
      const part: Schemas["ChangeList"] = await this.#read(next);
      items.push(...part.items);
      latest = part.latest;
      next = part.next;
    }
    return { latest, items };
  }

  #address(path: string, query: object): string {
    const url = new URL(path, this.#baseUrl);
    for (const [name, value] of Object.entries(query)) {
      for (const each of Array.isArray(value) ? value : [value]) {
        if (each !== undefined) {
          url.searchParams.append(name, String(each));
        }
      }
    }
    return url.href;
  }

  /** Links in answers name the public address; the API may be reached at another. */
  async #read<Body>(link: string): Promise<Body> {
    const { pathname, search } = new URL(link, this.#baseUrl);
    const url = new URL(pathname + search, this.#baseUrl).href;
    const response = await this.#fetch(new Request(url));
    if (!response.ok) {
      throw new ContentError(url, (await response.json()) as Problem);
    }
    return (await response.json()) as Body;
  }
}

interface Answered<Data> {
  readonly data?: Data;
  readonly error?: unknown;
  readonly response: Response;
}

function found<Data>(answer: Answered<Data>): Data | null {
  return answer.response.status === 404 ? null : required(answer);
}

function required<Data>(answer: Answered<Data>): Data {
  if (answer.data === undefined) {
    throw new ContentError(answer.response.url, answer.error as Problem);
  }
  return answer.data;
}
