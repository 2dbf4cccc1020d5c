// Reads the table of form vectors, tests/vectors/forms.tsv, whose head explains its columns. The tests of the rules
// find what is malformed in it; here it only must not be read as something else.

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const PATH = "tests/vectors/forms.tsv";
const ESCAPES = { n: "\n", r: "\r", t: "\t", "\\": "\\" };

const text = readFileSync(fileURLToPath(new URL(`../../../${PATH}`, import.meta.url)), "utf8");

/** Of each form, its valid answers: the values under each name. */
export const valid = {};

/**
 * Every row: `form`, `field`, the `answers` of the whole form, and what is said: `code` and `messages`, both undefined
 * where it is taken.
 */
export const rows = text.split("\n").flatMap((line, index) => {
  if (!line || line.startsWith("#")) return [];
  const [form, field, value, changes, verdict, fr, en, flag] = line.split("\t");
  const changed = Object.fromEntries(changes.split(";").filter(Boolean).map(change));
  if (field === "*") {
    valid[form] = changed;
    return [];
  }
  const answers = { ...valid[form], ...changed, [field]: values(value) };
  const said = verdict === "ok" ? {} : { code: verdict, messages: { fr, en } };
  return [{ place: `${PATH}:${index + 1}`, form, field, answers, isHttp: flag === "http", ...said }];
});

function change(text) {
  const at = text.indexOf("=");
  return [text.slice(0, at), values(text.slice(at + 1))];
}

function values(cell) {
  return cell === "none()" ? [] : cell.split("|").map(one);
}

function one(text) {
  return text
    .replace(/repeat\((.*?),(\d+)\)/g, (_, what, times) => what.repeat(times))
    .replace(/\\(?:u\{(\w+)\}|(.))/g, (all, code, name) => {
      const c = code ? String.fromCodePoint(parseInt(code, 16)) : ESCAPES[name];
      if (c === undefined) throw new Error(`${PATH}: no escape ${all}`);
      return c;
    });
}
