// The programme: every session without script, and a filter with it. Ours has few sessions so far; a full one is in tests/programme.

import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { addLink, arrived, isSameDocument, mark, open } from "./support/acts.mjs";
import { assertAccessible } from "./support/axe.mjs";
import * as pages from "./support/pages.mjs";
import { stage } from "./support/stage.mjs";
import { over, programme, release } from "./support/where.mjs";

const site = stage(programme);
const ours = stage(release);
const afterwards = stage(over);
const regular = { isRegular: true };
const SESSIONS = 40;
const LANGS = ["fr", "en"];
const path = (lang) => `/${lang}/programme/`;
const html = (path) => readFileSync(`${programme}${path}index.html`, "utf8");

const sessions = (page) => page.locator("main .session:visible");
const status = (page) => page.locator("[data-filter] [role=status]");
const words = (page) => page.getByRole("searchbox");

/** Waits until so many sessions are shown, and for the status to say so. */
async function shows(page, count) {
  await page.waitForFunction((count) => document.querySelectorAll("main .session:not([hidden])").length === count, count);
  const said = await status(page).textContent();
  assert.match(said, count === SESSIONS ? /^$/ : new RegExp(`(^|\\D)${count}(\\D|$)`));
}

/** How a session says for the filter that it is `value` in the matter of `name`. */
const facet = (name, value) => `${name}0${value.replaceAll("-", "0")}0${name}`;

/** How many sessions there are with these facets. */
const having = (page, ...facets) =>
  page.locator("main .session").evaluateAll(
    (all, facets) => all.filter((one) => facets.every((facet) => one.dataset.facets.split(" ").includes(facet))).length,
    facets,
  );

for (const lang of LANGS) {
  site.test(`${path(lang)} shows every session without script, and no filter`, { javaScriptEnabled: false, isRegular: true }, async ({ page }) => {
    await page.goto(path(lang));
    assert.equal(await sessions(page).count(), SESSIONS);
    assert.ok(!(await words(page).isVisible()));
    assert.equal(await page.locator("main .session-time:visible").count(), SESSIONS);
  });

  for (const colorScheme of ["light", "dark"]) {
    site.test(`${path(lang)} (${colorScheme}): axe finds nothing`, { colorScheme, isRegular: true }, async ({ page, t }) => {
      await open(page, path(lang));
      await assertAccessible(page, t);
      await words(page).fill("zzzz");
      await status(page).filter({ hasText: /\w/ }).waitFor();
      await assertAccessible(page, t);
    });
  }

  site.test(`${path(lang)} fits a window of 320 px`, { viewport: { width: 320, height: 640 }, isRegular: true }, async ({ page }) => {
    await open(page, path(lang));
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320);
  });
}

for (const [width, rows] of [[1280, 1], [768, 2]]) {
  site.test(`at ${width} px the filter's fields are as high as its lists, and their labels stand in ${rows === 1 ? "one line" : "two lines"}`, { viewport: { width, height: 800 } }, async ({ page }) => {
    await open(page, path("fr"));
    const tops = await page.locator(".filter-fields label").evaluateAll((all) => all.map((label) => label.getBoundingClientRect().top));
    assert.equal(tops.length, 4);
    assert.equal(new Set(tops.slice(1)).size, 1, `${tops}`);
    assert.equal(new Set(tops).size, rows, `${tops}`);
    const heights = await page.locator(".filter-fields :is(input, select)").evaluateAll((all) => all.map((field) => field.getBoundingClientRect().height));
    assert.equal(new Set(heights).size, 1, `${heights}`);
  });
}

for (const [when, site] of [["before the event", ours], ["once the event is over", afterwards]]) {
  site.test(`${when} a day without sessions leaves no column empty`, { javaScriptEnabled: false }, async ({ page }) => {
    await page.goto(path("fr"));
    const days = await page.locator(".programme .day").evaluateAll((days) =>
      days.map((day) => [...day.children].map((column) => [column.getBoundingClientRect().top, column.innerText.trim().length > 0])),
    );
    assert.equal(days.length, 3);
    for (const columns of days) {
      assert.equal(columns.length, 2);
      assert.ok(columns.every(([, isFilled]) => isFilled));
      // Beside each other.
      assert.equal(columns[0][0], columns[1][0]);
    }
  });
}

site.test("the filter is worked by keyboard: words, then a kind, a day and a language", regular, async ({ page }) => {
  await open(page, path("fr"));
  await words(page).focus();
  await page.keyboard.type("collectif");
  const few = await page.locator("main .session", { hasText: "Collectif" }).count();
  assert.ok(few > 0 && few < SESSIONS);
  await shows(page, few);
  for (let letter = 0; letter < "collectif".length; letter += 1) await page.keyboard.press("Backspace");
  await shows(page, SESSIONS);

  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.id), "filter-day");
  await page.keyboard.press("ArrowDown");
  await shows(page, await having(page, facet("day", "2025-11-25")));
  assert.equal(await page.locator("main .day:visible").count(), 1);

  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.id), "filter-kind");
  await page.keyboard.type("Con");
  const talks = await having(page, facet("day", "2025-11-25"), facet("kind", "talk"));
  assert.ok(talks > 0);
  await shows(page, talks);

  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.id), "filter-language");
  await page.keyboard.type("En ang");
  await shows(page, await having(page, facet("day", "2025-11-25"), facet("kind", "talk"), facet("language", "en")));
});

