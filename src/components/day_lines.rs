//! What stands on top of every page because of the day.

use std::sync::Arc;

use leptos::prelude::*;
use nec_ess_content::{Moment, Site, Stage, dates};
use nec_ess_domain::Lang;

use super::timed::Timed;
use crate::document::inert;

/// The line that the site is shown as on another day, as HTML; nothing where it shows the day that it is. Components in
/// other sites go without: their height is reserved there.
fn as_of_line(site: &Site, lang: Lang, moment: Moment) -> String {
    let Some(day) = moment.as_of() else {
        return String::new();
    };
    let words = &site.content(lang).words.shell.as_of;
    let text = words.replace("{}", &dates::long(day, lang));
    inert(|| view! { <p class="day-line">{text}</p> }.to_html())
}

/// All that stands on top of a page because of the day, as HTML.
pub(crate) fn day_lines(site: &Arc<Site>, lang: Lang, moment: Moment) -> String {
    let over = inert(|| view! { <OverLine site=Arc::clone(site) lang moment /> }.to_html());
    let lines = as_of_line(site, lang, moment) + &over;
    if lines.is_empty() {
        lines
    } else {
        format!("<aside>{lines}</aside>")
    }
}

/// The line that the event has taken place.
#[component]
pub(crate) fn OverLine(site: Arc<Site>, lang: Lang, moment: Moment) -> impl IntoView {
    let text = site.content(lang).words.shell.over.clone();
    Timed::of(Stage::OnceOver, &site.event.schedule(), moment).map(
        |Timed { hidden, from, .. }| {
            view! {
                <p class="day-line" hidden=hidden data-from=from>
                    {text}
                </p>
            }
        },
    )
}
