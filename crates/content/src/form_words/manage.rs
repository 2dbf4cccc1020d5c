//! The words of the private page, where people correct, cancel or erase what they sent.

use serde::{Deserialize, Serialize};

/// `[manage]`: words of the private page of a submission.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Manage {
    /// Heading above what can be done with the submission.
    pub heading: String,
    /// The same once the answers can no longer be corrected.
    pub heading_closed: String,
    /// The same once it is cancelled.
    pub heading_cancelled: String,
    /// Says that the address of the page opens it.
    pub note: String,
    /// Link to the calendar file.
    pub calendar: String,
    /// Says, while answers can be corrected, that another form would count as well.
    pub each_counts: String,
    /// Link to the form with the answers.
    pub correct: String,
    /// Said in the place of that link once the form is closed: that answers stay as they are, and whom to write to.
    pub closed: String,
    /// Link to the question whether to cancel.
    pub cancel: String,
    /// Link to the question whether to erase.
    pub erase: String,
    /// Heading of the form that has a lost link sent again.
    pub lost_title: String,
    /// What that form asks for, and what follows.
    pub lost_text: String,
    /// The question for the reference.
    pub lost_reference: String,
    /// Said of what is no reference.
    pub lost_reference_error: String,
    /// The question for the address.
    pub lost_email: String,
    /// The button that sends the form.
    pub lost_submit: String,
    /// Said once it is sent, whether there is such a submission or not: it must not tell.
    pub lost_done: String,
    /// Heading of the page that an address of no submission leads to.
    pub no_such_link_title: String,
    /// Why that may be, and what to do.
    pub no_such_link: String,
    /// Leads back without a change.
    pub back: String,
    /// Heading of the form with the answers.
    pub correct_title: String,
    /// Heading of its error summary.
    pub error_heading: String,
    /// The button that stores the corrections.
    pub correct_submit: String,
    /// Said once they are stored.
    pub corrected: String,
    /// Said when another submission has the very same answers.
    pub same_answers: String,
    /// Said when a cancelled submission is to be corrected.
    pub too_late: String,
    /// Follows what is said of a cancelled one, as long as the form takes another.
    pub again: String,
    /// Said of a submission whose form the event no longer has: it can be erased, and nothing else.
    pub given_up: String,
    /// Said when nothing could be changed because the service failed.
    pub unavailable: String,
    /// Said when what was sent asks for nothing that this page does.
    pub unknown_action: String,
    /// Said when what was sent cannot be read: it is too long, or in another shape than forms are.
    pub unread: String,
    /// Asks whether to cancel.
    pub cancel_title: String,
    /// What cancelling does.
    pub cancel_text: String,
    /// Follows it where the cancelled places can be given to others.
    pub cancel_places: String,
    /// Follows it as long as the form takes another one.
    pub cancel_again: String,
    /// The button that cancels.
    pub cancel_confirm: String,
    /// Heading once it is cancelled.
    pub cancelled_title: String,
    /// What that means.
    pub cancelled_note: String,
    /// Asks whether to erase everything.
    pub erase_title: String,
    /// What erasing does.
    pub erase_text: String,
    /// The button that erases.
    pub erase_confirm: String,
    /// Heading once everything is erased.
    pub erased_title: String,
    /// What that means.
    pub erased_note: String,
}
