// The ways in which components come into other sites, and what pages, their tools and their optimisers do to them.

import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import { becomes } from "./support/becomes.mjs";
import { live, requested } from "./support/embeds.mjs";
import { apart, offers, snippet } from "./support/hosts.mjs";
import * as pages from "./support/pages.mjs";
import { stage } from "./support/stage.mjs";
import { release } from "./support/where.mjs";

const site = stage(release, { isHosted: true });
const { settings } = JSON.parse(readFileSync(`${release}/site.json`, "utf8")).site;
const script = readFileSync(`${release}/embed.js`, "utf8");

/** How much higher the only frame of the page is than what it holds, px. */
async function gap(page, frame) {
  const inside = await frame.locator(".soga-live").evaluate((view) => view.getBoundingClientRect().height);
  return Math.floor((await page.locator("iframe").evaluate((box) => box.clientHeight)) - inside);
}

for (const offer of offers) {
  const { kind, lang, page: of, path } = offer;
  for (const spelling of ["element", "div"]) {
    site.test(`${path} comes by its ${spelling}, in the stead of the link`, { isRegular: true }, async ({ page, endpoint, hosts }) => {
      const paths = requested(page);
      await page.goto(hosts.page("plain", snippet(endpoint.origin, { kind, lang, page: of, spelling })));
      await live(page);
      assert.equal(await page.locator(".column > * > :not(.soga-live)").count(), 0);
      assert.equal(await page.locator(".soga-live").getAttribute("lang"), lang);
      const isForm = ["registration", "workshop", "reimbursement"].includes(kind);
      assert.equal(paths.some((path) => path.endsWith(".wasm")), isForm, paths.join(" "));
      assert.ok(await page.locator(isForm ? "form[data-live] [name=email]" : ".soga-live :is(h3, .day)").first().isVisible());
    });
  }

  site.test(`${path} comes in a frame, as high as what it holds`, { isRegular: true }, async ({ page, endpoint, hosts }) => {
    await page.goto(hosts.page("plain", snippet(endpoint.origin, { kind, lang, page: of, spelling: "frame" })));
    const frame = await (await page.locator("iframe").elementHandle()).contentFrame();
    await frame.waitForURL(endpoint.origin + path);
    // Its forms come to life after its first word about its height.
    await becomes(() => gap(page, frame), 0);
  });
}

site.test("a frame that has said its height before the script was there is asked again", async ({ page, endpoint, hosts }) => {
  const { script, tag } = apart(snippet(endpoint.origin, { kind: "reimbursement", spelling: "frame" }));
  await page.goto(hosts.page("plain", tag));
  const frame = await (await page.locator("iframe").elementHandle()).contentFrame();
  await frame.locator("form[data-live]").waitFor();
  assert.notEqual(await gap(page, frame), 0);
  await page.evaluate((source) => {
    const made = document.createElement("script");
    made.src = source;
    document.body.append(made);
  }, script.match(/src="([^"]+)"/)[1]);
  await becomes(() => gap(page, frame), 0);
});

site.test("every component that was built is on offer", () => {
  assert.deepEqual(offers.map(({ path }) => path).sort(), [...pages.components].sort());
});

site.test("the guide for editors shows the lines that the page for editors shows", () => {
  const guide = readFileSync(new URL("../../docs/embedding.md", import.meta.url), "utf8");
  for (const spelling of ["element", "div", "frame"]) {
    // The guide is of no edition.
    const text = snippet(settings.origin, { kind: "registration", lang: "en", spelling }).replaceAll(/NEC ESS \d+/g, "My Event");
    assert.ok(guide.includes(text), text);
  }
  for (const path of ["fr/integrer", "en/embed"]) {
    const page = readFileSync(`${release}/${path}/index.html`, "utf8");
    const [, policy] = page.match(/aria-labelledby="embed-policy">\s*<code[^>]*>([^<]+)/);
    assert.ok(guide.includes(policy), policy);
    for (const [, name] of page.matchAll(/<code>(soga:\w+)/g)) assert.ok(guide.includes(`| \`${name}\` |`), name);
    // Some are the beginning of a name.
    for (const [, name] of page.matchAll(/<tr><td><code>([\w-]+)/g)) assert.ok(guide.includes(`| \`${name}`), name);
  }
});

