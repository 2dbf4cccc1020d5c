// Components of ours inside other sites: when they are there, and what they look like.

/** Waits until every component of the page is there to its last part, its forms included. */
export async function live(page) {
  await page.waitForFunction(() => {
    const tags = document.querySelectorAll("soga-registration, soga-workshop, soga-reimbursement, soga-programme, soga-faq, [data-soga]");
    return tags.length > 0 && [...tags].every((tag) => {
      const view = tag.querySelector(":scope > .soga-live");
      return view && !view.lastElementChild.hidden && !view.querySelector("form[data-form]:not([data-live]),[data-check]:not([data-live])");
    });
  });
}

/** How the first component looks: where each of its parts is, within it, and in what style. */
export async function shot(page) {
  await live(page);
  return page.evaluate(() => {
    for (const closed of document.querySelectorAll("details")) closed.open = true;
    const view = document.querySelector(".soga-live");
    const at = view.getBoundingClientRect();
    const seen = ["color", "backgroundColor", "fontSize", "fontFamily", "fontWeight", "fontStyle", "lineHeight", "letterSpacing", "textTransform", "opacity", "visibility", "borderTopColor", "borderTopStyle", "boxShadow", "cursor", "pointerEvents", "textDecorationLine", "appearance", "listStyleType", "direction"];
    // What is in hidden places comes after the form is alive, and is not seen.
    return [...view.querySelectorAll("*")]
      .filter((part) => !part.closest("template, noscript, [hidden] *") && !["OPTION", "BR"].includes(part.tagName))
      .map((part) => {
        const box = part.getBoundingClientRect();
        const style = getComputedStyle(part);
        const isSeen = box.width || box.height;
        const place = isSeen ? [box.left - at.left, box.top - at.top, box.width, box.height].map((length) => Math.round(length * 2) / 2) : "not shown";
        const look = { place: String(place), before: getComputedStyle(part, "::before").content };
        if (isSeen) for (const name of seen) look[name] = style[name];
        return { part: part.outerHTML.slice(0, 60), look };
      });
  });
}

/** What of `one` looks otherwise than in `other`, both from `shot()`. */
export function differences(one, other) {
  const found = one.length === other.length ? [] : [`${one.length} parts, not ${other.length}`];
  for (const [at, { part, look }] of one.entries()) {
    for (const [name, value] of Object.entries(look)) {
      const expected = other[at]?.look[name];
      if (value !== expected) found.push(`${part} ${name}: ${value}, not ${expected}`);
    }
  }
  return found.slice(0, 12);
}

/** The paths that the page asks for, in order. */
export function requested(page) {
  const paths = [];
  page.on("request", (request) => paths.push(new URL(request.url()).pathname));
  return paths;
}
