//! The tables that organisers get: each form, the waiting list, each day's door.

use std::collections::HashMap;

use jiff::civil::Date;
use nec_ess_content::dates;
use nec_ess_domain::forms::{REGISTRATION, REIMBURSEMENT};
use nec_ess_domain::wire::{PlaceStatus, Status};
use nec_ess_domain::{Choices, Field, Form, Kind, forms};

use super::ForPeople;
use super::table::{Cell, Column, Table, fields};
use crate::doubles::{Doubles, Others};
use crate::name_key::name_key;
use crate::report::all_days;
use crate::selection::{Selection, state_on};
use crate::store::{Stored, Waiting};
use crate::verdict::Judge;
use crate::words::Words;

/// So many others are named; of the rest the number is told.
const NAMED: usize = 3;

/// What the tables are made of.
pub(super) struct Sheets<'a> {
    words: &'a Words<'a>,
    judge: Judge,
    selection: &'a Selection,
    submissions: &'a [Stored],
    queue: &'a [Waiting],
    doubles: Doubles<'a>,
    days: Vec<String>,
}

impl<'a> Sheets<'a> {
    pub(super) fn new(words: &'a Words<'a>, judge: Judge, of: &'a ForPeople<'_>) -> Self {
        let mut days = all_days(words.site.event.day_ids(), of.submissions);
        days.retain(|day| of.selection.has_day(day));
        Self {
            words,
            judge,
            selection: of.selection,
            submissions: of.submissions,
            queue: of.queue,
            doubles: Doubles::among(of.everyone),
            days,
        }
    }

    /// Every table that was asked for.
    pub(super) fn all(&self) -> Vec<Table> {
        let forms = forms::ALL.into_iter();
        let wanted = forms.filter(|form| self.selection.has_form(form));
        let mut tables: Vec<Table> = wanted.map(|form| self.of_form(form)).collect();
        if self.selection.has_form(&REGISTRATION) {
            tables.push(self.waiting_list());
            tables.extend(self.days.iter().map(|day| self.door(day)));
        }
        tables
    }

    /// The submissions of `form`.
    pub(super) fn of_form(&self, form: &'static Form) -> Table {
        self.table(Some(form))
    }

    /// The submissions of all forms in one table.
    pub(super) fn of_all(&self) -> Table {
        self.table(None)
    }

    fn table(&self, form: Option<&'static Form>) -> Table {
        let own = self.words.own();
        let mut builder = Builder::new(form.map_or("", |form| self.words.form(form.id)));
        let mut submissions = self.submissions.iter();
        let of = |stored: &&Stored| form.is_none_or(|form| form.id == stored.form);
        let submissions: Vec<&Stored> = submissions.by_ref().filter(of).collect();
        if form.is_none() {
            builder.column(&own.form, &submissions, |one| {
                Cell::text(self.words.form(&one.form))
            });
        }
        builder.column(&own.reference, &submissions, |one| {
            Cell::text(&one.reference)
        });
        builder.column(&own.status, &submissions, |one| {
            Cell::text(self.words.status(one))
        });
        builder.column(&self.received(), &submissions, |one| self.instant(one));
        for field in fields(form) {
            self.field(&mut builder, form, field, &submissions);
        }
        if form.is_none_or(|form| form == &REIMBURSEMENT) {
            builder.column(&own.verdict, &submissions, |one| self.verdict(one));
        }
        builder.column(&own.language, &submissions, |one| {
            Cell::text(one.lang.code())
        });
        builder.column(&own.same_email, &submissions, |one| {
            self.others(&self.doubles.by_email(one, NAMED))
        });
        builder.column(&own.same_organisation, &submissions, |one| {
            self.others(&self.doubles.by_organisation(one, NAMED))
        });
        builder.table
    }

    /// The column of `field`, or its columns: words and codes of a choice, a column for each day.
    fn field(
        &self,
        builder: &mut Builder,
        form: Option<&'static Form>,
        field: &'static Field,
        submissions: &[&Stored],
    ) {
        let heading = self.words.field(field);
        let codes =
            |one: &&Stored| Cell::text(one.answers.all(field.name).collect::<Vec<_>>().join("; "));
        match field.kind {
            Kind::Many(Choices::Days) => {
                for day in &self.days {
                    builder.column(&self.words.day(day), submissions, |one| self.on(one, day));
                }
            }
            Kind::One(_) | Kind::Select(_) | Kind::Many(_) => {
                builder.column(heading, submissions, |one| self.answer(one, form, field));
                let heading = self.words.own().code.replace("{}", heading);
                builder.column(&heading, submissions, codes);
            }
            Kind::Tick => builder.column(heading, submissions, |one| self.answer(one, form, field)),
            _ => builder.column(heading, submissions, codes),
        }
    }

