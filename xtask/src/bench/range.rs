//! A figure over all runs of a bench.

use serde_json::Value;

use crate::failure::{Failure, Result};

/// Of a figure over all runs.
pub(super) struct Range {
    pub(super) min: f64,
    pub(super) median: f64,
    pub(super) max: f64,
}

impl Range {
    /// The figure `name` among those of `what`; a missing one is named.
    pub(super) fn read(figures: &Value, what: &str, name: &str) -> Result<Self> {
        let figure = |key: &str| {
            let missing = || Failure::new(format!("{what}: {name}.{key} is missing"));
            figures[name][key].as_f64().ok_or_else(missing)
        };
        Ok(Self {
            min: figure("min")?,
            median: figure("median")?,
            max: figure("max")?,
        })
    }

    /// Three columns of a table.
    pub(super) fn cells(&self, digits: usize) -> String {
        let Self { min, median, max } = self;
        format!("  {min:>6.digits$} {median:>6.digits$} {max:>6.digits$}")
    }
}
