// How soon a page can be seen, how long it blocks, and how soon its form, if it has one, answers by our own means, on a slow
// phone with a slow network. Beside each page, in the same run, the same HTML without any script: what its scripts cost the
// first view is the difference. Prints JSON.
//
// Every page is opened by a new visitor, who has nothing of it cached. The pages without script are files of their own,
// compressed as the others are, so that the same endpoint serves both in the same way: to change an answer on its way
// takes time that would be measured. Before the first, the instrument is tried out: a known piece of work, and a known
// file, have to take as long as the slow-down says.

import { randomBytes } from "node:crypto";
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { serve } from "../browser/support/endpoint.mjs";
import * as where from "../browser/support/where.mjs";
import { SLOWER, launch, range, slowDown, tryOut } from "./instrument.mjs";

const RUNS = 9;
const WARM_UPS = 1;
/** How long a page is watched once its form has answered, or else once it is loaded: what it puts off until then still keeps people waiting. */
const AFTERWARDS_MS = 2500;
/** A form that has not answered by then never will. */
const PATIENCE_MS = 30_000;

/** Lighthouse's slow 4G as its `devtools` method has it; a kilobit is 1,024 bits there. */
const LATENCY_MS = 562.5;
const DOWN_KBIT = 1474.56;
const UP_KBIT = 675;
const bytesPerSecond = (kbit) => Math.floor((kbit * 1024) / 8);

/** In English they are the same but for the words: more runs of these say more. */
const WITH_FORM = ["/fr/inscription/", "/fr/atelier/", "/fr/defraiement/"];
/** The front page, the one with the most elements, and an article. */
const TO_READ = ["/fr/", "/fr/faq/", "/fr/articles/ia-economie-sociale/"];
const PAGES = [...WITH_FORM, ...TO_READ];

/** A file that compresses to nothing less than itself. */
const KNOWN = { path: "/known.bin", bytes: 150_000 };

const load = loadavg()[0];
const dist = await mkdtemp(join(tmpdir(), "nec-ess-ready-"));
let endpoint;
let browser;
try {
  await prepare();
  endpoint = await serve(dist);
  browser = await launch();
  // A browser that has just started is slower than it will be: not what is measured.
  await visit(still(PAGES[0]));
  const control = await checked();
  const rows = PAGES.map((path) => ({ path, visits: [], stillVisits: [] }));
  for (let run = -WARM_UPS; run < RUNS; run += 1) {
    for (const row of rows) {
      const [visited, stillVisited] = [await visit(row.path), await visit(still(row.path))];
      if (run < 0) continue;
      row.visits.push(visited);
      row.stillVisits.push(stillVisited);
    }
  }
  const pages = rows.map(({ path, visits, stillVisits }) => ({
    path,
    has_form: WITH_FORM.includes(path),
    with: summary(visits),
    without: summary(stillVisits),
  }));
  const network = { latency_ms: LATENCY_MS, down_kbit: DOWN_KBIT, up_kbit: UP_KBIT };
  console.log(JSON.stringify({ slower: SLOWER, network, runs: RUNS, load_average: load, control, pages }));
} finally {
  await browser?.close();
  await endpoint?.stop();
  await rm(dist, { recursive: true, force: true });
}

/** The address of the page at `path` without script. */
function still(path) {
  return path.replace(/\/$/, "-still/");
}

/** A copy of the site, with the pages without script and the known file. */
async function prepare() {
  await cp(where.release, dist, { recursive: true });
  for (const path of PAGES) {
    const folder = join(dist, still(path));
    await mkdir(folder);
    const html = withoutScript(await readFile(join(dist, path, "index.html"), "utf8"), path);
    const file = join(folder, "index.html");
    await writeFile(file, html);
    await writeFile(`${file}.br`, brotliCompressSync(html, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }));
    await writeFile(`${file}.gz`, gzipSync(html, { level: 9 }));
  }
  await writeFile(join(dist, KNOWN.path), randomBytes(KNOWN.bytes));
}

