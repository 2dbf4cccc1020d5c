//! The words of a form, and what the browser has to know about it.

use super::{ReceiptText, fill};
use crate::lines::{Lines, Reader, lines};
use crate::named;
use crate::named::{Named, Table};
use crate::schema::{Choices, Field, Form, Kind, TICKED, squeeze};
use crate::{Answers, Code, countries, email};

/// What a form says outside its fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notice {
    /// It is on its way.
    Sending,
    /// No answer yet: another try follows.
    Retrying,
    /// The device has no network; sending goes on by itself.
    Offline,
    /// Nobody knows whether it is stored.
    Failed,
    /// The endpoint asks to wait; nothing is stored.
    Busy,
    /// Too many came from there; `{}` stands for the minutes to wait. Nothing is stored.
    TooMany,
    /// The same form was sent before with other answers.
    Conflict,
    /// The same answers are stored already.
    AlreadyStored,
    /// Registration has closed; nothing is stored.
    Closed,
    /// A service that is not ours took it, without a reference.
    SentElsewhere,
    /// The answers are taken off the device.
    DraftCleared,
}

named!(Notice {
    Sending = "sending",
    Retrying = "retrying",
    Offline = "offline",
    Failed = "failed",
    Busy = "busy",
    TooMany = "too_many",
    Conflict = "conflict",
    AlreadyStored = "already_stored",
    Closed = "closed",
    SentElsewhere = "sent_elsewhere",
    DraftCleared = "draft_cleared",
});

/// The words of one form in one language, and the facts that its component needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormText {
    /// Whether the page came when nothing could be sent any more: with what someone had typed, so that it is not lost.
    pub is_closed: bool,
    /// Whether it is posted to a service that is not ours, whose every 2xx counts as sent.
    pub is_foreign: bool,
    /// Stands before the page's title while there are errors.
    pub error_prefix: String,
    /// Heading of the error summary.
    pub error_heading: String,
    /// What the form says outside its fields.
    pub notices: Table<Notice>,
    /// Says that the answers are kept on the device, and for how long.
    pub draft_note: String,
    /// The button that takes them off the device and empties the form.
    pub draft_clear: String,
    /// The words of each field, in the order of the schema.
    pub fields: Vec<FieldText>,
    /// The days of the event.
    pub days: Vec<DayText>,
    /// The identifier of the day that the workshop is on.
    pub workshop_day: String,
    /// The names of the countries, in the order of [`countries::ALL`]; only where the form asks for one.
    pub countries: Vec<String>,
    /// The words of the receipt.
    pub receipt: ReceiptText,
    /// What the endpoint found wrong, on the page that answers a form sent without script.
    pub errors: Vec<PageError>,
}

/// The words of one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldText {
    /// The question.
    pub label: String,
    /// What is said for each error, in the order of [`Field::codes`].
    pub errors: Vec<String>,
    /// The labels of its own choices, in the order of the schema.
    pub choices: Vec<String>,
}

/// A day of the event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayText {
    /// Its identifier, which forms send.
    pub id: String,
    /// The day in words.
    pub label: String,
    /// Whether it had ended when the page was made: nobody registers for it.
    pub is_over: bool,
}

/// An error that a page comes with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageError {
    /// The field's name.
    pub field: String,
    /// The kind of error.
    pub code: Code,
}

lines!(FormText {
    is_closed,
    is_foreign,
    error_prefix,
    error_heading,
    notices,
    draft_note,
    draft_clear,
    fields,
    days,
    workshop_day,
    countries,
    receipt,
    errors
});
lines!(FieldText {
    label,
    errors,
    choices
});
lines!(DayText { id, label, is_over });
lines!(PageError { field, code });

impl Lines for Code {
    fn write(&self, out: &mut String) {
        self.name().to_owned().write(out);
    }

    fn read(lines: &mut Reader<'_>) -> Option<Self> {
        Self::from_name(lines.next()?)
    }
}

impl FieldText {
    /// What is said for `code` of `field`, whose answer is `given`. A choice that the form does not offer has no words of
    /// its own: no person can cause it, so it gets those of the first error.
    #[must_use]
    pub fn message(&self, field: &Field, code: Code, given: &str) -> String {
        let own = field.codes().iter().position(|known| *known == code);
        let at = own.unwrap_or_default();
        let words = self.errors.get(at).map_or("", String::as_str);
        error_message(words, code, given)
    }
}

/// `words`, which are said for `code`, with what the person may have meant by `given`.
#[must_use]
pub fn error_message(words: &str, code: Code, given: &str) -> String {
    let meant = match code {
        Code::Typographic => email::suggestion(&squeeze(given)),
        _ => None,
    };
    meant.map_or_else(|| words.to_owned(), |meant| fill(words, &meant))
}

impl FormText {
    /// The words of the field `name` of `form`.
    #[must_use]
    pub fn field(&self, form: &Form, name: &str) -> Option<(&'static Field, &FieldText)> {
        let mut fields = form.fields.iter().zip(&self.fields);
        fields.find(|(field, _)| field.name == name)
    }

