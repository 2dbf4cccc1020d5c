// The registration form, as people fill it in.

import { strict as assert } from "node:assert";

/** Its two pages. */
export const REGISTRATION = { fr: "/fr/inscription/", en: "/en/registration/" };

/** Answers that are complete; `camille()` gives them to another person each time. */
let people = 0;
export function camille(changes = {}) {
  people += 1;
  return {
    first_name: "Camille",
    last_name: "Durand-Lefèvre",
    email: `camille.${process.pid}.${people}@exemple.fr`,
    profile: "sse",
    organisation: "Coopérative des Lilas",
    country: "FR",
    days: ["2025-11-26", "2025-11-27"],
    consent: true,
    ...changes,
  };
}

/** Fills in the form with whatever `answers` holds. */
export async function fill(page, answers) {
  for (const [name, value] of Object.entries(answers)) {
    const control = page.locator(`form[data-form] [name=${name}]`);
    const choice = (value) => page.locator(`form[data-form] [name=${name}][value="${value}"]`);
    if (name === "days") for (const day of value) await choice(day).check();
    else if (["profile", "first_time"].includes(name)) await choice(value).check();
    else if (name === "country") await control.selectOption(value);
    else if (typeof value === "boolean") await control.setChecked(value);
    else await control.fill(value);
  }
}

/** What the form holds now, in the shape of `camille()`. */
export async function held(page) {
  return page.locator("form[data-form]").evaluate((form) => {
    const data = new FormData(form);
    const text = (name) => data.get(name);
    return {
      first_name: text("first_name"),
      last_name: text("last_name"),
      email: text("email"),
      profile: text("profile"),
      organisation: text("organisation"),
      country: text("country"),
      days: data.getAll("days"),
      consent: data.has("consent"),
    };
  });
}

export function submitButton(page) {
  return page.locator("form[data-form] button[type=submit]");
}

export async function send(page) {
  await submitButton(page).click();
}

/** Waits for the receipt and returns its reference. */
export async function reference(page) {
  const place = page.locator("main .receipt .reference");
  await place.waitFor();
  return (await place.textContent()).trim();
}

/** The rows that organisers have of the person with these answers. */
export async function stored(endpoint, { email }) {
  return (await endpoint.submissions()).filter(({ answers }) => answers.email[0] === email);
}

/** Fills in the form that is shown and sends it: it is stored once, under the reference that is then shown. */
export async function assertRegisters(page, endpoint, answers) {
  await fill(page, answers);
  await send(page);
  const shown = await reference(page);
  assert.deepEqual((await stored(endpoint, answers)).map((row) => row.reference), [shown]);
}

/** Waits until the form says something that matches `words`. */
export async function says(page, words) {
  await page.locator("form[data-form] .form-status").filter({ hasText: words }).waitFor();
}

/** What is stored is what was typed. */
export function assertStored(submission, answers, lang) {
  const expected = {};
  for (const [name, value] of Object.entries(answers)) {
    if (value === true) expected[name] = ["yes"];
    else if (value) expected[name] = [value].flat();
  }
  assert.equal(submission.form, "registration");
  assert.equal(submission.lang, lang);
  assert.deepEqual(submission.answers, expected);
}
