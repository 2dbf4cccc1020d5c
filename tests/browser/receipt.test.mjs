// What the receipt says, and where it leads on to.

import { strict as assert } from "node:assert";
import { begun, open } from "./support/acts.mjs";
import { live } from "./support/embeds.mjs";
import { REGISTRATION, assertRegisters, camille, fill, held, reference, send } from "./support/form.mjs";
import { snippet } from "./support/hosts.mjs";
import { stage } from "./support/stage.mjs";
import { release } from "./support/where.mjs";

const site = stage(release, { isHosted: true });
const plain = { javaScriptEnabled: false };
const WORKSHOP = { fr: "/fr/atelier/", en: "/en/workshop/" };
const REQUEST = { fr: "/fr/defraiement/", en: "/en/reimbursement/" };

/** What each form's receipt says that the person has reached. */
const REACHED = {
  registration: { fr: "Vous êtes inscrit·e", en: "You are registered" },
  workshop: { fr: "Vous êtes inscrit·e à l’atelier", en: "You are registered for the workshop" },
  reimbursement: { fr: "Votre demande est enregistrée", en: "Your request is registered" },
};
const WAITING = { fr: "Votre inscription est enregistrée, mais au moins un de vos jours est complet", en: "Your registration is stored, but at least one of your days is full" };
const MAIL = { fr: /courriel de confirmation est en route/, en: /confirmation email is on its way/ };
const COPIED = { fr: "Lien copié", en: "Link copied" };
const PARTICIPANTS = "Camille Durand\nAlix Martin";

/** Complete answers to each form. */
function answersTo(form) {
  const { first_name, last_name, email, organisation, profile, days } = camille();
  const seat = { country: "BE", postal_code: "1000", city: "Bruxelles" };
  const person = { first_name, last_name, email };
  if (form === "registration") return { ...person, organisation, profile, country: "BE", days, consent: true };
  if (form === "workshop") return { ...person, organisation, ...seat, first_time: "yes", consent: true };
  return { organisation, ...seat, registration_number: `0403.${email.replace(/\D/g, "")}`.slice(0, 40), address: "1 rue des Lilas", ...person, participants: PARTICIPANTS, declaration: true };
}

for (const [form, paths] of Object.entries({ registration: REGISTRATION, workshop: WORKSHOP, reimbursement: REQUEST })) {
  for (const lang of ["fr", "en"]) {
    for (const javaScriptEnabled of [true, false]) {
      const how = javaScriptEnabled ? "" : "without script, ";

      site.test(`${paths[lang]}: ${how}the receipt says what the person has reached, keeps line breaks, and promises no mail that nobody sends`, { javaScriptEnabled }, async ({ page }) => {
        if (javaScriptEnabled) await open(page, paths[lang]);
        else await page.goto(paths[lang]);
        await fill(page, answersTo(form));
        await send(page);
        await reference(page);
        assert.equal(await page.locator(".receipt h2").textContent(), REACHED[form][lang]);
        assert.doesNotMatch(await page.locator(".receipt").textContent(), MAIL[lang]);
        assert.equal(await page.locator(".receipt button").count(), javaScriptEnabled ? 1 : 0);
        if (form !== "reimbursement") return;
        const lines = page.locator(".receipt dd", { hasText: "Alix Martin" });
        assert.equal(await lines.evaluate((answer) => answer.innerText), PARTICIPANTS);
      });
    }
  }
}

