import assert from "node:assert/strict";
import { test } from "node:test";

import { redirects } from "../src/content/redirects.js";
import { redirectsFile, renderRedirect } from "../src/html/redirect.js";
import { post, site } from "./documents.js";

test("old addresses lead to pages of this site, or elsewhere; none hides a page", () => {
  const here = {
    ...site([post(1)]),
    ownPaths: new Set(["/"]),
    redirects: [
      { path: "/old", to: "https://cms.example/blog/post-1/", permanent: true },
      { path: "/away/", to: "https://x.example/", permanent: false },
      { path: "/blog/post-1/", to: "https://x.example/", permanent: true },
      { path: "/about.html", to: "https://x.example/", permanent: true },
      { path: "/index.html", to: "https://x.example/", permanent: true },
      { path: "/feed.rss", to: "https://x.example/feed", permanent: true },
      { path: "/100%/", to: "https://x.example/", permanent: true },
      { path: "/?p=1", to: "https://x.example/", permanent: true },
    ],
  };
  const all = redirects(here);
  assert.deepEqual(
    all.map(({ from, file }) => [from, file]),
    [
      ["/old/", "/old/index.html"],
      ["/away/", "/away/index.html"],
      ["/about.html", "/about.html"],
      ["/feed.rss", null],
      ["/100%/", "/100%/index.html"],
    ],
  );
  assert.ok(redirectsFile(all).startsWith("/old/ /blog/post-1/ 301\n/away/ https://x.example/ 302\n"));
  const page = renderRedirect(all[0] ?? assert.fail(), here);
  assert.ok(
    page.includes('content="0; url=/blog/post-1/"') &&
      page.includes('href="https://site.example/blog/post-1/"'),
  );
});
