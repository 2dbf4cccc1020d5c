// A stage for the tests of one file: one endpoint, one browser, and a fresh visitor for each test.

import { after, before, test } from "node:test";
import { chromium } from "playwright-core";
import { serve } from "./endpoint.mjs";
import { guard } from "./guard.mjs";
import { startHosts } from "./hosts.mjs";
import { freePort } from "./ports.mjs";
import * as where from "./where.mjs";

const FLAGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
  // Nothing but the endpoint can be reached, whatever a page asks for.
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
];

/** Long for a machine that does something else meanwhile; a condition that holds is seen at once. */
const PATIENCE = 15_000;

/** In the page. */
function openedEarlier() {
  const { timeOrigin } = performance;
  const now = performance.now.bind(performance);
  Object.defineProperty(performance, "timeOrigin", { value: timeOrigin - 10_000 });
  performance.now = () => now() + 10_000;
}

/**
 * Sets the stage for `dist`, or for the folder that the function `dist` prepares for an address; returns how to test on it.
 *
 * `stage.test(name, options?, body)` is `test()` with a visitor: `body({ page, guard, ... })`. The test
 * fails too when the page saw an error, a refused or failed request, or another origin.
 *
 * Options are those of a browser context, and `isRegular`: the visitor of the test before comes back, with
 * what its browser has cached. A fresh visitor costs more than most pages, so tests that only read are regulars.
 * And `isHasty`: for other visitors pages were opened ten seconds earlier than they were, as nobody fills in a form
 * as fast as a test does, and the form would wait.
 *
 * With `isHosted` there is another site too, `hosts`, whose pages may show components of ours; `startOther` starts
 * another one than usual. With `isWhole` the browser is all of Chromium, and not its engine alone; with `keepsPages` it
 * keeps those that were left, as people's browsers do, and Back shows them as they were.
 */
export function stage(dist, { isHosted, isWhole, keepsPages, startOther = startHosts } = {}) {
  const regulars = new Map();
  const stage = { endpoint: undefined, browser: undefined, hosts: undefined, test: visitorTest, visit };

  before(async () => {
    if (typeof dist === "function") {
      const port = await freePort();
      stage.endpoint = await serve(await dist(`http://127.0.0.1:${port}`), port);
    } else {
      stage.endpoint = await serve(dist);
    }
    if (isHosted) stage.hosts = await startOther();
    const executablePath = isWhole ? where.wholeChromium : where.chromium;
    stage.browser = await chromium.launch({ executablePath, args: FLAGS, ignoreDefaultArgs: keepsPages ? ["--disable-back-forward-cache"] : [] });
  });
  after(async () => {
    await stage.browser?.close();
    await stage.hosts?.stop();
    await stage.endpoint?.stop();
  });

  /** A new visitor; the caller closes it. `options` are those of a browser context. */
  async function visit({ isHasty, ...options } = {}) {
    const { origin } = stage.endpoint;
    const context = await stage.browser.newContext({
      baseURL: origin,
      viewport: { width: 1280, height: 800 },
      locale: "fr-FR",
      ...options,
    });
    context.setDefaultTimeout(PATIENCE);
    if (!isHasty) await context.addInitScript(openedEarlier);
    const page = await context.newPage();
    const { endpoint, hosts } = stage;
    const origins = [endpoint, hosts].filter(Boolean).map((one) => one.origin);
    return { context, page, guard: await guard(page, origins), endpoint, hosts };
  }

  function visitorTest(name, ...rest) {
    const body = rest.pop();
    const { skip, todo, isRegular, ...options } = rest.pop() ?? {};
    test(name, { skip, todo, timeout: 60_000 }, async (t) => {
      const visitor = (isRegular && regulars.get(JSON.stringify(options))) || (await visit(options));
      regulars.delete(JSON.stringify(options));
      let isFine = false;
      try {
        // Otherwise an address that differs only in its anchor would not be loaded.
        await visitor.page.goto("about:blank");
        await body({ ...visitor, t });
        visitor.guard.check();
        isFine = true;
      } finally {
        if (isRegular && isFine) regulars.set(JSON.stringify(options), visitor);
        else await visitor.context.close();
      }
    });
  }

  return stage;
}
