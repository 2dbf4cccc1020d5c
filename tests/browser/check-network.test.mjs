// What the reimbursement check fetches, what it keeps to itself, and what it does when the network is gone.

import { strict as assert } from "node:assert";
import { holdWasm, open, ready } from "./support/acts.mjs";
import { CHECK, begin, choose, noVerdict, saysOfPlaces, typePlace, verdict } from "./support/check.mjs";
import { reference } from "./support/form.mjs";
import { stage } from "./support/stage.mjs";
import { release } from "./support/where.mjs";

const site = stage(release);
const DATA_MAX = 12 * 1024;

/** Every request of the page from now on. */
function log(page) {
  const requests = [];
  page.on("request", (request) => requests.push(request));
  return requests;
}

/** Those that are for data: all but the page itself and what it is made of. */
function forData(requests) {
  return requests.filter((request) => !/(\/|\.(js|wasm|css|svg|ico))$/.test(new URL(request.url()).pathname));
}

/** The addresses that the check reads its places from, in the words that its page holds. */
const placeFile = (page, name) => page.locator(".check [data-words]").evaluate((words, name) => words.content.textContent.split("\n").find((line) => line.startsWith(`/assets/${name}-`)), name);
const nearFile = (page) => placeFile(page, "near");

/** The file of the near places cannot be had, until the returned function is called. */
async function breakNear(page, guard, how) {
  guard.allow(/Failed to load resource/, /request failed/);
  const url = `**${await nearFile(page)}`;
  await page.route(url, how);
  return () => page.unroute(url);
}

for (const [what, place, expected] of [
  ["a postal code near Paris", "78000", "confirm"],
  ["a town near Paris, by name", "Palaiseau", "no"],
]) {
  site.test(`${what} costs at most 12 KB, in one file`, async ({ page }) => {
    await open(page, CHECK.fr);
    const requests = log(page);
    await begin(page);
    await typePlace(page, place);
    assert.equal((await verdict(page)).kind, expected);
    const data = forData(requests);
    assert.deepEqual(data.map((request) => new URL(request.url()).pathname), [await nearFile(page)]);
    const answer = await data[0].response();
    assert.equal(await answer.headerValue("content-encoding"), "br");
    const { responseBodySize } = await data[0].sizes();
    assert.ok(responseBodySize > 0 && responseBodySize <= DATA_MAX, `${responseBodySize} bytes`);
  });
}

for (const [what, answers, place] of [
  ["a seat abroad", { country: "GR" }],
  ["a postal code of another département", {}, "69001"],
  ["an overseas postal code", {}, "97400"],
  ["a postal code that begins as a near one does", {}, "76000"],
]) {
  site.test(`${what} costs no data at all`, async ({ page }) => {
    await open(page, CHECK.fr);
    const requests = log(page);
    await begin(page, answers);
    if (place) await typePlace(page, place);
    assert.equal((await verdict(page)).kind, "yes");
    assert.deepEqual(forData(requests).map((request) => request.url()), []);
  });
}

site.test("nothing that is typed or chosen leaves the page, nor stays in the browser", async ({ page, context }) => {
  await open(page, CHECK.fr);
  const requests = log(page);
  const before = await page.evaluate(() => [location.href, history.length, JSON.stringify(history.state)]);
  await begin(page);
  await typePlace(page, "Trifouilly");
  await saysOfPlaces(page, "Aucune commune");
  await typePlace(page, "78240");
  await choose(page, "Aigremont (78)");
  await verdict(page, "Aigremont");
  await begin(page, { first: "yes", country: "GR" });
  await verdict(page, "hors de France");

  const paths = requests.map((request) => new URL(request.url()).pathname);
  assert.ok(paths.includes(await nearFile(page)), "the log sees no request");
  const typed = /trifouilly|78240|aigremont/i;
  for (const request of requests) {
    assert.equal(request.method(), "GET");
    const sent = decodeURIComponent(request.url()) + JSON.stringify(await request.allHeaders()) + (request.postData() ?? "");
    assert.doesNotMatch(sent, typed);
    assert.equal(new URL(request.url()).search, "");
  }
  const after = await page.evaluate(() => [location.href, history.length, JSON.stringify(history.state)]);
  assert.deepEqual(after, before);
  // What is typed into the form is kept: the storage would be seen to hold something.
  await page.locator("form[data-form] [name=organisation]").fill("Les Lilas");
  await page.waitForFunction(() => JSON.stringify(localStorage).includes("Lilas"));
  const kept = await page.evaluate(async () => JSON.stringify([localStorage, sessionStorage, document.cookie, await indexedDB.databases()]));
  assert.doesNotMatch(kept, typed);
  assert.deepEqual(await context.cookies(), []);
});

