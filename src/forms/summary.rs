//! The error summary, in the GOV.UK manner: it takes focus, and links to each field.

use leptos::prelude::*;

/// One line of the summary.
#[derive(Clone, PartialEq)]
pub(crate) struct SummaryLine {
    /// The id of the control to go to.
    pub(crate) target: String,
    /// What is wrong with it.
    pub(crate) message: String,
}

/// The summary's content. The alert is a child of the box that takes focus, so that screen readers
/// do not read it twice.
#[component]
pub(crate) fn ErrorSummary(
    /// What happened, in one line.
    heading: String,
    /// In the order of the fields.
    lines: Vec<SummaryLine>,
) -> impl IntoView {
    let lines = lines.into_iter().map(|line| {
        view! {
            <li>
                <a href=format!("#{}", line.target)>{line.message}</a>
            </li>
        }
    });
    view! {
        <div class="error-summary-inner" role="alert">
            <h2>{heading}</h2>
            <ul>{lines.collect_view()}</ul>
        </div>
    }
}
