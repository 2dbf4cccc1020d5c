// What visitors do, and what tests wait for.

/** Waits until the wasm has taken over, or has failed. A page with a form asks for the router once somebody points at a link. */
export async function begun(page) {
  const state = await page.waitForFunction(() => {
    document.querySelector("a[href^='/']").dispatchEvent(new Event("pointerover", { bubbles: true }));
    return document.documentElement.dataset.app;
  });
  return state.jsonValue();
}

/** Waits until the wasm has taken over. */
export async function ready(page) {
  const state = await begun(page);
  if (state !== "ready") throw new Error(`${page.url()}: the app is "${state}", not "ready"`);
}

/** Opens a page and waits for the wasm. */
export async function open(page, path) {
  const answer = await page.goto(path);
  await ready(page);
  return answer;
}

/** Holds the wasm back until the returned function is called. */
export async function holdWasm(page) {
  let letGo;
  const held = new Promise((resolve) => (letGo = resolve));
  await page.route("**/*.wasm", async (route) => {
    await held;
    await route.continue();
  });
  return letGo;
}

/** Marks the document, so that `isSameDocument` tells whether it was loaded again. */
export async function mark(page) {
  await page.evaluate(() => (globalThis.marked = true));
}

export async function isSameDocument(page) {
  return page.evaluate(() => globalThis.marked === true);
}

/** Waits until the page at `path` is shown, by its heading, with focus where a new page begins. */
export async function arrived(page, { path, headings }) {
  await page.waitForFunction(
    ([path, heading]) =>
      location.pathname === path &&
      // A new tab has no element yet.
      document.documentElement &&
      !("loading" in document.documentElement.dataset) &&
      document.querySelector("main h1")?.textContent === heading,
    [path, headings[0]],
  );
}

/** Lets everything that the browser has queued happen: tasks, a frame, then an idle moment. */
export async function settle(page) {
  await page.evaluate(async () => {
    if (document.readyState !== "complete") await new Promise((done) => addEventListener("load", done, { once: true }));
    // The script waits for it; a busy machine paints after the load.
    if (globalThis.PerformanceObserver?.supportedEntryTypes?.includes("paint")) {
      await new Promise((done) => {
        new PerformanceObserver((list) => list.getEntriesByName("first-contentful-paint").length && done()).observe({ type: "paint", buffered: true });
        setTimeout(done, 10_000);
      });
    }
    const idle = () => new Promise((done) => requestAnimationFrame(() => requestIdleCallback(done, { timeout: 4000 })));
    await idle();
    await idle();
    await idle();
  });
}

/** Adds a link at the end of `<main>`, as an editor of the content would. */
export async function addLink(page, href, attributes = {}) {
  await page.evaluate(
    ([href, attributes]) => {
      const link = document.createElement("a");
      link.href = href;
      link.id = "added";
      link.textContent = "added link";
      for (const [name, value] of Object.entries(attributes)) link.setAttribute(name, value);
      document.querySelector("main").append(link);
    },
    [href, attributes],
  );
  return page.locator("#added");
}
