// What editors set on a component: answers given beforehand, where people came from, a page of thanks, a window over the
// page, other values later; and what their page hears.

import { strict as assert } from "node:assert";
import { live } from "./support/embeds.mjs";
import { camille, fill } from "./support/form.mjs";
import { apart, offers, snippet } from "./support/hosts.mjs";
import { stage } from "./support/stage.mjs";
import { release } from "./support/where.mjs";

const site = stage(release, { isHosted: true });
const registration = (origin, more = "", spelling = "element") => snippet(origin, { kind: "registration", lang: "en", spelling, more });
const listen = (page) =>
  page.evaluate(() => {
    window.heard = [];
    for (const name of ["ready", "started", "submitted", "verdict", "error"]) {
      document.addEventListener(`soga:${name}`, ({ type, detail, target }) => window.heard.push({ type, detail, target: target.localName }));
    }
  });
const heard = (page, type) => page.waitForFunction((type) => window.heard.find((one) => one.type === type), type).then((found) => found.jsonValue());

for (const spelling of ["element", "div"]) {
  site.test(`${spelling}: answers that the editor gives are filled in and hidden, and sent with where the person came from`, async ({ page, endpoint, hosts, guard }) => {
    // Consent and what is private can be given by nobody else.
    guard.allow(/soga: prefill="(consent|access_needs)"/);
    const prefix = spelling === "div" ? "data-" : "";
    const more = `${prefix}prefill-organisation="Les Communs" ${prefix}prefill-country="FR" ${prefix}prefill-consent="yes" ${prefix}prefill-access_needs="none" ${prefix}hide="organisation" ${prefix}source="newsletter-11"`;
    await page.goto(hosts.page("plain", registration(endpoint.origin, more, spelling)));
    await live(page);
    const form = page.locator("form[data-form=registration]");
    assert.equal(await form.locator("[name=organisation]").inputValue(), "Les Communs");
    assert.ok(!(await form.locator("[data-field=organisation]").isVisible()));
    assert.equal(await form.locator("[name=country]").inputValue(), "FR");
    assert.equal(await form.locator("[type=checkbox]:checked").count(), 0);
    assert.equal(await form.locator("[name=access_needs]").inputValue(), "");
    const { organisation, country, ...others } = camille();
    await fill(page, others);
    await form.locator("[type=submit]").click();
    await page.locator(".receipt .reference").waitFor();
    const [stored] = (await endpoint.submissions()).slice(-1);
    assert.deepEqual(stored.answers.organisation, ["Les Communs"]);
    assert.deepEqual(stored.answers.source, ["newsletter-11"]);
  });
}

site.test("an answer that is hidden and refused is shown again", async ({ page, endpoint, hosts }) => {
  const long = "x".repeat(300);
  await page.goto(hosts.page("plain", registration(endpoint.origin, `prefill-organisation="${long}" hide="organisation"`)));
  await live(page);
  const field = page.locator("[data-field=organisation]");
  assert.ok(!(await field.isVisible()));
  await page.locator("form[data-form=registration] [type=submit]").click();
  await field.locator(".error").filter({ hasText: /\w/ }).waitFor();
  assert.ok(await field.isVisible());
});

site.test("an address gives answers to the form of its page, and hides nothing there", async ({ page }) => {
  await page.goto("/en/registration/?organisation=Les+Communs&hide=organisation&access_needs=x&source=poster");
  await page.locator("form[data-live]").waitFor();
  const form = page.locator("form[data-form=registration]");
  assert.equal(await form.locator("[name=organisation]").inputValue(), "Les Communs");
  assert.ok(await form.locator("[data-field=organisation]").isVisible());
  assert.equal(await form.locator("[name=access_needs]").inputValue(), "");
  assert.equal(await form.locator("[name=source]").inputValue(), "poster");
});

