//! A form in the browser: checks before it is sent, sends it, and shows what the endpoint said.

use std::any::Any;
use std::sync::Arc;

use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use nec_ess_domain::text::FormText;
use nec_ess_domain::{Answers, Appears, Field, Form, forms, spam};
use web_sys::Element;

use super::draft;
use super::parts::{FieldError, Status, Summary};
use super::send::{Service, is_online};
use super::sent;
use super::shown_receipt::{self, Sent};
use crate::dom::form::{Fields, Surroundings, page_age, plain_forms};
use crate::dom::{self, Listener};
use crate::forms::draft_line::DraftLine;
use crate::forms::ids::form_id;
use crate::forms::model::{Ending, FormModel, Next};

/// A form whose component is there.
#[derive(Clone)]
struct LiveForm {
    form: &'static Form,
    text: Arc<FormText>,
    fields: Fields,
    around: Surroundings,
    /// Shared and not owned by the page: an answer may come after the page was left.
    model: ArcRwSignal<FormModel>,
}

/// What lives as long as the form is part of the page, in the order in which it ends.
struct Parts {
    _listeners: Vec<Listener>,
    _shown: Vec<Box<dyn Any>>,
    _effects: Owner,
    live: LiveForm,
}

impl Drop for Parts {
    fn drop(&mut self) {
        // An element that is put back gets a component again.
        self.live.fields.set_live(false);
    }
}

/// Gives every form in `root` its component, once.
pub(crate) async fn attach_all(root: &Element) {
    for (fields, form) in plain_forms(root) {
        attach(fields, form).await;
    }
}

/// In small tasks: all at once, the first form of a page would keep a slow phone busy for a fifth of a second. Until the
/// last of them the form is the page's own, and the browser sends it.
async fn attach(fields: Fields, form: &'static Form) {
    let words = fields.around().and_then(|around| dom::words(&around));
    let Some(text) = words.filter(|text: &FormText| text.fits(form)) else {
        return;
    };
    fields.set_coming();
    dom::breathe().await;
    let live = LiveForm {
        form,
        around: Surroundings::of(fields.element()),
        model: ArcRwSignal::new(FormModel::new(form, &text)),
        text: Arc::new(text),
        fields,
    };
    if !live.around.is_embedded
        && let Some((stored, answers)) = sent::recall(form)
    {
        let sent = Sent {
            form,
            text: live.text,
            stored,
            answers,
            is_new: false,
        };
        return shown_receipt::show(&live.fields, &live.around, sent);
    }
    live.begin();
    dom::breathe().await;
    let effects = Owner::new();
    effects.with(|| live.follow());
    let mut shown = Vec::new();
    // What the first of a kind needs is compiled with it.
    for (index, field) in form.fields.iter().enumerate() {
        if index < 2 {
            dom::breathe().await;
        }
        shown.extend(live.show_error(field));
    }
    for show in [
        LiveForm::show_summary,
        LiveForm::show_status,
        LiveForm::show_draft_line,
    ] {
        dom::breathe().await;
        shown.extend(show(&live));
    }
    dom::breathe().await;
    // What was chosen meanwhile.
    live.show_dependent_fields(&live.fields.answers());
    live.fields.set_live(true);
    let parts = Parts {
        _listeners: live.listen(),
        _shown: shown,
        _effects: effects,
        live,
    };
    let element = parts.live.fields.element().clone();
    dom::keep(element.into(), parts);
}

impl LiveForm {
    /// Brings back what was typed before.
    fn begin(&self) {
        if self
            .model
            .with_untracked(|model| model.summary().is_empty())
        {
            draft::restore(self.form, &self.fields);
        } else {
            self.focus_summary();
        }
        self.fields.ensure_key();
        self.show_dependent_fields(&self.fields.answers());
        if self.is_closed() {
            self.model.update(FormModel::close);
        }
    }

    fn listen(&self) -> Vec<Listener> {
        let [on_submit, on_input, on_network] = [(); 3].map(|()| self.clone());
        vec![
            self.fields.on_submit(move || on_submit.submit()),
            self.fields.on_input(move || on_input.changed()),
            dom::on(&dom::window(), "online", move |_| {
                if on_network
                    .model
                    .with_untracked(|model| model.phase().awaits_network())
                {
                    on_network.submit();
                }
            }),
        ]
    }

    /// Keeps the page's own elements in step with the model.
    fn follow(&self) {
        let live = self.clone();
        Effect::new(move |_| {
            live.model.with(|model| {
                for field in live.form.fields {
                    let has_error = model.error(field.name).is_some();
                    live.fields.mark(field, has_error);
                    if let Some(place) = live.fields.error_place(field) {
                        place.set_hidden(!has_error);
                    }
                }
                let has_summary = !model.summary().is_empty();
                live.hide(".error-summary", !has_summary);
                live.around.mark_title(&live.text.error_prefix, has_summary);
                let phase = model.phase();
                live.hide("[type=submit]", phase.is_over());
                live.hide(".draft", phase.is_over());
                live.fields.set_locked(phase.is_closed());
            });
        });
    }

    fn hide(&self, selector: &str, is_hidden: bool) {
        if let Some(place) = self.fields.place(selector) {
            place.set_hidden(is_hidden);
        }
    }

    /// Shows what is wrong with `field` beside it.
    fn show_error(&self, field: &'static Field) -> Option<Box<dyn Any>> {
        let place = self.fields.error_place(field)?;
        let model = self.model.clone();
        let error = dom::put(&place, move || view! { <FieldError model field /> });
        Some(Box::new(error))
    }

