// The built site as if it had been built for another address.

import { cp, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { release } from "./where.mjs";

/** The site for `origin`, in a folder that the caller removes. */
export async function movedTo(origin) {
  const folder = await mkdtemp(join(tmpdir(), "nec-ess-moved-"));
  await cp(release, folder, { recursive: true });
  const built = JSON.parse(await readFile(join(folder, "site.json"), "utf8")).site.settings.origin;
  for (const file of await readdir(folder, { recursive: true })) {
    if (!/\.(html|json|xml|txt)$/.test(file)) continue;
    const path = join(folder, file);
    const text = await readFile(path, "utf8");
    if (!text.includes(built)) continue;
    await writeFile(path, text.replaceAll(built, origin));
    // They are made from the old text.
    for (const packed of [".br", ".gz"]) await rm(path + packed, { force: true });
  }
  return folder;
}