site.test("a frame takes the same from its address, and its page hears what happens in it", async ({ page, endpoint, hosts }) => {
  const text = registration(endpoint.origin, "", "frame").replace("/embed/registration/", "/embed/registration/?organisation=Les+Communs");
  await page.goto(hosts.page("plain", `<div id="place"></div>${apart(text).script}`));
  await listen(page);
  await page.evaluate((frame) => (document.getElementById("place").innerHTML = frame), apart(text).tag);
  assert.equal((await heard(page, "soga:ready")).target, "iframe");
  const frame = page.frameLocator("iframe");
  await frame.locator("form[data-live]").waitFor();
  assert.equal(await frame.locator("[name=organisation]").inputValue(), "Les Communs");
  await frame.locator("[name=first_name]").fill("Camille");
  await heard(page, "soga:started");
  await frame.locator("[type=submit]").click();
  assert.deepEqual((await heard(page, "soga:error")).detail, { kind: "invalid" });
});

site.test("a message of another window is no event", async ({ page, endpoint, hosts }) => {
  await page.goto(hosts.page("plain", registration(endpoint.origin, "", "frame")));
  await listen(page);
  await page.evaluate(() => window.postMessage({ soga: 1, name: "soga:submitted", detail: {} }, "*"));
  await page.waitForTimeout(200);
  assert.deepEqual(await page.evaluate(() => window.heard.filter(({ type }) => type === "soga:submitted")), []);
});

site.test("what is submitted is told with its form and whether it waits, and nothing of the person", async ({ page, endpoint, hosts }) => {
  await page.goto(hosts.page("plain", registration(endpoint.origin)));
  await listen(page);
  await live(page);
  await fill(page, camille());
  await page.locator("form[data-form=registration] [type=submit]").click();
  assert.deepEqual((await heard(page, "soga:submitted")).detail, { form: "registration", waiting: false, mailed: false });
  assert.equal(await page.evaluate(() => window.heard.filter(({ type }) => type === "soga:started").length), 1);
  // The receipt is shorter than the form: nothing stays reserved.
  assert.equal(await page.locator("soga-registration").evaluate((tag) => getComputedStyle(tag).minHeight), "0px");
});

site.test("without a mail the receipt stays, since it alone has the private link", async ({ page, endpoint, hosts }) => {
  const url = hosts.page("plain", registration(endpoint.origin, 'thanks="/thanks/"'));
  await page.goto(url);
  await live(page);
  await fill(page, camille());
  await page.locator("form[data-form=registration] [type=submit]").click();
  await page.locator(".receipt .reference").waitFor();
  assert.equal(page.url(), url);
});

site.test("with a mail on its way the page of thanks comes", async ({ page, endpoint, hosts }) => {
  const thanks = new URL(hosts.page("plain", "<p id=thanks>Thank you</p>")).pathname;
  await page.goto(hosts.page("plain", registration(endpoint.origin, `thanks="${thanks}"`)));
  await live(page);
  await page.route("**/api/registrations", async (route) => {
    if (route.request().method() !== "POST") return route.fallback();
    const answer = await route.fetch();
    await route.fulfill({ response: answer, json: { ...(await answer.json()), mail: true } });
  });
  await fill(page, camille());
  await page.locator("form[data-form=registration] [type=submit]").click();
  await page.locator("#thanks").waitFor();
});

site.test("a page of thanks on another site is refused with words", async ({ page, endpoint, hosts, guard }) => {
  guard.allow(/thanks=/);
  await page.goto(hosts.page("plain", registration(endpoint.origin, 'thanks="https://elsewhere.example/"')));
  assert.match(await page.locator("[role=note]").textContent(), /thanks=.*elsewhere/);
});

