// What is given to a form beforehand, by the page around it or by the address of a frame.

/** Notes where people come from, and tells whoever writes that page which names no field of the form in `view` has. */
export function give(view, given) {
  const source = view.querySelector("[name=source]");
  if (source) source.defaultValue = given.get("source") || "";
  const known = [...view.querySelectorAll("[data-field]")].map((field) => field.dataset.field).concat("source");
  for (const [name, value] of given) {
    for (const one of name === "hide" ? value.split(/[ ,]+/) : [name]) if (one && !known.includes(one)) console.warn(`soga: "${one}" is none of`, known);
  }
}
