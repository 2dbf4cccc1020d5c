// A component that comes in a frame where it cannot be shown in the page: what it is given, and what it does with it.

import { strict as assert } from "node:assert";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after } from "node:test";
import { live } from "./support/embeds.mjs";
import { camille, fill, stored } from "./support/form.mjs";
import { snippet } from "./support/hosts.mjs";
import { stage } from "./support/stage.mjs";
import { release } from "./support/where.mjs";

const site = stage(release, { isHosted: true });

const registration = (origin, more = "") => snippet(origin, { kind: "registration", lang: "en", more });

/** A policy under which no WebAssembly runs. */
const withoutWasm = (origin) => `script-src 'unsafe-inline' ${origin}; connect-src ${origin}; frame-src ${origin}`;

/** A policy under which our pages cannot be read. */
const withoutFetch = (origin) => `script-src 'unsafe-inline' 'wasm-unsafe-eval' ${origin}; connect-src 'none'; frame-src ${origin}`;

/** The frame that takes the component's place, once its form is alive. */
async function framed(page) {
  const box = page.locator("soga-registration iframe");
  const frame = await (await box.elementHandle()).contentFrame();
  await frame.locator("form[data-live]").waitFor();
  return { box, frame };
}

site.test("no answer that is given stands in the address of the frame; those that are not private are filled in", async ({ page, endpoint, hosts, guard }) => {
  guard.allow(/WebAssembly|wasm|soga/i);
  const asked = [];
  page.on("request", (request) => asked.push(decodeURIComponent(request.url())));
  const more = 'prefill-access_needs="A ramp" prefill-acces_needs="A lift" prefill-email="camille@secret.example" prefill-organisation="Les Communs" hide="organisation" source="app"';
  await page.goto(hosts.page("plain", registration(endpoint.origin, more), { policy: withoutWasm(endpoint.origin) }));
  const { box, frame } = await framed(page);
  assert.equal(await frame.locator("[name=organisation]").inputValue(), "Les Communs");
  assert.ok(!(await frame.locator("[data-field=organisation]").isVisible()));
  assert.equal(await frame.locator("[name=email]").inputValue(), "camille@secret.example");
  assert.equal(await frame.locator("[name=source]").inputValue(), "app");
  assert.equal(await frame.locator("[name=access_needs]").inputValue(), "");
  for (const address of [...asked, await box.getAttribute("src")]) assert.doesNotMatch(address, /ramp|lift|secret|Communs/);
});

site.test("the frame looks as the component would: its colours, corners and typeface, in whatever notation, and nothing else", async ({ page, endpoint, hosts, guard }) => {
  guard.allow(/WebAssembly|wasm|soga/i);
  const head = "<style>:root{--brand:rgb(26 95 180)}article{--soga-accent:var(--brand);--soga-on-accent:#fff}soga-registration{--soga-radius:0.5em;--soga-font:'Open Sans',\"Georgia\",serif}</style>";
  await page.goto(hosts.page("plain", `<article>${registration(endpoint.origin, 'theme="dark"')}</article>`, { head, policy: withoutWasm(endpoint.origin) }));
  const { frame } = await framed(page);
  const looks = await frame.locator(".soga-live").evaluate((view) => {
    const button = getComputedStyle(view.querySelector("[type=submit]"));
    return { theme: view.dataset.theme, background: button.backgroundColor, color: button.color, radius: view.style.getPropertyValue("--soga-radius"), font: button.fontFamily };
  });
  assert.deepEqual(looks, { theme: "dark", background: "rgb(26, 95, 180)", color: "rgb(255, 255, 255)", radius: "0.5em", font: '"Open Sans", Georgia, serif' });
  await page.goto(`${endpoint.origin}/en/embed/registration/?accent=url(https://elsewhere.example)&radius=calc(1px*9)&font=x;color:red`);
  assert.equal(await page.locator(".soga-live").getAttribute("style"), null);
});

/** Answers the check in `frame` as far as a place that has to be chosen; gives the place and the verdict. */
async function answerCheck(frame) {
  const check = frame.locator("[data-check]");
  await check.locator("[data-first-time] [value=yes]").check();
  await check.locator("select").selectOption("FR");
  await check.locator("[data-place] input[type=text]").pressSequentially("Massy");
  await check.getByLabel("Massy (76)", { exact: true }).check();
  return check.locator("[data-verdict]").getAttribute("data-verdict");
}

