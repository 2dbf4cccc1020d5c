//! A form in the browser: checks before it is sent, sends it, and shows what the endpoint said.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo_timers::future::TimeoutFuture;
use nec_ess_domain::{Answers, Form, Named, forms, key, spam, validate};
use wasm_bindgen::JsCast;
use web_sys::{Element, FormData, HtmlElement, HtmlFormElement, HtmlInputElement};

use super::draft;
use super::errors::{self, Shown};
use super::send::{self, Outcome};
use super::sent::{self, Sent};
use super::shown_receipt;
use crate::dom::{self, window};

/// A form of the page that has its behaviour.
struct Live {
    form: HtmlFormElement,
    schema: &'static Form,
    shown: RefCell<Shown>,
    /// A submission is on its way: a second click does nothing.
    busy: Cell<bool>,
    /// The last try got no answer: the next sign of a network starts another.
    waiting: Cell<bool>,
}

/// Seconds before each further try of a submission that got no answer.
const PAUSES: [u32; 3] = [1, 3, 8];

/// Gives every form in `root` its behaviour, once.
pub(crate) fn attach_all(root: &Element) {
    for form in dom::find_all(root, "form[data-form]:not([data-live])") {
        if let Ok(form) = form.dyn_into::<HtmlFormElement>() {
            attach(form);
        }
    }
}

fn attach(form: HtmlFormElement) {
    let Some(schema) = forms::by_id(&dom::data(&form, "form")) else {
        return;
    };
    let _ = form.set_attribute("data-live", "");
    // From here on our own messages take over from the browser's.
    form.set_no_validate(true);
    if let Some(sent) = sent::recall(schema).filter(|_| !dom::is_embedded(&form)) {
        return shown_receipt::show(&form, schema, &sent, false);
    }
    let shown = Shown::adopt(&form);
    if shown.is_empty() {
        draft::restore(&form, schema);
    }
    give_key(&form);
    let live = Rc::new(Live {
        shown: RefCell::new(shown),
        form,
        schema,
        busy: Cell::new(false),
        waiting: Cell::new(false),
    });
    if is_closed(&live.form) {
        close(&live.form);
        return;
    }
    dom::on(&live.form, "submit", {
        let live = live.clone();
        move |event| {
            event.prevent_default();
            submit(&live);
        }
    });
    show_dependent_fields(&live.form);
    dom::on(&live.form, "input", {
        let live = live.clone();
        move |_| {
            show_dependent_fields(&live.form);
            draft::save(&live.form, live.schema, &answers(&live.form));
            recheck(&live);
        }
    });
    if !draft::is_possible() {
        // Its sentence would not be true.
        if let Some(note) = dom::find(&live.form, ".draft") {
            note.remove();
        }
    }
    if let Some(button) = dom::find(&live.form, ".draft button") {
        let live = live.clone();
        dom::on(&button, "click", move |_| {
            draft::forget(live.schema);
            live.form.reset();
            give_fresh_key(&live.form);
            live.shown.borrow_mut().clear(&live.form);
            say(&live.form, "draft-cleared");
        });
    }
    dom::on(&window(), "online", move |_| {
        if live.waiting.get() && live.form.is_connected() {
            submit(&live);
        }
    });
}

fn submit(live: &Rc<Live>) {
    if live.busy.get() {
        return;
    }
    if is_closed(&live.form) {
        return close(&live.form);
    }
    let mut answers = answers(&live.form);
    let errors: Vec<_> = validate(live.schema, &answers, &days(&live.form))
        .into_iter()
        .map(|error| {
            (
                error.field.to_owned(),
                errors::message(&live.form, error.field, error.code.name()),
            )
        })
        .collect();
    if !errors.is_empty() {
        live.shown.borrow_mut().show(&live.form, &errors);
        return announce_error(live, "invalid");
    }
    live.shown.borrow_mut().clear(&live.form);
    draft::save(&live.form, live.schema, &answers);
    let early = window().performance().map_or(0.0, |performance| {
        let opened_at = draft::milliseconds(performance.time_origin());
        answers.push(spam::OPENED_AT, opened_at);
        spam::MIN_MILLISECONDS as f64 - performance.now()
    });
    live.busy.set(true);
    live.waiting.set(false);
    say(&live.form, "sending");
    let live = live.clone();
    wasm_bindgen_futures::spawn_local(async move {
        // The endpoint would say the same, and ask for another try.
        if early > 0.0 {
            TimeoutFuture::new(early as u32 + 1).await;
        }
        let outcome = keep_sending(&live, &answers).await;
        live.busy.set(false);
        finish(&live, outcome);
    });
}

/// Sends, and sends again after a pause while nobody knows whether it is stored. The key stays the
/// same, so that however many of the tries arrive, one is stored.
async fn keep_sending(live: &Live, answers: &Answers) -> Outcome {
    let url = live.form.action();
    let is_foreign = live.form.has_attribute("data-foreign");
    let mut outcome = send::send(&url, answers, is_foreign).await;
    for pause in PAUSES {
        let wait = match outcome {
            Outcome::Unsure if is_offline() => break,
            Outcome::Unsure => pause,
            Outcome::Busy { retry_after } => pause.max(retry_after),
            _ => break,
        };
        say(&live.form, "retrying");
        TimeoutFuture::new(wait * 1000).await;
        outcome = send::send(&url, answers, is_foreign).await;
    }
    outcome
}

