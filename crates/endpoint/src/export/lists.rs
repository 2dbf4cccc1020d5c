//! The lists of people: who waits, and who is expected at the door.

use std::collections::HashMap;

use jiff::civil::Date;
use nec_ess_content::dates;
use nec_ess_domain::forms::REGISTRATION;
use nec_ess_domain::wire::PlaceStatus;

use super::sheets::Sheets;
use super::table::{Cell, Table};
use crate::name_key::name_key;
use crate::store::{Stored, Waiting};

impl Sheets<'_> {
    /// Those who wait, in the order in which they get a place.
    pub(super) fn waiting_list(&self) -> Table {
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
        let mut table = Table::new(&own.waiting_list);
        table.is_printed = true;
        table.column(&own.day, &lines, |(waiting, _)| match waiting.day.parse() {
            Ok(day) => Cell::Day(day),
            Err(_) => Cell::text(&waiting.day),
        });
        table.column(&own.rank, &lines, |(waiting, _)| Cell::Number(waiting.rank));
        for name in ["last_name", "first_name", "organisation", "email"] {
            self.answers(&mut table, name, &lines, |(_, stored)| stored);
        }
        table.column(&own.reference, &lines, |(_, one)| {
            Cell::text(&one.reference)
        });
        table.column(&self.received(), &lines, |(_, one)| self.instant(one));
        table
    }

    /// Who is expected on `day`, by name. No access needs: the list lies open at the door.
    pub(super) fn door(&self, day: &str) -> Table {
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
        let mut table = Table::new(&own.door.replace("{}", &date));
        table.is_printed = true;
        for name in ["last_name", "first_name", "organisation"] {
            self.answers(&mut table, name, &people, |one| one);
        }
        table.column(&own.reference, &people, |one| Cell::text(&one.reference));
        table.column(&own.present, &people, |_| Cell::Empty);
        table
    }

    /// The column of the registration's field `name`.
    fn answers<L>(&self, table: &mut Table, name: &str, lines: &[L], of: impl Fn(&L) -> &Stored) {
        let heading = REGISTRATION
            .field(name)
            .map_or(name, |field| self.words.field(field));
        table.column(heading, lines, |line| {
            Cell::text(of(line).answers.first(name))
        });
    }
}
