// One registration, all the way into the storage.

import { strict as assert } from "node:assert";
import { arrived, open } from "./support/acts.mjs";
import { REGISTRATION, assertRegisters, assertStored, camille, fill, held, reference, send, stored, submitButton } from "./support/form.mjs";
import * as pages from "./support/pages.mjs";
import { stage } from "./support/stage.mjs";
import { debug, release } from "./support/where.mjs";

const site = stage(release, { isWhole: true });
const debugSite = stage(debug);
const plain = { javaScriptEnabled: false };

for (const [lang, path] of Object.entries(REGISTRATION)) {
  for (const [build, builtSite] of [["release", site], ["debug", debugSite]]) {
    builtSite.test(`${path}: a registration is stored once and its reference is shown (${build})`, async ({ page, endpoint }) => {
      const answers = camille();
      await open(page, path);
      await fill(page, answers);
      await send(page);
      const shown = await reference(page);
      const rows = await stored(endpoint, answers);
      assert.deepEqual(rows.map((row) => row.reference), [shown]);
      assertStored(rows[0], answers, lang);
    });
  }

  site.test(`${path}: the receipt has focus, and the title says that it is stored`, async ({ page }) => {
    await open(page, path);
    await fill(page, camille());
    await send(page);
    await reference(page);
    const heading = page.locator(".receipt h2");
    assert.ok(await heading.evaluate((heading) => heading === document.activeElement));
    assert.ok((await page.title()).includes(await heading.textContent()), await page.title());
  });

  site.test(`${path}: without script, a registration leads to a receipt with its answers`, plain, async ({ page, endpoint }) => {
    const answers = camille();
    await page.goto(path);
    await fill(page, answers);
    const redirect = page.waitForResponse((answer) => answer.request().method() === "POST");
    await send(page);
    assert.equal((await redirect).status(), 303);
    const shown = await reference(page);
    const rows = await stored(endpoint, answers);
    assert.deepEqual(rows.map((row) => row.reference), [shown]);
    assertStored(rows[0], answers, lang);
    const receipt = await page.locator(".receipt").textContent();
    for (const answer of [answers.first_name, answers.last_name, answers.email, answers.organisation]) {
      assert.ok(receipt.includes(answer), answer);
    }
    assert.equal(await page.locator("html").getAttribute("lang"), lang);
  });
}

site.test("a person without an organisation registers", async ({ page, endpoint }) => {
  const answers = camille({ profile: "citizen", organisation: "", days: ["2025-11-25"] });
  await open(page, REGISTRATION.fr);
  await fill(page, answers);
  await send(page);
  await reference(page);
  assertStored((await stored(endpoint, answers))[0], answers, "fr");
});

site.test("names in any script are stored as they were typed", async ({ page, endpoint }) => {
  const answers = camille({ first_name: "Łucja 璐", last_name: `d’Ærø <b>"O'Neil" & fils`, organisation: "Συνεταιρισμός & ميثاق" });
  await open(page, REGISTRATION.en);
  await fill(page, answers);
  await send(page);
  await reference(page);
  assertStored((await stored(endpoint, answers))[0], answers, "en");
});

site.test("the form works on a page that was navigated to", async ({ page, endpoint }) => {
  const answers = camille();
  await open(page, "/fr/");
  await page.locator(`.menu a[href="${REGISTRATION.fr}"]`).click();
  await arrived(page, pages.at(REGISTRATION.fr));
  await page.locator("form[data-live]").waitFor();
  await assertRegisters(page, endpoint, answers);
});

site.test("two clicks store once", async ({ page, endpoint }) => {
  const answers = camille();
  await open(page, REGISTRATION.fr);
  await fill(page, answers);
  await submitButton(page).dblclick();
  await reference(page);
  assert.equal((await stored(endpoint, answers)).length, 1);
});

site.test("without script, two clicks store once", plain, async ({ page, endpoint }) => {
  const answers = camille();
  await page.goto(REGISTRATION.fr);
  await fill(page, answers);
  await submitButton(page).dblclick();
  const shown = await reference(page);
  assert.deepEqual((await stored(endpoint, answers)).map((row) => row.reference), [shown]);
});

site.test("two tabs with the same answers store once", async ({ page, context, endpoint }) => {
  const answers = camille();
  const other = await context.newPage();
  for (const tab of [page, other]) {
    await open(tab, REGISTRATION.fr);
    await fill(tab, answers);
  }
  await Promise.all([send(page), send(other)]);
  // The draft has given both the same key.
  assert.equal(await reference(page), await reference(other));
  assert.equal((await stored(endpoint, answers)).length, 1);
});

site.test("two people are two registrations", async ({ page, endpoint }) => {
  const people = [camille(), camille()];
  const shown = [];
  for (const answers of people) {
    await open(page, REGISTRATION.fr);
    await page.evaluate(() => sessionStorage.clear());
    await open(page, REGISTRATION.fr);
    await fill(page, answers);
    await send(page);
    shown.push(await reference(page));
  }
  const rows = await Promise.all(people.map((answers) => stored(endpoint, answers)));
  assert.deepEqual(rows.flat().map((row) => row.reference), shown);
  assert.notEqual(shown[0], shown[1]);
});

site.test("back after success shows the receipt, and another form can be opened from it", async ({ page }) => {
  await open(page, REGISTRATION.fr);
  await fill(page, camille());
  await send(page);
  const shown = await reference(page);
  await page.locator(".menu a").first().click();
  await page.locator(".page-programme").waitFor();
  await page.goBack();
  assert.equal(await reference(page), shown);
  await page.locator(".receipt .again").click();
  await page.locator("form[data-form]").waitFor();
  assert.equal((await held(page)).email, "");
});

for (const signal of ["SIGTERM", "SIGKILL"]) {
  site.test(`a registration is still there after the endpoint was ended by ${signal}`, async ({ page, endpoint }) => {
    const answers = camille();
    await open(page, REGISTRATION.fr);
    await fill(page, answers);
    await send(page);
    const shown = await reference(page);
    await endpoint.restart(signal);
    assert.deepEqual((await stored(endpoint, answers)).map((row) => row.reference), [shown]);
  });
}

site.test("the receipt leads to the private page of what was stored", async ({ page }) => {
  await open(page, REGISTRATION.fr);
  await fill(page, camille());
  await send(page);
  const shown = await reference(page);
  await page.locator(".receipt .private a").click();
  await page.waitForURL("**/api/manage/*");
  assert.equal(await reference(page), shown);
});

site.test("someone on the waiting list is told so on the receipt", async ({ page }) => {
  await page.route("**/api/registrations", (route) =>
    route.fulfill({ status: 201, json: { reference: "NEC-0000-0000", status: "waiting", manage_url: "/api/manage/x" } }),
  );
  await open(page, REGISTRATION.fr);
  await fill(page, camille());
  await send(page);
  assert.equal(await reference(page), "NEC-0000-0000");
  assert.ok(await page.locator(".receipt .waiting").isVisible());
});