fn finish(live: &Live, outcome: Outcome) {
    let form = &live.form;
    match outcome {
        Outcome::Stored(receipt) => {
            draft::forget(live.schema);
            let answers = answers(form);
            let next = forms::after(live.schema, &answers);
            if let Some(next) = next {
                draft::begin(next, &answers);
            }
            let sent = Sent {
                receipt,
                days: answers.all("days").collect::<Vec<_>>().join(" "),
                next: next.map_or_else(String::new, |next| next.id.to_owned()),
            };
            dom::announce(form, "soga:submitted", "form", live.schema.id);
            if !dom::is_embedded(form) {
                sent::note(live.schema, &sent);
            }
            shown_receipt::show(form, live.schema, &sent, true);
        }
        Outcome::SentElsewhere => {
            draft::forget(live.schema);
            say(form, "sent-elsewhere");
            for control in dom::find_all(form, "button") {
                control.set_hidden(true);
            }
        }
        Outcome::Refused(errors) if !errors.is_empty() => {
            say_text(form, "");
            let answers = answers(form);
            live.shown
                .borrow_mut()
                .show_refusal(form, &errors, &answers);
            announce_error(live, "refused");
        }
        Outcome::Refused(_) | Outcome::Unsure => {
            live.waiting.set(true);
            say(form, if is_offline() { "offline" } else { "failed" });
            announce_error(live, "network");
        }
        Outcome::Busy { .. } => {
            live.waiting.set(true);
            say(form, "busy");
            announce_error(live, "busy");
        }
        Outcome::Conflict => {
            // The answers are other ones than those stored under this key: a new submission.
            give_fresh_key(form);
            draft::save(form, live.schema, &answers(form));
            say(form, "conflict");
        }
        Outcome::Closed => say(form, "closed"),
    }
}

/// Tells the page around that the form was not sent, and why in one word.
fn announce_error(live: &Live, kind: &str) {
    dom::announce(&live.form, "soga:error", "kind", kind);
}

fn is_offline() -> bool {
    !window().navigator().on_line()
}

/// Takes the errors away that are mended: also those of fields that depend on the one that changed.
/// While typing and not on leaving a field: then the page would move under the click that leaves it.
fn recheck(live: &Live) {
    let mut shown = live.shown.borrow_mut();
    if shown.is_empty() {
        return;
    }
    let answers = answers(&live.form);
    let errors = validate(live.schema, &answers, &days(&live.form));
    for field in live.schema.fields {
        if shown.has(field.name)
            && errors.iter().all(|error| error.field != field.name)
            && !shown.is_refused(field.name, answers.first(field.name))
        {
            shown.clear_field(&live.form, field.name);
        }
    }
}

/// Shows the fields that make sense only with a day while that day is chosen; hidden ones send nothing.
fn show_dependent_fields(form: &HtmlFormElement) {
    for field in dom::find_all(form, "[data-on-day]") {
        let day = dom::data(&field, "on-day");
        let is_chosen =
            dom::find(form, &format!("input[name=days][value='{day}']:checked")).is_some();
        field.set_hidden(!is_chosen);
        for control in dom::find_all(&field, "input") {
            let _ = control.toggle_attribute_with_force("disabled", !is_chosen);
        }
    }
}

/// Everything in the form, hidden fields included.
fn answers(form: &HtmlFormElement) -> Answers {
    let Ok(data) = FormData::new_with_form(form) else {
        return Answers::new();
    };
    data.entries()
        .into_iter()
        .flatten()
        .filter_map(|entry| {
            let pair: js_sys::Array = entry.dyn_into().ok()?;
            Some((pair.get(0).as_string()?, pair.get(1).as_string()?))
        })
        .collect()
}

/// The days that the form offers.
fn days(form: &HtmlFormElement) -> Vec<String> {
    dom::find_all(form, "input[name=days]")
        .into_iter()
        .filter_map(|input| input.get_attribute("value"))
        .collect()
}

/// A submission key, unless the page or the draft brought one.
fn give_key(form: &HtmlFormElement) {
    if key_field(form).is_some_and(|field| field.value().is_empty()) {
        give_fresh_key(form);
    }
}

fn give_fresh_key(form: &HtmlFormElement) {
    let mut bytes = [0_u8; 16];
    let drawn = window()
        .crypto()
        .and_then(|crypto| crypto.get_random_values_with_u8_array(&mut bytes));
    if let (Ok(_), Some(field)) = (drawn, key_field(form)) {
        field.set_value(
            &bytes
                .iter()
                .map(|byte| format!("{byte:02x}"))
                .collect::<String>(),
        );
    }
}

fn key_field(form: &HtmlFormElement) -> Option<HtmlInputElement> {
    dom::find(form, &format!("input[name={}]", key::FIELD))?
        .dyn_into()
        .ok()
}

fn is_closed(form: &HtmlElement) -> bool {
    let closes = js_sys::Date::parse(&dom::data(form, "closes"));
    // Without a closing instant this is NaN, which is never reached.
    js_sys::Date::now() >= closes
}

fn close(form: &HtmlFormElement) {
    say(form, "closed");
    for control in dom::find_all(form, "button") {
        let _ = control.set_attribute("disabled", "");
    }
}

/// Says the form's text for `name` where screen readers hear it.
fn say(form: &HtmlElement, name: &str) {
    say_text(form, &dom::data(form, name));
}

fn say_text(form: &HtmlElement, text: &str) {
    dom::set_text(form, ".form-status", text);
}
