// Moving between pages once the wasm is there: history, failures, links that are none of its business.

import { strict as assert } from "node:assert";
import { addLink, arrived, isSameDocument, mark, open, ready, settle } from "./support/acts.mjs";
import * as pages from "./support/pages.mjs";
import { stage } from "./support/stage.mjs";
import { release } from "./support/where.mjs";

const site = stage(release, { isWhole: true });
const regular = { isRegular: true };
const home = pages.at("/fr/");
const studies = pages.at("/fr/etudes/");
const programme = pages.at("/fr/programme/");
const registration = pages.at("/fr/inscription/");
const outside = "https://socialgoodaccelerator.eu/";

const follow = (page, { path }) => page.locator(`.menu a[href="${path}"]`).click();
const scrolledTo = (page, y) => page.waitForFunction((y) => Math.abs(scrollY - y) <= 2, y);

async function scroll(page, y) {
  await page.evaluate((y) => scrollTo(0, y), y);
  await scrolledTo(page, y);
}

site.test("a new page begins at its top", regular, async ({ page }) => {
  await open(page, home.path);
  await scroll(page, 900);
  await page.locator(`main a[href="${programme.path}"]`).last().click();
  await arrived(page, programme);
  await scrolledTo(page, 0);
});

site.test("back and forward return to where the visitor was on each page", regular, async ({ page }) => {
  await open(page, home.path);
  await mark(page);
  await scroll(page, 700);
  await page.evaluate((path) => document.querySelector(`.menu a[href="${path}"]`).click(), studies.path);
  await arrived(page, studies);
  await scrolledTo(page, 0);
  await scroll(page, 500);
  await page.goBack();
  await arrived(page, home);
  await scrolledTo(page, 700);
  await page.goForward();
  await arrived(page, studies);
  await scrolledTo(page, 500);
  assert.ok(await isSameDocument(page));
});

site.test("after going back, a link still leads to the top of its page", regular, async ({ page }) => {
  await open(page, home.path);
  await follow(page, studies);
  await arrived(page, studies);
  await scroll(page, 500);
  await page.goBack();
  await arrived(page, home);
  await follow(page, studies);
  await arrived(page, studies);
  await settle(page);
  await scrolledTo(page, 0);
});

site.test("after going back and forward, a link to the page before has an entry of its own", regular, async ({ page }) => {
  await open(page, home.path);
  await mark(page);
  await follow(page, studies);
  await arrived(page, studies);
  await follow(page, programme);
  await arrived(page, programme);
  await page.goBack();
  await arrived(page, studies);
  await page.goForward();
  await arrived(page, programme);
  await follow(page, studies);
  await arrived(page, studies);
  await page.goBack();
  await arrived(page, programme);
  await page.goBack();
  await arrived(page, studies);
  assert.ok(await isSameDocument(page));
});

site.test("going back in the moment when a page is seen leads back", regular, async ({ page }) => {
  await open(page, home.path);
  await page.evaluate((heading) => {
    const back = (_, observer) => {
      if (document.querySelector("main h1")?.textContent !== heading) return;
      observer.disconnect();
      window.wasSeen = true;
      history.back();
    };
    new MutationObserver(back).observe(document, { subtree: true, childList: true });
  }, studies.headings[0]);
  await follow(page, studies);
  // It may be gone again before anyone outside the page could look.
  await page.waitForFunction(() => window.wasSeen === true);
  await arrived(page, home);
  await settle(page);
  await arrived(page, home);
});

site.test("back after several pages shows each of them with its title", regular, async ({ page }) => {
  await open(page, home.path);
  await mark(page);
  for (const next of [programme, studies, registration]) {
    await follow(page, next);
    await arrived(page, next);
  }
  for (const before of [studies, programme, home]) {
    await page.goBack();
    await arrived(page, before);
    assert.equal(await page.title(), before.title);
    assert.deepEqual(await page.locator("body > header [aria-current]").evaluateAll((links) => links.map((link) => link.getAttribute("href"))), [before.path]);
  }
  assert.ok(await isSameDocument(page));
});

/** Numbers from 0 up to `most`, the same ones for the same seed. */
function numbers(seed) {
  let state = seed;
  return (most) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * most);
  };
}

for (let sequence = 0; sequence < 4; sequence += 1) {
  const seed = Math.floor(Math.random() * 2 ** 32);
  site.test(`any moves in the history and any links show what the address names (${seed})`, regular, async ({ page }) => {
    const next = numbers(seed);
    await open(page, home.path);
    await mark(page);
    const places = [home, studies, programme, registration];
    let entries = [home];
    let at = 0;
    const done = [];
    for (let move = 0; move < 14; move += 1) {
      const steps = [-2, -1, -1, 1, 1, 2].filter((step) => entries[at + step]);
      const others = places.filter((place) => place !== entries[at]);
      if (steps.length && next(2)) {
        const step = steps[next(steps.length)];
        at += step;
        done.push(step);
        await page.evaluate((step) => history.go(step), step);
      } else {
        const place = others[next(others.length)];
        entries = [...entries.slice(0, at + 1), place];
        at += 1;
        done.push(place.path);
        // The menu leads to all pages but home.
        await page.locator(`body > header a[href="${place.path}"]`).click();
      }
      await arrived(page, entries[at]).catch((error) => assert.fail(`${done.join(", ")}: ${error.message}`));
      assert.equal(await page.title(), entries[at].title, done.join(", "));
    }
    assert.ok(await isSameDocument(page));
  });
}

