/** Small documents for tests, no truer than a test needs. */

import type { Page, Post, PostCard, Schemas } from "@careroute/client";

import type { Site } from "../src/content/site.js";

const RICH = { html: "", text: "" };
const SEO: Schemas["SeoSchema"] = {
  title: "",
  description: "",
  canonical: "https://cms.example/",
  robots: "",
  image: null,
  json_ld: null,
};

export function post(id: number, more: Partial<Post> = {}): Post {
  const path = `/blog/post-${id}/`;
  return {
    id,
    type: "blog.BlogPage",
    slug: `post-${id}`,
    path,
    url: `https://cms.example${path}`,
    locale: "en",
    translations: [],
    title: `Post ${id}`,
    subtitle: "",
    excerpt: "",
    intro: RICH,
    hero: null,
    authors: [],
    reviewed_by: null,
    last_reviewed: null,
    next_review_due: null,
    published_at: "2026-01-01T00:00:00Z",
    updated_at: "2026-01-01T00:00:00Z",
    reading_minutes: 1,
    word_count: 1,
    category: null,
    tags: [],
    treatments: [],
    body: [],
    table_of_contents: [],
    comparison: null,
    references: [],
    breadcrumbs: [],
    related: [],
    comments: { state: "off", notice: "" },
    seo: SEO,
    disclaimer: {
      key: "site",
      version: 1,
      title: "Please note",
      html: "<p>No advice.</p>",
      text: "No advice.",
      jurisdiction: null,
      effective_from: "2026-01-01T00:00:00Z",
    },
    edition: { number: 1, live_from: "2026-01-01T00:00:00Z" },
    ...more,
  };
}

export function card(of: Post): PostCard {
  return { ...of, authors: [], category: null, treatments: [], routes: [], type: "blog.BlogPage" };
}

export function site(pages: readonly Page[] = []): Site {
  return {
    address: "https://site.example",
    today: "2026-02-01",
    about: {
      name: "The clinic",
      tagline: "",
      url: "https://cms.example/",
      logo: null,
      navigation: [],
      social_profiles: [],
      contact: { phone: "", email: null, address: "", booking_url: null, corrections_email: null },
      footer_text: "",
      comments: { state: "off", notice: "" },
      jurisdiction: null,
      jurisdiction_label: "",
      locales: [{ code: "en", name: "English", is_default: true }],
      default_disclaimer: null,
    },
    pages: new Map(pages.map((page) => [page.path, page])),
    indexes: [],
    cards: [],
    shared: [],
    redirects: [],
    ownPaths: new Set(["/search/"]),
  };
}
