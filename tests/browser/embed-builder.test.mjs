// The page for editors of other sites: what it writes for them to copy, and what becomes of that where they paste it.

import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import { arrived, open, settle } from "./support/acts.mjs";
import { assertAccessible } from "./support/axe.mjs";
import { becomes } from "./support/becomes.mjs";
import { live, requested } from "./support/embeds.mjs";
import { offers } from "./support/hosts.mjs";
import * as pages from "./support/pages.mjs";
import { stage } from "./support/stage.mjs";
import { release } from "./support/where.mjs";

const site = stage(release, { isHosted: true });
const { canonicalOrigin } = pages;

const BUILDER = { fr: "/fr/integrer/", en: "/en/embed/" };
const COPIED = { fr: "Copié.", en: "Copied." };
/** What to do where the clipboard is refused. */
const BY_HAND = { fr: /sélectionné.*copiez-le vous-même/, en: /selected.*copy it yourself/ };
const SPELLINGS = ["element", "div", "frame"];
const USUAL = { theme: "light", accent: "#f7b733" };
/** Light enough for the dark text of the button. */
const OTHER = { theme: "dark", accent: "#66ddaa" };
/** So dark that its text has to be white. */
const DARK = "#123456";
/** Neither the dark blue of our own text nor white can be read on it, but black can. */
const GREY = "#7f7f7f";

const offer = (kind, lang, page) => offers.find((one) => one.kind === kind && one.lang === lang && one.page === page);

const allowing = { permissions: ["clipboard-read", "clipboard-write"] };
/** What is not in a list of permissions is refused. */
const refusing = { permissions: ["geolocation"] };

const mayCopy = (page) => page.evaluate(() => navigator.clipboard.writeText("").then(() => true, () => false));

/** Opens the page and waits for its tool. */
async function openBuilder(page, lang) {
  await page.goto(BUILDER[lang]);
  await page.locator("[data-builder][data-live]").waitFor();
}

async function choose(page, { path, theme, accent }) {
  if (path) await page.locator("#embed-component").selectOption(path);
  if (theme) await page.locator("#embed-theme").selectOption(theme);
  if (accent) await page.locator("#embed-accent").fill(accent);
}

const shown = (page, spelling) => page.locator(`[data-spelling=${spelling}]`).innerText();

/** What a browser reads in the text that is shown: tag by tag, attribute by attribute. */
async function read(page, spelling) {
  return page.evaluate((text) => {
    const box = document.createElement("template");
    // The page's own policy would report styles, even here.
    box.innerHTML = text.replaceAll(" style=", " data-style=");
    return [...box.content.querySelectorAll("*")].map((tag) => {
      const found = { tag: tag.localName, text: tag.children.length ? "" : tag.textContent };
      for (const { name, value } of tag.attributes) found[name.replace("data-style", "style")] = value;
      if (found.style) found.style = Object.fromEntries(found.style.split(";").map((one) => one.split(":")));
      if (found.tag === "iframe") {
        const { origin, pathname, searchParams } = new URL(found.src);
        Object.assign(found, { src: origin + pathname, asks: Object.fromEntries(searchParams) });
      }
      return found;
    });
  }, await shown(page, spelling));
}

/** What a browser should read there, and nothing more. */
function expected(spelling, { kind, lang, page, path, link, height, title }, { theme, accent } = USUAL) {
  const given = (values) => Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
  const colours = { theme: theme === USUAL.theme ? undefined : theme, accent: accent === USUAL.accent ? undefined : accent };
  const text = accent === DARK ? "#ffffff" : undefined;
  const script = { tag: "script", text: "", async: "", src: `${canonicalOrigin}/embed.js` };
  if (spelling === "frame") {
    const style = { display: "block", width: "100%", height: `${height}px`, border: "0" };
    return [{ tag: "iframe", text: "", src: canonicalOrigin + path, asks: given({ ...colours, "on-accent": text }), title, loading: "lazy", width: "100%", height: `${height}`, frameborder: "0", style }, script];
  }
  const style = given({ "min-height": `${height}px`, "--soga-accent": colours.accent, "--soga-on-accent": text });
  const choices = given({ lang, page, theme: colours.theme, height: `${height}` });
  const tag =
    spelling === "element"
      ? { tag: `soga-${kind}`, text: "", ...choices, style: { display: "block", ...style } }
      : { tag: "div", text: "", "data-soga": kind, ...Object.fromEntries(Object.entries(choices).map(([name, value]) => [`data-${name}`, value])), style };
  return [script, tag, { tag: "a", text: title, href: canonicalOrigin + link }];
}