site.test("the filter offers what there is: no kind without a session", regular, async ({ page }) => {
  await open(page, path("en"));
  const offered = await page.locator("#filter-kind option").allTextContents();
  assert.deepEqual(offered, ["All", "Case study", "Forum", "Meeting", "Talk", "Workshop"]);
});

site.test("it is said when no session is left, and all are there again once the filter is cleared", regular, async ({ page }) => {
  await open(page, path("fr"));
  await words(page).fill("zzzz");
  await status(page).filter({ hasText: "Aucune session" }).waitFor();
  assert.equal(await page.locator("main .day:visible").count(), 0);
  await words(page).fill("");
  await shows(page, SESSIONS);
  assert.equal(await page.locator("main .day:visible").count(), 3);
});

site.test("what was typed before the app came is filtered by once it is there", async ({ page }) => {
  await page.goto(path("fr"));
  await words(page).fill("zzzz");
  await status(page).filter({ hasText: "Aucune session" }).waitFor();
});

/** Waits until the session `id` is in view. */
const seen = (page, id) =>
  page.waitForFunction((id) => {
    const { top, bottom, height } = document.getElementById(id).getBoundingClientRect();
    return height > 0 && bottom > 0 && top < innerHeight;
  }, id);

site.test("a session that the filter hides is shown when a link leads to it, and each time", regular, async ({ page }) => {
  const id = "session-day-3-05";
  await open(page, path("fr"));
  await mark(page);
  for (const typed of ["zzzz", "yyyy"]) {
    await words(page).fill(typed);
    await page.locator(`#${id}`).waitFor({ state: "hidden" });
    await page.locator("#added").evaluateAll((added) => added.forEach((link) => link.remove()));
    await (await addLink(page, `#${id}`)).click();
    await seen(page, id);
    assert.equal(await words(page).inputValue(), "");
    await shows(page, SESSIONS);
  }
  assert.ok(await isSameDocument(page));
});

site.test("a link from another page leads to its session, where the filter works too", regular, async ({ page }) => {
  const id = "session-day-3-05";
  await open(page, "/fr/");
  await mark(page);
  await (await addLink(page, `/fr/programme/#${id}`)).click();
  await arrived(page, pages.at("/fr/programme/"));
  await seen(page, id);
  await words(page).fill("zzzz");
  await page.locator(`#${id}`).waitFor({ state: "hidden" });
  assert.ok(await isSameDocument(page));
});

site.test("the calendar file of a session is downloaded, and is the same event in both languages", regular, async ({ page, endpoint }) => {
  await open(page, path("fr"));
  const link = page.locator("#session-day-2-03 .session-calendar a");
  const [download] = await Promise.all([page.waitForEvent("download"), link.click()]);
  assert.match(download.url(), /\/fr\/session-day-2-03\.ics$/);
  const uids = await Promise.all(
    LANGS.map(async (lang) => {
      const answer = await fetch(`${endpoint.origin}/${lang}/session-day-2-03.ics`);
      assert.equal(answer.status, 200);
      assert.match(answer.headers.get("content-type"), /^text\/calendar\b/);
      return (await answer.text()).match(/^UID:(.*)\r$/m)[1];
    }),
  );
  assert.equal(uids[0], uids[1]);
});

site.test("a session without a time says so, and has no calendar file", regular, async ({ page }) => {
  await open(page, path("en"));
  const session = page.locator("#session-day-1-13");
  assert.equal((await session.locator(".session-time").textContent()).trim(), "Time to be announced");
  assert.equal(await session.locator(".session-calendar").count(), 0);
});

test("search engines learn of each session within its day", () => {
  for (const lang of LANGS) {
    const [, json] = html(`/${lang}/`).match(/<script type="application\/ld\+json">(.*?)<\/script>/s);
    const { subEvent: days } = JSON.parse(json);
    assert.equal(days.length, 3);
    const told = days.flatMap((day) => day.subEvent.map((session) => ({ day, session })));
    assert.equal(told.length, SESSIONS);
    for (const { day, session } of told) {
      assert.ok(session.startDate.startsWith(day.startDate), session.name);
      assert.ok(html(path(lang)).includes(`id="${new URL(session.url).hash.slice(1)}"`), session.url);
    }
  }
});

site.test("in another site every session is shown, without filter or anchors", regular, async ({ page }) => {
  await page.goto("/fr/embed/programme/");
  assert.equal(await page.locator(".session:visible").count(), SESSIONS);
  assert.equal(await page.locator("[data-filter], .session[id], [data-facets]").count(), 0);
});

site.test("the height that is reserved in another site grows with the programme", { viewport: { width: 600, height: 800 } }, async ({ page }) => {
  const { height } = JSON.parse(readFileSync(`${programme}/fr/programme/oembed.json`, "utf8"));
  await page.goto("/fr/embed/programme/");
  const needed = await page.locator(".soga-live").evaluate((view) => view.getBoundingClientRect().height);
  assert.ok(needed <= height && needed > height / 2, `${needed} px of ${height} px`);
});
