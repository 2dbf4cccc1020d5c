import { serve } from "../browser/support/endpoint.mjs";
import * as where from "../browser/support/where.mjs";
import { SLOWER, launch, slowDown } from "./instrument.mjs";
const endpoint = await serve(where.release);
const browser = await launch();
for (let i = 0; i < 4; i++) {
  const context = await browser.newContext({ baseURL: endpoint.origin, viewport: { width: 412, height: 823 } });
  const page = await context.newPage();
  await page.addInitScript(() => {
    const wrap = (name) => { const f = WebAssembly[name]; WebAssembly[name] = async function (...a) { const t = performance.now(); const r = await f.apply(this, a); (globalThis.marks ??= []).push([name, t, performance.now()]); return r; }; };
    wrap("instantiateStreaming"); wrap("instantiate"); wrap("compileStreaming"); wrap("compile");
    new MutationObserver(() => { for (const n of ["data-coming", "data-live"]) if (document.querySelector(`form[${n}]`)) ((globalThis.at ??= {})[n] ??= performance.now()); }).observe(document, { subtree: true, childList: true, attributeFilter: ["data-live", "data-coming"] });
  });
  const session = await context.newCDPSession(page);
  await session.send("Network.enable");
  await session.send("Network.emulateNetworkConditions", { offline: false, latency: 562.5, downloadThroughput: Math.floor(1474.56*128), uploadThroughput: 86400 });
  await slowDown(session);
  await page.goto(process.argv[2] ?? "/fr/inscription/");
  await page.waitForTimeout(2500);
  const out = await page.evaluate(() => ({ nav: (({responseStart, responseEnd, domInteractive}) => ({responseStart, responseEnd, domInteractive}))(performance.getEntriesByType("navigation")[0]), res: performance.getEntriesByType("resource").map((r) => [r.name.split("/").pop(), r.initiatorType, ...[r.startTime, r.requestStart, r.responseStart, r.responseEnd].map(Math.round), r.encodedBodySize]), marks: globalThis.marks, at: globalThis.at, paint: performance.getEntriesByType("paint").map((p) => [p.name, p.startTime]) }));
  if (i) console.log(JSON.stringify(out).replaceAll("],[", "],\n["));
  await context.close();
}
await browser.close(); await endpoint.stop();
