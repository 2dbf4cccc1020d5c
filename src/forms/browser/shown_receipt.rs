//! The receipt, in place of the form.

use std::sync::Arc;

use leptos::prelude::*;
use nec_ess_domain::text::{FormText, Link};
use nec_ess_domain::wire::{Status, Stored};
use nec_ess_domain::{Answers, Form};

use super::sent;
use crate::dom;
use crate::dom::form::{Fields, Surroundings, arrive, reload};
use crate::forms::receipt::{Receipt, ReceiptData};

/// What the receipt is of.
pub(super) struct Sent {
    pub(super) form: &'static Form,
    pub(super) text: Arc<FormText>,
    /// What our endpoint said.
    pub(super) stored: Stored,
    /// The answers; those alone that lead on where a page is shown again.
    pub(super) answers: Answers,
    /// Whether it was sent just now, and not before the page was shown again.
    pub(super) is_new: bool,
}

/// Shows the receipt where the form was. Called only with a reference that our endpoint gave.
pub(super) fn show(fields: &Fields, around: &Surroundings, sent: Sent) {
    let Some(place) = fields.around() else { return };
    let is_new = sent.is_new;
    let data = data(&sent, around);
    let title = data.heading.clone();
    let is_embedded = around.is_embedded;
    let form = sent.form;
    let mounted = dom::put(&place, move || {
        view! {
            <Receipt
                data
                manage=()
                on_again=move |event| {
                    // In a page of another site, or in a frame, the script there brings the form back.
                    if !is_embedded {
                        sent::forget(form);
                        reload(&event);
                    }
                }
            />
        }
    });
    if is_embedded {
        // What is shown stays shown, even where the page around takes it out and puts it back.
        mounted.forget();
    } else {
        dom::keep(place.clone().into(), mounted);
    }
    if is_new {
        arrive(
            &place,
            ".receipt h2",
            (!is_embedded).then_some(title.as_str()),
        );
    }
}

fn data(sent: &Sent, around: &Surroundings) -> ReceiptData {
    let Sent {
        form,
        text,
        stored,
        answers,
        is_new,
    } = sent;
    let words = &text.receipt;
    let link = |link: &Link| Link {
        href: around.address(&link.href),
        label: link.label.clone(),
    };
    let calendar = words.calendar.iter().filter(|file| {
        let day = file.day.as_deref();
        day.is_none_or(|day| answers.has("days", day))
    });
    let whole = ReceiptData::new(form, text, stored.reference.clone(), answers);
    ReceiptData {
        waiting: (stored.status == Status::Waiting).then(|| words.waiting_note.clone()),
        private: (!stored.manage_url.is_empty()).then(|| Link {
            href: stored.manage_url.clone(),
            label: words.private.clone(),
        }),
        calendar: calendar
            .map(|file| (file.day.clone().unwrap_or_default(), link(&file.link)))
            .collect(),
        answers: if *is_new { whole.answers } else { Vec::new() },
        next: whole.next.map(|next| nec_ess_domain::text::NextForm {
            link: link(&next.link),
            ..next
        }),
        back: link(&whole.back),
        again: link(&whole.again),
        ..whole
    }
}
