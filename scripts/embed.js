// The components of the site inside other sites. This file keeps its address; what it fetches is named after its content.
// The page that it is put in stays as it is: one global name, no style and no storage of its own, no cookie.

import { give } from "./given.js";
import { turn } from "./time.js";

(() => {
  // A host's own element with this id answers to the name, too.
  if (window.soga?.version) return;

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
  const dialogs = new WeakMap();
  /** What each view shows, and which attributes a script has set. */
  const shows = new WeakMap();
  const mounted = new WeakMap();
  const made = new WeakSet();
  const styles = new WeakMap();
  let count = 0;
  const runtimes = {};

  window.soga = {
    version: 1,

    /** Shows a component in an element; `options` are its kind, as `component`, and its attributes. */
    mount(element, { component = "", ...options } = {}) {
      if (!(element instanceof Element)) throw new TypeError("soga.mount: expected an element, then { component: … }");
      this.unmount(element);
      options.soga = component;
      for (const name of Object.keys(options)) element.setAttribute(`data-${name}`, options[name]);
      mounted.set(element, Object.keys(options));
      adopt(element, component);
    },

    /** Takes it out again. What was typed stays a draft, as when a page is left. */
    unmount(element) {
      if (!seen.has(element)) return;
      for (const name of mounted.get(element) || []) element.removeAttribute(`data-${name}`);
      seen.get(element).disconnect();
      seen.delete(element);
      wanted.delete(element);
      element.textContent = "";
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
    const spoken = option("lang").toLowerCase().split("-")[0] || (/^en\b/i.test(element.closest("[lang]")?.lang) ? "en" : "fr");
    const name = element.localName === "div" ? `data-soga="${kind}"` : element.localName;
    const wrong = (attribute, value, expected) =>
      explain(element, `${name}: ${attribute}="${value}" ${spoken === "en" ? "is not known; expected" : "inconnu ; attendu "}: ${expected.join(", ")}`);
    const shown = kind === "button" ? option("component") : kind;
    if (!KINDS.includes(shown)) return wrong(kind === "button" ? "component" : "data-soga", shown, KINDS);
    if (!LANGUAGES.includes(spoken)) return wrong("lang", spoken, LANGUAGES);
    const theme = option("theme") || "light";
    if (!THEMES.includes(theme)) return wrong("theme", theme, THEMES);
    if (kind === "button") {
      const dialog = dialogs.get(element);
      // What was typed stays in a form that is to look otherwise; another form begins anew.
      if (dialog && dialog.lastChild.dataset.soga === shown) dress(dialog, element, spoken);
      else if (dialogs.delete(element)) dialog.remove();
      return (element.onclick = (event) => open(event, element, shown, spoken));
    }
    const reserved = option("height");
    // A policy may refuse the attribute `style`, and not this.
    if (/^\d+(px)?$/.test(reserved)) element.style.minHeight = `${parseInt(reserved)}px`;
    else if (reserved) console.warn(`${name}: height="${reserved}"; expected: 900`);
    if (getComputedStyle(element).display === "inline") element.style.display = "block";
    const view = element.querySelector(".soga-live");
    if (view) view.dataset.theme = theme;
    const endpoint = option("endpoint");
    // Any other kind of address could run script in the page around.
    if (endpoint && !(/^https?:\/\/[^?#\s]+$/i.test(endpoint) && originOf(endpoint))) return wrong("endpoint", endpoint, ["https://…"]);
    const page = kind === "faq" ? option("page") : "";
    const host = hosts.get(element) || origin(element);
    if (!host) return wrong("a href", "", [`https://…/${spoken}/…`]);
    // Its link is gone once the component is there.
    hosts.set(element, host);
    const url = `${host}/${spoken}/embed/${(spoken === "fr" && FRENCH[kind]) || kind}/${page && encodeURIComponent(page) + "/"}`;
    if (view && view.dataset.url === url) return wanted.set(element, shows.get(view));
    const thanks = option("thanks");
    // To a page of the same site only: an attribute that somebody else may write must lead nowhere else.
    if (thanks && (!/^(https?:\/)?\/(?![/\\])/i.test(thanks) || originOf(thanks) !== location.origin)) return wrong("thanks", thanks, ["/…"]);
    const given = new URLSearchParams();
    for (const { name, value } of element.attributes) {
      const field = /^(?:data-)?(prefill-\w+|source|hide)$/.exec(name);
      if (field) given.set(field[1].replace("prefill-", ""), value);
    }
    const missing = () => {
      const list = `${host}/${spoken}/${spoken === "en" ? "embed" : "integrer"}/`;
      if (page) return wrong("page", page, [list]);
      explain(element, spoken === "en" ? "This form is not available." : "Ce formulaire n’est pas proposé.", "warn", `${name}; expected: ${list}`);
    };
    const place = [...document.querySelectorAll(`soga-${kind},[data-soga=${kind}]`)].indexOf(element);
    const about = { url, theme, thanks, place, given, endpoint: endpoint.replace(/\/+$/, ""), title: view ? "" : element.textContent.trim(), missing };
    wanted.set(element, about);
    whenNear(element, () => show(element, about));
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
    if (!page) return about.missing();
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
    give(view, about.given, page.part, about.url);
    turn(view, page.now);
    // What the component adds leads to our site as well.
    view.dataset.base = new URL(about.url).origin;
    if (about.endpoint) {
      for (const form of view.querySelectorAll("form[data-form]")) {
        form.action = about.endpoint + new URL(form.action).pathname;
        // It may answer otherwise than ours does, also where it is the site's own.
        form.dataset.foreign = "";
      }
    }
    view.addEventListener("input", () => {
      if (!touched.has(view)) announce(element, "soga:started", {});
      touched.add(view);
    });
    view.addEventListener("soga:submitted", ({ detail }) => {
      element.style.minHeight = "0";
      // Without a mail, the receipt alone has the private link.
      if (about.thanks && detail.mailed) location.assign(about.thanks);
    });
    view.addEventListener("click", (event) => {
      if (!event.target.closest(".again")) return;
      event.preventDefault();
      show(element, about, true);
    });
    addStyle(element.getRootNode(), page.style);
    const parts = [...view.querySelectorAll(":scope>*,form>*,.check>*,.day")].filter((part) => !part.hidden);
    for (const part of parts) part.hidden = true;
    // On its way while the parts come; what fails is told below.
    const { part } = page;
    const coming = part && (view.coming = runtimes[part.wasm] = runtimes[part.wasm] || load(part, about.url));
    if (coming) coming.catch(() => {});
    await breathe();
    // What is on its way to the endpoint is answered first.
    while (element.querySelector("[data-sending]")) await breathe(200);
    if (wanted.get(element) !== about) return;
    const before = element.querySelector(".soga-live");
    if (before && !asked) {
      // A receipt stays: it may be all that the person has.
      if (before.querySelector(".receipt")) return;
      // In another language, say.
      carry(before, view);
    }
    element.textContent = "";
    element.append(view);
    await unveil(parts);
    if (coming) {
      try {
        const glue = await coming;
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
    if (!link || dialogs.get(element)?.contains(link) || !window.HTMLDialogElement || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    let dialog = dialogs.get(element);
    if (!dialog) {
      dialog = document.createElement("dialog");
      dialog.style.cssText = "box-sizing:border-box;width:40em;max-width:100%;padding:0;border:0;text-align:right";
      const close = document.createElement("button");
      close.style.cssText = "position:sticky;top:0;min-width:44px;min-height:44px";
      close.onclick = () => dialog.close();
      const inner = document.createElement("div");
      inner.append(link.cloneNode(true));
      inner.dataset.soga = kind;
      dialog.append(close, inner);
      dress(dialog, element, spoken);
      dialogs.set(element, dialog);
      element.append(dialog);
      adopt(inner, kind);
    }
    dialog.setAttribute("aria-label", link.textContent);
    dialog.showModal();
  }

  /** The window speaks and looks as the element asks now. */
  function dress(dialog, element, spoken) {
    const [close, inner] = dialog.children;
    close.textContent = spoken === "en" ? "Close" : "Fermer";
    dialog.lang = spoken;
    for (const { name, value } of element.attributes) if (!/^(id|class|style|data-soga)$/.test(name)) inner.setAttribute(name.replace(/^(data-)?/, "data-"), value);
  }

  /** What was answered in one view is answered in another. Places to choose from come later. */
  function carry(before, after) {
    const controls = (view) => [...view.querySelectorAll("input,select,textarea")];
    const called = ({ id, name }) => (id || name).replace(/-s\d+/, "");
    for (const one of controls(before)) {
      const { name, value, checked } = one;
      const find = () => controls(after).find((other) => called(other) === called(one));
      const field = find();
      if (field && name !== "lang") Object.assign(field, { value, checked });
      else if (checked)
        new MutationObserver((_, observer) => {
          const place = find();
          if (place) observer.disconnect();
          place?.click();
        }).observe(after, { childList: true, subtree: true });
    }
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

  /** The component in a frame. It is seen once it has told its height: a frame that is refused or broken never takes the place of the link. */
  function frame(element, about) {
    // It was taken out meanwhile, or is to show something else.
    if (wanted.get(element) !== about) return;
    const view = element.querySelector(".soga-live");
    const box = document.createElement("iframe");
    const looks = new URLSearchParams({ theme: about.theme });
    for (const name of ["accent", "on-accent", "radius", "font"]) looks.set(name, getComputedStyle(element).getPropertyValue(`--soga-${name}`));
    box.src = `${about.url}?${looks}`;
    // Answers stand in no address: many programs write those down.
    box.name = `soga?${about.given}`;
    made.add(box);
    box.title = (about.title || new URL(about.url).host).slice(0, 80);
    box.style.cssText = "display:block;width:100%;height:0;border:0";
    box.ready = () => {
      // Someone has begun to fill in the plain form: it stays, and the browser sends it.
      if (view && touched.has(view)) return box.remove();
      // The frame itself stays where it is: moving one loads it again.
      for (const node of [...element.childNodes]) if (node !== box) node.remove();
    };
    element.append(box);
    announce(element, "soga:error", { kind: "frame" });
  }

  function frames() {
    return [...document.querySelectorAll("iframe")].filter(({ src }) => /\/(fr|en)\/embed\//.test(src));
  }

  /** Heights and events come from frames of ours only: the window and the origin of a message are checked. */
  addEventListener("message", (event) => {
    const { soga, height, name, detail } = event.data || {};
    const known = script && originOf(script.src);
    if (soga !== 1) return;
    for (const box of frames()) {
      if (box.contentWindow !== event.source || new URL(box.src).origin !== event.origin) continue;
      // Anyone's page may have an address like those of our components.
      if (known && known !== event.origin && !made.has(box)) continue;
      if (/^soga:(ready|started|submitted|verdict|error)$/.test(name)) announce(box, name, detail);
      if (!(height > 0)) continue;
      box.style.height = `${Math.min(height, 20000)}px`;
      box.ready?.();
      box.ready = null;
    }
  });

  /** In its place, and in the console: the same, or what is `said` to the editor alone. */
  function explain(element, text, level = "error", said = text) {
    const note = document.createElement("p");
    note.setAttribute("role", "note");
    note.textContent = text;
    element.prepend(note);
    console[level](said);
    announce(element, "soga:error", { kind: "attribute" });
  }

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

  for (const kind of KINDS.concat("button")) {
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
  for (const { contentWindow } of frames()) contentWindow.postMessage({ soga: 1 }, "*");
  new MutationObserver((records) => {
    for (const { addedNodes } of records) for (const node of addedNodes) if (node.nodeType === 1) scan(node);
  }).observe(document, { childList: true, subtree: true });
})();
