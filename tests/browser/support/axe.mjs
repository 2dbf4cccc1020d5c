// What a machine can tell of a page's accessibility.

import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What must hold. */
const REQUIRED = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "RGAAv4"];
/** What is only told. */
const ADVISED = ["best-practice"];

/** Fails when axe finds something in `within` against the required rules; tells the rest to the test `t`. */
export async function assertAccessible(page, t, within = "html") {
  // By the debugger's door: the page's own policy lets no foreign script in.
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(source);
  const found = await page.evaluate(async ([tags, within]) => {
    for (const closed of document.querySelectorAll("details:not([open])")) closed.open = true;
    const options = { runOnly: { type: "tag", values: tags }, resultTypes: ["violations"] };
    const { violations } = await globalThis.axe.run(within === "html" ? document : within, options);
    return violations.map(({ id, tags, nodes }) => ({
      tags,
      text: `${id}: ${nodes.map(({ html, failureSummary }) => `${html.slice(0, 200)} ${failureSummary}`).join(" | ")}`,
    }));
  }, [[...REQUIRED, ...ADVISED], within]);
  const isRequired = ({ tags }) => tags.some((tag) => REQUIRED.includes(tag));
  for (const advice of found.filter((one) => !isRequired(one))) t.diagnostic(`${page.url()} ${advice.text}`);
  assert.deepEqual(found.filter(isRequired).map(({ text }) => text), []);
}
