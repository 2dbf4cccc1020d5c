// Parts of a page hold for some time only, and a page may have been built long ago.

/** Shows what holds at `now`, in milliseconds since 1970, and hides the rest; `look` alone changes nothing. Tells whether
    anything is otherwise than it was. */
export function turn(root, now, look) {
  let changes;
  for (const part of root.querySelectorAll("[data-from],[data-until]")) {
    const { from, until } = part.dataset;
    const isAway = now < from || now >= until;
    changes = changes || part.hidden !== isAway;
    if (look) continue;
    part.hidden = isAway;
    // A choice that is not offered any more is not sent either.
    for (const control of part.querySelectorAll(":scope > input")) control.disabled = isAway;
  }
  return changes;
}

/** The same by the server's clock. It is asked only where this device's would change the page: that may be years wrong. */
export async function keepTime() {
  if (!turn(document, Date.now(), true)) return;
  const answer = await fetch(location, { method: "HEAD", cache: "no-store" }).catch(() => {});
  turn(document, Date.parse(answer?.headers.get("Date")) || Date.now());
}
