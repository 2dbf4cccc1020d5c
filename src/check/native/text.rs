//! The words of the check as its component needs them, from the content. Native only.

use nec_ess_content::Site;
use nec_ess_domain::eligibility::Answer;
use nec_ess_domain::text::{CheckText, NextStep};
use nec_ess_domain::{Lang, Named, Table};

use crate::document::PlacePaths;

/// The words of the check in `lang`.
///
/// # Panics
/// Never for words that the content's `load()` accepted: it checks every one.
pub(super) fn check_text(site: &Site, lang: Lang, places: PlacePaths) -> CheckText {
    let words = site.half(lang).words.check.clone();
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
    CheckText {
        radius_km: site.event.reimbursement.radius_km,
        separator: match lang {
            Lang::Fr => ',',
            Lang::En => '.',
        },
        near: places.near,
        elsewhere: places.france,
        headlines: Table::new(|answer| Some(headline(answer))).expect("each has a text"),
        reasons: Table::new(|reason| words.reasons.get(Named::name(reason)).cloned())
            .expect("load() checked every reason"),
        next: Table::new(|step| Some(next(step))).expect("each has a text"),
        choose: words.choose,
        another: words.elsewhere,
        all_france: words.all_france,
        loading: words.loading,
        not_loaded: words.not_loaded,
        none_found: words.none_found,
        none_found_anywhere: words.none_found_anywhere,
        area: words.area,
        to_request: words.to_request,
    }
}
