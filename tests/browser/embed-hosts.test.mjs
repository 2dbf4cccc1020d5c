// What pages around a component have of their own: names, languages, forms, shadow roots, isolation.

import { strict as assert } from "node:assert";
import { live } from "./support/embeds.mjs";
import { camille, fill } from "./support/form.mjs";
import { apart, snippet } from "./support/hosts.mjs";
import { stage } from "./support/stage.mjs";
import { release } from "./support/where.mjs";

const site = stage(release, { isHosted: true });

site.test("an element with the id that our script uses as its name keeps nothing away", async ({ page, endpoint, hosts }) => {
  const text = snippet(endpoint.origin, { kind: "programme" });
  await page.goto(hosts.page("plain", `<section id="soga"><h2>SOGA</h2></section>${text}`));
  await live(page);
  assert.equal(await page.evaluate(() => document.getElementById("soga").localName), "section");
});

for (const [what, lang, around] of [
  ["en-GB", 'lang="en-GB"', "fr"],
  ["EN", 'lang="EN"', "fr"],
  ["EN-us of the page around", "", "EN-us"],
]) {
  site.test(`${what} is English`, async ({ page, endpoint, hosts }) => {
    const { script, tag } = apart(snippet(endpoint.origin, { kind: "programme", lang: "en" }));
    await page.goto(hosts.page("plain", `${script}<div lang="${around}">${tag.replace(' lang="en"', ` ${lang}`)}</div>`));
    await live(page);
    assert.equal(await page.locator(".soga-live").getAttribute("lang"), "en");
  });
}

site.test("another language is said to be none of ours", async ({ page, endpoint, hosts, guard }) => {
  guard.allow(/lang="de"/);
  const { script, tag } = apart(snippet(endpoint.origin, { kind: "programme", lang: "en" }));
  await page.goto(hosts.page("plain", script + tag.replace('lang="en"', 'lang="de-AT"')));
  assert.match(await page.locator("[role=note]").textContent(), /lang="de".*fr, en/);
});

site.test("the check is no part of a form around it", async ({ page, endpoint, hosts }) => {
  const text = snippet(endpoint.origin, { kind: "reimbursement" });
  await page.goto(hosts.page("plain", `<form id="around" action="/sent/"><input name="theirs" value="1">${text}<button>Send</button></form>`));
  await live(page);
  const place = page.locator("[data-check] [data-place] input[type=text]");
  await page.locator("[data-check] input[value=yes]").check();
  await page.locator("[data-check] select").selectOption("FR");
  await place.fill("Lyon");
  await place.press("Enter");
  await page.locator("[data-check] [data-verdict]").waitFor();
  const names = await page.evaluate(() => [...new FormData(document.getElementById("around")).keys()]);
  assert.deepEqual(names, ["theirs"]);
  assert.ok(!page.url().includes("sent"));
});

site.test("what a component tells is heard outside its shadow root", async ({ page, endpoint, hosts }) => {
  const { script, tag } = apart(snippet(endpoint.origin, { kind: "programme" }));
  await page.goto(hosts.page("plain", `<div id="root"></div>${script}`));
  await page.evaluate((tag) => {
    window.heard = [];
    document.addEventListener("soga:ready", (event) => window.heard.push(event.type));
    document.getElementById("root").attachShadow({ mode: "open" }).innerHTML = tag;
  }, tag);
  await page.waitForFunction(() => window.heard.length === 1);
});

site.test("a page that isolates itself has the components too", async ({ page, endpoint, hosts }) => {
  const headers = { "cross-origin-embedder-policy": "require-corp", "cross-origin-opener-policy": "same-origin" };
  await page.goto(hosts.page("plain", snippet(endpoint.origin, { kind: "registration" }), { headers }));
  await live(page);
  assert.ok(await page.evaluate(() => crossOriginIsolated));
});

site.test("a page that has no custom elements shows the spelling as div", async ({ page, endpoint, hosts }) => {
  const { script, tag } = apart(snippet(endpoint.origin, { kind: "programme", spelling: "div" }));
  await page.goto(hosts.page("plain", `<script>Object.defineProperty(window, "customElements", { value: undefined })</script>${tag}${script}`));
  await live(page);
});

