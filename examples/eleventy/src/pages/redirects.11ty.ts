import { redirects } from "../content/redirects.js";
import { fileOf } from "../html/addresses.js";
import { renderRedirect } from "../html/redirect.js";
import { site } from "../site.js";
import { each } from "./each.js";

export const { data, render } = each(
    redirects(site),
    ({ from }) => fileOf(from),
    (redirect) => renderRedirect(redirect, site),
);
