import assert from "node:assert/strict";
import { test } from "node:test";

import { clean, html, when } from "../src/html/html.js";

test("text is escaped, HTML and lists of it are not", () => {
  const items = ["<b>", "&"].map((text) => html`<li>${text}</li>`);
  assert.equal(
    html`<ul title="${'"'}">${items}</ul>`.text,
    '<ul title="&#34;"><li>&#60;b&#62;</li><li>&#38;</li></ul>',
  );
});

test("what is not there becomes nothing, and 0 stays", () => {
  assert.equal(html`${null}${undefined}${false}${""}${0}`.text, "0");
  assert.equal(html`${when("", () => "never")}${when(null, () => "never")}`.text, "");
});

test("clean HTML stands as it is", () => {
  assert.equal(html`${clean("<p>a</p>")}`.text, "<p>a</p>");
});