/** In the page of a component, or in one that holds it: which one it is, and how it looks. */
function look() {
  const view = document.querySelector(".soga-live");
  const { backgroundColor, color } = getComputedStyle(view);
  const [paper, ink] = [backgroundColor, color].map((text) => text.match(/\d+/g).slice(0, 3).reduce((sum, part) => sum + Number(part), 0));
  const button = view.querySelector("[type=submit]");
  // The texts have no button: they get the colour all the same.
  const accent = document.createElement("i");
  accent.style.setProperty("color", "var(--accent)", "important");
  view.append(accent);
  const isLive = !view.querySelector("form[data-form]:not([data-live])");
  const found = { lang: view.lang, isLive, isDark: paper < ink, accent: button ? getComputedStyle(button).backgroundColor : getComputedStyle(accent).color };
  accent.remove();
  return found;
}

const rgb = (hex) => `rgb(${hex.match(/\w\w/g).map((part) => parseInt(part, 16)).join(", ")})`;

/** The document in the frame that matches `selector`. */
const inside = async (page, selector) => (await page.locator(selector).elementHandle()).contentFrame();

const PREVIEW = "[data-preview] iframe";

async function previewed(page) {
  const frame = await inside(page, PREVIEW);
  return { path: new URL(frame.url()).pathname, ...(await frame.evaluate(look)) };
}

