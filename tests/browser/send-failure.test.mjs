// A form that could not be sent: the message looks like what it is, is seen, and goes when another one comes.

import { strict as assert } from "node:assert";
import { begun, open } from "./support/acts.mjs";
import { live } from "./support/embeds.mjs";
import { REGISTRATION, camille, fill, held, reference, says, send } from "./support/form.mjs";
import { snippet } from "./support/hosts.mjs";
import { stage } from "./support/stage.mjs";
import { release } from "./support/where.mjs";

const site = stage(release, { isHosted: true });
const plain = { javaScriptEnabled: false };
const phone = { viewport: { width: 360, height: 640 } };
const API = "**/api/registrations";
const LIMITED = { status: 429, headers: { "retry-after": "290", "access-control-allow-origin": "*", "access-control-expose-headers": "retry-after" }, body: "" };
const WAIT = { fr: /dans environ 5 minutes/, en: /in about 5 minutes/ };
const SENT_WITHIN_AN_HOUR = 10;

const status = (page) => page.locator("form[data-form] .form-status");

/** Whether `place` says by more than its colour that something went wrong: a border, and a sign. */
const looksLikeFailure = (place) =>
  place.evaluate((place) => {
    const sign = getComputedStyle(place, "::before");
    return parseFloat(getComputedStyle(place).borderTopWidth) >= 2 && sign.content.includes("!") && sign.display !== "none";
  });

/** Where the parts of the form above the message are, in the page. */
const layout = (page) =>
  page.locator("form[data-form]").evaluate((form) =>
    [...form.querySelectorAll(".field, [type=submit], .draft")].filter((part) => !part.closest("[hidden]")).map((part) => Math.round(part.getBoundingClientRect().top + scrollY)),
  );

for (const [lang, path] of Object.entries(REGISTRATION)) {
  site.test(`${path}: whoever is to wait is told for how long, in a message that is seen and moves nothing`, phone, async ({ page, guard }) => {
    guard.allow(/status of 429/);
    await page.route(API, (route) => route.fulfill(LIMITED));
    await open(page, path);
    const answers = camille();
    await fill(page, answers);
    const before = await layout(page);
    // By the keyboard, from the top of the form: the message is far below.
    await page.locator("[name=first_name]").press("Enter");
    await says(page, WAIT[lang]);
    assert.ok(await looksLikeFailure(status(page)));
    await page.waitForFunction(() => {
      const { top, bottom } = document.querySelector("form[data-form] .form-status").getBoundingClientRect();
      return top >= 0 && bottom <= innerHeight;
    });
    assert.deepEqual(await layout(page), before);
    assert.deepEqual(await held(page), answers);
  });

  site.test(`an embed (${lang}): whoever is to wait is told for how long`, async ({ page, guard, endpoint, hosts }) => {
    guard.allow(/status of 429/);
    await page.route(API, (route) => route.fulfill(LIMITED));
    await page.goto(hosts.page("plain", snippet(endpoint.origin, { kind: "registration", lang })));
    await live(page);
    await fill(page, camille());
    await send(page);
    await says(page, WAIT[lang]);
    assert.ok(await looksLikeFailure(status(page)));
  });

  site.test(`${path}: without script, whoever is to wait is told for how long, in a message that looks like a failure`, plain, async ({ page, endpoint, guard }) => {
    guard.allow(/status of 429/);
    const answers = camille();
    for (let sent = 0; sent < SENT_WITHIN_AN_HOUR; sent += 1) {
      const form = { ...answers, consent: "yes", days: answers.days[0], organisation: `${answers.organisation} ${sent}` };
      const answer = await page.request.post(`${endpoint.origin}/api/registrations`, { form, headers: { accept: "application/json" } });
      assert.equal(answer.status(), 201);
    }
    await page.goto(path);
    await fill(page, answers);
    await send(page);
    const notice = page.locator("form[data-form] .notice");
    await notice.filter({ hasText: lang === "fr" ? /dans environ \d+ minutes/ : /in about \d+ minutes/ }).waitFor();
    assert.ok(await looksLikeFailure(notice));
  });
}

site.test("what is on its way, and what was done, does not look like a failure", async ({ page }) => {
  let letGo;
  const holding = new Promise((then) => (letGo = then));
  await page.route(API, async (route) => {
    await holding;
    await route.continue();
  });
  await open(page, REGISTRATION.fr);
  await page.locator(".draft button").click();
  await says(page, /effacées/);
  assert.ok(!(await looksLikeFailure(status(page))));
  await fill(page, camille());
  await send(page);
  await says(page, /Envoi en cours/);
  assert.ok(!(await looksLikeFailure(status(page))));
  letGo();
  await reference(page);
});

site.test("an old message goes when another one comes", async ({ page, guard }) => {
  guard.allow(/status of 429/);
  await page.route(API, (route) => route.fulfill(LIMITED));
  await open(page, REGISTRATION.fr);
  await page.locator(".draft button").click();
  await says(page, /effacées/);
  // From the first letter on there is something on the device again.
  await page.locator("[name=first_name]").pressSequentially("C");
  await page.waitForFunction(() => document.querySelector("form[data-form] .form-status").textContent === "");
  await fill(page, camille());
  await send(page);
  await says(page, WAIT.fr);
  await page.locator("[name=email]").fill("");
  await send(page);
  await page.locator(".error-summary a").waitFor();
  assert.equal(await status(page).textContent(), "");
  assert.ok(!(await looksLikeFailure(status(page))));
});

site.test("what the endpoint's own page said goes when the form says something else", async ({ page, guard }) => {
  guard.allow(/status of 4(09|22)|\.wasm|stays static|ERR_FAILED/);
  const { page: _, ...answers } = camille();
  await page.route("**/*.wasm", (route) => route.abort());
  await page.goto(REGISTRATION.fr);
  assert.equal(await begun(page), "static");
  await fill(page, answers);
  // The key of a submission with other answers.
  const key = "the-key-of-other-answers";
  const other = { ...answers, consent: "yes", days: answers.days[0], first_name: "Alix", submission_key: key };
  await page.request.post("/api/registrations", { form: other, headers: { accept: "application/json" } });
  await page.locator("[name=submission_key]").evaluate((field, key) => (field.value = key), key);
  await page.unroute("**/*.wasm");
  await send(page);
  await page.locator("form[data-live] .notice").waitFor();
  await page.locator("[name=email]").fill("");
  await send(page);
  await page.locator(".error-summary a").waitFor();
  assert.equal(await page.locator("form[data-form] .notice").count(), 0);
});
