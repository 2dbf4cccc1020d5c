//! Submissions as organisers get them.

mod csv;
mod formats;
mod layout;
mod lists;
mod sheet_name;
mod sheets;
mod table;
mod xlsx;

use nec_ess_content::Event;
use nec_ess_domain::wire::PlaceStatus;
use nec_ess_domain::{Form, Lang, Named, source};
use serde_json::json;

use crate::app::App;
use crate::json::answers;
use crate::selection::Selection;
use crate::shown;
use crate::store::{Stored, Waiting};
use crate::verdict::Judge;
use crate::words::Words;

/// How submissions are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// One JSON object a line.
    Jsonl,
    /// A table as a French Excel opens it: semicolons, nothing that it would calculate or take for a number.
    Csv,
    /// A table for programs (RFC 4180): commas, each answer as it was given.
    PlainCsv,
    /// A workbook with a sheet for each purpose.
    Xlsx,
}

impl Format {
    /// The format called `name`.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        match name {
            "jsonl" => Some(Self::Jsonl),
            "csv" => Some(Self::Csv),
            "xlsx" => Some(Self::Xlsx),
            _ => None,
        }
    }
}

/// `submissions` as text for programs. A table of one `form` has the columns of that form, otherwise those of all forms
/// of the `event`; without the event, where the site cannot be read, of all that there are.
#[must_use]
pub fn for_programs(
    event: Option<&Event>,
    is_table: bool,
    form: Option<&Form>,
    submissions: &[Stored],
) -> String {
    if is_table {
        plain_table(event, form, submissions)
    } else {
        submissions.iter().map(json_line).collect()
    }
}

/// What files for people are made of.
pub struct ForPeople<'a> {
    /// The site, whose words they are in.
    pub app: &'a App,
    /// The language of these words.
    pub lang: Lang,
    /// Which submissions were asked for.
    pub selection: &'a Selection,
    /// These, oldest first.
    pub submissions: &'a [Stored],
    /// All, or all that are kept apart: those who are there more than once may have been left out.
    pub everyone: &'a [Stored],
    /// Who waits, in their order.
    pub queue: &'a [Waiting],
}

impl ForPeople<'_> {
    /// A table for a French Excel.
    ///
    /// # Errors
    /// When the site's own description is not as expected.
    pub fn csv(&self) -> Result<String, String> {
        let words = Words::new(&self.app.site, self.lang)?;
        let sheets = self.sheets(&words);
        let table = match self.selection.form {
            Some(form) => sheets.of_form(form),
            None => sheets.of_all(),
        };
        Ok(csv::for_excel(&table, self.lang))
    }

    /// A workbook, as the bytes of its file.
    ///
    /// # Errors
    /// When the site's own description is not as expected, or there are more people than a sheet has rows.
    pub fn xlsx(&self) -> Result<Vec<u8>, String> {
        let words = Words::new(&self.app.site, self.lang)?;
        let tables = self.sheets(&words).all();
        let title = &self.app.site.event.short_title;
        let written = xlsx::write(&tables, title, self.lang, &words.own().cut);
        written.map_err(|error| format!("cannot write the workbook: {error}"))
    }

    fn sheets<'w>(&'w self, words: &'w Words<'w>) -> sheets::Sheets<'w> {
        let judge = Judge::new(&self.app.assets.places, &self.app.dist);
        sheets::Sheets::new(words, judge, self)
    }
}

fn json_line(stored: &Stored) -> String {
    let line = json!({
        "reference": stored.reference,
        "form": stored.form,
        "status": stored.status(),
        "lang": stored.lang.code(),
        "created_at": stored.created_at,
        "days": stored.days,
        "answers": answers(&stored.answers),
    });
    format!("{line}\n")
}

fn plain_table(event: Option<&Event>, form: Option<&Form>, submissions: &[Stored]) -> String {
    let fields = shown::fields(event, form, submissions);
    let fields: Vec<&str> = fields.iter().map(|field| field.name).collect();
    let own = [
        "reference",
        "form",
        "status",
        "lang",
        "created_at",
        "waiting_days",
    ];
    let heading = own.iter().chain(&fields).chain(&[source::FIELD]);
    let heading = heading.map(|name| (*name).to_owned());
    let line = |stored: &Stored| {
        let waiting: Vec<&str> = stored
            .days
            .iter()
            .filter(|day| day.status == PlaceStatus::Waiting)
            .map(|day| day.day.as_str())
            .collect();
        let own = [
            stored.reference.clone(),
            stored.form.clone(),
            stored.status().name().to_owned(),
            stored.lang.code().to_owned(),
            stored.created_at.clone(),
            waiting.join("; "),
        ];
        let answers = fields
            .iter()
            .map(|name| stored.answers.all(name).collect::<Vec<_>>().join("; "));
        let source = stored.answers.first(source::FIELD).to_owned();
        let cells = own.into_iter().chain(answers).chain([source]);
        cells.collect::<Vec<_>>()
    };
    let lines = [heading.collect::<Vec<_>>()].into_iter();
    let lines = lines.chain(submissions.iter().map(line));
    csv::plain(lines.map(Vec::into_iter))
}
