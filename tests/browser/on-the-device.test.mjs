// What a form leaves in the browser's storage, for whom, and for how long.

import { strict as assert } from "node:assert";
import { begun, open } from "./support/acts.mjs";
import { REGISTRATION, camille, fill, held, reference, send, stored } from "./support/form.mjs";
import { snippet } from "./support/hosts.mjs";
import { stage } from "./support/stage.mjs";
import { release } from "./support/where.mjs";

const site = stage(release);
const hosted = stage(release, { isHosted: true });
const WORKSHOP = { fr: "/fr/atelier/", en: "/en/workshop/" };
const REQUEST = "/fr/defraiement/";
const live = (page) => page.locator("form[data-live]").waitFor();

/** All that this site keeps in the browser, of the tab and for good. */
const kept = (page) => page.evaluate(() => ({ ...sessionStorage, ...localStorage }));
const names = async (page) => Object.keys(await kept(page)).sort();

/** Registers, and wishes for the workshop. */
async function register(page, answers, path = REGISTRATION.fr) {
  await open(page, path);
  await live(page);
  await fill(page, { ...answers, workshop: true });
  await send(page);
  return reference(page);
}

/** Presses through the private page behind the receipt. */
async function change(page, action, address) {
  await page.goto(address);
  await page.locator(`.manage a[href*="show=${action}"]`).click();
  await page.locator("form button[type=submit]").click();
  await page.locator("[data-over]").waitFor();
  await begun(page);
}

const privateLink = (page) => page.locator(".receipt .private a").getAttribute("href");

for (const [lang, path] of Object.entries(REGISTRATION)) {
  site.test(`${path}: once it is stored nothing is kept for good, the answers that the workshop's form shares included`, async ({ page, context }) => {
    const answers = camille();
    await register(page, answers, path);
    assert.equal(await page.evaluate(() => localStorage.length), 0);
    // Another tab, of the next person say, knows nothing of them.
    const other = await context.newPage();
    await other.goto(WORKSHOP[lang]);
    await live(other);
    assert.equal((await held(other)).email, "");
    // This one does, until it is closed.
    await page.goto(WORKSHOP[lang]);
    await live(page);
    assert.equal((await held(page)).email, answers.email);
    await page.locator(".draft button").click();
    await page.reload();
    await live(page);
    assert.equal((await held(page)).email, "");
    await other.close();
  });
}

site.test("after “erase everything” nothing stays: no draft of any form, no receipt, no answers on their way to another form", async ({ page, context, guard }) => {
  guard.allow(/status of 410/);
  const answers = camille();
  // Sent, and the answer lost: its draft is still there.
  await page.goto(`${REGISTRATION.fr}?source=lettre`);
  await live(page);
  await fill(page, { ...answers, last_name: "Autre" });
  await open(page, REQUEST);
  await live(page);
  await page.locator("form[data-form] [name=first_name]").fill(answers.first_name);
  const other = await context.newPage();
  const mine = camille();
  await register(other, mine);
  const address = await privateLink(other);
  assert.ok((await names(page)).filter((name) => name.includes(":draft:")).length >= 1);
  assert.ok((await names(other)).some((name) => name.includes(":sent:")));
  // As from the mail: in the tab of the one form, while the receipt is in another.
  await change(page, "erase", address);
  assert.deepEqual(await names(page), []);
  await other.waitForFunction((email) => !JSON.stringify(sessionStorage).includes(email), mine.email);
  assert.deepEqual(await names(other), []);
  await other.close();
});

site.test("the page of what was erased, opened again, takes nothing that was typed since", async ({ page, guard }) => {
  guard.allow(/status of 410/);
  await register(page, camille());
  const address = await privateLink(page);
  await change(page, "erase", address);
  const again = camille();
  await open(page, REGISTRATION.fr);
  await live(page);
  await fill(page, again);
  await page.goto(address);
  await begun(page);
  await open(page, REGISTRATION.fr);
  await live(page);
  assert.deepEqual(await held(page), again);
});

