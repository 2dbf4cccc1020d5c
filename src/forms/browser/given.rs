//! What the page around a form gives it beforehand, or the address of its own page.

use nec_ess_domain::{Answers, Form, Kind};
use web_sys::UrlSearchParams;

use crate::dom::form::{Fields, Surroundings};

/// The name of what the page around hides.
const HIDE: &str = "hide";

/// Fills in what is given for fields that are still empty, but those that stand in the `draft`: what the person typed or
/// emptied earlier comes first. Only those that may be given. A page of another site may hide what it has filled in. Gives
/// back what was given.
pub(super) fn fill(
    form: &Form,
    fields: &Fields,
    around: &Surroundings,
    draft: Option<&UrlSearchParams>,
) -> Answers {
    let Some(given) = around.given() else {
        return Answers::new();
    };
    let hidden = given.get(HIDE).filter(|_| around.is_embedded);
    let hidden = hidden.unwrap_or_default();
    let mut filled = Answers::new();
    for field in form.fields.iter().filter(|field| field.may_be_given()) {
        let values = given.get_all(field.name).into_iter();
        let values: Vec<String> = values.filter_map(|value| value.as_string()).collect();
        if !draft.is_some_and(|draft| draft.has(field.name)) {
            fields.fill(field.name, &values);
        }
        // What the person typed earlier is seen, and so is the address that everything is written to.
        let is_kept = fields
            .answers()
            .all(field.name)
            .eq(values.iter().map(String::as_str));
        let is_hidden = hidden.split([',', ' ']).any(|name| name == field.name);
        if is_hidden && is_kept && !values.is_empty() && field.kind != Kind::Email {
            fields.set_hidden(field, true);
        }
        for value in values {
            filled.push(field.name, value);
        }
    }
    filled
}
