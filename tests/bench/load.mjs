// What our components do to the page of another site on a slow processor, before anybody touches them: how long they keep
// it from answering, and how far they move what stands in it. Beside each, in the same run, the same page without it:
// what the browser itself takes to start a page is there too. Prints JSON.
//
// Every page is opened by a new visitor, who has nothing of it cached. Before the first, the instrument is tried out: a
// known piece of work is timed with and without the slow-down, and has to be seen as a long task.

import { loadavg } from "node:os";
import { serve } from "../browser/support/endpoint.mjs";
import { snippet, startHosts } from "../browser/support/hosts.mjs";
import * as where from "../browser/support/where.mjs";
import { SLOWER, launch, range, slowDown, tryOut } from "./instrument.mjs";

const RUNS = 7;
/** How long a page is watched once the component is there: what it puts off comes by then. */
const AFTERWARDS_MS = 1000;

const COMPONENTS = [
  { what: "registration", kind: "registration" },
  { what: "workshop", kind: "workshop" },
  { what: "reimbursement", kind: "reimbursement" },
  { what: "programme", kind: "programme" },
  { what: "faq", kind: "faq" },
  // The only one that leaves the text below it in sight.
  { what: "faq of one page", kind: "faq", page: "studies" },
];

const load = loadavg()[0];
const endpoint = await serve(where.release);
const hosts = await startHosts();
const browser = await launch();
try {
  // A browser that has just started is slower than it will be: not what is measured.
  await visit("");
  const control = await checked();
  const rows = COMPONENTS.map(({ what, ...about }) => ({ what, html: snippet(endpoint.origin, about), with: [], without: [] }));
  for (let run = 0; run < RUNS; run += 1) {
    for (const row of rows) {
      row.without.push(await visit(""));
      row.with.push(await visit(row.html));
    }
  }
  const components = rows.map((row) => ({ what: row.what, with: summary(row.with), without: summary(row.without) }));
  console.log(JSON.stringify({ slower: SLOWER, runs: RUNS, load_average: load, control, components }));
} finally {
  await browser.close();
  await hosts.stop();
  await endpoint.stop();
}

/** What the slowed browser makes of a known piece of work. */
async function checked() {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    await page.goto(hosts.page("plain", ""));
    return await tryOut(page, await context.newCDPSession(page));
  } finally {
    await context.close();
  }
}

/** Opens a page of the other site that holds `html`, and gives its long tasks and shifts. */
async function visit(html) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  try {
    const page = await context.newPage();
    await page.addInitScript(watch, { isAlone: html === "" });
    const session = await context.newCDPSession(page);
    await slowDown(session);
    await page.goto(hosts.page("plain", html));
    return await page.evaluate((ms) => globalThis.watched.end(ms), AFTERWARDS_MS);
  } finally {
    await context.close();
  }
}

/** In the page: notes every long task and every shift, from the start. */
function watch({ isAlone }) {
  if (self !== top) return;
  const tasks = [];
  const frames = [];
  let shift = 0;
  const observe = (type, note) => new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type, buffered: true });
  observe("longtask", ({ startTime, duration }) => tasks.push({ at: startTime, ms: duration }));
  observe("layout-shift", ({ value, hadRecentInput }) => hadRecentInput || (shift += value));
  observe("long-animation-frame", (frame) => frames.push(frame.toJSON()));
  // Not asked for again and again, which would itself be work for the page.
  const there = new Promise((then) => addEventListener(isAlone ? "load" : "soga:ready", then, { once: true }));
  globalThis.watched = {
    async end(ms) {
      await there;
      await new Promise((then) => setTimeout(then, ms));
      return { shift, tasks: tasks.map((task) => ({ ...task, scripts: scripts(task) })) };
    },
  };

  /** The scripts that ran during a task, the longest first. */
  function scripts({ at, ms }) {
    return frames
      .flatMap((frame) => frame.scripts)
      .filter(({ startTime }) => startTime >= at && startTime < at + ms)
      .sort((one, other) => other.duration - one.duration)
      .map(({ invoker, sourceURL, duration, forcedStyleAndLayoutDuration }) => ({ what: invoker, file: sourceURL, ms: duration, layout_ms: forcedStyleAndLayoutDuration }));
  }
}

function summary(visits) {
  const figures = (read) => range(visits.map(read));
  return {
    longest_ms: figures(({ tasks }) => Math.max(0, ...tasks.map(({ ms }) => ms))),
    blocking_ms: figures(({ tasks }) => tasks.reduce((sum, { ms }) => sum + Math.max(0, ms - 50), 0)),
    shift: figures(({ shift }) => shift),
    longest: visits.flatMap(({ tasks }) => tasks).sort((one, other) => other.ms - one.ms)[0] ?? null,
  };
}
