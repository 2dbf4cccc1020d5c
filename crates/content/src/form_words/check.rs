//! The words of a form against its schema.

use nec_ess_domain::{Field, Form, Named};

use super::form::{FieldWords, OneForm};
use crate::compare::compare;
use crate::error::ContentError;
use crate::event::Event;
use crate::parse::Source;

impl OneForm {
    /// Every word that the schema of `form` needs and these lack, and every one that it does not know.
    pub(super) fn check(
        &self,
        form: &Form,
        event: Option<&Event>,
        source: &Source,
        errors: &mut Vec<ContentError>,
    ) {
        let is_asked = |field: &&Field| event.is_none_or(|event| event.asks(field));
        for field in form.fields.iter().filter(is_asked) {
            match self.fields.get(field.name) {
                Some(words) => words.check(form, field, source, errors),
                None => {
                    let table = table(form, field.name);
                    let place = ["form", form.id, "fields", field.name];
                    errors.push(source.error_at(&place, format!("expected a table {table}")));
                }
            }
        }
        for name in self.fields.keys().filter(|name| form.field(name).is_none()) {
            let known: Vec<_> = form.fields.iter().map(|field| field.name).collect();
            errors.push(source.error_at(
                &["form", form.id, "fields", name],
                format!(
                    "unknown field `{name}`, expected one of: {}",
                    known.join(", ")
                ),
            ));
        }
    }
}

impl FieldWords {
    fn check(&self, form: &Form, field: &Field, source: &Source, errors: &mut Vec<ContentError>) {
        let table = table(form, field.name);
        let codes: Vec<&str> = field.codes().iter().map(|code| code.name()).collect();
        for (key, given, expected) in [
            ("errors", &self.errors, codes.as_slice()),
            ("choices", &self.choices, field.own_choices()),
        ] {
            let place = ["form", form.id, "fields", field.name, key];
            let name = format!("{table} {key}");
            compare(given, expected, &place, &name, source, errors);
        }
    }
}

fn table(form: &Form, field: &str) -> String {
    format!("[form.{}.fields.{field}]", form.id)
}