/** The frame in `tag`, once it is the only one and its page is in `lang` and alive. */
async function framedIn(page, tag, lang) {
  await page.waitForFunction(
    ([tag, lang]) => {
      const within = document.querySelector(tag);
      const boxes = [...(within.shadowRoot ?? within).querySelectorAll("iframe")];
      return boxes.length === 1 && boxes[0].src.includes(`/${lang}/embed/`) && boxes[0].offsetHeight > 0;
    },
    [tag, lang],
  );
  const frame = await (await page.locator(`${tag} iframe`).elementHandle()).contentFrame();
  await frame.locator("form[data-live]").first().waitFor();
  return frame;
}

for (const [why, policy] of [
  ["runs no WebAssembly", withoutWasm],
  ["lets nothing be fetched", withoutFetch],
]) {
  site.test(`in another language and look the frame keeps what was answered, typed and chosen, in a page that ${why}`, async ({ page, endpoint, hosts, guard }) => {
    guard.allow(/WebAssembly|wasm|soga|Content Security Policy|connect-src/i);
    await page.goto(hosts.page("plain", snippet(endpoint.origin, { kind: "reimbursement", lang: "en" }), { policy: policy(endpoint.origin) }));
    const before = await framedIn(page, "soga-reimbursement", "en");
    const kind = await answerCheck(before);
    await before.locator("[name=organisation]").fill("Les Communs");
    await page.locator("soga-reimbursement").evaluate((tag) => {
      tag.setAttribute("lang", "fr");
      tag.setAttribute("theme", "dark");
    });
    const frame = await framedIn(page, "soga-reimbursement", "fr");
    await frame.locator("[data-places] :checked").waitFor();
    assert.equal(await frame.locator("[data-places] :checked").evaluate((place) => place.nextElementSibling.textContent), "Massy (76)");
    assert.equal(await frame.locator("[data-verdict]").getAttribute("data-verdict"), kind);
    assert.equal(await frame.locator("[name=organisation]").inputValue(), "Les Communs");
    assert.equal(await frame.locator(".soga-live").getAttribute("data-theme"), "dark");
  });
}

site.test("what is too private for a draft is kept in another language too, and two frames of a kind keep theirs apart", async ({ page, endpoint, hosts, guard }) => {
  guard.allow(/WebAssembly|wasm|soga/i);
  const second = registration(endpoint.origin).replace(/<script.*?<\/script>/s, "").replaceAll("soga-registration", "div").replace("<div", '<div data-soga="registration" data-lang="en" id="second"');
  await page.goto(hosts.page("plain", registration(endpoint.origin) + second, { policy: withoutWasm(endpoint.origin) }));
  const before = await framedIn(page, "soga-registration", "en");
  await page.locator("#second").scrollIntoViewIfNeeded();
  await before.locator("[name=days]").first().check();
  await before.locator("[name=access_needs]").fill("A ramp");
  const other = await framedIn(page, "#second", "en");
  await other.locator("[name=access_needs]").fill("A loop");
  await page.locator("soga-registration").scrollIntoViewIfNeeded();
  await page.locator("soga-registration").evaluate((tag) => tag.setAttribute("lang", "fr"));
  const frame = await framedIn(page, "soga-registration", "fr");
  assert.equal(await frame.locator("[name=access_needs]").inputValue(), "A ramp");
  assert.equal(await other.locator("[name=access_needs]").inputValue(), "A loop");
});

site.test("a receipt in a frame stays, whatever language is asked for", async ({ page, endpoint, hosts, guard }) => {
  guard.allow(/WebAssembly|wasm|soga/i);
  await page.goto(hosts.page("plain", registration(endpoint.origin), { policy: withoutWasm(endpoint.origin) }));
  const { frame } = await framed(page);
  await fill(frame, camille());
  await frame.locator("form[data-live] [type=submit]").click();
  const reference = (await frame.locator(".reference").textContent()).trim();
  // A browser may keep nothing for a frame.
  await frame.evaluate(() => {
    localStorage.clear();
    sessionStorage.clear();
  });
  // The frame in the other language comes, and goes.
  await page.locator("soga-registration").evaluate(
    (tag) =>
      new Promise((then) => {
        const isGone = ({ removedNodes }) => [...removedNodes].some(({ localName }) => localName === "iframe");
        new MutationObserver((records) => records.some(isGone) && then()).observe(tag, { childList: true });
        tag.setAttribute("lang", "fr");
      }),
  );
  assert.equal(await page.locator("soga-registration iframe").count(), 1);
  assert.equal((await frame.locator(".reference").textContent()).trim(), reference);
});

