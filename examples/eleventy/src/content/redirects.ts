/** Old addresses and where they lead on this site. */

import { ownLink } from "../html/addresses.js";
import type { Site } from "./site.js";

export interface Redirect {
    readonly from: string;
    readonly to: string;
    readonly permanent: boolean;
}

/** Those that do not hide a page which is there now. */
export function redirects(site: Site): Redirect[] {
    return site.redirects
        .map(({ path, to, permanent }) => ({
            from: path.endsWith("/") ? path : `${path}/`,
            to: ownLink(site, to),
            permanent,
        }))
        .filter(({ from }) => /^\/[^?#\s]*$/.test(from) && !site.pages.has(from) && !site.ownPaths.has(from));
}
