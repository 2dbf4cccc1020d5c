//! The form that has a private link sent again. Native only: it works with no script, and needs none.

use std::sync::Arc;

use leptos::prelude::*;
use nec_ess_content::{Known, Site};
use nec_ess_domain::Lang;

/// Where the form stands on its page.
const ANCHOR: &str = "lost-link";

/// What the form holds, and what is said of it.
#[derive(Clone, Debug, Default)]
pub struct LostLink {
    /// The reference as it was typed.
    pub reference: String,
    /// What is wrong with that.
    pub reference_error: Option<String>,
    /// The address as it was typed.
    pub email: String,
    /// What is wrong with that.
    pub email_error: Option<String>,
    /// What became of it.
    pub said: Option<Said>,
}

/// What became of such a form.
#[derive(Clone, Debug)]
pub enum Said {
    /// It was taken; whether there is such a submission is not told.
    Done,
    /// Why it was not.
    Refused(String),
    /// Nothing was sent yet: somebody came by a link that opens nothing.
    NoSuchLink,
}

impl LostLink {
    /// The heading, which is also the browser's title.
    pub(crate) fn heading(&self, site: &Site, lang: Lang) -> String {
        let words = &site.content(lang).forms.manage;
        match self.said {
            Some(Said::NoSuchLink) => &words.no_such_link_title,
            _ => &words.lost_title,
        }
        .clone()
    }

    /// Whether something has to be mended.
    pub(crate) const fn is_refused(&self) -> bool {
        matches!(self.said, Some(Said::Refused(_)))
    }
}

/// The form, below what the page says.
#[component]
pub(crate) fn LostLinkView(site: Arc<Site>, lang: Lang, lost: LostLink) -> impl IntoView {
    let words = site.content(lang).forms.manage.clone();
    let reference_wrong = lost.reference_error.is_some();
    let email_wrong = lost.email_error.is_some();
    let error = |id: &'static str, words: Option<String>| {
        words.map(|words| {
            view! {
                <p class="error" id=id>
                    {words}
                </p>
            }
        })
    };
    let role = if lost.is_refused() { "alert" } else { "status" };
    let no_such_link = matches!(lost.said, Some(Said::NoSuchLink))
        .then(|| view! { <NoSuchLink site=Arc::clone(&site) lang /> });
    let said = lost.said.and_then(|said| match said {
        Said::Done => Some(words.lost_done),
        Said::Refused(why) => Some(why),
        Said::NoSuchLink => None,
    });
    view! {
        {no_such_link}
        <section class="form-box" id=ANCHOR>
            <h2>{words.lost_title}</h2>
            {said
                .map(|said| {
                    view! {
                        <p class="notice" role=role>
                            {said}
                        </p>
                    }
                })}
            <p>{words.lost_text}</p>
            <form
                class="form"
                method="post"
                accept-charset="utf-8"
                action=format!("{}/api/links", site.settings.form_endpoint)
            >
                <input type="hidden" name="lang" value=lang.code() />
                <div class="field">
                    <label for="lost-reference">{words.lost_reference}</label>
                    {error("lost-reference-error", lost.reference_error)}
                    <input
                        id="lost-reference"
                        name="reference"
                        type="text"
                        autocomplete="off"
                        autocapitalize="characters"
                        spellcheck="false"
                        required=true
                        aria-describedby=reference_wrong.then_some("lost-reference-error")
                        aria-invalid=reference_wrong.then_some("true")
                        value=lost.reference
                    />
                </div>
                <div class="field">
                    <label for="lost-email">{words.lost_email}</label>
                    {error("lost-email-error", lost.email_error)}
                    <input
                        id="lost-email"
                        name="email"
                        type="text"
                        inputmode="email"
                        autocomplete="email"
                        autocapitalize="none"
                        spellcheck="false"
                        required=true
                        aria-describedby=email_wrong.then_some("lost-email-error")
                        aria-invalid=email_wrong.then_some("true")
                        value=lost.email
                    />
                </div>
                <button class="button button-main" type="submit">
                    {words.lost_submit}
                </button>
            </form>
        </section>
    }
}

/// That a link opens nothing. Nothing is known of the person, not even the language: so it is said in each, the other one
/// with the way to the form in that language.
#[component]
fn NoSuchLink(site: Arc<Site>, lang: Lang) -> impl IntoView {
    let words = |lang: Lang| &site.content(lang).forms.manage;
    let others = Lang::ALL.into_iter().filter(|other| *other != lang);
    let others = others.map(|lang| {
        let words = words(lang);
        view! {
            <p lang=lang.code()>
                {words.no_such_link_title.clone()} ". " {words.no_such_link.clone()} " "
                <a href=format!("{}#{ANCHOR}", site.known_url(lang, Known::Manage))>
                    {words.lost_title.clone()}
                </a>
            </p>
        }
    });
    view! {
        <div class="notice">
            <h2>{words(lang).no_such_link_title.clone()}</h2>
            <p>{words(lang).no_such_link.clone()}</p>
            {others.collect_view()}
        </div>
    }
}
