import { chromium } from "playwright-core";
import { serve } from "./support/endpoint.mjs";
import * as where from "./support/where.mjs";
import { begin, typePlace } from "./support/check.mjs";
const endpoint = await serve(where.release);
const browser = await chromium.launch({ executablePath: where.chromium, args: ["--headless", "--no-sandbox", "--disable-gpu"] });
for (const colorScheme of ["light", "dark"]) for (const width of [360, 1280]) {
  const context = await browser.newContext({ baseURL: endpoint.origin, viewport: { width, height: 900 }, colorScheme, locale: "fr-FR" });
  const page = await context.newPage();
  await page.goto(width === 360 ? "/fr/defraiement/" : "/en/reimbursement/");
  await page.waitForFunction(() => document.documentElement.dataset.app === "ready");
  for (const [name, typed, ms] of [["yes", "Bordeaux", 2500], ["no", "Palaiseau", 300], ["confirm", "91400 Saclay", 300], ["wrong", "99999", 200], ["choose", "Massy", 2500], ["none", "Trifouilly", 1500]]) {
    await begin(page);
    await typePlace(page, typed);
    await page.waitForTimeout(ms);
    await page.locator(".check").screenshot({ path: `/tmp/chk/${name}-${width}-${colorScheme}.png` });
  }
  await context.close();
}
await browser.close();
await endpoint.stop();
