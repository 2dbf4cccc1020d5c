import { chromium } from "playwright-core";
import { serve } from "./support/endpoint.mjs";
import * as where from "./support/where.mjs";
import { begin, typePlace } from "./support/check.mjs";
const endpoint = await serve(where.release);
const browser = await chromium.launch({ executablePath: where.chromium, args: ["--headless", "--no-sandbox", "--disable-gpu"] });
const page = await browser.newPage({ baseURL: endpoint.origin });
page.on("console", (m) => console.log("console", m.text()));
page.on("pageerror", (m) => console.log("error", m));
page.on("load", () => console.log("load"));
page.on("requestfinished", async (r) => /near|france/.test(r.url()) && console.log(r.url(), (await r.response()).status()));
await page.route("**/assets/near-*", (route) => route.fulfill({ status: 404, body: "" }));
await page.goto("/fr/defraiement/");
await page.waitForFunction(() => document.documentElement.dataset.app === "ready");
await begin(page);
await typePlace(page, "78000");
for (let i = 0; i < 6; i++) { await page.waitForTimeout(700); console.log(await page.evaluate(() => [document.querySelector("[data-place] [role=status]").textContent, JSON.stringify(sessionStorage), performance.now()])); }
await browser.close(); await endpoint.stop();
