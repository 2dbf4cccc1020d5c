// The menu: on a phone behind a button, which needs no script; elsewhere in a row.

import { strict as assert } from "node:assert";
import { arrived, isSameDocument, mark, open } from "./support/acts.mjs";
import { assertAccessible } from "./support/axe.mjs";
import * as pages from "./support/pages.mjs";
import { stage } from "./support/stage.mjs";
import { over, release } from "./support/where.mjs";

const site = stage(release);
const afterwards = stage(over);
const phone = { viewport: { width: 360, height: 640 } };
const plain = { ...phone, javaScriptEnabled: false };

const button = (page) => page.locator(".menu-button summary");
const links = (page) => page.locator(".menu a:visible");

/** Where the entries lead, which are the same on each screen. */
const entries = ({ html }) => [...html.match(/<ul class="menu">.*?<\/ul>/s)[0].matchAll(/ href="([^"]+)"/g)].map(([, to]) => to);

for (const path of ["/fr/", "/en/"]) {
  const home = pages.at(path);

  site.test(`${path}: on a phone the header is one row, and a button shows every entry, without script`, plain, async ({ page }) => {
    await page.goto(path);
    const closed = await page.locator(".site-header").boundingBox();
    assert.ok(closed.height < 100, `${closed.height} px`);
    assert.equal(await links(page).count(), 0);
    await button(page).click();
    assert.deepEqual(await links(page).evaluateAll((all) => all.map((link) => link.getAttribute("href"))), entries(home));
    const { headings } = pages.at(entries(home).at(-1));
    await links(page).last().click();
    await page.waitForURL(`**${entries(home).at(-1)}`);
    assert.equal(await page.getByRole("heading", { level: 1 }).textContent(), headings[0]);
    assert.equal(await links(page).count(), 0);
  });

  for (const colorScheme of ["light", "dark"]) {
    site.test(`${path} (${colorScheme}): axe finds nothing in the open menu of a phone`, { ...phone, colorScheme }, async ({ page, t }) => {
      await open(page, path);
      await button(page).click();
      await assertAccessible(page, t);
    });
  }

  for (const width of [768, 1280]) {
    site.test(`${path}: at ${width} px the entries stand in one row without a button`, { javaScriptEnabled: false, viewport: { width, height: 640 } }, async ({ page }) => {
      await page.goto(path);
      assert.ok(await button(page).isHidden());
      assert.equal(await links(page).count(), entries(home).length);
      assert.equal(new Set(await links(page).evaluateAll((all) => all.map((link) => link.getBoundingClientRect().top))).size, 1);
    });
  }
}

for (const width of [320, 360]) {
  site.test(`at ${width} px a finger finds the button and each entry, and none covers another`, { ...plain, viewport: { width, height: 640 } }, async ({ page }) => {
    await page.goto("/fr/");
    await button(page).click();
    const targets = page.locator(".site-header :is(a, summary):visible");
    const boxes = await targets.evaluateAll((all) => all.map((one) => [one.textContent, one.getBoundingClientRect().toJSON()]));
    assert.equal(boxes.length, 3 + entries(pages.at("/fr/")).length);
    for (const [name, box] of boxes) {
      assert.ok(box.height >= 44 && box.width >= 44 && box.left >= 0 && box.right <= width, `${name} ${JSON.stringify(box)}`);
      const covered = boxes.filter(([, other]) => other !== box && other.left < box.right - 1 && box.left < other.right - 1 && other.top < box.bottom - 1 && box.top < other.bottom - 1);
      assert.deepEqual(covered, [], name);
    }
  });
}

site.test("on a phone the keyboard opens the menu, reaches each entry in order and follows one; then the menu is closed", phone, async ({ page }) => {
  const goal = pages.at("/fr/etudes/");
  const focused = (read) => page.evaluate(read);
  await open(page, "/fr/");
  await mark(page);
  // The link that skips the header, the site's name.
  for (let steps = 0; steps < 3; steps += 1) await page.keyboard.press("Tab");
  assert.ok(await focused(() => document.activeElement.matches(".menu-button summary")));
  assert.notEqual(await focused(() => getComputedStyle(document.activeElement).outlineStyle), "none");
  await page.keyboard.press("Enter");
  for (const to of entries(pages.at("/fr/"))) {
    await page.keyboard.press("Tab");
    assert.equal(await focused(() => document.activeElement.getAttribute("href")), to);
  }
  await page.keyboard.press("Tab");
  assert.equal(await focused(() => document.activeElement.className), "language");
  while ((await focused(() => document.activeElement.getAttribute("href"))) !== goal.path) await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Enter");
  await arrived(page, goal);
  assert.ok(await isSameDocument(page));
  await page.waitForFunction(() => !document.querySelector(".menu-button").open);
  assert.equal(await links(page).count(), 0);
  assert.ok(await focused(() => document.activeElement.matches("main h1")));
});

