// The event in time: before it, and once it is over, with the server's clock and not the device's.

import { strict as assert } from "node:assert";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";
import { stage } from "./support/stage.mjs";
import { later, over } from "./support/where.mjs";

const LANGS = ["fr", "en"];
const REGISTRATION = { fr: "/fr/inscription/", en: "/en/registration/" };
const REIMBURSEMENT = { fr: "/fr/defraiement/", en: "/en/reimbursement/" };
const PROGRAMME = { fr: "/fr/programme/", en: "/en/programme/" };
const html = (dist, path) => readFileSync(`${dist}${path}index.html`, "utf8");
/** What invites people to a form, as links. */
const invitations = (lang) => `main a:is([href^="${REGISTRATION[lang]}"], [href^="${REIMBURSEMENT[lang]}"], [href^="${lang === "fr" ? "/fr/atelier/" : "/en/workshop/"}"]).button:visible`;
const AFTER = Date.UTC(2086, 0, 1);

const open = stage(later);
const ended = stage(over);

/** The page as the server answers after the event, whatever the device believes. */
async function serverIsLate(page) {
  await page.route("**/*", (route) =>
    route.request().method() === "HEAD" ? route.fulfill({ status: 200, headers: { Date: new Date(AFTER).toUTCString() } }) : route.fallback(),
  );
}

const line = (page) => page.locator(".day-line");
const shown = (page) => line(page).evaluate((line) => !line.hidden);