for (const [what, write] of [
  ["included twice", ({ script, tag }) => [script + script, tag]],
  ["in the head", ({ script, tag }) => ["", tag, script]],
  ["deferred", ({ script, tag }) => [script.replace("async", "defer"), tag]],
  ["neither deferred nor async, in the head", ({ script, tag }) => ["", tag, script.replace("async", "")]],
  ["behind the component", ({ script, tag }) => [tag, script]],
  ["as a module", ({ script, tag }) => [script.replace("async", 'type="module"'), tag]],
  ["with another query in its address", ({ script, tag }) => [script.replace("embed.js", "embed.js?ver=6.8"), tag]],
  ["copied into the page by an optimiser", ({ tag }, copy) => [tag, `<script>${copy}</script>`]],
  ["copied into a blob by an optimiser", ({ tag }, copy) => [tag, `<script>const made = document.createElement("script"); made.src = URL.createObjectURL(new Blob([${JSON.stringify(copy)}])); document.head.append(made);</script>`]],
  ["put off until the first touch by an optimiser", ({ script, tag }) => [tag, `<script>addEventListener("pointermove", () => { const made = document.createElement("script"); made.src = ${JSON.stringify(script.match(/src="([^"]+)"/)[1])}; document.body.append(made); }, { once: true });</script>`]],
]) {
  for (const spelling of ["element", "div"]) {
    site.test(`a script ${what} shows the ${spelling}, once`, async ({ page, endpoint, hosts }) => {
      const parts = apart(snippet(endpoint.origin, { kind: "registration", spelling }));
      const [first, second, head = ""] = write(parts, script.replace("</script", "<\\/script"));
      await page.goto(hosts.page("plain", first + second, { head }));
      await page.mouse.move(200, 200);
      await live(page);
      assert.equal(await page.locator(".soga-live").count(), 1);
      assert.equal(await page.locator("form[data-live]").count(), 1);
    });
  }
}

site.test("a component that is moved, taken out and put back keeps what was typed", async ({ page, endpoint, hosts }) => {
  await page.goto(hosts.page("plain", snippet(endpoint.origin, { kind: "registration" })));
  await live(page);
  await page.locator("[name=first_name]").fill("Camille");
  await page.evaluate(async () => {
    const tag = document.querySelector("soga-registration");
    document.querySelector(".after").before(tag);
    tag.remove();
    await new Promise((then) => setTimeout(then, 50));
    document.querySelector(".column").append(tag);
  });
  assert.equal(await page.locator("form[data-live] [name=first_name]").inputValue(), "Camille");
  assert.equal(await page.locator(".soga-live").count(), 1);
  await page.locator("form[data-live] [type=submit]").click();
  await page.locator(".error-summary a").first().waitFor();
});

site.test("a component that is taken out before it is there, and put back, comes then", async ({ page, endpoint, hosts }) => {
  const { script, tag } = apart(snippet(endpoint.origin, { kind: "faq", page: "studies" }));
  await page.goto(hosts.page("plain", tag));
  await page.evaluate(async (source) => {
    const tag = document.querySelector("soga-faq");
    const made = document.createElement("script");
    made.src = source;
    document.head.append(made);
    await new Promise((then) => (made.onload = then));
    tag.remove();
    await new Promise((then) => setTimeout(then, 50));
    document.querySelector(".column").append(tag);
  }, script.match(/src="([^"]+)"/)[1]);
  await live(page);
});

for (const spelling of ["element", "div"]) {
  site.test(`an ${spelling} that a script adds later comes too`, async ({ page, endpoint, hosts }) => {
    const { script, tag } = apart(snippet(endpoint.origin, { kind: "registration", spelling }));
    await page.goto(hosts.page("plain", script));
    await page.evaluate((html) => {
      const box = document.createElement("section");
      box.innerHTML = html;
      document.querySelector(".column").append(box);
    }, tag);
    await live(page);
  });
}

site.test("components far below are fetched when they come near, and not before", async ({ page, endpoint, hosts }) => {
  const paths = requested(page);
  const component = snippet(endpoint.origin, { kind: "registration" });
  await page.goto(hosts.page("plain", `<div style="height:5000px"></div>${component}`));
  await page.waitForFunction(() => window.soga);
  await page.evaluate(() => new Promise((then) => requestIdleCallback(then)));
  assert.ok(!paths.some((path) => path.includes("/embed/")), paths.join(" "));
  await page.locator("soga-registration").scrollIntoViewIfNeeded();
  await live(page);
});

