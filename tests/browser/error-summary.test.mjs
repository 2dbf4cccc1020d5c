// The links of the error summary: they lead to what they name, and leave the address and the history alone.

import { strict as assert } from "node:assert";
import { open } from "./support/acts.mjs";
import { live } from "./support/embeds.mjs";
import { REGISTRATION, send } from "./support/form.mjs";
import { apart, snippet } from "./support/hosts.mjs";
import { stage } from "./support/stage.mjs";
import { release } from "./support/where.mjs";

const site = stage(release, { isHosted: true });
const phone = { viewport: { width: 360, height: 640 } };
const FIELDS = ["first_name", "last_name", "email", "profile", "organisation", "country", "days", "consent"];

/** Follows each link of the summary: its field has focus, and label and message can be seen below `top`. */
async function assertEachLeadsToItsField(page, top = 0) {
  const links = page.locator(".error-summary a");
  await links.first().waitFor();
  assert.equal(await links.count(), FIELDS.length);
  for (const [index, field] of FIELDS.entries()) {
    await links.nth(index).evaluate((link) => link.scrollIntoView({ block: "end" }));
    await links.nth(index).click();
    const seen = await page.locator(`.field[data-field=${field}]`).evaluate((place) => {
      const root = place.getRootNode();
      const parts = [place.querySelector("legend") ?? place.querySelector("label"), place.querySelector(".error")];
      const boxes = parts.map((part) => part.getBoundingClientRect());
      return { focus: root.activeElement?.name, top: Math.min(...boxes.map((box) => box.top)), bottom: Math.max(...boxes.map((box) => box.bottom)), height: innerHeight };
    });
    assert.equal(seen.focus, field);
    assert.ok(seen.top >= top && seen.bottom <= seen.height, `${field}: ${JSON.stringify(seen)}`);
  }
}

/** What a visitor can go back to, and where they are. */
const place = (page) => page.evaluate(() => [history.length, location.href]);

/** A host whose router takes every change of the hash for a change of page, as many do. */
const ROUTER = `<script>
  if (!location.hash) history.replaceState(null, "", "#/home");
  globalThis.routed = [];
  for (const event of ["hashchange", "popstate"]) addEventListener(event, () => routed.push(location.hash));
</script>`;

for (const [lang, path] of Object.entries(REGISTRATION)) {
  site.test(`${path}: each link shows label and message of its field, and changes neither address nor history`, phone, async ({ page }) => {
    await open(page, path);
    await send(page);
    const before = await place(page);
    await assertEachLeadsToItsField(page);
    assert.deepEqual(await place(page), before);
  });

  site.test(`an embed (${lang}): its links do not disturb a host's router`, phone, async ({ page, endpoint, hosts }) => {
    await page.goto(hosts.page("plain", snippet(endpoint.origin, { kind: "registration", lang }), { head: ROUTER }));
    await live(page);
    await send(page);
    const before = await place(page);
    assert.match(before[1], /#\/home$/);
    await assertEachLeadsToItsField(page);
    assert.deepEqual(await place(page), before);
    assert.deepEqual(await page.evaluate(() => globalThis.routed), []);
  });
}

site.test("an embed: its links stay on a page whose <base> is another address", async ({ page, endpoint, hosts }) => {
  const base = `<base href="${hosts.origin}/elsewhere/">`;
  await page.goto(hosts.page("plain", snippet(endpoint.origin, { kind: "registration" }), { head: base }));
  await live(page);
  await send(page);
  const before = await place(page);
  await assertEachLeadsToItsField(page);
  assert.deepEqual(await place(page), before);
});

site.test("an embed in a shadow root: its links find their fields", async ({ page, endpoint, hosts }) => {
  const { script, tag } = apart(snippet(endpoint.origin, { kind: "registration" }));
  const host = `<div id="host"><template>${tag}</template></div>
    <script>{ const host = document.querySelector("#host"); host.attachShadow({ mode: "open" }).append(host.querySelector("template").content); }</script>`;
  await page.goto(hosts.page("plain", script + host));
  await page.locator("form[data-live]").waitFor();
  await send(page);
  const before = await place(page);
  await assertEachLeadsToItsField(page);
  assert.deepEqual(await place(page), before);
});

site.test("an embed: the label is seen below a fixed header that the page makes room for", async ({ page, endpoint, hosts }) => {
  const header = `<style>html { scroll-padding-top: 90px; } header { position: fixed; z-index: 9; inset: 0 0 auto; height: 90px; background: #fff; }</style>`;
  await page.goto(hosts.page("plain", `<header>Theirs</header>${snippet(endpoint.origin, { kind: "registration" })}`, { head: header }));
  await live(page);
  await send(page);
  await assertEachLeadsToItsField(page, 90);
});

site.test("without script, a link of the summary leads to its field", { javaScriptEnabled: false }, async ({ page, guard }) => {
  guard.allow(/status of 422/);
  await page.goto(REGISTRATION.fr);
  await page.locator("form[data-form]").evaluate((form) => form.setAttribute("novalidate", ""));
  await send(page);
  await page.locator(".error-summary a").nth(1).click();
  await page.locator("[name=last_name]:focus").waitFor();
});

for (const lang of ["fr", "en"]) {
  site.test(`the check's link to the request (${lang}) leaves the address of another site alone`, async ({ page, endpoint, hosts }) => {
    await page.goto(hosts.page("plain", snippet(endpoint.origin, { kind: "reimbursement", lang }), { head: ROUTER }));
    await live(page);
    await page.locator("[data-first-time] [value=yes]").check();
    await page.locator(".check select").selectOption("BE");
    const before = await place(page);
    await page.locator("[data-request] a").click();
    // The next Tab leads on from there.
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement.closest("form")?.dataset.form), "reimbursement");
    assert.ok(await page.locator("form[data-form]").evaluate((form) => form.getBoundingClientRect().top < innerHeight));
    assert.deepEqual(await place(page), before);
    assert.deepEqual(await page.evaluate(() => globalThis.routed), []);
  });
}
