// A registration with mistakes: what is said, where, and that nothing typed is lost.

import { strict as assert } from "node:assert";
import { begun, open, ready } from "./support/acts.mjs";
import { REGISTRATION, camille, fill, held, reference, send, stored } from "./support/form.mjs";
import * as pages from "./support/pages.mjs";
import { stage } from "./support/stage.mjs";
import { release } from "./support/where.mjs";

const site = stage(release);
const plain = { javaScriptEnabled: false };
const FIELDS = ["first_name", "last_name", "email", "profile", "organisation", "country", "days", "consent"];
const PREFIX = { fr: /^Erreur\s: /, en: /^Error: / };

const errorOf = (page, field) => page.locator(`.field[data-field=${field}] .error`);
const summaryLinks = (page) => page.locator(".error-summary a");

for (const [lang, path] of Object.entries(REGISTRATION)) {
  site.test(`${path}: an empty form names every field in a summary that takes focus, and nothing is sent`, async ({ page }) => {
    const posts = [];
    page.on("request", (request) => request.method() === "POST" && posts.push(request.url()));
    await open(page, path);
    await send(page);
    assert.ok(await page.locator(".error-summary").evaluate((summary) => summary === document.activeElement));
    assert.equal(await summaryLinks(page).count(), FIELDS.length);
    assert.deepEqual(posts, []);
  });

  site.test(`${path}: the title says that there is an error, once, and no longer when there is none`, async ({ page }) => {
    await open(page, path);
    await send(page);
    await send(page);
    const title = await page.title();
    assert.match(title, PREFIX[lang]);
    assert.doesNotMatch(title.replace(PREFIX[lang], ""), PREFIX[lang]);
    await fill(page, camille());
    await send(page);
    await reference(page);
    assert.doesNotMatch(await page.title(), PREFIX[lang]);
  });

  site.test(`${path}: each error stands beside its field and is tied to it`, async ({ page }) => {
    await open(page, path);
    await send(page);
    for (const field of FIELDS) {
      const error = errorOf(page, field);
      assert.ok(await error.isVisible(), field);
      assert.ok((await error.textContent()).length > 10, field);
      const id = await error.getAttribute("id");
      const marked = page.locator(`.field[data-field=${field}] [aria-invalid=true]`);
      assert.ok((await marked.getAttribute("aria-describedby")).split(" ").includes(id), field);
    }
  });

  site.test(`${path}: each link of the summary moves focus to its field`, async ({ page }) => {
    await open(page, path);
    await send(page);
    for (const [index, field] of FIELDS.entries()) {
      await summaryLinks(page).nth(index).click();
      assert.equal(await page.evaluate(() => document.activeElement.name), field);
    }
  });

  site.test(`${path}: without script, a refused form comes back with 422, its answers and its errors`, plain, async ({ page, endpoint, guard }) => {
    guard.allow(/status of 422/);
    const answers = camille({ email: "camille@exemple", last_name: `<b>"O'Neil" & fils`, days: [] });
    await page.goto(path);
    await fill(page, answers);
    const refusal = page.waitForResponse((answer) => answer.request().method() === "POST");
    await send(page);
    assert.equal((await refusal).status(), 422);
    await summaryLinks(page).first().waitFor();
    assert.equal(await summaryLinks(page).count(), 2);
    for (const field of ["email", "days"]) assert.ok(await errorOf(page, field).isVisible(), field);
    assert.deepEqual(await held(page), answers);
    assert.match(await page.title(), PREFIX[lang]);
    assert.equal(await page.locator("html").getAttribute("lang"), lang);
    assert.deepEqual(await stored(endpoint, answers), []);
  });

  site.test(`${path}: without script, a form that came back is mended and stored`, plain, async ({ page, endpoint, guard }) => {
    guard.allow(/status of 422/);
    const answers = camille();
    await page.goto(path);
    await fill(page, { ...answers, organisation: "" });
    await send(page);
    await errorOf(page, "organisation").waitFor();
    // A person is slower than the browser with its own focus.
    await page.locator(".error-summary:focus").waitFor();
    await fill(page, { organisation: answers.organisation });
    await send(page);
    const shown = await reference(page);
    assert.deepEqual((await stored(endpoint, answers)).map((row) => row.reference), [shown]);
  });
}

site.test("an error goes away while it is mended, and what was typed stays", async ({ page }) => {
  await open(page, REGISTRATION.fr);
  await fill(page, { first_name: "Camille", email: "camille@exemple" });
  await send(page);
  assert.match(await errorOf(page, "email").textContent(), /camille@exemple\.fr/);
  assert.equal((await held(page)).email, "camille@exemple");
  await page.locator("[name=email]").fill("camille@exemple.fr");
  await errorOf(page, "email").waitFor({ state: "hidden" });
  assert.equal(await page.locator("[name=email][aria-invalid]").count(), 0);
  assert.equal((await held(page)).first_name, "Camille");
});

site.test("the organisation is no longer asked for once a citizen's profile is chosen", async ({ page }) => {
  await open(page, REGISTRATION.fr);
  await fill(page, camille({ organisation: "" }));
  await send(page);
  await errorOf(page, "organisation").waitFor();
  await fill(page, { profile: "citizen" });
  await errorOf(page, "organisation").waitFor({ state: "hidden" });
});

site.test("everything that was right stays when something was wrong", async ({ page, endpoint }) => {
  const answers = camille({ consent: false });
  await open(page, REGISTRATION.fr);
  await fill(page, answers);
  await send(page);
  await errorOf(page, "consent").waitFor();
  assert.deepEqual(await held(page), answers);
  await fill(page, { consent: true });
  await send(page);
  await reference(page);
  assert.equal((await stored(endpoint, answers)).length, 1);
});

site.test("a link to another page leaves the errors behind, title included", async ({ page }) => {
  await open(page, REGISTRATION.fr);
  await send(page);
  const studies = pages.at("/fr/etudes/");
  await page.locator(`.menu a[href="${studies.path}"]`).click();
  await page.waitForFunction((title) => document.title === title, studies.title);
  assert.equal(await page.locator(".error-summary").count(), 0);
});

site.test("a form that came back refused is hydrated with its errors, and focus on them", async ({ page, guard }) => {
  guard.allow(/status of 422/);
  await page.route("**/*.wasm", (route) => route.abort());
  guard.allow(/\.wasm|stays static|ERR_FAILED/);
  await page.goto(REGISTRATION.fr);
  assert.equal(await begun(page), "static");
  await fill(page, camille({ days: [] }));
  await page.unroute("**/*.wasm");
  await send(page);
  await summaryLinks(page).first().waitFor();
  await ready(page);
  assert.ok(await errorOf(page, "days").isVisible());
  assert.ok(await page.locator(".error-summary").evaluate((summary) => summary === document.activeElement));
  await fill(page, { days: ["2025-11-25"] });
  await errorOf(page, "days").waitFor({ state: "hidden" });
  await send(page);
  await reference(page);
});
