//! Remembers, in this tab only, that a form was stored: Back and reload then show its receipt.

use nec_ess_domain::wire::{Status, Stored};
use nec_ess_domain::{Answers, Form, Named};
use web_sys::{Storage, UrlSearchParams};

use crate::dom::form::digits;
use crate::dom::window;

const REFERENCE: &str = "reference";
const STATUS: &str = "status";
const MANAGE_URL: &str = "manage_url";

/// The answers that a receipt needs to lead on: nothing in them says who the person is.
const KEPT: [&str; 2] = ["days", "workshop"];

/// Notes that `form` was stored.
pub(super) fn note(form: &Form, stored: &Stored, answers: &Answers) {
    let (Some(storage), Ok(note)) = (storage(), UrlSearchParams::new()) else {
        return;
    };
    note.append(REFERENCE, &stored.reference);
    note.append(STATUS, stored.status.name());
    note.append(MANAGE_URL, &stored.manage_url);
    for kept in KEPT {
        for value in answers.all(kept) {
            note.append(kept, value);
        }
    }
    // What a form may hold where its receipt is to be seen: these answers, these as a draft brings them back, or none.
    for mark in [
        mark(form, answers, true),
        mark(form, answers, false),
        mark(form, &Answers::new(), true),
    ] {
        note.append(&mark, "");
    }
    let _ = storage.set_item(&name(form), &String::from(note.to_string()));
}

/// What was noted of `form` in this tab, with the answers that lead on, and whether the answers that are `shown` are no
/// others: the same ones, or none.
pub(super) fn recall(form: &Form, shown: &Answers) -> Option<(Stored, Answers, bool)> {
    let text = storage()?.get_item(&name(form)).ok()??;
    let note = UrlSearchParams::new_with_str(&text).ok()?;
    let stored = Stored {
        reference: note.get(REFERENCE)?,
        status: Status::from_name(&note.get(STATUS)?)?,
        manage_url: note.get(MANAGE_URL)?,
        // By now it may be there.
        is_mailed: false,
        days: None,
    };
    let mut answers = Answers::new();
    for kept in KEPT {
        for value in note.get_all(kept).iter() {
            answers.push(kept, value.as_string().unwrap_or_default());
        }
    }
    Some((stored, answers, note.has(&mark(form, shown, true))))
}

/// Tells these answers from others without saying what they are: FNV-1a of those that are given, `is_whole` with the
/// private ones.
fn mark(form: &Form, answers: &Answers, is_whole: bool) -> String {
    let mut hash = 0x811c_9dc5_u32;
    for (name, value) in answers.iter() {
        let is_meant = form
            .field(name)
            .is_some_and(|field| is_whole || !field.is_private);
        if is_meant && !value.is_empty() {
            for byte in name.bytes().chain(value.bytes()) {
                hash = (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
            }
        }
    }
    digits(f64::from(hash))
}

/// Whether it is still noted.
pub(super) fn is_noted(form: &Form) -> bool {
    let noted = storage().and_then(|storage| storage.get_item(&name(form)).ok());
    noted.flatten().is_some()
}

/// Forgets it, so that the form can be filled in anew.
pub(super) fn forget(form: &Form) {
    if let Some(storage) = storage() {
        let _ = storage.remove_item(&name(form));
    }
}

/// What the note is stored under.
fn name(form: &Form) -> String {
    format!("nec-ess:sent:{}", form.id)
}

/// That of the tab.
pub(super) fn storage() -> Option<Storage> {
    window().session_storage().ok().flatten()
}
