// The check inside another site's page.

import { strict as assert } from "node:assert";
import { live } from "./support/embeds.mjs";
import { snippet } from "./support/hosts.mjs";
import { stage } from "./support/stage.mjs";
import { release } from "./support/where.mjs";

const site = stage(release, { isHosted: true });

site.test("in another language the check keeps what was answered, typed and chosen", async ({ page, endpoint, hosts }) => {
  await page.goto(hosts.page("plain", snippet(endpoint.origin, { kind: "reimbursement", lang: "en" })));
  await live(page);
  const check = page.locator("[data-check]");
  await check.locator("[data-first-time] [value=yes]").check();
  await check.locator("select").selectOption("FR");
  // Several communes are called so.
  await check.locator("[data-place] input[type=text]").pressSequentially("Massy");
  const chosen = "Massy (76)";
  await check.getByLabel("Massy (71)", { exact: true }).waitFor();
  await check.getByLabel(chosen, { exact: true }).check();
  await check.locator("[data-verdict]").waitFor();
  const kind = await check.locator("[data-verdict]").getAttribute("data-verdict");
  await page.locator("soga-reimbursement").evaluate((tag) => tag.setAttribute("lang", "fr"));
  await page.locator('.soga-live[lang="fr"]').waitFor();
  await live(page);
  assert.ok(await check.locator("[data-first-time] [value=yes]").isChecked());
  assert.equal(await check.locator("select").inputValue(), "FR");
  assert.equal(await check.locator("[data-place] input[type=text]").inputValue(), "Massy");
  await check.locator("[data-places] :checked").waitFor();
  const kept = await check.locator("[data-places] :checked").evaluate((place) => place.nextElementSibling.textContent);
  assert.equal(kept, chosen);
  assert.equal(await check.locator("[data-verdict]").getAttribute("data-verdict"), kind);
});

site.test("in another language a check in which nothing was answered stays one", async ({ page, endpoint, hosts }) => {
  await page.goto(hosts.page("plain", snippet(endpoint.origin, { kind: "reimbursement", lang: "en" })));
  await live(page);
  await page.locator("[name=organisation]").fill("Les Communs");
  await page.locator("soga-reimbursement").evaluate((tag) => tag.setAttribute("lang", "fr"));
  await page.locator('.soga-live[lang="fr"]').waitFor();
  await live(page);
  assert.equal(await page.locator("[data-check] :checked[type=radio]").count(), 0);
  assert.equal(await page.locator("[name=organisation]").inputValue(), "Les Communs");
});
