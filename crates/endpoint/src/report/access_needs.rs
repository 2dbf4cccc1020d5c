//! Who has to be provided for at the event: the number in the report, and the command that lists these people.

use nec_ess_domain::forms::REGISTRATION;

use crate::selection::Selection;
use crate::store::Stored;

/// The field that asks for them.
const FIELD: &str = "access_needs";

/// Those who come and wrote access needs: the same people in the number and in the list.
pub(super) struct AccessNeeds(Selection);

impl AccessNeeds {
    /// Those among the ones that `selection` takes.
    pub(super) fn among(selection: &Selection) -> Self {
        Self(Selection {
            form: Some(&REGISTRATION),
            answered: Some(FIELD.to_owned()),
            coming: true,
            ..selection.clone()
        })
    }

    /// How many of `submissions` these are, which the selection took.
    pub(super) fn count(&self, submissions: &[Stored]) -> usize {
        let takes = |stored: &&Stored| self.0.takes(stored);
        submissions.iter().filter(takes).count()
    }

    /// Lists them; nothing where `selection` asks for another field too, as a command names one only.
    pub(super) fn command(&self, selection: &Selection) -> Option<String> {
        let answered = selection.answered.as_deref();
        answered
            .is_none_or(|name| name == FIELD)
            .then(|| format!("export --format csv {}", self.0.words()))
    }
}
