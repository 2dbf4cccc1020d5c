// Browsers that are still about: what they lack is taken from a new one, as far as scripts can tell.

/**
 * Makes the pages that `page` opens run in a browser of `year`: 2021 is the first that runs our wasm (Chrome 96, Firefox 79,
 * Safari 15), 2020 the first that runs our scripts (ES2020: Chrome 80, Firefox 74, Safari 14).
 */
export async function makeOld(page, year) {
  await page.addInitScript((year) => {
    const remove = (object, ...names) => names.forEach((name) => delete object?.[name]);
    remove(URLSearchParams.prototype, "size");
    remove(String.prototype, "at");
    remove(Array.prototype, "at", "findLast", "findLastIndex", "toSorted", "toReversed", "toSpliced", "with");
    remove(Object, "hasOwn", "groupBy");
    remove(Promise, "withResolvers");
    remove(AbortSignal, "timeout", "any");
    remove(Document.prototype, "adoptedStyleSheets");
    remove(CSSStyleSheet.prototype, "replaceSync");
    remove(HTMLElement.prototype, "inert", "showPopover");
    remove(HTMLScriptElement, "supports");
    remove(Crypto.prototype, "randomUUID");
    remove(globalThis, "structuredClone", "requestIdleCallback", "navigation", "scheduler");
    const supports = DOMTokenList.prototype.supports;
    DOMTokenList.prototype.supports = function (token) {
      return token !== "modulepreload" && supports.call(this, token);
    };
    if (year > 2020) return;
    for (const kind of [Element, Document, DocumentFragment]) remove(kind.prototype, "replaceChildren");
    remove(String.prototype, "replaceAll");
    remove(Promise, "any");
    remove(globalThis, "WeakRef", "FinalizationRegistry");
    // It has one, which knows too little of what is in our files.
    const refuse = async () => {
      throw new WebAssembly.CompileError("of 2020");
    };
    for (const name of ["compile", "compileStreaming", "instantiate", "instantiateStreaming"]) WebAssembly[name] = refuse;
  }, year);
}
