// Ports for the servers that the tests start.

import { createServer } from "node:net";

/** A port that nobody listens on, for now. */
export function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
