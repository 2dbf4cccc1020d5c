// Answers that nobody typed: from a browser's or a password manager's memory, and from the endpoint's own page.

import { strict as assert } from "node:assert";
import { begun, open } from "./support/acts.mjs";
import { live } from "./support/embeds.mjs";
import { REGISTRATION, camille, fill, held, send } from "./support/form.mjs";
import { snippet } from "./support/hosts.mjs";
import { stage } from "./support/stage.mjs";
import { release } from "./support/where.mjs";

const site = stage(release, { isHosted: true });

/** Gives fields values as Safari's autofill and some password managers do: a `change` and nothing before it. */
async function fillIn(page, values) {
  await page.locator("form[data-live]").evaluate((form, values) => {
    for (const [name, value] of Object.entries(values)) {
      const control = form.querySelector(`[name=${name}]`);
      control.value = value;
      control.dispatchEvent(new Event("change", { bubbles: true }));
    }
  }, values);
}

const { first_name, last_name, email } = camille();

/** What a reload brings back, and what is said of fields that were filled in so after an empty form was sent. */
async function assertCounts(page, again) {
  await send(page);
  await page.locator(".field[data-field=first_name] .error").waitFor();
  await fillIn(page, { first_name, last_name, email, country: "BE" });
  for (const name of ["first_name", "last_name", "email", "country"]) {
    await page.locator(`.field[data-field=${name}] .error`).waitFor({ state: "hidden" });
    assert.equal(await page.locator(`.field[data-field=${name}] [aria-invalid]`).count(), 0);
  }
  await again();
  const answers = await held(page);
  assert.deepEqual([answers.first_name, answers.last_name, answers.email, answers.country], [first_name, last_name, email, "BE"]);
}

site.test("what comes by a change event alone clears its errors and is kept as a draft", async ({ page }) => {
  await open(page, REGISTRATION.fr);
  await assertCounts(page, () => open(page, REGISTRATION.fr));
});

site.test("an embed: what comes by a change event alone clears its errors and is kept as a draft", async ({ page, endpoint, hosts }) => {
  const address = hosts.page("plain", snippet(endpoint.origin, { kind: "registration" }));
  const again = async () => {
    await page.goto(address);
    await live(page);
  };
  await again();
  await assertCounts(page, again);
});

for (const [lang, path] of Object.entries(REGISTRATION)) {
  site.test(`${path}: “clear my answers” clears those that the endpoint's page came with as well`, async ({ page, guard }) => {
    guard.allow(/status of 422|\.wasm|stays static|ERR_FAILED/);
    await page.route("**/*.wasm", (route) => route.abort());
    await page.goto(path);
    assert.equal(await begun(page), "static");
    await fill(page, { ...camille({ days: ["2025-11-26"], consent: false }), access_needs: "Boucle magnétique" });
    await page.locator("[name=consent]").evaluate((box) => box.removeAttribute("required"));
    await page.unroute("**/*.wasm");
    await send(page);
    await page.locator("form[data-live] .error-summary a").first().waitFor();
    assert.equal((await held(page)).first_name, "Camille");
    await page.locator(".draft button").click();
    const empty = { first_name: "", last_name: "", email: "", profile: null, organisation: "", country: "", days: [], consent: false };
    assert.deepEqual(await held(page), empty);
    assert.equal(await page.locator("[name=access_needs]").inputValue(), "");
    assert.equal(await page.evaluate(() => localStorage.length), 0);
    assert.equal(await page.locator(".error-summary a, .error:not([hidden])").count(), 0);
    // The choices themselves are there to be made again.
    await fill(page, { days: ["2025-11-26"], profile: "sse" });
    assert.deepEqual((await held(page)).days, ["2025-11-26"]);
    assert.equal((await held(page)).profile, "sse");
  });
}
