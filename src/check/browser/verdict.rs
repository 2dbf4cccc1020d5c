//! The verdict on the page.

use std::sync::Arc;

use leptos::prelude::*;
use nec_ess_domain::Named;
use nec_ess_domain::text::CheckText;

use crate::check::state::CheckState;
use crate::check::verdict::notice;

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
        state.finding.with(|finding| {
            let finding = finding.as_ref()?;
            Some(notice(finding, &text, request))
        })
    }
}
