// Starts the app on a page that is already complete without it. `cargo xtask` fills in the names in capitals.
// Whatever goes wrong here, the page stays the static page it was: links and forms work natively.

import { enlivened, giveUp, load } from "./load.js";
import { leaveMenu } from "./menu.js";
import { keepTime } from "./time.js";

const root = document.documentElement;
const ownForm = "form[data-form],[data-check]";
const controls = "a,button,summary,input,select,textarea";
const firstTouches = ["pointerdown", "touchstart", "keydown", "focusin"];
/** Other tabs hear of what is over by a note with this name. */
const OVER = "nec-ess:over";
const saving = navigator.connection?.saveData;

/** Somebody is about to follow a link to another page. */
const leaving = new Promise((then) => {
  for (const name of ["pointerover", "touchstart", "focusin"]) {
    addEventListener(name, (event) => event.target.closest?.("a[href^='/']") && then(), { capture: true, passive: true });
  }
});

let begun = false;
let forms;
let checks;
let tool;

/** Brings the forms of the page to life, where it has any; asked again for each page that the app shows. */
async function enliven() {
  if (!document.querySelector(ownForm)) return;
  try {
    // What the check needs brings forms to life as well.
    const check = document.querySelector("[data-check]")?.dataset;
    if (!forms || (check && !checks)) forms = load({ ...(check || FORMS), coming: self.formsAhead });
    checks = checks || check;
    self.formsAhead = null;
    await enlivened(await forms, document.querySelector("main"));
    // An earlier page may have gone without.
    delete root.dataset.forms;
  } catch (error) {
    forms = checks = null;
    giveUp(root);
    console.info("It stays static:", error);
  }
}

/** Hydrates the page: once, whoever asks and however often (a page kept in the back cache included). */
async function begin() {
  if (begun) return;
  begun = true;
  for (const name of firstTouches) removeEventListener(name, onTouch, true);
  await enliven();
  // Someone on a page with a form has come for the form; most leave without ever needing the router.
  if (document.querySelector(ownForm)) await leaving;
  try {
    // No draft keeps what is typed there; the browser itself does, from page to page.
    if (root.dataset.forms) throw "the form stays static";
    (await load(APP)).hydrate();
    root.dataset.app = "ready";
    document.dispatchEvent(new CustomEvent("app:ready"));
  } catch (error) {
    root.dataset.app = "static";
    console.info("It stays static:", error);
  }
}

/** Someone who asked to save data pays for the app on a content page only once they use something on it. */
function onTouch(event) {
  if (event.target.closest?.(saving ? controls : ownForm)) begin();
}

/** The page for editors of other sites has a tool of its own. */
async function equip() {
  const builder = document.querySelector("[data-builder]");
  if (!builder) return;
  try {
    tool = tool || load(builder.dataset);
    (await tool).build(builder);
  } catch (error) {
    tool = null;
    console.info("It stays static:", error);
  }
}

/** Takes out of the browser what is not to stay there: drafts that are too old, notes of the submission that is `over`, and
    everything where its person had `all` erased. */
function tidy(over, all) {
  const oldest = `saved_at=${Date.now() - DRAFT}`;
  for (const kept of [sessionStorage, localStorage]) {
    for (const [name, note] of Object.entries(kept)) {
      const isPast = name.includes(":draft:") ? note < oldest : over && note.includes(over);
      if (name.startsWith("nec-ess:") && (all || isPast)) kept.removeItem(name);
    }
  }
}

/** The same for what was cancelled or erased on this page, also in other tabs. */
function forget() {
  const { over, erased } = document.querySelector("[data-over]")?.dataset || {};
  try {
    tidy(over, erased === "");
    if (!over) return;
    localStorage.setItem(OVER, over);
    localStorage.removeItem(OVER);
  } catch {
    // A browser that keeps nothing.
  }
}

/** Where a person came from counts until the tab is closed, on whichever page they fill in a form. A word that the endpoint
    would not take (crates/domain/src/source.rs) takes no other's place. */
function keepSource() {
  try {
    const source = new URLSearchParams(location.search).get("source") || sessionStorage.getItem("nec-ess:source");
    if (!/^[\w.-]{1,64}$/.test(source ?? "")) return;
    for (const input of document.querySelectorAll("[name=source]")) input.defaultValue = source;
    sessionStorage.setItem("nec-ess:source", source);
  } catch {
    // A browser that keeps nothing.
  }
}

function onPage() {
  // The menu of a phone has done its work.
  document.querySelector(".menu-button").open = false;
  keepTime();
  keepSource();
  enliven();
  equip();
}

function whenIdle() {
  if (window.requestIdleCallback) requestIdleCallback(begin, { timeout: 2000 });
  else setTimeout(begin, 200);
}

/** Nothing runs before the first paint with content. A hidden tab paints nothing; old browsers report no paint. */
function afterPaint(run) {
  if (document.hidden || !window.PerformanceObserver?.supportedEntryTypes?.includes("paint")) return whenIdle();
  new PerformanceObserver((list, observer) => {
    if (!list.getEntriesByName("first-contentful-paint").length) return;
    observer.disconnect();
    run();
  }).observe({ type: "paint", buffered: true });
  // A page that opens at an anchor is painted without being reported in some browsers.
  setTimeout(run, 3000);
}

/** Entries that an earlier run of the app made are the same document for the browser: without the app it shows nothing new. */
const path = location.pathname;
function onHistory() {
  if (root.dataset.app !== "ready" && location.pathname !== path) location.reload();
}

/** An address that names something inside a closed <details> opens it. */
function reveal() {
  let target;
  try {
    target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  } catch {
    return;
  }
  let opened;
  for (let box = target?.closest("details"); box; box = box.parentElement.closest("details")) {
    if (!box.open) opened = box.open = true;
  }
  if (opened) target.scrollIntoView();
}

/** Only in `cargo xtask watch`: the page is loaded again when a build has replaced it. */
function reloadOnChange() {
  let known;
  setInterval(async () => {
    try {
      const answer = await fetch("/build-id.txt", { cache: "no-store" });
      if (!answer.ok) return;
      const id = await answer.text();
      if (known && known !== id) location.reload();
      known = id;
    } catch {
      // The endpoint is being restarted.
    }
  }, 1000);
}

root.dataset.script = "";
keepTime();
keepSource();
forget();
reveal();
equip();
addEventListener("hashchange", reveal);
addEventListener("popstate", onHistory);
document.addEventListener("app:page", onPage);
addEventListener("storage", ({ key, newValue }) => key === OVER && tidy(newValue));
for (const name of ["keydown", "pointerup"]) addEventListener(name, leaveMenu);
for (const name of firstTouches) addEventListener(name, onTouch, { capture: true, passive: true });
if (document.activeElement?.closest(ownForm)) begin();
// What a form needs is on its way since the head of the page.
if (document.querySelector(ownForm)) afterPaint(begin);
else if (!saving) {
  if (document.readyState === "complete") afterPaint(whenIdle);
  else addEventListener("load", () => afterPaint(whenIdle), { once: true });
}
if (WATCH) reloadOnChange();
