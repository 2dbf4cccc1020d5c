// Whoever comes back to a form finds what is true by then: the receipt of what is stored, or all that they had typed.

import { strict as assert } from "node:assert";
import { arrived, holdWasm, isSameDocument, mark, open, ready } from "./support/acts.mjs";
import { REGISTRATION, camille, fill, held, reference, says, send, stored } from "./support/form.mjs";
import { snippet } from "./support/hosts.mjs";
import * as pages from "./support/pages.mjs";
import { stage } from "./support/stage.mjs";
import { release } from "./support/where.mjs";

const site = stage(release);
const hosted = stage(release, { isHosted: true });
const keeping = stage(release, { keepsPages: true, isWhole: true });
const API = { registration: "**/api/registrations", workshop: "**/api/workshop-registrations" };
const WORKSHOP = { fr: "/fr/atelier/", en: "/en/workshop/" };
const ELSEWHERE = { fr: pages.at("/fr/programme/"), en: pages.at("/en/programme/") };
const NEEDS = "Boucle magnétique";

const follow = (page, { path }) => page.locator(`.menu a[href="${path}"]`).first().click();
const needs = (page) => page.locator("[name=access_needs]");
const live = (page) => page.locator("form[data-live]").waitFor();

/** To a page that the browser kept, which is not loaded. */
const goBack = (page) => page.goBack({ waitUntil: "commit" });

function workshop() {
  const { first_name, last_name, email, organisation, consent } = camille();
  return { first_name, last_name, email, organisation, country: "BE", postal_code: "1000", city: "Bruxelles", first_time: "yes", consent };
}

/** Holds the endpoint's answer back until the returned function is called; what is sent is stored at once. */
async function holdAnswer(page, api) {
  let letGo;
  const held = new Promise((then) => (letGo = then));
  await page.route(api, async (route) => {
    const response = await route.fetch();
    await held;
    await route.fulfill({ response });
  });
  return letGo;
}

for (const [lang, form, path, make] of [
  ["fr", "registration", REGISTRATION.fr, camille],
  ["en", "registration", REGISTRATION.en, camille],
  ["fr", "workshop", WORKSHOP.fr, workshop],
]) {
  for (const [when, isBack] of [["before they are back", false], ["once they are back", true]]) {
    site.test(`${path}: an answer that comes ${when} from another page of the site shows the receipt`, async ({ page, endpoint }) => {
      const answers = make();
      const letGo = await holdAnswer(page, API[form]);
      await open(page, path);
      await live(page);
      await mark(page);
      await fill(page, answers);
      await send(page);
      await page.locator(".form-status:not(:empty)").waitFor();
      await follow(page, ELSEWHERE[lang]);
      await arrived(page, ELSEWHERE[lang]);
      if (!isBack) {
        letGo();
        await page.waitForFunction((form) => sessionStorage.getItem(`nec-ess:sent:${form}`), form);
      }
      await page.goBack();
      if (isBack) {
        await live(page);
        // Why its fields are locked.
        await says(page, lang === "fr" ? /Envoi en cours/ : /Sending/);
        assert.ok(await page.locator("[name=email]").evaluate((field) => field.readOnly));
        assert.equal(await page.locator("[name=email]").inputValue(), answers.email);
        letGo();
      }
      const shown = await reference(page);
      assert.equal(await page.locator("main form[data-form]").count(), 0);
      assert.deepEqual((await stored(endpoint, answers)).map((row) => row.reference), [shown]);
      assert.ok(await isSameDocument(page));
      assert.deepEqual(await page.evaluate((form) => Object.keys(localStorage).filter((name) => name.includes(form)), form), []);
    });
  }
}

