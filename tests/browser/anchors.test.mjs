// Addresses that name a place in a page.

import { strict as assert } from "node:assert";
import { addLink, arrived, isSameDocument, mark, open } from "./support/acts.mjs";
import * as pages from "./support/pages.mjs";
import { stage } from "./support/stage.mjs";
import { release } from "./support/where.mjs";

const site = stage(release);
const regular = { isRegular: true };
const faqs = [pages.at("/fr/faq/"), pages.at("/en/faq/")];

/** Waits until the answer `anchor` is open and in view. */
async function seen(page, anchor) {
  await page.waitForFunction((anchor) => {
    const answer = document.getElementById(anchor);
    if (!answer?.closest("details").open) return false;
    const { top, bottom, height } = answer.getBoundingClientRect();
    return height > 0 && bottom > 0 && top < innerHeight;
  }, anchor);
}

for (const faq of faqs) {
  const [first] = faq.questions;
  const last = faq.questions.at(-1);

  for (const anchor of faq.questions) {
    site.test(`${faq.path}#${anchor} opens its answer without script`, { javaScriptEnabled: false, isRegular: true }, async ({ page }) => {
      await page.goto(`${faq.path}#${anchor}`);
      await seen(page, anchor);
    });
  }

  site.test(`${faq.path}#${last} opens its answer with script`, regular, async ({ page }) => {
    await open(page, `${faq.path}#${last}`);
    await seen(page, last);
  });

  site.test(`a link within ${faq.path} opens its answer, without a page load`, regular, async ({ page }) => {
    await open(page, faq.path);
    await mark(page);
    await (await addLink(page, `#${first}`)).click();
    await seen(page, first);
    assert.equal(new URL(page.url()).hash, `#${first}`);
    assert.ok(await isSameDocument(page));
  });

  site.test(`a link from another page opens its answer on ${faq.path}, without a page load`, regular, async ({ page }) => {
    await open(page, `/${faq.lang}/`);
    await mark(page);
    await (await addLink(page, `${faq.path}#${last}`)).click();
    await arrived(page, faq);
    await seen(page, last);
    assert.equal(new URL(page.url()).hash, `#${last}`);
    assert.ok(await isSameDocument(page));
  });
}

site.test("an answer that the filter hides is shown when a link leads to it", regular, async ({ page }) => {
  const [first] = faqs[0].questions;
  const field = page.getByRole("searchbox");
  await open(page, "/fr/faq/");
  await field.fill("zzzzzz");
  await page.waitForFunction(() => !document.querySelector("main details:not([hidden])"));
  await (await addLink(page, `#${first}`)).click();
  await seen(page, first);
  assert.equal(await field.inputValue(), "");
  assert.equal(await page.locator("main details[hidden]").count(), 0);
});

site.test("a link from another page opens its answer without script", { javaScriptEnabled: false }, async ({ page }) => {
  const anchor = faqs[0].questions.at(-1);
  await page.goto("/fr/");
  await (await addLink(page, `/fr/faq/#${anchor}`)).click();
  await page.waitForURL(`**/fr/faq/#${anchor}`);
  await seen(page, anchor);
});

site.test("back from a place in a page returns within it, without a page load", regular, async ({ page }) => {
  const [first, second] = faqs[0].questions;
  await open(page, `/fr/faq/#${first}`);
  await mark(page);
  await (await addLink(page, `#${second}`)).click();
  await seen(page, second);
  await page.goBack();
  await page.waitForFunction((hash) => location.hash === hash, `#${first}`);
  assert.equal(await page.locator("main h1").textContent(), faqs[0].headings[0]);
  assert.ok(await isSameDocument(page));
});

site.test("an address that names nothing shows the page as it is", regular, async ({ page }) => {
  await open(page, "/fr/faq/#100%25-rien");
  assert.equal(await page.locator("details[open]").count(), 0);
});

site.test("the skip link leads to the content, without a page load", regular, async ({ page }) => {
  await open(page, "/fr/etudes/");
  await mark(page);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.activeElement?.id === "main");
  assert.ok(await isSameDocument(page));
});
