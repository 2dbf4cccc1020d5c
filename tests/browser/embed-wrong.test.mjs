// What editors get wrong on a component: who is told, and in which words.

import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import { live } from "./support/embeds.mjs";
import { camille, fill } from "./support/form.mjs";
import { apart, snippet } from "./support/hosts.mjs";
import { stage } from "./support/stage.mjs";
import { release } from "./support/where.mjs";

const site = stage(release, { isHosted: true });

const registration = (origin, more) => snippet(origin, { kind: "registration", lang: "en", more });

/** What the console says of ours, by type. */
function listen(page, guard) {
  guard.allow(/soga/);
  const said = { warning: [], error: [] };
  page.on("console", (message) => said[message.type()]?.push(message.text()));
  return said;
}

for (const [more, expected] of [
  ['prefill-country="France"', /country="France".*expected.*FR.*AT/],
  ['prefill-days="2025-11-26 2025-11-27"', /days="2025-11-26 2025-11-27".*expected.*2025-11-26/],
  ['prefill-profile="Sse"', /profile="Sse".*expected.*sse/],
  ['prefill-email="camille"', /email="camille".*expected/],
  ['prefill-consent="yes"', /consent.*expected.*organisation/],
  ['prefill-access_needs="A ramp"', /access_needs.*expected.*organisation/],
  ['hide="access_needs"', /access_needs.*expected.*organisation/],
  ['source="deux mots"', /source="deux mots".*expected/],
  ['height="tall"', /height="tall".*expected/],
]) {
  site.test(`${more} is told in the console, once, with what was expected`, async ({ page, endpoint, hosts, guard }) => {
    const said = listen(page, guard);
    await page.goto(hosts.page("plain", registration(endpoint.origin, more)));
    await live(page);
    assert.equal(said.warning.length, 1, said.warning.join("\n"));
    assert.match(said.warning[0], expected);
    // Neither private questions nor ticks are among those that can be used.
    assert.doesNotMatch(said.warning[0].split("expected")[1], /access_needs|consent|newsletter|workshop/);
  });
}

for (const right of ['prefill-country="FR" prefill-days="2025-11-26" prefill-email="camille@example.org" prefill-profile="sse" source="letter-11" height="900"', 'height="900px" prefill-organisation=""']) {
  site.test(`${right} is right, and nothing is said`, async ({ page, endpoint, hosts, guard }) => {
    const said = listen(page, guard);
    await page.goto(hosts.page("plain", registration(endpoint.origin, right)));
    await live(page);
    assert.deepEqual(said.warning, []);
  });
}

for (const endpointOf of ["https://forms example", "https://forms.example/?to=us", "https://forms.example/#us", "https://", "forms.example"]) {
  site.test(`endpoint="${endpointOf}" is told in the component's place and in the console`, async ({ page, endpoint, hosts, guard }) => {
    const said = listen(page, guard);
    await page.goto(hosts.page("plain", registration(endpoint.origin, `endpoint="${endpointOf}"`)));
    assert.match(await page.locator("[role=note]").textContent(), /endpoint=.*https:/);
    assert.equal(said.error.length, 1, said.error.join("\n"));
  });
}

for (const [lang, words] of [
  ["fr", "Ce formulaire n’est pas proposé."],
  ["en", "This form is not available."],
]) {
  site.test(`${lang}: a form that the event does not have is told to visitors in a sentence, and to the editor in the console`, async ({ page, endpoint, hosts, guard }) => {
    guard.allow(/404/);
    const said = listen(page, guard);
    await page.route(/embed\/(atelier|workshop)\/$/, (route) => route.fulfill({ status: 404, headers: { "access-control-allow-origin": "*" } }));
    await page.goto(hosts.page("plain", snippet(endpoint.origin, { kind: "workshop", lang })));
    assert.equal(await page.locator("[role=note]").textContent(), words);
    assert.ok(await page.locator("soga-workshop a").isVisible());
    assert.equal(said.warning.length, 1, said.warning.join("\n"));
    assert.match(said.warning[0], /soga-workshop/);
    assert.ok(said.warning[0].includes(`${endpoint.origin}/${lang}/`), said.warning[0]);
  });
}

site.test("a form that the site has no longer is refused with words, is not sent again, and keeps what was typed", async ({ page, endpoint, hosts, guard }) => {
  guard.allow(/404/);
  let tries = 0;
  await page.route("**/api/registrations", async (route) => {
    if (route.request().method() !== "POST") return route.fallback();
    tries += 1;
    await route.fulfill({ status: 404, contentType: "application/problem+json", headers: { "access-control-allow-origin": "*" }, body: '{"type":"about:blank","title":"The event has no such form","status":404,"errors":[]}' });
  });
  await page.goto(hosts.page("plain", registration(endpoint.origin, "")));
  await live(page);
  await fill(page, camille());
  await page.locator("form[data-form=registration] [type=submit]").click();
  await page.locator(".form-status").filter({ hasText: /Nothing was stored/ }).waitFor();
  await page.waitForTimeout(2000);
  assert.equal(tries, 1);
  assert.equal(await page.locator("[name=first_name]").inputValue(), camille().first_name);
});

// The same table holds for the page for editors: src/builder/thanks.rs.
const thanks = readFileSync(new URL("../vectors/thanks.tsv", import.meta.url), "utf8").split("\n").filter((line) => line && !line.startsWith("#"));

site.test("a page of thanks is taken by the rule of the page for editors", async ({ page, endpoint, hosts, guard }) => {
  guard.allow(/thanks=/);
  const { script } = apart(registration(endpoint.origin, ""));
  await page.goto(hosts.page("plain", `${script}<div id="place"></div>`));
  await page.waitForFunction(() => window.soga?.mount);
  // What reads them comes with the first.
  await page.evaluate(() => window.soga.mount(document.getElementById("place"), { component: "registration", lang: "en", thanks: "thanks=" }));
  await page.locator("[role=note]").waitFor();
  for (const line of thanks) {
    const [address, verdict] = line.split("\t");
    const own = address.replaceAll("{own}", hosts.origin).replaceAll("\\t", "\t");
    const refused = await page.evaluate(async (thanks) => {
      const place = document.getElementById("place");
      window.soga.mount(place, { component: "registration", lang: "en", thanks });
      await new Promise((then) => setTimeout(then));
      const note = place.querySelector("[role=note]");
      window.soga.unmount(place);
      return Boolean(note);
    }, own);
    assert.equal(refused, verdict === "no", line);
  }
});
