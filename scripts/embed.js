// The components of the site inside other sites. This file keeps its address; what it fetches is named after its content.
// The page that it is put in stays as it is: one global name, no style and no storage of its own, no cookie.

import { turn } from "./time.js";

(() => {
  // A host's own element with this id answers to the name, too; a host's own object by it keeps what is in it.
  const before = window.soga;
  if (before?.mount) return;

  /** The others are called by one name in both languages. */
  const FRENCH = { registration: "inscription", workshop: "atelier", reimbursement: "defraiement" };
  const KINDS = Object.keys(FRENCH).concat("faq", "programme");
  const LANGUAGES = ["fr", "en"];
  const THEMES = ["light", "dark", "auto"];
  // Optimisers of other sites move, defer and copy scripts: then there is no current one, or its address is not ours.
  const script = document.currentScript || document.querySelector('script[src*="/embed.js"]');
  const seen = new WeakMap();
  const touched = new WeakSet();
  const pages = new Map();
  const hosts = new WeakMap();
  /** What each element is to show: another may have been asked for while the first was on its way. */
  const wanted = new WeakMap();
  /** What each view shows, and which attributes a script has set. */
  const shows = new WeakMap();
  const mounted = new WeakMap();
  /** Elements whose component is seen in a frame. */
  const framed = new WeakSet();
  const styles = new WeakMap();
  let count = 0;
  const runtimes = {};
  const known = script && originOf(script.src);
  let coming;

  window.soga = {
    version: 1,
    ...(before?.constructor === Object && before),

    /** Shows a component in an element; `options` are its kind, as `component`, and its attributes. */
    mount(element, { component = "", prefill, ...options } = {}) {
      if (!(element instanceof Element)) throw new TypeError("soga.mount: expected an element, then { component: … }");
      this.unmount(element);
      options.soga = component;
      for (const name in prefill) options[`prefill-${name}`] = prefill[name];
      const given = Object.entries(options).filter(([, value]) => value != null);
      const names = given.map(([name, value]) => {
        // As script spells it: "prefillOrganisation".
        const spelt = "data-" + name.replace(/[A-Z]/g, (letter) => "-" + letter.toLowerCase());
        element.setAttribute(spelt, value);
        return spelt;
      });
      mounted.set(element, names);
      adopt(element, component);
    },

    /** Takes it out again. What was typed stays a draft, as when a page is left. */
    unmount(element) {
      if (!seen.has(element)) return;
      for (const name of mounted.get(element) || []) element.removeAttribute(name);
      seen.get(element).disconnect();
      seen.delete(element);
      wanted.delete(element);
      element.textContent = element.style.minHeight = "";
    },
  };

  /** Takes an element on, once, however often it is moved. */
  function adopt(element, kind) {
    if (seen.has(element)) return revive(element);
    const observer = new MutationObserver(() => begin(element, kind));
    seen.set(element, observer);
    const start = () => {
      begin(element, kind);
      // Another value shows something else.
      const names = ["lang", "page", "theme", "component"];
      observer.observe(element, { attributeFilter: names.concat(names.map((name) => `data-${name}`)) });
    };
    // What stands inside it may not be parsed yet.
    if (document.readyState === "loading") addEventListener("DOMContentLoaded", start, { once: true });
    else start();
  }

  /** What was taken out of the page and is put back gets its behaviour again. */
  async function revive(element) {
    const view = element.querySelector(".soga-live");
    if (view?.coming) (await view.coming).enliven(view, () => {});
  }

  function begin(element, kind) {
    wanted.delete(element);
    for (const note of element.querySelectorAll(":scope>[role=note]")) note.remove();
    const option = (name) => element.getAttribute(name) || element.getAttribute("data-" + name) || "";
    // "en-GB" is English, and so is "EN".
    const spoken = option("lang").toLowerCase().split(/[-_]/)[0] || (/^en(?![a-z])/i.test(langOf(element)) ? "en" : "fr");
    const name = element.localName === "div" ? `data-soga="${kind}"` : element.localName;
    const host = hosts.get(element) || origin(element);
    const log = (...what) => console.error(name, ...what);
    const wrong = (...what) => (host ? more(host).then((parts) => parts.wrong(element, { name, spoken }, ...what), () => log(...what)) : log(...what));
    const shown = kind === "button" ? option("component") : kind;
    if (!KINDS.includes(shown)) return wrong(kind === "button" ? "component" : "data-soga", shown, kind === "button" ? KINDS : KINDS.concat("button"));
    if (!LANGUAGES.includes(spoken)) return wrong("lang", spoken, LANGUAGES);
    const theme = option("theme") || "light";
    if (!THEMES.includes(theme)) return wrong("theme", theme, THEMES);
    if (kind === "button") {
      if (coming) more().then(({ dress }) => dress(element, shown, spoken), () => {});
      return (element.onclick = (event) => open(event, element, shown, spoken));
    }
    const reserved = option("height");
    // A policy may refuse the attribute `style`, and not this.
    if (/^\d+(px)?$/.test(reserved)) element.style.minHeight = `${parseInt(reserved)}px`;
    else if (reserved) console.warn(`${name}: height="${reserved}"; expected: 900`);
    if (getComputedStyle(element).display === "inline") element.style.display = "block";
    const view = element.querySelector(".soga-live");
    if (view) view.dataset.theme = theme;
    const page = kind === "faq" ? option("page") : "";
    if (!host) return wrong("a href", "", [`https://…/${spoken}/…`]);
    // Its link is gone once the component is there.
    hosts.set(element, host);
    const url = `${host}/${spoken}/embed/${(spoken === "fr" && FRENCH[kind]) || kind}/${page && encodeURIComponent(page) + "/"}`;
    if (view && view.dataset.url === url) return wanted.set(element, shows.get(view));
    const place = [...document.querySelectorAll(`soga-${kind},[data-soga=${kind}]`)].indexOf(element);
    const about = { url, host, name, spoken, page, theme, place, given: "", title: view ? "" : element.textContent.trim() };
    wanted.set(element, about);
    const start = () => whenNear(element, () => show(element, about));
    const isAsked = [...element.attributes].some(({ name }) => /^(data-)?(prefill-|source$|hide$|thanks$|endpoint$)/.test(name));
    // Without what was asked for nothing is shown: its form might go elsewhere.
    if (isAsked) more(host).then((parts) => parts.options(element, about, option) && start(), log);
    else start();
  }

  /** The language of what is around, also where that is a shadow root. */
  function langOf(element) {
    return element && (element.closest("[lang]")?.lang || langOf(element.getRootNode().host));
  }

  function originOf(address) {
    try {
      return new URL(address, location).origin;
    } catch {
      return "";
    }
  }

  /** Our own origin: that of the link inside the element, which editors keep, else that of the script. */
  function origin(element) {
    const link = element.querySelector("a[href]");
    return (/^(https?:\/\/[^/]+)\/(fr|en)\//.exec(link?.href) || /^(https?:\/\/[^/]+)\/embed\.js/.exec(script?.src))?.[1];
  }

  function whenNear(element, run) {
    const observer = new IntersectionObserver(
      (entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return;
        observer.disconnect();
        run();
      },
      { rootMargin: "800px" },
    );
    observer.observe(element);
  }

  /** Shows the component in its place. What the element held stays until then, and for good if it cannot be shown. Focus goes
      to a form only where someone `asked` for it. */
  async function show(element, about, asked) {
    let page;
    try {
      page = await fetchPage(about.url);
      const listed = page?.part?.origins;
      // The answer to a form could not be read here: it would be stored, and be said to have failed.
      if (listed && !about.endpoint && !listed.split(" ").includes(location.origin)) throw `${location.origin}; cors_origins: ${listed}`;
    } catch (error) {
      console.info("soga: shown in a frame:", about.url, /Trusted/.test(error) ? "Trusted Types" : "Access-Control-Allow-Origin? connect-src?", error);
      return frame(element, about);
    }
    if (wanted.get(element) !== about) return;
    if (!page) return more(about.host).then((parts) => parts.missing(element, about), () => {});
    about.more = page.part?.more;
    // Here it can be shown in no other way, and what was answered is there.
    if (framed.has(element)) return frame(element, about);
    await breathe();
    const view = document.importNode(page.view, true);
    own(view, (count += 1), about.url);
    about.title = about.title || page.title;
    shows.set(view, about);
    view.dataset.theme = about.theme;
    view.dataset.url = about.url;
    view.dataset.given = about.given;
    // Two places for one form keep a draft each.
    if (about.place > 0) view.querySelector("form")?.setAttribute("data-nth", `-${about.place + 1}`);
    turn(view, page.now);
    // What the component adds leads to our site as well.
    view.dataset.base = new URL(about.url).origin;
    about.apply?.(view, page.part);
    view.addEventListener("input", () => {
      if (!touched.has(view)) announce(element, "soga:started", {});
      touched.add(view);
    });
    view.addEventListener("soga:submitted", () => (element.style.minHeight = "0"));
    view.addEventListener("click", (event) => {
      if (!event.target.closest(".again")) return;
      event.preventDefault();
      show(element, about, true);
    });
    addStyle(element.getRootNode(), page.style);
    const veiled = [...view.querySelectorAll(":scope>*,form>*,.check>*,.day")].filter((part) => !part.hidden);
    for (const part of veiled) part.hidden = true;
    // On its way while the parts come; what fails is told below.
    const { part } = page;
    const runtime = part && (view.coming = runtimes[part.wasm] = runtimes[part.wasm] || load(part, about.url));
    if (runtime) runtime.catch(() => {});
    await breathe();
    const before = element.querySelector(".soga-live");
    let parts;
    // What was typed stays, and be it in the language of before.
    if (before?.querySelector("input") && !asked && !(parts = await more(about.url, about.more).catch(() => {}))) return;
    // What is on its way to the endpoint is answered first.
    while (element.querySelector("[data-sending]")) await breathe(200);
    if (wanted.get(element) !== about) return;
    // A receipt stays: it may be all that the person has.
    if (!asked && before?.querySelector(".receipt")) return;
    // In another language, say.
    if (parts) parts.carry(before, view);
    element.textContent = "";
    element.append(view);
    await unveil(veiled);
    if (runtime) {
      try {
        const glue = await runtime;
        await breathe();
        await new Promise((then) => glue.enliven(view, then));
      } catch (error) {
        view.coming = runtimes[part.wasm] = null;
        console.info("soga:", error);
        frame(element, about);
        return;
      }
    }
    if (wanted.get(element) !== about) return;
    if (asked) view.querySelector("form").focus();
    announce(element, "soga:ready", {});
  }

  /** Shows a component over the page, where the browser can; else the link leads to its page. */
  function open(event, element, kind, spoken) {
    const link = event.target.closest("a[href]");
    const host = origin(element);
    if (!link || !host || element.querySelector("dialog")?.contains(link) || !window.HTMLDialogElement || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    more(host).then(
      (parts) => parts.open(element, link, kind, spoken),
      () => location.assign(link.href),
    );
  }

  /** What most pages never need is in a file of its own. A script may come from where nothing can be read; where Trusted Types
      allow none, it can be imported. `host` is ours. */
  function more(host, path) {
    if (!coming) {
      const url = new URL(path || MORE, host).href;
      coming = new Promise((then, fail) => {
        const tag = document.createElement("script");
        tag.nonce = script?.nonce || "";
        tag.onload = then;
        tag.onerror = fail;
        tag.src = url;
        document.head.append(tag);
      })
        .catch(() => import(url))
        .then(() => window.soga.more({ adopt, announce, framed, known, originOf, touched, wanted }));
      // Whoever needs it next tries again.
      coming.catch(() => (coming = null));
    }
    return coming;
  }

  /** Shows parts from the top down, a few at a time: laying all of them out at once is a long task on a slow phone. */
  async function unveil(parts) {
    while (parts.length) {
      await breathe(30);
      for (const part of parts.splice(0, 4)) part.hidden = false;
    }
  }

  /** Ends the task: in small ones a slow phone goes on answering touches of the page around. After `ms` it has drawn, too. */
  function breathe(ms) {
    return new Promise((then) => setTimeout(then, ms));
  }

  function fetchPage(url) {
    if (!pages.has(url)) {
      const answer = fetch(url, { credentials: "omit" }).then(async (answer) => {
        if (answer.status === 404) return null;
        if (!answer.ok) throw answer.status;
        // Taken out first: a style in a parsed page is reported to the policy of the page around, though nobody applies it.
        let style;
        const text = (await answer.text()).replace(/<style>([^]*?)<\/style>/, (_, css) => ((style = css), ""));
        const page = new DOMParser().parseFromString(text, "text/html");
        // By our server's clock, where it tells: the device's may be years wrong.
        const now = Date.parse(answer.headers.get("Date")) || Date.now();
        return { now, style, title: page.title, view: page.querySelector(".soga-live"), part: page.querySelector("script[data-wasm]")?.dataset };
      });
      pages.set(url, answer);
      // The next element tries again.
      answer.catch(() => pages.delete(url));
    }
    return pages.get(url);
  }

  /** Ids that no other element of the page has, radio buttons that belong to no other group, addresses that are ours. */
  function own(root, number, base) {
    const mark = (text) => text.replace(/\S+/g, `$&-s${number}`);
    for (const node of root.querySelectorAll("*")) {
      if ("form" in node && !node.form) {
        if (node.name) node.name = mark(node.name);
        // No part of a form of the page around: Enter would send it.
        node.setAttribute("form", "");
      }
      for (const name of ["href", "action", "id", "for", "aria-describedby", "aria-labelledby"]) {
        const value = node.getAttribute(name);
        if (value) node.setAttribute(name, value[0] === "#" || !/href|action/.test(name) ? mark(value) : new URL(value, base).href);
      }
    }
  }

  /** A constructed sheet needs no permission from the page's policy; its rules begin with our class. */
  function addStyle(root, text) {
    const place = root.head || root;
    const known = styles.get(place) || [];
    if (known.includes(text)) return;
    styles.set(place, known.concat(text));
    try {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(text);
      root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
    } catch {
      const style = document.createElement("style");
      style.textContent = text;
      place.append(style);
    }
  }

  /** One runtime for all the forms of the page, and one for its checks. */
  async function load(part, base) {
    const address = (path) => new URL(path, base).href;
    const wasm = fetch(address(part.wasm), { integrity: part.wasmIntegrity });
    wasm.catch(() => {});
    const link = document.createElement("link");
    link.rel = "modulepreload";
    link.integrity = part.glueIntegrity;
    link.crossOrigin = "";
    link.href = address(part.glue);
    document.head.append(link);
    const glue = await import(link.href);
    await breathe();
    await glue.default({ module_or_path: wasm });
    return glue;
  }

  /** The component in a frame; where even that cannot be, what is there stays. */
  function frame(element, about) {
    more(about.url, about.more).then(
      (parts) => parts.frame(element, about),
      (error) => console.info("soga:", error),
    );
  }

  /** Our frames tell their heights and what happens in them. */
  addEventListener("message", (event) => {
    if (event.data?.soga === 1 && (coming || event.origin === known)) more(event.origin).then(({ hear }) => hear(event), () => {});
  });

  function announce(element, name, detail) {
    element.dispatchEvent(new CustomEvent(name, { bubbles: true, composed: true, detail }));
  }

  function scan(root) {
    if (root.matches?.("[data-soga]")) adopt(root, root.dataset.soga);
    for (const element of root.querySelectorAll("[data-soga]")) adopt(element, element.dataset.soga);
  }

  // An answer that is closed would not be printed.
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll(".soga-live details:not([open])")];
    for (const box of opened) box.open = true;
  });
  addEventListener("afterprint", () => {
    for (const box of opened) box.open = false;
  });

  // Where there is none, or a host's policy has taken it away, the spelling as `div` is left.
  for (const kind of window.customElements ? KINDS.concat("button") : []) {
    const name = `soga-${kind}`;
    if (customElements.get(name)) continue;
    customElements.define(
      name,
      class extends HTMLElement {
        connectedCallback() {
          adopt(this, kind);
        }
      },
    );
  }
  scan(document);
  // They may have told their height before anyone here could hear it.
  for (const { src, contentWindow } of document.querySelectorAll("iframe")) if (known && originOf(src) === known) contentWindow.postMessage({ soga: 1 }, "*");
  new MutationObserver((records) => {
    for (const { addedNodes } of records) for (const node of addedNodes) if (node.nodeType === 1) scan(node);
  }).observe(document, { childList: true, subtree: true });
})();