site.test("another language and theme change what is shown, and keep what was typed", async ({ page, endpoint, hosts }) => {
  await page.goto(hosts.page("plain", registration(endpoint.origin)));
  await live(page);
  await page.locator("[name=first_name]").fill("Camille");
  await page.locator("[name=access_needs]").fill("A hearing loop");
  const tag = page.locator("soga-registration");
  await tag.evaluate((tag) => tag.setAttribute("theme", "dark"));
  await page.locator('.soga-live[data-theme="dark"][lang="en"]').waitFor();
  await tag.evaluate((tag) => tag.setAttribute("lang", "fr"));
  await page.locator('.soga-live[data-theme="dark"][lang="fr"]').waitFor();
  await live(page);
  assert.equal(await page.locator(".soga-live").count(), 1);
  assert.equal(await page.locator("[name=first_name]").inputValue(), "Camille");
  assert.equal(await page.locator("[name=access_needs]").inputValue(), "A hearing loop");
  assert.equal(await page.locator("[name=lang]").inputValue(), "fr");
});

site.test("the questions of another page are shown once its id is set; a wrong one is told and can be mended", async ({ page, endpoint, hosts, guard }) => {
  guard.allow(/page=|404/);
  await page.goto(hosts.page("plain", snippet(endpoint.origin, { kind: "faq", lang: "en", page: "studies" })));
  await live(page);
  const first = await page.locator("summary").first().textContent();
  const tag = page.locator("soga-faq");
  await tag.evaluate((tag) => tag.setAttribute("page", "nothing"));
  await page.locator("[role=note]").waitFor();
  await tag.evaluate((tag) => tag.setAttribute("page", "aesio"));
  await page.waitForFunction((first) => document.querySelector("summary").textContent !== first, first);
  assert.equal(await page.locator("[role=note]").count(), 0);
});

for (const spelling of ["element", "div"]) {
  site.test(`${spelling}: a button shows the form over the page, and closing it keeps what was typed`, async ({ page, endpoint, hosts }) => {
    const { script, tag } = apart(registration(endpoint.origin));
    const link = tag.match(/<a .*<\/a>/s)[0];
    const button = spelling === "div" ? `<div data-soga="button" data-component="registration" data-lang="en">${link}</div>` : `<soga-button component="registration" lang="en">${link}</soga-button>`;
    await page.goto(hosts.page("plain", `${script}${button}`));
    const opener = page.locator("a", { hasText: "Registration" }).first();
    await page.waitForFunction(() => window.soga);
    await opener.focus();
    await page.keyboard.press("Enter");
    const dialog = page.locator("dialog[open]");
    await dialog.locator("form[data-live]").waitFor();
    await dialog.locator("[name=first_name]").fill("Camille");
    await page.keyboard.press("Escape");
    assert.equal(await page.locator("dialog[open]").count(), 0);
    assert.ok(await opener.evaluate((link) => document.activeElement === link));
    await page.keyboard.press("Enter");
    assert.equal(await dialog.locator("[name=first_name]").inputValue(), "Camille");
    await dialog.getByRole("button", { name: "Close" }).click();
    assert.equal(await page.locator("dialog[open]").count(), 0);
  });
}

site.test("a script of the page mounts a component, takes it out and mounts another", async ({ page, endpoint, hosts }) => {
  const { script } = apart(registration(endpoint.origin));
  await page.goto(hosts.page("plain", `${script}<div id="place"></div>`));
  await page.waitForFunction(() => window.soga?.mount);
  const mount = (options) => page.evaluate((options) => window.soga.mount(document.getElementById("place"), options), options);
  await mount({ component: "registration", lang: "en", "prefill-organisation": "Les Communs" });
  await live(page);
  assert.equal(await page.locator("[name=organisation]").inputValue(), "Les Communs");
  await page.evaluate(() => window.soga.unmount(document.getElementById("place")));
  assert.equal(await page.locator(".soga-live").count(), 0);
  await mount({ component: "registration", lang: "en", prefillOrganisation: "Les Communs", prefill: { first_name: "Camille", "last-name": "Durand" } });
  await live(page);
  // What a script leaves open is not given.
  await page.evaluate(() => window.soga.unmount(document.getElementById("place")));
  await mount({ component: "registration", lang: "en", height: 500, source: null, prefillOrganisation: "Les Communs", prefill: { first_name: "Camille", "last-name": "Durand" } });
  await live(page);
  assert.equal(await page.locator("[name=source]").inputValue(), "");
  const typed = await page.locator("form").evaluate((form) => ["organisation", "first_name", "last_name"].map((name) => form.elements[name].value));
  assert.deepEqual(typed, ["Les Communs", "Camille", "Durand"]);
  await page.evaluate(() => window.soga.unmount(document.getElementById("place")));
  assert.deepEqual(await page.locator("#place").evaluate((place) => place.getAttributeNames().filter((name) => place.getAttribute(name))), ["id"]);
  await mount({ component: "programme", lang: "fr" });
  await live(page);
  assert.equal(await page.locator("#place .day").count(), 3);
});

