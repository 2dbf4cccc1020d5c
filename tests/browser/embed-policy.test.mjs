// Components in sites with a strict policy, and what remains where scripts, WebAssembly, our files or frames are refused.

import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import { live } from "./support/embeds.mjs";
import { REGISTRATION, camille, fill, reference, stored } from "./support/form.mjs";
import { offers, snippet } from "./support/hosts.mjs";
import { canonicalOrigin } from "./support/pages.mjs";
import { stage } from "./support/stage.mjs";
import { release } from "./support/where.mjs";

const site = stage(release, { isHosted: true });

/** What a strict site allows without us, by directive. */
const STRICT = {
  "default-src": "'none'",
  "script-src": "'self'",
  "style-src": "'self'",
  "connect-src": "'self'",
  "frame-src": "'none'",
  "form-action": "'self'",
  "base-uri": "'none'",
};

/** What the page for editors has for the style sheet of such a site. */
function reserved() {
  const html = readFileSync(`${release}/fr/integrer/index.html`, "utf8");
  const [, lines] = html.match(/aria-labelledby="embed-reserve"[^>]*><code[^>]*>([^<]+)<\/code>/);
  return lines.replaceAll("&quot;", '"');
}

/** What the page for editors says must be added, by directive. */
function added(origin) {
  const html = readFileSync(`${release}/fr/integrer/index.html`, "utf8");
  const [, lines] = html.match(/aria-labelledby="embed-policy"[^>]*><code[^>]*>([^<]+)<\/code>/);
  const plain = lines.replaceAll("&#39;", "'").replaceAll("&#x27;", "'").replaceAll(canonicalOrigin, origin);
  return Object.fromEntries(plain.split("\n").map((line) => [line.split(" ")[0], line.split(" ").slice(1)]));
}

/** A strict policy with what editors are told to add, but for what `without` takes away: words of it, by directive. */
function policy(origin, without = {}) {
  const more = added(origin);
  return Object.entries(STRICT)
    .map(([name, own]) => {
      const ours = (more[name] ?? []).filter((word) => !(without[name] ?? []).includes(word));
      const words = ours.length && own === "'none'" ? ours : [own, ...ours];
      return `${name} ${words.join(" ")}`;
    })
    .join("; ");
}

/** The snippet without its reserved height, which a strict site has in a sheet of its own. */
const tag = (origin, about) => snippet(origin, about).replace(/ style="[^"]*"/, "");

const refused = [/content security policy/i, /soga:/, /ERR_BLOCKED_BY_CSP/, /request failed/];

for (const about of [{ kind: "registration" }, { kind: "reimbursement" }, { kind: "programme" }, { kind: "faq", page: "studies" }]) {
  site.test(`${about.kind} needs no more than what the page for editors says`, async ({ page, endpoint: { origin }, hosts }) => {
    await page.goto(hosts.page("strict", tag(origin, about), { policy: policy(origin) }));
    await live(page);
    const font = await page.locator(".soga-live").evaluate((view) => getComputedStyle(view).fontSize);
    assert.equal(font, "17px");
  });
}

site.test("a registration in a strict site is stored", async ({ page, endpoint, hosts }) => {
  const answers = camille();
  await page.goto(hosts.page("strict", tag(endpoint.origin, { kind: "registration" }), { policy: policy(endpoint.origin) }));
  await live(page);
  await fill(page, answers);
  await page.locator("form[data-live] [type=submit]").click();
  const shown = (await page.locator(".soga-live .reference").textContent()).trim();
  assert.deepEqual((await stored(endpoint, answers)).map((row) => row.reference), [shown]);
});

