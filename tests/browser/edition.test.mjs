// Another edition: of another organiser in another town, without a workshop and without a reimbursement.

import { strict as assert } from "node:assert";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";
import { open } from "./support/acts.mjs";
import { assertAccessible } from "./support/axe.mjs";
import { REGISTRATION, camille, fill, reference, send, stored } from "./support/form.mjs";
import { stage } from "./support/stage.mjs";
import { edition } from "./support/where.mjs";

const site = stage(edition);
const FIRST_DAY = "2085-06-07";
const BUTTON = { fr: "Je viens", en: "Count me in" };
/** What nothing of this edition speaks of. */
const FOREIGN = /workshop|atelier|reimburs|d[ée]fraiement|paris|2025|948/i;
/** What references of ours begin with, and who runs our event. */
const OURS = /\bNEC-|\bSOGA\b|Social Good Accelerator/;

/** Every file, relative to the site; scripts and wasm are the same for every edition. */
const files = readdirSync(edition, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => `${entry.parentPath}/${entry.name}`.slice(edition.length + 1));
const texts = files.filter((name) => /\.(html|json|ics|xml|txt|webmanifest)$/.test(name));
const read = (name) => readFileSync(`${edition}/${name}`, "utf8");
const paths = files.filter((name) => /(^|\/)index\.html$/.test(name)).map((name) => `/${name.slice(0, -"index.html".length)}`);
const isComponent = (path) => /^\/..\/embed\/./.test(path);

/** No text of the site: the zone of its times is one of a few names, and what was stored for a form that the event gave up
    keeps its names in the files of organisers. */
const UNSEEN = ["time_zone", "sheets", "columns"];

/** Every text in what JSON holds. */
function values(json) {
  if (typeof json === "string") return [json];
  if (!json || typeof json !== "object") return [];
  return Object.entries(json).flatMap(([name, value]) => (UNSEEN.includes(name) ? [] : values(value)));
}

test("no page, no file and no name speaks of what the event does not have, or of another edition", () => {
  assert.ok(texts.length > 100, `${texts.length} files`);
  for (const name of texts) {
    const said = name.endsWith(".json") ? values(JSON.parse(read(name))).join("\n") : read(name);
    assert.doesNotMatch(name, FOREIGN);
    assert.equal(said.match(FOREIGN)?.[0], undefined, name);
    assert.equal(said.match(OURS)?.[0], undefined, name);
  }
  assert.deepEqual(files.filter((name) => /^assets\/(near|france)-/.test(name)), []);
});

test("every page answers and leads only to what is there", async () => {
  const { origin } = site.endpoint;
  const asked = new Map();
  for (const path of paths) {
    const html = read(`${path.slice(1)}index.html`);
    const references = [...html.matchAll(/<(?:a|link|script|img)\b[^>]*?\s(?:href|src)="(\/[^"#]*)/g)];
    for (const to of [path, ...references.map(([, to]) => to)]) asked.set(to, path);
  }
  assert.ok(asked.size > paths.length);
  for (const [to, from] of asked) {
    const answer = await fetch(origin + to);
    await answer.body?.cancel();
    assert.equal(answer.status, 200, `${to}, from ${from}`);
  }
});

test("the addresses of what the event does not have answer 404", async () => {
  for (const path of ["/fr/atelier/", "/en/workshop/", "/en/reimbursement/", "/en/embed/workshop/", "/fr/embed/defraiement/", "/en/workshop.ics"]) {
    const answer = await fetch(site.endpoint.origin + path);
    await answer.body?.cancel();
    assert.equal(answer.status, 404, path);
  }
  for (const action of ["/api/workshop-registrations", "/api/reimbursement-requests"]) {
    for (const accept of ["text/html", "application/json"]) {
      const answer = await fetch(site.endpoint.origin + action, { method: "POST", headers: { accept }, body: new URLSearchParams({ email: "a@example.org" }) });
      await answer.body?.cancel();
      assert.equal(answer.status, 404, `${action}, ${accept}`);
    }
  }
});

for (const lang of ["fr", "en"]) {
  for (const javaScriptEnabled of [true, false]) {
    const how = javaScriptEnabled ? "" : "without script, ";

    site.test(`${REGISTRATION[lang]}: ${how}people register, correct it by their private page, and organisers have it`, { javaScriptEnabled }, async ({ page, endpoint }) => {
      const answers = camille({ days: [FIRST_DAY] });
      if (javaScriptEnabled) await open(page, REGISTRATION[lang]);
      else await page.goto(REGISTRATION[lang]);
      assert.equal(await page.locator("form[data-form] [type=submit]").textContent().then((text) => text.trim()), BUTTON[lang]);
      assert.equal(await page.locator("[name=workshop]").count(), 0);
      await fill(page, answers);
      await send(page);
      const shown = await reference(page);
      assert.match(shown, /^RNP-/);
      assert.doesNotMatch(await page.locator("main").innerText(), FOREIGN);
      if (javaScriptEnabled) {
        await page.locator(".receipt .private a").click();
        await page.waitForURL("**/api/manage/*");
      }
      await page.locator('.manage a[href*="show=correct"]').click();
      assert.equal(await page.locator("[name=workshop]").count(), 0);
      await page.locator("form.form [name=last_name]").fill("Martin");
      await page.locator("form.form [type=submit]").click();
      await page.waitForURL("**done=corrected");
      const rows = await stored(endpoint, answers);
      assert.deepEqual(rows.map((row) => [row.reference, row.form, row.answers.last_name, row.answers.days]), [[shown, "registration", ["Martin"], [FIRST_DAY]]]);
    });
  }
}

site.test("the filter of the programme finds the sessions of a day among forty", async ({ page }) => {
  await open(page, "/en/programme/");
  assert.equal(await page.locator("main .session:visible").count(), 40);
  await page.locator("#filter-day").selectOption({ index: 1 });
  await page.waitForFunction(() => document.querySelectorAll("main .session:not([hidden])").length === 20);
});

for (const path of paths.filter((path) => !isComponent(path))) {
  site.test(`${path}: axe finds nothing`, { isRegular: true }, async ({ page, t }) => {
    await open(page, path);
    await assertAccessible(page, t);
  });
}