// Of pages of questions the longest.
for (const { kind, lang, page: of, path } of offers.filter(({ lang, page: of }) => lang === "fr" && !of)) {
  site.test(`${path} comes from the top down, a few parts at a time, and shows nothing that it hides by itself`, async ({ page, endpoint, hosts }) => {
    const hidden = (view) => [...view.querySelectorAll("[hidden]")].map((part) => (part.id || part.textContent).trim().slice(0, 60).replace(/-s\d+$/, ""));
    await page.goto(`${endpoint.origin}${path}`);
    await page.locator(".soga-live:not(:has(form[data-form]:not([data-live])))").waitFor();
    const byItself = await page.locator(".soga-live").evaluate(hidden);
    await page.addInitScript(() => {
      if (self !== top) return;
      globalThis.shown = [];
      let isLive = false;
      addEventListener("soga:ready", () => (isLive = true));
      new MutationObserver((records) => {
        const parts = records.filter(({ target }) => !isLive && !target.hidden && !target.closest("form[data-live]")).map(({ target }) => target);
        if (parts.length) globalThis.shown.push(parts);
      }).observe(document, { attributeFilter: ["hidden"], subtree: true });
    });
    await page.goto(hosts.page("plain", snippet(endpoint.origin, { kind, lang, page: of })));
    await live(page);
    assert.deepEqual(await page.locator(".soga-live").evaluate(hidden), byItself);
    const { sizes, isOrdered } = await page.evaluate(() => {
      const parts = globalThis.shown.flat();
      const isBefore = (one, other) => !other || one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING;
      return { sizes: globalThis.shown.map((some) => some.length), isOrdered: parts.every((part, at) => isBefore(part, parts[at + 1])) };
    });
    assert.ok(isOrdered);
    assert.ok(Math.max(...sizes) <= 4 && sizes.length > (kind === "registration" ? 3 : 0), sizes.join(" "));
  });
}

site.test("ten components of questions load one runtime, and each its page once", async ({ page, endpoint, hosts }) => {
  const paths = requested(page);
  const component = snippet(endpoint.origin, { kind: "faq", page: "studies" }).replace(/ height="\d+"/, "").replace(/min-height:\d+px/, "min-height:0");
  await page.goto(hosts.page("plain", component.repeat(10)));
  await page.evaluate(() => document.querySelectorAll("soga-faq").forEach((tag) => tag.scrollIntoView()));
  await live(page);
  assert.equal(await page.locator(".soga-live").count(), 10);
  const ours = paths.filter((path) => /embed|assets/.test(path));
  assert.deepEqual(ours.sort(), ["/embed.js", "/fr/embed/faq/studies/"]);
});

site.test("a form and the check on one page load a part each, in any order, and both work", async ({ page, endpoint, hosts }) => {
  const kinds = ["registration", "reimbursement", "registration"];
  const paths = requested(page);
  await page.goto(hosts.page("plain", kinds.map((kind) => snippet(endpoint.origin, { kind })).join("")));
  for (const [at, kind] of ["registration", "reimbursement"].entries()) {
    await page.locator(`soga-${kind}`).first().scrollIntoViewIfNeeded();
    await page.locator(`soga-${kind} form[data-live]`).first().waitFor();
    assert.equal(paths.filter((path) => path.endsWith(".wasm")).length, at + 1, paths.join(" "));
  }
  await page.locator("soga-registration").nth(1).scrollIntoViewIfNeeded();
  await live(page);
  assert.equal(paths.filter((path) => path.endsWith(".wasm")).length, 2, paths.join(" "));
  await page.locator("[data-check] input[value=no]").check();
  await page.locator("[data-check] [data-verdict]").waitFor();
  await page.locator("soga-registration").first().locator("[type=submit]").click();
  await page.locator("soga-registration").first().locator(".error-summary").waitFor();
});

