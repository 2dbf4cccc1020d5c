// What embed.js needs in few pages: options, words for what is wrong, frames, windows, another language. It fetches this file
// then. Either may be older than the other, in a page that has been open for long, or where a copy is kept: what they know of
// each other only grows.

import { answer, answers } from "./carry.js";
import { give } from "./given.js";

window.soga.more = ({ adopt, announce, framed, known, originOf, touched, wanted }) => {
  const dialogs = new WeakMap();
  /** Our frames, also those in a shadow root. */
  const made = new Set();
  /** What the frames of each element call themselves to each other. */
  const lines = new WeakMap();

  /** Says what is wrong with an attribute, unless another value has come meanwhile. */
  function wrong(element, { name, spoken }, attribute, value, expected) {
    if (wanted.has(element)) return;
    explain(element, `${name}: ${attribute}="${value}" ${spoken === "en" ? "is not known; expected" : "inconnu ; attendu "}: ${expected.join(", ")}`);
  }

  /** Says that there is no such component. */
  function missing(element, about) {
    if (wanted.get(element) !== about) return;
    const { host, name, page, spoken } = about;
    const list = `${host}/${spoken}/${spoken === "en" ? "embed" : "integrer"}/`;
    wanted.delete(element);
    if (page) return wrong(element, about, "page", page, [list]);
    explain(element, spoken === "en" ? "This form is not available." : "Ce formulaire n’est pas proposé.", "warn", `${name}; expected: ${list}`);
  }

  /** In its place, and in the console: the same, or what is `said` to the editor alone. */
  function explain(element, text, level = "error", said = text) {
    for (const old of element.querySelectorAll(":scope>[role=note]")) old.remove();
    const note = document.createElement("p");
    note.setAttribute("role", "note");
    note.textContent = text;
    element.prepend(note);
    console[level](said);
    announce(element, "soga:error", { kind: "attribute" });
  }

  /** Reads what is given to a form, where it goes and what follows; each view then gets it by `about.apply`. False if something
      is wrong. */
  function options(element, about, option) {
    if (wanted.get(element) !== about) return false;
    const refuse = (...what) => {
      wanted.delete(element);
      wrong(element, about, ...what);
      return false;
    };
    const endpoint = option("endpoint");
    // Any other kind of address could run script in the page around.
    if (endpoint && !(/^https?:\/\/[^?#\s]+$/i.test(endpoint) && originOf(endpoint))) return refuse("endpoint", endpoint, ["https://…"]);
    const thanks = option("thanks");
    // To a page of the same site only: an attribute that somebody else may write must lead nowhere else.
    if (thanks && (!/^(https?:\/)?\/(?![/\\])/i.test(thanks) || originOf(thanks) !== location.origin)) return refuse("thanks", thanks, ["/…"]);
    const given = new URLSearchParams();
    for (const { name, value } of element.attributes) {
      const field = /^(?:data-)?(?:prefill-([\w-]+)|(source|hide))$/.exec(name);
      // Attributes are spelt with hyphens: "prefill-last-name".
      if (field) given.set(field[2] || field[1].replace(/-/g, "_"), value);
    }
    Object.assign(about, { given, endpoint: endpoint.replace(/\/+$/, "") });
    about.apply = (view, part) => {
      give(view, given, part, about.url);
      // It may answer otherwise than ours does, also where it is the site's own.
      for (const form of about.endpoint ? view.querySelectorAll("form[data-form]") : []) {
        form.action = about.endpoint + new URL(form.action).pathname;
        form.dataset.foreign = "";
      }
      view.addEventListener("soga:submitted", ({ detail }) => {
        // Without a mail, the receipt alone has the private link.
        if (thanks && detail.mailed) location.assign(thanks);
      });
    };
    return true;
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
    lines.set(element, lines.get(element) || Math.random());
    // Answers stand in no address: many programs write those down.
    box.name = `soga:${lines.get(element)}${framed.has(element) ? "!" : ""}?${about.given}`;
    for (const old of made) if (!old.isConnected) made.delete(old);
    made.add(box);
    box.title = (about.title || new URL(about.url).host).slice(0, 80);
    box.style.cssText = "display:block;width:100%;height:0;border:0";
    box.ready = () => {
      if (wanted.get(element) !== about) return box.remove();
      // Someone has begun to fill in the plain form: it stays, and the browser sends it.
      if (view && touched.has(view)) return box.remove();
      framed.add(element);
      // The frame itself stays where it is: moving one loads it again.
      for (const node of [...element.childNodes]) if (node !== box) node.remove();
    };
    element.append(box);
    announce(element, "soga:error", { kind: "frame" });
  }

  /** Heights and events come from frames of ours only: the window and the origin of a message are checked. */
  function hear(event) {
    const { soga, height, name, detail } = event.data || {};
    if (soga !== 1) return;
    for (const box of new Set([...document.querySelectorAll("iframe"), ...made])) {
      if (!/\/(fr|en)\/embed\//.test(box.src) || box.contentWindow !== event.source || new URL(box.src).origin !== event.origin) continue;
      // Anyone's page may have an address like those of our components.
      if (known && known !== event.origin && !made.has(box)) continue;
      // A receipt needs less than the form that was here.
      if (name === "soga:submitted" && made.has(box)) box.parentElement.style.minHeight = "0";
      if (/^soga:(ready|started|submitted|verdict|error)$/.test(name)) announce(box, name, detail || {});
      // The one before it has a receipt.
      if (name === "stays" && made.has(box)) box.remove();
      if (!(height > 0)) continue;
      box.style.height = `${Math.min(height, 20000)}px`;
      box.ready?.();
      box.ready = null;
    }
  }

  /** Shows the component that `link` leads to over the page. */
  function open(element, link, kind, spoken) {
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
      dialogs.set(element, dialog);
      dress(element, kind, spoken);
      element.append(dialog);
      adopt(inner, kind);
    }
    dialog.setAttribute("aria-label", link.textContent);
    // Two clicks, before this was there.
    if (!dialog.open) dialog.showModal();
  }

  /** The window speaks and looks as the element asks now. What was typed stays in a form that is to look otherwise; another
      form begins anew. */
  function dress(element, kind, spoken) {
    const dialog = dialogs.get(element);
    if (!dialog) return;
    const [close, inner] = dialog.children;
    if (inner.dataset.soga !== kind) {
      dialogs.delete(element);
      return dialog.remove();
    }
    close.textContent = spoken === "en" ? "Close" : "Fermer";
    dialog.lang = spoken;
    for (const { name, value } of element.attributes) if (!/^(id|class|style|data-soga)$/.test(name)) inner.setAttribute(name.replace(/^(data-)?/, "data-"), value);
  }

  return { wrong, missing, options, frame, hear, open, dress, carry: (before, after) => answer(after, answers(before)) };
};
