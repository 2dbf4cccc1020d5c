// Forms inside other sites: what is sent is stored, and the page around learns and keeps nothing of the person.

import { strict as assert } from "node:assert";
import { isSameDocument, mark } from "./support/acts.mjs";
import { assertAccessible } from "./support/axe.mjs";
import { live } from "./support/embeds.mjs";
import { camille, fill, held, says, stored } from "./support/form.mjs";
import { snippet } from "./support/hosts.mjs";
import { stage } from "./support/stage.mjs";
import { release } from "./support/where.mjs";

const site = stage(release, { isHosted: true, isWhole: true });
const elsewhere = stage(release);

const submit = (page) => page.locator("form[data-live] [type=submit]").click();
const shownReference = async (page) => (await page.locator(".soga-live .reference").textContent()).trim();

/** Opens a page of another site with one component, and notes every event of ours that reaches its document. */
async function openHost(page, { endpoint, hosts }, about, name = "plain") {
  await page.addInitScript(() => {
    globalThis.heard = [];
    for (const type of ["soga:ready", "soga:submitted", "soga:verdict", "soga:error"]) {
      addEventListener(type, ({ detail }) => globalThis.heard.push([type, detail]));
    }
  });
  await page.goto(hosts.page(name, snippet(endpoint.origin, about)));
  await live(page);
}

for (const lang of ["fr", "en"]) {
  site.test(`a registration (${lang}) is stored once, its receipt is shown in place, and the page is told without personal data`, async ({ page, endpoint, hosts }) => {
    const answers = camille();
    await openHost(page, { endpoint, hosts }, { kind: "registration", lang });
    const title = await page.title();
    await fill(page, answers);
    await submit(page);
    const shown = await shownReference(page);
    const rows = await stored(endpoint, answers);
    assert.deepEqual(rows.map((row) => [row.reference, row.lang]), [[shown, lang]]);
    assert.equal(await page.title(), title);
    assert.equal(new URL(page.url()).origin, hosts.origin);
    const heard = await page.evaluate(() => globalThis.heard);
    assert.deepEqual(heard, [["soga:ready", {}], ["soga:submitted", { form: "registration", waiting: false, mailed: false }]]);
  });
}

site.test("in a frame, a line of the error summary leads to its field, and not the page away", async ({ page, endpoint, hosts }) => {
  const address = hosts.page("plain", snippet(endpoint.origin, { kind: "registration", spelling: "frame" }));
  await page.goto(address);
  const frame = page.frameLocator("iframe");
  await frame.locator("form[data-live] [type=submit]").click();
  await frame.locator(".error-summary a").nth(1).click();
  await frame.locator("[name=last_name]:focus").waitFor();
  assert.equal(page.url(), address);
});

site.test("the request after the check is stored, and the verdict is told in one word", async ({ page, endpoint, hosts }) => {
  await openHost(page, { endpoint, hosts }, { kind: "reimbursement" });
  await page.locator("[data-first-time] [value=yes]").check();
  await page.locator(".check select").selectOption("FR");
  await page.locator("[data-place] input").pressSequentially("78000");
  await page.locator("[data-verdict=confirm]").waitFor();
  assert.match(await page.locator("[data-because]").textContent(), /Versailles/);
  await page.locator("[data-request] a").click();
  assert.equal(new URL(page.url()).origin, hosts.origin);
  const { first_name, last_name, email, organisation } = camille();
  await fill(page, { organisation, country: "FR", registration_number: "732 829 320", address: "1 rue des Lilas", postal_code: "78000", city: "Versailles", first_name, last_name, email, participants: "Camille Durand", declaration: true });
  await submit(page);
  const shown = await shownReference(page);
  assert.deepEqual((await stored(endpoint, { email })).map((row) => row.reference), [shown]);
  assert.deepEqual((await page.evaluate(() => globalThis.heard)).slice(1), [["soga:verdict", { verdict: "confirm" }], ["soga:submitted", { form: "reimbursement", waiting: false, mailed: false }]]);
});

site.test("a list that is gone is asked for again by a button, and the page around stays", async ({ page, guard, endpoint, hosts }) => {
  guard.allow(/status of 404/);
  await page.route("**/assets/near-*", (route) => route.fulfill({ status: 404, headers: { "access-control-allow-origin": "*" }, body: "" }));
  await openHost(page, { endpoint, hosts }, { kind: "reimbursement" });
  await mark(page);
  await page.locator("[data-first-time] [value=yes]").check();
  await page.locator(".check select").selectOption("FR");
  await page.locator("[data-place] input").pressSequentially("78300");
  await page.locator("[data-verdict=confirm]").waitFor();
  const retry = page.getByRole("button", { name: "Réessayer" });
  await retry.waitFor();
  await page.unroute("**/assets/near-*");
  await retry.click();
  await page.locator("[data-verdict=yes]").waitFor();
  assert.ok(await isSameDocument(page));
  assert.deepEqual(await page.evaluate(() => Object.keys(sessionStorage)), []);
});

