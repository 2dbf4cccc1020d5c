// A real WordPress: what editors save there through the interface of its editor, as visitors get it.

import { strict as assert } from "node:assert";
import { rm } from "node:fs/promises";
import { after, test } from "node:test";
import { assertAccessible } from "./support/axe.mjs";
import { live } from "./support/embeds.mjs";
import { camille, fill, send, stored } from "./support/form.mjs";
import { snippet } from "./support/hosts.mjs";
import { movedTo } from "./support/moved.mjs";
import { stage } from "./support/stage.mjs";
import { wordpress } from "./support/where.mjs";
import { startWordpress } from "./support/wordpress.mjs";

/** Of WordPress itself, and of pages that end with a test while they still load. */
const NOT_OURS = [/favicon/];

// Saved in the block editor.
const customHtml = (text) => `<!-- wp:html -->\n${text}\n<!-- /wp:html -->`;
const pasted = (url) => `<!-- wp:embed {"url":"${url}"} --><figure class="wp-block-embed"><div class="wp-block-embed__wrapper">\n${url}\n</div></figure><!-- /wp:embed -->`;

if (wordpress) tests();
else test("components in a real WordPress", { skip: "WORDPRESS names no WordPress" }, () => {});

function tests() {
  const folders = [];
  const site = stage(
    async (origin) => {
      folders.push(await movedTo(origin));
      return folders[0];
    },
    { isHosted: true, startOther: startWordpress },
  );
  after(async () => {
    for (const folder of folders) await rm(folder, { recursive: true });
  });

  /** Publishes `content` as `editor` and opens the page as a visitor. `query` is what the administrator has set. */
  async function visit({ page, hosts, guard }, editor, content, query = "") {
    guard.allow(...NOT_OURS);
    await page.goto((await hosts.publish(editor, content)) + query);
  }

  /** Registers a person in the form that `frame` shows, and has the only row of it. */
  async function registers(frame, endpoint) {
    const answers = camille();
    await fill(frame, answers);
    await send(frame);
    const shown = (await frame.locator(".soga-live .reference").textContent()).trim();
    assert.deepEqual((await stored(endpoint, answers)).map((row) => row.reference), [shown]);
  }

  for (const theme of ["twentytwentythree", "twentytwentyone"]) {
    site.test(`an administrator's Custom HTML block shows the form, which stores a registration once (${theme})`, async ({ t, ...visitor }) => {
      const { page, endpoint } = visitor;
      await visit(visitor, "admin", customHtml(snippet(endpoint.origin, { kind: "registration" })), `&theme=${theme}`);
      await live(page);
      await assertAccessible(page, t, ".soga-live");
      await registers(page, endpoint);
    });

    site.test(`questions in a classic post come without wasm, whatever WordPress makes of lines (${theme})`, async ({ t, ...visitor }) => {
      const { page, endpoint } = visitor;
      const asked = [];
      page.on("request", (request) => asked.push(request.url()));
      await visit(visitor, "admin", `Bonjour\n\n${snippet(endpoint.origin, { kind: "faq", page: "studies" })}\n\nAu revoir`, `&theme=${theme}`);
      await live(page);
      await assertAccessible(page, t, ".soga-live");
      await page.locator(".soga-live summary").first().click();
      assert.ok(await page.locator(".soga-live details[open] p").first().isVisible());
      assert.deepEqual(asked.filter((url) => url.endsWith(".wasm")), []);
    });
  }

  site.test("the frame in a Custom HTML block is as high as its form, which stores a registration once", async (visitor) => {
    const { page, endpoint } = visitor;
    await visit(visitor, "admin", customHtml(snippet(endpoint.origin, { kind: "registration", spelling: "frame" })));
    const frame = await frameOf(page);
    await frame.locator("form[data-live]").waitFor();
    await page.waitForFunction((height) => Math.abs(document.querySelector("iframe").clientHeight - height) <= 1, await frame.evaluate(() => document.documentElement.scrollHeight));
    await registers(frame, endpoint);
  });

  site.test("an author, whose scripts WordPress takes out, shows the form by a div once the site has the script", async (visitor) => {
    const { page, endpoint } = visitor;
    await visit(visitor, "author", customHtml(snippet(endpoint.origin, { kind: "registration", spelling: "div" })), `&script=${endpoint.origin}/embed.js`);
    await live(page);
    await registers(page, endpoint);
  });

  for (const spelling of ["element", "div"]) {
    site.test(`an author's ${spelling} on a site without the script is the link`, async (visitor) => {
      const { page, endpoint } = visitor;
      await visit(visitor, "author", customHtml(snippet(endpoint.origin, { kind: "registration", spelling })));
      const link = page.locator(".entry-content a");
      assert.equal(await link.getAttribute("href"), `${endpoint.origin}/fr/inscription/`);
      assert.ok(await link.isVisible());
    });
  }

  site.test("the address of the form, pasted by an author, shows it and stores a registration once", async (visitor) => {
    const { page, endpoint } = visitor;
    await visit(visitor, "author", pasted(`${endpoint.origin}/fr/inscription/`));
    const frame = await frameOf(page);
    await frame.locator("form[data-live]").waitFor();
    // Nothing can be kept there, and so nothing is said to be.
    assert.equal(await frame.locator(".draft").count(), 0);
    await send(frame);
    await frame.locator(".error-summary a").first().click();
    await frame.locator("[name=first_name]:focus").waitFor();
    await registers(frame, endpoint);
  });

  site.test("Enter sends the form that a pasted address shows", async (visitor) => {
    const { page, endpoint } = visitor;
    await visit(visitor, "author", pasted(`${endpoint.origin}/en/registration/`));
    const frame = await frameOf(page);
    await frame.locator("form[data-live]").waitFor();
    await frame.locator("[name=first_name]").press("Enter");
    await frame.locator(".error-summary a").first().waitFor();
  });

  site.test("the address of a page in a line of a classic post shows its questions, as high as they are", async (visitor) => {
    const { page, endpoint } = visitor;
    await visit(visitor, "author", `Bonjour\n\n${endpoint.origin}/fr/etudes/\n\nAu revoir`);
    const frame = await frameOf(page);
    await page.waitForFunction((height) => Math.abs(document.querySelector("iframe").clientHeight - height) <= 1, await frame.locator(".soga-live").evaluate((view) => Math.ceil(view.getBoundingClientRect().height)));
    assert.ok(await page.locator("blockquote").isHidden());
  });

  site.test("links of a pasted address lead the visitor to our pages", async (visitor) => {
    const { page, endpoint } = visitor;
    await visit(visitor, "author", pasted(`${endpoint.origin}/fr/etudes/`));
    const frame = await frameOf(page);
    await frame.locator(".about a").click();
    await page.waitForURL(`${endpoint.origin}/fr/etudes/`);
  });

  site.test("a pasted form that cannot come to life leads to its own page", async (visitor) => {
    const { page, endpoint, guard } = visitor;
    guard.allow(/\.wasm/, /stays static/, /Failed to load/);
    await page.route("**/*.wasm", (route) => route.abort());
    await visit(visitor, "author", pasted(`${endpoint.origin}/fr/atelier/`));
    const frame = await frameOf(page);
    await frame.locator("[data-forms=static]").waitFor();
    await send(frame);
    await page.waitForURL(`${endpoint.origin}/fr/atelier/`);
  });

  for (const [what, content] of [
    ["a Custom HTML block", (origin) => customHtml(snippet(origin, { kind: "registration" }))],
    ["a pasted address", (origin) => pasted(`${origin}/fr/inscription/`)],
  ]) {
    site.test(`without JavaScript, ${what} is the link`, { javaScriptEnabled: false }, async (visitor) => {
      const { page, endpoint } = visitor;
      await visit(visitor, "admin", content(endpoint.origin));
      const link = page.locator(`.entry-content a[href="${endpoint.origin}/fr/inscription/"]`);
      assert.ok(await link.isVisible());
    });
  }

  site.test("what WordPress saved for an administrator is the snippet, character by character", async ({ endpoint, hosts }) => {
    for (const spelling of ["element", "div", "frame"]) {
      const text = customHtml(snippet(endpoint.origin, { kind: "reimbursement", lang: "en", theme: "dark", spelling }));
      assert.equal(await hosts.saved("admin", text), text);
    }
  });
}

/** The document of the only frame of the page. */
async function frameOf(page) {
  const frame = await (await page.locator("iframe").elementHandle()).contentFrame();
  await frame.waitForLoadState();
  return frame;
}