site.test("a height that the policy of the page lets no style reserve is reserved by an attribute", async ({ page, endpoint, hosts }) => {
  const { script, tag } = apart(snippet(endpoint.origin, { kind: "programme", lang: "en", more: 'height="1800"' }));
  await page.goto(hosts.page("plain", `${script}<div style="height:5000px"></div>${tag.replace(/ style="[^"]*"/, "")}`));
  await page.waitForFunction(() => document.querySelector("soga-programme").getBoundingClientRect().height === 1800);
});

site.test("under a bar that stays on top, a link of the error summary shows the field with its label", async ({ page, endpoint, hosts }) => {
  const head = "<style>#bar{position:fixed;inset:0 0 auto;height:90px;z-index:9;background:#fff}</style>";
  await page.goto(hosts.page("plain", `<div id="bar">Theirs</div><div style="height:1500px"></div>${registration(endpoint.origin)}<div style="height:3000px"></div>`, { head }));
  await page.locator("soga-registration").scrollIntoViewIfNeeded();
  await live(page);
  await page.locator("form[data-form=registration] [type=submit]").click();
  await page.locator(".error-summary a").last().click();
  const top = await page.evaluate(() => document.activeElement.closest(".field").querySelector("label, legend").getBoundingClientRect().top);
  assert.ok(top >= 90, `${top}`);
});

site.test("a first letter and a first line that the page around sets in large type are not ours", async ({ page, endpoint, hosts }) => {
  const head = "<style>article p::first-letter{font-size:4em;float:left}p::first-line{font-variant:small-caps;font-size:2em}</style>";
  await page.goto(hosts.page("plain", `<article>${snippet(endpoint.origin, { kind: "registration", lang: "en" })}</article>`, { head }));
  await live(page);
  const size = (pseudo) => page.locator(".form-note").first().evaluate((note, pseudo) => [getComputedStyle(note, pseudo).fontSize, getComputedStyle(note).fontSize], pseudo);
  for (const pseudo of ["::first-letter", "::first-line"]) {
    const [ours, around] = await size(pseudo);
    assert.equal(ours, around, pseudo);
  }
});

site.test("answers are printed, and closed again afterwards", async ({ page, endpoint, hosts }) => {
  await page.goto(hosts.page("plain", snippet(endpoint.origin, { kind: "faq", lang: "en", page: "studies" })));
  await live(page);
  const open = () => page.locator(".soga-live details[open]").count();
  const all = await page.locator(".soga-live details").count();
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  assert.equal(await open(), all);
  await page.evaluate(() => dispatchEvent(new Event("afterprint")));
  assert.equal(await open(), 0);
});

