// Every address answers with a complete page, before any script.

import { strict as assert } from "node:assert";
import { readdir, readFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { ready } from "./support/acts.mjs";
import * as pages from "./support/pages.mjs";
import { stage } from "./support/stage.mjs";
import { release } from "./support/where.mjs";

const site = stage(release);
const absolute = (path) => pages.canonicalOrigin + path;

test("every page that was built is one that these tests know", () => {
  const known = [...pages.all.map(({ path }) => path), ...pages.components];
  assert.deepEqual(pages.built().sort(), known.sort());
});

test("the build brings every file of public/, those that web servers read too", async () => {
  const from = new URL("../../public/", import.meta.url);
  const names = await readdir(from, { recursive: true, withFileTypes: true });
  const files = names.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  assert.ok(files.some((file) => file.endsWith("/.htaccess")));
  for (const file of files) {
    const built = join(release, relative(fileURLToPath(from), file));
    assert.deepEqual(await readFile(built), await readFile(file), built);
  }
});

for (const page of pages.all) {
  const { path, lang } = page;

  test(`${path} answers 200 with one h1, its language and its title`, async () => {
    const answer = await fetch(site.endpoint.origin + path);
    assert.equal(answer.status, 200);
    assert.match(answer.headers.get("content-type"), /^text\/html/);
    assert.equal(await answer.text(), page.html);
    assert.equal(page.headings.length, 1);
    assert.ok(page.headings[0].length > 3, `h1: ${page.headings[0]}`);
    assert.equal(lang, path.startsWith("/en/") ? "en" : "fr");
    assert.match(page.title, /NEC\sESS\s2025/);
  });

  if (page.isListed) {
    test(`${path} names itself and its twin, and the twin names it`, () => {
      const other = lang === "fr" ? "en" : "fr";
      assert.equal(page.canonical, absolute(path));
      assert.equal(page.alternates[lang], absolute(path));
      assert.equal(page.alternates[other], absolute(page.twin));
      const twin = pages.at(page.twin);
      assert.equal(twin?.lang, other);
      assert.equal(twin.twin, path);
      assert.deepEqual(twin.alternates, page.alternates);
    });

    test(`${path} gives links to it a picture in its language`, async () => {
      const [, address] = page.html.match(/<meta property="og:image" content="([^"]+)">/);
      assert.equal(address, absolute(`/share-${lang}.png`));
      assert.match(page.html, /<meta property="og:image:alt" content="[^"]{20,}">/);
      const answer = await fetch(site.endpoint.origin + new URL(address).pathname);
      assert.equal(answer.status, 200);
      assert.equal(answer.headers.get("content-type"), "image/png");
      await answer.body?.cancel();
    });
  } else {
    test(`${path} is not offered to search engines under an address of its own`, () => {
      const isCopy = page.canonical === absolute(`/${lang}/`) && path === "/";
      assert.ok(isCopy || /<meta name="robots" content="noindex">/.test(page.html));
    });
  }

  test(`${path} links only to what is there`, async () => {
    for (const to of new Set(page.references)) {
      const answer = await fetch(site.endpoint.origin + to);
      await answer.body?.cancel();
      assert.equal(answer.status, 200, to);
    }
  });

  site.test(`${path} opens directly, hydrates and asks nobody else`, { isRegular: true }, async ({ page: tab }) => {
    const answer = await tab.goto(path);
    assert.equal(answer.status(), 200);
    await ready(tab);
    assert.equal(await tab.title(), page.title);
    assert.equal(await tab.getByRole("heading", { level: 1 }).textContent(), page.headings[0]);
  });
}

site.test("who reads a page loads none of the pictures for links and home screens", { isRegular: true }, async ({ page }) => {
  const asked = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await page.goto("/fr/");
  await ready(page);
  assert.ok(asked.includes("/fr/"), "no request was seen");
  assert.deepEqual(asked.filter((path) => /\.(png|webmanifest)$/.test(path)), []);
});

test("the icons for home screens are there", async () => {
  const manifest = await fetch(`${site.endpoint.origin}/manifest.webmanifest`);
  assert.match(manifest.headers.get("content-type"), /manifest\+json/);
  const { icons } = await manifest.json();
  assert.deepEqual(icons.map(({ sizes }) => sizes), ["192x192", "512x512"]);
  for (const { src } of icons) {
    const answer = await fetch(site.endpoint.origin + src);
    await answer.body?.cancel();
    assert.equal(answer.status, 200, src);
  }
});

for (const path of ["/fr/", "/en/"]) {
  test(`${path} has an icon for the home screen of a phone that reads no manifest`, async () => {
    const html = await (await fetch(site.endpoint.origin + path)).text();
    const [, icon] = html.match(/<link rel="?apple-touch-icon"? href="?([^">]+)/);
    const answer = await fetch(site.endpoint.origin + icon);
    assert.equal(answer.headers.get("content-type"), "image/png");
    const png = Buffer.from(await answer.arrayBuffer());
    assert.deepEqual([png.readUInt32BE(16), png.readUInt32BE(20)], [180, 180]);
  });
}

for (const [path, shown] of [
  ["/fr/nulle-part/", "/fr/404/"],
  ["/en/nowhere/", "/en/404/"],
  ["/nulle-part", "/fr/404/"],
]) {
  site.test(`${path} answers 404 with the page that helps on`, async ({ page, guard }) => {
    guard.allow(/status of 404/);
    const answer = await page.goto(path);
    assert.equal(answer.status(), 404);
    assert.equal(await page.getByRole("heading", { level: 1 }).textContent(), pages.at(shown).headings[0]);
  });
}
