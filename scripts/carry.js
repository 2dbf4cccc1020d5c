// What was answered in one view of a component is answered in another one, in another language, say.

/** What the controls in `view` hold, as messages carry it. */
export function answers(view) {
  return controls(view).map((control) => ({ called: called(control), value: control.value, checked: control.checked }));
}

/** Answers the same in `view`. Places to choose from come later. */
export function answer(view, given) {
  for (const { called: name, value, checked } of given) {
    const find = () => controls(view).find((control) => called(control) === name);
    const field = find();
    if (field && field.name !== "lang") Object.assign(field, { value, checked });
    else if (checked)
      new MutationObserver((_, observer) => {
        const place = find();
        if (place) observer.disconnect();
        place?.click();
      }).observe(view, { childList: true, subtree: true });
  }
}

function controls(view) {
  return [...view.querySelectorAll("input,select,textarea")];
}

/** The same in each view, whatever number its ids were given. */
function called({ id, name }) {
  return (id || name).replace(/-s\d+/, "");
}
