// An edition that is over, in a folder of the next edition's site.

import { strict as assert } from "node:assert";
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { assertAccessible } from "./support/axe.mjs";
import { requested } from "./support/embeds.mjs";
import { stage } from "./support/stage.mjs";
import * as where from "./support/where.mjs";

const NAME = "2025";
const dist = mkdtempSync(join(tmpdir(), "nec-ess-archive-"));
after(() => rmSync(dist, { recursive: true }));
cpSync(where.edition, dist, { recursive: true });
archive();
const site = stage(dist);
const files = readdirSync(join(dist, NAME), { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => `${entry.parentPath}/${entry.name}`.slice(dist.length));
const pages = files.filter((name) => name.endsWith(".html"));
const read = (name) => readFileSync(join(dist, name), "utf8");

/** Writes the pages of this site's edition, on a day after it. */
function archive(...more) {
  const options = { content: "content", template: "index.html", assets: where.assets, out: join(dist, NAME), archive: NAME };
  const words = Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]);
  return execFileSync(where.prerender, [...words, ...more], { cwd: where.root, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
}

test("an edition that people still register for is no archive", () => {
  assert.throws(() => archive("--as-of", "open"), /is not over yet: an archive is made once it is/);
});

test("every link and picture leads to what is there, and only those out of the archive to the site around it", async () => {
  const asked = new Map();
  const outside = new Set();
  for (const page of pages) {
    for (const [, to] of read(page).matchAll(/ (?:href|src|content)="((?:https:\/\/nec-ess\.example)?\/[^"#]*)/g)) {
      const path = to.replace("https://nec-ess.example", "");
      asked.set(path, page);
      if (!path.startsWith(`/${NAME}/`)) outside.add(path);
    }
  }
  assert.ok(pages.length > 20 && asked.size > pages.length, `${asked.size} addresses on ${pages.length} pages`);
  for (const [to, from] of asked) {
    const answer = await fetch(site.endpoint.origin + to);
    await answer.body?.cancel();
    assert.equal(answer.status, 200, `${to}, from ${from}`);
  }
  // Today's site, its private pages, and its components for editors.
  assert.deepEqual([...outside].sort(), ["/en/", "/en/embed/", "/en/manage/", "/fr/", "/fr/gerer/", "/fr/integrer/"]);
});

test("nothing of it runs, asks for a form or is an app of its own", () => {
  for (const page of pages) {
    const html = read(page);
    const scripts = [...html.matchAll(/<script\b[^>]*>/g)].map(([tag]) => tag);
    assert.deepEqual(scripts.filter((tag) => tag !== '<script type="application/ld+json">'), [], page);
    // Checkers of policies take data for something that runs.
    if (scripts.length) assert.match(html, /script-src 'self' 'sha256-/, page);
    assert.doesNotMatch(html, /<form\b|rel="manifest"|oembed/, page);
  }
  assert.deepEqual(files.filter((name) => /\.(js|wasm|json|ics)$/.test(name)), []);
});

site.test("a visitor reads it, in both languages, and goes on to today's site", async ({ page, endpoint }) => {
  const paths = requested(page);
  await page.goto(`/${NAME}/`);
  for (const [language, programme, today] of [
    ["fr", "Programme", "Voir le site de l’édition en cours"],
    ["en", "Programme", "See the site of the current edition"],
  ]) {
    if (language === "en") await page.getByRole("link", { name: "English" }).click();
    await page.getByRole("navigation").getByRole("link", { name: programme, exact: true }).first().click();
    await page.waitForURL(`**/${NAME}/${language}/programme/`);
    await assertAccessible(page);
    assert.deepEqual(paths.filter((path) => !path.startsWith(`/${NAME}/`)), []);
    const { href } = await page.getByRole("link", { name: today }).evaluate(({ href }) => ({ href }));
    assert.equal(href, `${endpoint.origin}/${language}/`);
  }
  await page.getByRole("link", { name: "See the site of the current edition" }).click();
  await page.locator("html[data-app=ready]").waitFor();
});
