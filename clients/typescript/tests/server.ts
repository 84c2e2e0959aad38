import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

export interface Reply {
  readonly status?: number;
  readonly etag?: string;
  readonly body?: unknown;
}

export interface Server {
  readonly url: string;
  readonly asked: { path: string; etag: string | undefined }[];
  close(): Promise<void>;
}

/** A server that answers from a table, as the content API does: strong ETags, 304, problems. */
export async function serve(answer: (path: string, request: IncomingMessage) => Reply): Promise<Server> {
  const asked: Server["asked"] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? "";
    asked.push({ path, etag: request.headers["if-none-match"] });
    const { status = 200, etag, body } = answer(path, request);
    const isKnown = etag !== undefined && request.headers["if-none-match"] === etag;
    response.writeHead(isKnown ? 304 : status, {
      "Content-Type": status < 400 ? "application/json" : "application/problem+json",
      ...(etag === undefined ? {} : { ETag: etag }),
    });
    response.end(isKnown ? undefined : JSON.stringify(body));
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    close: () => new Promise((closed) => server.close(() => closed())),
  };
}