    /// Those who wait, in the order in which they get a place.
    fn waiting_list(&self) -> Table {
        let own = self.words.own();
        let by_reference: HashMap<&str, &Stored> = self
            .submissions
            .iter()
            .map(|stored| (stored.reference.as_str(), stored))
            .collect();
        let lines: Vec<(&Waiting, &Stored)> = self
            .queue
            .iter()
            .filter(|waiting| self.selection.has_day(&waiting.day))
            .filter_map(|waiting| Some((waiting, *by_reference.get(&*waiting.reference)?)))
            .collect();
        let mut builder = Builder::new(&own.waiting_list);
        builder.table.is_printed = true;
        builder.column(&own.day, &lines, |(waiting, _)| match waiting.day.parse() {
            Ok(day) => Cell::Day(day),
            Err(_) => Cell::text(&waiting.day),
        });
        builder.column(&own.rank, &lines, |(waiting, _)| Cell::Number(waiting.rank));
        for name in ["last_name", "first_name", "organisation", "email"] {
            self.answers(&mut builder, name, &lines, |(_, stored)| stored);
        }
        builder.column(&own.reference, &lines, |(_, one)| {
            Cell::text(&one.reference)
        });
        builder.column(&self.received(), &lines, |(_, one)| self.instant(one));
        builder.table
    }

    /// Who is expected on `day`, by name. No access needs: the list lies open at the door.
    fn door(&self, day: &str) -> Table {
        let own = self.words.own();
        let confirmed = |one: &&Stored| {
            let mut days = one.days.iter();
            days.any(|place| place.day == day && place.status == PlaceStatus::Confirmed)
        };
        let mut people: Vec<&Stored> = self.submissions.iter().filter(confirmed).collect();
        people.sort_by_cached_key(|one| {
            ["last_name", "first_name"].map(|name| name_key(one.answers.first(name)))
        });
        let date = day.parse::<Date>();
        let date = date.map_or_else(
            |_| day.to_owned(),
            |date| dates::without_weekday(date, self.words.lang),
        );
        let mut builder = Builder::new(&own.door.replace("{}", &date));
        builder.table.is_printed = true;
        for name in ["last_name", "first_name", "organisation"] {
            self.answers(&mut builder, name, &people, |one| one);
        }
        builder.column(&own.reference, &people, |one| Cell::text(&one.reference));
        builder.column(&own.present, &people, |_| Cell::Empty);
        builder.table
    }

    /// The column of the registration's field `name`.
    fn answers<L>(
        &self,
        builder: &mut Builder,
        name: &str,
        lines: &[L],
        of: impl Fn(&L) -> &Stored,
    ) {
        let heading = REGISTRATION
            .field(name)
            .map_or(name, |field| self.words.field(field));
        builder.column(heading, lines, |line| {
            Cell::text(of(line).answers.first(name))
        });
    }

    fn received(&self) -> String {
        self.words.own().received.replace("{}", &self.words.town())
    }

    fn instant(&self, stored: &Stored) -> Cell {
        match self.words.received(stored) {
            Some(at) => Cell::Instant(at),
            None => Cell::text(&stored.created_at),
        }
    }

    fn verdict(&self, stored: &Stored) -> Cell {
        if stored.form == REIMBURSEMENT.id {
            Cell::text(self.words.verdict(self.judge.of(&stored.answers)))
        } else {
            Cell::Empty
        }
    }

    /// What has become of `stored` on `day`.
    fn on(&self, stored: &Stored, day: &str) -> Cell {
        let words = self.words;
        match state_on(stored, day) {
            Some(Status::Registered) if stored.is_quarantined => Cell::text(words.ticked()),
            Some(Status::Registered) => Cell::text(words.place(PlaceStatus::Confirmed)),
            Some(Status::Waiting) => Cell::text(words.place(PlaceStatus::Waiting)),
            Some(status) => Cell::text(words.of_status(status)),
            None => Cell::Empty,
        }
    }

    /// The answer to `field` in words, those of the submission's own form.
    fn answer(&self, stored: &Stored, form: Option<&'static Form>, field: &Field) -> Cell {
        let Some(form) = form.or_else(|| forms::by_id(&stored.form)) else {
            return Cell::Empty;
        };
        let values = stored.answers.all(field.name);
        let words = values.map(|value| match form.field(field.name) {
            Some(field) => self.words.answer(form, field, value),
            None => value.to_owned(),
        });
        Cell::text(words.collect::<Vec<_>>().join("; "))
    }

    fn others(&self, others: &Others<'_>) -> Cell {
        if others.named.is_empty() {
            return Cell::Empty;
        }
        let mut text = others.named.join("; ");
        if others.more > 0 {
            let more = &self.words.own().more;
            text = format!("{text} {}", more.replace("{}", &others.more.to_string()));
        }
        Cell::Mark(text)
    }
}

/// A table that grows by columns.
struct Builder {
    table: Table,
}

impl Builder {
    fn new(title: &str) -> Self {
        let title = title.to_owned();
        let table = Table {
            title,
            ..Table::default()
        };
        Self { table }
    }

    /// A column `heading` with a cell for each of `lines`, which are the same for every column.
    fn column<L>(&mut self, heading: &str, lines: &[L], cell: impl Fn(&L) -> Cell) {
        let heading = heading.to_owned();
        self.table.columns.push(Column { heading });
        self.table.rows.resize(lines.len(), Vec::new());
        for (row, line) in self.table.rows.iter_mut().zip(lines) {
            row.push(cell(line));
        }
    }
}
