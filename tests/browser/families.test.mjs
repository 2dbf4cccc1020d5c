// The families of the studies page, as cards with drawings.

import { strict as assert } from "node:assert";
import { stage } from "./support/stage.mjs";
import { release } from "./support/where.mjs";

const site = stage(release);

/** The pages with their families: places that other sites may link to. */
const FAMILIES = {
  "/fr/etudes/": [
    "insertion-et-economie-circulaire",
    "education-populaire-et-inclusion",
    "communs-numeriques-et-donnees-ouvertes",
    "plateformes-solidaires-et-souveraines",
  ],
  "/en/studies/": [
    "work-integration-and-the-circular-economy",
    "popular-education-and-inclusion",
    "digital-commons-and-open-data",
    "solidarity-based-and-sovereign-platforms",
  ],
};

for (const [path, anchors] of Object.entries(FAMILIES)) {
  for (const [width, inRow] of [[360, 1], [768, 2], [1280, 2]]) {
    site.test(`${path}: at ${width} px each family has a card with a drawing, ${inRow} in a row`, { javaScriptEnabled: false, isRegular: true, viewport: { width, height: 800 } }, async ({ page }) => {
      await page.goto(path);
      const cards = await page.locator(".family").evaluateAll((cards) =>
        cards.map((card) => {
          const drawing = card.querySelector("svg");
          const { width, height } = drawing.getBoundingClientRect();
          return {
            anchor: card.querySelector("h3").id,
            isDrawn: width > 200 && height > 100,
            isReadOut: drawing.getAttribute("aria-hidden") !== "true",
            hasExamples: card.querySelectorAll("ul li").length > 0,
            top: card.getBoundingClientRect().top,
          };
        }),
      );
      assert.deepEqual(cards.map(({ anchor }) => anchor), anchors);
      for (const card of cards) assert.ok(card.isDrawn && !card.isReadOut && card.hasExamples, JSON.stringify(card));
      assert.equal(new Set(cards.map(({ top }) => top)).size, cards.length / inRow);
    });

    site.test(`${path}: at ${width} px a link to a family shows its drawing and its heading`, { javaScriptEnabled: false, viewport: { width, height: 800 } }, async ({ page }) => {
      for (const anchor of anchors) {
        await page.goto(`${path}#${anchor}`);
        const { top, bottom, room } = await page.locator(`.family:has(#${anchor})`).evaluate((card) => ({
          top: card.getBoundingClientRect().top,
          bottom: card.querySelector("h3").getBoundingClientRect().bottom,
          room: innerHeight,
        }));
        assert.ok(top >= -1 && bottom <= room, JSON.stringify({ anchor, top, bottom, room }));
      }
    });
  }
}
