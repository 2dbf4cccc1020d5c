// The menu of a phone opens and closes by itself. A script adds two ways out of it.

/** Escape, or a press on something else. Whoever reads the page with the keyboard keeps their place in it, all others get
    back to the button. Later than the press: what it meets must not move away before its click. No click is waited for, as
    iPhones have none on a text. */
export function leaveMenu({ key, target }) {
  const menu = document.querySelector(".menu-button[open]");
  if (!menu || (key ? key !== "Escape" : target.closest("nav"))) return;
  setTimeout(() => (menu.open = false), 100);
  if (key && !target.closest("main")) menu.firstElementChild.focus();
}
