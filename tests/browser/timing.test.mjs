// When the wasm is fetched: after a page of text can be seen, and not at all where data is saved. A page with a form asks
// for it while its HTML arrives, and runs it once it can be seen.

import { strict as assert } from "node:assert";
import { open, ready, settle } from "./support/acts.mjs";
import * as pages from "./support/pages.mjs";
import { stage } from "./support/stage.mjs";
import { release } from "./support/where.mjs";

const site = stage(release);
const REQUESTS_BEFORE_WASM = 3;

/** The paths that the page asks for, in order. */
function requests(page) {
  const paths = [];
  page.on("request", (request) => paths.push(new URL(request.url()).pathname));
  return paths;
}

const wantsWasm = (paths) => paths.some((path) => path.endsWith(".wasm"));

async function saveData(page, context) {
  const session = await context.newCDPSession(page);
  await session.send("Emulation.setDataSaverOverride", { dataSaverEnabled: true });
}

for (const path of ["/fr/", "/en/", "/fr/etudes/", "/fr/faq/"]) {
  site.test(`${path} is painted before its wasm is asked for`, async ({ page }) => {
    await open(page, path);
    const times = await page.evaluate(async () => {
      const painted = await new Promise((resolve) => {
        const observer = new PerformanceObserver((list) => {
          const entry = list.getEntriesByName("first-contentful-paint")[0];
          if (entry) resolve(entry.startTime);
        });
        observer.observe({ type: "paint", buffered: true });
      });
      const wasm = performance.getEntriesByType("resource").find((entry) => entry.name.endsWith(".wasm"));
      return { painted, asked: wasm.startTime };
    });
    assert.ok(times.asked >= times.painted, `asked for at ${times.asked} ms, painted at ${times.painted} ms`);
  });

  site.test(`${path} asks for the wasm among its first ${REQUESTS_BEFORE_WASM + 1} requests`, async ({ page }) => {
    const paths = requests(page);
    await open(page, path);
    const before = paths.slice(0, paths.findIndex((path) => path.endsWith(".wasm")));
    assert.ok(before.length <= REQUESTS_BEFORE_WASM, before.join(" "));
  });
}

for (const path of ["/fr/inscription/", "/en/registration/", "/fr/defraiement/", "/en/embed/workshop/"]) {
  site.test(`${path} asks for its wasm once, before its script has come, and runs it after it was painted`, async ({ page }) => {
    const paths = requests(page);
    await page.addInitScript(() => {
      const observer = new MutationObserver(() => {
        if (!document.querySelector("form[data-live]")) return;
        globalThis.liveAt = performance.now();
        observer.disconnect();
      });
      observer.observe(document, { subtree: true, childList: true, attributeFilter: ["data-live"] });
    });
    await page.goto(path);
    await page.locator("form[data-live]").waitFor();
    await settle(page);
    const times = await page.evaluate(() => {
      const entry = (end) => performance.getEntriesByType("resource").find(({ name }) => new RegExp(`/assets/${end}$`).test(name));
      return {
        asked: entry("(forms|check)-\\w+\\.wasm").startTime,
        glue: entry("(forms|check)-\\w+\\.js").startTime,
        script: entry("(start|frame)-\\w+\\.js").responseEnd,
        painted: performance.getEntriesByName("first-contentful-paint")[0].startTime,
        live: globalThis.liveAt,
      };
    });
    assert.ok(times.asked < times.script && times.glue < times.script, JSON.stringify(times));
    assert.ok(times.painted <= times.live, JSON.stringify(times));
    const asked = paths.filter((path) => /^\/assets\/(forms|check)-/.test(path));
    assert.equal(asked.length, 2, asked.join(" "));
  });
}

for (const path of ["/fr/", "/en/studies/", "/fr/faq/"]) {
  site.test(`${path} asks for no wasm while data is saved`, async ({ page, context }) => {
    await saveData(page, context);
    const paths = requests(page);
    await page.goto(path);
    assert.equal(await page.evaluate(() => navigator.connection.saveData), true);
    await settle(page);
    await page.mouse.move(400, 400);
    await page.mouse.wheel(0, 300);
    await settle(page);
    assert.equal(wantsWasm(paths), false, paths.join(" "));
  });
}

site.test("the wasm comes by itself where no data is saved", async ({ page }) => {
  const asked = page.waitForRequest((request) => wantsWasm([new URL(request.url()).pathname]), { timeout: 20_000 });
  await page.goto("/fr/");
  await asked;
});

site.test("while data is saved, the wasm comes when a link gets focus", async ({ page, context }) => {
  await saveData(page, context);
  const paths = requests(page);
  await page.goto("/fr/etudes/");
  await settle(page);
  assert.equal(wantsWasm(paths), false);
  await page.keyboard.press("Tab");
  await ready(page);
});

site.test("while data is saved, the wasm comes when a question is opened, and brings the filter", async ({ page, context }) => {
  await saveData(page, context);
  const paths = requests(page);
  const faq = pages.at("/fr/faq/");
  await page.goto(faq.path);
  await settle(page);
  assert.equal(wantsWasm(paths), false);
  await page.locator("main summary").first().click();
  await ready(page);
  await page.getByRole("searchbox").fill("GAFAM");
  await page.waitForFunction((all) => document.querySelectorAll("main details:not([hidden])").length < all, faq.questions.length);
});

site.test("while data is saved, a page with a form still gets its wasm once the form is touched", async ({ page, context }) => {
  await saveData(page, context);
  await page.goto("/fr/inscription/");
  await page.locator("[name=first_name]").click();
  await ready(page);
});
