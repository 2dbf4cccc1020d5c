// Components in pages whose styles are not made for them: they look everywhere as they do in a page without style, and
// the page around looks as it did.

import { strict as assert } from "node:assert";
import { differences, live, shot } from "./support/embeds.mjs";
import { snippet } from "./support/hosts.mjs";
import { stage } from "./support/stage.mjs";
import { release } from "./support/where.mjs";

const site = stage(release, { isHosted: true });

const KINDS = ["registration", "workshop", "reimbursement", "programme", "faq"];
/** Sites with a column as wide as that of the plain one. */
const HOSTILE = ["resets", "bootstrap", "builder", "theme", "small-root", "dark", "rtl"];

for (const kind of KINDS) {
  const page = kind === "faq" ? "studies" : undefined;

  for (const name of HOSTILE) {
    site.test(`${kind} looks in a page like tests/hosts/${name}.html as it does in a plain one`, async ({ page: tab, endpoint, hosts }) => {
      const component = snippet(endpoint.origin, { kind, page });
      await tab.goto(hosts.page("plain", component));
      const plain = await shot(tab);
      assert.ok(plain.length > 10);
      await tab.goto(hosts.page(name, component));
      assert.deepEqual(differences(await shot(tab), plain), []);
    });
  }

  site.test(`${kind} fits into a column of 240 px`, async ({ page: tab, endpoint, hosts }) => {
    // The questions of all pages: their groups have headings with lines.
    await tab.goto(hosts.page("narrow", snippet(endpoint.origin, { kind })));
    await live(tab);
    await tab.evaluate(() => document.querySelectorAll("details").forEach((closed) => (closed.open = true)));
    const wide = await tab.evaluate(() => {
      const { right } = document.querySelector(".column").getBoundingClientRect();
      const parts = [...document.querySelectorAll(".soga-live, .soga-live *")];
      return parts.filter((part) => part.getBoundingClientRect().right > right + 1).map((part) => part.outerHTML.slice(0, 120));
    });
    assert.deepEqual(wide, []);
    // What is drawn beside the parts, such as lines, has no box that could be asked.
    await tab.setViewportSize({ width: 360, height: 800 });
    await tab.addStyleTag({ content: "body { margin: 0 } .column { float: right }" });
    assert.equal(await tab.evaluate(() => document.documentElement.scrollWidth), 360);
  });

  site.test(`the page around ${kind} looks as it does without it`, async ({ page: tab, endpoint, hosts }) => {
    const around = () =>
      tab.evaluate(() =>
        ["html", "body", "h1", ".before", ".after", "#theirs"].map((name) => {
          const style = getComputedStyle(document.querySelector(name));
          // Heights follow from what stands inside.
          return [...style].filter((property) => !/height|block-size|origin/.test(property)).map((property) => `${property}: ${style[property]}`);
        }),
      );
    await tab.goto(hosts.page("plain", '<a href="#">A link</a>'));
    const before = await around();
    await tab.goto(hosts.page("plain", snippet(endpoint.origin, { kind, page })));
    await live(tab);
    assert.deepEqual(await around(), before);
  });
}

for (const [theme, scheme, isDark] of [
  ["light", "dark", false],
  ["dark", "light", true],
  ["auto", "dark", true],
  ["auto", "light", false],
]) {
  site.test(`the theme "${theme}" on a device that likes it ${scheme} is ${isDark ? "dark" : "light"}`, { colorScheme: scheme }, async ({ page, endpoint, hosts }) => {
    await page.goto(hosts.page("plain", snippet(endpoint.origin, { kind: "registration", theme })));
    await live(page);
    const [paper, ink] = await page.evaluate(() => {
      const { backgroundColor, color } = getComputedStyle(document.querySelector(".soga-live"));
      return [backgroundColor, color].map((text) => text.match(/\d+/g).slice(0, 3).reduce((sum, part) => sum + Number(part), 0));
    });
    assert.equal(paper < ink, isDark);
  });
}

site.test("the colours and the typeface that a site chooses are taken", async ({ page, endpoint, hosts }) => {
  const component = snippet(endpoint.origin, { kind: "registration" }).replace("display:block;", "$&--soga-accent:#123456;--soga-on-accent:#fedcba;--soga-font:monospace;");
  await page.goto(hosts.page("resets", component));
  await live(page);
  const look = await page.evaluate(() => {
    const { backgroundColor, color, fontFamily } = getComputedStyle(document.querySelector(".soga-live [type=submit]"));
    return [backgroundColor, color, fontFamily];
  });
  assert.deepEqual(look, ["rgb(18, 52, 86)", "rgb(254, 220, 186)", "monospace"]);
});

for (const kind of KINDS) {
  site.test(`${kind} changes no style of the page around, of its headings neither`, async ({ page: tab, endpoint, hosts }) => {
    const around = '<main class="column"><h1>Our congress</h1><h2>Register</h2><p>Text <a href="/">link</a></p>%s<h3>After</h3></main>';
    const looks = () =>
      tab.evaluate(() =>
        ["html", "body", "main", "h1", "h2", "p", "p a", "h3"].map((name) => {
          const part = name === "html" || name === "body" ? document.querySelector(name) : [...document.querySelectorAll(name)].find((one) => !one.closest("[data-soga],.soga-live"));
          // What depends on how much is on the page is not style.
          const style = getComputedStyle(part);
          return [name, ...[...style].filter((property) => !/size|height|origin|inset-block-end|bottom/.test(property)).map((property) => `${property}: ${style.getPropertyValue(property)}`)];
        }),
      );
    await tab.goto(hosts.page("plain", around.replace("%s", '<div style="min-height:400px"></div>')));
    const before = await looks();
    await tab.goto(hosts.page("plain", around.replace("%s", snippet(endpoint.origin, { kind }))));
    await live(tab);
    assert.deepEqual(await looks(), before);
  });
}
