/** Fetches a part of the app: two files, each checked against the hash that it had in this build. The head of the page may
    have asked for the wasm. */
export async function load(part) {
  if (typeof WebAssembly !== "object") throw "no WebAssembly";
  const wasm = part.coming || fetch(part.wasm, { integrity: part.wasmIntegrity });
  // Reported through the glue below; without this a second, unhandled report would follow.
  wasm.catch(() => {});
  const glue = await importGlue(part);
  await glue.default({ module_or_path: wasm });
  return glue;
}

/** Resolves when the forms and the check in `place` have their components. */
export function enlivened(forms, place) {
  return new Promise((then) => forms.enliven(place, then));
}

/** Says what to do where a component that only script can bring does not come. */
export function giveUp(place) {
  place.dataset.forms = "static";
  for (const note of place.querySelectorAll(".unless-ready")) note.hidden = false;
}

/** `import()` takes no integrity; a module preloaded with one is the module it then gets. */
function importGlue(part) {
  const link = document.createElement("link");
  if (link.relList?.supports?.("modulepreload")) {
    link.rel = "modulepreload";
    link.integrity = part.glueIntegrity;
    link.crossOrigin = "";
    link.href = part.glue;
    document.head.append(link);
  }
  return import(part.glue);
}
