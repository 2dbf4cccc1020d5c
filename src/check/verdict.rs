//! What a verdict says. For both programs.

use leptos::prelude::*;
use nec_ess_domain::Named;
use nec_ess_domain::check::Finding;
use nec_ess_domain::text::{CheckText, NextStep};

/// The answer, why, what to do now, and where: `request` is the link to the request, where the page has the form.
pub(super) fn notice(
    finding: &Finding,
    text: &CheckText,
    request: Option<String>,
) -> impl IntoView + use<> {
    let answer = finding.verdict.answer();
    let to_request = text.to_request.clone();
    view! {
        <div class="notice" data-verdict=answer.name()>
            <h4 data-headline="">{text.headlines.get(answer).to_owned()}</h4>
            <p data-because="">{text.because(finding)}</p>
            <p data-next="">{text.next.get(NextStep::after(finding)).to_owned()}</p>
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
}
