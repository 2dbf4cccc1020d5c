// A walk through the whole site by its links, without a page load.

import { strict as assert } from "node:assert";
import { test } from "node:test";
import { arrived, isSameDocument, mark, open } from "./acts.mjs";
import * as pages from "./pages.mjs";
import { stage } from "./stage.mjs";

/** Defines the tests of the walk on one build. */
export function walk(dist, build) {
  const site = stage(dist);
  for (const lang of ["fr", "en"]) {
    // One visitor for the whole walk: that is what it is about.
    let visitor;

    for (const goal of stops(lang)) {
      test(`${goal.path} is reached by links without a page load (${build})`, { timeout: 60_000 }, async () => {
        visitor ??= await site.visit();
        const { page, guard } = visitor;
        await begin(page, lang, goal);
        await step(page, goal);
        assert.ok(await isSameDocument(page), "the page was loaded again");
        await assertShown(page, goal);
        guard.check();
      });
    }
  }
}

/** The pages in an order in which each is linked from the one before, or from its menu; the home page last. */
function stops(lang) {
  const linked = pages.listed.filter((page) => page.lang === lang && page.path !== `/${lang}/`);
  return [...linked, pages.at(lang === "fr" ? "/fr/gerer/" : "/en/manage/"), pages.at(`/${lang}/`)];
}

/** Starts where the last test has ended; from a fresh page when it failed, or when no link leads to `goal`. */
async function begin(page, lang, goal) {
  const isWalking = await isSameDocument(page).catch(() => false);
  if (goal === pages.at("/fr/gerer/") || goal === pages.at("/en/manage/")) {
    await open(page, lang === "fr" ? "/fr/recu/" : "/en/receipt/");
  } else if (!isWalking) {
    await open(page, goal.path === `/${lang}/` ? pages.listed.find((other) => other.lang === lang && other !== goal).path : `/${lang}/`);
  } else {
    return;
  }
  await mark(page);
}

async function step(page, goal) {
  // An answer that is folded away may have one too.
  let link = page.locator(`a[href="${goal.path}"]:visible`).first();
  if ((await link.count()) === 0) {
    const index = goal.path.replace(/[^/]+\/$/, "");
    await page.locator(`.menu a[href="${index}"]`).click();
    await arrived(page, pages.at(index));
    link = page.locator(`main a[href="${goal.path}"]:visible`).first();
  }
  await link.click();
  await arrived(page, goal);
}

async function assertShown(page, goal) {
  // Focus moves in the task after the new content.
  await page.waitForFunction(() => document.activeElement?.matches("main h1"));
  const shown = await page.evaluate(() => ({
    title: document.title,
    headings: [...document.querySelectorAll("h1")].map((heading) => heading.textContent),
    current: [...new Set([...document.querySelectorAll("[aria-current=page]")].map((link) => link.getAttribute("href")))],
    expected: [...document.querySelectorAll("body > header a, body > footer a")].some((link) => link.getAttribute("href") === location.pathname),
    language: document.querySelector("a.language").getAttribute("href"),
    lang: document.documentElement.lang,
    top: scrollY,
  }));
  assert.equal(shown.title, goal.title);
  assert.deepEqual(shown.headings, goal.headings);
  assert.deepEqual(shown.current, shown.expected ? [goal.path] : []);
  assert.equal(shown.language, goal.twin);
  assert.equal(shown.lang, goal.lang);
  assert.equal(shown.top, 0);
}
