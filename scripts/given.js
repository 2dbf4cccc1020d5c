// What is given to a form beforehand, by the page around it or by the address of a frame.

/** Notes where people come from. Whoever gives something is told what of it is of no use: by a file that others do not load,
    which `part` names, seen from `base`. */
export function give(view, given, part, base) {
  const source = view.querySelector("[name=source]");
  if (source) source.defaultValue = given.get("source") || "";
  if (part && `${given}`) import(new URL(part.advice, base).href).then(({ advise }) => advise(view, given)).catch(() => {});
}
