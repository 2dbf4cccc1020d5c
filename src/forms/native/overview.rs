//! The private page of a submission: its receipt, and what can be done with what was sent. Native only.

use std::sync::Arc;

use leptos::prelude::*;
use nec_ess_content::{Moment, Offers, Site};
use nec_ess_domain::text::Link;
use nec_ess_domain::wire::{DayPlace, PlaceStatus};
use nec_ess_domain::{Answers, Form, Lang};

use super::day::day_label;
use super::text::form_text;
use crate::components::legal::Contact;
use crate::forms::receipt::{PlaceList, Receipt, ReceiptData, again};

/// What a person may do with what they sent.
#[derive(Clone, Debug, Default)]
pub struct ManageLinks {
    /// The path of the private page.
    pub path: String,
    /// Something to say first: what was just done, or why nothing was.
    pub notice: Option<String>,
    /// Whether there is a calendar file.
    pub has_calendar: bool,
    /// What can still be done.
    pub offers: Offers,
    /// Whether it was cancelled.
    pub is_cancelled: bool,
    /// Whether a mail is on its way that says the same.
    pub is_mailed: bool,
}

/// The private page of a submission.
#[derive(Clone, Debug)]
pub struct Overview {
    receipt: ReceiptData,
    /// Leads to an empty form, where another one can be sent.
    again: Option<Link>,
    links: ManageLinks,
}

impl Overview {
    /// The page of `answers` to `form`, in the words of `lang`.
    #[must_use]
    pub fn new(
        site: &Site,
        lang: Lang,
        form: &'static Form,
        reference: String,
        answers: &Answers,
        links: ManageLinks,
    ) -> Self {
        let mut text = form_text(form, site, lang, &[]);
        // What nobody is asked any more has the name that organisers know it by, if that is left.
        let columns = &site.content(lang).forms.organisers.columns;
        for (field, words) in form.fields.iter().zip(&mut text.fields) {
            if !site.event.asks(field) {
                let name = columns.get(field.name).map_or(field.name, String::as_str);
                name.clone_into(&mut words.label);
            }
        }
        let mut receipt = ReceiptData::new(form, &text, reference, answers);
        let words = &site.content(lang).forms;
        let offers = links.offers;
        if links.is_cancelled {
            let after = offers.again.then_some(&words.manage.again);
            receipt.heading.clone_from(&words.manage.cancelled_title);
            receipt.note = sentences([Some(&words.manage.cancelled_note), after]);
        } else if offers.is_over {
            receipt.heading.clone_from(&words.common.receipt_over);
        }
        receipt.next = receipt.next.filter(|_| offers.next && !links.is_cancelled);
        Self {
            receipt: ReceiptData {
                notice: links.notice.clone(),
                mail: links.is_mailed.then_some(text.receipt.mail),
                ..receipt
            },
            again: offers.again.then_some(text.receipt.again),
            links,
        }
    }

    /// With the days that the person chose, and whether each has a place for them. Nobody waits for a day that is over.
    #[must_use]
    pub fn with_places(
        mut self,
        site: &Site,
        lang: Lang,
        days: &[DayPlace],
        moment: Moment,
    ) -> Self {
        let common = &site.content(lang).forms.common;
        let waits = |day: &DayPlace| {
            day.status == PlaceStatus::Waiting && site.event.is_to_come(&day.day, moment)
        };
        let is_waiting = days.iter().any(waits);
        let days = days.iter().map(|place| {
            let mut known = site.event.days.iter();
            let day = known.find(|day| day.date.to_string() == place.day);
            let status = match place.status {
                PlaceStatus::Confirmed => &common.confirmed,
                PlaceStatus::Waiting => &common.waiting,
            };
            let label = day.map(|day| day_label(day, lang));
            (label.unwrap_or_default(), status.clone())
        });
        let days: Vec<_> = days.collect();
        self.receipt.places = (!days.is_empty()).then(|| PlaceList {
            heading: common.places.clone(),
            days,
        });
        if is_waiting {
            self.receipt.waiting = Some(common.waiting_note.clone());
            self.receipt.heading.clone_from(&common.receipt_waiting);
        }
        self
    }

    /// The heading, which is also the browser's title.
    pub(crate) fn heading(&self) -> &str {
        &self.receipt.heading
    }
}

/// Those that there are, one after the other.
pub(super) fn sentences<'a>(all: impl IntoIterator<Item = Option<&'a String>>) -> String {
    let all: Vec<_> = all.into_iter().flatten().map(String::as_str).collect();
    all.join(" ")
}

/// The page's content.
#[component]
pub(crate) fn OverviewView(site: Arc<Site>, lang: Lang, overview: Overview) -> impl IntoView {
    let Overview {
        receipt,
        again: link,
        links,
    } = overview;
    let reference = receipt.reference.clone();
    let manage = view! { <Links site lang reference links /> };
    view! { <Receipt data=receipt manage again=link.map(again) /> }
}

/// What can be done with what was sent, below its receipt.
#[component]
fn Links(site: Arc<Site>, lang: Lang, reference: String, links: ManageLinks) -> impl IntoView {
    let words = site.content(lang).forms.manage.clone();
    let ManageLinks {
        path,
        has_calendar,
        offers,
        is_cancelled,
        ..
    } = links;
    let heading = if is_cancelled {
        words.heading_cancelled
    } else if offers.correct {
        words.heading
    } else {
        words.heading_closed
    };
    let is_closed = !offers.correct && !is_cancelled;
    // The start script takes the receipt of what is over out of the tab's memory.
    let over = is_cancelled.then_some(reference);
    // The pages behind these links are the endpoint's own, not the router's.
    let link = |show: &str, label: String| {
        let href = format!("{path}?show={show}");
        view! {
            <a class="button" href=href rel="external">
                {label}
            </a>
            " "
        }
    };
    view! {
        <section class="manage" data-over=over>
            <h3>{heading}</h3>
            <p>{words.note}</p>
            {is_closed
                .then(|| {
                    view! {
                        <p>{words.closed}</p>
                        <Contact site lang />
                    }
                })}
            // Without script, Back and another click is all that it takes to send a form twice.
            {offers.correct.then(|| view! { <p>{words.each_counts}</p> })}
            <p class="actions">
                {has_calendar
                    .then(|| {
                        view! {
                            <a class="button" href=format!("{path}/event.ics") download="" rel="external">
                                {words.calendar}
                            </a>
                            " "
                        }
                    })} {offers.correct.then(|| link("correct", words.correct))}
                {offers.cancel.then(|| link("cancel", words.cancel))}
                {link("erase", words.erase)}
            </p>
        </section>
    }
}
