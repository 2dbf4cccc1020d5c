//! An event without a workshop, or without a reimbursement: what belongs to their forms is not there. It may stay in the
//! files, for an edition that has it again.

use nec_ess_domain::schema::Appears;
use nec_ess_domain::{Form, forms};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::error::ContentError;
use crate::event::Event;
use crate::parse::Source;

/// The words that only one form needs, each with its place in a file of words. Those of single forms, fields and sheets
/// stand in tables of their own.
static WORDS: [(&Form, &[&str]); 14] = [
    (&forms::WORKSHOP, &["blocks", "workshop_when"]),
    (&forms::WORKSHOP, &["blocks", "workshop_where"]),
    (&forms::WORKSHOP, &["blocks", "workshop_project"]),
    (&forms::WORKSHOP, &["retention", "workshop_registrations"]),
    (&forms::WORKSHOP, &["common", "receipt_workshop"]),
    (&forms::REIMBURSEMENT, &["check"]),
    (&forms::REIMBURSEMENT, &["departments"]),
    (
        &forms::REIMBURSEMENT,
        &["retention", "reimbursement_requests"],
    ),
    (&forms::REIMBURSEMENT, &["common", "receipt_reimbursement"]),
    (&forms::REIMBURSEMENT, &["organisers", "verdict"]),
    (&forms::REIMBURSEMENT, &["organisers", "verdict_yes"]),
    (&forms::REIMBURSEMENT, &["organisers", "verdict_no"]),
    (&forms::REIMBURSEMENT, &["organisers", "verdict_confirm"]),
    (&forms::REIMBURSEMENT, &["organisers", "report", "verdicts"]),
];

/// What an editor is told of a text that speaks of what the event does not have: `named` is what it says.
pub(crate) fn without(named: &str, form: &Form) -> String {
    let table = form.id;
    format!(
        "`{named}`: the event has no [{table}] in content/event.toml: expected a text without it, or that table"
    )
}

/// The form that `event` does not have, if `id` is that of one.
pub(crate) fn missing(event: Option<&Event>, id: &str) -> Option<&'static Form> {
    forms::by_id(id).filter(|form| event.is_some_and(|event| !event.has(form)))
}

/// The values of the key `needs`: what an event may go without.
pub(crate) fn needs() -> impl Iterator<Item = &'static str> {
    let forms = [&forms::WORKSHOP, &forms::REIMBURSEMENT];
    forms.into_iter().map(|form| form.id)
}

/// The columns of a list of what was sent to `event`, each name once.
pub(crate) fn columns(event: Option<&Event>) -> Vec<&'static str> {
    let mut columns: Vec<&str> = Vec::new();
    for form in forms::ALL
        .into_iter()
        .filter(|form| event.is_none_or(|event| event.has(form)))
    {
        let asked = form.fields.iter();
        for field in asked.filter(|field| event.is_none_or(|event| event.asks(field))) {
            if !columns.contains(&field.name) {
                columns.push(field.name);
            }
        }
    }
    columns
}

/// Takes out of `table`, a file of words, what only forms need that `event` does not have; gives what is missing of the
/// others. The names that organisers know them by stay: of a form that the event gave up something may be stored.
pub(crate) fn prune(
    table: &mut DeTable<'_>,
    event: Option<&Event>,
    source: &Source,
) -> Vec<ContentError> {
    let mut errors = Vec::new();
    for (form, place) in WORDS {
        if missing(event, form.id).is_some() {
            take(table, place);
        } else if lacks(table, place) {
            let message = match place {
                [.., table, key] => format!("expected a key `{key}` in `{table}`"),
                place => format!("expected a key `{}`", place.join(".")),
            };
            errors.push(source.error_at(place, message));
        }
    }
    let Some(event) = event else {
        return errors;
    };
    for form in forms::ALL {
        if !event.has(form) {
            take(table, &["form", form.id]);
            take(table, &["actions", form.id]);
        }
        for field in form.fields {
            if field.appears == Appears::OnWorkshopDay && !event.asks(field) {
                take(table, &["form", form.id, "fields", field.name]);
            }
        }
    }
    errors
}

/// The table that the last name of `place` stands in.
fn owner<'t, 'i>(table: &'t mut DeTable<'i>, place: &[&str]) -> Option<&'t mut DeTable<'i>> {
    let (_, tables) = place.split_last()?;
    tables.iter().try_fold(table, |table, name| {
        match table.get_mut(*name).map(Spanned::get_mut) {
            Some(DeValue::Table(table)) => Some(table),
            _ => None,
        }
    })
}

fn take(table: &mut DeTable<'_>, place: &[&str]) {
    if let (Some(owner), Some(key)) = (owner(table, place), place.last()) {
        drop(owner.remove(*key));
    }
}

/// Whether the table is there that the last name of `place` belongs to, and that name is not. A key of the file itself
/// belongs to the file that has `[blocks]`.
fn lacks(table: &mut DeTable<'_>, place: &[&str]) -> bool {
    let is_other_file = place.len() == 1 && !table.contains_key("blocks");
    let key = place.last().copied().unwrap_or_default();
    !is_other_file && owner(table, place).is_some_and(|owner| !owner.contains_key(key))
}
