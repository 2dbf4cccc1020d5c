//! What tells programs that fill in every form they find from people, without asking people anything.

/// A field that no person sees: whatever stands in it was not typed by one.
pub const FIELD: &str = "homepage";
/// A field with the moment at which the form was opened, milliseconds since 1970. Only a script can
/// give it; without one the time that filling in took is not known and not judged.
pub const OPENED_AT: &str = "opened_at";
/// Nobody fills in a form faster, milliseconds.
pub const MIN_MILLISECONDS: i64 = 2000;

/// How much longer a person would have taken, milliseconds; nothing when it took long enough, or
/// when the two clocks obviously differ.
#[must_use]
pub fn too_early(opened_at: &str, now: i64) -> Option<i64> {
    let elapsed = now.checked_sub(opened_at.trim().parse().ok()?)?;
    (0..MIN_MILLISECONDS)
        .contains(&elapsed)
        .then_some(MIN_MILLISECONDS - elapsed)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two seconds are enough; a clock that is ahead, or no time at all, is never held against anyone.
    #[test]
    fn times() {
        assert_eq!(too_early("1000", 1500), Some(1500));
        assert_eq!(too_early("1000", 3000), None);
        assert_eq!(too_early("9000", 1500), None);
        for text in [
            "",
            "soon",
            "1e3",
            "-9223372036854775808",
            "99999999999999999999",
        ] {
            assert_eq!(too_early(text, 1500), None, "{text}");
        }
    }
}
