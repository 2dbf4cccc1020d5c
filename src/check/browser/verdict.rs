//! The verdict on the page: the answer, why, what to do now, and where.

use std::sync::Arc;

use leptos::prelude::*;
use nec_ess_domain::Named;
use nec_ess_domain::check::Finding;
use nec_ess_domain::text::{CheckText, NextStep};

use crate::check::state::CheckState;

/// What a verdict says.
struct Said {
    name: &'static str,
    headline: String,
    because: String,
    next: String,
}

impl Said {
    /// What `finding` says in the words of `text`.
    fn of(finding: &Finding, text: &CheckText) -> Self {
        let answer = finding.verdict.answer();
        Self {
            name: answer.name(),
            headline: text.headlines.get(answer).to_owned(),
            because: text.because(finding),
            next: text.next.get(NextStep::after(finding)).to_owned(),
        }
    }
}

/// The verdict, once there is one.
#[component]
pub(super) fn VerdictView<F: Fn(&'static str) + 'static>(
    state: CheckState,
    text: Arc<CheckText>,
    /// The link to the request, where the page has the form.
    request: Option<String>,
    /// A verdict is shown; in one word.
    on_verdict: F,
) -> impl IntoView {
    Effect::new(move |_| {
        state.finding.with(|finding| {
            if let Some(finding) = finding {
                on_verdict(finding.verdict.answer().name());
            }
        });
    });
    move || {
        let request = request.clone();
        let to_request = text.to_request.clone();
        let said = state
            .finding
            .with(|finding| finding.as_ref().map(|finding| Said::of(finding, &text)));
        said.map(|said| {
            view! {
                <div class="notice" data-verdict=said.name>
                    <h4 data-headline="">{said.headline}</h4>
                    <p data-because="">{said.because}</p>
                    <p data-next="">{said.next}</p>
                    {request
                        .map(|request| {
                            view! {
                                <p data-request="">
                                    <a href=request>{to_request}</a>
                                </p>
                            }
                        })}
                </div>
            }
        })
    }
}