for (const [what, without] of [
  ["WebAssembly is refused", () => ({ "script-src": ["'wasm-unsafe-eval'"] })],
  ["our files cannot be fetched", (origin) => ({ "connect-src": [origin] })],
]) {
  site.test(`where ${what}, the form comes in a frame, and what is sent from it is stored`, async ({ page, endpoint, hosts, guard }) => {
    guard.allow(...refused);
    const { origin } = endpoint;
    const answers = camille();
    await page.goto(hosts.page("strict", tag(origin, { kind: "registration" }), { policy: policy(origin, without(origin)) }));
    const box = page.locator("soga-registration iframe");
    await box.waitFor();
    await page.waitForFunction(() => document.querySelector("soga-registration iframe").clientHeight > 300);
    assert.equal(await page.locator("soga-registration > :not(iframe)").count(), 0);
    assert.equal(await box.getAttribute("title"), offers.find((one) => one.kind === "registration" && one.lang === "fr").title);
    const frame = await (await box.elementHandle()).contentFrame();
    await frame.locator("form[data-live]").waitFor();
    await fill(frame, answers);
    await frame.locator("form[data-live] [type=submit]").click();
    const shown = (await frame.locator(".reference").textContent()).trim();
    assert.deepEqual((await stored(endpoint, answers)).map((row) => row.reference), [shown]);
  });

  site.test(`where ${what} and frames are too, something that works remains`, async ({ page, endpoint, hosts, guard }) => {
    guard.allow(...refused);
    const { origin } = endpoint;
    const url = hosts.page("strict", tag(origin, { kind: "registration" }), { policy: policy(origin, { ...without(origin), "frame-src": [origin] }) });
    await page.goto(url);
    await page.locator("soga-registration iframe").waitFor({ state: "attached" });
    await page.evaluate(() => new Promise((then) => setTimeout(then, 300)));
    const box = await page.locator("soga-registration iframe").boundingBox();
    assert.equal(box?.height ?? 0, 0);
    const link = page.locator(`soga-registration > a[href="${origin}${REGISTRATION.fr}"]`);
    if (await link.count()) {
      await link.click();
      await page.waitForURL(`${origin}${REGISTRATION.fr}`);
    }
    // Otherwise the plain form, which the browser sends by itself.
    const answers = camille();
    await fill(page, answers);
    await page.locator("form[data-form] [type=submit]").click();
    await reference(page);
    assert.equal((await stored(endpoint, answers)).length, 1);
  });
}

site.test("whoever has begun to fill in the plain form keeps it when WebAssembly turns out to be refused", async ({ page, endpoint, hosts, guard }) => {
  guard.allow(...refused);
  const { origin } = endpoint;
  const answers = camille();
  let letGo;
  const held = new Promise((then) => (letGo = then));
  await page.route("**/*.wasm", async (route) => {
    await held;
    await route.continue();
  });
  // The frame comes and goes too quickly to be looked for.
  await page.addInitScript(() => addEventListener("soga:error", ({ detail }) => (globalThis.failed = detail.kind)));
  await page.goto(hosts.page("strict", tag(origin, { kind: "registration" }), { policy: policy(origin, { "script-src": ["'wasm-unsafe-eval'"] }) }));
  await page.locator("soga-registration form[data-form]").waitFor();
  await fill(page, answers);
  letGo();
  await page.waitForFunction(() => globalThis.failed === "frame" && !document.querySelector("soga-registration iframe"));
  await page.locator("form[data-form] [type=submit]").click();
  await page.waitForURL(`${origin}/api/manage/*`);
  await reference(page);
  assert.equal((await stored(endpoint, answers)).length, 1);
});

site.test("where the script is blocked, the link stays and leads to the form", async ({ page, endpoint, hosts, guard }) => {
  guard.allow(/ERR_BLOCKED_BY_CLIENT/);
  const { origin } = endpoint;
  await page.route("**/embed.js", (route) => route.abort("blockedbyclient"));
  await page.goto(hosts.page("plain", snippet(origin, { kind: "registration" })));
  await page.locator("soga-registration a").click();
  await page.waitForURL(`${origin}${REGISTRATION.fr}`);
});

