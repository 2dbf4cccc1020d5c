// The flow in Firefox.

import { elsewhere } from "./support/elsewhere.mjs";
import { startFirefox } from "./support/firefox.mjs";
import { firefox } from "./support/where.mjs";

elsewhere("Firefox", firefox ? false : "FIREFOX names no browser", () => startFirefox(firefox));
