//! What has become of a submission.

use nec_ess_domain::named;

/// What has become of a submission, by the name that it has in the storage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It counts.
    Active,
    /// Its person has withdrawn it; the answers are still there.
    Cancelled,
    /// Its person had everything erased; only the reference is left, so that it is not used again.
    Erased,
}

named!(State {
    Active = "active",
    Cancelled = "cancelled",
    Erased = "erased",
});

#[cfg(test)]
mod tests {
    use super::*;
    use nec_ess_domain::Named;

    /// Databases hold these names: another one would make a cancelled submission count again.
    #[test]
    fn stored_names() {
        let names: Vec<_> = State::ALL.iter().map(|state| state.name()).collect();
        assert_eq!(names, ["active", "cancelled", "erased"]);
    }
}
