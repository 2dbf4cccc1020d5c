//! What stands on top of every page because of the day.

use leptos::prelude::*;
use nec_ess_content::{Moment, Site, dates};
use nec_ess_domain::Lang;

use super::timed::Timed;
use crate::document::inert;

/// The line that the site is shown as on another day, as HTML; nothing where it shows the day that it is. Components in
/// other sites go without: their height is reserved there.
fn as_of_line(site: &Site, lang: Lang, moment: Moment) -> String {
    let Some(day) = moment.as_of() else {
        return String::new();
    };
    let words = &site.half(lang).words.shell.as_of;
    let text = words.replace("{}", &dates::long(day, lang));
    inert(|| view! { <p class="day-line">{text}</p> }.to_html())
}

/// All that stands on top of a page because of the day, as HTML.
pub(crate) fn day_lines(site: &Site, lang: Lang, moment: Moment) -> String {
    let lines = as_of_line(site, lang, moment) + &over_line(site, lang, moment);
    if lines.is_empty() {
        lines
    } else {
        format!("<aside>{lines}</aside>")
    }
}

/// The line that the event has taken place, as HTML.
fn over_line(site: &Site, lang: Lang, moment: Moment) -> String {
    let text = site.half(lang).words.shell.over.clone();
    let ends = site.event.schedule().ends;
    let line = Timed::new(moment, Some(ends), None).map(|Timed { hidden, from, .. }| {
        view! {
            <p class="day-line" hidden=hidden data-from=from>
                {text}
            </p>
        }
    });
    inert(|| line.to_html())
}
