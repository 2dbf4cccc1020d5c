//! What organisers are shown: the forms that the event has and what these ask, and what is stored of others, from before
//! the event gave them up. Without the event, where the site cannot be read, it is all that there are.

use nec_ess_content::Event;
use nec_ess_domain::{Field, Form, forms};

use crate::store::Stored;

/// The forms, in their order.
pub(crate) fn forms(event: Option<&Event>, submissions: &[Stored]) -> Vec<&'static Form> {
    let is_stored = |form: &Form| submissions.iter().any(|stored| stored.form == form.id);
    let forms = forms::ALL.into_iter();
    forms
        .filter(|form| event.is_none_or(|event| event.has(form)) || is_stored(form))
        .collect()
}

/// The fields of `form`, or of all of them, each name once.
pub(crate) fn fields(
    event: Option<&Event>,
    form: Option<&Form>,
    submissions: &[Stored],
) -> Vec<&'static Field> {
    let mut fields: Vec<&Field> = Vec::new();
    let is_answered = |field: &Field| {
        let mut answers = submissions.iter().map(|stored| &stored.answers);
        answers.any(|answers| !answers.first(field.name).is_empty())
    };
    let forms = match form {
        Some(form) => forms::by_id(form.id).into_iter().collect(),
        None => self::forms(event, submissions),
    };
    for field in forms.into_iter().flat_map(|form| form.fields) {
        let is_known = fields.iter().any(|known| known.name == field.name);
        if !is_known && (event.is_none_or(|event| event.asks(field)) || is_answered(field)) {
            fields.push(field);
        }
    }
    fields
}
