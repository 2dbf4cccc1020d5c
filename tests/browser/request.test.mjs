// The request for the reimbursement: one for each organisation.

import { strict as assert } from "node:assert";
import { open } from "./support/acts.mjs";
import { camille, fill, reference, send } from "./support/form.mjs";
import { stage } from "./support/stage.mjs";
import { release } from "./support/where.mjs";

const site = stage(release);
const PATHS = { fr: "/fr/defraiement/", en: "/en/reimbursement/" };
const NUMBERS = { fr: ["732 829 320", "73282932000074"], en: ["356 000 000", "356000000"] };

/** A complete request. */
function request(changes) {
  const { first_name, last_name, email, organisation } = camille();
  return {
    organisation,
    country: "FR",
    address: "1 rue des Lilas",
    postal_code: "69003",
    city: "Lyon",
    first_name,
    last_name,
    email,
    participants: "Camille Durand\nAlix Martin",
    declaration: true,
    ...changes,
  };
}

for (const [lang, path] of Object.entries(PATHS)) {
  site.test(`${path}: a second request of an organisation is refused beside its number, and says nothing of the first`, async ({ page, guard, endpoint }) => {
    const [number, sameNumber] = NUMBERS[lang];
    const first = request({ registration_number: number, city: "Villeurbanne", organisation: "Première Coop" });
    await open(page, path);
    await fill(page, first);
    await send(page);
    const shown = await reference(page);

    guard.allow(/422/);
    const second = request({ registration_number: sameNumber, organisation: "Seconde Coop" });
    await page.locator(".receipt .again").click();
    await page.locator("form[data-live]").waitFor();
    await fill(page, second);
    await send(page);
    const error = page.locator("[data-field=registration_number] .error");
    await error.waitFor();
    const said = await page.locator("main").textContent();
    for (const secret of [shown, first.email, "Première Coop", "Villeurbanne"]) assert.ok(!said.includes(secret), secret);
    assert.equal(await page.locator("form[data-form] [name=registration_number]").inputValue(), sameNumber);
    // Another field mends nothing, another number does.
    await page.locator("form[data-form] [name=city]").fill("Lyon 3");
    assert.ok(await error.isVisible());
    await page.locator("form[data-form] [name=registration_number]").fill(lang === "fr" ? "552 100 554" : "542 051 180");
    assert.ok(await error.isHidden());
    await send(page);
    await reference(page);
    const rows = (await endpoint.submissions()).filter(({ lang: one }) => one === lang);
    assert.equal(rows.length, 2);
  });
}
