// A registration over a network, or to a service, that fails: no false success, and nothing typed is lost.

import { strict as assert } from "node:assert";
import { open, ready } from "./support/acts.mjs";
import { REGISTRATION, camille, fill, held, reference, says, send, stored } from "./support/form.mjs";
import { stage } from "./support/stage.mjs";
import { release } from "./support/where.mjs";

const site = stage(release);
const API = "**/api/registrations";
const TRYING_AGAIN = /Nouvel essai/;
const GAVE_UP = { unsure: /pas pu confirmer/, busy: /occupé/ };

/** Milliseconds. */
const STEP = 1000;

async function noReceipt(page, answers) {
  assert.equal(await page.locator("main .receipt").count(), 0);
  assert.deepEqual(await held(page), answers);
}

for (const [who, answer, said] of [
  ["a busy endpoint", { status: 503, headers: { "retry-after": "1" }, body: "" }, GAVE_UP.busy],
  ["an endpoint that asks for patience", { status: 429, body: "" }, GAVE_UP.busy],
  ["a broken endpoint", { status: 500, body: "" }, GAVE_UP.unsure],
  ["the page of a proxy", { status: 200, contentType: "text/html", body: "<h1>Bienvenue</h1>" }, GAVE_UP.unsure],
  ["a success without a reference", { status: 201, contentType: "application/json", body: "{}" }, GAVE_UP.unsure],
  ["a page that claims a reference", { status: 200, contentType: "application/json", body: '{"reference":"NEC-0000-0000"}' }, GAVE_UP.unsure],
]) {
  site.test(`${who} is no success: no receipt, answers kept, and sending again stores once`, async ({ page, endpoint, guard }) => {
    guard.allow(/status of (503|429|500)/);
    const answers = camille();
    await page.clock.install();
    let tries = 0;
    await page.route(API, (route) => (tries++, route.fulfill(answer)));
    await open(page, REGISTRATION.fr);
    await fill(page, answers);
    await send(page);
    await says(page, TRYING_AGAIN);
    await noReceipt(page, answers);
    // The pauses pass quicker than life, in steps that are short beside the time that an answer may take.
    while (!said.test(await page.locator(".form-status").textContent())) await page.clock.fastForward(STEP);
    await noReceipt(page, answers);
    assert.deepEqual(await stored(endpoint, answers), []);
    assert.ok(tries > 1);
    await page.unroute(API);
    await send(page);
    const shown = await reference(page);
    assert.deepEqual((await stored(endpoint, answers)).map((row) => row.reference), [shown]);
  });
}

site.test("an answer lost on the way back is asked for again, and stored once", async ({ page, endpoint, guard }) => {
  guard.allow(/ERR_FAILED/);
  const answers = camille();
  let tries = 0;
  await page.route(API, async (route) => {
    tries += 1;
    if (tries > 1) return route.continue();
    await route.fetch();
    await route.abort();
  });
  await open(page, REGISTRATION.fr);
  await fill(page, answers);
  await send(page);
  const shown = await reference(page);
  assert.equal(tries, 2);
  assert.deepEqual((await stored(endpoint, answers)).map((row) => row.reference), [shown]);
});

site.test("what was sent to an endpoint that was down is stored when it is up", async ({ page, endpoint, guard }) => {
  guard.allow(/ERR_CONNECTION_REFUSED|ERR_CONNECTION_RESET|ERR_EMPTY_RESPONSE/);
  const answers = camille();
  await open(page, REGISTRATION.fr);
  await fill(page, answers);
  const { resume } = await endpoint.pause();
  await send(page);
  await says(page, TRYING_AGAIN);
  await noReceipt(page, answers);
  await resume();
  const shown = await reference(page);
  assert.deepEqual((await stored(endpoint, answers)).map((row) => row.reference), [shown]);
});

