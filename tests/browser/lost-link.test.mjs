// A private link that was lost: the page about it has it sent again, with script and without.

import { strict as assert } from "node:assert";
import { open } from "./support/acts.mjs";
import { assertAccessible } from "./support/axe.mjs";
import { camille } from "./support/form.mjs";
import { stage } from "./support/stage.mjs";
import { release } from "./support/where.mjs";

const site = stage(release);
const PAGES = { fr: "/fr/gerer/", en: "/en/manage/" };
const DONE = { fr: /part vers cette adresse/, en: /on its way to that address/ };

for (const [lang, path] of Object.entries(PAGES)) {
  for (const javaScriptEnabled of [true, false]) {
    site.test(`${path}: the same is said of what exists and of what does not, ${javaScriptEnabled ? "with" : "without"} script`, { javaScriptEnabled }, async ({ page, endpoint, t }) => {
      const { email, ...answers } = camille();
      const form = { ...answers, email, consent: "yes", days: answers.days[0], last_name: lang };
      const stored = await page.request.post(`${endpoint.origin}/api/registrations`, { form, headers: { accept: "application/json" } });
      const { reference } = await stored.json();
      for (const typed of [reference, "NEC-0000-0000"]) {
        if (javaScriptEnabled) await open(page, path);
        else await page.goto(path);
        await page.locator("#lost-link [name=reference]").fill(typed);
        await page.locator("#lost-link [name=email]").fill(email);
        await page.locator("#lost-link [type=submit]").click();
        const said = page.locator("#lost-link .notice");
        await said.filter({ hasText: DONE[lang] }).waitFor();
        assert.equal(await page.locator("#lost-link [name=reference]").inputValue(), typed);
        assert.equal(await page.locator("#lost-link [name=email]").inputValue(), email);
        assert.equal(await page.locator("html").getAttribute("lang"), lang);
      }
      if (javaScriptEnabled) await assertAccessible(page, t);
    });
  }
}
