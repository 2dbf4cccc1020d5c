// What the benches of pages share: the browser, the slow processor and the check that it is slow, and figures of many runs.

import { chromium } from "playwright-core";
import * as where from "../browser/support/where.mjs";

export const SLOWER = 4;
/** How long the known piece of work takes at full speed: slowed down, it is a long task. */
const WORK_MS = 40;

export function launch() {
  return chromium.launch({ executablePath: where.chromium, args: ["--headless", "--no-sandbox", "--disable-gpu"] });
}

export function slowDown(session) {
  return session.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
}

/**
 * How much slower the page is really worked on once `session` slows it down, and the longest task that it then told of.
 * Of several times the quickest counts, both before and after: what else the machine does is no slow-down of ours.
 */
export async function tryOut(page, session) {
  await page.evaluate(`globalThis.work = ${work}`);
  // The engine compiles it for speed while it runs: the first rounds are its slowest.
  const rounds = await page.evaluate((ms) => {
    // A quarter at a time is seldom interrupted.
    const quarters = Array.from({ length: 24 }, () => globalThis.work({ ms: ms / 4, rounds: Infinity }));
    return 4 * Math.max(...quarters.map(({ rounds }) => rounds));
  }, WORK_MS);
  await slowDown(session);
  const slow = await page.evaluate(async (rounds) => {
    const tasks = [];
    new PerformanceObserver((list) => tasks.push(...list.getEntries())).observe({ type: "longtask" });
    const times = [];
    for (let time = 0; time < 3; time += 1) {
      times.push(await new Promise((then) => setTimeout(() => then(globalThis.work({ ms: Infinity, rounds }).ms))));
    }
    await new Promise((then) => setTimeout(then, 200));
    return { ms: Math.min(...times), task_ms: Math.max(0, ...tasks.map(({ duration }) => duration)) };
  }, rounds);
  return { slower: slow.ms / WORK_MS, task_ms: slow.task_ms };
}

/** In the page: works until the time or the rounds are over, and tells how many of both it took. */
function work({ ms, rounds }) {
  const start = performance.now();
  let done = 0;
  // Given back, so that no engine leaves it out.
  let number = 1;
  while (done < rounds && performance.now() - start < ms) {
    for (let step = 0; step < 20_000; step += 1) number = (number * 48_271) % 2_147_483_647;
    done += 1;
  }
  return { ms: performance.now() - start, rounds: done, number };
}

export function range(numbers) {
  const sorted = [...numbers].sort((one, other) => one - other);
  return { min: sorted[0], median: sorted[sorted.length >> 1], max: sorted.at(-1) };
}
