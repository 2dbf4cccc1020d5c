//! A form that came back: with errors, and with each thing that it can say.

use nec_ess_content::{Known, Site};

use nec_ess_domain::{Code, FieldError, Form, Lang, Named, validate};

use super::sample;
use super::times::Times;
use super::{FormState, State};
use crate::forms::native::notices;

/// What stands for the minutes to wait.
const MINUTES: &str = "12";

/// Each state of `form` that is neither empty nor stored.
pub(super) fn states(site: &Site, lang: Lang, form: &'static Form, times: &Times) -> Vec<State> {
    let days = sample::days(site);
    let nothing = sample::empty();
    let missing = FormState {
        errors: validate(form, &nothing, &days),
        answers: nothing,
        ..FormState::default()
    };
    let codes = Code::ALL.iter().filter_map(|code| {
        let fields = form.fields.iter().filter(|field| site.event.asks(field));
        let fields = fields.filter(|field| field.codes().contains(code));
        let errors = fields.map(|field| FieldError {
            field: field.name,
            code: *code,
        });
        let errors: Vec<_> = errors.collect();
        let state = FormState {
            answers: sample::slipped(form, &days, *code),
            errors,
            ..FormState::default()
        };
        let name = format!("errors-{}", code.name());
        (!state.errors.is_empty()).then_some((name, state))
    });
    let common = &site.content(lang).forms.common;
    let notices = notices(common).chain([("over", common.over.clone())]);
    let notices = notices.map(|(name, text)| {
        let state = FormState {
            answers: sample::answers(form, &days),
            notice: Some(text.replace("{}", MINUTES)),
            ..FormState::default()
        };
        (format!("says-{name}"), state)
    });
    let all = std::iter::once(("errors".to_owned(), missing));
    all.chain(codes)
        .chain(notices)
        .map(|(name, state)| {
            let name = format!("{}-{name}", form.id);
            State::form(name, Known::of_form(form), &times.open, state)
        })
        .collect()
}
