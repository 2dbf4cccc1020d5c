// The one flow that every browser must do: read, go on without a page load, register.

import { strict as assert } from "node:assert";
import { after, test } from "node:test";
import { serve } from "./endpoint.mjs";
import { assertStored, camille, REGISTRATION, stored } from "./form.mjs";
import * as pages from "./pages.mjs";
import { release } from "./where.mjs";

const PATIENCE = 20_000;

/**
 * Defines the flow's tests in the browser `name`, which `start()` gives: each step a test, in one session.
 * Where the browser is not there, `missing` says why and the tests are skipped by name.
 */
export function elsewhere(name, missing, start) {
  const answers = camille({ days: ["2025-11-26"] });
  const options = { skip: missing, timeout: 90_000 };
  let endpoint;
  let browser;
  after(async () => {
    await browser?.close();
    await endpoint?.stop();
  });
  const until = (script, ...args) => eventually(script, () => browser.run(script, ...args));
  const noProblems = () => assert.deepEqual(browser.problems ?? [], []);

  test(`${name} opens the home page and hydrates it`, options, async () => {
    endpoint = await serve(release);
    browser = await start();
    await browser.goto(`${endpoint.origin}/fr/`);
    await until(() => document.documentElement.dataset.app === "ready");
    await browser.run(() => void (globalThis.marked = true));
    noProblems();
  });

  test(`${name} goes to the registration without a page load`, options, async () => {
    const goal = pages.at(REGISTRATION.fr);
    await browser.click(`.menu a[href="${goal.path}"]`);
    await until((heading) => document.activeElement?.matches("main h1") && document.activeElement.textContent === heading, goal.headings[0]);
    assert.equal(await browser.run(() => document.title), goal.title);
    assert.equal(await browser.run(() => globalThis.marked), true);
    noProblems();
  });

  test(`${name} shows what is missing, with focus on the summary`, options, async () => {
    await until(() => document.querySelector("form[data-live]") !== null);
    await browser.click("form[data-form] button[type=submit]");
    await until(() => document.activeElement?.matches(".error-summary"));
    assert.match(await browser.run(() => document.title), /^Erreur\s: /);
    noProblems();
  });

  test(`${name} registers, and shows the reference that is stored`, options, async () => {
    for (const field of ["first_name", "last_name", "email", "organisation"]) {
      await browser.type(`[name=${field}]`, answers[field]);
    }
    await browser.type("[name=country]", "France");
    for (const choice of [`[name=profile][value=${answers.profile}]`, `[name=days][value="${answers.days[0]}"]`, "[name=consent]"]) {
      await browser.click(choice);
    }
    await browser.click("form[data-form] button[type=submit]");
    await until(() => Boolean(document.querySelector("main .receipt .reference")));
    const shown = await browser.run(() => document.querySelector("main .receipt .reference").textContent.trim());
    const rows = await stored(endpoint, answers);
    assert.deepEqual(rows.map((row) => row.reference), [shown]);
    assertStored(rows[0], answers, "fr");
    noProblems();
  });

  test(`${name} goes back to the home page and forward to the receipt`, options, async () => {
    await browser.run(() => history.back());
    await until((heading) => document.querySelector("main h1").textContent === heading, pages.at("/fr/").headings[0]);
    await browser.run(() => history.forward());
    await until(() => Boolean(document.querySelector("main .receipt .reference")));
    assert.equal(await browser.run(() => globalThis.marked), true);
    noProblems();
  });

  test(`${name} opens the answer that an address names`, options, async () => {
    const anchor = pages.at("/fr/faq/").questions.at(-1);
    await browser.goto(`${endpoint.origin}/fr/faq/#${anchor}`);
    await until((anchor) => document.getElementById(anchor).closest("details").open, anchor);
    await until(() => document.documentElement.dataset.app === "ready");
    noProblems();
  });
}

/** Asks until the answer is yes. */
async function eventually(what, ask) {
  const deadline = Date.now() + PATIENCE;
  while (!(await ask())) {
    if (Date.now() > deadline) throw new Error(`not within ${PATIENCE / 1000} s: ${what}`);
    await new Promise((again) => setTimeout(again, 30));
  }
}
