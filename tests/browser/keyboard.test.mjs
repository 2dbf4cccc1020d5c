// Everything by keyboard alone.

import { strict as assert } from "node:assert";
import { arrived, isSameDocument, mark, open } from "./support/acts.mjs";
import { ANOTHER, CHECK, verdict } from "./support/check.mjs";
import { REGISTRATION, assertStored, camille, reference, stored } from "./support/form.mjs";
import * as pages from "./support/pages.mjs";
import { stage } from "./support/stage.mjs";
import { release } from "./support/where.mjs";

const site = stage(release);

const press = async (page, ...keys) => {
  for (const key of keys) await page.keyboard.press(key);
};
const focused = (page, read) => page.evaluate(read);

/** Tabs until the element that matches `selector` has focus; fails when the page is through without it. */
async function tabTo(page, selector) {
  const passed = [];
  for (let steps = 0; steps < 200; steps += 1) {
    await press(page, "Tab");
    const [isThere, name] = await page.evaluate((selector) => {
      const element = document.activeElement;
      return [element.matches(selector), `${element.localName} ${element.textContent.slice(0, 20)}`];
    }, selector);
    if (isThere) return;
    passed.push(name);
  }
  assert.fail(`Tab does not reach ${selector}; it passed ${passed.slice(0, 30).join(", ")}`);
}

for (const lang of ["fr", "en"]) {
  site.test(`/${lang}/: the first Tab reaches the skip link, which can be seen and leads to the content`, async ({ page }) => {
    await open(page, `/${lang}/`);
    await press(page, "Tab");
    assert.equal(await focused(page, () => document.activeElement.className), "skip");
    const box = await page.locator(".skip").boundingBox();
    assert.ok(box.y >= 0 && box.width > 20 && box.height >= 24, JSON.stringify(box));
    await press(page, "Enter");
    assert.equal(await focused(page, () => document.activeElement.id), "main");
    await press(page, "Tab");
    assert.ok(await focused(page, () => document.activeElement.closest("main") !== null));
  });

  site.test(`${REGISTRATION[lang]}: a registration from the home page to its receipt`, async ({ page, endpoint }) => {
    const answers = camille({ days: ["2025-11-25", "2025-11-27"] });
    await open(page, `/${lang}/`);
    await mark(page);
    await tabTo(page, `.menu a[href="${REGISTRATION[lang]}"]`);
    await press(page, "Enter");
    await arrived(page, pages.at(REGISTRATION[lang]));
    await page.waitForFunction(() => document.activeElement?.matches("main h1"));
    for (const name of ["first_name", "last_name", "email"]) {
      await tabTo(page, `[name=${name}]`);
      await page.keyboard.type(answers[name]);
    }
    await tabTo(page, "[name=profile]");
    await press(page, "Space");
    await tabTo(page, "[name=organisation]");
    await page.keyboard.type(answers.organisation);
    await tabTo(page, "[name=country]");
    await page.keyboard.type("Fr");
    for (const day of answers.days) {
      await tabTo(page, `[name=days][value="${day}"]`);
      await press(page, "Space");
    }
    await tabTo(page, "[name=consent]");
    await press(page, "Space");
    await tabTo(page, "form button[type=submit]");
    await press(page, "Enter");
    await reference(page);
    assertStored((await stored(endpoint, answers))[0], answers, lang);
    assert.ok(await isSameDocument(page));
  });
}

site.test("Enter in a field sends the form, and the keyboard mends what was wrong", async ({ page }) => {
  await open(page, REGISTRATION.fr);
  await tabTo(page, "[name=first_name]");
  await press(page, "Enter");
  assert.ok(await focused(page, () => document.activeElement.matches(".error-summary")));
  await press(page, "Tab", "Enter");
  assert.equal(await focused(page, () => document.activeElement.name), "first_name");
  await page.keyboard.type("Camille");
  await page.locator("[data-field=first_name] .error").waitFor({ state: "hidden" });
});

site.test("an answer opens and closes by keyboard", async ({ page }) => {
  await open(page, "/fr/faq/");
  await tabTo(page, "main summary");
  await press(page, "Enter");
  assert.ok(await page.locator("main details").first().locator(".prose").isVisible());
  await press(page, "Enter");
  assert.ok(await page.locator("main details").first().locator(".prose").isHidden());
});

for (const [lang, path] of Object.entries(CHECK)) {
  site.test(`${path}: the check from the first question to the request`, async ({ page }) => {
    await open(page, path);
    await tabTo(page, ".check [name=first_time]");
    await press(page, "Space");
    await tabTo(page, "#check-country");
    await page.keyboard.type("France");
    await tabTo(page, "#check-place");
    await page.keyboard.type("Mass");
    await page.locator(".check [data-places] input").first().waitFor();
    await tabTo(page, ".check [data-places] input");
    await press(page, "Space");
    assert.equal((await verdict(page, "Massy")).kind, "no");
    await press(page, "ArrowUp");
    assert.equal(await focused(page, () => document.activeElement.labels[0].textContent), ANOTHER[lang]);
    assert.equal((await verdict(page)).kind, "confirm");
    await tabTo(page, ".check [data-verdict] a");
    await press(page, "Enter", "Tab");
    assert.equal(await focused(page, () => document.activeElement.closest("form").dataset.form), "reimbursement");
  });
}

site.test("a town far away is found by keyboard without a choice", async ({ page }) => {
  await open(page, CHECK.fr);
  await tabTo(page, ".check [name=first_time]");
  await press(page, "Space");
  await tabTo(page, "#check-country");
  await page.keyboard.type("France");
  await tabTo(page, "#check-place");
  await page.keyboard.type("Bordeaux");
  assert.equal((await verdict(page, "Bordeaux")).kind, "yes");
  assert.equal(await focused(page, () => document.activeElement.id), "check-place");
  await tabTo(page, ".check [data-places] input");
  assert.equal(await focused(page, () => document.activeElement.labels[0].textContent), "Bordeaux (33)");
});

for (const path of ["/fr/", "/en/faq/", ...Object.values(REGISTRATION), ...Object.values(CHECK)]) {
  site.test(`${path}: focus can always be seen, and nothing holds it`, async ({ page }) => {
    await open(page, path);
    const unseen = [];
    let last;
    for (let steps = 0; steps < 150; steps += 1) {
      await press(page, "Tab");
      const now = await page.evaluate(() => {
        const element = document.activeElement;
        if (element === document.body) return { isOut: true };
        const style = getComputedStyle(element);
        const hasRing = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1;
        element.dataset.step ??= Math.random().toString(36);
        return { id: element.dataset.step, isSeen: hasRing || style.boxShadow !== "none", html: element.outerHTML.slice(0, 100) };
      });
      if (now.isOut) return assert.deepEqual(unseen, []);
      assert.notEqual(now.id, last, `Tab does not leave ${now.html}`);
      if (!now.isSeen) unseen.push(now.html);
      last = now.id;
    }
    assert.fail("Tab does not come to the end of the page");
  });
}
