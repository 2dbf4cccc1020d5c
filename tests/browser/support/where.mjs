// Where the site under test, its endpoint and the browsers are. `cargo xtask test browser` says so in
// the environment; run by hand, the usual places serve.

import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../../../", import.meta.url));

/** The site as it ships, on a day when people can register. */
export const release = process.env.NEC_DIST || `${root}target/dist-test`;

/** The same site with a debug wasm, which reports hydration mismatches. */
export const debug = process.env.NEC_DIST_DEBUG || `${root}target/dist-debug`;

/** The same with the sessions of `tests/programme`, more than ours. */
export const programme = process.env.NEC_DIST_PROGRAMME || `${root}target/dist-programme`;

/** Another edition, without a workshop and without a reimbursement. */
export const edition = process.env.NEC_DIST_EDITION || `${root}target/dist-edition`;

/** The same, decades before the event, and after it: here time passes. */
export const later = process.env.NEC_DIST_LATER || `${root}target/dist-later`;
export const over = process.env.NEC_DIST_OVER || `${root}target/dist-over`;

export const endpoint = process.env.NEC_ENDPOINT || `${root}target/debug/nec-ess-endpoint`;
/** What writes pages, and what it has to know of scripts and styles. */
export const prerender = fileURLToPath(new URL("prerender", `file://${endpoint}`));
export const assets = `${root}target/site/debug/assets.json`;
/** Chromium with its windows, and the same engine without: most tests need no more, and take half the time in it. */
export const wholeChromium = process.env.WHOLE_CHROMIUM || "/usr/bin/chromium";
export const chromium = process.env.CHROMIUM || ["/usr/bin/chromium-headless-shell"].find(existsSync) || wholeChromium;

/** Browsers that need not be there: `undefined` where they are not. */
export const firefox = process.env.FIREFOX;
export const webkit = { driver: process.env.WEBKIT_DRIVER, browser: process.env.MINIBROWSER };

/** WordPress and what it runs on, all of it or nothing. */
export const wordpress = process.env.WORDPRESS && {
  site: process.env.WORDPRESS,
  php: "php",
  database: process.env.MARIADBD,
  databaseInstaller: "mariadb-install-db",
};

for (const needed of [`${release}/sitemap.xml`, endpoint]) {
  if (!existsSync(needed)) throw new Error(`${needed} is not there: run \`cargo xtask test browser\` first`);
}
