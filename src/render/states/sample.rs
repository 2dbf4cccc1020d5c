//! Answers to show a form with.

use nec_ess_content::Site;
use nec_ess_domain::schema::TICKED;
use nec_ess_domain::{Answers, Choices, Code, Form, Kind, countries};

/// An address that nobody has.
pub(super) const EMAIL: &str = "camille.martin@example.org";
/// A SIREN whose check digit is right.
const SIREN: &str = "732829320";

/// The days of the event, as answers have them.
pub(super) fn days(site: &Site) -> Vec<String> {
    let days = site.event.days.iter();
    days.map(|day| day.date.to_string()).collect()
}

/// Answers that say nothing, and yet are there.
pub(super) fn empty() -> Answers {
    let mut answers = Answers::new();
    answers.push("lang", "");
    answers
}

/// An answer to each question of `form`.
pub(super) fn answers(form: &Form, days: &[String]) -> Answers {
    let mut answers = Answers::new();
    for field in form.fields {
        match field.kind {
            Kind::Text { .. } => answers.push(field.name, "Camille Martin"),
            Kind::LongText { .. } => answers.push(field.name, "Une ligne.\nUne autre."),
            Kind::Email => answers.push(field.name, EMAIL),
            Kind::RegistrationNumber { .. } => answers.push(field.name, SIREN),
            Kind::PostalCode { .. } => answers.push(field.name, "69001"),
            Kind::Tick => answers.push(field.name, TICKED),
            Kind::Many(Choices::Days) => {
                for day in days {
                    answers.push(field.name, day.as_str());
                }
            }
            Kind::One(choices) | Kind::Select(choices) | Kind::Many(choices) => {
                let first = match choices {
                    Choices::Fixed(list) => list.first().copied(),
                    Choices::Days => days.first().map(String::as_str),
                    Choices::Countries => countries::ALL.first().copied(),
                };
                answers.push(field.name, first.unwrap_or_default());
            }
        }
    }
    answers
}

/// The same with a slip that `code` is said of, as far as what is said depends on what was typed.
pub(super) fn slipped(form: &Form, days: &[String], code: Code) -> Answers {
    let answers = answers(form, days);
    if code != Code::Typographic {
        return answers;
    }
    let emails = form.fields.iter().filter(|field| field.kind == Kind::Email);
    let emails: Vec<_> = emails.map(|field| field.name).collect();
    let mut slipped: Answers = answers
        .iter()
        .filter(|(name, _)| !emails.contains(name))
        .collect();
    for name in emails {
        slipped.push(name, format!("“{EMAIL}”").as_str());
    }
    slipped
}

#[cfg(test)]
mod tests {
    use super::*;
    use nec_ess_domain::{forms, validate};

    /// The sample is taken by every form.
    #[test]
    fn the_sample_is_valid() {
        let days = ["2025-11-25".to_owned()];
        for form in forms::ALL {
            assert_eq!(
                validate(form, &answers(form, &days), &days),
                [],
                "{}",
                form.id
            );
        }
    }
}
