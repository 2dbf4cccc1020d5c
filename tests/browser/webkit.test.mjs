// The flow in WebKit.

import { elsewhere } from "./support/elsewhere.mjs";
import { startWebKit } from "./support/webdriver.mjs";
import { webkit } from "./support/where.mjs";

const isNamed = webkit.driver && webkit.browser;
elsewhere("WebKit", isNamed ? false : "WEBKIT_DRIVER and MINIBROWSER name no browser", () => startWebKit(webkit));
