// A frame that takes the place of another one: what was answered there is answered here. The page around hears nothing of it.

import { answer, answers } from "./carry.js";

/** How often another frame is asked that is sending, and how long one is waited for that may be none, ms. */
const PAUSE = 200;
const PATIENCE = 1000;

/** Brings into `view` what the frame before it holds, if this one `isHeir`; embed.js makes up the `name` that they share.
    False if that one has a receipt, which stays: it may be all that the person has. */
export async function inherit(view, name, isHeir) {
  const line = new BroadcastChannel(`soga:${name}`);
  const ask = () =>
    new Promise((then) => {
      line.onmessage = ({ data }) => data.answers && then(data);
      line.postMessage({});
      setTimeout(then, PATIENCE);
    });
  let before = isHeir && (await ask());
  // What is on its way to the endpoint is answered first.
  while (before?.isSending) {
    await new Promise((then) => setTimeout(then, PAUSE));
    before = await ask();
  }
  if (before?.hasReceipt) {
    line.close();
    return false;
  }
  if (before) answer(view, before.answers);
  // It is the one that holds them now.
  line.onmessage = ({ data }) => {
    if (data.answers) return;
    const has = (selector) => Boolean(view.querySelector(selector));
    line.postMessage({ answers: answers(view), isSending: has("[data-sending]"), hasReceipt: has(".receipt") });
  };
  return true;
}
