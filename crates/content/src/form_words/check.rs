//! The words of the forms against their schemas.

use nec_ess_domain::{Field, Form, Named, forms};

use super::{FieldWords, FormWords, OneForm};
use crate::compare::compare;
use crate::error::ContentError;
use crate::parse::Source;

impl FormWords {
    /// Every word that a schema needs and this file lacks, and every one that no schema knows.
    pub(crate) fn check(&self, source: &Source, errors: &mut Vec<ContentError>) {
        for form in forms::ALL {
            match self.form.get(form.id) {
                Some(words) => words.check(form, source, errors),
                None => {
                    errors.push(source.error(1, format!("expected a table [form.{}]", form.id)))
                }
            }
        }
        for id in self.form.keys().filter(|id| forms::by_id(id).is_none()) {
            let known: Vec<_> = forms::ALL.iter().map(|form| form.id).collect();
            errors.push(source.error_at(
                &["form", id],
                format!("unknown form `{id}`, expected one of: {}", known.join(", ")),
            ));
        }
    }
}

impl OneForm {
    fn check(&self, form: &Form, source: &Source, errors: &mut Vec<ContentError>) {
        for field in form.fields {
            match self.fields.get(field.name) {
                Some(words) => words.check(form, field, source, errors),
                None => {
                    let table = table(form, field.name);
                    errors.push(source.error(1, format!("expected a table {table}")));
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
