//! What stands under the title of a page.

use leptos::prelude::*;
use nec_ess_content::Stage;

use super::context::Context;
use crate::components::timed::Timed;

/// The page's lead, where it has one; another once the event is over, where that says more.
#[component]
pub(crate) fn Lead(context: Context) -> impl IntoView {
    let page = &context.page;
    let once_over = page.once_over.as_ref();
    let over = once_over.and_then(|texts| texts.lead.clone());
    let before = if over.is_some() {
        Stage::UntilOver
    } else {
        Stage::Always
    };
    let schedule = context.site.event.schedule_on(&page.id);
    let lead = |text: Option<String>, stage| {
        let timed = Timed::of(stage, &schedule, context.moment);
        text.zip(timed).map(
            |(
                text,
                Timed {
                    hidden,
                    from,
                    until,
                },
            )| {
                view! {
                    <p class="lead" hidden=hidden data-from=from data-until=until inner_html=text></p>
                }
            },
        )
    };
    view! {
        {lead(page.lead.clone(), before)}
        {lead(over, Stage::OnceOver)}
    }
}
