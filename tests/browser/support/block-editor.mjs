// The block editor of WordPress, with the block of our plugin.

import { becomes } from "./becomes.mjs";

/** The block in the editor. */
export const BLOCK = ".wp-block[data-type='nec-ess/embed']";

/** Opens the block editor on a new post. */
export async function openEditor(page, hosts, query = "") {
  await page.goto(`${hosts.origin}/wp-admin/post-new.php?post_type=post${query}`);
}

/** Where the editor shows the post: newer ones in a frame. */
export const canvas = (page) => page.frame({ name: "editor-canvas" }) ?? page;

/** Inserts the block by the editor's list of blocks, and opens the sidebar where the list has closed it. */
export async function insertBlock(page) {
  const list = page.getByRole("button", { name: /^(Toggle block inserter|Block Inserter)$/ });
  await list.click();
  await page.locator(".block-editor-inserter__search input").fill("NEC ESS");
  await page.locator(".block-editor-block-types-list__item").filter({ hasText: "NEC ESS" }).click();
  await list.click();
  await becomes(() => canvas(page).locator(BLOCK).count(), 1);
  const settings = page.getByRole("button", { name: "Settings", exact: true });
  if ((await settings.getAttribute("aria-expanded")) === "false") await settings.click();
}

/** The settings of the block that is selected. */
export const sidebar = (page) => page.locator(".block-editor-block-inspector");

/** Chooses a value in one of its lists. */
export async function choose(page, label, value) {
  await sidebar(page).getByLabel(label, { exact: true }).selectOption(value);
}

/** What the preview in the editor shows, and whether it is as high as what it holds. */
export async function previewed(page) {
  const frame = await canvas(page).locator(`${BLOCK} iframe`).elementHandle({ timeout: 1000 });
  const inside = await frame.contentFrame();
  const look = () => {
    const view = document.querySelector(".soga-live");
    const colour = (name) => view.style.getPropertyValue(name);
    return { theme: view.dataset.theme, accent: `${colour("--soga-accent")} ${colour("--soga-on-accent")}`.trim(), height: Math.ceil(view.getBoundingClientRect().height) };
  };
  const { height, ...found } = await inside.evaluate(look);
  const given = await frame.evaluate(({ clientHeight }) => clientHeight);
  return { path: new URL(inside.url()).pathname, ...found, isWhole: Math.abs(given - height) <= 1 };
}

/** Publishes what is in the editor and returns its address. */
export async function publish(page) {
  await page.locator(".editor-post-publish-panel__toggle").click();
  await page.locator(".editor-post-publish-panel .editor-post-publish-button").click();
  const link = page.locator(".post-publish-panel__postpublish a.components-button", { hasText: "View" });
  return link.getAttribute("href");
}
