// The debug wasm finds on every page exactly what it expects, and says nothing.

import { strict as assert } from "node:assert";
import { open, settle } from "./support/acts.mjs";
import * as pages from "./support/pages.mjs";
import { stage } from "./support/stage.mjs";
import { debug } from "./support/where.mjs";

const site = stage(debug);

for (const { path, headings } of pages.all) {
  site.test(`${path} hydrates without a mismatch`, { isRegular: true }, async ({ page }) => {
    await open(page, path);
    await settle(page);
    assert.equal(await page.locator("main h1").textContent(), headings[0]);
  });
}
