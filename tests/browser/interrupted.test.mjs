// A submission that is interrupted at any moment, and what the device keeps meanwhile: one row, or none and the person told.

import { strict as assert } from "node:assert";
import { open, ready } from "./support/acts.mjs";
import { REGISTRATION, camille, fill, held, reference, says, send, stored, submitButton } from "./support/form.mjs";
import { stage } from "./support/stage.mjs";
import { release } from "./support/where.mjs";

const site = stage(release);
const API = "**/api/registrations";
const LOST = /ERR_FAILED|ERR_CONNECTION_RESET|ERR_CONNECTION_REFUSED|ERR_EMPTY_RESPONSE|ERR_INTERNET_DISCONNECTED/;
/** What its name in the storage begins with; the key of the form follows. */
const DRAFT = "nec-ess:draft:registration:";
/** Days that a draft is kept, by the words beside the form. */
const KEPT_DAYS = 7;

async function filled(page, answers) {
  await open(page, REGISTRATION.fr);
  await fill(page, answers);
}

async function storedOnce(page, endpoint, answers) {
  const shown = await reference(page);
  assert.deepEqual((await stored(endpoint, answers)).map((row) => row.reference), [shown]);
}

/** What is sent first is stored, and nobody hears of it; what follows is answered. */
async function loseFirstAnswer(page) {
  let tries = 0;
  await page.route(API, async (route) => {
    if (++tries > 1) return route.continue();
    await route.fetch();
    await route.abort();
  });
}

site.test("a connection that breaks while the answers are on their way is tried again, and they are stored once", async ({ page, endpoint, guard }) => {
  guard.allow(LOST);
  const answers = camille();
  let tries = 0;
  await page.route(API, (route) => (++tries === 1 ? route.abort("connectionreset") : route.continue()));
  await filled(page, answers);
  await send(page);
  await storedOnce(page, endpoint, answers);
  assert.equal(tries, 2);
});

// Wherever the process is when it ends, before or after it has stored: the next try finds out.
for (const milliseconds of [0, 1, 3, 8]) {
  site.test(`an endpoint that is killed ${milliseconds} ms after it was asked, and comes back, has stored once`, async ({ page, endpoint, guard }) => {
    guard.allow(LOST, /status of 503/);
    const answers = camille();
    let tries = 0;
    await page.route(API, async (route) => {
      if (++tries > 1) return route.continue();
      const answer = route.fetch().catch(() => undefined);
      await new Promise((then) => setTimeout(then, milliseconds));
      await endpoint.restart("SIGKILL");
      await answer;
      // Also where it was stored in time: nobody here has heard so.
      await route.abort();
    });
    await filled(page, answers);
    await send(page);
    await storedOnce(page, endpoint, answers);
    assert.equal(tries, 2);
  });
}

site.test("an answer that takes two seconds is waited for, and clicks meanwhile send nothing more", async ({ page, endpoint }) => {
  const answers = camille();
  let tries = 0;
  await page.route(API, async (route) => {
    tries += 1;
    await new Promise((then) => setTimeout(then, 2000));
    await route.continue();
  });
  await filled(page, answers);
  await send(page);
  await says(page, /Envoi en cours/);
  await submitButton(page).click();
  assert.equal(await page.locator("main .receipt").count(), 0);
  await storedOnce(page, endpoint, answers);
  assert.equal(tries, 1);
});

site.test("a service that is busy once is asked again by itself", async ({ page, endpoint, guard }) => {
  guard.allow(/status of 503/);
  const answers = camille();
  let tries = 0;
  await page.route(API, (route) => (++tries === 1 ? route.fulfill({ status: 503, headers: { "retry-after": "1" }, body: "" }) : route.continue()));
  await filled(page, answers);
  await send(page);
  await storedOnce(page, endpoint, answers);
  assert.equal(tries, 2);
});

site.test("a network that goes while the answer is awaited: the person is told, and it is stored once when it is back", async ({ page, context, endpoint, guard }) => {
  guard.allow(LOST);
  const answers = camille();
  let tries = 0;
  await page.route(API, async (route) => {
    if (++tries > 1) return route.continue();
    await route.fetch();
    await context.setOffline(true);
    await route.abort("internetdisconnected");
  });
  await filled(page, answers);
  await send(page);
  await says(page, /hors connexion/);
  assert.deepEqual(await held(page), answers);
  assert.equal(await page.locator("main .receipt").count(), 0);
  await context.setOffline(false);
  await storedOnce(page, endpoint, answers);
});

site.test("a page that is loaded again in the middle of sending stores once", async ({ page, endpoint, guard }) => {
  guard.allow(LOST);
  const answers = camille();
  await loseFirstAnswer(page);
  await filled(page, answers);
  await send(page);
  await says(page, /Nouvel essai/);
  await page.reload();
  await ready(page);
  assert.deepEqual(await held(page), answers);
  await send(page);
  await storedOnce(page, endpoint, answers);
});