site.test("forty mounts leave nothing behind", async ({ page, endpoint, hosts }) => {
  const { script } = apart(registration(endpoint.origin));
  await page.goto(hosts.page("plain", `${script}<div id="place"></div>`));
  await page.waitForFunction(() => window.soga?.mount);
  const client = await page.context().newCDPSession(page);
  await client.send("Performance.enable");
  const mounts = async (count) => {
    for (let at = 0; at < count; at += 1) {
      await page.evaluate(() => {
        const place = document.getElementById("place");
        place.replaceChildren(document.createElement("div"));
        window.soga.mount(place.firstChild, { component: "registration", lang: "en" });
      });
      await live(page);
    }
    await page.evaluate(() => document.getElementById("place").replaceChildren());
    await page.waitForTimeout(300);
    await client.send("HeapProfiler.collectGarbage");
    const { metrics } = await client.send("Performance.getMetrics");
    const value = (name) => metrics.find((metric) => metric.name === name).value;
    return { nodes: value("Nodes"), listeners: value("JSEventListeners") };
  };
  const few = await mounts(3);
  const many = await mounts(37);
  assert.ok(many.nodes <= few.nodes + 60, `${few.nodes} nodes, then ${many.nodes}`);
  assert.ok(many.listeners <= few.listeners + 6, `${few.listeners} listeners, then ${many.listeners}`);
});

for (const [where, path] of [
  ["in a frame", "frame"],
  ["opened by itself", "alone"],
]) {
  site.test(`a component ${where} hides neither the e-mail address that is given nor, by itself, anything else`, async ({ page, endpoint, hosts }) => {
    const query = "?hide=email,organisation&email=somebody%40else.example&organisation=Theirs";
    const address = `${endpoint.origin}/en/embed/registration/${query}`;
    await page.goto(path === "frame" ? hosts.page("plain", `<iframe src="${address}" style="width:100%;height:2100px"></iframe>`) : address);
    const place = path === "frame" ? page.frameLocator("iframe") : page;
    await place.locator("form[data-live]").waitFor();
    assert.ok(await place.locator("[data-field=email]").isVisible());
    assert.equal(await place.locator("[data-field=organisation]").isVisible(), path === "alone");
  });
}

site.test("what one page gives is neither kept for another nor hides what a person has typed", async ({ page, endpoint, hosts }) => {
  const given = (name) => hosts.page("plain", registration(endpoint.origin, `prefill-organisation="${name}" hide="organisation"`));
  const organisation = () => page.locator("[name=organisation]").inputValue();
  await page.goto(given("Zed"));
  await live(page);
  await page.locator("[name=first_name]").fill("Camille");
  await page.goto(given("Yed"));
  await live(page);
  assert.equal(await organisation(), "Yed");
  await page.goto(hosts.page("plain", registration(endpoint.origin)));
  await live(page);
  assert.equal(await page.locator("[name=first_name]").inputValue(), "Camille");
  assert.equal(await organisation(), "");
  await page.locator("[name=organisation]").fill("Mine");
  await page.goto(given("Yed"));
  await live(page);
  assert.equal(await organisation(), "Mine");
  assert.ok(await page.locator("[data-field=organisation]").isVisible());
});

site.test("links inside the window of a button lead on", async ({ page, endpoint, hosts }) => {
  const { script, tag } = apart(registration(endpoint.origin));
  await page.goto(hosts.page("plain", `${script}<soga-button component="registration" lang="en">${tag.match(/<a .*<\/a>/s)[0]}</soga-button>`));
  await page.waitForFunction(() => window.soga);
  await page.locator("soga-button > a").click();
  await page.locator("dialog form[data-live]").waitFor();
  await page.locator("dialog .about a").click();
  await page.waitForURL("**/en/privacy/");
});

site.test("another language while the form is on its way waits for the answer, and the receipt stays", async ({ page, endpoint, hosts }) => {
  await page.goto(hosts.page("plain", registration(endpoint.origin)));
  await listen(page);
  await live(page);
  await page.route("**/api/registrations", async (route) => {
    await new Promise((then) => setTimeout(then, 1000));
    await route.fallback();
  });
  const answers = camille();
  await fill(page, answers);
  await page.locator("form[data-form=registration] [type=submit]").click();
  await page.locator("form[data-sending]").waitFor();
  await page.locator("soga-registration").evaluate((tag) => tag.setAttribute("lang", "fr"));
  await heard(page, "soga:submitted");
  await page.waitForTimeout(800);
  assert.ok(await page.locator(".receipt .reference").isVisible());
});

