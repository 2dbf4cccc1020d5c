// Every page by its links, on the site as it ships.

import { walk } from "./support/walk.mjs";
import { release } from "./support/where.mjs";

walk(release, "release");
