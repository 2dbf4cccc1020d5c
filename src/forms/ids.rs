//! The ids of a form's elements.

use nec_ess_domain::text::FormText;
use nec_ess_domain::{Choices, Field, Form, Kind, countries};

/// The id of a form's element, for links to it.
pub(crate) fn form_id(form: &Form) -> String {
    format!("form-{}", form.id)
}

/// The id of a field's control, or what those of its choices begin with.
pub(crate) fn field_id(form: &Form, field: &Field) -> String {
    format!("{}-{}", form.id, field.name)
}

/// The id of a field's control, or of the first one of a group.
pub(crate) fn control_id(form: &Form, field: &Field, text: &FormText) -> String {
    let id = field_id(form, field);
    let first = match field.kind {
        Kind::One(choices) | Kind::Many(choices) => match choices {
            Choices::Fixed(list) => list.first().copied(),
            Choices::Days => {
                let mut days = text.days.iter();
                let open = days.find(|day| !day.is_over);
                open.or(text.days.first()).map(|day| day.id.as_str())
            }
            Choices::Countries => countries::ALL.first().copied(),
        },
        _ => None,
    };
    match first {
        Some(first) => format!("{id}-{first}"),
        None => id,
    }
}
