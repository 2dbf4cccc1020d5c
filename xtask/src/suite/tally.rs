//! Counting what passed and what failed, in the words of each test runner.

use std::fmt;
use std::ops::AddAssign;

/// How many checks passed, failed and were left out because something is not on this machine.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    pub(crate) passed: u64,
    pub(crate) failed: u64,
    pub(crate) skipped: u64,
}

impl Tally {
    /// One check that failed.
    pub(crate) const FAILURE: Self = Self {
        passed: 0,
        failed: 1,
        skipped: 0,
    };

    /// One check.
    pub(crate) fn check(passed: bool) -> Self {
        Self {
            passed: u64::from(passed),
            failed: u64::from(!passed),
            skipped: 0,
        }
    }

    /// What a line of cargo's test harness adds: `test result: ok. 3 passed; 0 failed; …`.
    pub(crate) fn of_cargo_line(line: &str) -> Option<Self> {
        let counts = line.strip_prefix("test result: ")?.split_once(". ")?.1;
        let number = |word: &str| {
            let part = counts
                .split("; ")
                .find_map(|part| part.strip_suffix(word))?;
            part.trim().parse().ok()
        };
        Some(Self {
            passed: number("passed")?,
            failed: number("failed")?,
            skipped: number("ignored")?,
        })
    }

    /// The sums at the end of what node's test runner writes as TAP. A cancelled test has not passed.
    pub(crate) fn of_tap(tap: &str) -> Self {
        let sum = |word: &str| {
            let numbers = tap.lines().filter_map(|line| {
                line.strip_prefix("# ")?
                    .strip_prefix(word)?
                    .strip_prefix(' ')
            });
            numbers
                .filter_map(|number| number.trim().parse::<u64>().ok())
                .sum::<u64>()
        };
        Self {
            passed: sum("pass"),
            failed: sum("fail") + sum("cancelled"),
            skipped: sum("skipped"),
        }
    }

    /// A program that ended badly has failed, even if it counted no failure itself.
    pub(crate) fn ended(mut self, well: bool) -> Self {
        if !well && self.failed == 0 {
            self.failed = 1;
        }
        self
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed", self.passed, self.failed)?;
        if self.skipped > 0 {
            write!(f, ", {} skipped", self.skipped)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cargo_lines_are_read() {
        let ok = "test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.01s";
        assert_eq!(
            Tally::of_cargo_line(ok),
            Some(Tally {
                passed: 12,
                failed: 0,
                skipped: 1
            })
        );
        let bad = "test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 1.00s";
        assert_eq!(
            Tally::of_cargo_line(bad),
            Some(Tally {
                passed: 3,
                failed: 2,
                skipped: 0
            })
        );
        assert_eq!(
            Tally::of_cargo_line("test html::tests::test result ... ok"),
            None
        );
    }

    #[test]
    fn tap_sums_are_read() {
        let tap = "TAP version 13\n# pass the salt\nok 1 - a\n1..9\n# tests 9\n# suites 0\n# pass 6\n# fail 2\n\
                   # cancelled 1\n# skipped 4\n# todo 0\n# duration_ms 9.5\n";
        assert_eq!(
            Tally::of_tap(tap),
            Tally {
                passed: 6,
                failed: 3,
                skipped: 4
            }
        );
        assert_eq!(Tally::of_tap(""), Tally::default());
    }

    #[test]
    fn a_bad_end_counts_once() {
        let failed = |failed| Tally {
            passed: 2,
            failed,
            skipped: 0,
        };
        assert_eq!(failed(0).ended(false), failed(1));
        assert_eq!(failed(3).ended(false), failed(3));
        assert_eq!(failed(0).ended(true), failed(0));
    }

    #[test]
    fn what_was_left_out_is_told() {
        let mut tally = Tally::check(true);
        assert_eq!(tally.to_string(), "1 passed, 0 failed");
        tally.skipped = 2;
        assert_eq!(tally.to_string(), "1 passed, 0 failed, 2 skipped");
    }
}
