// The reimbursement check place by place: the verdict, and the kilometres that it rests on.

import { strict as assert } from "node:assert";
import { open } from "./support/acts.mjs";
import { ANOTHER, CHECK, assertBounds, begin, choose, communesOf, kilometres, noVerdict, offered, saysOfPlaces, typePlace, verdict } from "./support/check.mjs";
import { stage } from "./support/stage.mjs";
import { release } from "./support/where.mjs";

const site = stage(release);
const regular = { isRegular: true };

/** Measured apart from the table: the least and the greatest distance of a commune from the venue. */
const MEASURED = [
  ["Versailles (78)", 12.82, 19.98, "confirm"],
  ["Saint-Germain-en-Laye (78)", 16.05, 22.42, "confirm"],
  ["Roissy-en-France (95)", 18.8, 24.16, "confirm"],
  ["Massy (91)", 13.12, 16.38, "no"],
  ["Palaiseau (91)", 15.56, 19.38, "no"],
  ["Les Ulis (91)", 20.42, 23.46, "yes"],
  ["Poissy (78)", 20.74, 25.64, "yes"],
  ["Gonesse (95)", 14.64, 19.77, "confirm"],
  ["Tremblay-en-France (93)", 18.48, 24.87, "confirm"],
  ["Cergy (95)", 24.92, 31.93, "yes"],
  ["Meaux (77)", 41.09, 46.94, "yes"],
];

const MIXED = ["78240", "91160", "91360", "91400", "94440", "95190", "95500", "95560", "95570", "95720"];

/** What people type for a place that one code settles, and the name that the answer bears. */
const CODES = [
  ["78000", "confirm", "Versailles"],
  ["78 000", "confirm", "Versailles"],
  ["F-78000", "confirm", "Versailles"],
  ["78000 Versailles", "confirm", "Versailles"],
  ["75007", "no", "Paris 7e Arrondissement"],
  ["75340 CEDEX 07", "no", "Paris"],
  ["92043 CEDEX", "no", "Paris La Défense"],
  ["95053 Cedex 1", "yes", "Cergy-Pontoise"],
  ["78300", "yes", "Poissy"],
];

/** Postal codes of départements that are beyond the radius as a whole, overseas included. */
const FAR = ["59000", "69001", "76000", "97110", "97400", "98800", "20000", "2A000"];

