/** A draft, shown as what it would be if it were published now. Runs in a browser. */

import type { Post, Schemas } from "@careroute/client";

import type { Site } from "../content/site.js";
import { disclaimer } from "./disclaimer.js";
import { html } from "./html.js";
import { layout } from "./layout.js";
import { renderHome, renderStanding } from "./pages.js";
import { renderPost } from "./post.js";

type PostDraft = Schemas["BlogPageDraft"];

export type Draft =
  | PostDraft
  | Schemas["StandardPageDraft"]
  | Schemas["HomePageDraft"]
  | Schemas["BlogIndexPageDraft"]
  | Schemas["DisclaimerVersionDraft"];

/** What stands where a post has no disclaimer yet. It cannot be published so. */
const MISSING: Schemas["DisclaimerSchema"] = {
  key: "",
  version: 0,
  title: "Disclaimer",
  html: "<p>This post has no disclaimer yet.</p>",
  text: "This post has no disclaimer yet.",
  jurisdiction: null,
  effective_from: new Date(0).toISOString(),
};

const NO_CATEGORY: Post["category"] = { id: 0, slug: "", name: "No category yet", description: "" };

/** The whole page as HTML. */
export function renderDraft(draft: Draft, site: Site): string {
  switch (draft.type) {
    case "blog.BlogPage":
      return renderPost(whole(draft), site);
    case "home.StandardPage":
      return renderStanding(published(draft), site);
    case "home.HomePage":
      return renderHome(published(draft), site);
    case "blog.BlogIndexPage":
      return framed(draft.title, html`<h1>${draft.title}</h1>`, site);
    case "blog.DisclaimerVersion":
      return framed(draft.disclaimer.title, disclaimer(draft.disclaimer, site, "en"), site);
  }
}

function whole(draft: PostDraft): Post {
  const { disclaimer = null, category = null } = draft;
  return published({ ...draft, disclaimer: disclaimer ?? MISSING, category: category ?? NO_CATEGORY });
}

const NO_EDITION = { number: 0, live_from: new Date(0).toISOString() };

/** With the one thing that every published document has and no draft. */
function published<Type extends { readonly edition: null }>(draft: Type) {
  return { ...draft, edition: NO_EDITION };
}

function framed(title: string, content: ReturnType<typeof html>, site: Site): string {
  return layout({ path: "/preview/", locale: "en", title, description: "", crumbs: [], content }, site);
}
