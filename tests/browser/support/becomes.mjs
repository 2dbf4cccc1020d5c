// Waiting for what a page comes to say.

import { strict as assert } from "node:assert";
import { setTimeout as sleep } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";

/** Waits until `ask` answers `wanted`. */
export async function becomes(ask, wanted) {
  const patience = Date.now() + 10_000;
  for (;;) {
    // A document may be replaced by the next one while it is asked.
    const answer = await ask().catch((error) => String(error));
    if (isDeepStrictEqual(answer, wanted)) return;
    if (Date.now() > patience) assert.deepEqual(answer, wanted);
    await sleep(30);
  }
}