for (const lang of LANGS) {
  const at = { home: `/${lang}/`, faq: `/${lang}/faq/`, registration: REGISTRATION[lang], reimbursement: REIMBURSEMENT[lang], programme: PROGRAMME[lang] };

  open.test(`${lang}: before the event nothing says that it is over, and no clock is asked for`, async ({ page }) => {
    const asked = [];
    page.on("request", (request) => request.method() === "HEAD" && asked.push(request.url()));
    for (const path of Object.values(at)) {
      await page.goto(path);
      await page.waitForFunction(() => document.documentElement.dataset.script === "");
      assert.equal(await shown(page), false, path);
    }
    assert.deepEqual(asked, []);
  });

  test(`${lang}: search engines read that the event takes place as planned, before it and once it has`, () => {
    for (const dist of [later, over]) {
      const data = [...html(dist, at.home).matchAll(/<script type="?application\/ld\+json"?>(.*?)<\/script>/gs)].map(([, json]) => JSON.parse(json));
      const events = data.filter((entry) => entry["@type"] === "Event");
      assert.deepEqual(events.map((event) => event.eventStatus), ["https://schema.org/EventScheduled"]);
    }
  });

  open.test(`${lang}: a device whose clock is decades ahead can register`, async ({ page }) => {
    await page.clock.setFixedTime(AFTER);
    const asked = page.waitForRequest((request) => request.method() === "HEAD");
    await page.goto(at.registration);
    await asked;
    await page.waitForFunction(() => document.querySelector("form[data-live]"));
    assert.ok(await page.locator("form[data-form=registration] [type=submit]").isVisible());
    assert.equal(await shown(page), false);
  });

  open.test(`${lang}: a page that was built before the event says when it is over, and leads nobody to a form`, async ({ page }) => {
    await page.clock.setFixedTime(AFTER);
    await serverIsLate(page);
    for (const path of [at.home, at.programme]) {
      await page.goto(path);
      await page.waitForFunction(() => !document.querySelector(".day-line").hidden);
      assert.equal(await page.locator(invitations(lang)).count(), 0, path);
      assert.equal(await page.locator(`.menu a[href="${at.registration}"]:visible`).count(), 0, path);
    }
    await page.goto(at.registration);
    await page.waitForFunction(() => !document.querySelector(".day-line").hidden);
    assert.ok(!(await page.locator("form[data-form=registration]").isVisible()));
    assert.match(await page.locator("main .notice:visible").textContent(), /NEC\sESS\s2025/);
    await page.goto(at.reimbursement);
    await page.waitForFunction(() => !document.querySelector(".day-line").hidden);
    assert.ok(!(await page.locator("[data-check]").isVisible()));
  });

  open.test(`${lang}: without a server to ask, the device's clock counts`, async ({ page, guard }) => {
    await page.clock.setFixedTime(AFTER);
    await page.route("**/*", (route) => (route.request().method() === "HEAD" ? route.abort() : route.fallback()));
    guard.allow(/ERR_FAILED/);
    await page.goto(at.home);
    await page.waitForFunction(() => !document.querySelector(".day-line").hidden);
  });

  ended.test(`${lang}: once it is over each page says so without script, and no page leads to a form`, { javaScriptEnabled: false }, async ({ page }) => {
    for (const path of Object.values(at)) {
      await page.goto(path);
      assert.ok(await line(page).isVisible(), path);
      assert.equal(await page.locator(invitations(lang)).count(), 0, path);
      assert.equal(await page.locator(".menu").locator(`a[href="${at.registration}"], a[href="${at.reimbursement}"]`).count(), 0, path);
      assert.equal(await page.locator("form[data-form], [data-check]").count(), 0, path);
    }
  });

  ended.test(`${lang}: once it is over no question is asked that only those who register have`, { javaScriptEnabled: false }, async ({ page }) => {
    await page.goto(at.faq);
    const text = await page.locator("main").textContent();
    assert.doesNotMatch(text, lang === "fr" ? /Comment s’inscrire|Combien coûte/ : /How do I register|How much does it cost/);
    assert.match(text, lang === "fr" ? /ne peuvent plus être corrigées/ : /can no longer be corrected/);
  });

  open.test(`${lang}: the workshop's form goes with the workshop's day, and the other forms stay to the end`, async ({ page }) => {
    const workshop = lang === "fr" ? "/fr/atelier/" : "/en/workshop/";
    // Noon of the day after it, which is the last one.
    const late = Date.UTC(2085, 10, 27, 11);
    await page.clock.setFixedTime(late);
    await page.route("**/*", (route) =>
      route.request().method() === "HEAD" ? route.fulfill({ status: 200, headers: { Date: new Date(late).toUTCString() } }) : route.fallback(),
    );
    await page.goto(workshop);
    await page.locator("main .notice:visible").waitFor();
    assert.ok(!(await page.locator("form[data-form=workshop]").isVisible()));
    await page.goto(at.home);
    await page.waitForFunction((path) => document.querySelector(`.actions a[href="${path}"]`).checkVisibility() === false, workshop);
    assert.ok(await page.locator(`main .actions a[href="${REIMBURSEMENT[lang]}"]:visible`).count());
    await page.goto(at.registration);
    assert.ok(await page.locator("form[data-form=registration]").isVisible());
  });

  open.test(`${lang}: while it is under way a day that has ended is not offered, and errors lead to one that is`, async ({ page }) => {
    const late = Date.UTC(2085, 10, 26, 11);
    await page.clock.setFixedTime(late);
    await page.route("**/*", (route) =>
      route.request().method() === "HEAD" ? route.fulfill({ status: 200, headers: { Date: new Date(late).toUTCString() } }) : route.fallback(),
    );
    await page.goto(at.registration);
    const days = page.locator("form[data-live] [name=days]");
    await page.waitForFunction(() => document.querySelector("form[data-live] [name=days]")?.disabled);
    assert.deepEqual(await days.evaluateAll((boxes) => boxes.map((box) => box.checkVisibility())), [false, true, true]);
    assert.deepEqual(await days.evaluateAll((boxes) => boxes.map((box) => box.disabled)), [true, false, false]);
    await page.locator("form [type=submit]").click();
    await page.locator(".error-summary a[href*=days]").click();
    assert.equal(await page.evaluate(() => document.activeElement.value), "2085-11-26");
  });

  test(`${lang}: once it is over search engines are told so, and pages ask for no part of a form`, () => {
    assert.match(html(over, at.registration), lang === "fr" ? /name="description" content="Les inscriptions[^"]+closes/ : /name="description" content="Registration[^"]+closed/);
    assert.doesNotMatch(html(over, at.registration), /formsAhead/);
    assert.match(html(later, at.registration), /formsAhead/);
    assert.match(html(later, at.registration), /data-field="workshop"[^>]* data-until="\d+"/);
    const asked = JSON.parse(/<script type="application\/ld\+json">(.*?)<\/script>/s.exec(html(over, at.faq))[1]).mainEntity.map(({ name }) => name);
    assert.ok(asked.length > 10);
    assert.ok(!asked.some((name) => /Comment s’inscrire|How do I register/.test(name)), asked.join());
  });

  test(`${lang}: once it is over no title and no heading invites to what is past`, () => {
    const invites = lang === "fr" ? /S’inscrire|Inscrivez|Demander|Participer à|Pourquoi venir/ : /Register|Ask for|Join us|Why come/;
    const pages = readdirSync(`${over}/${lang}`, { recursive: true }).filter((name) => name.endsWith(".html"));
    assert.ok(pages.length > 20);
    for (const page of pages) {
      const titles = readFileSync(`${over}/${lang}/${page}`, "utf8").matchAll(/<(?:title|h[123])\b.*?<\/(?:title|h[123])>|"og:title" content="[^"]*"/gs);
      for (const [title] of titles) assert.doesNotMatch(title, invites, page);
    }
  });

  ended.test(`${lang}: components in other sites say that it is over`, { javaScriptEnabled: false }, async ({ page }) => {
    for (const name of ["faq", "programme"]) {
      await page.goto(`/${lang}/embed/${name}/`);
      assert.ok(await line(page).isVisible(), name);
    }
    await page.goto(`/${lang}/embed/${lang === "fr" ? "defraiement" : "reimbursement"}/`);
    assert.equal(await page.locator("form[data-form], [data-check]").count(), 0);
    assert.ok(await page.locator(".notice").isVisible());
  });
}
