//! The tables that organisers get, and what the submissions of a form are in them.

use nec_ess_domain::forms::{REGISTRATION, REIMBURSEMENT};
use nec_ess_domain::wire::{PlaceStatus, Status};
use nec_ess_domain::{Choices, Field, Form, Kind, forms, source};

use super::ForPeople;
use super::table::{Cell, Table};
use crate::doubles::{Doubles, Others};
use crate::selection::{Selection, all_days, state_on};
use crate::shown;
use crate::store::{Stored, Waiting};
use crate::verdict::Judge;
use crate::words::Words;

/// So many others are named; of the rest the number is told.
const NAMED: usize = 3;

/// What the tables are made of.
pub(super) struct Sheets<'a> {
    pub(super) words: &'a Words<'a>,
    judge: Judge,
    pub(super) selection: &'a Selection,
    pub(super) submissions: &'a [Stored],
    pub(super) queue: &'a [Waiting],
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
        let forms = shown::forms(Some(&self.words.site.event), self.submissions).into_iter();
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
        let mut table = Table::new(form.map_or("", |form| self.words.form(form.id)));
        let mut submissions = self.submissions.iter();
        let of = |stored: &&Stored| form.is_none_or(|form| form.id == stored.form);
        let submissions: Vec<&Stored> = submissions.by_ref().filter(of).collect();
        if form.is_none() {
            table.column(&own.form, &submissions, |one| {
                Cell::text(self.words.form(&one.form))
            });
        }
        table.column(&own.reference, &submissions, |one| {
            Cell::text(&one.reference)
        });
        table.column(&own.status, &submissions, |one| {
            Cell::text(self.words.status(one))
        });
        table.column(&self.received(), &submissions, |one| self.instant(one));
        let event = Some(&self.words.site.event);
        for field in shown::fields(event, form, self.submissions) {
            self.field(&mut table, form, field, &submissions);
        }
        let is_judged = self.words.site.event.has(&REIMBURSEMENT)
            && form.is_none_or(|form| form == &REIMBURSEMENT);
        if is_judged {
            table.column(&own.verdict, &submissions, |one| self.verdict(one));
        }
        table.column(&own.language, &submissions, |one| {
            Cell::text(one.lang.code())
        });
        table.column(&own.source, &submissions, |one| {
            Cell::text(one.answers.first(source::FIELD))
        });
        table.column(&own.same_email, &submissions, |one| {
            self.others(&self.doubles.by_email(one, NAMED))
        });
        table.column(&own.same_organisation, &submissions, |one| {
            self.others(&self.doubles.by_organisation(one, NAMED))
        });
        table
    }

    /// The column of `field`, or its columns: words and codes of a choice, a column for each day.
    fn field(
        &self,
        table: &mut Table,
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
                    table.column(&self.words.day(day), submissions, |one| self.on(one, day));
                }
            }
            Kind::One(_) | Kind::Select(_) | Kind::Many(_) => {
                table.column(heading, submissions, |one| self.answer(one, form, field));
                let heading = self.words.own().code.replace("{}", heading);
                table.column(&heading, submissions, codes);
            }
            Kind::Tick => table.column(heading, submissions, |one| self.answer(one, form, field)),
            _ => table.column(heading, submissions, codes),
        }
    }

    pub(super) fn received(&self) -> String {
        self.words.own().received.replace("{}", &self.words.town())
    }

    pub(super) fn instant(&self, stored: &Stored) -> Cell {
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