/** `html` without what runs and what is fetched ahead to be run. Data stays: it is no script, and weighs the same in both. */
function withoutScript(html, path) {
  const isData = (tag) => /^<script[^>]*\btype=["']?[^"'\s>]*json/i.test(tag);
  const isAhead = (tag) => /\brel=["']?(module)?preload\b/i.test(tag);
  const stripped = html
    .replace(/<script\b.*?<\/script>/gis, (tag) => (isData(tag) ? tag : ""))
    .replace(/<link\b[^>]*>/gi, (tag) => (isAhead(tag) ? "" : tag));
  if (stripped === html) throw new Error(`${path} has no script: there is nothing to compare`);
  return stripped;
}

async function slowNetwork(session) {
  await session.send("Network.enable");
  await session.send("Network.emulateNetworkConditions", {
    offline: false,
    latency: LATENCY_MS,
    downloadThroughput: bytesPerSecond(DOWN_KBIT),
    uploadThroughput: bytesPerSecond(UP_KBIT),
  });
}

/** What the instrument makes of a known piece of work, a known file and the document itself. */
async function checked() {
  const context = await browser.newContext({ baseURL: endpoint.origin });
  try {
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await slowNetwork(session);
    await page.goto(still(PAGES[0]));
    const network = await page.evaluate(async (path) => {
      const start = performance.now();
      await (await fetch(path)).arrayBuffer();
      return { file_ms: performance.now() - start, document_ms: performance.getEntriesByType("navigation")[0].responseEnd };
    }, KNOWN.path);
    const file_should_ms = LATENCY_MS + (KNOWN.bytes / bytesPerSecond(DOWN_KBIT)) * 1000;
    return { ...(await tryOut(page, session)), ...network, file_should_ms };
  } finally {
    await context.close();
  }
}

/** Opens the page at `path` and gives when it was seen, when its form answered, and its long tasks. */
async function visit(path) {
  const context = await browser.newContext({ baseURL: endpoint.origin, viewport: { width: 412, height: 823 } });
  try {
    const page = await context.newPage();
    const errors = [];
    page.on("pageerror", (error) => errors.push(error));
    await page.addInitScript(watch, { isToAnswer: WITH_FORM.includes(path) });
    const session = await context.newCDPSession(page);
    await slowNetwork(session);
    await slowDown(session);
    await page.goto(path);
    const times = { afterwards: AFTERWARDS_MS, patience: PATIENCE_MS };
    const visited = await page.evaluate((times) => globalThis.watched.end(times), times);
    // A page that breaks is soon done.
    if (errors.length) throw errors[0];
    return visited;
  } catch (error) {
    throw new Error(`${path}: ${error.message}`, { cause: error });
  } finally {
    await context.close();
  }
}

/** In the page: notes the first view and every long task, and sends the empty form as soon as that is ours to answer, if it is to be. */
function watch({ isToAnswer }) {
  if (self !== top) return;
  const tasks = [];
  const frames = [];
  let seen;
  const observe = (type, note) => new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type, buffered: true });
  observe("paint", ({ name, startTime }) => name === "first-contentful-paint" && (seen = startTime));
  observe("longtask", ({ startTime, duration }) => tasks.push({ at: startTime, ms: duration }));
  observe("long-animation-frame", (frame) => frames.push(frame.toJSON()));
  const loaded = new Promise((then) => addEventListener("load", then, { once: true }));
  // Watched for also where none is to come, so that watching costs both pages the same.
  const answered = answer();
  const sleep = (ms) => new Promise((then) => setTimeout(then, ms));
  globalThis.watched = {
    async end({ afterwards, patience }) {
      const late = sleep(patience).then(() => Promise.reject(new Error(`no answer to a submit within ${patience} ms`)));
      const times = await Promise.race([isToAnswer ? answered : loaded.then(() => ({})), late]);
      await sleep(afterwards);
      if (seen === undefined) throw new Error("the browser told of no first view");
      return { seen, ...times, tasks: tasks.map((task) => ({ ...task, scripts: scripts(task) })) };
    },
  };
  // Told by `end`, which is asked for later.
  answered.catch(() => {});

  /** When the form was ours, and when an empty one that was sent had its errors shown. */
  async function answer() {
    const form = await appears("form[data-form][data-live]");
    const live = performance.now();
    // A task of its own, as a person's click is: else it would count as a part of what made the form ours.
    await new Promise((then) => setTimeout(then));
    await new Promise((then, fail) => {
      appears(".error-summary:not([hidden]) a").then(then);
      addEventListener("submit", (event) => {
        if (event.defaultPrevented) return;
        event.preventDefault();
        fail(new Error("the form says that it is live, but leaves a submit to the browser"));
      });
      form.querySelector("[type=submit]").click();
    });
    return { live, ready: performance.now() };
  }

  /** The first element to match, the moment it does: asking again and again would itself be work for the page. */
  function appears(selector) {
    return new Promise((then) => {
      const look = () => {
        const found = document.querySelector(selector);
        if (!found) return;
        observer.disconnect();
        then(found);
      };
      const observer = new MutationObserver(look);
      observer.observe(document, { subtree: true, childList: true, attributeFilter: ["data-live", "hidden"] });
      look();
    });
  }

  /** The scripts that ran during a task, the longest first. */
  function scripts({ at, ms }) {
    return frames
      .flatMap((frame) => frame.scripts)
      .filter(({ startTime }) => startTime >= at && startTime < at + ms)
      .sort((one, other) => other.duration - one.duration)
      .map(({ invoker, sourceURL, duration, forcedStyleAndLayoutDuration }) => ({ what: invoker, file: sourceURL, ms: duration, layout_ms: forcedStyleAndLayoutDuration }));
  }
}

/** Without a form, or without script, nothing is ever ready: all that blocks after the first view counts. */
function summary(visits) {
  const figures = (read) => range(visits.map(read));
  const isAnswered = visits[0].ready !== undefined;
  const all = visits.flatMap(({ seen, ready = Infinity, tasks }) => tasks.filter((task) => isBetween(task, seen, ready)));
  return {
    first_view_ms: figures(({ seen }) => seen),
    ...(isAnswered && { live_ms: figures(({ live }) => live), ready_ms: figures(({ ready }) => ready) }),
    blocking_ms: figures(({ seen, ready = Infinity, tasks }) => blocking(tasks, seen, ready)),
    ...(isAnswered && { blocking_afterwards_ms: figures(({ ready, tasks }) => blocking(tasks, ready, Infinity)) }),
    longest: all.sort((one, other) => other.ms - one.ms)[0] ?? null,
  };
}

/** A task belongs to the time in which it begins; what was begun before the first view has its rest in the time after it. */
function isBetween({ at, ms }, from, to) {
  return at + ms > from && at < to;
}

/** What of the tasks between two times is over 50 ms; the browser tells of tasks in whole ms. */
function blocking(tasks, from, to) {
  return tasks
    .filter((task) => isBetween(task, from, to))
    .reduce((sum, { at, ms }) => sum + Math.max(0, Math.round(at + ms - Math.max(at, from)) - 50), 0);
}
