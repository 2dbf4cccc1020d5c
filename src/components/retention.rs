//! How long what people send is kept.

use std::sync::Arc;

use leptos::prelude::*;
use nec_ess_content::{Kept, RetentionWords, Since, Site};
use nec_ess_domain::Lang;

/// A row for each thing that is kept, with its period.
#[component]
pub(crate) fn RetentionTable(site: Arc<Site>, lang: Lang) -> impl IntoView {
    let words = &site.content(lang).words.retention;
    let rows = site.event.kept().map(|kept| {
        let period = site.event.retention.period(kept).words(lang);
        view! {
            <tr>
                <th scope="row">{name(words, kept).to_owned()}</th>
                <td>{since(words, kept.since()).replace("{}", &period)}</td>
            </tr>
        }
    });
    view! {
        <table class="retention">
            <thead>
                <tr>
                    <th scope="col">{words.what.clone()}</th>
                    <th scope="col">{words.how_long.clone()}</th>
                </tr>
            </thead>
            <tbody>{rows.collect_view()}</tbody>
        </table>
    }
}

fn name(words: &RetentionWords, kept: Kept) -> &str {
    match kept {
        Kept::AccessNeeds => &words.access_needs,
        Kept::Registrations => &words.registrations,
        Kept::WorkshopRegistrations => &words.workshop_registrations,
        Kept::ReimbursementRequests => &words.reimbursement_requests,
        Kept::Quarantine => &words.quarantine,
        Kept::Copies => &words.copies,
        Kept::Drafts => &words.drafts,
    }
}

fn since(words: &RetentionWords, since: Since) -> &str {
    match since {
        Since::Event => &words.after_event,
        Since::Sent => &words.after_sent,
        Since::Made => &words.at_most,
    }
}
