//! What the schemas say must be in the table.

use nec_ess_domain::schema::TICKED;
use nec_ess_domain::{
    Answers, Choices, Code, Field, Form, Kind, Named, Presence, countries, forms,
};

use crate::DAYS;
use crate::table::{Row, rows};

const LEAST_ROWS: usize = 250;

/// The rows about one field, and what the schema says must be among them.
struct About<'a> {
    form: &'static Form,
    field: &'static Field,
    rows: Vec<&'a Row>,
    lacking: Vec<String>,
}

impl About<'_> {
    fn needs(&mut self, what: &str, is_it: impl Fn(&Row, &Answers) -> bool) {
        if !self.rows.iter().any(|row| is_it(row, &row.answers())) {
            let (form, field) = (self.form.id, self.field.name);
            self.lacking.push(format!("{form}.{field}: no row {what}"));
        }
    }

    /// Whatever its kind: taken, and refused for each reason that a person can bring about.
    fn needs_each_verdict(&mut self) {
        self.needs("that is stored from a browser", |row, _| {
            row.is_stored() && !row.is_http
        });
        // What has passed depends on a clock, and these rows have none: the endpoint's own tests have one.
        let codes = self.field.codes().iter();
        for code in codes.filter(|code| **code != Code::Past) {
            // A box that is ticked or not cannot hold anything else in a browser.
            let is_http = *code == Code::Invalid && matches!(self.field.kind, Kind::Tick);
            let what = format!("that is {}", code.name());
            self.needs(&what, |row, _| {
                row.is_refused(*code) && row.is_http == is_http
            });
        }
        self.needs("with two answers or an unknown one", |row, _| {
            row.is_refused(Code::Invalid) && row.is_http
        });
    }

    /// Its longest answer, and one that is a character longer.
    fn needs_edges(&mut self, max: usize) {
        let name = self.field.name;
        let length =
            move |row: &Row, answers: &Answers| row.form.clean(answers).first(name).chars().count();
        self.needs("of the greatest length", |row, answers| {
            row.is_stored() && length(row, answers) == max
        });
        self.needs("that is too long by one", |row, answers| {
            row.is_refused(Code::TooLong) && length(row, answers) == max + 1
        });
    }

    fn needs_choices(&mut self, choices: &[&str]) {
        let name = self.field.name;
        for choice in choices {
            self.needs(&format!("with the choice {choice}"), |row, answers| {
                row.is_stored() && !row.is_http && answers.has(name, choice)
            });
        }
    }

    /// Both sides of the rule that depends on the country.
    fn needs_countries(&mut self, country: &'static str) {
        for is_french in [true, false] {
            let is_there =
                move |answers: &Answers| (answers.first(country) == countries::FRANCE) == is_french;
            let whose = if is_french { "French" } else { "foreign" };
            self.needs(&format!("that is stored and {whose}"), |row, answers| {
                row.is_stored() && is_there(answers)
            });
            // Outside France nothing is known of a code or number but how long it can be.
            let wrong = if is_french {
                Code::Invalid
            } else {
                Code::TooLong
            };
            for code in [Code::Missing, wrong] {
                self.needs(
                    &format!("that is {} and {whose}", code.name()),
                    |row, answers| row.is_refused(code) && is_there(answers),
                );
            }
        }
    }

    /// Without an answer: stored exactly where the schema lets it be left out.
    fn needs_absence(&mut self) {
        let name = self.field.name;
        let is_blank =
            move |row: &Row, answers: &Answers| row.form.clean(answers).first(name).is_empty();
        match self.field.presence {
            Presence::Required => {}
            Presence::Optional => self.needs("that is stored without an answer", |row, answers| {
                row.is_stored() && is_blank(row, answers)
            }),
            Presence::RequiredUnless { field, values } => {
                let other = self
                    .form
                    .field(field)
                    .expect("the schema names its own fields");
                let Kind::One(Choices::Fixed(choices)) = other.kind else {
                    panic!("{field}: expected a list of choices");
                };
                for choice in choices {
                    let is_free = values.contains(choice);
                    self.needs(
                        &format!("without an answer for {choice}"),
                        |row, answers| {
                            is_blank(row, answers)
                                && answers.has(field, choice)
                                && row.is_stored() == is_free
                                && !row.is_http
                        },
                    );
                }
            }
        }
    }
}

/// Nothing that the schema tells apart is left out of the table.
#[test]
fn every_field_and_every_reason() {
    let rows = rows();
    assert!(rows.len() >= LEAST_ROWS, "{}", rows.len());
    let mut lacking = Vec::new();
    for form in forms::ALL {
        for field in form.fields {
            let is_about = |row: &&Row| row.form == form && row.field == field;
            let mut about = About {
                form,
                field,
                rows: rows.iter().filter(is_about).collect(),
                lacking: Vec::new(),
            };
            about.needs_each_verdict();
            about.needs_absence();
            match field.kind {
                Kind::Text { max } | Kind::LongText { max } => about.needs_edges(max),
                Kind::RegistrationNumber { country } | Kind::PostalCode { country } => {
                    about.needs_countries(country);
                }
                Kind::One(choices) | Kind::Select(choices) | Kind::Many(choices) => {
                    about.needs_choices(match choices {
                        Choices::Fixed(list) => list,
                        Choices::Days => &DAYS,
                        Choices::Countries => &[countries::FRANCE, countries::OTHER],
                    });
                }
                Kind::Tick => about.needs_choices(&[TICKED]),
                Kind::Email => {}
            }
            lacking.append(&mut about.lacking);
        }
    }
    assert!(lacking.is_empty(), "{}", lacking.join("\n"));
}
