//! The countries that a list offers.

use nec_ess_content::Site;
use nec_ess_domain::{Lang, countries};

/// Code and name of each country, by name in `lang`; those of the event first, "another" last.
pub(crate) fn countries(site: &Site, lang: Lang) -> Vec<(String, String)> {
    let names = &site.content(lang).words.countries;
    let is_of_event = |code: &str| site.event.days.iter().any(|day| day.country == code);
    let mut list: Vec<(String, String)> = countries::ALL
        .iter()
        .map(|code| {
            (
                (*code).to_owned(),
                names.get(*code).cloned().unwrap_or_default(),
            )
        })
        .collect();
    list.sort_by_cached_key(|(code, name)| {
        // An accent on the first letter must not send a name to the end.
        let name = name.replace('É', "E");
        (code == countries::OTHER, !is_of_event(code), name)
    });
    list
}
