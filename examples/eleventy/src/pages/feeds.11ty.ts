import { jsonFeed, rss } from "../html/feeds.js";
import { site } from "../site.js";
import { each } from "./each.js";

const FEEDS: readonly [string, string][] = [
  ["/blog/feed.rss", rss(site)],
  ["/blog/feed.json", jsonFeed(site)],
];

export const { data, render } = each(
  FEEDS,
  ([file]) => file,
  ([, feed]) => feed,
);
