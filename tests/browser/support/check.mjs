// The reimbursement check, as people use it, and what the table of communes says.

import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** Its two pages. */
export const CHECK = { fr: "/fr/defraiement/", en: "/en/reimbursement/" };

/** The choice for a place that is not offered. */
export const ANOTHER = { fr: "Une autre commune", en: "Another municipality" };

/** How the answers speak of distances; spaces may be no-break ones. */
export const KM = {
  fr: { range: /de ([\d,]+) à ([\d,]+)\skm/, least: /au moins ([\d,]+)\skm/, greatest: /au plus ([\d,]+)\skm/ },
  en: { range: /is ([\d.]+) to ([\d.]+)\skm/, least: /at least ([\d.]+)\skm/, greatest: /at most ([\d.]+)\skm/ },
};

const RADIUS = 20;
const MARGIN = 0.3;

/** Answers the first two questions. */
export async function begin(page, { first = "yes", country = "FR" } = {}) {
  await page.locator(`.check [name=first_time][value=${first}]`).check();
  await page.locator("#check-country").selectOption(country);
}

/** Types into the field for the place, key by key; what it held is gone. */
export async function typePlace(page, text) {
  const field = page.locator("#check-place");
  await field.clear();
  await field.pressSequentially(text);
}

export async function choose(page, label) {
  await page.locator(".check").getByLabel(label, { exact: true }).check();
}

/** The places on offer, once there are any. */
export async function offered(page) {
  await page.locator(".check [data-places] label").first().waitFor();
  return page.locator(".check [data-places] label").allTextContents();
}

/** The verdict once it is there, and says `words` where these are given. */
export async function verdict(page, words) {
  const notice = page.locator(".check [data-verdict]").filter({ hasText: words });
  await notice.waitFor();
  return { kind: await notice.getAttribute("data-verdict"), text: await notice.innerText() };
}

/** Waits until there is no verdict. */
export async function noVerdict(page) {
  await page.locator(".check [data-verdict]").waitFor({ state: "detached" });
}

/** What the check says under the field for the place, once that matches `words`. */
export async function saysOfPlaces(page, words) {
  await page.locator(".check [data-place] [role=status]").filter({ hasText: words }).waitFor();
}

/** The kilometres that a text shows: the range, or the one bound that settles it. */
export function kilometres(text, lang) {
  const number = (digits) => Number(digits.replace(",", "."));
  const { range, least, greatest } = KM[lang];
  const [, from, to] = text.match(range) ?? [undefined, text.match(least)?.[1], text.match(greatest)?.[1]];
  return { least: from && number(from), greatest: to && number(to) };
}

/** The numbers shown are bounds of those of the table, and no farther from them than a tenth of a kilometre. */
export function assertBounds(shown, [least, greatest], kind) {
  const slack = 0.1;
  const text = `${JSON.stringify(shown)} for ${least}–${greatest}`;
  const isShown = { yes: [true, false], no: [false, true], confirm: [true, true] }[kind];
  assert.deepEqual([shown.least !== undefined, shown.greatest !== undefined], isShown, text);
  // The figures of a table are rounded themselves.
  const rounding = 0.02;
  if (shown.least !== undefined) assert.ok(least - shown.least >= -rounding && least - shown.least < slack + rounding, text);
  if (shown.greatest !== undefined) assert.ok(shown.greatest - greatest >= -rounding && shown.greatest - greatest < slack + rounding, text);
}

const table = readFileSync(fileURLToPath(new URL("../../../data/places/communes.tsv", import.meta.url)), "utf8");

/** The communes of a postal code, by the table that the site is made from, with the verdict that the rule gives them. */
export function communesOf(code) {
  return table
    .split("\n")
    .map((line) => line.split("\t"))
    .filter(([, type, , , codes]) => type === "commune" && codes.split(" ").includes(code))
    .map(([, , name, department, , , least, greatest]) => ({
      name,
      label: `${name} (${department})`,
      kind: least >= RADIUS + MARGIN ? "yes" : greatest <= RADIUS - MARGIN ? "no" : "confirm",
      bounds: [Number(least), Number(greatest)],
    }));
}