for (const { kind, lang, page: of, path, link, height } of offers) {
  site.test(`${path} is offered with the page that shows the same`, () => {
    const what = { faq: /<summary><h3.*?<\/summary>/gs, programme: /class="day-date">[^<]*/g }[kind] ?? new RegExp(`data-form="${kind}"`, "g");
    const parts = (html) => html.match(what) ?? [];
    const html = readFileSync(`${release}${path}index.html`, "utf8");
    const page = pages.at(link);
    assert.ok(parts(html).length > 0);
    assert.deepEqual(parts(page.html), parts(html));
    assert.equal(page.lang, lang);
    assert.match(html, new RegExp(`<html[^>]* lang="${lang}"`));
    assert.equal(path.match(/\/faq\/(.+)\//)?.[1], of);
  });

  site.test(`${path} fills most of the height that is reserved for it in a column of 600 px, and no more`, { viewport: { width: 600, height: 800 }, isRegular: true }, async ({ page }) => {
    await page.goto(path);
    await page.locator(".soga-live:not(:has(form[data-form]:not([data-live])))").waitFor();
    const needed = await page.locator(".soga-live").evaluate((view) => view.getBoundingClientRect().height);
    assert.ok(needed <= height && needed > height / 2, `${needed} px of ${height} px`);
  });
}

for (const [lang, path] of Object.entries(BUILDER)) {
  const first = offer("registration", lang);

  site.test(`${path} offers every component in both languages, its own first`, { isRegular: true }, async ({ page }) => {
    await openBuilder(page, lang);
    const options = await page.locator("#embed-component option").evaluateAll((all) => all.map((one) => ({ value: one.value, lang: one.closest("[lang]").lang })));
    assert.deepEqual(options.map(({ value }) => value).sort(), [...pages.components].sort());
    assert.deepEqual(options.map(({ lang }) => lang), options.map(({ lang }) => lang).sort((one, other) => (other === lang) - (one === lang)));
    assert.equal(await page.locator("#embed-component").inputValue(), first.path);
  });

  site.test(`${path}: each component that is chosen is written in all three ways, with no more than it needs`, { isRegular: true }, async ({ page }) => {
    await openBuilder(page, lang);
    for (const spelling of SPELLINGS) assert.deepEqual(await read(page, spelling), expected(spelling, first));
    // The first one last, so that each of them is a change.
    for (const one of [...offers].reverse()) {
      await choose(page, one);
      for (const spelling of SPELLINGS) assert.deepEqual(await read(page, spelling), expected(spelling, one));
    }
  });

  for (const spelling of SPELLINGS) {
    site.test(`${path}: colours other than the usual ones are written into the ${spelling}, and taken out again`, { isRegular: true }, async ({ page }) => {
      await openBuilder(page, lang);
      for (const theme of ["dark", "auto", "light"]) {
        for (const accent of [OTHER.accent, DARK, USUAL.accent]) {
          await choose(page, { theme, accent });
          assert.deepEqual(await read(page, spelling), expected(spelling, first, { theme, accent }));
        }
      }
    });

    site.test(`${path}: the button of the ${spelling} copies exactly what is shown, and says so until something else is chosen`, { ...allowing, isRegular: true }, async ({ page }) => {
      await openBuilder(page, lang);
      const status = page.locator("[data-builder] [role=status]");
      const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
      for (const choice of [{}, { path: offer("faq", "en", "studies").path, ...OTHER }]) {
        await choose(page, choice);
        assert.equal(await status.textContent(), "");
        await page.evaluate(() => navigator.clipboard.writeText("something else"));
        await page.locator(`[data-copy=${spelling}]`).click();
        await status.filter({ hasText: COPIED[lang] }).waitFor();
        assert.equal(await clipboard(), await shown(page, spelling));
      }
      await choose(page, { theme: "auto" });
      assert.equal(await status.textContent(), "");
    });

    site.test(`${path}: where the clipboard is refused, the ${spelling} is selected for the keys that copy`, refusing, async ({ page, hosts }) => {
      await openBuilder(page, lang);
      assert.equal(await mayCopy(page), false);
      await page.locator(`[data-copy=${spelling}]`).click();
      const text = await shown(page, spelling);
      await becomes(() => page.evaluate(() => getSelection().toString()), text);
      await page.locator("[data-builder] [role=status]").filter({ hasText: BY_HAND[lang] }).waitFor();
      await page.keyboard.press("Control+c");
      await page.goto(hosts.page("plain", "<textarea></textarea>"));
      await page.locator("textarea").focus();
      await page.keyboard.press("Control+v");
      assert.equal(await page.locator("textarea").inputValue(), text);
    });
  }

  site.test(`${path}: a copy that is refused is said to be, even after one that worked`, allowing, async ({ page, context }) => {
    await openBuilder(page, lang);
    const status = page.locator("[data-builder] [role=status]");
    await page.locator("[data-copy=element]").click();
    await status.filter({ hasText: COPIED[lang] }).waitFor();
    await context.clearPermissions();
    await context.grantPermissions(refusing.permissions);
    assert.equal(await mayCopy(page), false);
    await page.locator("[data-copy=div]").click();
    await status.filter({ hasText: BY_HAND[lang] }).waitFor();
  });

  site.test(`${path}: the preview follows every choice`, { colorScheme: "dark" }, async ({ page }) => {
    await openBuilder(page, lang);
    for (const [one, colours] of [
      [first, USUAL],
      [offer("faq", "en", "studies"), OTHER],
      [offer("workshop", "fr"), OTHER],
      [offer("reimbursement", "en"), { ...OTHER, theme: "light" }],
      [offer("programme", "fr"), { ...USUAL, theme: "auto" }],
      [first, USUAL],
    ]) {
      await choose(page, { path: one.path, ...colours });
      await becomes(() => previewed(page), { path: one.path, lang: one.lang, isLive: true, isDark: colours.theme !== "light", accent: rgb(colours.accent) });
      assert.equal(await page.locator(PREVIEW).getAttribute("title"), one.title);
    }
  });

  site.test(`${path}: the preview is as high as what it holds, which may grow and shrink`, async ({ page }) => {
    await openBuilder(page, lang);
    const frame = () => inside(page, PREVIEW);
    const fits = async () => {
      const [view, scrolled] = await (await frame()).evaluate(() => [document.querySelector(".soga-live").getBoundingClientRect().height, document.documentElement.scrollHeight]);
      const box = await page.locator(PREVIEW).evaluate((box) => box.clientHeight);
      return scrolled <= box && box - view <= 1 ? "it fits" : `${view} px, scrolled in ${scrolled} px, stand in ${box} px`;
    };
    for (const one of [offer("reimbursement", lang), offer("faq", lang, "studies")]) {
      await choose(page, one);
      await becomes(async () => new URL((await frame()).url()).pathname, one.path);
      await becomes(fits, "it fits");
    }
    await (await frame()).locator("summary").first().click();
    await becomes(fits, "it fits");
  });

  for (const [what, options, prepare] of [
    ["without JavaScript", { javaScriptEnabled: false }, () => {}],
    ["where its scripts are blocked", {}, (page) => page.route("**/*.js", (route) => route.abort("blockedbyclient"))],
    ["where its tool is blocked", {}, (page) => page.route("**/builder-*.js", (route) => route.abort("blockedbyclient"))],
  ]) {
    site.test(`${path} ${what}: the first component and the policy can be read, nothing is shown that does nothing, and no preview is loaded`, options, async ({ page, guard }) => {
      guard.allow(/ERR_BLOCKED_BY_CLIENT/, /stays static/);
      await prepare(page);
      const paths = requested(page);
      await page.goto(path);
      if (options.javaScriptEnabled !== false) await settle(page);
      for (const spelling of SPELLINGS) {
        assert.ok(await page.locator(`[data-spelling=${spelling}]`).isVisible());
        assert.deepEqual(await read(page, spelling), expected(spelling, first));
      }
      const policy = page.locator("[aria-labelledby=embed-policy]");
      assert.ok(await policy.isVisible());
      // With these lines of the French page embed-policy.test.mjs lets a strict site work; here they are the same in both.
      assert.deepEqual((await policy.innerText()).split("\n"), [
        `script-src ${canonicalOrigin} 'wasm-unsafe-eval'`,
        `connect-src ${canonicalOrigin}`,
        `frame-src ${canonicalOrigin}`,
        `form-action ${canonicalOrigin}`,
      ]);
      assert.ok(!paths.some((path) => /\/embed\/./.test(path)), paths.join(" "));
      const dead = await page.locator("[data-builder] :is(select, input, button, iframe, #embed-preview):visible").evaluateAll((all) => all.map((one) => one.id || one.dataset.copy || one.localName));
      assert.deepEqual(dead, []);
    });
  }

  site.test(`${path} by keyboard: from the choice to the copy`, allowing, async ({ page }) => {
    await openBuilder(page, lang);
    const passed = [];
    const tabTo = async (selector) => {
      do {
        await page.keyboard.press("Tab");
        const { name, isRinged } = await page.evaluate(() => {
          const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement);
          return { name: document.activeElement.outerHTML.slice(0, 80), isRinged: outlineStyle !== "none" && parseFloat(outlineWidth) >= 1 };
        });
        assert.ok(isRinged, `focus cannot be seen on ${name}`);
        passed.push(name);
        assert.ok(passed.length < 60, `Tab does not reach ${selector}; it passed ${passed.join("\n")}`);
      } while (!(await page.evaluate((selector) => document.activeElement.matches(selector), selector)));
    };
    await tabTo("#embed-component");
    await page.keyboard.press("ArrowDown");
    const second = offer("workshop", lang);
    assert.deepEqual(await read(page, "div"), expected("div", second));
    await tabTo("#embed-theme");
    await page.keyboard.press("ArrowDown");
    const colours = { ...USUAL, theme: "dark" };
    await tabTo("#embed-accent");
    for (const spelling of SPELLINGS) {
      await tabTo(`[data-copy=${spelling}]`);
      await page.keyboard.press("Space");
      await becomes(() => page.evaluate(() => navigator.clipboard.readText()), await shown(page, spelling));
      assert.deepEqual(await read(page, spelling), expected(spelling, second, colours));
      assert.ok(await page.evaluate((spelling) => document.activeElement.matches(`[data-copy=${spelling}]`), spelling));
    }
  });

  site.test(`${path} works too where the app has led to it, and led there again`, async ({ page }) => {
    await open(page, `/${lang}/`);
    for (const one of [offer("workshop", lang), offer("programme", lang)]) {
      await page.locator(`.site-footer a[href="${path}"]`).click();
      await arrived(page, pages.at(path));
      await page.locator("[data-builder][data-live]").waitFor();
      await choose(page, one);
      assert.deepEqual(await read(page, "element"), expected("element", one));
      await becomes(async () => (await previewed(page)).path, one.path);
      await page.locator(`.menu a[href="${offer("registration", lang).link}"]`).click();
      await arrived(page, pages.at(offer("registration", lang).link));
    }
  });
}

site.test("what is said of a copy can be seen from the button that was pressed", allowing, async ({ page }) => {
  await openBuilder(page, "fr");
  const unseen = [];
  for (const spelling of SPELLINGS) {
    await page.locator(`[data-copy=${spelling}]`).click();
    const said = page.getByText(COPIED.fr, { exact: true });
    await said.first().waitFor();
    const isSeen = await said.evaluateAll((all) => all.some((one) => one.getBoundingClientRect().top >= 0 && one.getBoundingClientRect().bottom <= innerHeight));
    if (!isSeen) unseen.push(spelling);
  }
  assert.deepEqual(unseen, []);
});

site.test("a choice made before the tool has come counts once it is there", async ({ page }) => {
  let letGo;
  const held = new Promise((then) => (letGo = then));
  await page.route("**/builder-*.js", async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(BUILDER.fr);
  const one = offer("faq", "en", "studies");
  // By a visitor who can see the list already, or by a browser that brings back what was chosen before.
  await page.locator("#embed-component").selectOption(one.path, { force: true });
  letGo();
  await page.locator("[data-builder][data-live]").waitFor();
  await becomes(() => read(page, "element"), expected("element", one));
  await becomes(async () => (await previewed(page)).path, one.path);
});

site.test("choices are no steps of the history", async ({ page }) => {
  await openBuilder(page, "fr");
  const before = await page.evaluate(() => history.length);
  for (const one of [offer("programme", "fr"), offer("faq", "en")]) {
    await choose(page, one);
    await becomes(async () => (await previewed(page)).path, one.path);
  }
  assert.equal(await page.evaluate(() => history.length), before);
});

for (const [what, one] of [
  ["the preview far below is", undefined],
  ["the choice that was made meanwhile is", offer("programme", "en")],
]) {
  site.test(`${what} loaded when the preview comes near`, async ({ page }) => {
    // How near is near is up to the browser: this is far for any of them.
    await page.addInitScript(() => {
      document.addEventListener("readystatechange", () => {
        const place = document.querySelector("[data-preview]");
        if (place) place.style.marginTop = "30000px";
      });
    });
    const paths = requested(page);
    await openBuilder(page, "fr");
    await settle(page);
    assert.ok(!paths.some((path) => path.startsWith("/fr/embed/")), paths.join(" "));
    if (one) await choose(page, one);
    await page.locator(PREVIEW).scrollIntoViewIfNeeded();
    await becomes(async () => (await previewed(page)).path, (one ?? offer("registration", "fr")).path);
    await settle(page);
    assert.equal((await previewed(page)).path, (one ?? offer("registration", "fr")).path);
  });
}

for (const [at, kind] of ["registration", "workshop", "reimbursement", "programme", "faq"].entries()) {
  const lang = at % 2 ? "en" : "fr";
  const one = offer(kind, lang, kind === "faq" ? "studies" : undefined);

  for (const spelling of SPELLINGS) {
    site.test(`${kind}, pasted as its ${spelling} is shown, has the colours that were chosen`, async ({ page, endpoint, hosts }) => {
      await openBuilder(page, lang);
      await choose(page, { path: one.path, ...OTHER });
      // The site under test has another address than the one that it is built for.
      const text = (await shown(page, spelling)).replaceAll(canonicalOrigin, endpoint.origin);
      await page.goto(hosts.page("plain", text));
      if (spelling !== "frame") await live(page);
      const place = async () => (spelling === "frame" ? inside(page, ".column iframe") : page);
      await becomes(async () => (await place()).evaluate(look), { lang, isLive: true, isDark: true, accent: rgb(OTHER.accent) });
    });
  }
}

for (const accent of [DARK, GREY]) {
  for (const spelling of SPELLINGS) {
    site.test(`the text of the button can be read on ${accent} where the ${spelling} is pasted`, async ({ page, endpoint, hosts }) => {
      await openBuilder(page, "fr");
      await choose(page, { accent });
      await page.goto(hosts.page("plain", (await shown(page, spelling)).replaceAll(canonicalOrigin, endpoint.origin)));
      const place = async () => (spelling === "frame" ? inside(page, ".column iframe") : page);
      await becomes(async () => (await (await place()).evaluate(look)).accent, rgb(accent));
      const contrast = await (await place()).evaluate(() => {
        const { backgroundColor, color } = getComputedStyle(document.querySelector(".soga-live [type=submit]"));
        const [darker, lighter] = [backgroundColor, color]
          .map((text) => text.match(/\d+/g).slice(0, 3).map((part) => part / 255).map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)))
          .map(([red, green, blue]) => 0.2126 * red + 0.7152 * green + 0.0722 * blue)
          .sort((one, other) => one - other);
        return (lighter + 0.05) / (darker + 0.05);
      });
      assert.ok(contrast >= 4.5, `${contrast.toFixed(1)} : 1`);
    });
  }
}