for (const [when, isBack, answer, said] of [
  ["before that was known", true, { status: 400, body: "" }, /pas pu confirmer/],
  ["after it", false, { status: 429, headers: { "retry-after": "600" }, body: "" }, /Trop d’envois/],
]) {
  site.test(`a try that fails leaves a form that says so, and can be changed and sent, also where it was left and opened again ${when}`, async ({ page, endpoint, guard }) => {
    guard.allow(/status of (400|429)/);
    const answers = camille();
    let letGo;
    const failing = new Promise((then) => (letGo = then));
    await page.route(API.registration, async (route) => {
      await failing;
      await route.fulfill(answer);
    });
    await open(page, REGISTRATION.fr);
    await live(page);
    await fill(page, answers);
    await send(page);
    await page.locator(".form-status:not(:empty)").waitFor();
    await follow(page, ELSEWHERE.fr);
    await arrived(page, ELSEWHERE.fr);
    const answered = page.waitForResponse(API.registration);
    if (!isBack) {
      letGo();
      await (await answered).finished();
    }
    await page.goBack();
    await live(page);
    if (isBack) {
      await says(page, /Envoi en cours/);
      letGo();
    }
    await says(page, said);
    await page.locator("[name=organisation]:not([readonly])").fill("Une autre");
    assert.equal(await page.locator(".receipt").count(), 0);
    await page.unroute(API.registration);
    await send(page);
    const shown = await reference(page);
    assert.deepEqual((await stored(endpoint, answers)).map((row) => [row.reference, row.answers.organisation[0]]), [[shown, "Une autre"]]);
  });
}

for (const [what, change] of [["the answers that were sent", {}], ["an empty form", undefined]]) {
  keeping.test(`a page with ${what} that the browser kept shows the receipt once they are stored from another page`, async ({ page }) => {
    const answers = camille();
    await page.goto(REGISTRATION.fr);
    await live(page);
    await page.evaluate(() => (self.isKept = true));
    if (change) await fill(page, answers);
    await page.evaluate((path) => location.assign(path), REGISTRATION.en);
    await page.waitForURL(`**${REGISTRATION.en}`);
    await live(page);
    await fill(page, answers);
    await send(page);
    const shown = await reference(page);
    await goBack(page);
    assert.equal(await page.evaluate(() => self.isKept), true, "the browser loaded the page again");
    assert.equal(await reference(page), shown);
    assert.equal(await page.locator("main form[data-form]").count(), 0);
  });
}

/** Opens the form in a tab that has a receipt of it, and types before the wasm is there. */
async function comeBackQuickly(page, path, answers) {
  await open(page, path);
  await fill(page, camille());
  await send(page);
  const shown = await reference(page);
  const letGo = await holdWasm(page);
  await page.goto(path);
  await fill(page, answers);
  letGo();
  return shown;
}