site.test("after “cancel” the receipt and what the next form was to know are gone, and what was typed in another form stays", async ({ page }) => {
  const answers = camille();
  await open(page, REQUEST);
  await live(page);
  const typed = page.locator("form[data-form] [name=first_name]");
  await typed.fill("Alix");
  await register(page, answers);
  await change(page, "cancel", await privateLink(page));
  assert.doesNotMatch(JSON.stringify(await kept(page)), /camille/);
  await page.goto(WORKSHOP.fr);
  await live(page);
  assert.equal((await held(page)).email, "");
  await page.goto(REQUEST);
  await live(page);
  assert.equal(await typed.inputValue(), "Alix");
});

site.test("the answers that went on to the next form, typed on there, are a draft of their own and stay after “cancel”", async ({ page }) => {
  const answers = camille();
  await register(page, answers);
  const address = await privateLink(page);
  await page.goto(WORKSHOP.fr);
  await live(page);
  await page.locator("[name=city]").fill("Bruxelles");
  await change(page, "cancel", address);
  await page.goto(WORKSHOP.fr);
  await live(page);
  assert.equal((await held(page)).email, answers.email);
  assert.equal(await page.locator("[name=city]").inputValue(), "Bruxelles");
});

const DAY = 24 * 60 * 60 * 1000;

/** A draft as it stands in the storage, `days` old. */
function draft(answers, days, key) {
  const { email, first_name } = answers;
  return new URLSearchParams({ saved_at: Date.now() - days * DAY, ...(key && { submission_key: key }), first_name, email }).toString();
}
const put = (page, drafts) => page.evaluate((drafts) => Object.assign(localStorage, drafts), drafts);

site.test("a draft of an earlier release is brought back, and from then on kept as others are", async ({ page, endpoint }) => {
  const answers = camille();
  const key = "0123456789abcdef0123456789abcdef";
  await page.goto(REQUEST);
  // Without a key it was begun by another form, and nobody had typed in it.
  await put(page, { "nec-ess:draft:registration": draft(answers, 3, key), "nec-ess:draft:workshop": draft(answers, 3) });
  await open(page, REGISTRATION.fr);
  await live(page);
  assert.equal((await held(page)).email, answers.email);
  const kept = [`nec-ess:draft:registration:${key}`, "nec-ess:draft:workshop"];
  assert.deepEqual(await names(page), kept);
  await open(page, WORKSHOP.fr);
  await live(page);
  assert.deepEqual(await names(page), kept.slice(0, 1));
  await open(page, REGISTRATION.fr);
  await live(page);
  assert.equal((await held(page)).email, answers.email);
  await fill(page, answers);
  await send(page);
  await reference(page);
  assert.equal((await stored(endpoint, answers)).length, 1);
  assert.equal(await page.evaluate(() => localStorage.length), 0);
});

/** Drafts of all ages and releases, of which two are not past their time. */
function drafts() {
  const answers = camille();
  return {
    "nec-ess:draft:registration": draft(answers, 7.1),
    "nec-ess:draft:workshop:aa": draft(answers, 7.1, "aa"),
    "nec-ess:draft:reimbursement:bb": draft(answers, 400, "bb"),
    "nec-ess:draft:gone:cc": draft(answers, 8, "cc"),
    "nec-ess:draft:workshop": "email=without-a-time",
    "nec-ess:draft:workshop:dd": draft(answers, 6.9, "dd"),
    "nec-ess:draft:reimbursement": draft(answers, 6.9),
    "of another page": "saved_at=1",
  };
}
const LEFT = ["nec-ess:draft:reimbursement", "nec-ess:draft:workshop:dd", "of another page"];

site.test("drafts that are too old go when any page of the site is opened, whichever form they are of", async ({ page }) => {
  await page.goto("/fr/programme/");
  await put(page, drafts());
  await page.goto("/en/");
  await begun(page);
  assert.deepEqual(await names(page), LEFT);
});

hosted.test("in a page of another site they go when any form is there", async ({ page, endpoint, hosts }) => {
  const address = hosts.page("plain", snippet(endpoint.origin, { kind: "registration" }));
  await page.goto(address);
  await live(page);
  await put(page, drafts());
  await page.reload();
  await live(page);
  assert.deepEqual(await names(page), LEFT);
});
