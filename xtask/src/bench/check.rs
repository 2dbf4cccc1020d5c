//! A key in the reimbursement check, on a slow processor.

use serde_json::Value;

use super::{in_browser, keep};
use crate::failure::{Failure, Result};
use crate::repo::Repo;
use crate::tools::browsers;

/// One frame at 60 a second.
const BUDGET_MS: f64 = 16.0;

/// Types names into the field while all of France is searched, and into a field that does nothing; the figures go to
/// `target/bench/check.json`.
pub(super) fn run(repo: &Repo) -> Result<()> {
    let mut figures = in_browser(repo, "check", "typing into the check", browsers::chromium)?;
    print!("{}", table(&figures)?);
    figures["budget_ms"] = BUDGET_MS.into();
    keep(repo, "check", &figures)
}

/// The figures side by side, and whether the slowest key is within the budget.
fn table(figures: &Value) -> Result<String> {
    let row = |what: &str, name: &str| -> Result<(String, f64)> {
        let ms = |key: &str| {
            figures[name][key]
                .as_f64()
                .ok_or_else(|| Failure::new(format!("{name}.{key} is missing from the figures")))
        };
        let (min, median, max) = (ms("min_ms")?, ms("median_ms")?, ms("max_ms")?);
        let text = format!("{what:<36}{min:>8.1}{median:>8.1}{max:>8.1}\n");
        Ok((text, max))
    };
    let (check, max) = row("a key in the check, all of France", "check")?;
    let (empty, _) = row("a key in a field that does nothing", "empty")?;
    let verdict = if max <= BUDGET_MS { "ok" } else { "OVER" };
    let title = format!(
        "ms, processor slowed down {} times",
        figures["slower"].as_u64().unwrap_or_default()
    );
    Ok(format!(
        "{title:<36}{:>8}{:>8}{:>8}\n{check}{empty}{:<52}{BUDGET_MS:>8.1}  {verdict}\n",
        "min", "median", "max", "budget"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn figures(max: f64) -> Value {
        json!({
            "slower": 4,
            "check": { "min_ms": 0.2, "median_ms": 2.7, "max_ms": max },
            "empty": { "min_ms": 0, "median_ms": 0.1, "max_ms": 0.6 },
        })
    }

    #[test]
    fn the_slowest_key_decides() {
        assert!(table(&figures(16.0)).is_ok_and(|table| table.ends_with("16.0  ok\n")));
        assert!(table(&figures(16.1)).is_ok_and(|table| table.ends_with("16.0  OVER\n")));
    }

    #[test]
    fn a_missing_figure_is_named() {
        let mut figures = figures(1.0);
        figures["empty"] = json!({});
        assert!(table(&figures).is_err_and(|failure| failure.to_string().contains("empty.min_ms")));
    }
}
