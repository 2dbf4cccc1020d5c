//! That the site is shown as on another day.

use leptos::prelude::*;
use nec_ess_content::{Moment, Site, dates};
use nec_ess_domain::Lang;

use crate::document::inert;

/// The line that says so, as HTML; nothing where the site shows the day that it is.
pub(crate) fn as_of(site: &Site, lang: Lang, moment: Moment) -> String {
    let Some(day) = moment.as_of() else {
        return String::new();
    };
    let words = &site.half(lang).words.shell.as_of;
    let text = words.replace("{}", &dates::long(day, lang));
    inert(|| view! { <p class="as-of">{text}</p> }.to_html())
}