site.test("without a connection a link says so, and everything stays", async ({ page, context, guard }) => {
  guard.allow(/ERR_INTERNET_DISCONNECTED/, /Failed to load resource/, /fragment\.html/, /etudes/);
  await open(page, registration.path);
  await mark(page);
  await page.getByLabel("Prénom").fill("Camille");
  await context.setOffline(true);
  await follow(page, studies);
  await page.locator(".offline").waitFor();
  await page.waitForURL(`**${registration.path}`);
  assert.equal(await page.locator("main h1").textContent(), registration.headings[0]);
  assert.equal(await page.getByLabel("Prénom").inputValue(), "Camille");
  assert.deepEqual(await page.locator("html[data-loading]").count(), 0);
  await context.setOffline(false);
  await follow(page, studies);
  await arrived(page, studies);
  assert.ok(!(await page.locator(".offline").isVisible()));
  assert.ok(await isSameDocument(page));
  await page.goBack();
  await arrived(page, registration);
});

site.test("a link to a place on another page puts focus there", regular, async ({ page }) => {
  await open(page, home.path);
  const { questions } = pages.at("/fr/faq/");
  await (await addLink(page, `/fr/faq/#${questions[3]}`)).click();
  await arrived(page, pages.at("/fr/faq/"));
  await page.waitForFunction((id) => document.activeElement?.id === id, questions[3]);
  assert.ok(await page.locator(`#${questions[3]}`).isVisible());
});

site.test("the menu marks the section of a page, with and without a page load", regular, async ({ page }) => {
  const article = pages.listed.find(({ path }) => /^\/fr\/articles\/.+/.test(path));
  const marked = () => page.locator(".menu [aria-current]").evaluateAll((links) => links.map((link) => [link.getAttribute("href"), link.getAttribute("aria-current")]));
  await open(page, article.path);
  assert.deepEqual(await marked(), [["/fr/articles/", "true"]]);
  await open(page, "/fr/articles/");
  assert.deepEqual(await marked(), [["/fr/articles/", "page"]]);
  await page.locator(`main a[href="${article.path}"]`).first().click();
  await arrived(page, article);
  assert.deepEqual(await marked(), [["/fr/articles/", "true"]]);
});

site.test("reload keeps the page that was navigated to", regular, async ({ page }) => {
  await open(page, home.path);
  await follow(page, studies);
  await arrived(page, studies);
  await page.reload();
  await arrived(page, studies);
  assert.equal(await page.title(), studies.title);
});

site.test("a reload keeps where the visitor was, on a page that was opened and on one that was navigated to", regular, async ({ page }) => {
  for (const there of [home, studies]) {
    if (there === studies) await follow(page, studies);
    else await open(page, home.path);
    await arrived(page, there);
    if (there === studies) await scrolledTo(page, 0);
    await scroll(page, 600);
    await page.reload();
    await arrived(page, there);
    await scrolledTo(page, 600);
  }
});

site.test("a link with Control opens another tab and leaves this one", async ({ page, context }) => {
  await open(page, home.path);
  await mark(page);
  const opened = context.waitForEvent("page");
  await page.locator(`.menu a[href="${programme.path}"]`).click({ modifiers: ["Control"] });
  const other = await opened;
  await arrived(other, programme);
  assert.equal(new URL(page.url()).pathname, home.path);
  assert.ok(await isSameDocument(page));
});

for (const modifier of ["Shift", "Meta", "Alt"]) {
  site.test(`a link with ${modifier} is left to the browser`, regular, async ({ page }) => {
    await open(page, home.path);
    const taken = await page.evaluate(
      ([path, modifier]) =>
        new Promise((resolve) => {
          addEventListener("click", (event) => {
            resolve(event.defaultPrevented);
            event.preventDefault();
          });
          const options = { bubbles: true, cancelable: true, [`${modifier.toLowerCase()}Key`]: true };
          document.querySelector(`.menu a[href="${path}"]`).dispatchEvent(new MouseEvent("click", options));
        }),
      [programme.path, modifier],
    );
    assert.equal(taken, false);
  });
}