site.test("a script of the page mounts anew, takes all of it out again, and is told what it did wrong", async ({ page, endpoint, hosts, guard }) => {
  const { script } = apart(registration(endpoint.origin));
  await page.goto(hosts.page("plain", `${script}<div id="place"></div><div id="other">Theirs</div>`));
  await page.waitForFunction(() => window.soga?.mount);
  const act = (name, options) => page.evaluate(([name, options]) => window.soga[name](document.getElementById("place"), options), [name, options]);
  await act("mount", { component: "faq", page: "studies", lang: "en", source: "app" });
  await live(page);
  await act("mount", { component: "programme", lang: "en" });
  await page.locator("#place .day").first().waitFor();
  await act("unmount");
  assert.deepEqual(await page.evaluate(() => document.getElementById("place").getAttributeNames()), ["id"]);
  await page.route("**/en/embed/registration/", async (route) => {
    await new Promise((then) => setTimeout(then, 600));
    await route.fallback();
  });
  await act("mount", { component: "registration", lang: "en" });
  await act("unmount");
  await page.waitForTimeout(1500);
  assert.equal(await page.locator("#place").innerHTML(), "");
  // Nor does a frame come where the page could not be had.
  guard.allow(/ERR_FAILED|soga:/);
  await page.route("**/en/embed/workshop/", async (route) => {
    await new Promise((then) => setTimeout(then, 300));
    await route.abort();
  });
  await act("mount", { component: "workshop", lang: "en" });
  await act("unmount");
  await page.waitForTimeout(900);
  assert.equal(await page.locator("#place").innerHTML(), "");
  await page.evaluate(() => window.soga.unmount(document.getElementById("other")));
  assert.equal(await page.locator("#other").textContent(), "Theirs");
  assert.match(await page.evaluate(() => { try { window.soga.mount(null); } catch (error) { return error.message; } }), /soga\.mount: expected an element/);
});

site.test("where WebAssembly is refused the frame is given the same", async ({ page, endpoint, hosts, guard }) => {
  guard.allow(/WebAssembly|wasm|soga/i);
  const policy = `script-src 'unsafe-inline' ${endpoint.origin}; connect-src ${endpoint.origin}; frame-src ${endpoint.origin}`;
  await page.goto(hosts.page("plain", registration(endpoint.origin, 'prefill-organisation="Les Communs" source="app"'), { policy }));
  const frame = page.frameLocator("soga-registration iframe");
  await frame.locator("form[data-live]").waitFor();
  assert.equal(await frame.locator("[name=organisation]").inputValue(), "Les Communs");
  assert.equal(await frame.locator("[name=source]").inputValue(), "app");
});

site.test("an address of thanks that cannot be read is refused with words", async ({ page, endpoint, hosts, guard }) => {
  guard.allow(/thanks=/);
  await page.goto(hosts.page("plain", registration(endpoint.origin, 'thanks="https://"')));
  assert.match(await page.locator("[role=note]").textContent(), /thanks=/);
});

site.test("a frame of somebody else whose address looks like ours tells nothing", async ({ page, endpoint, hosts }) => {
  const theirs = hosts.page("plain", `<script>parent.postMessage({ soga: 1, name: "soga:submitted", detail: {}, height: 99999 }, "*")</script>`);
  const { script } = apart(registration(endpoint.origin));
  await page.goto(hosts.page("plain", `${script}<div id="place"></div>`));
  await page.waitForFunction(() => window.soga?.mount);
  await listen(page);
  await page.evaluate((theirs) => (document.getElementById("place").innerHTML = `<iframe src="${theirs}?/en/embed/" style="height:100px"></iframe>`), theirs);
  await page.waitForTimeout(1000);
  assert.deepEqual(await page.evaluate(() => window.heard), []);
  assert.equal(await page.locator("iframe").evaluate((frame) => frame.style.height), "100px");
});

