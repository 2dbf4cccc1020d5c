// What whoever shows a form in another site gives it, and it has no use for. Loaded only where something is given.

const LETTERS = "1 to 64 letters without accents, digits, -, _ and .";

/** Warns of each name in `given` that no question of the form in `view` has, and of each value that is no answer to it. */
export function advise(view, given) {
  // Private questions and ticks take no given answer.
  const fields = [...view.querySelectorAll("[data-field]:not([data-own])")];
  // A receipt has come meanwhile.
  if (!fields.length) return;
  const names = fields.map((field) => field.dataset.field).concat("source");
  const warn = (name, value, expected) => console.warn(`soga: ${name}="${value}" is of no use; expected:`, expected);
  for (const [name, value] of given) {
    const wrong = name === "hide" ? value.split(/[ ,]+/).filter((one) => one && !names.includes(one)) : [];
    for (const one of wrong) warn(name, one, names);
    if (name === "hide" || !value) continue;
    const field = fields[names.indexOf(name)];
    if (name === "source") {
      // As crates/domain/src/source.rs takes it.
      if (!/^\s*[\w.-]{1,64}\s*$/.test(value)) warn(name, value, LETTERS);
    } else if (!field) warn("prefill", name, names);
    else check(field, value, (expected) => warn(name, value, expected));
  }
}

/** Says what was expected unless `value` is one of the choices of `field`, or an e-mail address where that is asked for. */
function check(field, value, otherwise) {
  const choices = [...field.querySelectorAll("option,[type=radio],[type=checkbox]")].map((choice) => choice.value).filter(Boolean);
  if (choices.length && !choices.includes(value)) otherwise(choices);
  if (field.querySelector("[inputmode=email]") && !/^\s*[^\s@]+@[^\s@]+\s*$/.test(value)) otherwise("name@example.org");
}