site.test("Escape closes the menu of a phone, and focus is on its button; whoever is in the page already stays there", phone, async ({ page }) => {
  const isOpen = () => page.locator(".menu-button[open]").count();
  const closed = () => page.waitForFunction(() => !document.querySelector(".menu-button").open);
  await open(page, "/fr/");
  await button(page).click();
  await page.keyboard.press("Tab");
  assert.ok(await page.evaluate(() => document.activeElement.matches(".menu a")));
  await page.keyboard.press("a");
  assert.equal(await isOpen(), 1);
  await page.keyboard.press("Escape");
  await closed();
  assert.ok(await page.evaluate(() => document.activeElement.matches(".menu-button summary")));
  await page.keyboard.press("Enter");
  assert.equal(await isOpen(), 1);
  await page.locator("main a").first().focus();
  await page.keyboard.press("Escape");
  await closed();
  assert.ok(await page.evaluate(() => document.activeElement.matches("main a")));
});

site.test("a tap beside the menu of a phone closes it, and a link that is tapped is followed all the same", { ...phone, hasTouch: true, isMobile: true }, async ({ page }) => {
  const goal = pages.at("/fr/programme/");
  const closed = () => page.waitForFunction(() => !document.querySelector(".menu-button").open);
  await open(page, "/fr/");
  await button(page).tap();
  await page.locator("h1").tap();
  await closed();
  await button(page).tap();
  // What the app shows closes the menu as well: here the browser has to find the link where it was.
  await page.locator(`main a[href="${goal.path}"]`).first().tap();
  await arrived(page, goal);
  await closed();
});

site.test("a screen reader meets a button inside the menu, and is told whether it is open", phone, async ({ page, context }) => {
  const debuggers = await context.newCDPSession(page);
  /** The button and the entries, as the browser tells them to a screen reader. */
  const told = async () => {
    const { nodes } = await debuggers.send("Accessibility.getFullAXTree");
    const byId = new Map(nodes.map((node) => [node.nodeId, node]));
    const within = ({ parentId }) => parentId && (byId.get(parentId).role?.value === "navigation" || within(byId.get(parentId)));
    const ours = nodes.filter((node) => !node.ignored && within(node));
    const button = ours.find(({ role }) => role.value === "DisclosureTriangle");
    return {
      name: button.name.value,
      isExpanded: button.properties.find(({ name }) => name === "expanded").value.value,
      links: ours.filter(({ role }) => role.value === "link").length,
    };
  };
  await open(page, "/fr/");
  // The site's name, the other language and the footer's links are always there.
  const { links: others, ...closed } = await told();
  assert.deepEqual(closed, { name: "Menu", isExpanded: false });
  await button(page).click();
  assert.deepEqual(await told(), { name: "Menu", isExpanded: true, links: others + entries(pages.at("/fr/")).length });
});

site.test("on a phone nothing moves by itself around the menu", phone, async ({ page }) => {
  await page.addInitScript(() => {
    globalThis.shifts = [];
    new PerformanceObserver((list) => globalThis.shifts.push(...list.getEntries().filter((entry) => !entry.hadRecentInput))).observe({ type: "layout-shift", buffered: true });
  });
  await open(page, "/fr/etudes/");
  await button(page).click();
  await button(page).click();
  assert.equal(await page.evaluate(() => globalThis.shifts.length), 0);
});

afterwards.test("once the event is over the menu of a phone has what is left", { ...phone, javaScriptEnabled: false }, async ({ page }) => {
  await page.goto("/fr/");
  await button(page).click();
  assert.deepEqual(await links(page).evaluateAll((all) => all.map((link) => link.getAttribute("href"))), ["/fr/programme/", "/fr/etudes/", "/fr/articles/", "/fr/faq/"]);
});