site.test("two languages asked for at once: the last one is shown", async ({ page, endpoint, hosts, guard }) => {
  guard.allow(/soga|Content Security Policy|connect-src/i);
  await page.goto(hosts.page("plain", registration(endpoint.origin), { policy: withoutFetch(endpoint.origin) }));
  await framed(page);
  await page.locator("soga-registration").evaluate(async (tag) => {
    for (const lang of ["fr", "en", "fr", "en", "fr"]) {
      tag.setAttribute("lang", lang);
      await new Promise((then) => setTimeout(then, 60));
    }
  });
  await framedIn(page, "soga-registration", "fr");
});

site.test("a frame in a shadow root is shown as high as its page, and keeps what was answered", async ({ page, endpoint, hosts, guard }) => {
  guard.allow(/WebAssembly|wasm|soga/i);
  const html = `<div id="around"></div><script async src="${endpoint.origin}/embed.js"></script>`;
  await page.goto(hosts.page("plain", html, { policy: withoutWasm(endpoint.origin) }));
  await page.evaluate((link) => {
    const root = document.querySelector("#around").attachShadow({ mode: "open" });
    root.innerHTML = `<soga-reimbursement lang="en"><a href="${link}">Link</a></soga-reimbursement>`;
  }, `${endpoint.origin}/en/reimbursement/`);
  const kind = await answerCheck(await framedIn(page, "#around", "en"));
  await page.evaluate(() => document.querySelector("#around").shadowRoot.firstChild.setAttribute("lang", "fr"));
  const frame = await framedIn(page, "#around", "fr");
  assert.equal(await frame.locator("[data-verdict]").getAttribute("data-verdict"), kind);
});

const folders = [];
after(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true }))));

const LISTED = "https://partner.example";

/** The site for pages of one other site only, as its settings and its pages say. */
const limited = stage(
  async () => {
    const folder = await mkdtemp(join(tmpdir(), "nec-ess-limited-"));
    folders.push(folder);
    await cp(release, folder, { recursive: true });
    const change = async (name, change) => {
      const path = join(folder, name);
      await writeFile(path, change(await readFile(path, "utf8")));
      for (const packed of [".br", ".gz"]) await rm(path + packed, { force: true });
    };
    await change("site.json", (text) => text.replace('"cors_origins":[]', `"cors_origins":["${LISTED}"]`));
    await change("en/embed/registration/index.html", (text) => text.replace(" data-wasm=", ` data-origins="${LISTED}" data-wasm=`));
    return folder;
  },
  { isHosted: true },
);

limited.test("a site that is not listed gets the form in a frame, where what is said is what is stored", async ({ page, endpoint, hosts, guard }) => {
  guard.allow(/soga/i);
  const said = [];
  page.on("console", (message) => said.push(message.text()));
  const answers = camille();
  await page.goto(hosts.page("plain", registration(endpoint.origin)));
  const { frame } = await framed(page);
  assert.ok(said.some((text) => text.includes("cors_origins") && text.includes(hosts.origin)), said.join("\n"));
  await fill(frame, answers);
  await frame.locator("form[data-live] [type=submit]").click();
  const shown = (await frame.locator(".reference").textContent()).trim();
  assert.deepEqual((await stored(endpoint, answers)).map((row) => row.reference), [shown]);
});

limited.test("a form for another service is shown in the page, whatever sites ours lists", async ({ page, endpoint, hosts }) => {
  await page.goto(hosts.page("plain", registration(endpoint.origin, `endpoint="${endpoint.origin}"`)));
  await live(page);
});

site.test("after the receipt the place that was kept for the form is given back", async ({ page, endpoint, hosts, guard }) => {
  const answers = camille();
  guard.allow(/WebAssembly|wasm|soga/i);
  await page.goto(hosts.page("plain", registration(endpoint.origin), { policy: withoutWasm(endpoint.origin) }));
  const { box, frame } = await framed(page);
  await fill(frame, answers);
  await frame.locator("form [type=submit]").click();
  await frame.locator(".receipt .reference").waitFor();
  const height = () => page.locator("soga-registration").evaluate((tag) => tag.getBoundingClientRect().height);
  await page.waitForFunction(() => document.querySelector("soga-registration").offsetHeight < 1600);
  assert.equal(Math.round(await height()), Math.round((await box.boundingBox()).height));
});
