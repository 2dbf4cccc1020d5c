import { open } from "./support/acts.mjs";
import { camille, fill, stored } from "./support/form.mjs";
import { makeOld } from "./support/old.mjs";
import { stage } from "./support/stage.mjs";
import { release } from "./support/where.mjs";
const site = stage(release, { isHosted: true });
site.test("x", async ({ page, endpoint }) => {
  page.on("console", m=>console.log("C", m.text())); page.on("pageerror", e=>console.log("E", e.stack));
  page.on("requestfinished", r=>console.log("R", r.method(), r.url().slice(20,90)));
  await makeOld(page);
  await open(page, "/fr/inscription/");
  const a=camille(); await fill(page, a);
  await page.locator("form[data-live] [type=submit]").click(); await page.waitForTimeout(3000);
  console.log((await page.locator("main").innerText()).slice(0,600)); console.log(await stored(endpoint,a));
});
