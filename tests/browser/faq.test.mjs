// The page of all questions: its filter, and its answers without it.

import { strict as assert } from "node:assert";
import { test } from "node:test";
import { arrived, open } from "./support/acts.mjs";
import * as pages from "./support/pages.mjs";
import { stage } from "./support/stage.mjs";
import { release } from "./support/where.mjs";

const site = stage(release);
const regular = { isRegular: true };
const NONE_FOUND = {
  fr: "Aucune question ne contient ces mots. Essayez un mot plus court.",
  en: "No questions contain these words. Try a shorter word.",
};

const shown = (page) => page.locator("main details:not([hidden])");
const status = (page) => page.locator("[data-filter] [role=status]");
const field = (page) => page.getByRole("searchbox");

/** Accents and case aside, as the filter should see texts. */
const fold = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase().replaceAll("’", "'");

/** Types `words`, and returns the texts of the questions that are left. */
async function filter(page, words) {
  await field(page).fill(words);
  return shown(page).evaluateAll((entries) => entries.map((entry) => entry.textContent));
}

/** Whether `text` has a word for each of `beginnings`. */
function holds(text, beginnings) {
  const words = fold(text).split(/[^a-z0-9]+/);
  return beginnings.every((beginning) => words.some((word) => word.startsWith(beginning)));
}

for (const [lang, typed, accented, beginnings] of [
  ["fr", "economie", "économie", ["economie"]],
  ["fr", "ETUDES", "études", ["etude"]],
  ["fr", "l'evenement", "l’événement", ["evenement"]],
  ["en", "ECONOMY", "economy", ["economy"]],
]) {
  site.test(`“${typed}” finds “${accented}” on /${lang}/faq/`, regular, async ({ page }) => {
    const all = pages.at(`/${lang}/faq/`).questions.length;
    await open(page, `/${lang}/faq/`);
    const texts = await page.locator("main details").evaluateAll((entries) => entries.map((entry) => entry.textContent));
    const expected = texts.filter((text) => holds(text, beginnings));
    assert.ok(expected.some((text) => text.toLowerCase().includes(accented)), "the content no longer has the word");
    assert.ok(expected.length < all, "the word no longer leaves any question out");
    assert.deepEqual(await filter(page, typed), expected);
  });
}

site.test("two words find the questions that hold both, in any order", regular, async ({ page }) => {
  await open(page, "/fr/faq/");
  const one = await filter(page, "atelier");
  const both = await filter(page, "paris atelier");
  assert.ok(both.length > 0 && both.length < one.length + 1);
  for (const text of both) assert.ok(fold(text).includes("atelier") && fold(text).includes("paris"), text);
  assert.deepEqual(await filter(page, "atelier  paris "), both);
});

for (const [lang, word] of [["fr", "gouvernance"], ["en", "governance"]]) {
  site.test(`/${lang}/faq/ says how many questions are shown where screen readers hear it`, regular, async ({ page }) => {
    await open(page, `/${lang}/faq/`);
    const found = await filter(page, word);
    assert.ok(found.length > 0);
    assert.match(await status(page).textContent(), new RegExp(`(^|\\D)${found.length}(\\D|$)`));
  });

  site.test(`/${lang}/faq/ says so when no question is found`, regular, async ({ page }) => {
    await open(page, `/${lang}/faq/`);
    assert.deepEqual(await filter(page, "zzzzzz"), []);
    assert.equal(await status(page).textContent(), NONE_FOUND[lang]);
    assert.ok(await status(page).isVisible());
    assert.equal(await page.locator("main .faq-group:not([hidden])").count(), 0);
  });

  site.test(`/${lang}/faq/ shows everything again once the filter is cleared`, regular, async ({ page }) => {
    const { questions } = pages.at(`/${lang}/faq/`);
    await open(page, `/${lang}/faq/`);
    await filter(page, word);
    assert.equal((await filter(page, "")).length, questions.length);
    assert.equal(await status(page).textContent(), "");
    assert.equal(await page.locator("main .faq-group[hidden]").count(), 0);
  });

  site.test(`/${lang}/faq/ has no anchor twice and both languages ask the same`, regular, async ({ page }) => {
    await open(page, `/${lang}/faq/`);
    const { questions, twin } = pages.at(`/${lang}/faq/`);
    assert.equal(new Set(questions).size, questions.length);
    assert.equal(questions.length, pages.at(twin).questions.length);
    assert.equal(await page.locator("main details").count(), questions.length);
  });
}

