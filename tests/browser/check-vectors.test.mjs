// The check in the browser against the table of its vectors, to which the rules are held as well: each input is typed into
// the real field, and what is then shown is compared.

import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { open } from "./support/acts.mjs";
import { CHECK, begin, kilometres, saysOfPlaces, typePlace } from "./support/check.mjs";
import { stage } from "./support/stage.mjs";
import { release } from "./support/where.mjs";

const site = stage(release);
const PATH = "tests/vectors/check.tsv";

/** What is said beside the field. */
const SAID = {
  fr: { none_found: "Aucune commune française", no_such_code: "n’existe pas", wrong_length: "cinq chiffres", code_unknown: "Aucune commune de notre liste" },
  en: { none_found: "No French municipality", no_such_code: "does not exist", wrong_length: "five digits", code_unknown: "No municipality on our list" },
};

/** What only the words for this reason have. */
const REASONS = {
  fr: {
    abroad: /hors de France/,
    department_beyond: /tout le département ou territoire/,
    commune_beyond: /en entier à plus de/,
    commune_within: /en entier à 20.km ou moins/,
    straddles: /en deçà ou au-delà/,
    close_within: /à moins de 300.m des 20.km.*pour dire non/s,
    close_beyond: /à moins de 300.m des 20.km.*pour dire oui/s,
    unknown_place: /Cela n’empêche rien/,
  },
  en: {
    abroad: /outside France/,
    department_beyond: /whole département or territory/,
    commune_beyond: /is entirely more than/,
    commune_within: /is entirely within 20.km/,
    straddles: /on either side of/,
    close_within: /within 300.m of the 20.km.*to say no/s,
    close_beyond: /within 300.m of the 20.km.*to say yes/s,
    unknown_place: /That does not rule anything out/,
  },
};

const rows = readFileSync(fileURLToPath(new URL(`../../${PATH}`, import.meta.url)), "utf8")
  .split("\n")
  .flatMap((line, index) => {
    if (!line || line.startsWith("#")) return [];
    const [input, country, verdict, reason = "", named = "", km = "", said = ""] = line.split("\t");
    return [{ place: `${PATH}:${index + 1}: \`${input}\``, input, country, verdict, reason, named, km, said }];
  });

for (const [lang, path] of Object.entries(CHECK)) {
  // English says the same in other words: a part of the table is enough to see them all.
  const own = lang === "fr" ? rows : rows.filter((row, at) => at % 4 === 0 || rows.findIndex(({ reason, said, verdict }) => reason === row.reason && said === row.said && verdict === row.verdict) === at);

  site.test(`${path}: ${own.length} inputs are answered as the table says`, async ({ page }) => {
    await open(page, path);
    await begin(page);
    // From here on both files are there, and what is shown after a key is what stays.
    await typePlace(page, "Trifouilly");
    await saysOfPlaces(page, SAID[lang].none_found);
    const shown = await page.evaluate(typeAll, own);
    const wrong = own.map((row, at) => [row.place, difference(shown[at], row, lang)]).filter(([, differs]) => differs).map((pair) => pair.join(": "));
    assert.equal(wrong.length, 0, `\n${wrong.join("\n")}`);
  });
}

/** In the page, in one go: types each row's input key by key, leaves the field, and tells all that the check shows then. */
async function typeAll(rows) {
  const check = document.querySelector(".check");
  const field = check.querySelector("#check-place");
  const list = check.querySelector("#check-country");
  const shown = [];
  for (const { input, country } of rows) {
    list.value = country;
    list.dispatchEvent(new Event("change", { bubbles: true }));
    await new Promise((done) => setTimeout(done));
    if (country === "FR") {
      field.focus();
      field.select();
      document.execCommand("delete");
      for (const key of input) document.execCommand("insertText", false, key);
      field.blur();
    }
    // What a component shows is there in the next task.
    await new Promise((done) => setTimeout(done));
    const verdict = check.querySelector("[data-verdict]");
    shown.push({
      verdict: verdict?.dataset.verdict,
      because: verdict?.querySelector("[data-because]").textContent ?? "",
      offers: [...check.querySelectorAll("[data-places] label")].map((label) => label.textContent),
      said: check.querySelector("[data-place] [role=status]").textContent,
      isWrong: field.getAttribute("aria-invalid") === "true",
    });
  }
  return shown;
}

/** What differs, if anything does. */
function difference({ verdict, because, offers, said, isWrong }, row, lang) {
  if (isWrong !== (row.verdict === "wrong")) return `marked as wrong: ${isWrong}`;
  if (row.said ? !said.includes(SAID[lang][row.said]) : said !== "") return `said "${said}"`;
  if (["choose", "wrong"].includes(row.verdict)) {
    if (verdict) return `the verdict ${verdict}: ${because}`;
    const first = row.named ? row.named.split("|") : [];
    return first.every((label, at) => offers[at] === label) ? undefined : `on offer: ${offers.join("|")}`;
  }
  if (verdict !== row.verdict) return `the verdict ${verdict}: ${because}; on offer: ${offers.join("|")}`;
  if (!REASONS[lang][row.reason].test(because)) return because;
  // "Versailles (78" begins "Versailles (78, Yvelines)".
  if (!because.includes(row.named.replace(/\)$/, ","))) return `names another place: ${because}`;
  const { least, greatest } = kilometres(because, lang);
  const km = [least ?? "", greatest === undefined ? "" : `-${greatest}`].join("");
  return km === row.km ? undefined : `${km} km: ${because}`;
}
