// Small screens and large letters: everything can be read without scrolling sideways.

import { strict as assert } from "node:assert";
import { open } from "./support/acts.mjs";
import { REGISTRATION, camille, fill, reference, send } from "./support/form.mjs";
import * as pages from "./support/pages.mjs";
import { stage } from "./support/stage.mjs";
import { release } from "./support/where.mjs";

const site = stage(release);
/** 320 CSS pixels: a small phone, or 1280 at 400 % (WCAG 1.4.10). */
const narrow = { viewport: { width: 320, height: 640 } };

async function assertFits(page) {
  const found = await page.evaluate(() => {
    const wide = [...document.querySelectorAll("main *")].filter((element) => element.getBoundingClientRect().right > innerWidth + 1);
    return { content: document.documentElement.scrollWidth, room: innerWidth, wide: wide.slice(0, 3).map((element) => element.outerHTML.slice(0, 120)) };
  });
  assert.ok(found.content <= found.room, JSON.stringify(found));
}

for (const { path } of pages.all) {
  site.test(`${path}: nothing scrolls sideways at 320 px`, { ...narrow, isRegular: true }, async ({ page }) => {
    await open(page, path);
    await page.evaluate(() => document.querySelectorAll("details").forEach((closed) => (closed.open = true)));
    await assertFits(page);
  });
}

for (const path of ["/fr/", "/en/", "/fr/inscription/", "/en/registration/"]) {
  for (const width of [320, 360]) {
    site.test(`${path}: at ${width} px the event's name stands on one line`, { viewport: { width, height: 640 }, javaScriptEnabled: false }, async ({ page }) => {
      await page.goto(path);
      for (const place of [".brand", "h1"]) {
        const lines = await page.locator(place).evaluate((box) => {
          const text = [...box.childNodes].find((node) => node.nodeType === Node.TEXT_NODE);
          const [name] = /NEC\sESS\s2025/.exec(text.data);
          const range = new Range();
          range.setStart(text, text.data.indexOf(name));
          range.setEnd(text, text.data.indexOf(name) + name.length);
          return range.getClientRects().length;
        });
        assert.equal(lines, 1, place);
      }
    });
  }
}

for (const path of ["/fr/integrer/", "/en/embed/"]) {
  site.test(`${path}: a table that is wider than the page scrolls in itself, by keys too`, narrow, async ({ page }) => {
    await open(page, path);
    const table = page.locator(".table").first();
    await table.evaluate((box) => (box.querySelector("td").textContent = "x".repeat(120)));
    const sizes = await table.evaluate((box) => ({ page: document.documentElement.scrollWidth, room: innerWidth, box: box.clientWidth, inside: box.scrollWidth }));
    assert.ok(sizes.page <= sizes.room && sizes.inside > sizes.box, JSON.stringify(sizes));
    assert.ok(await page.getByRole("region", { name: await table.getAttribute("aria-label") }).count());
    await table.focus();
    await page.keyboard.press("ArrowRight");
    await page.waitForFunction(() => document.activeElement.matches(".table") && document.activeElement.scrollLeft > 0);
  });
}

for (const [lang, path] of Object.entries(REGISTRATION)) {
  site.test(`${path} with errors, then its receipt: nothing scrolls sideways at 320 px`, narrow, async ({ page }) => {
    await open(page, path);
    await send(page);
    await assertFits(page);
    await fill(page, camille());
    await send(page);
    await reference(page);
    await assertFits(page);
  });

  for (const at of [`/${lang}/`, path, `/${lang}/faq/`]) {
    site.test(`${at}: text keeps its room when a reader spaces it out`, { ...narrow, isRegular: true }, async ({ page }) => {
      await open(page, at);
      // The distances of WCAG 1.4.12, set as a reader's own style sheet would.
      const clipped = await page.evaluate(() => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync("* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-block-end: 2em !important }");
        document.adoptedStyleSheets = [sheet];
        return [...document.querySelectorAll("p, a, h1, h2, h3, label, legend, button, summary, li")]
          .filter((element) => element.checkVisibility() && getComputedStyle(element).overflow === "hidden" && element.scrollHeight > element.clientHeight + 2)
          .map((element) => element.outerHTML.slice(0, 120));
      });
      assert.deepEqual(clipped, []);
      await assertFits(page);
    });
  }
}