site.test("two forms of one kind share a runtime, and no id, no group of choices and no answer", async ({ page, endpoint, hosts }) => {
  const paths = requested(page);
  const component = snippet(endpoint.origin, { kind: "reimbursement" });
  await page.goto(hosts.page("plain", component + component));
  await page.locator("soga-reimbursement").nth(1).scrollIntoViewIfNeeded();
  await live(page);
  assert.equal(paths.filter((path) => path.endsWith(".wasm")).length, 1);
  const twice = await page.evaluate(() => {
    const ids = [...document.querySelectorAll("[id]")].map(({ id }) => id);
    return ids.filter((id, at) => ids.indexOf(id) !== at);
  });
  assert.deepEqual(twice, []);
  const [one, other] = [0, 1].map((at) => page.locator("soga-reimbursement").nth(at));
  await one.locator("[data-first-time] input").first().check();
  await other.locator("[data-first-time] input").last().check();
  assert.ok(await one.locator("[data-first-time] input").first().isChecked());
  await one.locator("[name=organisation]").fill("Une");
  assert.equal(await other.locator("[name=organisation]").inputValue(), "");
  for (const label of await page.locator(".soga-live label[for]").all()) {
    const [inside, target] = await label.evaluate((label) => [label.closest(".soga-live"), document.getElementById(label.htmlFor)].map((node) => node && [...document.querySelectorAll(".soga-live")].findIndex((view) => view === node || view.contains(node))));
    assert.equal(target, inside);
  }
});

for (const [what, write, said] of [
  ["a language that is not ours", (text) => text.replace('lang="fr"', 'lang="de"'), /lang="de" inconnu/],
  ["a page that has no questions", (text) => text.replace('page="studies"', 'page="studeis"'), /page="studeis" inconnu/],
  ["a theme that there is not", (text) => text.replace('lang="fr"', 'lang="fr" theme="sombre"'), /theme="sombre" inconnu ; attendu\s?: light, dark, auto/],
  ["a component that there is not", (text) => text.replace('data-soga="faq"', 'data-soga="faqs"'), /data-soga="faqs" inconnu/],
]) {
  site.test(`${what} is said in the component's place and in the console, and the link stays`, async ({ page, endpoint, hosts, guard }) => {
    guard.allow(said, /status of 404/);
    const heard = [];
    page.on("console", (message) => message.type() === "error" && heard.push(message.text()));
    const spelling = what.startsWith("a component") ? "div" : "element";
    const component = write(snippet(endpoint.origin, { kind: "faq", page: "studies", spelling }).replaceAll("data-lang", "lang").replaceAll("data-page", "page"));
    await page.goto(hosts.page("plain", component));
    const note = page.locator(".column [role=note]");
    await note.waitFor();
    assert.match(await note.textContent(), said);
    assert.ok(heard.some((text) => said.test(text)), heard.join("\n"));
    assert.ok(await page.locator(".column a").isVisible());
  });
}

site.test("heights are taken from our own frames only", async ({ page, endpoint, hosts }) => {
  const frame = snippet(endpoint.origin, { kind: "programme", spelling: "frame" });
  const stranger = '<iframe id="stranger" style="height:123px" srcdoc="<script>parent.postMessage({ soga: 1, height: 4000 }, \'*\')</script>"></iframe>';
  await page.goto(hosts.page("plain", `${stranger}${frame}${frame}`));
  await page.waitForFunction(() => [...document.querySelectorAll("iframe[src]")].every((box) => !box.style.height.startsWith("1000px")));
  // A page that speaks for itself moves nothing.
  await page.evaluate(() => postMessage({ soga: 1, height: 4000 }, "*"));
  await page.evaluate(() => new Promise((then) => setTimeout(then, 50)));
  const heights = await page.locator("iframe").evaluateAll((boxes) => boxes.map((box) => box.style.height));
  assert.equal(heights[0], "123px");
  assert.equal(heights[1], heights[2]);
  assert.ok(!heights.includes("4000px"));
});

site.test("the page of the questions prints its answers, which are closed on the screen", async ({ page, endpoint }) => {
  await page.goto(`${endpoint.origin}/en/embed/faq/`);
  const open = () => page.locator("details[open]").count();
  const all = await page.locator("details").count();
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  assert.equal(await open(), all);
  await page.evaluate(() => dispatchEvent(new Event("afterprint")));
  assert.equal(await open(), 0);
});
