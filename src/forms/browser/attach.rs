//! Gives forms their components.

use std::any::Any;
use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;
use nec_ess_domain::text::FormText;
use nec_ess_domain::{Field, Form};
use web_sys::Element;

use super::draft::{self, Draft};
use super::given;
use super::live_form::LiveForm;
use super::parts::{FieldError, Status, Summary};
use super::sent;
use crate::dom::form::{self, Fields, Surroundings, plain_forms};
use crate::dom::{self, Listener};
use crate::forms::draft_line::DraftLine;
use crate::forms::ids::form_id;
use crate::forms::model::FormModel;

/// The components in the places of a form.
type Shown = Rc<RefCell<Vec<Box<dyn Any>>>>;

/// What lives as long as the form is part of the page, in the order in which it ends.
struct Parts {
    _listeners: Vec<Listener>,
    _shown: Shown,
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

/// In small tasks: all at once, the first form of a page would keep a slow phone busy for a fifth of a second. Until it can
/// say what came of a submission the form is the page's own, and the browser sends it. What is not needed for that comes
/// last.
async fn attach(fields: Fields, form: &'static Form) {
    let words = fields.around().and_then(|around| dom::words(&around));
    let Some(text) = words.filter(|text: &FormText| text.fits(form)) else {
        return;
    };
    fields.set_coming();
    dom::breathe().await;
    let mut live = LiveForm::on_its_way(&fields).unwrap_or_else(|| LiveForm {
        form,
        given: Arc::default(),
        draft: Rc::new(Draft::of(form, &fields)),
        around: Surroundings::of(fields.element()),
        model: ArcRwSignal::new(FormModel::new(form, &text, &fields.answers())),
        text: Arc::new(text),
        fields,
    });
    let is_asked_for = !live.around.is_embedded && form::is_asked_for(live.fields.element());
    if is_asked_for {
        sent::forget(form);
    }
    if live.show_stored() {
        return;
    }
    live.begin();
    dom::breathe().await;
    let effects = Owner::new();
    effects.with(|| live.follow());
    let shown = Shown::default();
    for show in [LiveForm::show_summary, LiveForm::show_status] {
        dom::breathe().await;
        shown.borrow_mut().extend(show(&live));
    }
    dom::breathe().await;
    // What was chosen meanwhile.
    live.show_dependent_fields(&live.fields.answers());
    live.fields.set_live(true);
    if is_asked_for {
        form::lead_to(live.fields.element());
    }
    let parts = Parts {
        _listeners: live.listen(),
        _shown: Rc::clone(&shown),
        _effects: effects,
        live: live.clone(),
    };
    dom::keep(live.fields.element().clone().into(), parts);
    // What the first of a kind needs is compiled with it.
    for (index, field) in form.fields.iter().enumerate() {
        if index < 2 {
            dom::breathe().await;
        }
        live.show_late(&shown, |live| live.show_error(field));
    }
    dom::breathe().await;
    live.show_late(&shown, LiveForm::show_draft_line);
}

impl LiveForm {
    /// Unless the form was taken out of the page meanwhile: what is put back begins anew.
    fn show_late(&self, shown: &Shown, show: impl FnOnce(&Self) -> Option<Box<dyn Any>>) {
        if Rc::strong_count(shown) > 1 {
            shown.borrow_mut().extend(show(self));
        }
    }

    /// Brings back what was typed before.
    fn begin(&mut self) {
        let early = self.fields.answers();
        let is_typed = |field: &Field| !field.is_private && !early.first(field.name).is_empty();
        if self
            .model
            .with_untracked(|model| model.summary().is_empty())
        {
            let draft = self.draft.restore(&self.fields);
            let given = given::fill(self.form, &self.fields, &self.around, draft.as_ref());
            self.given = Arc::new(given);
        } else {
            self.focus_summary();
        }
        self.fields.ensure_key();
        // From now on no other form of the page takes the same draft.
        dom::keep(self.fields.element().clone().into(), ());
        self.show_dependent_fields(&self.fields.answers());
        // What was typed before the component was there, or came back with errors.
        if self.form.fields.iter().any(is_typed) {
            self.save();
        }
        if self.text.is_closed {
            self.model.update(FormModel::close);
        }
    }

    /// Keeps the page's own elements in step with the model.
    fn follow(&self) {
        let live = self.clone();
        Effect::new(move |had_failed: Option<bool>| {
            live.model.with(|model| {
                for field in live.form.fields {
                    let has_error = model.error(field.name).is_some();
                    live.fields.mark(field, has_error);
                    if has_error {
                        // The page around may have hidden it.
                        live.fields.set_hidden(field, false);
                    }
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
                if let Some(status) = live.fields.place(".form-status") {
                    let has_failed = phase.is_failure();
                    let _ = status.toggle_attribute_with_force("data-failed", has_failed);
                    // Not what was so when the page came.
                    if has_failed && had_failed == Some(false) {
                        form::bring_into_view(status);
                    }
                }
                phase.is_failure()
            })
        });
    }

    /// Shows or hides the place that `selector` names.
    pub(super) fn hide(&self, selector: &str, is_hidden: bool) {
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
            // What they say would not be true.
            place.remove();
            if let Some(without) = self.fields.place(".without-draft") {
                without.remove();
            }
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
}
