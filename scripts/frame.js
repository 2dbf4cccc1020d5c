// A component as a page of its own, inside a frame of another site: tells that site its height, and brings its forms to life.

import { give } from "./given.js";
import { inherit } from "./heir.js";
import { enlivened, giveUp, load } from "./load.js";
import { keepTime } from "./time.js";

const view = document.querySelector(".soga-live");
const part = document.querySelector("script[data-wasm]")?.dataset;
const wishes = new URLSearchParams(location.search);
// What is given stands in the name of the window, which nobody writes down, and in no address. embed.js writes before it what
// the frames of one place call themselves, and a mark in all but the first.
const [, line, isHeir, named] = /^soga(?::([\w.-]+)(!?))?\?(.*)/.exec(self.name) || [];
for (const [name, value] of new URLSearchParams(named)) wishes.append(name, value);
const isColour = (text) => /^[\w#(),.%/ -]{1,60}$/.test(text) && CSS.supports("color", text);
/** What the address may set of the looks, by what `--soga-` calls it. */
const looks = {
  accent: isColour,
  "on-accent": isColour,
  radius: (text) => /^(0|\d{0,2}(\.\d+)?(px|r?em))$/.test(text),
  font: (text) => /^[\w ,-]{1,100}$/.test(text),
};
// WordPress shows a pasted address in a sandbox that lets no form be sent and no link be followed. It marks the frame
// with a secret, and takes heights and links as messages of its own (wp-includes/js/wp-embed.js).
const secret = /secret=(\w+)/.exec(location.hash)?.[1];
const isSandboxed = self.origin === "null";
// Nothing is hidden from whoever opens this page by itself: the address may be anyone's.
if (parent === window) wishes.delete("hide");

/** The height is no secret, and whoever frames the page may know it. */
function tell() {
  const height = Math.ceil(view.getBoundingClientRect().height);
  parent.postMessage({ soga: 1, height }, "*");
  if (secret) parent.postMessage({ message: "height", value: height, secret }, "*");
}

/** WordPress follows links to our own host only; others stand on our page too, to which the component's last link leads. */
function follow(link) {
  const { href } = link.host === location.host ? link : view.querySelector(".about a");
  parent.postMessage({ message: "link", value: href, secret }, "*");
}

/** A sandbox without forms refuses the browser's own submission, its event included. */
function submit(form, submitter) {
  // Nothing can send it from here: its own page can.
  if (form.dataset.live === undefined) return follow(new URL(location.pathname.replace("/embed/", "/"), location));
  form.dispatchEvent(new SubmitEvent("submit", { bubbles: true, cancelable: true, submitter }));
}

/** What the page around may know. Nobody's answers are in it. */
function report(name, detail) {
  if (parent !== window) parent.postMessage({ soga: 1, name, detail }, "*");
}

async function enliven() {
  if (!part) return;
  try {
    await enlivened(await load({ ...part, coming: self.formsAhead }), view);
  } catch (error) {
    giveUp(view);
    console.info("The form stays static:", error);
  }
}

/** From now on the page around knows how high this is, and shows it. */
function speak() {
  if (parent === window) return;
  if (window.ResizeObserver) new ResizeObserver(tell).observe(view);
  addEventListener("load", tell);
  // The page around may begin to listen after all has been told. WordPress asks in its own words.
  addEventListener("message", ({ data }) => (data?.soga || data?.message === "ready") && tell());
  tell();
  for (const name of ["submitted", "verdict", "error"]) {
    view.addEventListener(`soga:${name}`, ({ type, detail }) => report(type, detail));
  }
}

async function begin() {
  if (line && self.BroadcastChannel && !(await inherit(view, line, isHeir))) return report("stays");
  speak();
  await enliven();
  report("soga:ready");
}

if (wishes.get("theme")) view.dataset.theme = wishes.get("theme");
for (const [name, fits] of Object.entries(looks)) {
  // As a page around may have written it: names of typefaces need no quotation marks.
  const look = (wishes.get(name) ?? "").replace(/["']/g, "").trim();
  if (fits(look)) view.style.setProperty(`--soga-${name}`, look);
}
view.addEventListener("click", (event) => {
  const link = event.target.closest("a[href]");
  const button = event.target.closest("[type=submit]");
  const isInside = link && link.getAttribute("href")[0] === "#";
  // All others lead the whole window to our site.
  if (isInside) link.target = "_self";
  if (event.target.closest(".again")) location.reload();
  else if (link && secret && !isInside) follow(link);
  else if (button && isSandboxed) submit(button.form, button);
  else return;
  event.preventDefault();
});
for (const name of ["theme", ...Object.keys(looks)]) wishes.delete(name);
view.dataset.given = wishes;
give(view, wishes, part, location);
keepTime();
// Answers are printed even when closed.
const closed = [];
addEventListener("beforeprint", () => closed.push(...view.querySelectorAll("details:not([open])")) && closed.forEach((one) => (one.open = true)));
addEventListener("afterprint", () => closed.splice(0).forEach((one) => (one.open = false)));
view.addEventListener("input", () => report("soga:started"), { once: true });
begin();
