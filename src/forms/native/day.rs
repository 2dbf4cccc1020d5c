//! A day of the event in words. Native only.

use nec_ess_content::{Day, dates};
use nec_ess_domain::Lang;

/// When and where: "Thursday 27 November 2031 – Lyon".
pub(crate) fn day_label(day: &Day, lang: Lang) -> String {
    format!("{} – {}", dates::long(day.date, lang), day.city.get(lang))
}
