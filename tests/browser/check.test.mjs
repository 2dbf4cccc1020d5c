// The reimbursement check: verdicts that explain themselves, and never stand in the way of a request.

import { strict as assert } from "node:assert";
import { arrived, open } from "./support/acts.mjs";
import { assertAccessible } from "./support/axe.mjs";
import { CHECK, begin, choose, kilometres, noVerdict, offered, saysOfPlaces, typePlace, verdict } from "./support/check.mjs";
import { reference, stored } from "./support/form.mjs";
import * as pages from "./support/pages.mjs";
import { stage } from "./support/stage.mjs";
import { release } from "./support/where.mjs";

const site = stage(release);

const STRAIGHT = { fr: "à vol d’oiseau", en: "in a straight line" };
const REQUEST = { fr: "Aller à la demande", en: "Go to the request" };

/** One way to each verdict. */
const WAYS = [
  { to: "yes", what: "a seat abroad", answers: { country: "BE" } },
  { to: "yes", what: "another département", place: "59000" },
  { to: "yes", what: "a commune beyond", place: "78300" },
  { to: "no", what: "a commune within", place: "75007" },
  { to: "confirm", what: "a commune on both sides", place: "78000" },
  { to: "confirm", what: "an unknown code", place: "78999" },
];

async function reach(page, { answers, place }) {
  await begin(page, answers);
  if (place) await typePlace(page, place);
  return verdict(page);
}

/** Each an organisation of its own: a second request of one would be refused. */
const NUMBERS = { yes: "0123.456.701", no: "0123.456.702", confirm: "0123.456.703" };

function request(kind) {
  return {
    organisation: "Coopérative des Lilas",
    country: "BE",
    registration_number: NUMBERS[kind],
    address: "Rue Haute 1",
    postal_code: "1000",
    city: "Bruxelles",
    first_name: "Camille",
    last_name: "Durand",
    email: `camille.${process.pid}.${kind}@exemple.fr`,
    participants: "Camille Durand",
  };
}

for (const [lang, path] of Object.entries(CHECK)) {
  for (const way of WAYS) {
    site.test(`${path}: ${way.what} is "${way.to}", with the measure, the venue and the link to the request`, { isRegular: true }, async ({ page }) => {
      await open(page, path);
      const { kind, text } = await reach(page, way);
      assert.equal(kind, way.to);
      assert.ok(text.includes(STRAIGHT[lang]), text);
      assert.match(text, /Musée social/);
      assert.match(text, /5 rue Las Cases/);
      assert.doesNotMatch(text, /[{}]|undefined/);
      await page.locator(".check").getByRole("link", { name: REQUEST[lang] }).click();
      const form = page.locator("form[data-form=reimbursement]");
      // The address stays: in another site it is that site's.
      assert.ok(await form.evaluate((form) => form === document.activeElement && form.getBoundingClientRect().top < innerHeight && location.hash === ""));
    });
  }

  site.test(`${path}: who took part before gets "no" at once, wherever the seat`, { isRegular: true }, async ({ page }) => {
    await open(page, path);
    await page.locator(".check [name=first_time][value=no]").check();
    assert.equal((await verdict(page)).kind, "no");
    await begin(page, { first: "no", country: "BE" });
    assert.equal((await verdict(page)).kind, "no");
    await page.locator(".check [name=first_time][value=yes]").check();
    assert.equal((await verdict(page, STRAIGHT[lang])).kind, "yes");
  });

  site.test(`${path}: the data are credited`, { isRegular: true }, async ({ page }) => {
    await open(page, path);
    const credit = page.locator(".check .credit");
    assert.ok(await credit.isVisible());
    for (const source of [/INSEE/, /La Poste/, /IGN/, /Licence Ouverte 2\.0/, /GeoNames/, /CC BY 4\.0/]) {
      assert.match(await credit.textContent(), source);
    }
  });

  site.test(`${path}: "to be confirmed" tells the range and asks for the address`, { isRegular: true }, async ({ page }) => {
    await open(page, path);
    const { text } = await reach(page, { place: "78000" });
    assert.deepEqual(kilometres(text, lang), { least: 12.8, greatest: 19.98 });
    assert.match(text, /avec l’adresse exacte du siège|with the exact address of the registered office/);
    assert.doesNotMatch(text, /secteur postal|postal area/i);
  });

  site.test(`${path}: an area that is to be confirmed is said to be one, and the town's name settles it`, { isRegular: true }, async ({ page }) => {
    await open(page, path);
    const { kind, text } = await reach(page, { place: "91191 CEDEX" });
    assert.equal(kind, "confirm");
    assert.match(text, /[Ll]e secteur postal Gif-sur-Yvette \(91, Essonne\)|The postal area Gif-sur-Yvette \(91, Essonne\)/);
    assert.deepEqual(kilometres(text, lang), { least: 15, greatest: 27.7 });
    assert.match(text, /tapez le nom|type the name/);
    assert.match(text, /avec l’adresse exacte du siège|with the exact address of the registered office/);
    await typePlace(page, "Les Ulis");
    assert.equal((await verdict(page, "Les Ulis")).kind, "yes");
  });

  site.test(`${path}: axe finds nothing with places on offer and a verdict`, async ({ page, t }) => {
    await open(page, path);
    await begin(page);
    await typePlace(page, "78240");
    await choose(page, "Chambourcy (78)");
    await verdict(page, "Chambourcy");
    await assertAccessible(page, t);
  });
}

