//! The picture that goes with a link to the site: where it is, and what it says.

use nec_ess_content::{Known, Site};
use nec_ess_domain::Lang;

/// Its path below the site's root.
pub(crate) fn share_path(lang: Lang) -> String {
    format!("share-{}.png", lang.code())
}

/// What it says: when and where, then what.
pub(crate) fn share_text(site: &Site, lang: Lang) -> [String; 2] {
    let event = &site.event;
    [
        format!("{} · {}", event.dates(lang), event.cities(lang)),
        site.known(lang, Known::Event).title.clone(),
    ]
}
