// People who are quicker than the wasm.

import { strict as assert } from "node:assert";
import { arrived, holdWasm, isSameDocument, mark, open, ready, settle } from "./support/acts.mjs";
import { CHECK, verdict } from "./support/check.mjs";
import { REGISTRATION, camille, fill, held, reference, send, stored } from "./support/form.mjs";
import * as pages from "./support/pages.mjs";
import { stage } from "./support/stage.mjs";
import { debug, release } from "./support/where.mjs";

for (const [build, dist] of [["release", release], ["debug", debug]]) {
  const site = stage(dist);

  site.test(`what is typed before the wasm is there survives it, and is sent (${build})`, async ({ page, endpoint }) => {
    const letGo = await holdWasm(page);
    const answers = camille();
    await page.goto(REGISTRATION.fr);
    await fill(page, answers);
    letGo();
    await ready(page);
    assert.deepEqual(await held(page), answers);
    await send(page);
    const shown = await reference(page);
    assert.deepEqual((await stored(endpoint, answers)).map((row) => row.reference), [shown]);
  });

  site.test(`what is typed before the form's component is there is kept on the device (${build})`, async ({ page }) => {
    const letGo = await holdWasm(page);
    const answers = camille();
    await page.goto(REGISTRATION.en);
    await fill(page, answers);
    letGo();
    await page.locator("form[data-live]").waitFor();
    await page.reload();
    await page.locator("form[data-live]").waitFor();
    assert.deepEqual(await held(page), answers);
  });

  site.test(`what is chosen before the form's component is there comes before an older draft (${build})`, async ({ page }) => {
    await page.goto(REGISTRATION.en);
    await page.locator("form[data-live]").waitFor();
    await fill(page, camille({ profile: "company", days: ["2025-11-27"] }));
    const letGo = await holdWasm(page);
    await page.goto(REGISTRATION.en);
    const answers = camille({ profile: "sse", days: ["2025-11-26"] });
    await fill(page, answers);
    letGo();
    await page.locator("form[data-live]").waitFor();
    assert.deepEqual(await held(page), answers);
  });

  site.test(`where the part of a form did not come, the check that comes later is all there (${build})`, async ({ page, guard }) => {
    guard.allow(/forms-\w+\.wasm|stays static|ERR_FAILED/);
    await open(page, "/fr/");
    await mark(page);
    await page.route("**/forms-*.wasm", (route) => route.abort());
    await page.locator(`.menu a[href="${REGISTRATION.fr}"]`).click();
    await page.locator("html[data-forms=static]").waitFor();
    await page.locator(`.menu a[href="${CHECK.fr}"]`).click();
    await page.locator("[data-check][data-live]").waitFor();
    await page.locator("[data-check] [name=first_time][value=no]").check();
    await verdict(page);
    assert.ok(await isSameDocument(page));
  });

  site.test(`a day chosen while the form's component is on its way shows its fields (${build})`, async ({ page }) => {
    await page.addInitScript(() => {
      const choose = () => {
        // One of its last parts is there, and it does not listen yet.
        const form = document.querySelector("form[data-coming]:has(.form-status > *)");
        for (const day of form?.querySelectorAll("[name=days]") ?? []) self.chosen = day.checked = true;
      };
      new MutationObserver(choose).observe(document, { subtree: true, childList: true });
    });
    await page.goto(REGISTRATION.fr);
    await page.locator("form[data-live]").waitFor();
    assert.ok(await page.evaluate(() => self.chosen), "nothing was chosen meanwhile");
    await page.locator("[name=workshop]").first().waitFor();
  });

  site.test(`focus and caret stay where they are while the wasm takes over (${build})`, async ({ page }) => {
    const letGo = await holdWasm(page);
    await page.goto(REGISTRATION.en);
    await page.locator("[name=last_name]").pressSequentially("Durnd");
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("ArrowLeft");
    letGo();
    await ready(page);
    await page.keyboard.type("a");
    assert.equal((await held(page)).last_name, "Durand");
  });

  site.test(`a form sent before the wasm is there is sent by the browser, and stored once (${build})`, async ({ page, endpoint }) => {
    const letGo = await holdWasm(page);
    const answers = camille();
    await page.goto(REGISTRATION.fr);
    await fill(page, answers);
    await send(page);
    const shown = await reference(page);
    letGo();
    await ready(page);
    assert.match(new URL(page.url()).pathname, /^\/api\/manage\//);
    assert.deepEqual((await stored(endpoint, answers)).map((row) => row.reference), [shown]);
  });

  site.test(`an answer opened before the wasm is there stays open (${build})`, async ({ page }) => {
    const letGo = await holdWasm(page);
    await page.goto("/fr/faq/");
    await page.locator("main summary").nth(2).click();
    letGo();
    await ready(page);
    assert.ok(await page.locator("main details").nth(2).locator(".prose").isVisible());
    assert.equal(await page.locator("main details[open]").count(), 1);
  });

  site.test(`a page with a form asks for the router once somebody points at a link (${build})`, async ({ page }) => {
    const asked = [];
    page.on("request", (request) => request.url().endsWith(".wasm") && asked.push(request.url()));
    await page.goto(REGISTRATION.fr);
    await page.locator("form[data-live]").waitFor();
    await settle(page);
    await page.locator("[name=last_name]").click();
    assert.equal(asked.length, 1, asked.join());
    const programme = pages.at("/fr/programme/");
    const link = page.locator(`.menu a[href="${programme.path}"]`);
    await link.hover();
    await page.waitForFunction(() => document.documentElement.dataset.app === "ready");
    assert.equal(asked.length, 2, asked.join());
    await mark(page);
    await link.click();
    await arrived(page, programme);
    assert.ok(await isSameDocument(page));
  });

  site.test(`who comes from a form to the check gets its part, and the form needs no other afterwards (${build})`, async ({ page }) => {
    const asked = [];
    page.on("request", (request) => request.url().endsWith(".wasm") && asked.push(request.url()));
    const form = pages.at(REGISTRATION.fr);
    const check = pages.at(CHECK.fr);
    await open(page, form.path);
    await page.locator("form[data-live]").waitFor();
    await mark(page);
    for (const to of [check, form, check]) {
      await page.locator(`.menu a[href="${to.path}"]`).click();
      await arrived(page, to);
      await page.locator("form[data-live]").waitFor();
    }
    await page.locator("[data-check] [name=first_time][value=no]").check();
    await verdict(page);
    assert.equal(asked.length, 3, asked.join());
    assert.ok(await isSameDocument(page));
  });

  site.test(`the other language and the way back keep what was typed where the router never came (${build})`, async ({ page }) => {
    const answers = camille();
    await page.goto(REGISTRATION.fr);
    await page.locator("form[data-live]").waitFor();
    await fill(page, answers);
    await mark(page);
    await page.locator(`a[href="${REGISTRATION.en}"]`).first().evaluate((link) => link.click());
    await page.waitForURL(`**${REGISTRATION.en}`);
    await page.locator("form[data-live]").waitFor();
    assert.ok(!(await isSameDocument(page)));
    assert.deepEqual(await held(page), answers);
    await page.goBack();
    await page.waitForURL(`**${REGISTRATION.fr}`);
    await page.locator("form[data-live]").waitFor();
    assert.deepEqual(await held(page), answers);
  });

  site.test(`a link followed before the wasm is there loads its page (${build})`, async ({ page }) => {
    const letGo = await holdWasm(page);
    const programme = pages.at("/fr/programme/");
    await page.goto("/fr/");
    await page.locator(`.menu a[href="${programme.path}"]`).click();
    await page.waitForURL(`**${programme.path}`);
    letGo();
    await ready(page);
    assert.equal(await page.locator("main h1").textContent(), programme.headings[0]);
  });
}