const button = (origin, attributes = 'component="registration" lang="en"') => {
  const { script, tag } = apart(registration(origin));
  return `${script}<soga-button ${attributes}>${tag.match(/<a .*<\/a>/s)[0]}</soga-button>`;
};

site.test("a button in another language while its window is closed opens the form in that language, with what was typed", async ({ page, endpoint, hosts }) => {
  await page.goto(hosts.page("plain", button(endpoint.origin)));
  await page.waitForFunction(() => window.soga);
  const tag = page.locator("soga-button");
  await tag.locator("> a").click();
  const dialog = page.locator("dialog[open]");
  await dialog.locator("form[data-live]").waitFor();
  await dialog.locator("[name=first_name]").fill("Camille");
  await dialog.locator("[name=access_needs]").fill("A hearing loop");
  await page.keyboard.press("Escape");
  await tag.evaluate((tag) => tag.setAttribute("lang", "fr"));
  await tag.locator("> a").click();
  await dialog.locator('.soga-live[lang="fr"] form[data-live]').waitFor();
  assert.equal(await page.locator("dialog").count(), 1);
  assert.equal(await dialog.locator("[name=first_name]").inputValue(), "Camille");
  assert.equal(await dialog.locator("[name=access_needs]").inputValue(), "A hearing loop");
  assert.equal(await dialog.locator("button").first().textContent(), "Fermer");
});

site.test("a button in another language while its window is open keeps the window, and what was typed in it", async ({ page, endpoint, hosts }) => {
  await page.goto(hosts.page("plain", button(endpoint.origin)));
  await page.waitForFunction(() => window.soga);
  const tag = page.locator("soga-button");
  await tag.locator("> a").click();
  const dialog = page.locator("dialog[open]");
  await dialog.locator("form[data-live]").waitFor();
  await dialog.locator("[name=access_needs]").fill("A hearing loop");
  await tag.evaluate((tag) => tag.setAttribute("lang", "fr"));
  await dialog.locator('.soga-live[lang="fr"] form[data-live]').waitFor();
  assert.equal(await dialog.locator("[name=access_needs]").inputValue(), "A hearing loop");
  await dialog.getByRole("button", { name: "Fermer" }).click();
  assert.equal(await page.locator("dialog[open]").count(), 0);
  // Another form is another window.
  await tag.evaluate((tag) => tag.setAttribute("component", "workshop"));
  await tag.locator("> a").click();
  await dialog.locator("form[data-form=workshop][data-live]").waitFor();
  assert.equal(await page.locator("dialog").count(), 1);
});

site.test("a page hears on the button what happens in its window", async ({ page, endpoint, hosts }) => {
  await page.goto(hosts.page("plain", button(endpoint.origin)));
  await page.waitForFunction(() => window.soga);
  await page.evaluate(() => {
    window.heard = [];
    for (const name of ["ready", "started", "submitted", "error"]) document.querySelector("soga-button").addEventListener(`soga:${name}`, ({ type, detail }) => window.heard.push({ type, detail }));
  });
  await page.locator("soga-button > a").click();
  const form = page.locator("dialog form[data-live]");
  await form.waitFor();
  await form.locator("[type=submit]").click();
  assert.deepEqual((await heard(page, "soga:error")).detail, { kind: "invalid" });
  await fill(page, camille());
  await form.locator("[type=submit]").click();
  assert.equal((await heard(page, "soga:submitted")).detail.form, "registration");
  assert.deepEqual(await page.evaluate(() => window.heard.map(({ type }) => type).filter((type) => type !== "soga:error")), ["soga:ready", "soga:started", "soga:submitted"]);
});