site.test("an object of the page by our name keeps what is in it", async ({ page, endpoint, hosts }) => {
  await page.goto(hosts.page("plain", `<script>var soga = { version: "9.9", theirs: 1 }</script>${snippet(endpoint.origin, { kind: "programme" })}`));
  await live(page);
  assert.deepEqual(await page.evaluate(() => [window.soga.version, window.soga.theirs, typeof window.soga.mount]), ["9.9", 1, "function"]);
});

site.test("the language of the page reaches into a shadow root, however it is written", async ({ page, endpoint, hosts }) => {
  const { script, tag } = apart(snippet(endpoint.origin, { kind: "programme", lang: "en" }));
  await page.goto(hosts.page("plain", `<div lang="en_GB"><div id="root"></div></div>${script}`));
  const shown = page.waitForEvent("console", { predicate: (message) => message.text() === "ready" });
  await page.evaluate((tag) => {
    document.addEventListener("soga:ready", () => console.log("ready"));
    document.getElementById("root").attachShadow({ mode: "open" }).innerHTML = tag;
  }, tag.replace(' lang="en"', ""));
  await shown;
  assert.equal(await page.evaluate(() => document.getElementById("root").shadowRoot.querySelector(".soga-live").lang), "en");
});

site.test("in a dialog of the page a form shows its errors and is stored", async ({ page, endpoint, hosts }) => {
  const answers = camille();
  const text = snippet(endpoint.origin, { kind: "registration", lang: "en" });
  await page.goto(hosts.page("plain", `<dialog>${text}</dialog>`));
  await page.evaluate(() => document.querySelector("dialog").showModal());
  await live(page);
  await page.locator("form [type=submit]").click();
  await page.locator(".error-summary a").first().click();
  assert.equal(await page.evaluate(() => document.activeElement.name), "first_name");
  await fill(page, answers);
  await page.locator("form [type=submit]").click();
  await page.locator(".receipt .reference").waitFor();
});

site.test("in a tab of the page that is hidden at first a form comes once it is shown", async ({ page, endpoint, hosts }) => {
  await page.goto(hosts.page("plain", `<div id="tab" hidden>${snippet(endpoint.origin, { kind: "registration" })}</div>`));
  await page.waitForFunction(() => window.soga?.mount);
  await page.evaluate(() => (document.getElementById("tab").hidden = false));
  await live(page);
});

site.test("where the page exchanges its body and puts it back, what was typed is there, and the form is stored once", async ({ page, endpoint, hosts }) => {
  const answers = camille();
  await page.goto(hosts.page("plain", snippet(endpoint.origin, { kind: "registration", lang: "en" })));
  await live(page);
  await fill(page, answers);
  await page.evaluate(async () => {
    const { body } = document;
    document.documentElement.replaceChild(document.createElement("body"), body);
    await new Promise((then) => setTimeout(then, 100));
    document.documentElement.replaceChild(body, document.body);
  });
  await live(page);
  assert.equal(await page.locator("[name=first_name]").inputValue(), answers.first_name);
  await page.locator("form [type=submit]").click();
  await page.locator(".receipt .reference").waitFor();
});

site.test("where everything of the page is in transition a form is there and answers", async ({ page, endpoint, hosts }) => {
  const head = "<style>* { transition: all 0.4s }</style>";
  await page.goto(hosts.page("plain", snippet(endpoint.origin, { kind: "registration" }), { head }));
  await live(page);
  await page.locator("form [type=submit]").click();
  await page.locator(".error-summary a").first().waitFor();
});

site.test("such a page has them in a frame too", async ({ page, endpoint, hosts }) => {
  const headers = { "cross-origin-embedder-policy": "require-corp", "cross-origin-opener-policy": "same-origin" };
  await page.goto(hosts.page("plain", snippet(endpoint.origin, { kind: "registration", spelling: "frame" }), { headers }));
  await page.frameLocator("iframe").locator("form[data-live]").waitFor();
  assert.ok(await page.evaluate(() => crossOriginIsolated));
});
