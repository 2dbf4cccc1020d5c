// The WordPress plugin: installed by a real WordPress from the zip that the build made, set up and used by its own pages,
// and seen by visitors.

import { strict as assert } from "node:assert";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";
import { assertAccessible } from "./support/axe.mjs";
import { becomes } from "./support/becomes.mjs";
import { BLOCK, canvas, choose, insertBlock, openEditor, previewed, publish, sidebar } from "./support/block-editor.mjs";
import { live } from "./support/embeds.mjs";
import { camille, fill, send, stored } from "./support/form.mjs";
import { offers } from "./support/hosts.mjs";
import { stage } from "./support/stage.mjs";
import { release, wordpress } from "./support/where.mjs";
import { startWordpress } from "./support/wordpress.mjs";

const ZIP = `${release}/nec-ess-wordpress.zip`;
const SOURCE = new URL("../../integrations/wordpress/nec-ess-embeds/", import.meta.url);
const SETTINGS = "/wp-admin/options-general.php?page=nec-ess-embeds";
/** What WordPress says of itself. */
const NOT_OURS = [/favicon/, /JQMIGRATE/];

const block = (values = {}) => `<!-- wp:nec-ess/embed ${JSON.stringify(values)} /-->`;
const shortcode = (values = {}) => `[nec_ess${Object.entries(values).map(([name, value]) => ` ${name}="${value}"`).join("")}]`;
const WAYS = { block, shortcode };

test("the plugin has one version, wherever it is written", () => {
  const read = (name) => readFileSync(new URL(name, SOURCE), "utf8");
  const plugin = read("nec-ess-embeds.php");
  const versions = [plugin.match(/ \* Version: +(\S+)/), plugin.match(/VERSION = '(.*)'/), read("block.json").match(/"version": "(.*)"/), read("readme.txt").match(/^Stable tag: (.*)$/m), read("readme.txt").match(/== Changelog ==\s+= (\S+) =/)];
  assert.deepEqual(versions.map((found) => found[1]), versions.map(() => versions[0][1]));
});

if (wordpress) tests();
else test("the plugin in a real WordPress", { skip: "WORDPRESS names no WordPress" }, () => {});

