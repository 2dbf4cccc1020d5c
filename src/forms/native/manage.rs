//! The private pages of a submission: correct, cancel, erase. Native only: every button works with no
//! script.

use std::sync::Arc;

use leptos::prelude::*;
use nec_ess_content::{Known, Moment, Offers, Site};
use nec_ess_domain::{Form, Lang};

use super::field::FieldView;
use super::overview::sentences;
use super::state::FormState;
use super::text::{form_text, mark_past_days};
use super::view::Errors;
use crate::components::legal::Contact;

/// A page that asks before something is changed, or says that nothing is left.
#[derive(Clone, Debug)]
pub enum ManagePage {
    /// The form with the stored answers in it.
    Correct {
        /// The form.
        form: &'static Form,
        /// The path that it is posted to.
        path: String,
        /// Its answers, and what is wrong with them.
        state: Arc<FormState>,
        /// Whether it can no longer be sent: it shows what someone has typed.
        is_closed: bool,
    },
    /// Asks whether to cancel.
    Cancel {
        /// The path that the answer is posted to.
        path: String,
        /// What can be done with it.
        offers: Offers,
        /// Whether others can be given the places.
        frees_places: bool,
    },
    /// Asks whether to erase everything.
    Erase {
        /// The path that the answer is posted to.
        path: String,
        /// Something to say first: why nothing else was done.
        notice: Option<String>,
    },
    /// Everything was erased.
    Erased {
        /// What is left of it.
        reference: String,
        /// Whether that was done just now, in this browser: the start script then takes all that the site keeps there.
        is_new: bool,
    },
    /// The storage does not answer, so nothing is known of the person, not even the language.
    Unavailable,
}

impl ManagePage {
    /// The heading, also the browser's title.
    pub(crate) fn heading(&self, site: &Site, lang: Lang) -> String {
        let words = &site.content(lang).forms.manage;
        let title = &site.known(lang, Known::Manage).title;
        match self {
            Self::Unavailable => title,
            Self::Correct { .. } => &words.correct_title,
            Self::Cancel { .. } => &words.cancel_title,
            Self::Erase { .. } => &words.erase_title,
            Self::Erased { .. } => &words.erased_title,
        }
        .clone()
    }

    /// Whether something has to be mended.
    pub(crate) fn has_errors(&self) -> bool {
        matches!(self, Self::Correct { state, .. } if !state.errors.is_empty())
    }
}

/// The page's content.
#[component]
pub(crate) fn ManageView(site: Arc<Site>, lang: Lang, page: ManagePage, moment: Moment) -> AnyView {
    let words = site.content(lang).forms.manage.clone();
    let heading = page.heading(&site, lang);
    match page {
        ManagePage::Correct {
            form,
            path,
            state,
            is_closed,
        } => view! { <Correct site lang form path state is_closed moment /> }.into_any(),
        ManagePage::Cancel {
            path,
            offers,
            frees_places,
        } => ask(
            None,
            heading,
            sentences([
                Some(&words.cancel_text),
                frees_places.then_some(&words.cancel_places),
                offers.again.then_some(&words.cancel_again),
            ]),
            "cancel",
            words.cancel_confirm,
            words.back,
            path,
        ),
        ManagePage::Erase { path, notice } => ask(
            notice,
            heading,
            words.erase_text,
            "erase",
            words.erase_confirm,
            words.back,
            path,
        ),
        ManagePage::Unavailable => Lang::ALL
            .map(|lang| {
                let text = site.content(lang).forms.manage.unavailable.clone();
                view! { <p class="notice" lang=lang.code()>{text}</p> }
            })
            .into_any(),
        ManagePage::Erased { reference, is_new } => view! {
            <div class="manage" data-over=reference data-erased=is_new>
                <h2>{heading}</h2>
                <p>{words.erased_note}</p>
                <p class="actions">
                    <a class="button" href=site.known_url(lang, Known::Event).to_owned()>
                        {site.content(lang).forms.common.receipt_next.clone()}
                    </a>
                </p>
            </div>
        }
        .into_any(),
    }
}

/// A question with two ways out, after `notice`.
fn ask(
    notice: Option<String>,
    heading: String,
    text: String,
    action: &'static str,
    confirm: String,
    back: String,
    path: String,
) -> AnyView {
    let leave = path.clone();
    view! {
        <div class="card manage">
            {notice.map(|notice| view! { <p class="notice" role="status">{notice}</p> })}
            <h2>{heading}</h2>
            <p>{text}</p>
            <form method="post" action=path>
                <input type="hidden" name="action" value=action />
                <p class="actions">
                    <button class="button button-main" type="submit">
                        {confirm}
                    </button>
                    " "
                    <a class="button" href=leave rel="external">
                        {back}
                    </a>
                </p>
            </form>
        </div>
    }
    .into_any()
}

/// The form with its answers. It carries no `data-form`: the wasm would take it for a new submission.
#[component]
fn Correct(
    site: Arc<Site>,
    lang: Lang,
    form: &'static Form,
    path: String,
    state: Arc<FormState>,
    is_closed: bool,
    moment: Moment,
) -> impl IntoView {
    let content = site.content(lang);
    let required_note = content.forms.common.required_note.clone();
    let words = content.forms.manage.clone();
    let mut text = form_text(form, &site, lang, &state.errors);
    mark_past_days(&mut text, &site, moment);
    let text = Arc::new(text);
    let leave = path.clone();
    view! {
        <div class="form-box manage">
            <h2>{words.correct_title.clone()}</h2>
            <form class="form" method="post" action=path>
                <input type="hidden" name="action" value="correct" />
                <Errors heading=words.error_heading.clone() form text=Arc::clone(&text) state=Arc::clone(&state) />
                {is_closed.then(|| view! { <Contact site=Arc::clone(&site) lang /> })}
                <p class="form-note">{required_note}</p>
                {form
                    .fields
                    .iter()
                    .filter(|field| site.event.asks(field))
                    .map(|field| {
                        view! {
                            <FieldView
                                site=Arc::clone(&site)
                                lang
                                form
                                field
                                text=Arc::clone(&text)
                                state=Arc::clone(&state)
                                moment
                            />
                        }
                    })
                    .collect_view()}
                <p class="actions">
                    <button class="button button-main" type="submit" disabled=is_closed>
                        {words.correct_submit.clone()}
                    </button>
                    " "
                    <a class="button" href=leave rel="external">
                        {words.back.clone()}
                    </a>
                </p>
            </form>
        </div>
    }
}
