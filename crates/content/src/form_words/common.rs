//! The words that every form uses.

use serde::{Deserialize, Serialize};

/// `[common]`: words that every form uses.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Common {
    /// Stands after the label of an optional field.
    pub optional: String,
    /// Said once above the fields: what is required.
    pub required_note: String,
    /// The entry of a list that stands for no choice yet.
    pub choose: String,
    /// Put before the page's title while there are errors.
    pub error_prefix: String,
    /// Heading of the error summary.
    pub error_heading: String,
    /// Shown on the button and said while the form is on its way.
    pub sending: String,
    /// Said when the answer did not come; the answers stay.
    pub failed: String,
    /// Said before another try, while nobody knows whether it is stored.
    pub retrying: String,
    /// Said when the device is offline; the answers stay.
    pub offline: String,
    /// Said when the endpoint asks to wait.
    pub busy: String,
    /// Said when the same form was already sent with other answers.
    pub conflict: String,
    /// Said when the same answers are stored already; the mail has the private link.
    pub already_stored: String,
    /// Said when too many forms came; `{}` stands for the minutes to wait.
    pub too_many: String,
    /// Said when the form has closed meanwhile.
    pub closed: String,
    /// Said when the event has taken place meanwhile.
    pub over: String,
    /// Heading of the page that answers a form which could not be read.
    pub unread_title: String,
    /// Said there of one that is too long.
    pub too_large: String,
    /// Said there of any other.
    pub unreadable: String,
    /// Its link to the form's page.
    pub unread_back: String,
    /// Title and heading of the receipt where a chosen day is full.
    pub receipt_waiting: String,
    /// The receipt's heading once what the form was for has taken place.
    pub receipt_over: String,
    /// Said on the receipt where a mail says the same.
    pub receipt_mail: String,
    /// Before the reference.
    pub reference: String,
    /// What to do with the reference.
    pub receipt_note: String,
    /// Said when an endpoint that is not ours took the form: sent, without a reference.
    pub sent_elsewhere: String,
    /// Link of the receipt that leads on.
    pub receipt_next: String,
    /// Stands on the receipt before the address of the submission's private page.
    pub receipt_private: String,
    /// The button beside that address, which copies it.
    pub receipt_copy: String,
    /// What the button says once that is done.
    pub receipt_copied: String,
    /// Stands before the reference of what was sent before, in a form that somebody fills in.
    pub receipt_earlier: String,
    /// Link of the receipt that leads to an empty form.
    pub receipt_again: String,
    /// The link from a registration to the workshop's, where the person wished for it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub receipt_workshop: String,
    /// The link from the workshop's registration to the reimbursement.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub receipt_reimbursement: String,
    /// Says that the answers are kept on the device, and for how long.
    pub draft_note: String,
    /// The button that takes them off the device and empties the form.
    pub draft_clear: String,
    /// Said once that is done.
    pub draft_cleared: String,
    /// Said of an answer that is too private to be kept on the device.
    pub draft_without: String,
    /// Heading above the registered answers.
    pub answers: String,
    /// Shown for a ticked box among the answers.
    pub ticked: String,
    /// Heading above the days, where days have a limited number of places.
    pub places: String,
    /// Said of a day on which the person has a place.
    pub confirmed: String,
    /// Said of a day on which the person waits for a place.
    pub waiting: String,
    /// What waiting means.
    pub waiting_note: String,
}
