// A site whose wasm cannot be had: everything still works, as static pages and native forms.

import { strict as assert } from "node:assert";
import { cpSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after } from "node:test";
import { begun } from "./support/acts.mjs";
import { REGISTRATION, assertRegisters, camille, fill, held, reference, send, stored } from "./support/form.mjs";
import * as pages from "./support/pages.mjs";
import { stage } from "./support/stage.mjs";
import { release } from "./support/where.mjs";

const copy = mkdtempSync(join(tmpdir(), "nec-ess-dist-"));

const site = stage(() => {
  cpSync(release, copy, { recursive: true });
  for (const name of readdirSync(join(copy, "assets"))) {
    if (name.includes(".wasm")) rmSync(join(copy, "assets", name));
  }
  return copy;
});
after(() => rmSync(copy, { recursive: true, force: true }));
const whole = stage(release);

const EXPECTED = [/\.wasm/, /stays static/, /Failed to find a valid digest/];

async function openStatic(page, guard, path) {
  guard.allow(...EXPECTED);
  await page.goto(path);
  assert.equal(await begun(page), "static");
}

for (const { path, headings } of pages.all) {
  site.test(`${path} is whole without its wasm, and its links work`, { isRegular: true }, async ({ page, guard }) => {
    await openStatic(page, guard, path);
    assert.equal(await page.getByRole("heading", { level: 1 }).textContent(), headings[0]);
    const link = page.locator(".menu a:not([aria-current])").first();
    const to = await link.getAttribute("href");
    await link.click();
    await page.waitForURL(`**${to}`);
    assert.equal(await page.getByRole("heading", { level: 1 }).textContent(), pages.at(to).headings[0]);
  });
}

for (const [lang, path] of Object.entries(REGISTRATION)) {
  site.test(`${path}: a registration is stored without the wasm`, async ({ page, guard, endpoint }) => {
    const answers = camille();
    await openStatic(page, guard, path);
    await fill(page, answers);
    await send(page);
    const shown = await reference(page);
    const rows = await stored(endpoint, answers);
    assert.deepEqual(rows.map((row) => [row.reference, row.lang]), [[shown, lang]]);
  });

  site.test(`${path}: a refused registration keeps its answers without the wasm`, async ({ page, guard }) => {
    guard.allow(/status of 422/);
    const answers = camille({ days: [] });
    await openStatic(page, guard, path);
    await fill(page, answers);
    await send(page);
    await page.locator(".error-summary a").waitFor();
    assert.deepEqual(await held(page), answers);
    assert.ok(await page.locator(".error-summary").evaluate((summary) => summary === document.activeElement));
  });
}

site.test("an address with an anchor opens its answer without the wasm", async ({ page, guard }) => {
  const anchor = pages.at("/fr/faq/").questions.at(-1);
  await openStatic(page, guard, `/fr/faq/#${anchor}`);
  await page.locator(`[id="${anchor}"]`).waitFor({ state: "visible" });
});

for (const [what, init] of [
  ["a browser without WebAssembly", () => delete globalThis.WebAssembly],
  ["a browser that refuses to compile", () => (WebAssembly.instantiateStreaming = WebAssembly.instantiate = () => Promise.reject(new Error("refused")))],
]) {
  whole.test(`${what} keeps the static page`, async ({ page, guard, endpoint }) => {
    const answers = camille();
    await page.addInitScript(init);
    guard.allow(/refused/);
    await openStatic(page, guard, REGISTRATION.fr);
    await assertRegisters(page, endpoint, answers);
  });
}

whole.test("a wasm that is not the one of this build is not run", async ({ page, guard }) => {
  guard.allow(/integrity/, /Failed to load/);
  await page.route("**/*.wasm", async (route) => {
    const answer = await route.fetch();
    const body = await answer.body();
    body[body.length - 1] ^= 1;
    await route.fulfill({ response: answer, body });
  });
  await openStatic(page, guard, "/fr/");
});
