// What axe finds on every English page, in both colour schemes.

import { accessible } from "./support/accessible.mjs";

accessible("en");
