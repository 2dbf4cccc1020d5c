//! The receipt, in place of the form.

use std::sync::Arc;

use leptos::prelude::*;
use nec_ess_domain::text::{FormText, Link};
use nec_ess_domain::wire::{Status, Stored};
use nec_ess_domain::{Answers, Form};
use wasm_bindgen::JsCast;
use web_sys::Element;

use super::sent;
use crate::dom;
use crate::dom::form::{Fields, Surroundings, arrive, open_anew};
use crate::forms::receipt::{Receipt, ReceiptData, again};

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
    let words = &sent.text.receipt.again;
    let again = again(Link {
        href: around.address(&words.href),
        label: words.label.clone(),
    });
    let is_embedded = around.is_embedded;
    let form = sent.form;
    let copied = sent.text.receipt.copied.clone();
    let address = sent.stored.manage_url.clone();
    let mounted = dom::put(&place, move || view! { <Receipt data manage=() again /> });
    let listener = dom::on(&place, "click", move |click| {
        let clicked = click.target().and_then(|target| target.dyn_into().ok());
        let Some(clicked): Option<Element> = clicked else {
            return;
        };
        if clicked.has_attribute("aria-live") {
            copy_address(clicked, address.clone(), copied.clone());
        } else if !is_embedded && let Ok(Some(link)) = clicked.closest(".again") {
            // In a page of another site, or in a frame, the script there brings the form back.
            open_anew(&click, &link);
        }
    });
    if is_embedded {
        // What is shown stays shown, even where the page around takes it out and puts it back.
        mounted.forget();
        std::mem::forget(listener);
    } else {
        // The browser may show the page again as it was left, and what it is of may be cancelled since.
        let shown_again = dom::on(&dom::window(), "pageshow", move |_| {
            if !sent::is_noted(form) {
                let _ = dom::window().location().reload();
            }
        });
        dom::keep(place.clone().into(), (mounted, listener, shown_again));
    }
    if is_new {
        arrive(
            &place,
            ".receipt h2",
            (!is_embedded).then_some(title.as_str()),
        );
    }
}

/// Copies `address`; `button` then says that it is `copied`. Where the browser refuses that, the address is there to be
/// copied by hand.
fn copy_address(button: Element, address: String, copied: String) {
    wasm_bindgen_futures::spawn_local(async move {
        if dom::copy(&address).await {
            button.set_text_content(Some(&copied));
        }
    });
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
    let is_waiting = stored.status == Status::Waiting;
    ReceiptData {
        heading: if is_waiting {
            words.waiting_title.clone()
        } else {
            whole.heading
        },
        mail: stored.is_mailed.then(|| words.mail.clone()),
        waiting: is_waiting.then(|| words.waiting_note.clone()),
        private: (!stored.manage_url.is_empty()).then(|| Link {
            href: stored.manage_url.clone(),
            label: words.private.clone(),
        }),
        copy: words.copy.clone(),
        calendar: calendar
            .map(|file| (file.day.clone().unwrap_or_default(), link(&file.link)))
            .collect(),
        answers: if *is_new { whole.answers } else { Vec::new() },
        next: whole.next.map(|next| nec_ess_domain::text::NextForm {
            link: link(&next.link),
            ..next
        }),
        back: link(&whole.back),
        ..whole
    }
}
