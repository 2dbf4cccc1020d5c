//! What a person sees once a submission is stored, and only then.

use std::sync::Arc;

use leptos::prelude::*;
use nec_ess_content::Site;
use nec_ess_content::calendar;
use nec_ess_domain::schema::{Form, TICKED};
use nec_ess_domain::{Answers, Kind, Lang, forms};

use super::field::{choice_label, day_label};
use super::manage::{Links, ManageLinks};

/// What a receipt says. Empty for the template that the wasm fills in.
#[derive(Clone, Debug, Default)]
pub struct ReceiptData {
    /// The form's identifier, which is also the id of its page.
    pub form: String,
    /// The reference that the endpoint gave.
    pub reference: String,
    /// Each question with its answer, in words.
    pub answers: Vec<(String, String)>,
    /// Each chosen day in words, and whether there is a place; empty where places have no limit.
    pub places: Vec<(String, bool)>,
    /// The identifier of the form that this one leads on to, if it does.
    pub next: Option<&'static str>,
    /// What the person may do with it; nothing in the template that the wasm fills in.
    pub links: Option<ManageLinks>,
}

impl ReceiptData {
    /// An empty receipt of `form`, to be filled in by the wasm.
    #[must_use]
    pub fn of_form(form: &Form) -> Self {
        Self {
            form: form.id.to_owned(),
            ..Self::default()
        }
    }

    /// The receipt of `answers` to `form`, in the words of `lang`.
    #[must_use]
    pub fn new(site: &Site, lang: Lang, form: &Form, reference: String, answers: &Answers) -> Self {
        let words = site.half(lang).forms.of(form);
        let next = forms::after(form, answers).map(|next| next.id);
        let ticked = &site.half(lang).forms.common.ticked;
        let answers = form
            .fields
            .iter()
            .filter_map(|field| {
                let field_words = words.fields.get(field.name)?;
                let values: Vec<String> = answers
                    .all(field.name)
                    .map(|value| match field.kind {
                        Kind::One(choices) | Kind::Select(choices) | Kind::Many(choices) => {
                            choice_label(field_words, choices, value, site, lang)
                        }
                        Kind::Tick if value == TICKED => ticked.clone(),
                        _ => value.to_owned(),
                    })
                    .collect();
                (!values.is_empty()).then(|| (field_words.label.clone(), values.join(", ")))
            })
            .collect();
        Self {
            form: form.id.to_owned(),
            reference,
            answers,
            places: Vec::new(),
            next,
            links: None,
        }
    }

    /// With the ways to change it.
    #[must_use]
    pub fn with_links(mut self, links: ManageLinks) -> Self {
        self.links = Some(links);
        self
    }

    /// The heading, which is also the browser's title.
    pub(crate) fn heading(&self, site: &Site, lang: Lang) -> String {
        let forms = &site.half(lang).forms;
        if self.is_cancelled() {
            forms.manage.cancelled_title.clone()
        } else {
            forms.common.receipt_title.clone()
        }
    }

    fn is_cancelled(&self) -> bool {
        self.links.as_ref().is_some_and(|links| links.is_cancelled)
    }

    /// With the days that the person chose, and whether each has a place for them.
    #[must_use]
    pub fn with_places<'a>(
        mut self,
        site: &Site,
        lang: Lang,
        days: impl Iterator<Item = (&'a str, bool)>,
    ) -> Self {
        self.places = days
            .map(|(day, is_confirmed)| (day_label(day, site, lang), is_confirmed))
            .collect();
        self
    }
}

