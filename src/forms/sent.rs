//! Remembers, in this tab only, that a form was stored: Back and reload then show its receipt.

use nec_ess_domain::Form;
use web_sys::Storage;

use super::send::Receipt;
use crate::dom::window;

/// What a receipt shows.
pub(crate) struct Sent {
    /// What the endpoint said.
    pub(crate) receipt: Receipt,
    /// The chosen days, parted by spaces.
    pub(crate) days: String,
    /// The form that comes next, or "".
    pub(crate) next: String,
}

/// Parts the members of a remembered receipt; none of them holds one.
const SEPARATOR: char = '\n';
const WAITING: &str = "waiting";

/// Notes that `schema` was stored.
pub(crate) fn note(schema: &Form, sent: &Sent) {
    let Sent {
        receipt,
        days,
        next,
    } = sent;
    let waiting = if receipt.is_waiting { WAITING } else { "" };
    let members = [
        &receipt.reference,
        &receipt.private_url,
        waiting,
        days,
        next,
    ];
    let mut text = String::new();
    for member in members {
        text.push_str(member);
        text.push(SEPARATOR);
    }
    if let Some(storage) = storage() {
        let _ = storage.set_item(&place(schema), &text);
    }
}

/// What was noted of `schema` in this tab.
pub(crate) fn recall(schema: &Form) -> Option<Sent> {
    let text = storage()?.get_item(&place(schema)).ok()??;
    let mut members = text.split(SEPARATOR);
    let mut member = || members.next().unwrap_or_default().to_owned();
    Some(Sent {
        receipt: Receipt {
            reference: member(),
            private_url: member(),
            is_waiting: member() == WAITING,
        },
        days: member(),
        next: member(),
    })
}

/// Forgets it, so that the form can be filled in anew.
pub(crate) fn forget(schema: &Form) {
    if let Some(storage) = storage() {
        let _ = storage.remove_item(&place(schema));
    }
}

fn storage() -> Option<Storage> {
    window().session_storage().ok().flatten()
}

fn place(schema: &Form) -> String {
    format!("nec-ess:sent:{}", schema.id)
}
