// The second file of embed.js: who fetches it, and what remains where it does not come.

import { strict as assert } from "node:assert";
import { live, requested } from "./support/embeds.mjs";
import { apart, snippet } from "./support/hosts.mjs";
import { stage } from "./support/stage.mjs";
import { release } from "./support/where.mjs";

const site = stage(release, { isHosted: true });

const registration = (origin, more = "") => snippet(origin, { kind: "registration", lang: "en", more });
const isMore = (path) => /\/assets\/embed-more-/.test(path);

/** A button that opens the registration. */
function button(origin) {
  const { script, tag } = apart(registration(origin));
  return `${script}<soga-button component="registration" lang="en">${tag.match(/<a .*<\/a>/s)[0]}</soga-button>`;
}

for (const [kind, page] of [["registration"], ["reimbursement"], ["programme"], ["faq", "studies"]]) {
  site.test(`${kind} without options does not need it`, async ({ page: tab, endpoint, hosts }) => {
    const paths = requested(tab);
    await tab.goto(hosts.page("plain", snippet(endpoint.origin, { kind, page })));
    await live(tab);
    assert.deepEqual(paths.filter(isMore), []);
  });
}

site.test("frames and windows of other sites in the page do not fetch it", async ({ page, endpoint, hosts }) => {
  const paths = requested(page);
  const other = `<iframe src="${hosts.page("plain", '<script>parent.postMessage({ soga: 1, height: 900 }, "*")</script>')}"></iframe>`;
  await page.goto(hosts.page("plain", registration(endpoint.origin) + other));
  await live(page);
  await page.waitForTimeout(300);
  assert.deepEqual(paths.filter(isMore), []);
});

site.test("a button needs it once it is pressed, and only once", async ({ page, endpoint, hosts }) => {
  const paths = requested(page);
  await page.goto(hosts.page("plain", button(endpoint.origin)));
  await page.waitForFunction(() => window.soga?.version);
  assert.deepEqual(paths.filter(isMore), []);
  const link = page.locator("soga-button > a");
  await link.dblclick();
  await page.locator("dialog[open] form[data-live]").waitFor();
  assert.equal(paths.filter(isMore).length, 1);
});

/** As where the site has another version by now, or a network between refuses it. */
const without = (page, guard) => {
  guard.allow(/embed-more|ERR_FAILED|soga/i);
  return page.route("**/assets/embed-more-*", (route) => route.abort());
};

site.test("where it does not come, a button's link leads to its page", async ({ page, endpoint, hosts, guard }) => {
  await without(page, guard);
  await page.goto(hosts.page("plain", button(endpoint.origin)));
  await page.waitForFunction(() => window.soga?.version);
  await page.locator("soga-button > a").click();
  await page.waitForURL(`${endpoint.origin}/en/registration/`);
});

site.test("where it does not come, a form that is to be sent elsewhere is not shown: its link stays", async ({ page, endpoint, hosts, guard }) => {
  await without(page, guard);
  await page.goto(hosts.page("plain", registration(endpoint.origin, 'endpoint="https://forms.example"')));
  await page.waitForFunction(() => window.soga?.version);
  await page.waitForTimeout(1000);
  assert.equal(await page.locator("form").count(), 0);
  assert.ok(await page.locator("soga-registration a").isVisible());
});

site.test("where it does not come, what was typed stays in the language of before", async ({ page, endpoint, hosts, guard }) => {
  await without(page, guard);
  await page.goto(hosts.page("plain", registration(endpoint.origin)));
  await live(page);
  await page.locator("[name=access_needs]").fill("A ramp");
  const tag = page.locator("soga-registration");
  await tag.evaluate((tag) => tag.setAttribute("lang", "fr"));
  await page.waitForTimeout(1000);
  assert.equal(await page.locator("[name=access_needs]").inputValue(), "A ramp");
  // It is asked for again the next time.
  await page.unroute("**/assets/embed-more-*");
  await tag.evaluate((tag) => tag.setAttribute("lang", "en"));
  await tag.evaluate((tag) => tag.setAttribute("lang", "fr"));
  await page.locator('.soga-live[lang="fr"] form[data-live]').waitFor();
  assert.equal(await page.locator("[name=access_needs]").inputValue(), "A ramp");
});

site.test("where it does not come and no WebAssembly runs, the plain form stays, and the browser sends it", async ({ page, endpoint, hosts, guard }) => {
  await without(page, guard);
  guard.allow(/WebAssembly|wasm/i);
  const policy = `script-src 'unsafe-inline' ${endpoint.origin}; connect-src ${endpoint.origin}; frame-src ${endpoint.origin}`;
  await page.goto(hosts.page("plain", registration(endpoint.origin), { policy }));
  await page.locator("soga-registration form[data-form]").waitFor();
  await page.waitForTimeout(1000);
  assert.ok(await page.locator("soga-registration form[data-form] [type=submit]").isVisible());
});

site.test("a page that runs only scripts with its own mark gets it, and a frame", async ({ page, endpoint, hosts, guard }) => {
  guard.allow(/soga|Content Security Policy|connect-src|script-src/i);
  const policy = `script-src 'nonce-abc'; connect-src 'none'; frame-src ${endpoint.origin}`;
  const text = registration(endpoint.origin).replace("<script async", '<script async nonce="abc"');
  await page.goto(hosts.page("plain", text, { policy }));
  await page.frameLocator("soga-registration iframe").locator("form[data-live]").waitFor();
});

site.test("a page with Trusted Types gets it, and a frame", async ({ page, endpoint, hosts, guard }) => {
  guard.allow(/soga|Trusted/i);
  await page.goto(hosts.page("plain", registration(endpoint.origin), { policy: "require-trusted-types-for 'script'" }));
  await page.frameLocator("soga-registration iframe").locator("form[data-live]").waitFor();
});