for (const [lang, path] of Object.entries(REGISTRATION)) {
  site.test(`${path}: a lost answer, a reload, one letter changed: the page leads to what is stored, and stores another only when it is asked to`, async ({ page, endpoint, guard }) => {
    guard.allow(LOST, /status of 409/);
    const answers = camille();
    await loseFirstAnswer(page);
    await open(page, path);
    await fill(page, answers);
    await send(page);
    await says(page, /Nouvel essai|Trying again/);
    await page.reload();
    await ready(page);
    await page.locator("[name=last_name]").fill("Durand-Lefebvre");
    await send(page);
    await says(page, lang === "fr" ? /Une autre version.*la corriger.*comme un nouvel envoi/s : /Another version.*correct it.*as a new form/s);
    const [row, ...others] = await stored(endpoint, answers);
    assert.deepEqual(others, []);
    assert.equal(await page.locator(".receipt").count(), 0);
    const link = page.locator("form[data-form] .earlier a");
    assert.equal(await link.textContent(), row.reference);
    assert.ok(await link.isVisible());
    // Where it can be corrected.
    await link.click();
    await page.locator('.manage a[href*="show=correct"]').waitFor();
    await page.goBack();
    await ready(page);
    assert.deepEqual(await held(page), { ...answers, last_name: "Durand-Lefebvre" });
    await send(page);
    const second = await reference(page);
    assert.deepEqual((await stored(endpoint, answers)).map((row) => row.reference).sort(), [row.reference, second].sort());
    assert.equal(await page.evaluate(() => localStorage.length), 0);
  });

  for (const [how, init] of [["without script", undefined], ["without wasm", () => delete globalThis.WebAssembly]]) {
    site.test(`${path}: ${how}, the page that follows says that another form counts as well, and how to correct or cancel`, { javaScriptEnabled: !!init }, async ({ page, endpoint, guard }) => {
      guard.allow(/stays static/);
      if (init) await page.addInitScript(init);
      const answers = camille();
      await page.goto(path);
      await fill(page, answers);
      await send(page);
      const first = await reference(page);
      const said = page.locator(".manage p", { hasText: lang === "fr" ? /chaque envoi compte.*annulez-le par son propre lien privé/s : /each form that you send counts.*cancel it with its own private link/s });
      await said.waitFor();
      await page.goBack();
      await fill(page, { ...answers, last_name: "Durand-Lefebvre" });
      await send(page);
      await page.locator("main .receipt .reference").filter({ hasNotText: first }).waitFor();
      await said.waitFor();
      assert.equal((await stored(endpoint, answers)).length, 2);
    });
  }
}

site.test("a tab that has forgotten its receipt opens an empty form; the same answers are known to be stored, and stay", async ({ page, endpoint, guard }) => {
  guard.allow(/status of 409/);
  const answers = camille();
  await filled(page, answers);
  await send(page);
  await reference(page);
  await page.evaluate(() => sessionStorage.clear());
  await filled(page, answers);
  await send(page);
  await says(page, /déjà enregistrées/);
  assert.deepEqual(await held(page), answers);
  assert.equal(await page.locator(".receipt").count(), 0);
  assert.equal((await stored(endpoint, answers)).length, 1);
});

site.test(`a draft is brought back within ${KEPT_DAYS} days, and forgotten after them`, async ({ page }) => {
  const answers = camille();
  const day = 24 * 60 * 60 * 1000;
  const age = (days) =>
    page.evaluate(
      ([beginning, by]) => {
        const place = Object.keys(localStorage).find((name) => name.startsWith(beginning));
        const draft = new URLSearchParams(localStorage.getItem(place));
        draft.set("saved_at", String(Number(draft.get("saved_at")) - by));
        localStorage.setItem(place, draft.toString());
      },
      [DRAFT, days * day],
    );
  await filled(page, answers);
  await age(KEPT_DAYS - 0.1);
  await open(page, REGISTRATION.fr);
  assert.deepEqual(await held(page), answers);
  await age(0.2);
  await open(page, REGISTRATION.fr);
  assert.equal((await held(page)).email, "");
  assert.equal(await page.evaluate(() => localStorage.length), 0);
});

site.test("what a person needs to take part is sent, and never left on the device", async ({ page, endpoint }) => {
  const needs = "boucle magnétique";
  const answers = { ...camille(), access_needs: needs };
  await filled(page, answers);
  assert.ok(!(await page.evaluate(() => JSON.stringify(localStorage))).includes("magn"));
  await page.reload();
  await ready(page);
  assert.equal(await page.locator("[name=access_needs]").inputValue(), "");
  await page.locator("[name=access_needs]").fill(needs);
  await send(page);
  await reference(page);
  assert.deepEqual((await stored(endpoint, answers)).map((row) => row.answers.access_needs), [[needs]]);
});

site.test("a browser that forbids storage registers all the same", async ({ page, endpoint }) => {
  const answers = camille();
  await page.addInitScript(() => {
    for (const name of ["localStorage", "sessionStorage"]) {
      Object.defineProperty(globalThis, name, {
        get() {
          throw new DOMException("refused", "SecurityError");
        },
      });
    }
  });
  await filled(page, answers);
  await send(page);
  await storedOnce(page, endpoint, answers);
});
