//! The words of the reimbursement check.

use crate::eligibility::{Answer, Km, Reason, Verdict};
use crate::lines::lines;
use crate::named;
use crate::named::Table;

/// What to do after a verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NextStep {
    /// Send the request.
    Request,
    /// Dispute the verdict.
    Dispute,
    /// Let the address decide.
    Confirm,
    /// The same where the name of the commune can settle more than the area did.
    NameCommune,
}

named!(NextStep {
    Request = "yes",
    Dispute = "no",
    Confirm = "confirm",
    NameCommune = "area",
});

/// The words of the check in one language, and the facts that it needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckText {
    /// The seat must be farther than this from the venue, kilometres in a straight line.
    pub radius_km: u32,
    /// Stands before the decimals of a number.
    pub separator: char,
    /// The file of the near places, on our site.
    pub near: String,
    /// The file of all other French places, on our site.
    pub elsewhere: String,
    /// Label of the choice between several places.
    pub choose: String,
    /// The choice for a place that is not offered.
    pub another: String,
    /// The button that searches in all of France.
    pub all_france: String,
    /// Said while place names are on their way.
    pub loading: String,
    /// Said when they did not come.
    pub not_loaded: String,
    /// Said when the name is that of no place near the venue.
    pub none_found: String,
    /// The same when all of France was searched.
    pub none_found_anywhere: String,
    /// How the area of a mail-sorting office is spoken of; `{place}` stands for its name.
    pub area: String,
    /// The short verdicts.
    pub headlines: Table<Answer>,
    /// Why, with `{place}`, `{least}` and `{greatest}` for the place and its distances.
    pub reasons: Table<Reason>,
    /// What to do now.
    pub next: Table<NextStep>,
    /// The link to the request.
    pub to_request: String,
}

lines!(CheckText {
    radius_km,
    separator,
    near,
    elsewhere,
    choose,
    another,
    all_france,
    loading,
    not_loaded,
    none_found,
    none_found_anywhere,
    area,
    headlines,
    reasons,
    next,
    to_request
});

impl CheckText {
    /// The radius.
    #[must_use]
    pub const fn radius(&self) -> Km {
        Km::from_km(self.radius_km)
    }

    /// Why `verdict` was given, for the place that is called `name`; `is_area` when it is the area of a sorting office.
    #[must_use]
    pub fn because(
        &self,
        verdict: Verdict,
        name: &str,
        is_area: bool,
        least: Option<Km>,
        greatest: Option<Km>,
    ) -> String {
        let name = if is_area {
            self.area.replace("{place}", name)
        } else {
            name.to_owned()
        };
        let km = |km: Option<Km>| km.map_or_else(String::new, |km| km.text(self.separator));
        self.reasons
            .get(verdict.reason())
            .replace("{place}", &name)
            .replace("{least}", &km(least))
            .replace("{greatest}", &km(greatest))
    }
}

impl NextStep {
    /// What to do after `verdict`.
    #[must_use]
    pub const fn after(verdict: Verdict, is_area: bool) -> Self {
        match verdict.answer() {
            Answer::Yes => Self::Request,
            Answer::No => Self::Dispute,
            Answer::Confirm if is_area => Self::NameCommune,
            Answer::Confirm => Self::Confirm,
        }
    }
}
