// What the receipt says, and where it leads on to.

import { strict as assert } from "node:assert";
import { open } from "./support/acts.mjs";
import { REGISTRATION, assertRegisters, camille, fill, held, reference, send } from "./support/form.mjs";
import { stage } from "./support/stage.mjs";
import { release } from "./support/where.mjs";

const site = stage(release);
const plain = { javaScriptEnabled: false };
const WORKSHOP = { fr: "/fr/atelier/", en: "/en/workshop/" };
const REQUEST = { fr: "/fr/defraiement/", en: "/en/reimbursement/" };

for (const lang of ["fr", "en"]) {
  site.test(`${REGISTRATION[lang]}: the receipt says what was registered`, async ({ page }) => {
    const answers = camille({ organisation: "Les <Lilas> & Cie", access_needs: "Boucle magnétique", newsletter: true });
    await open(page, REGISTRATION[lang]);
    await fill(page, answers);
    await send(page);
    await reference(page);
    const said = await page.locator(".receipt dl").textContent();
    for (const text of [answers.first_name, answers.email, answers.organisation, answers.access_needs, "France", "26", "27"]) {
      assert.ok(said.includes(text), `${text}: ${said}`);
    }
    assert.equal(await page.locator(".receipt dt").count(), 10);
  });

  site.test(`${REGISTRATION[lang]}: the receipt says what is stored, without the marks that nobody sees`, async ({ page }) => {
    await open(page, REGISTRATION[lang]);
    await fill(page, { ...camille(), first_name: " R\u202elo\u200b  dbl " });
    await send(page);
    await reference(page);
    const said = await page.locator(".receipt dd").allTextContents();
    assert.ok(said.includes("Rlo dbl"), said.join(" | "));
  });

  site.test(`${REGISTRATION[lang]}: the receipt offers the calendar of the chosen days, and of no other`, async ({ page }) => {
    await open(page, REGISTRATION[lang]);
    await fill(page, camille({ days: ["2025-11-25", "2025-11-27"] }));
    await send(page);
    await reference(page);
    const links = page.locator(".receipt [data-day]:not([hidden]) a");
    assert.deepEqual(await links.evaluateAll((links) => links.map((link) => link.closest("li").dataset.day)), ["2025-11-25", "2025-11-27"]);
    for (const link of await links.all()) {
      const answer = await page.request.get(await link.getAttribute("href"));
      assert.match(await answer.text(), /^BEGIN:VCALENDAR/);
    }
    await page.reload();
    await reference(page);
    assert.equal(await links.count(), 2);
  });

  site.test(`${REGISTRATION[lang]}: who wishes for the workshop is led there, with what is known already`, async ({ page }) => {
    const answers = camille();
    await open(page, REGISTRATION[lang]);
    await fill(page, { ...answers, workshop: true });
    await send(page);
    await reference(page);
    await page.locator(`.receipt [data-next-form] a[href="${WORKSHOP[lang]}"]`).click();
    await page.waitForURL(`**${WORKSHOP[lang]}`);
    await page.locator("form[data-live]").waitFor();
    const known = await held(page);
    for (const name of ["first_name", "last_name", "email", "organisation", "country"]) assert.equal(known[name], answers[name], name);
  });

  site.test(`${WORKSHOP[lang]}: the receipt leads on to the request, with what is known already`, async ({ page }) => {
    const { first_name, last_name, email, organisation, consent } = camille();
    await open(page, WORKSHOP[lang]);
    await fill(page, { first_name, last_name, email, organisation, country: "FR", postal_code: "59000", city: "Lille", first_time: "yes", consent });
    await send(page);
    await reference(page);
    await page.locator(`.receipt [data-next-form] a[href="${REQUEST[lang]}"]`).click();
    await page.waitForURL(`**${REQUEST[lang]}`);
    await page.locator("form[data-live]").waitFor();
    const form = page.locator("form[data-form]");
    for (const [name, value] of Object.entries({ first_name, email, organisation, postal_code: "59000", city: "Lille" })) {
      assert.equal(await form.locator(`[name=${name}]`).inputValue(), value, name);
    }
  });
}

site.test("who does not wish for the workshop is not led there", async ({ page }) => {
  await open(page, REGISTRATION.fr);
  await fill(page, camille());
  await send(page);
  await reference(page);
  assert.ok(await page.locator(".receipt [data-next-form]").isHidden());
});

site.test("without script too, the receipt leads on to the workshop", plain, async ({ page }) => {
  await page.goto(REGISTRATION.fr);
  await fill(page, camille());
  await page.locator("form[data-form] [name=workshop]").check();
  await send(page);
  await reference(page);
  assert.ok(await page.locator(`.receipt [data-next-form=workshop] a[href="${WORKSHOP.fr}"]`).isVisible());
});

site.test("a form that is sent at once, by a password manager say, waits a moment and is stored", { isHasty: true }, async ({ page, endpoint }) => {
  const answers = camille();
  await open(page, REGISTRATION.fr);
  await assertRegisters(page, endpoint, answers);
});