site.test("offline is said, and sending resumes when the network is back", async ({ page, context, endpoint, guard }) => {
  guard.allow(/ERR_INTERNET_DISCONNECTED/);
  const answers = camille();
  await open(page, REGISTRATION.fr);
  await fill(page, answers);
  await context.setOffline(true);
  await send(page);
  await says(page, /hors connexion/);
  await noReceipt(page, answers);
  await context.setOffline(false);
  await reference(page);
  assert.equal((await stored(endpoint, answers)).length, 1);
});

site.test("while a form is on its way its answers stay as they were sent, and so does the draft", async ({ page, endpoint, guard }) => {
  guard.allow(/ERR_FAILED/);
  const answers = camille();
  let letGo;
  const held = new Promise((then) => (letGo = then));
  await page.route(API, async (route) => {
    await held;
    await route.continue();
  });
  await open(page, REGISTRATION.fr);
  await fill(page, answers);
  await send(page);
  await page.locator(".form-status:not(:empty)").waitFor();
  await page.locator("[name=last_name]").focus();
  await page.keyboard.type("Other");
  assert.equal(await page.locator("[name=last_name]").inputValue(), answers.last_name);
  const label = await page.locator("[name=days]").first().evaluateHandle((day) => day.labels[0]);
  await label.scrollIntoViewIfNeeded();
  const { x, y, width, height } = await label.boundingBox();
  await page.mouse.click(x + width / 2, y + height / 2);
  await noReceipt(page, answers);
  assert.ok(await page.locator(".draft button").isDisabled());
  letGo();
  await reference(page);
  assert.equal((await stored(endpoint, answers)).length, 1);
});

site.test("after a try that failed everything can be changed again, and what is sent then is stored", async ({ page, endpoint, guard }) => {
  // 429: by the endpoint's clock, a form that waited in the page's clock alone is sent the moment it was opened.
  guard.allow(/status of (429|503)/);
  const answers = { ...camille(), last_name: "Other" };
  await page.clock.install();
  await page.route(API, (route) => route.fulfill({ status: 503, headers: { "retry-after": "1" }, body: "" }));
  await open(page, REGISTRATION.fr);
  await fill(page, { ...answers, last_name: "First" });
  await send(page);
  while (!GAVE_UP.busy.test(await page.locator(".form-status").textContent())) await page.clock.fastForward(STEP);
  assert.ok(await page.locator(".draft button").isEnabled());
  await page.locator("[name=last_name]").fill(answers.last_name);
  await page.unroute(API);
  await send(page);
  const shown = await reference(page);
  const rows = await stored(endpoint, answers);
  assert.deepEqual(rows.map((row) => [row.reference, row.answers.last_name[0]]), [[shown, "Other"]]);
});

site.test("a private link that would run script is not shown", async ({ page }) => {
  await page.route(API, (route) =>
    route.fulfill({ status: 201, contentType: "application/json", body: '{"reference":"NEC-0000-0000","status":"registered","manage_url":"javascript:alert(1)"}' }),
  );
  await open(page, REGISTRATION.fr);
  await fill(page, camille());
  await send(page);
  assert.equal(await reference(page), "NEC-0000-0000");
  assert.equal(await page.locator("a[href^=javascript]").count(), 0);
});

site.test("a reload brings the answers back, and a button erases them", async ({ page }) => {
  const answers = camille();
  await open(page, REGISTRATION.fr);
  await fill(page, answers);
  await page.reload();
  await ready(page);
  assert.deepEqual(await held(page), answers);
  await page.locator(".draft button").click();
  await page.reload();
  await ready(page);
  assert.equal((await held(page)).email, "");
});

site.test("nothing stays on the device once it is stored", async ({ page }) => {
  const answers = camille();
  await open(page, REGISTRATION.fr);
  await fill(page, answers);
  assert.match(await page.evaluate(() => JSON.stringify(localStorage)), /camille/);
  await send(page);
  await reference(page);
  assert.equal(await page.evaluate(() => localStorage.length), 0);
  assert.doesNotMatch(await page.evaluate(() => JSON.stringify(sessionStorage)), /camille|Coopérative/);
});
