//! What the page around a form gives it beforehand, or the address of its own page.

use nec_ess_domain::{Form, Kind, source};

use crate::dom::form::{Fields, Surroundings};

/// The name of what the page around hides.
const HIDE: &str = "hide";

/// Fills in what is given for fields that are still empty. Never what is private, and never a tick: consent that somebody
/// else gives is none. A page of another site may hide what it has filled in.
pub(super) fn fill(form: &Form, fields: &Fields, around: &Surroundings) {
    let Some(given) = around.given() else { return };
    let hidden = given.get(HIDE).filter(|_| around.is_embedded);
    let hidden = hidden.unwrap_or_default();
    for field in form.fields {
        if field.is_private || field.kind == Kind::Tick {
            continue;
        }
        let values = given.get_all(field.name).into_iter();
        let values: Vec<String> = values.filter_map(|value| value.as_string()).collect();
        fields.fill(field.name, &values);
        let is_hidden = hidden.split([',', ' ']).any(|name| name == field.name);
        if is_hidden && !fields.answers().first(field.name).is_empty() {
            fields.set_hidden(field, true);
        }
    }
    if let Some(source) = given.get(source::FIELD) {
        fields.set_source(&source);
    }
}
