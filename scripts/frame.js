// A component as a page of its own, inside a frame of another site: tells that site its height, and brings its forms to life.

import { load } from "./load.js";

const view = document.querySelector(".soga-live");
const part = document.querySelector("script[data-wasm]")?.dataset;
const wishes = new URLSearchParams(location.search);

/** The height is no secret, and whoever frames the page may know it. */
function tell() {
  parent.postMessage({ soga: 1, height: Math.ceil(view.getBoundingClientRect().height) }, "*");
}

async function enliven() {
  try {
    (await load(part)).enliven(view);
  } catch (error) {
    view.dataset.forms = "static";
    console.info("The form stays static:", error);
  }
}

if (wishes.get("theme")) view.dataset.theme = wishes.get("theme");
if (CSS.supports("color", wishes.get("accent"))) view.style.setProperty("--soga-accent", wishes.get("accent"));
if (parent !== window) {
  if (window.ResizeObserver) new ResizeObserver(tell).observe(view);
  addEventListener("load", tell);
  tell();
}
view.addEventListener("click", (event) => {
  if (!event.target.closest(".again")) return;
  event.preventDefault();
  location.reload();
});
if (part) enliven();
