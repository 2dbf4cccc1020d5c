// On the page for editors of other sites: writes what they copy anew at each choice.

/** Gives the page's builder its behaviour, once. */
export function build(root) {
  if (root.dataset.live) return;
  root.dataset.live = "yes";
  const [component, theme] = root.querySelectorAll("select");
  const accent = root.querySelector("[type=color]");
  const preview = document.createElement("iframe");
  const status = root.querySelector("[role=status]");
  const own = accent.value;

  preview.className = "preview";
  preview.loading = "lazy";
  preview.title = component.selectedOptions[0].text.trim();
  const place = root.querySelector("[data-preview]");
  preview.src = place.dataset.preview;
  place.append(preview);

  function update() {
    const option = component.selectedOptions[0];
    const { kind, lang, page, link, height } = option.dataset;
    const chosen = theme.value === "light" ? "" : theme.value;
    const values = { origin: root.dataset.origin, kind, link, height, path: option.value, title: option.text.trim() };
    for (const [name, value] of Object.entries({ lang, page, theme: chosen })) {
      values[name] = value ? ` ${name}="${value}"` : "";
      values[`data-${name}`] = value ? ` data-${name}="${value}"` : "";
    }
    values.query = chosen ? `?theme=${chosen}` : "";
    values.accent = accent.value === own ? "" : `;--soga-accent:${accent.value}`;
    values.title = values.title.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/"/g, "&quot;");
    for (const code of root.querySelectorAll("[data-pattern]")) {
      code.textContent = code.dataset.pattern.replace(/\{([a-z-]+)\}/g, (_, name) => values[name]);
    }
    // Not by `src`: that would be an entry in the history for each choice.
    const address = `${option.value}?theme=${theme.value}&accent=${encodeURIComponent(accent.value)}`;
    preview.contentWindow.location.replace(address);
    preview.title = option.text.trim();
    status.textContent = "";
  }

  for (const control of [component, theme, accent]) control.addEventListener("change", update);
  root.addEventListener("click", async (event) => {
    const name = event.target.dataset.copy;
    if (!name) return;
    const code = root.querySelector(`[data-spelling=${name}]`);
    getSelection().selectAllChildren(code);
    try {
      await navigator.clipboard.writeText(code.textContent);
      status.textContent = root.dataset.copied;
    } catch {
      // Selected, it can be copied by hand.
    }
  });
  addEventListener("message", (event) => {
    if (event.source === preview.contentWindow && event.data?.soga === 1) preview.style.height = `${event.data.height}px`;
  });
}
