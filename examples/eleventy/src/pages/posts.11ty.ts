import { posts } from "../content/site.js";
import { fileOf } from "../html/addresses.js";
import { renderPost } from "../html/post.js";
import { site } from "../site.js";
import { each } from "./each.js";

export const { data, render } = each(
  posts(site),
  ({ path }) => fileOf(path),
  (post) => renderPost(post, site),
);
