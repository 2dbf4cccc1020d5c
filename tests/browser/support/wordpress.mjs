// A real WordPress, with a database of its own, on an origin of its own.

import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { cp, mkdir, mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { freePort } from "./ports.mjs";
import { wordpress as where } from "./where.mjs";

const ours = fileURLToPath(new URL("../../wordpress/", import.meta.url));
const ask = promisify(execFile);

/** Long for a machine that does something else meanwhile. */
const PATIENCE = 60_000;

/** Installs and starts it; `stop()` ends it and removes what it stored. */
export async function startWordpress() {
  // The database refuses long paths of sockets.
  const folder = await mkdtemp(join(tmpdir(), "nec-ess-wp-"));
  const root = join(folder, "site");
  const socket = join(folder, "db.sock");
  const started = [];
  const stop = async () => {
    for (const child of started.reverse()) await end(child);
    await rm(folder, { recursive: true, force: true });
  };
  try {
    // Its links lead to the files of other packages, of which we have those that the editor needs.
    await cp(where.site, root, { recursive: true, dereference: true, filter: (path) => existsSync(path) && !path.endsWith(".htaccess") });
    await cp(join(ours, "config.php"), join(root, "wp-config.php"));
    await cp(join(ours, "install.php"), join(root, "install.php"));
    await mkdir(join(root, "wp-content/mu-plugins"), { recursive: true });
    await symlink(join(ours, "machine.php"), join(root, "wp-content/mu-plugins/machine.php"));

    const data = join(folder, "data");
    // "--user" lets the server run as root, which it otherwise refuses; nobody else can reach its socket's folder.
    const user = `--user=${process.env.USER || "root"}`;
    await ask(where.databaseInstaller, ["--no-defaults", `--datadir=${data}`, "--auth-root-authentication-method=normal", "--skip-test-db", user]);
    const database = run(where.database, ["--no-defaults", `--datadir=${data}`, `--socket=${socket}`, "--skip-networking", `--pid-file=${join(folder, "db.pid")}`, user, "--innodb-flush-log-at-trx-commit=0", "--skip-log-bin"], {});
    started.push(database.child);

    const port = await freePort();
    const origin = `http://127.0.0.1:${port}`;
    const env = { ...process.env, WP_TEST_SOCKET: socket, WP_TEST_ORIGIN: origin, PHP_CLI_SERVER_WORKERS: "4" };
    await eventually(database, async () => {
      await ask(where.php, ["-r", 'mysqli_report(MYSQLI_REPORT_STRICT); (new mysqli("localhost", "root", "", "", 0, $argv[1]))->query("CREATE DATABASE IF NOT EXISTS wordpress");', socket]);
    });
    const { stdout } = await ask(where.php, [join(root, "install.php")], { env });
    const { version, signs, passwords } = JSON.parse(stdout.slice(stdout.indexOf("{")));
    await rm(join(root, "install.php"));

    const server = run(where.php, ["-q", "-S", `127.0.0.1:${port}`, "-t", root], env);
    started.push(server.child);
    await eventually(server, async () => void (await fetch(`${origin}/wp-login.php`)));
    const php = async (code) => (await ask(where.php, ["-r", `require "${root}/wp-load.php"; ${code}`], { env })).stdout;
    return { origin, version, stop, php, ...acts(origin, signs, passwords) };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** What editors do: in a browser, or by the interface that the editor itself uses. */
function acts(origin, signs, passwords) {
  async function api(as, path, body) {
    const headers = { authorization: signs[as], "content-type": "application/json" };
    const answer = await fetch(`${origin}/?rest_route=${path}`, { method: "POST", headers, body: JSON.stringify(body) });
    const json = await answer.json();
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${JSON.stringify(json)}`);
    return json;
  }
  return {
    /** Signs in as anyone does. */
    async signIn(page, as) {
      await page.goto(`${origin}/wp-login.php`);
      // The page itself sets the focus a moment later, and takes what is typed until then for another field's.
      await page.waitForFunction(() => document.activeElement?.id === "user_login");
      await page.locator("#user_login").fill(as);
      await page.locator("#user_pass").fill(passwords[as]);
      await page.locator("#wp-submit").click();
      await page.waitForURL("**/wp-admin/**");
    },

    /** Publishes a post and returns its address. */
    async publish(as, content) {
      const { link } = await api(as, "/wp/v2/posts", { title: "Nous y serons", content, status: "publish" });
      return link;
    },

    /** Saves a post and returns its content as the editor gets it back. */
    async saved(as, content) {
      const saved = await api(as, "/wp/v2/posts", { title: "Nous y serons", content });
      return saved.content.raw;
    },
  };
}

/** Starts a program; what it says is kept for when it fails. */
function run(program, options, env) {
  const child = spawn(program, options, { env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"], detached: true });
  const running = { child, said: "" };
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (running.said = (running.said + chunk).slice(-4000)));
  child.on("error", (error) => (running.said += error));
  return running;
}

async function eventually(running, act) {
  const start = performance.now();
  for (;;) {
    try {
      return await act();
    } catch (error) {
      if (running.child.exitCode !== null || performance.now() - start > PATIENCE) throw new Error(`${error}\n${running.said}`);
      await new Promise((then) => setTimeout(then, 100));
    }
  }
}

/** With its workers, which PHP leaves behind otherwise. */
async function end(child) {
  if (child.exitCode !== null || child.signalCode !== null || !child.pid) return;
  const ended = once(child, "exit");
  process.kill(-child.pid, "SIGTERM");
  const patience = setTimeout(() => process.kill(-child.pid, "SIGKILL"), 10_000);
  await ended;
  clearTimeout(patience);
}