for (const [where, write, isOurs] of [
  ["the tag", (origin) => registration(origin, 'prefill-orgnisation="Us" prefill-organisation="Us" hide="organisation orgnsation" source="ok" theme="dark"'), true],
  ["the address of a frame", (origin) => registration(origin, "", "frame").replace("/embed/registration/", "/embed/registration/?theme=dark&accent=%23123456&orgnisation=Us&organisation=Us&hide=organisation,orgnsation&source=ok"), false],
]) {
  site.test(`in ${where}, a name that no question has is told in the console, with those that exist`, async ({ page, endpoint, hosts, guard }) => {
    guard.allow(/console warning: soga:/);
    const said = [];
    page.on("console", (message) => message.type() === "warning" && said.push(message.text()));
    await page.goto(hosts.page("plain", write(endpoint.origin)));
    if (isOurs) await live(page);
    else await page.frameLocator("iframe").locator("form[data-live]").waitFor();
    assert.equal(said.length, 2, said.join("\n"));
    for (const [at, name] of ["orgnisation", "orgnsation"].entries()) {
      assert.ok(said[at].includes(`"${name}"`), said[at]);
      assert.match(said[at], /first_name.*organisation.*source/);
    }
  });
}

site.test("where a person came from counts on each page of the tab, in both languages, and in no other tab", async ({ page, context }) => {
  const source = (page) => page.locator("form[data-live] [name=source]").inputValue();
  await page.goto("/en/?source=poster");
  await page.locator("html[data-app=ready]").waitFor();
  await page.locator('a[href="/en/registration/"]:visible').first().click();
  await page.waitForURL("**/en/registration/");
  assert.equal(await source(page), "poster");
  await page.locator('a[hreflang="fr"]:visible').first().click();
  await page.waitForURL("**/fr/inscription/");
  assert.equal(await source(page), "poster");
  await page.goto("/fr/atelier/");
  assert.equal(await source(page), "poster");
  await page.goto("/fr/inscription/?source=lettre");
  assert.equal(await source(page), "lettre");
  await page.goto("/fr/inscription/?source=not+a+word");
  await page.goto("/en/registration/");
  assert.equal(await source(page), "lettre");
  const other = await context.newPage();
  await other.goto("/en/registration/");
  assert.equal(await source(other), "");
});

site.test("what a person has emptied or unticked stays so after a reload, whatever the address gives", async ({ page }) => {
  await page.goto("/en/registration/?organisation=Theirs&country=FR&days=2025-11-26&first_name=Camille");
  const form = page.locator("form[data-live]");
  const organisation = form.locator("[name=organisation]");
  const day = form.locator('[name=days][value="2025-11-26"]');
  await form.waitFor();
  assert.equal(await organisation.inputValue(), "Theirs");
  assert.ok(await day.isChecked());
  await organisation.fill("");
  await day.uncheck();
  for (const again of [1, 2]) {
    await page.reload();
    await form.waitFor();
    assert.equal(await organisation.inputValue(), "", `${again}`);
    assert.ok(!(await day.isChecked()));
    assert.equal(await form.locator("[name=country]").inputValue(), "FR");
    assert.equal(await form.locator("[name=first_name]").inputValue(), "Camille");
    // Another answer is typed: what was emptied stays known.
    await form.locator("[name=last_name]").fill(`Durand ${again}`);
  }
});

site.test("a frame that takes the place of a component without a text is named after what it shows", async ({ page, endpoint, hosts, guard }) => {
  guard.allow(/WebAssembly|wasm|soga/i);
  const policy = `script-src 'unsafe-inline' ${endpoint.origin}; connect-src ${endpoint.origin}; frame-src ${endpoint.origin}`;
  const { script } = apart(registration(endpoint.origin));
  await page.goto(hosts.page("plain", `${script}<soga-registration lang="en"></soga-registration>`, { policy }));
  await page.frameLocator("soga-registration iframe").locator("form[data-live]").waitFor();
  const named = await page.locator("soga-registration iframe").getAttribute("title");
  assert.equal(named.replaceAll("\u00a0", " "), offers.find(({ kind, lang }) => kind === "registration" && lang === "en").title);
});
