//! Which organisation a submission speaks for, where a form takes one submission from each.

use nec_ess_domain::{Answers, Code, Field, FieldError, Form, Kind, forms, registration_number};

/// The organisation that `answers` to `form` name, as country and number, the same for every
/// spelling; nothing for a form that asks for no number.
pub(crate) fn of(form: &str, answers: &Answers) -> Option<String> {
    let (field, country) = number(forms::by_id(form)?)?;
    let country = answers.first(country);
    let number = registration_number::organisation(answers.first(field.name), country);
    Some(format!("{country} {number}"))
}

/// What is said when it has one already, next to the field that names it. Nothing of the other
/// submission is in it.
pub(crate) fn taken(form: &Form) -> Vec<FieldError> {
    number(form)
        .map(|(field, _)| FieldError {
            field: field.name,
            code: Code::Taken,
        })
        .into_iter()
        .collect()
}

/// The field with the number, and the name of the one with its country.
fn number(form: &Form) -> Option<(&'static Field, &'static str)> {
    form.fields.iter().find_map(|field| match field.kind {
        Kind::RegistrationNumber { country } => Some((field, country)),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One organisation however its number is written, another one in another country.
    #[test]
    fn organisations() {
        let of = |country: &str, number: &str| {
            let answers = [("country", country), ("registration_number", number)];
            of("reimbursement", &answers.into_iter().collect())
        };
        assert_eq!(of("FR", "732 829 320").as_deref(), Some("FR 732829320"));
        assert_eq!(of("FR", "732 829 320 00074"), of("FR", "732829320"));
        assert_ne!(of("FR", "732829320"), of("PT", "732829320"));
        assert_eq!(super::of("registration", &Answers::new()), None);
        assert!(taken(&forms::REGISTRATION).is_empty());
    }
}
