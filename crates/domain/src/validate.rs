//! Checks a form's answers against its schema.

use crate::eligibility::PostalCode;
use crate::named;
use crate::schema::{Choices, Field, Form, Kind, Presence, TICKED};
use crate::{Answers, countries, email, registration_number};

/// What is wrong with one field. The words for it stand in `content/<language>/forms.toml`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FieldError {
    /// The field's name.
    pub field: &'static str,
    /// The kind of error.
    pub code: Code,
}

/// The kinds of error that a field can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Code {
    /// Required, and nothing was given.
    Missing,
    /// More characters than the field takes.
    TooLong,
    /// Not of the expected form, or not one of the choices.
    Invalid,
    /// A number of the expected length in which a digit must be wrong.
    Checksum,
    /// An address with signs of typography, where the likely one is known.
    Typographic,
    /// A day that has ended. It needs a clock: the endpoint tells.
    Past,
    /// Right in itself, but another submission has it, and only one may. No rule of this crate can
    /// tell: the endpoint does, which knows what is stored.
    Taken,
}

named!(Code {
    Missing = "missing",
    TooLong = "too_long",
    Invalid = "invalid",
    Checksum = "checksum",
    Typographic = "typographic",
    Past = "past",
    Taken = "taken",
});

impl Field {
    /// The errors that a person can bring about in this field, each of which needs words.
    ///
    /// A choice that is not on the list is left out where the form offers only those on it: no
    /// person can cause it, and it is shown as the field's first error.
    #[must_use]
    pub const fn codes(&self) -> &'static [Code] {
        match self.kind {
            Kind::Text { .. } | Kind::LongText { .. } => match self.presence {
                Presence::Optional => &[Code::TooLong],
                _ => &[Code::Missing, Code::TooLong],
            },
            Kind::Email => match self.presence {
                Presence::Optional => &[Code::Invalid, Code::Typographic],
                _ => &[Code::Missing, Code::Invalid, Code::Typographic],
            },
            Kind::PostalCode { .. } => match self.presence {
                Presence::Optional => &[Code::Invalid, Code::TooLong],
                _ => &[Code::Missing, Code::Invalid, Code::TooLong],
            },
            Kind::RegistrationNumber { .. } => match self.presence {
                Presence::Optional => &[Code::Invalid, Code::Checksum, Code::TooLong, Code::Taken],
                _ => &[
                    Code::Missing,
                    Code::Invalid,
                    Code::Checksum,
                    Code::TooLong,
                    Code::Taken,
                ],
            },
            Kind::Tick if matches!(self.presence, Presence::Optional) => &[Code::Invalid],
            Kind::Many(Choices::Days) => match self.presence {
                Presence::Optional => &[Code::Past],
                _ => &[Code::Missing, Code::Past],
            },
            Kind::One(_) | Kind::Select(_) | Kind::Many(_) | Kind::Tick => match self.presence {
                Presence::Optional => &[],
                _ => &[Code::Missing],
            },
        }
    }
}

/// Everything that is wrong with `answers`, at most one error a field, in the order of the fields.
///
/// `days` are the identifiers of the event's days, which [`Choices::Days`] stands for.
#[must_use]
pub fn validate<D: AsRef<str>>(form: &Form, answers: &Answers, days: &[D]) -> Vec<FieldError> {
    let clean = form.clean(answers);
    form.fields
        .iter()
        .filter_map(|field| {
            check(field, &clean, days).map(|code| FieldError {
                field: field.name,
                code,
            })
        })
        .collect()
}

fn check<D: AsRef<str>>(field: &Field, clean: &Answers, days: &[D]) -> Option<Code> {
    let value = clean.first(field.name);
    if value.is_empty() {
        return field.presence.is_required(clean).then_some(Code::Missing);
    }
    let listed = |choices: Choices, value: &str| match choices {
        Choices::Fixed(list) => list.contains(&value),
        Choices::Days => days.iter().any(|day| day.as_ref() == value),
        Choices::Countries => countries::ALL.contains(&value),
    };
    let too_long = |country: &str, max: usize| {
        clean.first(country) != countries::FRANCE && value.chars().count() > max
    };
    let single = clean.all(field.name).nth(1).is_none();
    match field.kind {
        Kind::Text { max } | Kind::LongText { max } if value.chars().count() > max => {
            Some(Code::TooLong)
        }
        Kind::Email if !email::is_email(value) => Some(match email::suggestion(value) {
            Some(_) => Code::Typographic,
            None => Code::Invalid,
        }),
        Kind::RegistrationNumber { country } if too_long(country, registration_number::MAX) => {
            Some(Code::TooLong)
        }
        Kind::PostalCode { country } if too_long(country, POSTAL_CODE_MAX) => Some(Code::TooLong),
        Kind::RegistrationNumber { country } => {
            let flaw = registration_number::flaw(value, clean.first(country));
            flaw.or((!single).then_some(Code::Invalid))
        }
        Kind::PostalCode { country }
            if clean.first(country) == countries::FRANCE && PostalCode::parse(value).is_none() =>
        {
            Some(Code::Invalid)
        }
        Kind::One(choices) | Kind::Select(choices) if !listed(choices, value) => {
            Some(Code::Invalid)
        }
        Kind::Many(choices) if !clean.all(field.name).all(|v| listed(choices, v)) => {
            Some(Code::Invalid)
        }
        Kind::Tick if value != TICKED => Some(Code::Invalid),
        Kind::Many(_) => None,
        _ if !single => Some(Code::Invalid),
        _ => None,
    }
}

