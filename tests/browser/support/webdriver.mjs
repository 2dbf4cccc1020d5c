// WebKit by WebDriver: its driver process, a display, and the few commands that the tests need.

import { spawn } from "node:child_process";
import { freePort } from "./ports.mjs";

const ELEMENT = "element-6066-11e4-a52e-4f735466cecf";

/** Starts `driver` with `browser`; `close()` ends all that was started. */
export async function startWebKit({ driver, browser }) {
  const started = [];
  const stop = () => started.reverse().forEach((child) => child.kill());
  try {
    const display = await startDisplay(started);
    const port = await freePort();
    const env = { ...process.env, DISPLAY: display, NO_AT_BRIDGE: "1", GTK_A11Y: "none", WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: "1" };
    started.push(spawn(driver, [`--port=${port}`], { env, stdio: "ignore" }));
    const base = `http://127.0.0.1:${port}`;
    await answering(base, started.at(-1));
    const options = { binary: browser, args: ["--automation"] };
    const capabilities = { alwaysMatch: { "webkitgtk:browserOptions": options } };
    const { sessionId } = await command(base, "POST", "/session", { capabilities });
    return session(`${base}/session/${sessionId}`, stop);
  } catch (error) {
    stop();
    throw error;
  }
}

function session(base, stop) {
  const call = (method, path, body) => command(base, method, path, body);
  const find = async (selector) => (await call("POST", "/element", { using: "css selector", value: selector }))[ELEMENT];
  return {
    goto: (url) => call("POST", "/url", { url }),
    run: (script, ...args) => call("POST", "/execute/sync", { script: `return (${script})(...arguments)`, args }),
    click: async (selector) => call("POST", `/element/${await find(selector)}/click`, {}),
    type: async (selector, text) => call("POST", `/element/${await find(selector)}/value`, { text }),
    async close() {
      await call("DELETE", "").catch(() => {});
      stop();
    },
  };
}

async function command(base, method, path, body) {
  const answer = await fetch(base + path, { method, body: body && JSON.stringify(body) });
  const { value } = await answer.json();
  if (!answer.ok) throw new Error(`${method} ${path}: ${value.error}: ${value.message}`);
  return value;
}

/** A display of its own, at whichever number is free. */
async function startDisplay(started) {
  const display = spawn("Xvfb", ["-displayfd", "3", "-screen", "0", "1280x1024x24", "-nolisten", "tcp"], { stdio: ["ignore", "ignore", "ignore", "pipe"] });
  started.push(display);
  return new Promise((resolve, reject) => {
    let said = "";
    display.stdio[3].on("data", (chunk) => {
      said += chunk;
      if (said.endsWith("\n")) resolve(`:${said.trim()}`);
    });
    display.once("error", reject);
    display.once("exit", (code) => reject(new Error(`Xvfb ended with ${code}`)));
  });
}


async function answering(base, child) {
  for (;;) {
    if (child.exitCode !== null) throw new Error(`the driver ended with ${child.exitCode}`);
    try {
      if ((await command(base, "GET", "/status")).ready) return;
    } catch {
      await new Promise((again) => setTimeout(again, 50));
    }
  }
}
