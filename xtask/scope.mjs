// Turns sheets of the site into one for the inside of other sites: `node scope.mjs OUT SHEET...`
//
// Every rule begins with our class and wins over whatever the page around says, short of inline styles: `all: revert`
// undoes the page's rules, and each declaration of ours is important and weighs more than any selector of a theme.

import { readFileSync, writeFileSync } from "node:fs";
import { basename, dirname } from "node:path";
import postcss from "postcss";

const [out, ...sheets] = process.argv.slice(2);
// An id that nothing has: it is there for its weight.
const heavy = ".soga-live" + ":not(#s)".repeat(6);
const lighter = ".soga-live" + ":not(#s)".repeat(5);
const ROOT = /^(:root|html|body)$/;
/** Parts of the site's pages that no component has. */
const ELSEWHERE = /^(#app|main|h1|\.hero|\.drawing|\.site-footer|\.page )/;
/** The browser's default; rem would follow the root of the page around, which themes set to anything. */
const REM = 16;

const root = postcss.root({ nodes: [] });
for (const path of sheets) {
  const sheet = postcss.parse(readFileSync(path, "utf8"), { from: path });
  root.append(basename(dirname(path)) === "embed" ? sheet : withoutPage(sheet));
}

/** Where a sheet of the site lays out the page as a whole, a component takes the values that its parts share, and no more. */
function withoutPage(sheet) {
  sheet.walkRules((rule) => {
    if (!rule.selectors.every((one) => ROOT.test(one))) return;
    rule.walkDecls((declaration) => {
      if (!declaration.variable) declaration.remove();
    });
    if (!rule.nodes.some(({ type }) => type === "decl")) rule.remove();
  });
  return sheet;
}

/** Values that no rule uses, in what is left of the sheets. */
function removeUnused() {
  const used = new Set();
  root.walkDecls(({ value }) => {
    for (const [, name] of value.matchAll(/var\((--[\w-]+)/g)) used.add(name);
  });
  root.walkDecls((declaration) => {
    if (declaration.variable && !used.has(declaration.prop)) declaration.remove();
  });
}

function scoped(selector, prefix) {
  return ROOT.test(selector) ? prefix : `${prefix} ${selector}`;
}

/** Dark is for those who asked for it, on the tag; a light page with one dark box in it is nobody's wish. */
function darken(media) {
  const chosen = media.clone().nodes;
  for (const rule of media.nodes) rule.selectors = rule.selectors.map((one) => scoped(one, `${heavy}[data-theme="auto"]`));
  for (const rule of chosen) rule.selectors = rule.selectors.map((one) => scoped(one, `${heavy}[data-theme="dark"]`));
  media.before(chosen);
}

root.walkRules((rule) => {
  const ours = rule.selectors.filter((one) => !ELSEWHERE.test(one));
  if (ours.length) rule.selectors = ours;
  else rule.remove();
});
root.walkAtRules("media", (media) => {
  if (media.params.includes("prefers-color-scheme: dark")) darken(media);
  // The width of the window says nothing of the place that a component has.
  else if (/width/.test(media.params)) media.remove();
});
root.walkAtRules(/^(page|charset)$/, (rule) => rule.remove());
removeUnused();
root.walkRules((rule) => {
  rule.selectors = rule.selectors.map((one) => (one.startsWith(".soga-live") ? one : scoped(one, heavy)));
});
root.walkDecls((declaration) => {
  declaration.important = true;
  declaration.value = declaration.value.replace(/(\d*\.?\d+)rem\b/g, (_, number) => `${Number(number) * REM}px`);
});
root.prepend(
  postcss.parse(`
${lighter}, ${lighter} *, ${lighter}::before, ${lighter}::after, ${lighter} ::before, ${lighter} ::after, ${lighter} ::first-letter, ${lighter} ::first-line { all: revert !important; }
`),
);
writeFileSync(out, root.toString());