/// Characters at the most that a postal code may have outside France: the longest anywhere, with its spaces, and room.
pub const POSTAL_CODE_MAX: usize = 16;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Named;
    use crate::forms::REGISTRATION;
    use proptest::prelude::*;

    const DAYS: [&str; 3] = ["2025-11-25", "2025-11-26", "2025-11-27"];

    fn complete() -> Vec<(&'static str, &'static str)> {
        vec![
            ("first_name", "Camille"),
            ("last_name", "Durand"),
            ("email", "camille@exemple.fr"),
            ("profile", "sse"),
            ("organisation", "Coopérative des Lilas"),
            ("days", "2025-11-26"),
            ("country", "FR"),
            ("days", "2025-11-27"),
            ("consent", "yes"),
        ]
    }

    fn errors(pairs: &[(&str, &str)]) -> Vec<(&'static str, &'static str)> {
        let answers = pairs.iter().copied().collect();
        validate(&REGISTRATION, &answers, &DAYS)
            .into_iter()
            .map(|error| (error.field, error.code.name()))
            .collect()
    }

    fn with(name: &str, value: &'static str) -> Vec<(&'static str, &'static str)> {
        let mut pairs = complete();
        for pair in &mut pairs {
            if pair.0 == name {
                pair.1 = value;
            }
        }
        pairs
    }

    /// A complete form has no error.
    #[test]
    fn complete_form_is_valid() {
        assert_eq!(errors(&complete()), []);
    }

    /// An empty form names every required field, in the order that a person meets them.
    #[test]
    fn empty_form_names_every_required_field() {
        let expected: Vec<_> = [
            "first_name",
            "last_name",
            "email",
            "profile",
            "organisation",
            "country",
            "days",
            "consent",
        ]
        .into_iter()
        .map(|name| (name, "missing"))
        .collect();
        assert_eq!(errors(&[]), expected);
    }

    /// White space alone is nothing, also the kinds that no keyboard shows.
    #[test]
    fn blank_is_missing() {
        for blank in ["", " ", "\u{a0}\u{202f}", "\t\r\n", "\u{2003}"] {
            assert_eq!(
                errors(&with("first_name", blank)),
                [("first_name", "missing")]
            );
        }
    }

    /// Citizens and students need no organisation; the other groups do.
    #[test]
    fn organisation_depends_on_profile() {
        for profile in crate::forms::PROFILES {
            let mut pairs = with("organisation", "");
            pairs.retain(|pair| pair.0 != "profile");
            pairs.push(("profile", profile));
            let expected: &[_] = if profile == "citizen" {
                &[]
            } else {
                &[("organisation", "missing")]
            };
            assert_eq!(errors(&pairs), expected, "{profile}");
        }
    }

    /// Limits count characters, not bytes.
    #[test]
    fn too_long_counts_characters() {
        let just: &'static str = Box::leak("é".repeat(100).into_boxed_str());
        let over: &'static str = Box::leak("é".repeat(101).into_boxed_str());
        assert_eq!(errors(&with("first_name", just)), []);
        assert_eq!(
            errors(&with("first_name", over)),
            [("first_name", "too_long")]
        );
    }

    /// Choices that the form does not offer are refused, wherever they come from.
    #[test]
    fn foreign_choices_are_invalid() {
        assert_eq!(
            errors(&with("profile", "robot")),
            [("profile", "invalid"), ("organisation", "missing")][..1]
        );
        assert_eq!(errors(&with("consent", "no")), [("consent", "invalid")]);
        let mut pairs = complete();
        pairs.push(("days", "2025-12-01"));
        assert_eq!(errors(&pairs), [("days", "invalid")]);
    }

    /// A single answer given twice is not silently halved.
    #[test]
    fn doubled_single_answer_is_invalid() {
        let mut pairs = complete();
        pairs.push(("email", "autre@exemple.fr"));
        assert_eq!(errors(&pairs), [("email", "invalid")]);
    }

    /// However often a value comes it is one; more values than a field has choices are wrong.
    #[test]
    fn many_values() {
        let days = |count: usize| {
            let mut pairs: Answers = complete()
                .into_iter()
                .filter(|(name, _)| *name != "days")
                .collect();
            for n in 0..count {
                pairs.push("days", format!("2025-11-{}", 26 + n % 2));
            }
            pairs
        };
        let clean = REGISTRATION.clean(&days(3300));
        assert_eq!(clean.all("days").count(), 2);
        assert!(validate(&REGISTRATION, &days(3300), &DAYS).is_empty());
        let mut others = days(2);
        for n in 0..3300 {
            others.push("days", format!("day {n}"));
        }
        let found = validate(&REGISTRATION, &others, &DAYS);
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].field, found[0].code), ("days", Code::Invalid));
    }

    proptest! {
        /// Any answers give at most one error a field, only for fields of the form, without panic.
        #[test]
        fn any_answers_are_judged(pairs in proptest::collection::vec(("[a-z_]{0,12}", "\\PC{0,220}"), 0..20)) {
            let answers: Answers = pairs.into_iter().collect();
            let errors = validate(&REGISTRATION, &answers, &DAYS);
            for (i, error) in errors.iter().enumerate() {
                prop_assert!(REGISTRATION.field(error.field).is_some());
                prop_assert!(errors[..i].iter().all(|earlier| earlier.field != error.field));
            }
        }

        /// Cleaning twice is cleaning once, and does not change the verdict.
        #[test]
        fn clean_is_idempotent(value in "\\PC{0,120}", spaces in "[ \t\u{a0}]{0,5}") {
            let answers: Answers = [("first_name", format!("{spaces}{value}{spaces}"))].into_iter().collect();
            let once = REGISTRATION.clean(&answers);
            prop_assert_eq!(&REGISTRATION.clean(&once), &once);
            prop_assert_eq!(validate(&REGISTRATION, &answers, &DAYS), validate(&REGISTRATION, &once, &DAYS));
        }
    }
}
