//! The parts of a form that only script can do, each a component in its place.

use std::sync::Arc;

use leptos::prelude::*;
use nec_ess_domain::text::{FormText, fill};
use nec_ess_domain::{Field, Form};

use crate::dom::Text;
use crate::dom::form::digits;
use crate::forms::ids::control_id;
use crate::forms::model::FormModel;
use crate::forms::summary::{ErrorSummary, SummaryLine};

/// What is said beside `field`.
#[component]
pub(super) fn FieldError(model: ArcRwSignal<FormModel>, field: &'static Field) -> impl IntoView {
    let text = Signal::derive(move || {
        model.with(|model| model.error(field.name).unwrap_or_default().to_owned())
    });
    view! { <Text text /> }
}

/// What the form says outside its fields.
#[component]
pub(super) fn Status(model: ArcRwSignal<FormModel>, text: Arc<FormText>) -> impl IntoView {
    let said = Signal::derive(move || {
        let phase = model.with(|model| model.phase());
        let words = phase.notice().map_or("", |notice| text.notices.get(notice));
        fill(words, &digits(f64::from(phase.minutes())))
    });
    view! { <Text text=said /> }
}

/// The summary of the errors, while there is one.
#[component]
pub(super) fn Summary(
    model: ArcRwSignal<FormModel>,
    form: &'static Form,
    text: Arc<FormText>,
    /// What the ids of the form's elements end with.
    id_ending: String,
) -> impl IntoView {
    // Shown anew at each change; what stays the same is not touched, and so not read out again.
    move || {
        let lines = model.with(|model| {
            let lines = model.summary().iter().filter_map(|error| {
                let field = form.field(error.field)?;
                Some(SummaryLine {
                    target: format!("{}{id_ending}", control_id(form, field, &text)),
                    message: error.message.clone(),
                })
            });
            lines.collect::<Vec<_>>()
        });
        let heading = text.error_heading.clone();
        (!lines.is_empty()).then(|| view! { <ErrorSummary heading lines /> })
    }
}