function tests() {
  const site = stage(release, { isHosted: true, startOther: startWordpress });
  let isInstalled = false;

  /** Signs the administrator in; the first one installs the plugin, by WordPress's own pages. */
  async function administrate({ page, hosts, guard }) {
    guard.allow(...NOT_OURS);
    await hosts.signIn(page, "admin");
    if (!isInstalled) await install(page, hosts);
  }

  async function install(page, hosts) {
    await page.goto(`${hosts.origin}/wp-admin/plugin-install.php?tab=upload`);
    await page.locator("#pluginzip").setInputFiles(ZIP);
    await page.locator("#install-plugin-submit").click();
    await page.locator("a[href*='action=activate']").click();
    await page.locator("tr.active[data-plugin='nec-ess-embeds/nec-ess-embeds.php']").waitFor();
    isInstalled = true;
  }

  /** Enters the address of the site in the settings, and waits for what WordPress says to it. */
  async function enter({ page, hosts }, address) {
    await page.goto(hosts.origin + SETTINGS);
    await page.locator("#nec-ess-address").fill(address);
    await page.locator("#submit").click();
    return (await page.locator(".settings-error").textContent()).trim();
  }

  /** The plugin is there and knows our site; the administrator is signed in. */
  async function prepare(visitor) {
    await administrate(visitor);
    assert.match(await enter(visitor, visitor.endpoint.origin), /Settings saved/);
  }

  /** The plugin is there and knows our site; nobody is signed in. */
  async function prepareFor(visitor) {
    const { context, hosts, endpoint, guard } = visitor;
    guard.allow(...NOT_OURS);
    if (!isInstalled) await administrate(visitor);
    await context.clearCookies();
    await hosts.php(`update_option("nec_ess_embeds_address", "${endpoint.origin}");`);
  }

  /** Looks at `address` as somebody else, in another browser. */
  async function asVisitor(address, look) {
    const visitor = await site.visit();
    try {
      visitor.guard.allow(...NOT_OURS);
      await visitor.page.goto(address);
      await look(visitor);
      visitor.guard.check();
    } finally {
      await visitor.context.close();
    }
  }

  /** Registers a person in the form of the page, and has the only row of it. */
  async function registers(page, endpoint) {
    const answers = camille();
    await fill(page, answers);
    await send(page);
    const shown = (await page.locator(".soga-live .reference").textContent()).trim();
    assert.deepEqual((await stored(endpoint, answers)).map((row) => row.reference), [shown]);
  }

  site.test("before anyone has said where the site is, the editor says so and leads to the settings, and visitors see nothing", async (visitor) => {
    const { page, hosts } = visitor;
    await administrate(visitor);
    await hosts.php("delete_option('nec_ess_embeds_address');");
    await openEditor(page, hosts);
    await insertBlock(page);
    const way = canvas(page).locator(`${BLOCK} a`);
    assert.equal(await way.textContent(), "Enter it in the settings");
    assert.equal(new URL(await way.getAttribute("href")).pathname + new URL(await way.getAttribute("href")).search, SETTINGS);
    await asVisitor(await hosts.publish("admin", block() + shortcode()), async ({ page }) => {
      assert.equal(await page.locator("[data-soga], script[src*='embed.js'], a[href*='inscription']").count(), 0);
      assert.equal(await page.getByText("[nec_ess").count(), 0);
    });
  });

  site.test("the address in the settings must be one of a site: https, or http on this machine, without a path", async ({ t, ...visitor }) => {
    const { page, endpoint } = visitor;
    await prepare(visitor);
    await assertAccessible(page, t, "#wpbody-content");
    const kept = () => page.locator("#nec-ess-address").inputValue();
    for (const wrong of ["nec-ess.example", "http://nec-ess.example", "https://nec-ess.example/fr/", "https://nec-ess.example?a=b", "https://who@nec-ess.example", "javascript:alert(1)", "https://", "ftp://localhost", "<b>https://a.example</b>"]) {
      const said = await enter(visitor, wrong);
      assert.ok(said.startsWith(`“${wrong}” is not the address of a site. Expected: https://`), said);
      assert.equal(await kept(), endpoint.origin);
    }
    for (const [typed, expected] of [
      [" https://NEC-ESS.example/ ", "https://nec-ess.example"],
      ["https://nec-ess.example:8443", "https://nec-ess.example:8443"],
      ["https://économie.example", "https://économie.example"],
      ["http://localhost:8080", "http://localhost:8080"],
      ["", ""],
    ]) {
      assert.match(await enter(visitor, typed), /Settings saved/);
      assert.equal(await kept(), expected);
    }
  });

  site.test("nobody sets the address who may not manage the site, or without the page's own form", async (visitor) => {
    const { page, context, hosts, endpoint, guard } = visitor;
    await prepare(visitor);
    const form = { option_page: "nec-ess-embeds", action: "update", nec_ess_embeds_address: "https://other.example" };
    const forged = await context.request.post(`${hosts.origin}/wp-admin/options.php`, { form });
    assert.equal(forged.status(), 403);
    await context.clearCookies();
    await hosts.signIn(page, "author");
    guard.allow(/status of 403/);
    assert.equal((await page.goto(hosts.origin + SETTINGS)).status(), 403);
    assert.equal(await hosts.php("echo get_option('nec_ess_embeds_address');"), endpoint.origin);
  });

  site.test("a block, inserted and set in the editor, shows what was chosen, there and to a visitor, who registers", async (visitor) => {
    const { page, hosts, endpoint } = visitor;
    await prepare(visitor);
    await openEditor(page, hosts);
    await insertBlock(page);
    await becomes(() => previewed(page), { path: "/en/embed/registration/", theme: "light", accent: "", isWhole: true });
    // It is there to be looked at: nobody types into it by mistake.
    await canvas(page).locator(BLOCK).click({ position: { x: 100, y: 110 } });
    assert.notEqual(await canvas(page).evaluate(() => document.activeElement.localName), "iframe");
    await choose(page, "Component", "faq");
    await choose(page, "Questions", "studies");
    await becomes(() => previewed(page), { path: "/en/embed/faq/studies/", theme: "light", accent: "", isWhole: true });
    await choose(page, "Component", "registration");
    assert.equal(await sidebar(page).getByLabel("Questions").count(), 0);
    await choose(page, "Language", "fr");
    await choose(page, "Colours", "dark");
    await sidebar(page).locator("[aria-label$=Contrast]").click();
    await becomes(() => previewed(page), { path: "/fr/embed/inscription/", theme: "dark", accent: "#000000 #ffffff", isWhole: true });

    await asVisitor(await publish(page), async ({ page, context }) => {
      await live(page);
      const view = page.locator(".soga-live");
      assert.deepEqual(await view.evaluate(({ lang, dataset }) => [lang, dataset.theme]), ["fr", "dark"]);
      const colours = await page.locator(".soga-live [type=submit]").evaluate((button) => [getComputedStyle(button).backgroundColor, getComputedStyle(button).color]);
      assert.deepEqual(colours, ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]);
      await registers(page, endpoint);
      assert.deepEqual(await context.cookies(), []);
    });
  });

  for (const [way, write] of Object.entries(WAYS)) {
    site.test(`an author, whose scripts WordPress takes out, shows the form by the ${way}`, async (visitor) => {
      const { page, hosts, endpoint } = visitor;
      await prepareFor(visitor);
      await page.goto(await hosts.publish("author", write({ component: "registration", lang: "en" })));
      await live(page);
      await registers(page, endpoint);
    });

    site.test(`without JavaScript, each component by the ${way} is the link, in its language, that the page for editors writes`, async (visitor) => {
      const { hosts, endpoint } = visitor;
      await prepareFor(visitor);
      const address = await hosts.publish("author", offers.map(({ kind, lang, page = "" }) => write({ component: kind, lang, page })).join("\n\n"));
      const plain = await site.visit({ javaScriptEnabled: false });
      await plain.page.goto(address);
      const links = plain.page.locator("[data-soga] > a");
      const shown = [];
      for (const link of await links.all()) {
        assert.ok(await link.isVisible());
        const box = link.locator("xpath=..");
        const [kind, lang, page, style] = await Promise.all(["data-soga", "data-lang", "data-page", "style"].map((name) => box.getAttribute(name)));
        shown.push({ kind, lang, page: page ?? undefined, link: await link.getAttribute("href"), title: await link.textContent(), style });
      }
      const expected = offers.map(({ kind, lang, page, link, title, height }) => ({ kind, lang, page, link: endpoint.origin + link, title, style: `min-height:${height}px;` }));
      assert.deepEqual(shown, expected);
      await plain.context.close();
    });

    site.test(`without a choice of language, the ${way} speaks that of the WordPress site`, async (visitor) => {
      const { page, hosts } = visitor;
      await prepareFor(visitor);
      const address = await hosts.publish("author", write({ component: "faq", page: "studies" }));
      for (const [locale, lang] of [["fr_FR", "fr"], ["en_GB", "en"], ["de_DE", "fr"]]) {
        await page.goto(`${address}&locale=${locale}`);
        await live(page);
        assert.equal(await page.locator(".soga-live").getAttribute("lang"), lang, locale);
      }
    });

    site.test(`answers that are given by the ${way} are filled in, hidden and escaped; what the component does not ask is left out`, async (visitor) => {
      const { page, hosts } = visitor;
      await prepareFor(visitor);
      const organisation = `Les <b>Communs</b> & c'est tout`;
      const values = { component: "registration", lang: "en", "prefill-organisation": organisation, "prefill-country": "FR", "prefill-city": "Lyon", hide: "organisation, city, profile", source: "wordpress" };
      await page.goto(await hosts.publish("admin", write(values)));
      await live(page);
      const box = page.locator("[data-soga]");
      const given = await box.evaluate(({ dataset }) => ({ ...dataset }));
      assert.deepEqual(given, { soga: "registration", lang: "en", theme: "light", "prefillOrganisation": organisation, "prefillCountry": "FR", hide: "organisation", source: "wordpress" });
      assert.equal(await box.locator("[name=organisation]").inputValue(), organisation);
      assert.ok(!(await box.locator("[data-field=organisation]").isVisible()));
      assert.equal(await box.locator("[name=country]").inputValue(), "FR");
      await page.goto(await hosts.publish("admin", write({ ...values, component: "programme" })));
      await live(page);
      assert.deepEqual(await box.evaluate(({ dataset }) => ({ ...dataset })), { soga: "programme", lang: "en", theme: "light" });
    });

    site.test(`on a button of any colour, a text that can be read is chosen by the ${way}`, async (visitor) => {
      const { page, hosts } = visitor;
      await prepareFor(visitor);
      // Our own text can be read on the first; on the others white, black, and our own again.
      const expected = { "#66ddaa": ["#66ddaa", ""], "#123456": ["#123456", "#ffffff"], "#7F7f7f": ["#7f7f7f", "#000000"], "#FFF": ["#ffffff", ""] };
      await page.goto(await hosts.publish("author", Object.keys(expected).map((accent) => write({ component: "faq", page: "studies", accent })).join("\n\n")));
      const styles = await page.locator("[data-soga]").evaluateAll((boxes) => boxes.map(({ style }) => ["--soga-accent", "--soga-on-accent"].map((name) => style.getPropertyValue(name))));
      assert.deepEqual(styles, Object.values(expected));
    });
  }

  for (const [way, write] of Object.entries(WAYS)) {
    site.test(`corners and typeface are chosen by the ${way}, and reach the component`, async (visitor) => {
      const { page, hosts } = visitor;
      await prepareFor(visitor);
      await page.goto(await hosts.publish("author", write({ component: "registration", lang: "en", radius: "12", font: "Georgia, serif" })));
      await live(page);
      const style = await page.locator("[data-soga]").evaluate(({ style }) => ["--soga-radius", "--soga-font"].map((name) => style.getPropertyValue(name)));
      assert.deepEqual(style, ["12px", "Georgia, serif"]);
      const looks = await page.locator(".soga-live [type=submit]").evaluate((button) => [getComputedStyle(button).borderRadius, getComputedStyle(button).fontFamily]);
      assert.deepEqual(looks, ["12px", "Georgia, serif"]);
      // Questions have no fields and no button.
      await page.goto(await hosts.publish("author", write({ component: "faq", page: "studies", lang: "en", radius: "12" })));
      await live(page);
      assert.equal(await page.locator("[data-soga]").evaluate(({ style }) => style.getPropertyValue("--soga-radius")), "");
    });

    site.test(`a link with its own words, written by the ${way}, opens the form in a window, and leads to its page without JavaScript`, async (visitor) => {
      const { page, hosts, endpoint } = visitor;
      await prepareFor(visitor);
      const words = "Come & <b>register</b>";
      const address = await hosts.publish("admin", write({ component: "registration", lang: "en", button: words, "prefill-organisation": "Les Communs", radius: "12" }));
      await page.goto(address);
      await page.waitForFunction(() => window.soga);
      const box = page.locator("[data-soga=button]");
      assert.equal(await box.locator("> a").textContent(), words);
      assert.equal(await box.getAttribute("style"), "--soga-radius:12px;");
      await box.locator("> a").click();
      await page.locator("dialog[open] form[data-live]").waitFor();
      assert.equal(await page.locator("dialog[open] [name=organisation]").inputValue(), "Les Communs");
      assert.equal(await page.locator("dialog[open] [type=submit]").evaluate((button) => getComputedStyle(button).borderRadius), "12px");
      const plain = await site.visit({ javaScriptEnabled: false });
      await plain.page.goto(address);
      assert.equal(await plain.page.locator("[data-soga=button] > a").getAttribute("href"), `${endpoint.origin}/en/registration/`);
      await plain.context.close();
    });
  }

  site.test("in the sidebar, corners and typeface are shown in the preview, and what cannot be read is told there", async (visitor) => {
    const { page, hosts } = visitor;
    await prepare(visitor);
    await openEditor(page, hosts);
    await insertBlock(page);
    await sidebar(page).getByLabel("Roundness of the corners, in pixels", { exact: true }).fill("12");
    await sidebar(page).getByLabel("Typeface", { exact: true }).fill("Georgia, serif");
    const shown = async () => {
      const frame = await (await canvas(page).locator(`${BLOCK} iframe`).elementHandle({ timeout: 1000 })).contentFrame();
      return frame.evaluate(() => ["--soga-radius", "--soga-font"].map((name) => document.querySelector(".soga-live").style.getPropertyValue(name)).join(" "));
    };
    await becomes(shown, "12px Georgia, serif");
    await sidebar(page).getByLabel("Typeface", { exact: true }).fill("x;color:red");
    await canvas(page).locator(BLOCK).getByText('font="x;color:red" is not known').waitFor();
    await becomes(shown, "12px ");
    await choose(page, "Component", "programme");
    assert.equal(await sidebar(page).getByLabel("Roundness of the corners, in pixels", { exact: true }).count(), 0);
  });

  site.test("two components in a page load the script once, asynchronously; a page without one loads nothing from us", async (visitor) => {
    const { page, hosts, endpoint } = visitor;
    await prepareFor(visitor);
    const asked = [];
    page.on("request", (request) => asked.push(request.url()));
    await page.goto(await hosts.publish("author", shortcode({ component: "faq", page: "studies", lang: "en" }) + block({ component: "programme", lang: "en" })));
    await live(page);
    assert.equal(await page.locator(".soga-live").count(), 2);
    const scripts = page.locator(`script[src="${endpoint.origin}/embed.js"]`);
    assert.equal(await scripts.count(), 1);
    assert.ok(await scripts.evaluate((script) => script.async));
    const ours = asked.filter((url) => url.startsWith(endpoint.origin)).map((url) => new URL(url).pathname);
    assert.deepEqual(ours.sort(), ["/embed.js", "/en/embed/faq/studies/", "/en/embed/programme/"]);
    asked.length = 0;
    await page.goto(await hosts.publish("author", "Rien de tel ici."));
    assert.deepEqual(asked.filter((url) => url.startsWith(endpoint.origin) || url.includes("nec-ess")), []);
  });

  site.test("answers are given in the sidebar, each with whether its question is shown, and the preview has them", async (visitor) => {
    const { page, hosts } = visitor;
    await prepare(visitor);
    await openEditor(page, hosts);
    await insertBlock(page);
    await sidebar(page).getByRole("button", { name: "Answers filled in beforehand" }).click();
    const hide = sidebar(page).getByLabel("Do not show this question");
    assert.equal(await hide.count(), 0);
    await sidebar(page).getByLabel("Organisation", { exact: true }).fill("Les Communs");
    await hide.check();
    await choose(page, "Country", "FR");
    const shown = async () => {
      const frame = await (await canvas(page).locator(`${BLOCK} iframe`).elementHandle({ timeout: 1000 })).contentFrame();
      return frame.evaluate(() => {
        const value = (name) => document.querySelector(`[name=${name}]`).value;
        return `${value("organisation")} ${document.querySelector("[data-field=organisation]").hidden} ${value("country")}`;
      });
    };
    await becomes(shown, "Les Communs true FR");
    // Many programs write addresses down.
    assert.doesNotMatch(await canvas(page).locator(`${BLOCK} iframe`).getAttribute("src"), /Communs|country|hide/);
    await choose(page, "Component", "programme");
    assert.equal(await sidebar(page).getByRole("button", { name: "Answers filled in beforehand" }).count(), 0);
  });

  for (const [values, words] of [
    [{ component: "registratoin" }, /data-soga="registratoin"/],
    [{ component: "faq", page: "nowhere", lang: "en" }, /page="nowhere"/],
    [{ lang: "de" }, /lang="de"/],
    [{ theme: "red" }, /theme="red"/],
    [{ endpoint: "javascript:alert(1)" }, /endpoint="javascript:alert\(1\)"/],
    [{ accent: "red" }, /accent="red"/],
    [{ "prefill-orgnisation": "Us" }, /prefill-orgnisation is not known; expected: component, page, .*prefill-organisation/],
    [{ accent: "red;background:blue" }, /accent="red;background:blue"/],
    [{ radius: "round" }, /radius="round".*expected: pixels from 0 to 99/],
    [{ radius: "9px;background:blue" }, /radius="9px;background:blue"/],
    [{ font: "x;background:blue" }, /font="x;background:blue".*expected: names with commas/],
  ]) {
    site.test(`a shortcode with a wrong value says so, and keeps the link: ${shortcode(values)}`, async (visitor) => {
      const { page, hosts, endpoint, guard } = visitor;
      await prepareFor(visitor);
      guard.allow(/console error/, /status of 404/);
      await page.goto(await hosts.publish("author", shortcode(values)));
      await page.locator(".entry-content [role=note]").filter({ hasText: words }).waitFor();
      const link = values.accent || values.radius || values.font || values["prefill-orgnisation"] ? page.locator(".soga-live") : page.locator(`[data-soga] > a[href^="${endpoint.origin}/"]`);
      await link.waitFor();
      assert.equal(await page.evaluate(() => document.querySelector("[data-soga]").style.background), "");
    });
  }

  site.test("what stands in an attribute stays text", async (visitor) => {
    const { page, hosts, guard } = visitor;
    await prepareFor(visitor);
    guard.allow(/console error: data-soga="faq": lang="/);
    const evil = '"><b id=evil>';
    await page.goto(await hosts.publish("admin", block({ component: "faq", page: evil, theme: evil, accent: evil, endpoint: evil, lang: evil })));
    assert.equal(await page.locator("#evil").count(), 0);
    assert.equal(await page.locator("[data-soga]").getAttribute("data-theme"), evil);
    const sly = '" id="evil';
    await page.goto(await hosts.publish("author", `[nec_ess component="faq" page="studies" lang='${sly}' theme='${sly}' endpoint='${sly}' accent='${sly}']`));
    assert.equal(await page.locator("#evil").count(), 0);
    assert.equal(await page.locator("[data-soga]").getAttribute("data-theme"), sly);
  });

  site.test("who reads French gets the plugin in French", async (visitor) => {
    const { page, hosts } = visitor;
    await prepare(visitor);
    for (const locale of ["fr_FR", "fr_BE"]) {
      await page.goto(`${hosts.origin}${SETTINGS}&locale=${locale}`);
      assert.equal(await page.locator("label[for=nec-ess-address]").textContent(), "Adresse du site NEC ESS", locale);
    }
    await openEditor(page, hosts, "&locale=fr_FR");
    await insertBlock(page);
    for (const label of ["Composant", "Langue", "Couleurs"]) assert.equal(await sidebar(page).getByLabel(label, { exact: true }).count(), 1, label);
    const titles = await sidebar(page).getByLabel("Composant").locator("option").allTextContents();
    assert.deepEqual(titles, offers.filter(({ lang, page }) => lang === "fr" && !page).map(({ title }) => title));
  });

  site.test("every text of the plugin has its French, as WordPress reads it", async ({ hosts }) => {
    const read = (kind) => `(function () { require_once ABSPATH . WPINC . "/pomo/${kind.toLowerCase()}.php"; $file = new ${kind}; $file->import_from_file("${new URL(`languages/nec-ess-embeds-fr_FR.${kind.toLowerCase()}`, SOURCE).pathname}"); return array_map(fn($entry) => $entry->translations[0], $file->entries); })()`;
    const { po, mo } = JSON.parse(await hosts.php(`echo json_encode(["po" => ${read("PO")}, "mo" => ${read("MO")}]);`));
    assert.deepEqual(mo, po);
    assert.deepEqual(Object.keys(po).sort(), textsOf(SOURCE).sort());
    assert.deepEqual(Object.entries(po).filter(([, french]) => !french), []);
  });

  site.test("deleted, the plugin leaves nothing behind", async (visitor) => {
    const { page, hosts } = visitor;
    await prepare(visitor);
    await page.goto(`${hosts.origin}/wp-admin/plugins.php`);
    await page.locator("#deactivate-nec-ess-embeds").click();
    page.on("dialog", (dialog) => dialog.accept());
    await page.locator("#delete-nec-ess-embeds").click();
    await page.locator("tr.deleted").filter({ hasText: "NEC ESS embeds" }).waitFor();
    isInstalled = false;
    assert.equal(await hosts.php("global $wpdb; echo $wpdb->get_var(\"SELECT COUNT(*) FROM $wpdb->options WHERE option_name LIKE 'nec%ess%'\");"), "0");
  });
}

/** Every text of the plugin that can be translated, as the files of translations name it. */
function textsOf(folder) {
  const files = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith(".php"));
  const sources = files.map((name) => readFileSync(new URL(name, folder), "utf8")).join("\n");
  const calls = [...sources.matchAll(/\b(?:__|_e|esc_html__|esc_html_e|esc_attr__|esc_attr_e)\(\s*'((?:[^'\\]|\\.)*)'/g)].map(([, text]) => text);
  const header = [...sources.matchAll(/^ \* (?:Plugin Name|Description): +(.*)$/gm)].map(([, text]) => text);
  const { title, description, keywords } = JSON.parse(readFileSync(new URL("block.json", folder), "utf8"));
  const named = [["block title", title], ["block description", description], ...keywords.map((word) => ["block keyword", word])];
  return [...new Set([...calls, ...header, ...named.map(([context, text]) => `${context}\u0004${text}`)])];
}