for (const colorScheme of ["light", "dark"]) {
  site.test(`yes, no and to be confirmed look different at a glance, ${colorScheme}`, { colorScheme }, async ({ page, t }) => {
    await open(page, CHECK.fr);
    const looks = [];
    for (const place of ["78300", "75007", "78000"]) {
      await begin(page);
      await typePlace(page, place);
      const { kind } = await verdict(page, { 78300: "Poissy", 75007: "Paris 7e", 78000: "Versailles" }[place]);
      looks.push({ kind, ...(await page.locator("[data-verdict]").evaluate(look)) });
      await assertAccessible(page, t);
    }
    assert.deepEqual(looks.map(({ kind }) => kind), ["yes", "no", "confirm"]);
    for (const part of ["heading", "colour", "sign", "edge"]) {
      const different = new Set(looks.map((one) => one[part])).size;
      // The edge is the same for the two that are certain.
      assert.equal(different, part === "edge" ? 2 : 3, `${part}: ${JSON.stringify(looks)}`);
    }
    // Parts of a drawing: 3 to 1 (WCAG 1.4.11).
    for (const { colour, ground } of looks) assert.ok(contrast(colour, ground) >= 3, `${colour} on ${ground}`);
  });
}

for (const colorScheme of ["light", "dark"]) {
  site.test(`what can be chosen is drawn in our colours, ${colorScheme}`, { colorScheme }, async ({ page }) => {
    await open(page, CHECK.fr);
    await page.locator("[data-check] [type=radio]").first().check();
    const [chosen, other] = await page.locator("[data-check] [type=radio]").evaluateAll((radios) =>
      radios.slice(0, 2).map((radio) => {
        const { appearance, backgroundColor, borderTopColor } = getComputedStyle(radio);
        const dot = getComputedStyle(radio, "::before");
        return { appearance, ground: backgroundColor, edge: borderTopColor, dot: dot.content === "none" ? null : dot.borderTopColor };
      }),
    );
    const around = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    for (const { appearance, ground, edge } of [chosen, other]) {
      assert.equal(appearance, "none");
      // No white field on a dark page.
      assert.ok(contrast(ground, around) < 2, `${ground} on ${around}`);
      assert.ok(contrast(edge, ground) >= 3, `${edge} on ${ground}`);
    }
    assert.ok(contrast(chosen.dot, chosen.ground) >= 3, `${chosen.dot} on ${chosen.ground}`);
    assert.equal(other.dot, null);
  });
}