for (const lang of ["fr", "en"]) {
  site.test(`${REGISTRATION[lang]}: a mail is spoken of where one is on its way, and a waiting list in the heading`, async ({ page }) => {
    await page.route("**/api/registrations", (route) =>
      route.fulfill({ status: 201, json: { reference: "NEC-0000-0000", status: "waiting", manage_url: "/api/manage/x", mail: true } }),
    );
    await open(page, REGISTRATION[lang]);
    await fill(page, camille());
    await send(page);
    await reference(page);
    assert.equal(await page.locator(".receipt h2").textContent(), WAITING[lang]);
    assert.equal(await page.title(), WAITING[lang]);
    assert.match(await page.locator(".receipt").textContent(), MAIL[lang]);
    // Later it has come.
    await page.reload();
    await reference(page);
    assert.equal(await page.locator(".receipt h2").textContent(), WAITING[lang]);
    assert.doesNotMatch(await page.locator(".receipt").textContent(), MAIL[lang]);
  });

  site.test(`${REGISTRATION[lang]}: the address of the private page is shown, and a button copies it`, async ({ page, context, endpoint }) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: endpoint.origin });
    await open(page, REGISTRATION[lang]);
    await fill(page, camille());
    await send(page);
    await reference(page);
    const address = await page.locator(".receipt .private a").textContent();
    assert.match(address, new RegExp(`^${endpoint.origin}/api/manage/[0-9A-Z]{26}$`));
    await page.locator(".receipt .private button").click();
    await page.locator(".receipt .private button", { hasText: COPIED[lang] }).waitFor();
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), address);
  });

  for (const action of ["cancel", "erase"]) {
    site.test(`${REGISTRATION[lang]}: after “${action}” no page of the tab shows the receipt any more`, async ({ page, guard }) => {
      guard.allow(/status of 410/);
      await open(page, REGISTRATION[lang]);
      await fill(page, camille());
      await send(page);
      await reference(page);
      await page.locator(".receipt .private a").click();
      await page.locator(`.manage a[href*="show=${action}"]`).click();
      await page.locator("form button[type=submit]").click();
      await page.locator("[data-over]").waitFor();
      await begun(page);
      await open(page, REGISTRATION[lang]);
      await page.locator("form[data-live]").waitFor();
      assert.equal(await page.locator(".receipt").count(), 0);
    });
  }

  site.test(`${REGISTRATION[lang]}: whoever sends another one is in the form with their focus, and a reload shows what is there`, async ({ page }) => {
    await open(page, REGISTRATION[lang]);
    await fill(page, camille());
    await send(page);
    const first = await reference(page);
    await page.locator(".receipt .again").click();
    await page.locator("form[data-live]").waitFor();
    await page.waitForFunction(() => document.activeElement.dataset.form === "registration");
    assert.ok(page.url().endsWith(REGISTRATION[lang]), page.url());
    await fill(page, camille());
    await send(page);
    await page.locator(".receipt .reference").filter({ hasNotText: first }).waitFor();
    const second = await reference(page);
    await page.reload();
    assert.equal(await reference(page), second);
  });

  site.test(`${REGISTRATION[lang]}: the private page leads to an empty form, and not to the receipt`, async ({ page }) => {
    await open(page, REGISTRATION[lang]);
    await fill(page, camille());
    await send(page);
    await reference(page);
    await page.locator(".receipt .private a").click();
    await page.waitForURL("**/api/manage/*");
    await page.locator(".receipt .again").click();
    await page.locator("form[data-live]").waitFor();
    await page.waitForFunction(() => document.activeElement.dataset.form === "registration");
    assert.ok(page.url().endsWith(REGISTRATION[lang]), page.url());
    assert.equal((await held(page)).email, "");
  });

  site.test(`an embed (${lang}): whoever sends another one is in the form with their focus`, async ({ page, endpoint, hosts }) => {
    await page.goto(hosts.page("plain", snippet(endpoint.origin, { kind: "registration", lang })));
    await live(page);
    await fill(page, camille());
    await send(page);
    const place = page.locator(".soga-live .reference");
    await place.waitFor();
    await page.locator(".receipt .again").click();
    await page.locator("form[data-live]").waitFor();
    await page.waitForFunction(() => document.activeElement.dataset.form === "registration");
  });

  site.test(`${REGISTRATION[lang]}: that access needs are not kept on the device is said at their field, where other answers are`, async ({ page }) => {
    await open(page, REGISTRATION[lang]);
    const said = page.locator("[data-field=access_needs] .without-draft");
    await page.locator("form[data-live]").waitFor();
    assert.ok(await said.isVisible());
    assert.match(await said.textContent(), lang === "fr" ? /changez de langue/ : /switch language/);
    const id = await said.getAttribute("id");
    assert.ok((await page.locator("[name=access_needs]").getAttribute("aria-describedby")).split(" ").includes(id));
    assert.equal(await page.locator(".without-draft").count(), 1);
  });

  site.test(`${REGISTRATION[lang]}: without script nothing is said of what is kept`, plain, async ({ page }) => {
    await page.goto(REGISTRATION[lang]);
    assert.ok(await page.locator(".without-draft").isHidden());
  });

  site.test(`${REGISTRATION[lang]}: where the browser keeps nothing, nothing is said of what is kept`, async ({ page }) => {
    await page.addInitScript(() => Object.defineProperty(globalThis, "localStorage", { get: () => { throw new DOMException("no", "SecurityError"); } }));
    await open(page, REGISTRATION[lang]);
    await page.locator("form[data-live]").waitFor();
    assert.equal(await page.locator(".without-draft, .draft").count(), 0);
  });
  site.test(`${REGISTRATION[lang]}: the receipt says what was registered`, async ({ page }) => {
    const answers = camille({ organisation: "Les <Lilas> & Cie", access_needs: "Boucle magnétique", newsletter: true });
    await open(page, REGISTRATION[lang]);
    await fill(page, answers);
    await send(page);
    await reference(page);
    const said = await page.locator(".receipt dl").textContent();
    for (const text of [answers.first_name, answers.email, answers.organisation, answers.access_needs, "France", "26", "27"]) {
      assert.ok(said.includes(text), `${text}: ${said}`);
    }
    assert.equal(await page.locator(".receipt dt").count(), 10);
  });

  site.test(`${REGISTRATION[lang]}: the receipt says what is stored, without the marks that nobody sees`, async ({ page }) => {
    await open(page, REGISTRATION[lang]);
    await fill(page, { ...camille(), first_name: " R\u202elo\u200b  dbl " });
    await send(page);
    await reference(page);
    const said = await page.locator(".receipt dd").allTextContents();
    assert.ok(said.includes("Rlo dbl"), said.join(" | "));
  });

  site.test(`${REGISTRATION[lang]}: the receipt offers the calendar of the chosen days, and of no other`, async ({ page }) => {
    await open(page, REGISTRATION[lang]);
    await fill(page, camille({ days: ["2025-11-25", "2025-11-27"] }));
    await send(page);
    await reference(page);
    const links = page.locator(".receipt [data-day]:not([hidden]) a");
    assert.deepEqual(await links.evaluateAll((links) => links.map((link) => link.closest("li").dataset.day)), ["2025-11-25", "2025-11-27"]);
    for (const link of await links.all()) {
      const answer = await page.request.get(await link.getAttribute("href"));
      assert.match(await answer.text(), /^BEGIN:VCALENDAR/);
    }
    await page.reload();
    await reference(page);
    assert.equal(await links.count(), 2);
  });

  site.test(`${REGISTRATION[lang]}: who wishes for the workshop is led there, with what is known already`, async ({ page }) => {
    const answers = camille();
    await open(page, REGISTRATION[lang]);
    await fill(page, { ...answers, workshop: true });
    await send(page);
    await reference(page);
    await page.locator(`.receipt [data-next-form] a[href="${WORKSHOP[lang]}"]`).click();
    await page.waitForURL(`**${WORKSHOP[lang]}`);
    await page.locator("form[data-live]").waitFor();
    const known = await held(page);
    for (const name of ["first_name", "last_name", "email", "organisation", "country"]) assert.equal(known[name], answers[name], name);
    // It was given for the event, and for that alone.
    assert.equal(await page.locator("[name=consent]").isChecked(), false);
  });

  site.test(`${WORKSHOP[lang]}: the receipt leads on to the request, with what is known already`, async ({ page }) => {
    const { first_name, last_name, email, organisation, consent } = camille();
    await open(page, WORKSHOP[lang]);
    await fill(page, { first_name, last_name, email, organisation, country: "FR", postal_code: "59000", city: "Lille", first_time: "yes", consent });
    await send(page);
    await reference(page);
    await page.locator(`.receipt [data-next-form] a[href="${REQUEST[lang]}"]`).click();
    await page.waitForURL(`**${REQUEST[lang]}`);
    await page.locator("form[data-live]").waitFor();
    const form = page.locator("form[data-form]");
    for (const [name, value] of Object.entries({ first_name, email, organisation, postal_code: "59000", city: "Lille" })) {
      assert.equal(await form.locator(`[name=${name}]`).inputValue(), value, name);
    }
  });
}

site.test("who does not wish for the workshop is not led there", async ({ page }) => {
  await open(page, REGISTRATION.fr);
  await fill(page, camille());
  await send(page);
  await reference(page);
  assert.ok(await page.locator(".receipt [data-next-form]").isHidden());
});

site.test("without script too, the receipt leads on to the workshop", plain, async ({ page }) => {
  await page.goto(REGISTRATION.fr);
  await fill(page, camille());
  await page.locator("form[data-form] [name=workshop]").check();
  await send(page);
  await reference(page);
  assert.ok(await page.locator(`.receipt [data-next-form=workshop] a[href="${WORKSHOP.fr}"]`).isVisible());
});

site.test("a form that is sent at once, by a password manager say, waits a moment and is stored", { isHasty: true }, async ({ page, endpoint }) => {
  const answers = camille();
  await open(page, REGISTRATION.fr);
  await assertRegisters(page, endpoint, answers);
});