for (const [lang, typed, wanted, unwanted] of [
  // The plural, in a gender that the answer does not have.
  ["fr", "gratuites", "cout", "theme"],
  // A word, and not the end of "social".
  ["fr", "IA", "risques-de-l-ia", "aesio-mutuelle"],
  // What people call it, though no answer does.
  ["fr", "remboursement", "defraiement", "theme"],
  ["fr", "handicap", "besoins-d-accessibilite", "theme"],
  ["fr", "desinscription", "corriger-ou-annuler", "theme"],
  // A typing error: missing, too many, wrong, exchanged.
  ["fr", "inscrption", "comment-s-inscrire", "theme"],
  ["fr", "remboursemment", "defraiement", "theme"],
  ["en", "refund", "reimbursement", "theme"],
  ["en", "privcay", "my-answers", "theme"],
  ["en", "fees", "cost", "theme"],
]) {
  site.test(`“${typed}” finds #${wanted} and not #${unwanted} on /${lang}/faq/`, regular, async ({ page }) => {
    await open(page, `/${lang}/faq/`);
    await filter(page, typed);
    const anchors = await shown(page).locator(".prose").evaluateAll((answers) => answers.map((answer) => answer.id));
    assert.ok(anchors.includes(wanted), anchors.join(" "));
    assert.ok(!anchors.includes(unwanted), anchors.join(" "));
  });
}

for (const [lang, names] of [
  ["fr", ["inscription", "defraiement", "accessibilite"]],
  ["en", ["registration", "reimbursement", "accessibility"]],
]) {
  site.test(`/${lang}/faq/ leads elsewhere when no question is found`, regular, async ({ page }) => {
    await open(page, `/${lang}/faq/`);
    const elsewhere = page.locator(".faq-elsewhere");
    assert.ok(!(await elsewhere.isVisible()));
    await filter(page, "zzzzzz");
    assert.ok(await elsewhere.isVisible());
    const links = await elsewhere.locator("a:visible").evaluateAll((all) => all.map((link) => new URL(link.href).pathname));
    for (const name of names) assert.ok(links.includes(`/${lang}/${name}/`), `${name} of ${links}`);
    await filter(page, "");
    assert.ok(!(await elsewhere.isVisible()));
  });
}

site.test("an answer that the filter hides is shown when a link names it", regular, async ({ page }) => {
  await open(page, "/fr/faq/");
  await filter(page, "gouvernance");
  assert.ok(!(await page.locator("#cout").isVisible()));
  await page.evaluate(() => {
    const link = document.createElement("a");
    link.href = "#cout";
    link.textContent = "coût";
    document.querySelector("main h1").append(link);
  });
  await page.locator('main h1 a[href="#cout"]').click();
  assert.ok(await page.locator("#cout").isVisible());
});

site.test("what is found can be opened", regular, async ({ page }) => {
  await open(page, "/fr/faq/");
  await field(page).fill("gouvernance");
  const entry = shown(page).first();
  await entry.locator("summary").click();
  assert.ok(await entry.locator(".prose").isVisible());
});

site.test("the filter works on a page that was navigated to", regular, async ({ page }) => {
  await open(page, "/fr/");
  await page.locator('.menu a[href="/fr/faq/"]').click();
  await arrived(page, pages.at("/fr/faq/"));
  // The heading has focus once the page's behaviour is there.
  await page.waitForFunction(() => document.activeElement?.matches("main h1"));
  assert.deepEqual(await filter(page, "zzzzzz"), []);
});

for (const lang of ["fr", "en"]) {
  site.test(`/${lang}/faq/ opens and closes its answers without script`, { javaScriptEnabled: false, isRegular: true }, async ({ page }) => {
    await page.goto(`/${lang}/faq/`);
    for (const entry of await page.locator("main details").all()) {
      await entry.locator("summary").click();
      assert.ok(await entry.locator(".prose").isVisible());
    }
    const first = page.locator("main details").first();
    await first.locator("summary").click();
    assert.ok(!(await first.locator(".prose").isVisible()));
  });

  site.test(`/${lang}/faq/ shows no filter that does nothing without script`, { javaScriptEnabled: false, isRegular: true }, async ({ page }) => {
    await page.goto(`/${lang}/faq/`);
    assert.ok(!(await field(page).isVisible()));
  });
}

for (const page of pages.all.filter(({ questions, path }) => questions.length && !path.endsWith("/faq/"))) {
  test(`${page.path}: each of its questions is also on the page of all questions`, () => {
    const everything = new Set(pages.at(`/${page.lang}/faq/`).questions);
    assert.deepEqual(page.questions.filter((anchor) => !everything.has(anchor)), []);
  });
}