site.test("offline, the check goes on once it has its file", async ({ page, context }) => {
  await open(page, CHECK.fr);
  await begin(page);
  await typePlace(page, "78000");
  await verdict(page, "Versailles");
  await context.setOffline(true);
  for (const [place, label, words, kind] of [
    ["Palaiseau", undefined, "Palaiseau", "no"],
    ["95720", "Le Mesnil-Aubry (95)", "Le Mesnil-Aubry", "yes"],
    ["69001", undefined, "tout le département", "yes"],
    ["75007", undefined, "Paris 7e", "no"],
  ]) {
    await typePlace(page, place);
    if (label) await choose(page, label);
    assert.equal((await verdict(page, words)).kind, kind, place);
  }
  await context.setOffline(false);
});

for (const [what, how] of [
  ["cannot be reached", (route) => route.abort()],
  ["is an error page", (route) => route.fulfill({ status: 500, contentType: "text/plain", body: "places-near 1\n" })],
  ["is cut short", async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: (await response.text()).slice(0, 9000) });
  }],
]) {
  site.test(`when its file ${what}, the check says "to be confirmed" and why, and nothing is lost`, async ({ page, guard }) => {
    await open(page, CHECK.fr);
    const mend = await breakNear(page, guard, how);
    await begin(page);
    for (const place of ["78000", "Versailles"]) {
      await typePlace(page, place);
      assert.equal((await verdict(page, "Cela n’empêche rien")).kind, "confirm", place);
      await saysOfPlaces(page, "n’a pas pu être chargée");
      assert.equal(await page.locator("#check-place").inputValue(), place);
    }
    await typePlace(page, "69001");
    assert.equal((await verdict(page, "tout le département")).kind, "yes");
    await page.getByRole("button", { name: "Réessayer" }).waitFor({ state: "hidden" });
    await typePlace(page, "Versailles");
    await verdict(page, "Cela n’empêche rien");

    await mend();
    await page.getByRole("button", { name: "Réessayer" }).click();
    const { text } = await verdict(page, "Versailles");
    assert.match(text, /de 12,8 à 19,98\skm/);
    await saysOfPlaces(page, /^$/);
    await page.getByRole("button", { name: "Réessayer" }).waitFor({ state: "hidden" });
    assert.equal(await page.locator("#check-place").inputValue(), "Versailles");
    assert.equal(await page.evaluate(() => document.activeElement.id), "check-place");
  });
}

site.test("after a failure another postal code asks for the list again", async ({ page, guard }) => {
  await open(page, CHECK.fr);
  const mend = await breakNear(page, guard, (route) => route.abort());
  await begin(page);
  await typePlace(page, "78000");
  await saysOfPlaces(page, "n’a pas pu être chargée");
  await mend();
  await typePlace(page, "91120");
  assert.equal((await verdict(page, "Palaiseau")).kind, "no");
});

site.test("when all of France cannot be fetched, the places near Paris stay, and the button works later", async ({ page, guard }) => {
  guard.allow(/Failed to load resource/, /request failed/);
  await open(page, CHECK.fr);
  const url = `**${await placeFile(page, "france")}`;
  await page.route(url, (route) => route.abort());
  await begin(page);
  await typePlace(page, "Montreuil");
  await saysOfPlaces(page, "n’a pas pu être chargée");
  await choose(page, "Montreuil (93)");
  assert.equal((await verdict(page, "Montreuil")).kind, "no");
  await typePlace(page, "Trifouilly");
  assert.equal((await verdict(page, "Cela n’empêche rien")).kind, "confirm");
  await saysOfPlaces(page, "n’a pas pu être chargée");
  await page.unroute(url);
  await page.getByRole("button", { name: "Réessayer" }).click();
  await saysOfPlaces(page, "Aucune commune française");
  await typePlace(page, "Montreuil");
  await choose(page, "Montreuil (28)");
  assert.equal((await verdict(page, "tout le département")).kind, "yes");
});