for (const [label, least, greatest, expected] of MEASURED) {
  site.test(`${label} by name: "${expected}", from ${least} to ${greatest} km`, regular, async ({ page }) => {
    const name = label.replace(/ \(.*/, "");
    await open(page, CHECK.fr);
    await begin(page);
    await typePlace(page, name);
    // Others are called Massy, but near Paris this one alone is.
    if (name === "Massy") await choose(page, label);
    const { kind, text } = await verdict(page, name);
    assert.equal(kind, expected);
    assertBounds(kilometres(text, "fr"), [least, greatest], kind);
  });
}

for (const code of MIXED) {
  site.test(`${code}: its communes are offered, and each has its own verdict`, regular, async ({ page }) => {
    const communes = communesOf(code);
    assert.ok(new Set(communes.map(({ kind }) => kind)).size > 1, "the table has but one verdict for this code");
    await open(page, CHECK.fr);
    await begin(page);
    await typePlace(page, code);
    assert.deepEqual((await offered(page)).sort(), [...communes.map(({ label }) => label), ANOTHER.fr].sort());
    await noVerdict(page);
    for (const { name, label, kind, bounds } of communes) {
      await choose(page, label);
      const found = await verdict(page, name);
      assert.equal(found.kind, kind, name);
      assertBounds(kilometres(found.text, "fr"), bounds, kind);
    }
    await choose(page, ANOTHER.fr);
    assert.equal((await verdict(page, "Cela n’empêche rien")).kind, "confirm");
  });
}

for (const [typed, expected, name] of CODES) {
  site.test(`"${typed}" is enough for "${expected}", said of ${name}`, regular, async ({ page }) => {
    await open(page, CHECK.fr);
    await begin(page);
    await typePlace(page, typed);
    assert.equal((await verdict(page, name)).kind, expected);
    assert.equal(await page.locator(".check [data-places] input").count(), 0);
  });
}

for (const code of FAR) {
  site.test(`${code} is beyond with its whole département`, regular, async ({ page }) => {
    await open(page, CHECK.fr);
    await begin(page);
    await typePlace(page, code);
    assert.equal((await verdict(page, "tout le département")).kind, "yes");
  });
}

site.test("communes that share a code and a verdict need no choice: the answer is about the code", regular, async ({ page }) => {
  const communes = communesOf("78490");
  assert.ok(communes.length > 1 && communes.every(({ kind }) => kind === "yes"));
  await open(page, CHECK.fr);
  await begin(page);
  await typePlace(page, "F-78490");
  const { kind, text } = await verdict(page, /Le territoire du code postal 78490 \(78, Yvelines\) se trouve/);
  assert.equal(kind, "yes");
  assertBounds(kilometres(text, "fr"), [Math.min(...communes.map(({ bounds }) => bounds[0]))], kind);
});

for (const [typed, label, name, expected] of [
  ["St Germain", "Saint-Germain-en-Laye (78)", "Saint-Germain-en-Laye", "confirm"],
  ["saint germain en l", "Saint-Germain-en-Laye (78)", "Saint-Germain-en-Laye", "confirm"],
  ["Courcouronnes", "Évry-Courcouronnes (91)", "Évry-Courcouronnes", "yes"],
  ["MASSY", "Massy (91)", "Massy", "no"],
]) {
  site.test(`"${typed}" offers ${label}`, regular, async ({ page }) => {
    await open(page, CHECK.fr);
    await begin(page);
    await typePlace(page, typed);
    await choose(page, label);
    assert.equal((await verdict(page, name)).kind, expected);
  });
}

site.test("a town far away is found in all of France by itself, and one of that name is enough", regular, async ({ page }) => {
  await open(page, CHECK.fr);
  await begin(page);
  await typePlace(page, "Bordeaux");
  assert.equal((await verdict(page, "Bordeaux (33, Gironde)")).kind, "yes");
  assert.ok(await page.getByLabel("Bordeaux (33)", { exact: true }).isChecked());
});

site.test("where others have the name of a near town, all are on offer and nobody is told no", regular, async ({ page }) => {
  await open(page, CHECK.fr);
  await begin(page);
  await typePlace(page, "Massy");
  await page.getByLabel("Massy (71)", { exact: true }).waitFor();
  assert.deepEqual((await offered(page)).slice(0, 3), ["Massy (91)", "Massy (76)", "Massy (71)"]);
  await noVerdict(page);
  await choose(page, "Massy (76)");
  assert.equal((await verdict(page, "Massy (76, Seine-Maritime)")).kind, "yes");
});

site.test("the place that is meant is chosen, and another choice counts", regular, async ({ page }) => {
  await open(page, CHECK.fr);
  await begin(page);
  await typePlace(page, "Palaiseau");
  await verdict(page, "Palaiseau (91, Essonne)");
  assert.ok(await page.getByLabel("Palaiseau (91)", { exact: true }).isChecked());
  await choose(page, ANOTHER.fr);
  await verdict(page, "Cela n’empêche rien");
  assert.ok(!(await page.getByLabel("Palaiseau (91)", { exact: true }).isChecked()));
});

for (const [lang, unknown] of [["fr", "Trifouilly-les-Oies"], ["en", "Nowhere-sur-Seine"]]) {
  site.test(`${CHECK[lang]}: a village that nobody knows is no error`, regular, async ({ page }) => {
    await open(page, CHECK[lang]);
    await begin(page);
    await typePlace(page, unknown);
    await saysOfPlaces(page, /Aucune commune française|No French municipality/);
    assert.deepEqual(await offered(page), [ANOTHER[lang]]);
    assert.equal((await verdict(page)).kind, "confirm");
    await choose(page, ANOTHER[lang]);
    assert.equal((await verdict(page)).kind, "confirm");
    assert.equal(await page.locator(".check .error, .check [aria-invalid=true]").count(), 0);
  });
}

for (const [lang, typed, words] of [
  ["fr", "99999", "Ce code postal n’existe pas"],
  ["fr", "7500", "Un code postal français a cinq chiffres"],
  ["en", "00000", "This postcode does not exist"],
  ["en", "7500", "A French postcode has five digits"],
]) {
  site.test(`${CHECK[lang]}: "${typed}" is refused in words beside the field, until it is mended`, regular, async ({ page }) => {
    await open(page, CHECK[lang]);
    await begin(page);
    await typePlace(page, typed);
    await saysOfPlaces(page, words);
    const field = page.locator("#check-place");
    assert.equal(await field.getAttribute("aria-invalid"), "true");
    const described = await field.evaluate((field) => field.getAttribute("aria-describedby").split(" ").map((id) => document.getElementById(id).textContent));
    assert.ok(described.some((text) => text.includes(words)), described.join(" | "));
    await noVerdict(page);
    await typePlace(page, "75007");
    assert.equal((await verdict(page)).kind, "no");
    assert.equal(await field.getAttribute("aria-invalid"), null);
    await saysOfPlaces(page, /^$/);
  });
}

site.test("a code that is too short is refused at once when the field is left, and not while it is being typed", async ({ page }) => {
  await open(page, CHECK.fr);
  await page.clock.install();
  await page.clock.pauseAt(Date.now() + 60_000);
  await begin(page);
  await typePlace(page, "7500");
  await page.clock.runFor(900);
  await saysOfPlaces(page, /^$/);
  await page.keyboard.press("Tab");
  await page.clock.runFor(50);
  await saysOfPlaces(page, "cinq chiffres");
});

for (const typed of ["78999", "95998"]) {
  site.test(`${typed}, a code that no place has, is left to the organisers`, regular, async ({ page }) => {
    await open(page, CHECK.fr);
    await begin(page);
    await typePlace(page, typed);
    assert.equal((await verdict(page, "Cela n’empêche rien")).kind, "confirm");
  });
}
