// Watches a page for what no visitor should ever cause: errors, refused content, failed or foreign requests.

/** Watches `page`, whose requests may go to `origins`; `check()` throws when there was something that no `allow()` covers. */
export async function guard(page, origins) {
  const problems = [];
  const allowed = [];
  const note = (what) => problems.push(what);

  page.on("console", (message) => {
    const place = message.location().url;
    // Chromium says so, without a reason, of what a frame was still loading when it was taken away. What was missed after
    // that is told by the start script.
    if (/^Fetch API cannot load \S+\. *$/.test(message.text())) return;
    // The start script tells at the level "info" why the page stays static.
    if (["error", "warning", "assert", "info"].includes(message.type())) {
      note(`console ${message.type()}: ${message.text()} (${place})`);
    }
  });
  page.on("pageerror", (error) => note(`page error: ${error.stack ?? error}`));
  page.on("crash", () => note("the page crashed"));
  page.on("requestfailed", (request) => {
    const why = request.failure()?.errorText;
    // What a page was still loading when it was left.
    if (why !== "net::ERR_ABORTED") note(`request failed: ${request.url()} ${why}`);
  });
  page.on("request", (request) => {
    const url = new URL(request.url());
    const isOwn = origins.includes(url.origin) || ["data:", "blob:", "about:"].includes(url.protocol);
    if (!isOwn) note(`request to another origin: ${url}`);
  });
  await page.exposeFunction("reportViolation", (what) => note(`content security policy: ${what}`));
  await page.addInitScript(() => {
    addEventListener("securitypolicyviolation", (event) => {
      globalThis.reportViolation(`${event.violatedDirective} refused ${event.blockedURI}`);
    });
  });

  return {
    /** Problems that this test brings about itself, until the next `check()`. */
    allow(...patterns) {
      allowed.push(...patterns);
    },
    check() {
      const patterns = allowed.splice(0);
      const unexpected = problems.splice(0).filter((what) => !patterns.some((pattern) => pattern.test(what)));
      if (unexpected.length) throw new Error(`${page.url()}\n${unexpected.join("\n")}`);
    },
  };
}
