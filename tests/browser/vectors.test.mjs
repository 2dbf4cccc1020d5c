// The browser against the table of form vectors: what it says beside each field, and what it posts.

import { strict as assert } from "node:assert";
import { open } from "./support/acts.mjs";
import { stage } from "./support/stage.mjs";
import { rows, valid } from "./support/vectors.mjs";
import { release } from "./support/where.mjs";

const site = stage(release);
const PATHS = {
  registration: { fr: "/fr/inscription/", en: "/en/registration/" },
  workshop: { fr: "/fr/atelier/", en: "/en/workshop/" },
  reimbursement: { fr: "/fr/defraiement/", en: "/en/reimbursement/" },
};
const API = "**/api/*";

for (const [form, paths] of Object.entries(PATHS)) {
  for (const [lang, path] of Object.entries(paths)) {
    const own = rows.filter((row) => row.form === form && !row.isHttp);

    site.test(`${path}: each answer is judged as the table says, and posted as it was typed`, async ({ page, guard, t }) => {
      guard.allow(/status of 4(09|22)/);
      const judge = await judgeOf(page, form, path);
      for (const field of new Set(own.map((row) => row.field))) {
        const about = own.filter((row) => row.field === field);
        await t.test(`${form}.${field}, ${lang}: ${about.length} rows`, async () => {
          const wrong = [];
          for (const row of about) {
            if (row.code === "taken") await sendFirst(page, form, lang, row);
            const found = await judge(row);
            const expected = verdict(row, lang);
            if (!isSame(found, expected)) wrong.push(`${row.place}: expected ${show(expected)}, got ${show(found)}`);
          }
          assert.equal(wrong.length, 0, `\n${wrong.join("\n")}`);
        });
      }
    });
  }
}

/** What the row says: the errors that are shown, and the answers that are posted. */
function verdict({ code, field, answers, messages }, lang) {
  const errors = code ? [[field, messages[lang]]] : [];
  const isPosted = !code || code === "taken";
  return { errors, summary: errors.map(([, message]) => message), posts: isPosted ? [comparable(answers)] : [] };
}

/** Opens the page and returns what fills its form in, sends it and tells what came of it. */
async function judgeOf(page, form, path) {
  const posts = [];
  let current;
  await page.route(API, (route) => {
    posts.push(new URLSearchParams(route.request().postData()));
    // Which numbers are taken the endpoint alone knows. Of the rest nothing is to be stored, and 409 lets a form be sent on.
    return current.code === "taken" ? route.continue() : route.fulfill({ status: 409, body: "" });
  });
  await open(page, path);
  const place = page.locator(`form[data-form=${form}][data-live]`);
  const names = await place.locator(".field").evaluateAll((fields) => fields.map((field) => field.dataset.field));
  return async (row) => {
    current = row;
    const shown = await place.evaluate(fillAndSend, row);
    const posted = posts.splice(0).map((data) => comparable(Object.fromEntries(names.map((name) => [name, data.getAll(name)]))));
    return { ...shown, posts: posted };
  };
}

/** In the page, in one go: thousands of steps from outside take a minute. Tells which errors are shown in the end. */
async function fillAndSend(form, { field, answers }) {
  const isChoice = ({ type }) => ["checkbox", "radio"].includes(type);

  // The other answers are there at once, as a draft's are.
  for (const control of form.querySelectorAll(".field [name]")) {
    const values = control.name === field ? [] : (answers[control.name] ?? []);
    if (isChoice(control)) control.checked = values.includes(control.value);
    else control.value = values[0] ?? "";
  }
  form.dispatchEvent(new Event("input"));

  // This one is given as a person does who chooses, or pastes.
  for (const value of answers[field]) {
    const controls = [...form.querySelectorAll(`[name=${field}]`)];
    const [control] = controls;
    if (isChoice(control)) controls.find((choice) => choice.value === value).click();
    else if (control.localName === "select") control.value = value;
    else {
      control.focus();
      document.execCommand("insertText", false, value);
    }
  }

  form.querySelector("[type=submit]").click();
  const status = form.querySelector(".form-status");
  // What a component shows is there in the next task.
  const sending = ["Envoi en cours…", "Sending…"];
  do await new Promise((done) => setTimeout(done));
  while (sending.includes(status.textContent));
  const shown = [...form.querySelectorAll(".field .error:not([hidden])")];
  return {
    errors: shown.map((error) => [error.closest(".field").dataset.field, error.textContent]),
    summary: [...form.querySelectorAll(".error-summary a")].map((link) => link.textContent),
  };
}

/** The request that the row's organisation has already; each sender has an address of their own, for the limits. */
async function sendFirst(page, form, lang, row) {
  row.answers.email = [`${row.place.replace(/\W/g, "")}.${lang}@exemple.fr`];
  const answers = Object.fromEntries(Object.entries(valid[form]).map(([name, [value]]) => [name, value]));
  const action = await page.locator(`form[data-form=${form}]`).getAttribute("action");
  // The key lets the other language send the same again.
  const headers = { accept: "application/json", "idempotency-key": "the-request-that-is-there-before" };
  const answer = await page.request.post(action, { form: answers, headers });
  assert.equal(answer.status(), 201);
}

/** Answers without those that are none: browsers post a text that was left empty. */
function comparable(answers) {
  const filled = Object.entries(answers).map(([name, values]) => [name, values.filter(Boolean)]);
  return Object.fromEntries(filled.filter(([, values]) => values.length).sort());
}

const show = (found) => JSON.stringify(found);
const isSame = (found, expected) => show(found) === show(expected);
