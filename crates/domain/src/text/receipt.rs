//! The words of a receipt.

use crate::lines::lines;

/// A link. Addresses on our own site begin with "/".
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Link {
    /// Where it leads.
    pub href: String,
    /// What it says.
    pub label: String,
}

/// A calendar file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarLink {
    /// The identifier of the day that it is for; none for a file that everyone gets.
    pub day: Option<String>,
    /// The file.
    pub link: Link,
}

/// The form that a person may go on to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NextForm {
    /// Its identifier.
    pub form: String,
    /// Its page.
    pub link: Link,
}

/// The words of the receipt of one form in one language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReceiptText {
    /// Heading, also the page's title.
    pub title: String,
    /// The same where a chosen day is full.
    pub waiting_title: String,
    /// Says that a mail says the same.
    pub mail: String,
    /// Stands before the reference.
    pub reference: String,
    /// What to do with the reference.
    pub note: String,
    /// Stands before the address of the private page.
    pub private: String,
    /// The button that copies that address.
    pub copy: String,
    /// What it says once that is done.
    pub copied: String,
    /// What waiting for a place means.
    pub waiting_note: String,
    /// Heading above the answers.
    pub answers: String,
    /// Said of a ticked box.
    pub ticked: String,
    /// The calendar files of what the form registers for.
    pub calendar: Vec<CalendarLink>,
    /// The form that may come next.
    pub next: Option<NextForm>,
    /// Leads back to the event.
    pub back: Link,
    /// Leads to an empty form.
    pub again: Link,
}

lines!(Link { href, label });
lines!(CalendarLink { day, link });
lines!(NextForm { form, link });
lines!(ReceiptText {
    title,
    waiting_title,
    mail,
    reference,
    note,
    private,
    copy,
    copied,
    waiting_note,
    answers,
    ticked,
    calendar,
    next,
    back,
    again
});
