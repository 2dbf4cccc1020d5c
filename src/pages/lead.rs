//! What stands under the title of a page.

use leptos::prelude::*;

use super::context::Context;
use crate::components::timed::Timed;

/// The page's lead, where it has one; another once registration is closed and once the event is over, where that says more.
#[component]
pub(crate) fn Lead(context: Context) -> impl IntoView {
    let leads = context.page.leads(&context.site.event);
    let leads = leads.into_iter().filter_map(|(text, from, until)| {
        let Timed {
            hidden,
            from,
            until,
        } = Timed::new(context.moment, from, until)?;
        let text = text.to_owned();
        Some(view! {
            <p class="lead" hidden=hidden data-from=from data-until=until inner_html=text></p>
        })
    });
    leads.collect_view()
}
