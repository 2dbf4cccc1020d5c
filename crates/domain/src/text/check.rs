//! The words of the reimbursement check.

use crate::check::{Finding, Known, Said, Subject};
use crate::eligibility::{Answer, Km, Reason, Seat};
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
    /// What is said beside the field for the place.
    pub said: Table<Said>,
    /// The button that asks for the place names again.
    pub retry: String,
    /// How the area of a mail-sorting office is spoken of; `{place}` stands for its name.
    pub area: String,
    /// How all the communes of a postal code are spoken of; `{place}` stands for the code.
    pub code_area: String,
    /// The names of the départements, each after its code: "78Yvelines".
    pub departments: Vec<String>,
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
    said,
    retry,
    area,
    code_area,
    departments,
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

    /// Why, for what was found.
    #[must_use]
    pub fn because(&self, finding: &Finding) -> String {
        let reach = match finding.known.seat {
            Seat::Place(reach) => Some(reach),
            _ => None,
        };
        let km = |km: Option<Km>| km.map_or_else(String::new, |km| km.text(self.separator));
        self.reasons
            .get(finding.verdict.reason())
            .replace("{place}", &self.place(&finding.known))
            .replace("{least}", &km(reach.map(|reach| reach.least)))
            .replace("{greatest}", &km(reach.and_then(|reach| reach.greatest)))
    }

    /// How a place is spoken of: with its département, and as what it is.
    fn place(&self, known: &Known) -> String {
        let mut place = known.name.clone();
        if let Some(department) = &known.department {
            let code = department.as_str();
            let mut names = self.departments.iter();
            let name = names.find_map(|line| line.strip_prefix(code));
            for part in [" (", code, ", ", name.unwrap_or_default(), ")"] {
                place.push_str(part);
            }
        }
        match known.subject {
            Subject::Place => place,
            Subject::Area => self.area.replace("{place}", &place),
            Subject::Code => self.code_area.replace("{place}", &place),
        }
    }
}

impl NextStep {
    /// What to do after what was found.
    #[must_use]
    pub fn after(finding: &Finding) -> Self {
        match finding.verdict.answer() {
            Answer::Yes => Self::Request,
            Answer::No => Self::Dispute,
            Answer::Confirm if finding.known.subject == Subject::Area => Self::NameCommune,
            Answer::Confirm => Self::Confirm,
        }
    }
}