    /// Whether it has the words of `form` and of no other.
    #[must_use]
    pub fn fits(&self, form: &Form) -> bool {
        self.fields.len() == form.fields.len()
            && form.fields.iter().zip(&self.fields).all(|(field, text)| {
                text.errors.len() == field.codes().len()
                    && text.choices.len() == field.own_choices().len()
            })
    }

    /// A choice in words; "" for one that the form does not offer.
    #[must_use]
    pub fn choice<'a>(&'a self, field: &'a FieldText, choices: Choices, value: &str) -> &'a str {
        let found = match choices {
            Choices::Fixed(list) => label(list, &field.choices, value),
            Choices::Countries => label(&countries::ALL, &self.countries, value),
            Choices::Days => {
                let day = self.days.iter().find(|day| day.id == value);
                day.map(|day| &day.label)
            }
        };
        found.map_or("", String::as_str)
    }

    /// Each question of `form` that `answers` answers, with the answer in words. Both receipts show this.
    #[must_use]
    pub fn in_words(&self, form: &Form, answers: &Answers) -> Vec<(String, String)> {
        let fields = form.fields.iter().zip(&self.fields);
        fields
            .filter_map(|(field, text)| {
                let mut words = String::new();
                for value in answers.all(field.name) {
                    let value = match field.kind {
                        Kind::One(choices) | Kind::Select(choices) | Kind::Many(choices) => {
                            self.choice(text, choices, value)
                        }
                        Kind::Tick if value == TICKED => &self.receipt.ticked,
                        _ => value,
                    };
                    if !words.is_empty() {
                        words.push_str(", ");
                    }
                    words.push_str(value);
                }
                (!words.is_empty()).then(|| (text.label.clone(), words))
            })
            .collect()
    }
}

fn label<'a>(values: &[&str], labels: &'a [String], value: &str) -> Option<&'a String> {
    let at = values.iter().position(|known| *known == value)?;
    labels.get(at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::forms;

    /// The words of `form`, each of which says what it is.
    pub(crate) fn sample(form: &Form) -> FormText {
        let field = |field: &Field| FieldText {
            label: field.name.to_uppercase(),
            errors: field
                .codes()
                .iter()
                .map(|code| format!("{}: {code:?}", field.name))
                .collect(),
            choices: field
                .own_choices()
                .iter()
                .map(|choice| format!("choice {choice}"))
                .collect(),
        };
        FormText {
            is_closed: false,
            is_foreign: false,
            error_prefix: "Error: ".into(),
            error_heading: "Not sent".into(),
            notices: Table::new(|notice| Some(format!("{notice:?}"))).expect("all"),
            draft_note: String::new(),
            draft_clear: String::new(),
            fields: form.fields.iter().map(field).collect(),
            days: vec![DayText {
                id: "2025-11-26".into(),
                label: "26 November".into(),
                is_over: false,
            }],
            workshop_day: "2025-11-26".into(),
            countries: countries::ALL.map(str::to_lowercase).to_vec(),
            receipt: ReceiptText::default(),
            errors: Vec::new(),
        }
    }

    fn said(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        let form = &forms::REGISTRATION;
        let mut text = sample(form);
        text.receipt.ticked = "Ticked".into();
        text.in_words(form, &pairs.iter().copied().collect())
    }

    /// An answer is said in the words of its kind: "yes" is an organisation's name in a text, and a tick in a tick box.
    #[test]
    fn answers_are_said_by_their_kind() {
        let answers = [
            ("organisation", "yes"),
            ("profile", "sse"),
            ("country", "FR"),
            ("days", "2025-11-26"),
            ("consent", "yes"),
        ];
        let expected = [
            ("PROFILE", "choice sse"),
            ("ORGANISATION", "yes"),
            ("COUNTRY", "fr"),
            ("DAYS", "26 November"),
            ("CONSENT", "Ticked"),
        ];
        let expected = expected.map(|(label, value)| (label.to_owned(), value.to_owned()));
        assert_eq!(said(&answers), expected);
    }

    /// What was left open is not said.
    #[test]
    fn open_questions_are_left_out() {
        assert_eq!(said(&[("first_name", ""), ("unknown", "x")]), []);
    }

    /// Each error has its own words; one that no person can cause has those of the first.
    #[test]
    fn errors_have_words() {
        let form = &forms::REGISTRATION;
        let text = sample(form);
        let message = |name: &str, code| {
            let (field, words) = text.field(form, name).expect("a field");
            words.message(field, code, "“alix@exemple.fr”")
        };
        assert_eq!(message("email", Code::Invalid), "email: Invalid");
        assert_eq!(message("country", Code::Invalid), "country: Missing");
        let meant = error_message("{}?", Code::Typographic, "  “alix@exemple.fr” ");
        assert_eq!(meant, "alix@exemple.fr?");
    }

    /// The words of another form are seen to be those of another.
    #[test]
    fn words_fit_their_form_only() {
        for form in forms::ALL {
            for other in forms::ALL {
                assert_eq!(sample(form).fits(other), form == other);
            }
        }
    }
}
