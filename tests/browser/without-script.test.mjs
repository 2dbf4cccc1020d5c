// Pages in a browser that runs no script.

import { strict as assert } from "node:assert";
import * as pages from "./support/pages.mjs";
import { stage } from "./support/stage.mjs";
import { release } from "./support/where.mjs";

const site = stage(release);
const plain = { javaScriptEnabled: false, isRegular: true };

for (const { path, headings } of pages.all) {
  site.test(`${path} shows its text and its links work without script`, plain, async ({ page }) => {
    await page.goto(path);
    const heading = page.getByRole("heading", { level: 1 });
    assert.ok(await heading.isVisible());
    assert.equal(await heading.textContent(), headings[0]);
    const link = page.locator(".menu a:not([aria-current])").first();
    const to = await link.getAttribute("href");
    await link.click();
    await page.waitForURL(`**${to}`);
    assert.equal(await page.getByRole("heading", { level: 1 }).textContent(), pages.at(to).headings[0]);
  });
}

for (const lang of ["fr", "en"]) {
  site.test(`/${lang}/ leads to its twin without script`, plain, async ({ page }) => {
    const { twin } = pages.at(`/${lang}/`);
    await page.goto(`/${lang}/`);
    await page.locator("a.language").click();
    await page.waitForURL(`**${twin}`);
    assert.equal(await page.locator("html").getAttribute("lang"), pages.at(twin).lang);
  });
}
