//! The words of the check as its component needs them, from the content. Native only.

use nec_ess_content::{Check, Site};
use nec_ess_domain::eligibility::{Answer, MARGIN};
use nec_ess_domain::text::{CheckText, NextStep};
use nec_ess_domain::{Lang, Named, Table};

use crate::document::PlacePaths;

/// The words of the check in `lang`, of which the content has `words`.
///
/// # Panics
/// Never for words that the content's `load()` accepted: it checks every one.
pub(super) fn check_text(site: &Site, lang: Lang, words: Check, places: PlacePaths) -> CheckText {
    let all_words = &site.content(lang).words;
    let departments = &all_words.departments;
    let headline = |answer| match answer {
        Answer::Yes => words.verdict_yes.clone(),
        Answer::No => words.verdict_no.clone(),
        Answer::Confirm => words.verdict_confirm.clone(),
    };
    let next = |step| match step {
        NextStep::Request => words.next_yes.clone(),
        NextStep::Dispute => words.next_no.clone(),
        NextStep::Confirm => words.next_confirm.clone(),
        NextStep::NameCommune => words.next_area.clone(),
    };
    let margin = format!("{}\u{a0}m", MARGIN.hundredths() * 10);
    let reason = |name| Some(words.reasons.get(name)?.replace("{margin}", &margin));
    CheckText {
        terms: places.terms,
        separator: match lang {
            Lang::Fr => ',',
            Lang::En => '.',
        },
        near: places.near,
        elsewhere: places.france,
        headlines: Table::new(|answer| Some(headline(answer))).expect("each has a text"),
        reasons: Table::new(|one| reason(Named::name(one))).expect("load() checked every reason"),
        said: Table::new(|said| words.said.get(Named::name(said)).cloned())
            .expect("load() checked what is said"),
        next: Table::new(|step| Some(next(step))).expect("each has a text"),
        choose: words.choose,
        another: words.elsewhere,
        retry: words.retry,
        area: words.area,
        code_area: words.code_area,
        departments: departments
            .iter()
            .map(|(code, name)| format!("{code}{name}"))
            .collect(),
        to_request: words.to_request,
    }
}
