// Every page by its links, on the build that reports what the other hides.

import { walk } from "./support/walk.mjs";
import { debug } from "./support/where.mjs";

walk(debug, "debug");
