// Components among the page's own HTML: what others do to that HTML breaks nothing, and what was left is freed.

import { strict as assert } from "node:assert";
import { arrived, holdWasm, open, ready } from "./support/acts.mjs";
import { CHECK, begin, typePlace, verdict } from "./support/check.mjs";
import { REGISTRATION, assertRegisters, camille, fill, held, reference, says, send } from "./support/form.mjs";
import { snippet } from "./support/hosts.mjs";
import * as pages from "./support/pages.mjs";
import { stage } from "./support/stage.mjs";
import { debug, release } from "./support/where.mjs";

const site = stage(release, { isHosted: true });
const debugSite = stage(debug);

/** In the page: as programs that translate pages do, each text gets elements of its own around it. */
function translate() {
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  while (texts.nextNode()) if (texts.currentNode.data.trim() && !texts.currentNode.parentElement.closest("script, style, textarea")) found.push(texts.currentNode);
  for (const text of found) {
    const outer = document.createElement("font");
    const inner = document.createElement("font");
    inner.textContent = `${text.data}*`;
    outer.append(inner);
    text.replaceWith(outer);
  }
}

/** In the page: as password managers do, something stands beside each field. */
function decorate() {
  for (const input of document.querySelectorAll("input, select, textarea")) input.after(document.createElement("span"));
}

for (const [build, on] of [["release", site], ["debug", debugSite]]) {
  for (const [what, change] of [["translated", translate], ["decorated", decorate]]) {
    for (const when of ["before", "after"]) {
      on.test(`a page that is ${what} ${when} the wasm comes registers, shows errors and judges (${build})`, async ({ page, endpoint }) => {
        const letGo = await holdWasm(page);
        await page.goto(REGISTRATION.fr);
        if (when === "before") await page.evaluate(change);
        letGo();
        await ready(page);
        if (when === "after") await page.evaluate(change);
        await send(page);
        await page.locator(".error-summary a").first().waitFor();
        // The errors are translated too, and new ones come in their place.
        await page.evaluate(change);
        await send(page);
        assert.equal(await page.locator(".error-summary a").count(), 8);
        await assertRegisters(page, endpoint, camille());

        await page.goto(CHECK.fr);
        await ready(page);
        await page.evaluate(change);
        await begin(page);
        await typePlace(page, "75007");
        assert.equal((await verdict(page)).kind, "no");
        await page.evaluate(change);
        await typePlace(page, "59000");
        assert.equal((await verdict(page, "tout le département")).kind, "yes");
      });
    }
  }
}

for (const path of [REGISTRATION.fr, CHECK.fr]) {
  site.test(`${path} visited thirty times leaves no listeners and no nodes behind`, async ({ page }) => {
    const session = await page.context().newCDPSession(page);
    const count = async () => {
      await session.send("HeapProfiler.collectGarbage");
      const { nodes, jsEventListeners } = await session.send("Memory.getDOMCounters");
      return { nodes, listeners: jsEventListeners };
    };
    const visit = async () => {
      await page.locator(`.menu a[href="${path}"]`).click();
      await arrived(page, pages.at(path));
      await page.locator("form[data-live]").waitFor();
      await page.locator('.menu a[href="/fr/programme/"]').click();
      await arrived(page, pages.at("/fr/programme/"));
    };
    await open(page, "/fr/programme/");
    for (let time = 0; time < 5; time += 1) await visit();
    const before = await count();
    for (let time = 0; time < 30; time += 1) await visit();
    const after = await count();
    assert.ok(after.listeners - before.listeners <= 10, `${before.listeners} listeners, then ${after.listeners}`);
    // One page more or less may still be on its way to be freed.
    assert.ok(after.nodes - before.nodes <= 1500, `${before.nodes} nodes, then ${after.nodes}`);
  });
}

site.test("an organisation called “yes” is called so on the receipt, and labels are the questions alone", async ({ page }) => {
  await open(page, REGISTRATION.fr);
  await fill(page, camille({ organisation: "yes", access_needs: "Boucle" }));
  await send(page);
  await reference(page);
  const said = await page.locator(".receipt dl").evaluate((list) => Object.fromEntries([...list.querySelectorAll("dt")].map((term) => [term.textContent, term.nextElementSibling.textContent])));
  assert.equal(said.Organisation, "yes");
  assert.ok(!Object.keys(said).some((label) => /facultatif/.test(label)), JSON.stringify(Object.keys(said)));
});

site.test("inside another site too, the answer of a proxy is no success: nothing is called sent, and the draft stays", async ({ page, endpoint, hosts }) => {
  const answers = camille();
  await page.route("**/api/registrations", (route) => route.fulfill({ status: 200, contentType: "application/json", headers: { "access-control-allow-origin": "*" }, body: "{}" }));
  await page.goto(hosts.page("plain", snippet(endpoint.origin, { kind: "registration" })));
  await page.locator("form[data-live]").waitFor();
  await fill(page, answers);
  await page.locator("form[data-live] [type=submit]").click();
  await says(page, /Nouvel essai/);
  assert.deepEqual(await held(page), answers);
  assert.match(await page.evaluate(() => JSON.stringify(localStorage)), /camille/);
});

site.test("where script runs but the wasm does not, the check says what to do instead", async ({ page, guard }) => {
  guard.allow(/\.wasm/, /stays static/);
  await page.route("**/*.wasm", (route) => route.abort());
  await page.goto(CHECK.fr);
  await page.locator(".check .unless-ready").waitFor({ state: "visible" });
  assert.ok(await page.locator("#check-country").isHidden());
});

site.test("a form that is taken out of another page and put back works again", async ({ page, endpoint, hosts }) => {
  await page.goto(hosts.page("plain", snippet(endpoint.origin, { kind: "registration" })));
  await page.locator("form[data-live]").waitFor();
  await page.locator("[name=first_name]").fill("Camille");
  await page.evaluate(async () => {
    const tag = document.querySelector("soga-registration");
    const { parentElement } = tag;
    tag.remove();
    await new Promise((then) => setTimeout(then, 100));
    parentElement.append(tag);
  });
  await page.locator("form[data-live]").waitFor();
  assert.equal(await page.locator("[name=first_name]").inputValue(), "Camille");
  await page.locator("form[data-live] [type=submit]").click();
  await page.locator(".error-summary a").first().waitFor();
});
