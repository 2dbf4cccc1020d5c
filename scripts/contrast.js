// Which text can be read on a colour.

/** Our own text first: it is that of the usual colour. On any colour one of the last two reaches the ratio. */
const TEXTS = ["#17204a", "#ffffff", "#000000"];
/** WCAG 2.2, success criterion 1.4.3. */
const LEAST_RATIO = 4.5;

/** The colour of text on `accent`; both are written as "#rrggbb". */
export function textOn(accent) {
  const ground = luminance(accent);
  return TEXTS.find((text) => {
    const [darker, lighter] = [ground, luminance(text)].sort((one, other) => one - other);
    return (lighter + 0.05) / (darker + 0.05) >= LEAST_RATIO;
  });
}

/** Relative luminance as WCAG 2.2 defines it: 0 for black, 1 for white. */
function luminance(colour) {
  const [red, green, blue] = colour.match(/[\da-f]{2}/gi).map((part) => {
    const share = parseInt(part, 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
