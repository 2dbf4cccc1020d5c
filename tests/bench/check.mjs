// How long a key takes in the reimbursement check's field for the place, while it searches all of France on a slow
// processor; beside it, in the same page, a field whose handler does nothing. Prints JSON.
//
// A key's time goes from the first to the last handler of its `input` event, with what these put off until right
// after them, and the new style and layout of the page. Every name is typed several times, and the median of a key's
// times counts: a machine that does something else meanwhile is not what is measured.

import { chromium } from "playwright-core";
import { CHECK, begin, typePlace } from "../browser/support/check.mjs";
import { serve } from "../browser/support/endpoint.mjs";
import * as where from "../browser/support/where.mjs";

const SLOWER = 4;
const ROUNDS = 5;

/** Names with many matches and with few, short and long, with accents, found by their last word, not found at all. */
const TYPED = [
  "Saint-Germain-en-Laye",
  "St Martin",
  "La Chapelle",
  "Le Mesnil",
  "Montreuil",
  "Courcouronnes",
  "Châlons-en-Champagne",
  "Évry",
  "L'Haÿ-les-Roses",
  "Marseille",
  "sur",
  "Villeneuve",
  "Trifouilly-les-Oies",
];

const endpoint = await serve(where.release);
const browser = await chromium.launch({ executablePath: where.chromium, args: ["--headless", "--no-sandbox", "--disable-gpu"] });
try {
  console.log(JSON.stringify(await measure(await browser.newPage({ baseURL: endpoint.origin }))));
} finally {
  await browser.close();
  await endpoint.stop();
}

async function measure(page) {
  await page.goto(CHECK.fr);
  await begin(page);
  await typePlace(page, "Marseille");
  await page.getByLabel("Marseille (13)", { exact: true }).waitFor();
  await page.evaluate(watch);
  const session = await page.context().newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const text of TYPED) {
      for (const field of ["#check-place", "#empty"]) {
        await page.locator(field).clear();
        await page.locator(field).pressSequentially(text);
      }
    }
  }
  const { check, empty } = await page.evaluate(() => globalThis.keys);
  const [ours, reference] = [summary(check), summary(empty)];
  return { slower: SLOWER, rounds: ROUNDS, keys: ours.keys, check: ours, empty: reference };
}

/** In the page: adds the field that does nothing, and notes each key of both. */
function watch() {
  const field = document.getElementById("check-place");
  const empty = field.cloneNode();
  empty.id = "empty";
  empty.addEventListener("input", () => {});
  field.after(empty);
  const keys = (globalThis.keys = { check: [], empty: [] });
  let start;
  addEventListener("input", () => (start = performance.now()), { capture: true });
  addEventListener("input", ({ target, inputType }) => {
    void document.documentElement.offsetHeight;
    const ms = performance.now() - start;
    if (inputType === "insertText") keys[target === empty ? "empty" : "check"].push({ ms, typed: target.value });
  });
}

function summary(keys) {
  const times = new Map();
  for (const { typed, ms } of keys) times.set(typed, [...(times.get(typed) ?? []), ms]);
  const sorted = [...times].map(([typed, all]) => ({ typed, ms: median(all) })).sort((one, other) => one.ms - other.ms);
  const round = (ms) => Math.round(ms * 100) / 100;
  const slowest = sorted.at(-1);
  return {
    keys: sorted.length,
    min_ms: round(sorted[0].ms),
    median_ms: round(median(sorted.map(({ ms }) => ms))),
    max_ms: round(slowest.ms),
    slowest: slowest.typed,
  };
}

function median(numbers) {
  return [...numbers].sort((one, other) => one - other)[numbers.length >> 1];
}
