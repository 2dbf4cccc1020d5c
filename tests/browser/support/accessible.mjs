// The tests of what a machine can tell of accessibility, for the pages of one language.

import { strict as assert } from "node:assert";
import { open } from "./acts.mjs";
import { assertAccessible } from "./axe.mjs";
import { REGISTRATION, camille, fill, reference, send } from "./form.mjs";
import * as pages from "./pages.mjs";
import { stage } from "./stage.mjs";
import { release } from "./where.mjs";

const plain = { javaScriptEnabled: false };

/** Defines the tests for the pages of `lang`. */
export function accessible(lang) {
  const site = stage(release);
  for (const colorScheme of ["light", "dark"]) {
    for (const { path } of pages.all.filter((page) => page.lang === lang)) {
      site.test(`${path} (${colorScheme}): axe finds nothing`, { colorScheme, isRegular: true }, async ({ page, t }) => {
        await open(page, path);
        await assertAccessible(page, t);
      });
    }

    site.test(`${REGISTRATION[lang]} with errors (${colorScheme}): axe finds nothing`, { colorScheme }, async ({ page, t }) => {
      await open(page, REGISTRATION[lang]);
      await send(page);
      await assertAccessible(page, t);
    });

    site.test(`the receipt on ${REGISTRATION[lang]} (${colorScheme}): axe finds nothing`, { colorScheme }, async ({ page, t }) => {
      await open(page, REGISTRATION[lang]);
      await fill(page, camille());
      await send(page);
      await reference(page);
      await assertAccessible(page, t);
    });
  }

  site.test(`axe would find a fault on ${REGISTRATION[lang]}`, async ({ page }) => {
    await open(page, REGISTRATION[lang]);
    await page.evaluate(() => document.querySelector("label").remove());
    await assert.rejects(assertAccessible(page, { diagnostic() {} }), /label/);
  });

  site.test(`the receipt without script, from ${REGISTRATION[lang]}: axe finds nothing`, async ({ page, context, t }) => {
    const other = await context.browser().newContext({ ...plain, baseURL: site.endpoint.origin });
    try {
      const tab = await other.newPage();
      await tab.goto(REGISTRATION[lang]);
      await fill(tab, camille());
      await send(tab);
      await reference(tab);
      await open(page, tab.url());
      await assertAccessible(page, t);
    } finally {
      await other.close();
    }
  });
}