/** Opens what few editors choose. */
async function unfold(page) {
  for (const words of [/Autres réglages|More settings/, /remplies d’avance|filled in beforehand/]) await page.locator("[data-builder] summary", { hasText: words }).click();
  await page.locator("#embed-given-organisation").waitFor();
}

async function type(page, id, text) {
  await page.locator(`#embed-${id}`).fill(text);
  await page.locator(`#embed-${id}`).blur();
}

/** Chooses a form with answers, a word for where people come from, a page of thanks and other looks. */
async function chooseMuch(page, lang) {
  await unfold(page);
  await type(page, "given-organisation", '"Les Communs" & côté');
  await page.locator("#embed-given-organisation-hide").check();
  await page.locator("#embed-given-country").selectOption("FR");
  await type(page, "source", "lettre-11");
  await type(page, "thanks", "/merci/");
  await type(page, "radius", "12");
  await type(page, "font", '"Open Sans", serif');
}

for (const [lang, path] of Object.entries(BUILDER)) {
  const first = offer("registration", lang);

  site.test(`${path}: what few choose is written in all three ways, and the preview shows it`, async ({ page }) => {
    await openBuilder(page, lang);
    await chooseMuch(page, lang);
    const given = { "prefill-organisation": '"Les Communs" & côté', "prefill-country": "FR", hide: "organisation", source: "lettre-11", thanks: "/merci/", height: `${first.height}` };
    const looks = { "--soga-radius": "12px", "--soga-font": "Open Sans, serif" };
    for (const [spelling, prefix, place] of [
      ["element", "", { display: "block" }],
      ["div", "data-", {}],
    ]) {
      const [, tag] = await read(page, spelling);
      const { tag: _, text, style, "data-soga": kind, ...attributes } = tag;
      assert.deepEqual(attributes, Object.fromEntries(Object.entries({ lang, ...given }).map(([name, value]) => [prefix + name, value])));
      assert.deepEqual(style, { ...place, "min-height": `${first.height}px`, ...looks });
    }
    const [frame] = await read(page, "frame");
    assert.deepEqual(frame.asks, { radius: "12px", font: "Open Sans, serif" });
    assert.deepEqual(Object.fromEntries(new URLSearchParams(frame.name.replace("soga?", ""))), { organisation: '"Les Communs" & côté', country: "FR", hide: "organisation", source: "lettre-11" });
    await becomes(async () => {
      const view = await (await inside(page, PREVIEW)).evaluate(() => {
        const value = (name) => document.querySelector(`[name=${name}]`).value;
        const { borderRadius, fontFamily } = getComputedStyle(document.querySelector("[name=first_name]"));
        return [value("organisation"), document.querySelector("[data-field=organisation]").hidden, value("country"), value("source"), borderRadius, fontFamily];
      });
      return JSON.stringify(view);
    }, JSON.stringify(['"Les Communs" & côté', true, "FR", "lettre-11", "12px", '"Open Sans", serif']));
  });

  site.test(`${path}: only what the component has can be chosen, and is written`, async ({ page }) => {
    await openBuilder(page, lang);
    await chooseMuch(page, lang);
    const visible = async () => (await page.locator("[data-builder] .form-box :is(input:not([type=checkbox]), select):visible").evaluateAll((all) => all.map((one) => one.id.replace("embed-", "")))).join(" ");
    const looks = "component theme accent shown font";
    assert.equal(await visible(), `${looks} radius source thanks given-first_name given-last_name given-email given-profile given-organisation given-country given-days`);
    await choose(page, { path: offer("workshop", lang).path });
    assert.equal(await visible(), `${looks} radius source thanks given-first_name given-last_name given-email given-organisation given-country given-postal_code given-city given-first_time`);
    await choose(page, { path: offer("programme", lang).path });
    assert.equal(await visible(), looks);
    const [, programme] = await read(page, "element");
    assert.deepEqual(Object.keys(programme).sort(), ["height", "lang", "style", "tag", "text"]);
    assert.deepEqual((await read(page, "frame"))[0].asks, { font: "Open Sans, serif" });
    // Everybody sees the address that the private link goes to.
    assert.equal(await page.locator("#embed-given-email-hide").count(), 0);
  });

  site.test(`${path}: a word that would not be stored is refused with a reason, and left out until it is corrected`, async ({ page }) => {
    await openBuilder(page, lang);
    await unfold(page);
    const error = page.locator("#embed-source-error");
    const source = async () => (await read(page, "element"))[1].source;
    await type(page, "source", "lettre de novembre");
    await error.waitFor();
    assert.equal(await page.locator("#embed-source").getAttribute("aria-invalid"), "true");
    assert.equal(await source(), undefined);
    await type(page, "source", "novembre");
    await error.waitFor({ state: "hidden" });
    assert.equal(await source(), "novembre");
  });

  for (const [what, wrong, right, written] of [
    ["radius", ["120", "2em", "-1", "1.5"], "12 px", "12px"],
    ["font", ["Héritage", "serif;}", "a".repeat(101)], '"Open Sans", serif', "Open Sans, serif"],
  ]) {
    site.test(`${path}: a ${what} that is none is refused with a reason, and left out until it is corrected`, async ({ page }) => {
      await openBuilder(page, lang);
      await unfold(page);
      const error = page.locator(`#embed-${what}-error`);
      const field = page.locator(`#embed-${what}`);
      const value = async () => (await read(page, "element"))[1].style[`--soga-${what}`];
      assert.ok(!(await error.isVisible()));
      for (const typed of wrong) {
        await type(page, what, typed);
        await error.waitFor();
        assert.equal(await field.inputValue(), typed);
        assert.equal(await field.getAttribute("aria-invalid"), "true");
        assert.equal(await value(), undefined);
        await type(page, what, right);
        await error.waitFor({ state: "hidden" });
        assert.equal(await value(), written);
      }
    });
  }

  site.test(`${path}: no answer that is given stands in an address, of the line to copy or of the preview`, async ({ page, endpoint, hosts }) => {
    await openBuilder(page, lang);
    await chooseMuch(page, lang);
    const [{ asks, name }] = await read(page, "frame");
    assert.deepEqual(Object.keys(asks).sort(), ["font", "radius"]);
    assert.match(name, /^soga\?organisation=/);
    await becomes(async () => new URL((await inside(page, PREVIEW)).url()).search.includes("font="), true);
    assert.doesNotMatch((await inside(page, PREVIEW)).url(), /Communs|source|hide/);
    const text = (await shown(page, "frame")).replaceAll(canonicalOrigin, endpoint.origin);
    await page.goto(hosts.page("plain", text));
    const frame = await inside(page, ".column iframe");
    await frame.locator("form[data-live]").waitFor();
    assert.equal(await frame.locator("[name=organisation]").inputValue(), '"Les Communs" & côté');
    assert.ok(!(await frame.locator("[data-field=organisation]").isVisible()));
    assert.equal(await frame.locator("[name=source]").inputValue(), "lettre-11");
  });

  site.test(`${path}: a page of thanks that is no page is refused with a reason, and left out until it is corrected`, async ({ page }) => {
    await openBuilder(page, lang);
    await unfold(page);
    const error = page.locator("#embed-thanks-error");
    const thanks = async () => (await read(page, "element"))[1].thanks;
    for (const wrong of ["javascript:alert(1)", "www.exemple.fr/merci/", "//exemple.fr/"]) {
      await type(page, "thanks", wrong);
      await error.waitFor();
      assert.match(await error.textContent(), /https:\/\//);
      assert.equal(await page.locator("#embed-thanks").getAttribute("aria-invalid"), "true");
      assert.equal(await thanks(), undefined);
      await type(page, "thanks", "/merci/");
      await error.waitFor({ state: "hidden" });
      assert.equal(await thanks(), "/merci/");
    }
    await type(page, "thanks", "https://www.exemple.fr/merci/");
    assert.equal(await thanks(), "https://www.exemple.fr/merci/");
  });

  site.test(`${path}: a button is written with its own words, in the two ways that can be one, and opens the form where it is pasted`, async ({ page, endpoint, hosts }) => {
    await openBuilder(page, lang);
    await unfold(page);
    assert.ok(!(await page.locator("#embed-label").isVisible()));
    await page.locator("#embed-shown").selectOption("button");
    assert.equal((await read(page, "element"))[2].text, first.title);
    await type(page, "label", "Venez <vite>");
    const href = canonicalOrigin + first.link;
    const link = { tag: "a", text: "Venez <vite>", href };
    assert.deepEqual((await read(page, "element")).slice(1), [{ tag: "soga-button", text: "", component: "registration", lang }, link]);
    assert.deepEqual((await read(page, "div")).slice(1), [{ tag: "div", text: "", "data-soga": "button", "data-component": "registration", "data-lang": lang }, link]);
    assert.ok(!(await page.locator("[data-copy=frame]").isVisible()));
    for (const spelling of ["element", "div"]) {
      const text = (await page.locator(`[data-spelling=${spelling}]`).textContent()).replaceAll(canonicalOrigin, endpoint.origin);
      await page.goto(hosts.page("plain", text));
      await page.waitForFunction(() => window.soga);
      await page.getByText("Venez <vite>").click();
      await page.locator("dialog form[data-live]").waitFor();
      await openBuilder(page, lang);
      await unfold(page);
      await page.locator("#embed-shown").selectOption("button");
      await type(page, "label", "Venez <vite>");
    }
  });

  site.test(`${path} at 360 px, with all that can be chosen unfolded: nothing scrolls sideways, and axe finds nothing`, { viewport: { width: 360, height: 640 } }, async ({ page, t }) => {
    await openBuilder(page, lang);
    await chooseMuch(page, lang);
    await type(page, "source", "deux mots");
    await page.locator("#embed-shown").selectOption("button");
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
    await assertAccessible(page, t);
  });
}

for (const spelling of SPELLINGS) {
  site.test(`answers that were chosen are filled in where the ${spelling} is pasted`, async ({ page, endpoint, hosts }) => {
    await openBuilder(page, "fr");
    await chooseMuch(page, "fr");
    await page.goto(hosts.page("plain", (await shown(page, spelling)).replaceAll(canonicalOrigin, endpoint.origin)));
    const place = spelling === "frame" ? page.frameLocator(".column iframe") : page;
    await place.locator("form[data-form=registration][data-live]").waitFor();
    assert.equal(await place.locator("[name=organisation]").inputValue(), '"Les Communs" & côté');
    assert.ok(!(await place.locator("[data-field=organisation]").isVisible()));
    assert.equal(await place.locator("[name=source]").inputValue(), "lettre-11");
  });
}