    fn show_summary(&self) -> Option<Box<dyn Any>> {
        let place = self.fields.place(".error-summary")?;
        let Self { form, .. } = *self;
        let (text, model) = (Arc::clone(&self.text), self.model.clone());
        let id_ending = self.fields.id_ending(&form_id(form));
        let summary = move || view! { <Summary model form text id_ending /> };
        Some(Box::new(dom::put(&place, summary)))
    }

    fn show_status(&self) -> Option<Box<dyn Any>> {
        let place = self.fields.place(".form-status")?;
        let (text, model) = (Arc::clone(&self.text), self.model.clone());
        let status = dom::put(&place, move || view! { <Status model text /> });
        Some(Box::new(status))
    }

    fn show_draft_line(&self) -> Option<Box<dyn Any>> {
        let place = self.fields.place(".draft")?;
        if !draft::is_possible() {
            // What it says would not be true.
            place.remove();
            return None;
        }
        let text = Arc::clone(&self.text);
        let live = self.clone();
        let line = move || {
            let (note, clear) = (text.draft_note.clone(), text.draft_clear.clone());
            view! { <DraftLine note clear on_clear=move |_| live.clear() /> }
        };
        Some(Box::new(dom::put(&place, line)))
    }

    /// Someone pressed the button, or the network is back.
    fn submit(&self) {
        let answers = self.fields.answers();
        let is_closed = self.is_closed();
        let mut next = Next::Nothing;
        self.model
            .update(|model| next = model.submit(&answers, &self.text, is_closed));
        match next {
            Next::Nothing => {}
            Next::ShowErrors => {
                self.focus_summary();
                self.announce_error("invalid");
            }
            Next::Send => self.send(answers),
        }
    }

    fn send(&self, mut answers: Answers) {
        draft::save(self.form, &answers);
        let (opened_at, elapsed) = page_age();
        answers.push(spam::OPENED_AT, draft::milliseconds(opened_at));
        let early = spam::MIN_MILLISECONDS as f64 - elapsed;
        let live = self.clone();
        wasm_bindgen_futures::spawn_local(async move {
            // The endpoint would say the same, and ask for another try.
            if early > 0.0 {
                TimeoutFuture::new(early as u32 + 1).await;
            }
            let service = Service {
                url: live.fields.action(),
                is_foreign: live.text.is_foreign || live.fields.has_foreign_service(),
            };
            let retry = || live.model.update(FormModel::retry);
            let outcome = service.send(&answers, retry).await;
            let mut ending = Ending::Unsure;
            live.model
                .update(|model| ending = model.finish(outcome, &answers, is_online()));
            live.finish(ending, answers);
        });
    }

    fn finish(&self, ending: Ending, answers: Answers) {
        match ending {
            Ending::Receipt(stored) => {
                draft::forget(self.form);
                if let Some(next) = forms::after(self.form, &answers) {
                    draft::begin(next, &answers);
                }
                self.around.announce("soga:submitted", "form", self.form.id);
                if !self.around.is_embedded {
                    sent::note(self.form, &stored, &answers);
                }
                // Whoever has left the page meanwhile finds the receipt when they come back.
                if self.around.is_embedded || self.fields.is_connected() {
                    let sent = Sent {
                        form: self.form,
                        text: Arc::clone(&self.text),
                        stored,
                        answers,
                        is_new: true,
                    };
                    shown_receipt::show(&self.fields, &self.around, sent);
                }
            }
            Ending::Sent => draft::forget(self.form),
            Ending::ShowErrors => {
                self.focus_summary();
                self.announce_error("refused");
            }
            Ending::Unsure => self.announce_error("network"),
            Ending::Busy => self.announce_error("busy"),
            Ending::NewKey => {
                self.fields.renew_key();
                draft::save(self.form, &self.fields.answers());
            }
            Ending::Closed => {}
        }
    }

    /// An answer changed. Errors go while someone types, and not when they leave the field: then the page
    /// would move under the click that leaves it.
    fn changed(&self) {
        self.show_dependent_fields(&self.fields.answers());
        let answers = self.fields.answers();
        draft::save(self.form, &answers);
        self.model.update(|model| model.recheck(&answers));
    }

    /// Someone wants their answers off the device.
    fn clear(&self) {
        draft::forget(self.form);
        self.fields.reset();
        self.fields.renew_key();
        self.show_dependent_fields(&self.fields.answers());
        self.model.update(FormModel::clear);
    }

    /// Shows the fields that make sense only with a day while that day is chosen.
    fn show_dependent_fields(&self, answers: &Answers) {
        for field in self.form.fields {
            match field.appears {
                Appears::Always => {}
                Appears::OnWorkshopDay => {
                    let is_chosen = answers.has("days", &self.text.workshop_day);
                    self.fields.show(field, is_chosen);
                }
            }
        }
    }

    fn focus_summary(&self) {
        if let Some(place) = self.fields.place(".error-summary") {
            place.set_hidden(false);
            let _ = place.focus();
        }
    }

    fn is_closed(&self) -> bool {
        let closes = self.text.closes.as_deref();
        // An instant that cannot be read is NaN, which is never reached.
        closes.is_some_and(|closes| js_sys::Date::now() >= js_sys::Date::parse(closes))
    }

    /// Tells the page around that the form was not sent, and why in one word.
    fn announce_error(&self, kind: &str) {
        self.around.announce("soga:error", "kind", kind);
    }
}
