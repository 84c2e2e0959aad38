/** For hosts of plain files that know no redirects, and for those that read `_redirects`. */

import type { Redirect } from "../content/redirects.js";
import type { Site } from "../content/site.js";
import { html } from "./html.js";

export function renderRedirect({ to }: Redirect, site: Site): string {
  const target = to.startsWith("/") ? site.address + to : to;
  return html`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>This page has moved</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta http-equiv="refresh" content="0; url=${to}">
<link rel="canonical" href="${target}">
</head>
<body><main><h1>This page has moved</h1><p><a href="${to}">Go to its new address</a></p></main></body>
</html>
`.text;
}

export function redirectsFile(all: readonly Redirect[]): string {
  return all.map(({ from, to, permanent }) => `${from} ${to} ${permanent ? 301 : 302}\n`).join("");
}