site.test("errors are shown in place, and the title of the page stays its own", async ({ page, endpoint, hosts }) => {
  await openHost(page, { endpoint, hosts }, { kind: "registration" });
  const title = await page.title();
  await submit(page);
  const link = page.locator(".error-summary a").first();
  await link.waitFor();
  assert.ok(await page.locator(".error-summary").evaluate((box) => box === document.activeElement));
  const before = page.url();
  await link.click();
  assert.equal(await page.evaluate(() => document.activeElement.name), "first_name");
  assert.equal(await page.title(), title);
  assert.equal(page.url().split("#")[0], before.split("#")[0]);
  assert.deepEqual((await page.evaluate(() => globalThis.heard)).at(-1), ["soga:error", { kind: "invalid" }]);
});

site.test("a network that fails loses nothing: the answers stay, and sending goes on when it is back", async ({ page, context, endpoint, hosts, guard }) => {
  guard.allow(/ERR_INTERNET_DISCONNECTED/);
  const answers = camille();
  await openHost(page, { endpoint, hosts }, { kind: "registration" });
  await fill(page, answers);
  await context.setOffline(true);
  await submit(page);
  await says(page, /hors connexion/);
  assert.deepEqual(await held(page), answers);
  await context.setOffline(false);
  const shown = await shownReference(page);
  assert.deepEqual((await stored(endpoint, answers)).map((row) => row.reference), [shown]);
});

site.test("the draft comes back after a reload, and is all that is left on the device until it is stored", async ({ page, context, endpoint, hosts }) => {
  const answers = camille();
  await openHost(page, { endpoint, hosts }, { kind: "registration" });
  const kept = () => page.evaluate(() => [Object.keys(localStorage), Object.keys(sessionStorage), document.cookie]);
  assert.deepEqual(await kept(), [[], [], ""]);
  await fill(page, answers);
  const [[name, ...others], ...elsewhere] = await kept();
  assert.match(name, /^nec-ess:draft:registration:[0-9a-f]{32}$/);
  assert.deepEqual([others, elsewhere], [[], [[], ""]]);
  await page.reload();
  await live(page);
  assert.deepEqual(await held(page), answers);
  await submit(page);
  await shownReference(page);
  assert.deepEqual(await kept(), [[], [], ""]);
  assert.deepEqual(await context.cookies(), []);
});

site.test("another form can be filled in after the receipt", async ({ page, endpoint, hosts }) => {
  await openHost(page, { endpoint, hosts }, { kind: "registration" });
  await fill(page, camille());
  await submit(page);
  const first = await shownReference(page);
  await page.locator(".receipt .again").click();
  await page.locator("form[data-live]").waitFor();
  const second = camille();
  await fill(page, second);
  await submit(page);
  assert.notEqual(await shownReference(page), first);
  assert.equal((await stored(endpoint, second)).length, 1);
});

site.test("a page gets one global name from us, no focus and no scrolling", async ({ page, endpoint, hosts }) => {
  await page.goto(hosts.page("plain", '<a href="#">A link</a>'));
  const before = await page.evaluate(() => Object.getOwnPropertyNames(window));
  await page.goto(hosts.page("plain", `<p style="height:300px">Above</p>${snippet(endpoint.origin, { kind: "registration" })}`));
  await page.evaluate(() => {
    globalThis.moved = 0;
    addEventListener("scroll", () => (globalThis.moved += 1));
    document.querySelector("#theirs").focus({ preventScroll: true });
  });
  await live(page);
  await page.evaluate(() => new Promise((then) => requestAnimationFrame(() => setTimeout(then, 50))));
  const after = await page.evaluate(() => Object.getOwnPropertyNames(window).filter((name) => name !== "moved"));
  assert.deepEqual(after.filter((name) => !before.includes(name)), ["soga"]);
  assert.equal(await page.evaluate(() => globalThis.moved), 0);
  assert.equal(await page.evaluate(() => document.activeElement.id), "theirs");
});