for (const [lang, path] of Object.entries(REGISTRATION)) {
  site.test(`${path}: what the next person types before the wasm is there stays, beside the way to the receipt, and is stored`, async ({ page, endpoint }) => {
    const answers = camille({ first_name: "Alix" });
    const before = await comeBackQuickly(page, path, answers);
    await live(page);
    assert.deepEqual(await held(page), answers);
    const link = page.locator("form[data-form] .earlier a");
    assert.equal((await link.textContent()).trim(), before, lang);
    assert.match(await link.getAttribute("href"), /\/api\/manage\//);
    await send(page);
    const shown = await reference(page);
    assert.notEqual(shown, before);
    assert.deepEqual((await stored(endpoint, answers)).map((row) => row.reference), [shown]);
  });
}

site.test("access needs alone, typed before the wasm is there, stay in the form too", async ({ page }) => {
  await comeBackQuickly(page, REGISTRATION.fr, { access_needs: NEEDS });
  await live(page);
  assert.equal(await needs(page).inputValue(), NEEDS);
});

site.test("the answers of the receipt, typed or restored before the wasm is there, give way to it", async ({ page, endpoint }) => {
  const answers = camille();
  await open(page, REGISTRATION.fr);
  await fill(page, { ...answers, access_needs: NEEDS });
  await send(page);
  const shown = await reference(page);
  for (const again of [answers, { ...answers, access_needs: NEEDS }, {}]) {
    const letGo = await holdWasm(page);
    await page.goto(REGISTRATION.fr);
    await fill(page, again);
    letGo();
    assert.equal(await reference(page), shown);
  }
  assert.equal((await stored(endpoint, answers)).length, 1);
  assert.doesNotMatch(await page.evaluate(() => JSON.stringify(sessionStorage)), /Camille|exemple|magn/);
});

site.test("two tabs that were opened empty keep a draft each", async ({ page, context }) => {
  const [first, second] = [camille({ first_name: "Alix" }), camille({ first_name: "Dominique" })];
  const other = await context.newPage();
  for (const tab of [page, other]) {
    await tab.goto(REGISTRATION.fr);
    await live(tab);
  }
  await fill(page, first);
  await fill(other, second);
  await page.locator("[name=last_name]").fill("Martin");
  await page.goto("about:blank");
  await other.goto("about:blank");
  // The last to be typed in comes first, and once it is stored the other is there.
  await open(page, REGISTRATION.fr);
  assert.deepEqual(await held(page), { ...first, last_name: "Martin" });
  await send(page);
  await reference(page);
  await other.goto(REGISTRATION.fr);
  await live(other);
  assert.deepEqual(await held(other), second);
});

site.test("a tab that was opened with the draft of another begins its own once both are typed in", async ({ page, context }) => {
  const answers = camille();
  await open(page, REGISTRATION.fr);
  await fill(page, answers);
  const other = await context.newPage();
  await other.goto(REGISTRATION.fr);
  await live(other);
  assert.deepEqual(await held(other), answers);
  await other.locator("[name=first_name]").fill("Alix");
  await page.locator("[name=first_name]").fill("Dominique");
  const drafts = () => page.evaluate(() => Object.values(localStorage).sort().map((draft) => new URLSearchParams(draft).get("first_name")));
  assert.deepEqual(await drafts(), ["Alix", "Dominique"]);
  // Erasing one leaves the other.
  await page.locator(".draft button").click();
  assert.deepEqual(await drafts(), ["Alix"]);
  await page.goto("about:blank");
  await other.reload();
  await live(other);
  assert.deepEqual(await held(other), { ...answers, first_name: "Alix" });
});

site.test("who comes back to a form that is on its way, and presses again, sends it once", async ({ page, endpoint }) => {
  const answers = camille();
  let tries = 0;
  let letGo;
  const held = new Promise((then) => (letGo = then));
  await page.route(API.registration, async (route) => {
    tries += 1;
    await held;
    await route.continue();
  });
  await open(page, REGISTRATION.fr);
  await live(page);
  await fill(page, answers);
  await send(page);
  await says(page, /Envoi en cours/);
  for (const way of [() => page.goBack(), () => follow(page, pages.at(REGISTRATION.fr))]) {
    await follow(page, ELSEWHERE.fr);
    await arrived(page, ELSEWHERE.fr);
    await way();
    await live(page);
    await says(page, /Envoi en cours/);
  }
  await send(page);
  letGo();
  const shown = await reference(page);
  assert.equal(tries, 1);
  assert.deepEqual((await stored(endpoint, answers)).map((row) => row.reference), [shown]);
});

hosted.test("two tags of one form on one page keep a draft each, and bring back both", async ({ page, endpoint, hosts }) => {
  const tag = snippet(endpoint.origin, { kind: "registration" });
  const address = hosts.page("plain", `${tag}${tag}`);
  const forms = page.locator("form[data-live]");
  const names = () => forms.evaluateAll((forms) => forms.map((form) => form.elements.first_name.value));
  const bothLive = async () => {
    await page.goto(address);
    // What is far below comes later.
    await page.locator("form[data-live]").waitFor();
    await page.locator("soga-registration").nth(1).scrollIntoViewIfNeeded();
    await page.waitForFunction(() => document.querySelectorAll("form[data-live]").length === 2);
  };
  await bothLive();
  await forms.nth(0).locator("[name=first_name]").fill("Alix");
  await forms.nth(1).locator("[name=first_name]").fill("Dominique");
  await forms.nth(0).locator("[name=last_name]").fill("Martin");
  await bothLive();
  assert.deepEqual(await names(), ["Alix", "Dominique"]);
  // What is erased in one stays in the other.
  await forms.nth(0).locator(".draft button").click();
  await bothLive();
  assert.deepEqual(await names(), ["", "Dominique"]);
  // Alone, the second one keeps its place; the first has the name that drafts of all other pages have.
  await forms.nth(0).locator("[name=first_name]").fill("Camille");
  const drafts = (await page.evaluate(() => Object.keys(localStorage))).map((name) => name.replace(/\w+$/, "…")).sort();
  assert.deepEqual(drafts, ["nec-ess:draft:registration-2:…", "nec-ess:draft:registration:…"]);
  await page.goto(hosts.page("plain", tag));
  await live(page);
  assert.deepEqual(await names(), ["Camille"]);
});

hosted.test("the second of two tags, shown first, brings back its own draft and not that of the first", async ({ page, endpoint, hosts }) => {
  const tag = snippet(endpoint.origin, { kind: "registration" });
  const address = hosts.page("plain", `${tag}<p style="height: 5000px"></p>${tag}`);
  const forms = page.locator("form[data-live]");
  const showLast = async () => {
    await page.goto(address);
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
    await page.waitForFunction(() => document.querySelector("soga-registration:last-of-type form[data-live]"));
  };
  const name = (nth) => page.locator("soga-registration").nth(nth).locator("[name=first_name]");
  await page.goto(address);
  await live(page);
  await name(0).fill("Alix");
  await showLast();
  assert.equal(await name(1).inputValue(), "");
  await name(1).fill("Dominique");
  await page.goto(address);
  await live(page);
  assert.equal(await name(0).inputValue(), "Alix");
  await showLast();
  assert.equal(await name(1).inputValue(), "Dominique");
});

for (const way of ["a link", "the history"]) {
  site.test(`access needs are there again after ${way} has led to another page of the site and back, and are not kept on the device`, async ({ page, endpoint }) => {
    const answers = camille();
    await open(page, ELSEWHERE.fr.path);
    await mark(page);
    await follow(page, pages.at(REGISTRATION.fr));
    await arrived(page, pages.at(REGISTRATION.fr));
    await live(page);
    await fill(page, { ...answers, access_needs: NEEDS });
    if (way === "a link") await follow(page, ELSEWHERE.fr);
    else await page.goBack();
    await arrived(page, ELSEWHERE.fr);
    if (way === "a link") await page.goBack();
    else await page.goForward();
    await arrived(page, pages.at(REGISTRATION.fr));
    await live(page);
    assert.ok(await isSameDocument(page));
    assert.equal(await needs(page).inputValue(), NEEDS);
    assert.deepEqual(await held(page), answers);
    assert.doesNotMatch(await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }])), /magn/);
    await send(page);
    await reference(page);
    assert.deepEqual((await stored(endpoint, answers)).map((row) => row.answers.access_needs), [[NEEDS]]);
  });
}