site.test("where our site does not answer, the link stays", async ({ page, endpoint, hosts, guard }) => {
  guard.allow(/ERR_FAILED/, /soga:/);
  await page.route("**/fr/embed/**", (route) => route.abort());
  await page.goto(hosts.page("plain", snippet(endpoint.origin, { kind: "registration" })));
  await page.locator("soga-registration iframe").waitFor({ state: "attached" });
  assert.ok(await page.locator("soga-registration a").isVisible());
  assert.equal(await page.locator("soga-registration iframe").evaluate((box) => box.clientHeight), 0);
});

for (const spelling of ["element", "div", "frame"]) {
  site.test(`with no JavaScript at all, the ${spelling} leads to a form that is stored`, { javaScriptEnabled: false }, async ({ page, endpoint, hosts }) => {
    const { origin } = endpoint;
    const answers = camille();
    await page.goto(hosts.page("plain", snippet(origin, { kind: "registration", spelling })));
    let place = page;
    if (spelling === "frame") place = await (await page.locator("iframe").elementHandle()).contentFrame();
    else await page.locator(".column a").click();
    await fill(place, answers);
    await place.locator("form[data-form] [type=submit]").click();
    // A frame without script hands its answer to the whole page.
    await page.waitForURL(`${origin}/api/manage/*`);
    assert.equal((await stored(endpoint, answers)).length, 1);
  });
}

site.test("a site with Trusted Types gets the form in a frame, and the console names the cause", async ({ page, endpoint, hosts, guard }) => {
  guard.allow(...refused, /TrustedHTML|Trusted/);
  const said = [];
  page.on("console", (message) => message.text().startsWith("soga:") && said.push(message.text()));
  await page.goto(hosts.page("plain", snippet(endpoint.origin, { kind: "registration" }), { policy: "require-trusted-types-for 'script'" }));
  await page.waitForFunction(() => document.querySelector("soga-registration iframe")?.clientHeight > 300);
  assert.match(said.join("\n"), /Trusted Types/);
  assert.doesNotMatch(said.join("\n"), /Access-Control/);
});

/** A page whose policy refuses every inline style, with `text` in it and `sheet` as its own style sheet. */
async function withoutInlineStyles({ page, hosts, guard }, text, sheet = "") {
  guard.allow(/Applying inline style violates/, /style-src-(elem|attr) refused inline/);
  await page.route("**/own.css", (route) => route.fulfill({ contentType: "text/css", body: sheet }));
  const head = '<link rel="stylesheet" href="/own.css">';
  await page.goto(hosts.page("plain", text, { head, policy: "style-src 'self'" }));
}

site.test("where inline styles are refused, a frame fills its place by its attributes", async ({ page, endpoint, hosts, guard }) => {
  const frame = snippet(endpoint.origin, { kind: "registration", lang: "en", spelling: "frame" }).replace(/<script.*<\/script>/, "");
  await withoutInlineStyles({ page, hosts, guard }, `<div id="place">${frame}</div>`);
  const { width, around, height, border } = await page.locator("iframe").evaluate((frame) => ({
    width: frame.getBoundingClientRect().width,
    around: frame.parentElement.getBoundingClientRect().width,
    height: frame.getBoundingClientRect().height,
    border: frame.clientTop,
  }));
  const expected = Number(offers.find(({ kind, lang }) => kind === "registration" && lang === "en").height);
  assert.deepEqual([width, height, border], [around, expected, 0]);
});

for (const spelling of ["element", "div"]) {
  site.test(`where inline styles are refused, the line for the own style sheet reserves the height of the ${spelling}, without a script`, async ({ page, endpoint, hosts, guard }) => {
    const tag = snippet(endpoint.origin, { kind: "registration", lang: "fr", spelling }).replace(/<script.*<\/script>/, "");
    await withoutInlineStyles({ page, hosts, guard }, tag, reserved());
    const height = await page.locator("soga-registration, [data-soga]").evaluate((tag) => tag.getBoundingClientRect().height);
    assert.equal(height, Number(offers.find(({ kind, lang }) => kind === "registration" && lang === "fr").height));
  });
}