for (const [what, file, typed] of [
  ["the near places", "near", "78000"],
  ["all of France", "france", "Bordeaux"],
]) {
  site.test(`when a new version of the site has no ${what} under the old name, the page is loaded anew once, with all that was typed`, async ({ page, guard }) => {
    guard.allow(/status of 404/, /favicon/);
    await open(page, CHECK.fr);
    let loads = 0;
    page.on("load", () => (loads += 1));
    await page.route(`**${await placeFile(page, file)}`, (route) => route.fulfill({ status: 404, body: "" }));
    const organisation = page.locator("form[data-form=reimbursement] [name=organisation]");
    await organisation.fill("Les Lilas");
    await begin(page);
    await typePlace(page, typed);
    await page.waitForEvent("load");
    await ready(page);
    // The file is still not there: now that is told.
    await saysOfPlaces(page, "n’a pas pu être chargée");
    await page.getByRole("button", { name: "Réessayer" }).click();
    await saysOfPlaces(page, "n’a pas pu être chargée");
    assert.equal(loads, 1);
    assert.equal(await page.locator("#check-place").inputValue(), typed);
    assert.equal(await page.locator("#check-country").inputValue(), "FR");
    assert.ok(await page.locator(".check [name=first_time][value=yes]").isChecked());
    assert.equal(await page.evaluate(() => document.activeElement.id), "check-place");
    assert.equal(await organisation.inputValue(), "Les Lilas");
    assert.equal((await verdict(page)).kind, "confirm");
    const kept = await page.evaluate(() => Object.keys(sessionStorage));
    assert.deepEqual(kept, []);
  });
}

site.test("after the page was loaded anew, the new version's file answers", async ({ page, guard }) => {
  guard.allow(/status of 404/);
  await open(page, CHECK.en);
  await page.route(`**${await placeFile(page, "near")}`, (route) => route.fulfill({ status: 404, body: "" }), { times: 1 });
  await begin(page);
  await typePlace(page, "78300");
  await page.waitForEvent("load");
  assert.equal((await verdict(page, "Poissy")).kind, "yes");
});

site.test("what the registration for the workshop knows of the seat stands in the check, and nothing new is kept", async ({ page, endpoint }) => {
  await open(page, "/fr/atelier/");
  const form = page.locator("form[data-form=workshop]");
  const answers = { first_name: "Camille", last_name: "Durand", email: `camille.${process.pid}.seat@exemple.fr`, organisation: "Les Lilas", postal_code: "91400", city: "Saclay" };
  await form.locator("[name=country]").selectOption("FR");
  for (const [name, value] of Object.entries(answers)) await form.locator(`[name=${name}]`).fill(value);
  await form.locator("[name=first_time][value=yes]").check();
  await form.locator("[name=consent]").check();
  await form.locator("[type=submit]").click();
  await reference(page);
  const before = await page.evaluate(() => Object.keys({ ...localStorage, ...sessionStorage }).sort());
  await page.locator(".receipt [data-next-form] a").click();
  await page.locator("[data-check][data-live]").waitFor();
  assert.equal(await page.locator("#check-country").inputValue(), "FR");
  assert.equal(await page.locator("#check-place").inputValue(), "91400 Saclay");
  await page.locator(".check [name=first_time][value=yes]").check();
  assert.equal((await verdict(page, "Saclay (91, Essonne)")).kind, "confirm");
  assert.deepEqual(await page.evaluate(() => Object.keys({ ...localStorage, ...sessionStorage }).sort()), before);
});

site.test("what is answered before the wasm comes counts, and focus stays in the field for the place", async ({ page }) => {
  const letGo = await holdWasm(page);
  await page.goto(CHECK.fr);
  await begin(page);
  // As a browser that restores a page has it.
  await page.locator("[data-place]").evaluate((place) => place.removeAttribute("hidden"));
  await page.locator("#check-place").pressSequentially("7824");
  await noVerdict(page);
  letGo();
  await ready(page);
  await page.keyboard.press("0");
  await choose(page, "Chambourcy (78)");
  assert.equal((await verdict(page, "Chambourcy")).kind, "confirm");
});

site.test("a place typed before the wasm comes is judged as soon as it is there", async ({ page }) => {
  const letGo = await holdWasm(page);
  await page.goto(CHECK.en);
  await begin(page);
  await page.locator("[data-place]").evaluate((place) => place.removeAttribute("hidden"));
  await page.locator("#check-place").pressSequentially("75007");
  letGo();
  assert.equal((await verdict(page, "Paris 7e")).kind, "no");
});
