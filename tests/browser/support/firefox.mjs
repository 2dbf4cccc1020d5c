// Firefox by WebDriver BiDi, with the same few commands as the WebKit of `webdriver.mjs`.

import puppeteer from "puppeteer-core";

/** Starts `executablePath`; `close()` ends it. What the pages report goes to `problems`. */
export async function startFirefox(executablePath) {
  const browser = await puppeteer.launch({ browser: "firefox", executablePath, headless: true });
  const page = await browser.newPage();
  const problems = [];
  page.on("pageerror", (error) => problems.push(`page error: ${error}`));
  page.on("console", (message) => ["error", "warn"].includes(message.type()) && problems.push(`console: ${message.text()}`));
  page.on("requestfailed", (request) => problems.push(`request failed: ${request.url()}`));
  return {
    problems,
    goto: (url) => page.goto(url),
    run: (script, ...args) => page.evaluate(`(${script})(...${JSON.stringify(args)})`),
    click: (selector) => page.locator(selector).click(),
    type: (selector, text) => page.type(selector, text),
    close: () => browser.close(),
  };
}
