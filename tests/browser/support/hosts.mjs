// Other sites: an origin of its own that serves the pages of `tests/hosts/` with a component of ours in them.

import { createServer } from "node:http";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { once } from "node:events";
import { release } from "./where.mjs";

const bootstrap = () => readFileSync(createRequire(import.meta.url).resolve("bootstrap/dist/css/bootstrap.css"));
const builder = readFileSync(`${release}/fr/integrer/index.html`, "utf8");

/** The ways to write a component, by name; embed-builder.test.mjs holds what the page for editors writes against the same. */
const PATTERNS = {
  element: `<script async src="{origin}/embed.js"></script>
<soga-{kind}{lang}{page}{theme} height="{height}" style="display:block;min-height:{height}px"><a href="{origin}{link}">{title}</a></soga-{kind}>`,
  div: `<script async src="{origin}/embed.js"></script>
<div data-soga="{kind}"{data-lang}{data-page}{data-theme} data-height="{height}" style="min-height:{height}px"><a href="{origin}{link}">{title}</a></div>`,
  frame: `<iframe src="{origin}{path}{query}" title="{title}" loading="lazy" width="100%" height="{height}" frameborder="0" style="display:block;width:100%;height:{height}px;border:0"></iframe>
<script async src="{origin}/embed.js"></script>`,
};

/** The components on offer, as the page for editors tells them to its component: a line a value, after three others. */
export const offers = readOffers(plain(builder.match(/<template data-words[^>]*>(.*?)<\/template>/s)[1]).split("\n").slice(3));

function readOffers(lines) {
  const next = () => lines.shift();
  return Array.from({ length: Number(next()) }, () => {
    const [path, title, kind, lang] = [next(), next(), next(), next()];
    const page = next() === "1" ? next() : undefined;
    return { path, title, kind, lang, page, link: next(), height: next() };
  });
}

function plain(text) {
  return text.replace(/&(lt|gt|quot|amp);/g, (_, name) => ({ lt: "<", gt: ">", quot: '"', amp: "&" })[name]);
}

/**
 * What an editor pastes for a component of the site at `origin`: `kind` and what else tells one offer from another.
 * `more` is written into the tag as it is.
 */
export function snippet(origin, { kind, lang = "fr", page, spelling = "element", theme, more = "" }) {
  const offer = offers.find((one) => one.kind === kind && one.lang === lang && one.page === page);
  if (!offer) throw new Error(`no offer of ${kind} in ${lang}, page ${page}`);
  const { path, link, height, title } = offer;
  const values = { origin, kind, path, link, height, title, query: theme ? `?theme=${theme}` : "" };
  for (const [name, value] of Object.entries({ lang, page, theme })) {
    values[name] = value ? ` ${name}="${value}"` : "";
    values[`data-${name}`] = value ? ` data-${name}="${value}"` : "";
  }
  const text = PATTERNS[spelling].replace(/\{([a-z-]+)\}/g, (_, name) => values[name]);
  return more ? text.replace(/<(soga-[a-z]+|div|iframe)/, `<$1 ${more}`) : text;
}

/** The snippet without its script, and the script alone. */
export function apart(text) {
  const [script] = text.match(/<script.*?<\/script>\n?/s);
  return { script, tag: text.replace(script, "") };
}

/** Starts another site; `stop()` ends it. */
export async function startHosts() {
  const made = new Map();
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, "http://host");
    if (pathname === "/bootstrap.css") {
      response.writeHead(200, { "content-type": "text/css" });
      return response.end(bootstrap());
    }
    if (pathname === "/favicon.ico") return response.writeHead(204).end();
    const page = made.get(pathname);
    response.writeHead(page ? 200 : 404, { "content-type": "text/html; charset=utf-8", ...page?.headers });
    response.end(page?.html ?? "");
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const origin = `http://127.0.0.1:${server.address().port}`;
  return {
    origin,

    /** The address of the page `tests/hosts/{name}.html` with `component` in it; `policy` is its content security policy,
        `headers` are others. */
    page(name, component, { head = "", policy, headers } = {}) {
      const template = readFileSync(new URL(`../../hosts/${name}.html`, import.meta.url), "utf8");
      const html = template.replace("{head}", () => head).replace("{component}", () => component);
      const path = `/${name}-${made.size}/`;
      made.set(path, { html, headers: { ...(policy && { "content-security-policy": policy }), ...headers } });
      return origin + path;
    },

    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