site.test("where a form stays static while the router runs, a link and the way back keep what was typed", async ({ page, guard }) => {
  guard.allow(/forms-\w+\.wasm|stays static|ERR_FAILED/);
  const answers = camille();
  await open(page, ELSEWHERE.fr.path);
  await page.route("**/forms-*.wasm", (route) => route.abort());
  await follow(page, pages.at(REGISTRATION.fr));
  await page.locator("html[data-forms=static]").waitFor();
  await fill(page, { ...answers, access_needs: NEEDS });
  await follow(page, ELSEWHERE.fr);
  await arrived(page, ELSEWHERE.fr);
  await page.goBack();
  await arrived(page, pages.at(REGISTRATION.fr));
  await page.waitForFunction((name) => document.querySelector("[name=first_name]").value === name, answers.first_name);
  assert.deepEqual(await held(page), answers);
  assert.equal(await needs(page).inputValue(), NEEDS);
});

keeping.test("the other language and the way back keep access needs where the router runs", async ({ page }) => {
  await open(page, REGISTRATION.fr);
  await live(page);
  await needs(page).fill(NEEDS);
  await page.locator("a.language").click();
  await page.waitForURL(`**${REGISTRATION.en}`);
  await goBack(page);
  await page.waitForFunction((path) => location.pathname === path, REGISTRATION.fr);
  await live(page);
  assert.equal(await needs(page).inputValue(), NEEDS);
});
