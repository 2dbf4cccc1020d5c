// The pages of a built site, read from its files.

import { existsSync, readFileSync, readdirSync } from "node:fs";
import { release } from "./where.mjs";

/** Pages that search engines are not told about. */
const UNLISTED = ["/", "/fr/recu/", "/en/receipt/", "/fr/gerer/", "/en/manage/", "/fr/404/", "/en/404/"];

const sitemap = readFileSync(`${release}/sitemap.xml`, "utf8");
const locations = [...sitemap.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, address]) => new URL(address));

/** The address that canonical links name, wherever the site runs meanwhile. */
export const canonicalOrigin = locations[0].origin;

/** Every page of the sitemap. */
export const listed = locations.map(({ pathname }) => page(pathname, true));

/** Every page, those outside the sitemap included. */
export const all = [...listed, ...UNLISTED.map((path) => page(path, false))];

/** The pages whose questions can be shown alone. */
const WITH_QUESTIONS = ["event", "registration", "studies", "ai-social-economy", "transition-pathways", "aesio"];
const faqs = ["faq/", ...WITH_QUESTIONS.map((id) => `faq/${id}/`)];

/** The components for other sites, each a page for a frame: addresses that never change. */
export const components = [
  ...["inscription/", "atelier/", "defraiement/", "programme/", ...faqs].map((name) => `/fr/embed/${name}`),
  ...["registration/", "workshop/", "reimbursement/", "programme/", ...faqs].map((name) => `/en/embed/${name}`),
];

/** The page at `path`. */
export function at(path) {
  return all.find((page) => page.path === path);
}

/** Every path that a page was made for. */
export function built() {
  return readdirSync(release, { recursive: true })
    .filter((name) => /(^|\/)index\.html$/.test(name))
    .map((name) => `/${name.slice(0, -"index.html".length)}`);
}

function page(path, isListed) {
  const file = `${release}${path}index.html`;
  if (!existsSync(file)) throw new Error(`${file} is not there: the list of pages in support/pages.mjs is out of date`);
  const html = readFileSync(file, "utf8");
  const alternates = {};
  for (const tag of html.match(/<link[^>]*\bhreflang=[^>]*>/g) ?? []) {
    alternates[attribute(tag, "hreflang")] = attribute(tag, "href");
  }
  return {
    path,
    isListed,
    html,
    alternates,
    lang: attribute(html.match(/<html[^>]*>/)[0], "lang"),
    title: text(html.match(/<title>(.*?)<\/title>/s)?.[1] ?? ""),
    headings: [...html.matchAll(/<h1\b[^>]*>(.*?)<\/h1>/gs)].map(([, inner]) => text(inner)),
    canonical: attribute(html.match(/<link[^>]*rel="canonical"[^>]*>/)?.[0] ?? "", "href"),
    /** The same page in the other language, where the header leads to. */
    twin: attribute(html.match(/<a[^>]*class="language"[^>]*>/)?.[0] ?? "", "href"),
    /** The anchors of the questions. */
    questions: [...html.matchAll(/<details[^>]*\bclass="question"[^>]*>.*?<\/summary><(?:div|p)[^>]*\bid="([^"]+)"/gs)].map(([, id]) => id),
    /** What the page names on its own site: other pages, scripts, icons, calendars. */
    references: [...html.matchAll(/<(?:a|link|script|img)\b[^>]*?\s(?:href|src)="(\/[^"#]*)/g)].map(([, to]) => to),
  };
}

function attribute(tag, name) {
  return tag.match(new RegExp(`\\s${name}="([^"]*)"`))?.[1];
}

function text(html) {
  return html
    .replace(/<[^>]*>/g, "")
    .replace(/&(lt|gt|quot|#39|amp);/g, (_, name) => ({ lt: "<", gt: ">", quot: '"', "#39": "'", amp: "&" })[name]);
}