for (const kind of ["registration", "workshop", "reimbursement", "programme", "faq"]) {
  const about = { kind, page: kind === "faq" ? "studies" : undefined };

  site.test(`${kind} shifts nothing of a page that reserved its height`, async ({ page, endpoint, hosts }) => {
    await page.addInitScript(() => {
      globalThis.shifts = [];
      new PerformanceObserver((list) => globalThis.shifts.push(...list.getEntries().map(({ value, sources }) => [value, sources.map(({ node }) => node?.nodeName)]))).observe({ type: "layout-shift", buffered: true });
    });
    // Slow enough for every step of its coming to be painted.
    await page.route("**/{embed,assets}/**", async (route) => {
      await new Promise((then) => setTimeout(then, 150));
      await route.continue();
    });
    await openHost(page, { endpoint, hosts }, about);
    await page.evaluate(() => new Promise((then) => requestAnimationFrame(() => setTimeout(then, 200))));
    assert.deepEqual(await page.evaluate(() => globalThis.shifts), []);
    const [reserved, needed] = await page.evaluate(() => {
      const view = document.querySelector(".soga-live");
      return [parseFloat(getComputedStyle(view.parentElement).minHeight), view.offsetHeight];
    });
    assert.ok(needed <= reserved, `${needed} px in ${reserved} px`);
  });

  for (const name of ["plain", "dark", "bootstrap"]) {
    site.test(`axe finds nothing in ${kind} inside a page like tests/hosts/${name}.html`, async ({ page, endpoint, hosts, t }) => {
      await openHost(page, { endpoint, hosts }, about, name);
      await assertAccessible(page, t, ".soga-live");
    });
  }

  elsewhere.test(`axe finds nothing in ${kind} as a page of its own`, async ({ page, t }) => {
    const path = { registration: "inscription/", workshop: "atelier/", reimbursement: "defraiement/", programme: "programme/", faq: "faq/studies/" }[kind];
    await page.goto(`/fr/embed/${path}`);
    await page.waitForFunction(() => !document.querySelector("form[data-form]:not([data-live])"));
    await assertAccessible(page, t);
  });
}

site.test("axe finds nothing in a form with errors inside another page", async ({ page, endpoint, hosts, t }) => {
  await openHost(page, { endpoint, hosts }, { kind: "registration" });
  await submit(page);
  await page.locator(".error-summary a").first().waitFor();
  await assertAccessible(page, t, ".soga-live");
});

site.test("browsers can fill the form in: every field about the person says what it is, and what is filled in so is sent", async ({ page, endpoint, hosts }) => {
  const answers = camille();
  const profile = { "given-name": answers.first_name, "family-name": answers.last_name, email: answers.email, organization: answers.organisation, country: answers.country };
  await openHost(page, { endpoint, hosts }, { kind: "registration" });
  // As autofill does it: values without a key pressed, then the events of an edit.
  const filledIn = await page.evaluate((profile) => {
    const done = [];
    for (const control of document.querySelectorAll("form[data-form] [autocomplete]")) {
      const value = profile[control.autocomplete];
      if (!value || control.closest("[hidden]")) continue;
      control.value = value;
      for (const type of ["input", "change"]) control.dispatchEvent(new Event(type, { bubbles: true }));
      done.push(control.autocomplete);
    }
    return done;
  }, profile);
  assert.deepEqual(filledIn.sort(), Object.keys(profile).sort());
  await fill(page, { profile: answers.profile, days: answers.days, consent: true });
  await submit(page);
  const shown = await shownReference(page);
  assert.deepEqual((await stored(endpoint, answers)).map((row) => row.reference), [shown]);
});

for (const endpoint of ["javascript:alert(1)//", "data:text/html,x", "/theirs", "not an address"]) {
  site.test(`a service at “${endpoint}” is refused, and the link stays`, async ({ page, endpoint: ours, hosts, guard }) => {
    guard.allow(/endpoint=/);
    await page.goto(hosts.page("plain", snippet(ours.origin, { kind: "registration", spelling: "div", more: `data-endpoint="${endpoint}"` })));
    const note = page.locator("[data-soga] [role=note]");
    assert.match(await note.textContent(), /endpoint=".*https:\/\//);
    assert.equal(await page.locator("[data-soga] form, [data-soga] iframe").count(), 0);
    assert.ok(await page.locator("[data-soga] a").isVisible());
  });
}

site.test("answers go to the service that the tag names", async ({ page, endpoint, hosts }) => {
  let sentTo;
  await page.route("**/theirs/api/registrations", (route) => {
    sentTo = route.request().url();
    return route.fulfill({ status: 200, contentType: "application/json", headers: { "access-control-allow-origin": "*" }, body: "{}" });
  });
  await openHost(page, { endpoint, hosts }, { kind: "registration", more: `endpoint="${hosts.origin}/theirs"` });
  await fill(page, camille());
  await submit(page);
  await page.waitForFunction(() => document.querySelector(".form-status")?.textContent.includes("ne donne pas de référence"));
  assert.equal(sentTo, `${hosts.origin}/theirs/api/registrations`);
  assert.equal(await page.locator(".receipt").count(), 0);
});

for (const other of ["lang", "theme"]) {
  site.test(`a receipt stays where another ${other} is asked for afterwards`, async ({ page, endpoint, hosts }) => {
    await page.goto(hosts.page("plain", snippet(endpoint.origin, { kind: "registration", lang: "en" })));
    await live(page);
    await fill(page, camille());
    await submit(page);
    await page.locator(".soga-live .receipt .reference").waitFor();
    const reference = await shownReference(page);
    const asked = other === "lang" ? page.waitForResponse(/\/fr\/embed\/inscription\//) : null;
    await page.locator("soga-registration").evaluate((tag, other) => tag.setAttribute(other, other === "lang" ? "fr" : "dark"), other);
    await asked;
    await page.waitForTimeout(500);
    assert.equal(await shownReference(page), reference);
  });
}
