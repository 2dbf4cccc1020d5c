// The endpoint with a site and an empty storage of its own.

import { spawn, execFile } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import * as where from "./where.mjs";

// The tests' own storage, whatever the caller's environment points to.
const env = { ...process.env, DATABASE_URL: "", RUST_LOG: "warn" };

/** Serves `dist`, on a free port if none is given; `stop()` ends it and removes what it stored. */
export async function serve(dist, port = 0) {
  const data = await mkdtemp(join(tmpdir(), "nec-ess-data-"));
  let running = await start(dist, data, port);
  const origin = running.origin;
  return {
    origin,

    /** Every stored submission, as organisers get them. */
    async submissions() {
      const { stdout } = await promisify(execFile)(where.endpoint, ["export", "--data", data], { env });
      return stdout.split("\n").filter(Boolean).map((line) => JSON.parse(line));
    },

    /** Ends the process by `signal` and starts another on the same storage and address. */
    async restart(signal) {
      await end(running.process, signal);
      running = await start(dist, data, new URL(origin).port);
    },

    /** Ends the process; the storage stays until `stop()`. */
    async pause() {
      await end(running.process, "SIGKILL");
      return { resume: async () => void (running = await start(dist, data, new URL(origin).port)) };
    },

    async stop() {
      await end(running.process, "SIGTERM");
      await rm(data, { recursive: true, force: true });
    },
  };
}

async function start(dist, data, port) {
  const options = ["serve", "--dist", dist, "--data", data, "--port", port];
  const child = spawn(where.endpoint, options, { env, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  child.stderr.on("data", (chunk) => (said += chunk));
  const origin = await new Promise((resolve, reject) => {
    let printed = "";
    child.stdout.on("data", (chunk) => {
      printed += chunk;
      const address = printed.match(/listening on (\S+)/)?.[1];
      if (address) resolve(address);
    });
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`the endpoint ended with ${code} before it listened:\n${said}`)));
  });
  return { process: child, origin };
}

async function end(child, signal) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill(signal);
  // A browser keeps its connections open; an endpoint that waits for them for ever is not stopped by asking.
  const patience = setTimeout(() => child.kill("SIGKILL"), 10_000);
  const [, by] = await ended;
  clearTimeout(patience);
  if (by === "SIGKILL" && signal !== "SIGKILL") throw new Error(`the endpoint did not stop within 10 s of ${signal}`);
}
