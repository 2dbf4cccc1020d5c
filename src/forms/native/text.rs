//! The words of a form as its component needs them, from the content. Native only.

use nec_ess_content::{Common, FieldWords, Known, Moment, Site};
use nec_ess_domain::schema::{Choices, Field, Form, Kind};
use nec_ess_domain::text::{
    DayText, FieldText, FormText, Link, NextForm, Notice, PageError, ReceiptText,
};
use nec_ess_domain::{FieldError, Lang, Named, Table, countries, forms};

use super::calendar;
use super::day::day_label;
use crate::forms::ids::form_id;

/// The words of `form`, for a page that comes with `errors`.
///
/// # Panics
/// Never for words that the content's `load()` accepted: it checks every one.
pub(crate) fn form_text(
    form: &'static Form,
    site: &Site,
    lang: Lang,
    errors: &[FieldError],
) -> FormText {
    let content = site.content(lang);
    let common = &content.forms.common;
    let words = content.forms.of(form);
    let event = &site.event;
    let field = |field: &Field| {
        if !event.asks(field) {
            return unasked(field);
        }
        let words = words.fields.get(field.name);
        field_text(field, words.expect("load() checked every field"))
    };
    let days = event.days.iter().map(|day| DayText {
        id: day.date.to_string(),
        label: day_label(day, lang),
        is_over: false,
    });
    FormText {
        is_closed: false,
        is_foreign: site.settings.form_endpoint_is_foreign,
        error_prefix: common.error_prefix.clone(),
        error_heading: common.error_heading.clone(),
        notices: Table::new(|notice| Some(said(notice, common))).expect("each has a text"),
        draft_note: common.draft_note.clone(),
        draft_clear: common.draft_clear.clone(),
        fields: form.fields.iter().map(field).collect(),
        days: days.collect(),
        workshop_day: event
            .workshop
            .as_ref()
            .map_or_else(String::new, |workshop| workshop.start.date().to_string()),
        countries: if form.fields.iter().any(asks_country) {
            countries::ALL
                .iter()
                .map(|code| content.words.countries[*code].clone())
                .collect()
        } else {
            Vec::new()
        },
        receipt: receipt_text(form, site, lang),
        errors: errors
            .iter()
            .map(|error| PageError {
                field: error.field.to_owned(),
                code: error.code,
            })
            .collect(),
    }
}

/// Notes in `text` which days have ended at `moment`.
pub(crate) fn mark_past_days(text: &mut FormText, site: &Site, moment: Moment) {
    for (day, known) in text.days.iter_mut().zip(&site.event.days) {
        day.is_over = site.event.has_ended(known, moment);
    }
}

fn asks_country(field: &Field) -> bool {
    matches!(
        field.kind,
        Kind::One(Choices::Countries)
            | Kind::Select(Choices::Countries)
            | Kind::Many(Choices::Countries)
    )
}

fn field_text(field: &Field, words: &FieldWords) -> FieldText {
    FieldText {
        label: words.label.clone(),
        errors: field
            .codes()
            .iter()
            .map(|code| words.errors[code.name()].clone())
            .collect(),
        choices: field
            .own_choices()
            .iter()
            .map(|choice| words.choices[*choice].clone())
            .collect(),
    }
}

/// The place of a field that the form does not show: the component counts on one for each.
fn unasked(field: &Field) -> FieldText {
    FieldText {
        label: String::new(),
        errors: field.codes().iter().map(|_| String::new()).collect(),
        choices: field.own_choices().iter().map(|_| String::new()).collect(),
    }
}

/// Everything that a form can say outside its fields: the name of each, and its words.
pub(crate) fn notices(common: &Common) -> impl Iterator<Item = (&'static str, String)> {
    let all = Notice::ALL.iter();
    all.map(|notice| (notice.name(), said(*notice, common)))
}

fn said(notice: Notice, common: &Common) -> String {
    match notice {
        Notice::Sending => &common.sending,
        Notice::Retrying => &common.retrying,
        Notice::Offline => &common.offline,
        Notice::Failed => &common.failed,
        Notice::Busy => &common.busy,
        Notice::TooMany => &common.too_many,
        Notice::Conflict => &common.conflict,
        Notice::AlreadyStored => &common.already_stored,
        Notice::Closed => &common.closed,
        Notice::SentElsewhere => &common.sent_elsewhere,
        Notice::DraftCleared => &common.draft_cleared,
    }
    .clone()
}

fn receipt_text(form: &'static Form, site: &Site, lang: Lang) -> ReceiptText {
    let common = &site.content(lang).forms.common;
    let link = |page: Known, label: &str| Link {
        href: site.known_url(lang, page).to_owned(),
        label: label.to_owned(),
    };
    let next = forms::next(form).filter(|next| site.event.has(next));
    let next = next.map(|next| {
        let label = if next == &forms::WORKSHOP {
            &common.receipt_workshop
        } else {
            &common.receipt_reimbursement
        };
        NextForm {
            form: next.id.to_owned(),
            link: link(Known::of_form(next), label),
        }
    });
    let again = link(Known::of_form(form), &common.receipt_again);
    ReceiptText {
        title: site.content(lang).forms.of(form).receipt.clone(),
        waiting_title: common.receipt_waiting.clone(),
        mail: common.receipt_mail.clone(),
        reference: common.reference.clone(),
        note: common.receipt_note.clone(),
        private: common.receipt_private.clone(),
        copy: common.receipt_copy.clone(),
        copied: common.receipt_copied.clone(),
        waiting_note: common.waiting_note.clone(),
        answers: common.answers.clone(),
        ticked: common.ticked.clone(),
        calendar: calendar::files(form, site, lang),
        next,
        back: link(Known::Event, &common.receipt_next),
        again: Link {
            href: format!("{}#{}", again.href, form_id(form)),
            ..again
        },
    }
}

#[cfg(test)]
mod tests;
