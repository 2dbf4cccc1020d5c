// On the page for editors of other sites: writes what they copy anew at each choice.

import { textOn } from "./contrast.js";

/** Gives the page's builder its behaviour, once. */
export function build(root) {
  if (root.dataset.live) return;
  root.dataset.live = "yes";
  const [component, theme] = root.querySelectorAll("select");
  const accent = root.querySelector("[type=color]");
  const preview = document.createElement("iframe");
  const status = root.querySelector("[role=status]");
  const own = accent.defaultValue;
  let address;
  let isNear = false;

  preview.className = "preview";
  root.querySelector("[data-preview]").append(preview);
  update();
  const observer = new IntersectionObserver(
    ([{ isIntersecting }]) => {
      if (!isIntersecting) return;
      observer.disconnect();
      isNear = true;
      show();
    },
    { rootMargin: "2000px" },
  );
  observer.observe(preview);

  /** Not by `src`: that would be an entry in the history for each choice. */
  function show() {
    if (isNear) preview.contentWindow.location.replace(address);
  }

  function update() {
    const option = component.selectedOptions[0];
    const { kind, lang, page, link, height } = option.dataset;
    const colour = accent.value === own ? "" : accent.value;
    const chosen = theme.value === "light" ? "" : theme.value;
    const values = { origin: root.dataset.origin, kind, link, height, path: option.value, title: escape(option.text.trim()) };
    for (const [name, value] of Object.entries({ lang, page, theme: chosen })) {
      values[name] = value ? ` ${name}="${value}"` : "";
      values[`data-${name}`] = value ? ` data-${name}="${value}"` : "";
    }
    values.accent = colour && `;--soga-accent:${colour}`;
    if (colour && textOn(colour) !== textOn(own)) values.accent += `;--soga-on-accent:${textOn(colour)}`;
    const wishes = new URLSearchParams();
    if (chosen) wishes.set("theme", chosen);
    if (colour) wishes.set("accent", colour);
    // Its size is unknown to browsers of before 2023.
    const query = `?${wishes}`.replace(/\?$/, "");
    values.query = escape(query);
    for (const code of root.querySelectorAll("[data-pattern]")) {
      code.textContent = code.dataset.pattern.replace(/\{([a-z-]+)\}/g, (_, name) => values[name]);
    }
    address = option.value + query;
    show();
    preview.title = option.text.trim();
    status.textContent = "";
  }

  for (const control of [component, theme, accent]) control.addEventListener("change", update);
  root.addEventListener("click", async (event) => {
    const name = event.target.dataset.copy;
    if (!name) return;
    const code = root.querySelector(`[data-spelling=${name}]`);
    status.textContent = "";
    getSelection().selectAllChildren(code);
    try {
      await navigator.clipboard.writeText(code.textContent);
      status.textContent = root.dataset.copied;
    } catch {
      // Selected, it can be copied by hand.
      status.textContent = root.dataset.selected;
    }
  });
  addEventListener("message", (event) => {
    if (event.source === preview.contentWindow && event.data?.soga === 1) preview.style.height = `${event.data.height}px`;
  });
}

function escape(text) {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/"/g, "&quot;");
}
