//! The private page of a submission: its receipt, and what can be done with what was sent. Native only.

use std::sync::Arc;

use leptos::prelude::*;
use nec_ess_content::Site;
use nec_ess_domain::wire::{DayPlace, PlaceStatus};
use nec_ess_domain::{Answers, Form, Lang};

use super::day::day_label;
use super::text::form_text;
use crate::forms::receipt::{PlaceList, Receipt, ReceiptData};

/// What a person may do with what they sent.
#[derive(Clone, Debug, Default)]
pub struct ManageLinks {
    /// The path of the private page.
    pub path: String,
    /// Something to say first: what was just done, or why nothing was.
    pub notice: Option<String>,
    /// Whether there is a calendar file.
    pub has_calendar: bool,
    /// Whether the answers can still be corrected.
    pub can_correct: bool,
    /// Whether it was cancelled, so that only erasing is left.
    pub is_cancelled: bool,
    /// Whether a mail is on its way that says the same.
    pub is_mailed: bool,
}

/// The private page of a submission.
#[derive(Clone, Debug)]
pub struct Overview {
    receipt: ReceiptData,
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
        let receipt = ReceiptData::new(form, &text, reference, answers);
        let receipt = if links.is_cancelled {
            let words = &site.content(lang).forms.manage;
            ReceiptData {
                heading: words.cancelled_title.clone(),
                note: words.cancelled_note.clone(),
                next: None,
                ..receipt
            }
        } else {
            receipt
        };
        Self {
            receipt: ReceiptData {
                notice: links.notice.clone(),
                mail: links.is_mailed.then_some(text.receipt.mail),
                ..receipt
            },
            links,
        }
    }

    /// With the days that the person chose, and whether each has a place for them.
    #[must_use]
    pub fn with_places(mut self, site: &Site, lang: Lang, days: &[DayPlace]) -> Self {
        let common = &site.content(lang).forms.common;
        let is_waiting = days.iter().any(|day| day.status == PlaceStatus::Waiting);
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

/// The page's content.
#[component]
pub(crate) fn OverviewView(site: Arc<Site>, lang: Lang, overview: Overview) -> impl IntoView {
    let Overview { receipt, links } = overview;
    let reference = receipt.reference.clone();
    let manage = view! { <Links site lang reference links /> };
    view! { <Receipt data=receipt manage /> }
}

/// What can be done with what was sent, below its receipt.
#[component]
fn Links(site: Arc<Site>, lang: Lang, reference: String, links: ManageLinks) -> impl IntoView {
    let words = site.content(lang).forms.manage.clone();
    let ManageLinks {
        path,
        has_calendar,
        can_correct,
        is_cancelled,
        ..
    } = links;
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
            <h3>{words.heading.clone()}</h3>
            <p>{words.note.clone()}</p>
            // Without script, Back and another click is all that it takes to send a form twice.
            {can_correct.then(|| view! { <p>{words.again.clone()}</p> })}
            <p class="actions">
                {has_calendar
                    .then(|| {
                        view! {
                            <a class="button" href=format!("{path}/event.ics") download="" rel="external">
                                {words.calendar.clone()}
                            </a>
                            " "
                        }
                    })} {can_correct.then(|| link("correct", words.correct.clone()))}
                {(!is_cancelled).then(|| link("cancel", words.cancel.clone()))}
                {link("erase", words.erase.clone())}
            </p>
        </section>
    }
}