/// The receipt. In the template that the wasm fills in, the reference is empty.
#[component]
pub(crate) fn Receipt(site: Arc<Site>, lang: Lang, data: ReceiptData) -> AnyView {
    let common = site.half(lang).forms.common.clone();
    let answers = (!data.answers.is_empty()).then(|| {
        view! {
            <h3>{common.answers.clone()}</h3>
            <dl>
                {data
                    .answers
                    .iter()
                    .map(|(label, value)| {
                        view! {
                            <dt>{label.clone()}</dt>
                            <dd>{value.clone()}</dd>
                        }
                    })
                    .collect_view()}
            </dl>
        }
    });
    let note = if data.is_cancelled() {
        site.half(lang).forms.manage.cancelled_note.clone()
    } else {
        common.receipt_note.clone()
    };
    let notice = data.links.as_ref().and_then(|links| links.notice.clone());
    let links = data
        .links
        .clone()
        .map(|links| view! { <Links site=site.clone() lang links /> });
    let places = (!data.places.is_empty()).then(|| {
        let is_waiting = data.places.iter().any(|(_, is_confirmed)| !is_confirmed);
        view! {
            <h3>{common.places.clone()}</h3>
            <ul class="places">
                {data
                    .places
                    .iter()
                    .map(|(day, is_confirmed)| {
                        let status = if *is_confirmed { &common.confirmed } else { &common.waiting };
                        view! {
                            <li>
                                {day.clone()} " — " <strong>{status.clone()}</strong>
                            </li>
                        }
                    })
                    .collect_view()}
            </ul>
            {is_waiting.then(|| view! { <p class="notice">{common.waiting_note.clone()}</p> })}
        }
    });
    let next = data
        .next
        .filter(|_| !data.is_cancelled())
        .map(|next| view! { <LeadOn site=site.clone() lang next=next hidden=false /> });
    // Places that the wasm fills in from the endpoint's answer, or shows as they fit.
    let blanks = data.reference.is_empty().then(|| {
        view! {
            <p class="notice waiting" hidden>
                {common.waiting_note.clone()}
            </p>
            <p class="private" hidden>
                <a rel="external">{common.receipt_private.clone()}</a>
            </p>
            <Calendar site=site.clone() lang form=data.form.clone() />
            <h3 hidden>{common.answers.clone()}</h3>
            <dl data-answers="" data-ticked=common.ticked.clone() hidden></dl>
            {forms::by_id(&data.form)
                .and_then(forms::next)
                .map(|next| view! { <LeadOn site=site.clone() lang next=next.id hidden=true /> })}
        }
    });
    view! {
        <div class="receipt">
            {notice.map(|notice| view! { <p class="notice" role="status">{notice}</p> })}
            <h2 tabindex="-1">{data.heading(&site, lang)}</h2>
            <p>
                {common.reference.clone()} " " <strong class="reference">{data.reference.clone()}</strong>
            </p>
            <p>{note}</p>
            {blanks}
            {places}
            {answers}
            {links}
            {next}
            <p class="actions">
                <a class="button" href=site.url(lang, "event")>
                    {common.receipt_next.clone()}
                </a>
                " "
                <a class="again" href=site.url(lang, &data.form)>
                    {common.receipt_again.clone()}
                </a>
            </p>
        </div>
    }
    .into_any()
}

/// The link to the form that comes next.
#[component]
fn LeadOn(site: Arc<Site>, lang: Lang, next: &'static str, hidden: bool) -> impl IntoView {
    let common = &site.half(lang).forms.common;
    let label = match next {
        "workshop" => common.receipt_workshop.clone(),
        _ => common.receipt_reimbursement.clone(),
    };
    view! {
        <p data-next-form=next hidden=hidden>
            <a class="button button-main" href=site.url(lang, next)>
                {label}
            </a>
        </p>
    }
}

/// The calendar files of what the form registers for; the wasm leaves those of the chosen days.
#[component]
fn Calendar(site: Arc<Site>, lang: Lang, form: String) -> AnyView {
    let label = site.half(lang).words.blocks.calendar.clone();
    let line = |day: String, href: String, name: String| {
        let label = label.replace("{}", &name);
        view! {
            <li data-day=day>
                <a href=href download="">
                    {label}
                </a>
            </li>
        }
    };
    let lines = match form.as_str() {
        "registration" => site
            .event
            .days
            .iter()
            .map(|day| {
                let id = day.date.to_string();
                let name = day_label(&id, &site, lang);
                line(id, calendar::day_path(day, lang), name)
            })
            .collect_view(),
        "workshop" => {
            let title = site.event.workshop.title.get(lang).to_owned();
            [line(String::new(), calendar::workshop_path(lang), title)]
                .into_iter()
                .collect_view()
        }
        _ => return ().into_any(),
    };
    view! { <ul class="calendar-links">{lines}</ul> }.into_any()
}
