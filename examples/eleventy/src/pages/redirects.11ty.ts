import { redirects } from "../content/redirects.js";
import { renderRedirect } from "../html/redirect.js";
import { site } from "../site.js";
import { each } from "./each.js";

export const { data, render } = each(
  redirects(site).filter(({ file }) => file !== null),
  ({ file }) => file ?? "",
  (redirect) => renderRedirect(redirect, site),
);
