import assert from "node:assert/strict";
import { test } from "node:test";

import { redirects } from "../src/content/redirects.js";
import { redirectsFile, renderRedirect } from "../src/html/redirect.js";
import { post, site } from "./documents.js";

test("old addresses lead to pages of this site, or elsewhere; none hides a page", () => {
    const here = {
        ...site([post(1)]),
        redirects: [
            { path: "/old", to: "https://cms.example/blog/post-1/", permanent: true },
            { path: "/away/", to: "https://x.example/", permanent: false },
            { path: "/blog/post-1/", to: "https://x.example/", permanent: true },
            { path: "/?p=1", to: "https://x.example/", permanent: true },
        ],
    };
    const all = redirects(here);
    assert.equal(redirectsFile(all), "/old/ /blog/post-1/ 301\n/away/ https://x.example/ 302\n");
    const page = renderRedirect(all[0] ?? assert.fail(), here);
    assert.ok(
        page.includes('content="0; url=/blog/post-1/"') &&
            page.includes('href="https://site.example/blog/post-1/"'),
    );
});