site.test("a link to another site leaves this one", async ({ page, guard }) => {
  guard.allow(/request to another origin: https:\/\/socialgoodaccelerator\.eu\//);
  await page.route(`${outside}**`, (route) => route.fulfill({ contentType: "text/html", body: "<h1>Elsewhere</h1>" }));
  await open(page, home.path);
  await page.locator(`body > footer a[href="${outside}"]`).click();
  await page.waitForURL(outside);
  await page.getByText("Elsewhere").waitFor();
});

for (const [what, attributes] of [
  ["to a file", {}],
  ["marked as a download", { download: "" }],
]) {
  site.test(`a link ${what} is left to the browser`, regular, async ({ page }) => {
    await open(page, home.path);
    await mark(page);
    const link = await addLink(page, "/fr/event.ics", attributes);
    const started = page.waitForEvent("download");
    await link.click();
    const download = await started;
    assert.match(download.url(), /\/fr\/event\.ics$/);
    assert.equal(await page.locator("main h1").textContent(), home.headings[0]);
  });
}

for (const [how, fail] of [
  ["gets no answer", (route) => route.abort()],
  ["gets an error", (route) => route.fulfill({ status: 500, contentType: "text/html", body: "<h1>Broken</h1>" })],
  ["gets something that is not a page", (route) => route.fulfill({ contentType: "text/html", body: "<p>Log in to the network" })],
]) {
  site.test(`when a page's text ${how}, the page is loaded as any other`, async ({ page, guard }) => {
    guard.allow(/fragment\.html/, /status of 500/, /Failed to load resource/);
    await page.route("**/fragment.html", fail);
    await open(page, home.path);
    await mark(page);
    await follow(page, studies);
    await arrived(page, studies);
    assert.equal(await isSameDocument(page), false);
    assert.equal(await page.title(), studies.title);
    await ready(page);
    await page.goBack();
    await arrived(page, home);
  });
}

site.test("back before the wasm is there shows the page of the address", async ({ page }) => {
  await open(page, home.path);
  await follow(page, studies);
  await arrived(page, studies);
  let release;
  const held = new Promise((resolve) => (release = resolve));
  await page.route("**/*.wasm", async (route) => {
    await held;
    await route.continue();
  });
  await page.reload();
  await page.evaluate(() => history.back());
  await page.waitForURL(`**${home.path}`);
  release();
  await arrived(page, home);
  await ready(page);
  assert.equal(await page.title(), home.title);
  assert.equal(await page.locator("main h1").textContent(), home.headings[0]);
});

site.test("of two quick clicks the last one counts, however late the first page comes", async ({ page }) => {
  let release;
  const held = new Promise((resolve) => (release = resolve));
  await page.route(`**${studies.path}fragment.html`, async (route) => {
    await held;
    await route.continue();
  });
  await open(page, home.path);
  await mark(page);
  await follow(page, studies);
  await follow(page, programme);
  await arrived(page, programme);
  const late = page.waitForResponse(`**${studies.path}fragment.html`);
  release();
  await (await late).finished();
  await settle(page);
  assert.equal(await page.locator("main h1").textContent(), programme.headings[0]);
  assert.equal(await page.title(), programme.title);
  assert.equal(new URL(page.url()).pathname, programme.path);
  assert.ok(await isSameDocument(page));
});

site.test("going there and back while the page is still coming stays where one began", async ({ page }) => {
  let release;
  const held = new Promise((resolve) => (release = resolve));
  await page.route(`**${studies.path}fragment.html`, async (route) => {
    await held;
    await route.continue();
  });
  await open(page, home.path);
  await follow(page, studies);
  await page.waitForURL(`**${studies.path}`);
  const late = page.waitForResponse(`**${studies.path}fragment.html`);
  await page.goBack();
  release();
  await (await late).finished();
  await arrived(page, home);
  await settle(page);
  assert.equal(await page.locator("main h1").textContent(), home.headings[0]);
  assert.equal(await page.title(), home.title);
});

for (const start of [home, studies, pages.at("/en/articles/ai-social-economy/")]) {
  site.test(`from ${start.path} the language link leads to the twin and back`, regular, async ({ page }) => {
    await open(page, start.path);
    for (const expected of [pages.at(start.twin), start]) {
      await page.locator("a.language").click();
      await arrived(page, expected);
      assert.equal(await page.locator("html").getAttribute("lang"), expected.lang);
      assert.equal(await page.title(), expected.title);
    }
  });
}

site.test("the language link leads to the twin of a page that was navigated to", regular, async ({ page }) => {
  await open(page, home.path);
  await follow(page, studies);
  await arrived(page, studies);
  await page.locator("a.language").click();
  await arrived(page, pages.at(studies.twin));
  assert.equal(await page.locator("html").getAttribute("lang"), "en");
});

site.test("/ is the French home, and its menu leads on without a page load", regular, async ({ page }) => {
  await open(page, "/");
  await mark(page);
  await follow(page, studies);
  await arrived(page, studies);
  await page.goBack();
  await arrived(page, pages.at("/"));
  assert.ok(await isSameDocument(page));
});