/** In the page: what tells a verdict at a glance. */
function look(notice) {
  const style = getComputedStyle(notice);
  const sign = getComputedStyle(notice, "::after");
  return {
    heading: notice.querySelector("h4").textContent,
    colour: style.borderTopColor,
    ground: style.backgroundColor,
    edge: style.borderTopStyle,
    sign: [sign.width, sign.height, sign.borderWidth, sign.borderStyle, sign.transform].join(" "),
  };
}

function contrast(...colours) {
  const [dark, light] = colours.map((colour) => {
    const [r, g, b] = colour.match(/[\d.]+/g).map((value) => value / 255).map((value) => (value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  }).sort((one, other) => one - other);
  return (light + 0.05) / (dark + 0.05);
}

for (const country of ["BE", "GR", "CH", "other"]) {
  site.test(`a seat in the country "${country}" is beyond, and nothing else is asked`, { isRegular: true }, async ({ page }) => {
    await open(page, CHECK.fr);
    await begin(page, { country });
    assert.equal((await verdict(page, "hors de France")).kind, "yes");
    assert.ok(await page.locator("#check-place").isHidden());
  });
}

for (const way of WAYS.filter((way, at) => WAYS.findIndex(({ to }) => to === way.to) === at)) {
  site.test(`after "${way.to}" the request is sent and stored`, async ({ page, endpoint }) => {
    const { email, country, ...texts } = request(way.to);
    await open(page, CHECK.fr);
    await reach(page, way);
    const form = page.locator("form[data-form=reimbursement]");
    await form.locator("[name=country]").selectOption(country);
    for (const [name, value] of Object.entries({ email, ...texts })) await form.locator(`[name=${name}]`).fill(value);
    await form.locator("[name=declaration]").check();
    await form.locator("[type=submit]").click();
    const shown = await reference(page);
    assert.deepEqual((await stored(endpoint, { email })).map((row) => row.reference), [shown]);
  });
}

site.test("a choice stays chosen while more letters mean the same place, and goes when they do not", async ({ page }) => {
  await open(page, CHECK.fr);
  await begin(page);
  await typePlace(page, "Versail");
  await choose(page, "Versailles (78)");
  await verdict(page, "Versailles");
  await page.locator("#check-place").press("End");
  await page.keyboard.press("l");
  assert.deepEqual((await offered(page)).filter((label) => /Versailles/.test(label)), ["Versailles (78)"]);
  assert.ok(await page.getByLabel("Versailles (78)").isChecked());
  await verdict(page, "Versailles");
  await page.keyboard.press("x");
  await noVerdict(page);
});

site.test("a place chosen near Paris is not taken for another one once all of France is searched", async ({ page }) => {
  await open(page, CHECK.fr);
  await begin(page);
  await typePlace(page, "Saint-Germain");
  await choose(page, "Saint-Germain-en-Laye (78)");
  await verdict(page, "Saint-Germain-en-Laye");
  await page.locator("#check-place").press("End");
  await page.keyboard.type("-en-Trifouilly");
  await saysOfPlaces(page, "Aucune commune");
  await typePlace(page, "Saint-Germain");
  await offered(page);
  const chosen = await page.locator(".check [data-places] input:checked").count();
  assert.equal(await page.locator(".check [data-verdict]").count(), chosen);
});

site.test("the check works on a page that was navigated to, and again after Back", async ({ page }) => {
  await open(page, "/fr/");
  const link = () => page.locator(`a[href="${CHECK.fr}"]`).first();
  for (const time of ["first", "second"]) {
    await link().click();
    await arrived(page, pages.at(CHECK.fr));
    assert.equal((await reach(page, { place: "75007" })).kind, "no", time);
    await page.goBack();
    await arrived(page, pages.at("/fr/"));
  }
});
