// E-mail addresses in other alphabets: they come back as they were typed, with and without script.

import { strict as assert } from "node:assert";
import { open } from "./support/acts.mjs";
import { REGISTRATION, camille, fill, held, reference, send, stored } from "./support/form.mjs";
import { stage } from "./support/stage.mjs";
import { release } from "./support/where.mjs";

// The headless engine does not write such domains in ASCII; the whole browser is what visitors have.
const site = stage(release, { isWhole: true });
const ADDRESSES = ["élodie@économie-sociale.fr", "почта@пример.рф"];

for (const [lang, path] of Object.entries(REGISTRATION)) {
  for (const javaScriptEnabled of [true, false]) {
    const how = javaScriptEnabled ? "with script" : "without script";

    site.test(`${path}: an address in another alphabet is stored and shown as it was typed, ${how}`, { javaScriptEnabled }, async ({ page, endpoint }) => {
      for (const email of ADDRESSES) {
        // Another person for each way: the same answers would be stored already.
        const answers = camille({ email: `${lang}.${how.length}.${email}` });
        if (javaScriptEnabled) await open(page, path);
        else await page.goto(path);
        if (javaScriptEnabled) await page.evaluate(() => sessionStorage.clear());
        if (javaScriptEnabled) await open(page, path);
        await fill(page, answers);
        assert.equal((await held(page)).email, answers.email);
        await send(page);
        const shown = await reference(page);
        assert.deepEqual((await stored(endpoint, answers)).map((row) => row.reference), [shown]);
        assert.ok((await page.locator(".receipt dd").allTextContents()).includes(answers.email));
        if (javaScriptEnabled) {
          await page.locator(".receipt .private a").click();
          await page.waitForURL("**/api/manage/*");
        }
        await page.locator('.manage a[href*="show=correct"]').click();
        const field = page.locator("form.form [name=email]");
        assert.equal(await field.inputValue(), answers.email);
        // Sent as it is, by the browser.
        await page.locator("form.form [name=city], form.form [name=last_name]").first().fill("Martin");
        await page.locator("form.form [type=submit]").click();
        await page.waitForURL("**done=corrected");
        const [row] = await stored(endpoint, answers);
        assert.deepEqual([row.answers.email[0], row.answers.last_name[0]], [answers.email, "Martin"]);
      }
    });
  }
}
