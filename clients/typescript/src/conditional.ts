type Fetch = (request: Request) => Promise<Response>;

interface Kept {
  readonly etag: string;
  readonly response: Response;
}

/**
 * A `fetch` that asks again only for what has changed.
 *
 * The last `most` answers are kept with their ETag. Asked for again, the server says 304 if they
 * still hold, and the kept one is answered: always what the server says now, seldom its bytes.
 */
export function conditionalFetch(fetch: Fetch = globalThis.fetch, most = 500): Fetch {
  const kept = new Map<string, Kept>();

  return async (request) => {
    if (request.method !== "GET" || request.headers.has("If-None-Match")) {
      return fetch(request);
    }
    const known = kept.get(request.url);
    const asked = new Request(request);
    if (known) {
      asked.headers.set("If-None-Match", known.etag);
    }
    const response = await fetch(asked);
    if (known && response.status === 304) {
      keep(request.url, known);
      return known.response.clone();
    }
    const etag = response.headers.get("ETag");
    if (response.ok && etag) {
      keep(request.url, { etag, response: response.clone() });
    } else {
      kept.delete(request.url);
    }
    return response;
  };

  function keep(url: string, answer: Kept): void {
    kept.delete(url);
    kept.set(url, answer);
    for (const oldest of kept.keys()) {
      if (kept.size <= most) {
        break;
      }
      kept.delete(oldest);
    }
  }
}
