// What axe finds on every French page, in both colour schemes.

import { accessible } from "./support/accessible.mjs";

accessible("fr");
