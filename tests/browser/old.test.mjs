// Browsers of 2020 and 2021, on phones that get no newer ones: nothing that they lack is needed.

import { strict as assert } from "node:assert";
import { arrived, open } from "./support/acts.mjs";
import { begin, typePlace } from "./support/check.mjs";
import { live } from "./support/embeds.mjs";
import { REGISTRATION, assertRegisters, camille, fill, stored } from "./support/form.mjs";
import { snippet } from "./support/hosts.mjs";
import { makeOld } from "./support/old.mjs";
import * as pages from "./support/pages.mjs";
import { stage } from "./support/stage.mjs";
import { release } from "./support/where.mjs";

const site = stage(release, { isHosted: true });

site.test("a browser of 2021 goes through the site without a page load, and registers", async ({ page, endpoint }) => {
  await makeOld(page, 2021);
  const answers = camille();
  await open(page, "/fr/faq/");
  await page.locator("#faq-filter").fill("atelier");
  await page.locator(`a[href="${REGISTRATION.fr}"]`).first().click();
  await arrived(page, pages.at(REGISTRATION.fr));
  await page.locator("form[data-live]").waitFor();
  await assertRegisters(page, endpoint, answers);
});

site.test("a browser of 2021 gives the verdict of the check", async ({ page }) => {
  await makeOld(page, 2021);
  await open(page, "/fr/defraiement/");
  await begin(page);
  await typePlace(page, "59000");
  await page.locator("[data-verdict=yes]").waitFor();
});

site.test("a browser of 2020, whose wasm is too old for ours, registers as one without script does", async ({ page, endpoint, guard }) => {
  guard.allow(/stays static/);
  await makeOld(page, 2020);
  const answers = camille();
  await page.goto(REGISTRATION.fr);
  await page.locator("html[data-forms=static]").waitFor({ state: "attached" });
  await fill(page, answers);
  await page.locator("form[data-form] [type=submit]").click();
  const shown = (await page.locator("main .reference").first().textContent()).trim();
  assert.deepEqual((await stored(endpoint, answers)).map((row) => row.reference), [shown]);
});

for (const kind of ["registration", "workshop", "reimbursement", "programme", "faq"]) {
  site.test(`a browser of 2021 shows ${kind} inside another site, and not in a frame`, async ({ page, endpoint, hosts }) => {
    await makeOld(page, 2021);
    await page.goto(hosts.page("plain", snippet(endpoint.origin, { kind })));
    await live(page);
    assert.equal(await page.locator("iframe").count(), 0);
    // Without constructed sheets the style comes in a tag.
    assert.equal(await page.locator(".soga-live").evaluate((view) => getComputedStyle(view).fontSize), "17px");
  });
}

for (const kind of ["programme", "faq"]) {
  site.test(`a browser of 2020 shows ${kind} inside another site`, async ({ page, endpoint, hosts }) => {
    await makeOld(page, 2020);
    await page.goto(hosts.page("plain", snippet(endpoint.origin, { kind })));
    await live(page);
    assert.ok(await page.locator(".soga-live .about").isVisible());
  });
}

site.test("a browser of 2020 registers inside another site, in a frame", async ({ page, endpoint, hosts, guard }) => {
  guard.allow(/soga:|stays static/);
  await makeOld(page, 2020);
  await page.goto(hosts.page("plain", snippet(endpoint.origin, { kind: "registration" })));
  const answers = camille();
  const frame = page.frameLocator("soga-registration iframe");
  await page.locator("soga-registration > :not(iframe)").waitFor({ state: "detached" });
  await fill(frame, answers);
  await frame.locator("[type=submit]").click();
  const shown = (await page.locator("main .reference").first().textContent()).trim();
  assert.deepEqual((await stored(endpoint, answers)).map((row) => row.reference), [shown]);
});

site.test("a browser of 2020 shows an editor the first component's lines, and nothing that does nothing", async ({ page, guard }) => {
  guard.allow(/stays static/);
  await makeOld(page, 2020);
  const refused = page.waitForEvent("console", (message) => message.text().startsWith("It stays static"));
  await page.goto("/fr/integrer/");
  await refused;
  assert.match(await page.locator("[data-spelling=div]").textContent(), /data-soga="registration"/);
  assert.equal(await page.locator("[data-builder] :is(select, input, button, iframe):visible").count(), 0);
});

site.test("a browser of 2021 writes an editor's choices into all three spellings", async ({ page }) => {
  await makeOld(page, 2021);
  await page.goto("/fr/integrer/");
  await page.locator("[data-builder][data-live]").waitFor();
  await page.locator("#embed-theme").selectOption("dark");
  for (const spelling of ["element", "div", "frame"]) {
    assert.match(await page.locator(`[data-spelling=${spelling}]`).textContent(), /theme="?dark|theme=dark/, spelling);
  }
});
