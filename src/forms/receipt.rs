//! What a person sees once a submission is stored, and only then.

use leptos::prelude::*;
use nec_ess_domain::text::{FormText, Link, NextForm};
use nec_ess_domain::{Answers, Form, forms};

/// What a receipt says.
#[derive(Clone, Debug, Default)]
pub(crate) struct ReceiptData {
    /// Something to say first: what was just done, or why nothing was.
    pub(crate) notice: Option<String>,
    /// The heading, which is also the browser's title.
    pub(crate) heading: String,
    /// Stands before the reference.
    pub(crate) reference_label: String,
    /// The reference that the endpoint gave.
    pub(crate) reference: String,
    /// What to do with the reference.
    pub(crate) note: String,
    /// Says that a mail says the same, where one is on its way.
    pub(crate) mail: Option<String>,
    /// What waiting means, where a chosen day is full for now.
    pub(crate) waiting: Option<String>,
    /// The private page, with what stands before its address.
    pub(crate) private: Option<Link>,
    /// The button that copies the address.
    pub(crate) copy: String,
    /// Calendar files, each with the identifier of its day.
    pub(crate) calendar: Vec<(String, Link)>,
    /// The chosen days with what became of each, where days have a limited number of places.
    pub(crate) places: Option<PlaceList>,
    /// The heading above the answers.
    pub(crate) answers_label: String,
    /// Each question with its answer, in words.
    pub(crate) answers: Vec<(String, String)>,
    /// The form that comes next.
    pub(crate) next: Option<NextForm>,
    /// Leads back to the event.
    pub(crate) back: Link,
}

/// The chosen days.
#[derive(Clone, Debug)]
pub(crate) struct PlaceList {
    /// The heading.
    pub(crate) heading: String,
    /// Each day and its status, in words.
    pub(crate) days: Vec<(String, String)>,
}

impl ReceiptData {
    /// The receipt of `answers` to `form`, with its reference.
    pub(crate) fn new(form: &Form, text: &FormText, reference: String, answers: &Answers) -> Self {
        let words = &text.receipt;
        Self {
            heading: words.title.clone(),
            reference_label: words.reference.clone(),
            reference,
            note: words.note.clone(),
            answers_label: words.answers.clone(),
            answers: text.in_words(form, answers),
            next: words
                .next
                .clone()
                .filter(|_| forms::after(form, answers).is_some()),
            back: words.back.clone(),
            ..Self::default()
        }
    }
}

/// The receipt.
#[component]
pub(crate) fn Receipt<M: IntoView + 'static, A: IntoView + 'static>(
    /// What it says.
    data: ReceiptData,
    /// What can be done with what was sent, on its private page.
    manage: M,
    /// The [`again`] link, where another one can be sent.
    again: A,
) -> impl IntoView {
    let calendar = data.calendar.into_iter().map(|(day, file)| {
        view! { <li data-day=day>{link("", None, Some(""), file)}</li> }
    });
    let calendar = calendar.collect::<Vec<_>>();
    let answers = data.answers.into_iter().map(|(question, answer)| {
        view! {
            <dt>{question}</dt>
            <dd>{answer}</dd>
        }
    });
    let answers = answers.collect::<Vec<_>>();
    view! {
        <div class="receipt">
            {data.notice.map(|notice| view! { <p class="notice" role="status">{notice}</p> })}
            <h2 tabindex="-1">{data.heading}</h2>
            <p>
                {data.reference_label} " " <strong class="reference">{data.reference}</strong>
            </p>
            {paragraph("", data.note)}
            {data.mail.map(|mail| paragraph("", mail))}
            {data
                .private
                .map(|private| {
                    // The address itself is shown: to be kept, it has to be seen.
                    let address = Link {
                        label: private.href.clone(),
                        href: private.href,
                    };
                    view! {
                        {paragraph("", private.label)}
                        <p class="private">
                            {link("", Some("external"), None, address)} " "
                            <button class="button" type="button" aria-live="polite">
                                {data.copy}
                            </button>
                        </p>
                    }
                })}
            {(!calendar.is_empty()).then(|| view! { <ul class="calendar-links">{calendar}</ul> })}
            {data
                .places
                .map(|places| {
                    let days = places
                        .days
                        .into_iter()
                        .map(|(day, status)| view! { <li>{day} " — " <strong>{status}</strong></li> });
                    view! {
                        <h3>{places.heading}</h3>
                        <ul class="places">{days.collect_view()}</ul>
                    }
                })}
            {data.waiting.map(|note| paragraph("notice waiting", note))}
            {(!answers.is_empty())
                .then(|| {
                    view! {
                        <h3>{data.answers_label}</h3>
                        <dl>{answers}</dl>
                    }
                })}
            {manage}
            {data
                .next
                .map(|next| {
                    view! { <p data-next-form=next.form>{link("button button-main", None, None, next.link)}</p> }
                })}
            <p class="actions">
                {link("button", None, None, data.back)} " " {again}
            </p>
        </div>
    }
}

// One shape for all of a kind: in the wasm every shape of an element is code of its own.

/// Leads to an empty form.
pub(crate) fn again(to: Link) -> impl IntoView {
    link("again", None, None, to)
}

fn paragraph(class: &'static str, text: String) -> impl IntoView {
    view! { <p class=attribute(class)>{text}</p> }
}

fn link(
    class: &'static str,
    rel: Option<&'static str>,
    download: Option<&'static str>,
    link: Link,
) -> impl IntoView {
    view! {
        <a class=attribute(class) rel=rel download=download href=link.href>
            {link.label}
        </a>
    }
}

fn attribute(value: &'static str) -> Option<&'static str> {
    (!value.is_empty()).then_some(value)
}
