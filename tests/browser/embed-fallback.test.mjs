// A component that comes in a frame where it cannot be shown in the page: what it is given, and what it does with it.

import { strict as assert } from "node:assert";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after } from "node:test";
import { live } from "./support/embeds.mjs";
import { camille, fill, stored } from "./support/form.mjs";
import { snippet } from "./support/hosts.mjs";
import { stage } from "./support/stage.mjs";
import { release } from "./support/where.mjs";

const site = stage(release, { isHosted: true });

const registration = (origin, more = "") => snippet(origin, { kind: "registration", lang: "en", more });

/** A policy under which no WebAssembly runs. */
const withoutWasm = (origin) => `script-src 'unsafe-inline' ${origin}; connect-src ${origin}; frame-src ${origin}`;

/** The frame that takes the component's place, once its form is alive. */
async function framed(page) {
  const box = page.locator("soga-registration iframe");
  const frame = await (await box.elementHandle()).contentFrame();
  await frame.locator("form[data-live]").waitFor();
  return { box, frame };
}

site.test("no answer that is given stands in the address of the frame; those that are not private are filled in", async ({ page, endpoint, hosts, guard }) => {
  guard.allow(/WebAssembly|wasm|soga/i);
  const asked = [];
  page.on("request", (request) => asked.push(decodeURIComponent(request.url())));
  const more = 'prefill-access_needs="A ramp" prefill-acces_needs="A lift" prefill-email="camille@secret.example" prefill-organisation="Les Communs" hide="organisation" source="app"';
  await page.goto(hosts.page("plain", registration(endpoint.origin, more), { policy: withoutWasm(endpoint.origin) }));
  const { box, frame } = await framed(page);
  assert.equal(await frame.locator("[name=organisation]").inputValue(), "Les Communs");
  assert.ok(!(await frame.locator("[data-field=organisation]").isVisible()));
  assert.equal(await frame.locator("[name=email]").inputValue(), "camille@secret.example");
  assert.equal(await frame.locator("[name=source]").inputValue(), "app");
  assert.equal(await frame.locator("[name=access_needs]").inputValue(), "");
  for (const address of [...asked, await box.getAttribute("src")]) assert.doesNotMatch(address, /ramp|lift|secret|Communs/);
});

site.test("the frame looks as the component would: its colours, corners and typeface, in whatever notation, and nothing else", async ({ page, endpoint, hosts, guard }) => {
  guard.allow(/WebAssembly|wasm|soga/i);
  const head = "<style>:root{--brand:rgb(26 95 180)}article{--soga-accent:var(--brand);--soga-on-accent:#fff}soga-registration{--soga-radius:0.5em;--soga-font:'Open Sans',\"Georgia\",serif}</style>";
  await page.goto(hosts.page("plain", `<article>${registration(endpoint.origin, 'theme="dark"')}</article>`, { head, policy: withoutWasm(endpoint.origin) }));
  const { frame } = await framed(page);
  const looks = await frame.locator(".soga-live").evaluate((view) => {
    const button = getComputedStyle(view.querySelector("[type=submit]"));
    return { theme: view.dataset.theme, background: button.backgroundColor, color: button.color, radius: view.style.getPropertyValue("--soga-radius"), font: button.fontFamily };
  });
  assert.deepEqual(looks, { theme: "dark", background: "rgb(26, 95, 180)", color: "rgb(255, 255, 255)", radius: "0.5em", font: '"Open Sans", Georgia, serif' });
  await page.goto(`${endpoint.origin}/en/embed/registration/?accent=url(https://elsewhere.example)&radius=calc(1px*9)&font=x;color:red`);
  assert.equal(await page.locator(".soga-live").getAttribute("style"), null);
});

const folders = [];
after(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true }))));

const LISTED = "https://partner.example";

/** The site for pages of one other site only, as its settings and its pages say. */
const limited = stage(
  async () => {
    const folder = await mkdtemp(join(tmpdir(), "nec-ess-limited-"));
    folders.push(folder);
    await cp(release, folder, { recursive: true });
    const change = async (name, change) => {
      const path = join(folder, name);
      await writeFile(path, change(await readFile(path, "utf8")));
      for (const packed of [".br", ".gz"]) await rm(path + packed, { force: true });
    };
    await change("site.json", (text) => text.replace('"cors_origins":[]', `"cors_origins":["${LISTED}"]`));
    await change("en/embed/registration/index.html", (text) => text.replace(" data-wasm=", ` data-origins="${LISTED}" data-wasm=`));
    return folder;
  },
  { isHosted: true },
);

limited.test("a site that is not listed gets the form in a frame, where what is said is what is stored", async ({ page, endpoint, hosts, guard }) => {
  guard.allow(/soga/i);
  const said = [];
  page.on("console", (message) => said.push(message.text()));
  const answers = camille();
  await page.goto(hosts.page("plain", registration(endpoint.origin)));
  const { frame } = await framed(page);
  assert.ok(said.some((text) => text.includes("cors_origins") && text.includes(hosts.origin)), said.join("\n"));
  await fill(frame, answers);
  await frame.locator("form[data-live] [type=submit]").click();
  const shown = (await frame.locator(".reference").textContent()).trim();
  assert.deepEqual((await stored(endpoint, answers)).map((row) => row.reference), [shown]);
});

limited.test("a form for another service is shown in the page, whatever sites ours lists", async ({ page, endpoint, hosts }) => {
  await page.goto(hosts.page("plain", registration(endpoint.origin, `endpoint="${endpoint.origin}"`)));
  await live(page);
});
