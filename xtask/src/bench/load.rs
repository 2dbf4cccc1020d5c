//! What our components do to the page of another site on a slow processor, before anybody touches them.

use serde_json::Value;

use super::range::Range;
use super::{SLOWER_AT_LEAST, TASK_MS, in_browser, keep, note_load};
use crate::failure::{Failure, Result};
use crate::repo::Repo;
use crate::tools::browsers;

/// A known piece of work in the same browser: what the instrument makes of it.
struct Control {
    /// How many times longer it took than at full speed.
    slower: f64,
    /// How long a task the browser told of; 0 where it told of none.
    task_ms: f64,
}

/// A page of the other site.
struct Page {
    longest_ms: Range,
    blocking_ms: Range,
    shift: Range,
    /// What ran during the longest task of all, where there was one.
    ran: Option<String>,
}

/// A component.
struct Row {
    what: String,
    with: Page,
    without: Page,
}

/// Opens a page with each component and the same page without it; the figures go to `target/bench/load.json`.
pub(super) fn run(repo: &Repo) -> Result<()> {
    // Without windows: drawing them takes the processor from the page in the middle of its tasks.
    let browser = browsers::headless_chromium;
    let figures = in_browser(repo, "load", "opening pages with our components", browser)?;
    let rows = rows(&figures)?;
    let slower = figures["slower"].as_u64().unwrap_or_default();
    let runs = figures["runs"].as_u64().unwrap_or_default();
    println!("{runs} runs, processor slowed down {slower} times; before anybody touches anything");
    let control = control(&figures["control"])?;
    println!("{}", control.line());
    print!("{}", table(&rows));
    note_load(&figures);
    keep(repo, "load", &figures)?;
    print!("{}", verdict(&control, &rows));
    Ok(())
}

fn control(figures: &Value) -> Result<Control> {
    let figure = |key: &str| {
        let missing = || Failure::new(format!("the browser was not tried out: {key} is missing"));
        figures[key].as_f64().ok_or_else(missing)
    };
    Ok(Control {
        slower: figure("slower")?,
        task_ms: figure("task_ms")?,
    })
}

fn rows(figures: &Value) -> Result<Vec<Row>> {
    let components = figures["components"].as_array();
    let components = components.ok_or_else(|| Failure::new("the figures name no components"))?;
    let row = |component: &Value| {
        let what = component["what"].as_str().unwrap_or_default().to_owned();
        Ok(Row {
            with: page(&what, &component["with"])?,
            without: page(&what, &component["without"])?,
            what,
        })
    };
    components.iter().map(row).collect()
}

fn page(what: &str, figures: &Value) -> Result<Page> {
    let range = |name: &str| Range::read(figures, what, name);
    Ok(Page {
        longest_ms: range("longest_ms")?,
        blocking_ms: range("blocking_ms")?,
        shift: range("shift")?,
        ran: ran(&figures["longest"]),
    })
}

/// The scripts that ran during a task; the rest of it is the browser's own work.
fn ran(task: &Value) -> Option<String> {
    let number = |value: &Value| value.as_f64().unwrap_or_default();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let script = |script: &Value| {
        let file = text(&script["file"]);
        let file = file.rsplit('/').next().unwrap_or_default();
        format!(
            "{:.0} ms {} in {file}, with {:.0} ms of style and layout",
            number(&script["ms"]),
            text(&script["what"]),
            number(&script["layout_ms"])
        )
    };
    let scripts: Vec<String> = task["scripts"].as_array()?.iter().map(script).collect();
    let scripts = match scripts.as_slice() {
        [] => "no script, so style and layout or other work of the browser itself".to_owned(),
        some => some.join("; "),
    };
    Some(format!(
        "{:.0} ms, {:.0} ms after the start: {scripts}",
        number(&task["ms"]),
        number(&task["at"])
    ))
}

impl Page {
    fn line(&self, what: &str) -> String {
        let (longest, blocking) = (self.longest_ms.cells(0), self.blocking_ms.cells(0));
        format!("{what:<22}{longest}{blocking}{}\n", self.shift.cells(3))
    }

    /// Every reason why it does not hold.
    fn faults(&self) -> Vec<String> {
        let mut faults = Vec::new();
        if self.longest_ms.max > TASK_MS {
            faults.push(format!("a task of {:.0} ms", self.longest_ms.max));
        }
        if self.shift.max > 0.0 {
            faults.push(format!("a shift of {:.3}", self.shift.max));
        }
        faults
    }
}

impl Control {
    fn line(&self) -> String {
        let Self { slower, task_ms } = self;
        format!(
            "a known piece of work took {slower:.1} times as long, and was seen as a task of {task_ms:.0} ms"
        )
    }

    fn measures(&self) -> bool {
        self.slower >= SLOWER_AT_LEAST && self.task_ms > TASK_MS
    }
}

/// Each component, and below it the page without it.
fn table(rows: &[Row]) -> String {
    let group = |title: &str| format!("  {title:^20}");
    let mut text = format!(
        "{:<22}{}{}{}\n{:<22}",
        "",
        group("longest task, ms"),
        group("blocking in all, ms"),
        group("layout shift"),
        ""
    );
    text += &format!("  {:>6} {:>6} {:>6}", "min", "median", "max").repeat(3);
    text += "\n";
    for row in rows {
        text += &row.with.line(&row.what);
        text += &row.without.line("  the page without it");
    }
    for row in rows {
        if let Some(ran) = &row.with.ran {
            text += &format!("the longest task with {}: {ran}\n", row.what);
        }
    }
    text
}

/// One line; where something does not hold, what the browser does by itself is told too.
fn verdict(control: &Control, rows: &[Row]) -> String {
    if !control.measures() {
        return "not measured: the browser was not slowed down, or tells of no long tasks\n".into();
    }
    let fault = |row: &Row| {
        let faults = row.with.faults();
        (!faults.is_empty()).then(|| format!("{} ({})", row.what, faults.join(", ")))
    };
    let faults: Vec<String> = rows.iter().filter_map(fault).collect();
    let alone = rows.iter().map(|row| row.without.longest_ms.max);
    let alone = alone.fold(0.0, f64::max);
    let alone = match alone {
        ms if ms > TASK_MS => format!(
            "; the page without any has one of {ms:.0} ms by itself: this machine is slow, or busy with something else"
        ),
        _ => format!("; the page without any has none over {TASK_MS} ms"),
    };
    if faults.is_empty() {
        format!("holds: nothing shifts, and no task is over {TASK_MS} ms\n")
    } else {
        format!("does not hold: {}{alone}\n", faults.join(", "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn figures(longest: f64, shift: f64, alone: f64) -> Value {
        let range = |max: f64| json!({ "min": 0, "median": max / 2.0, "max": max });
        let script = json!({ "what": "Response.json.then", "file": "https://a.example/embed.js", "ms": 40, "layout_ms": 12 });
        let task = json!({ "at": 300, "ms": longest, "scripts": [script] });
        let page = |longest: f64, shift: f64, task: Value| {
            json!({
                "longest_ms": range(longest),
                "blocking_ms": range(0.0),
                "shift": range(shift),
                "longest": task,
            })
        };
        let (with, without) = (page(longest, shift, task), page(alone, 0.0, Value::Null));
        json!({ "components": [{ "what": "faq", "with": with, "without": without }] })
    }

    fn said(figures: &Value) -> String {
        let control = Control {
            slower: 4.0,
            task_ms: 160.0,
        };
        let rows = rows(figures).unwrap();
        table(&rows) + &verdict(&control, &rows)
    }

    #[test]
    fn an_instrument_that_does_not_work_measures_nothing() {
        let rows = rows(&figures(0.0, 0.0, 0.0)).unwrap();
        for (slower, task_ms) in [(1.0, 0.0), (4.0, 0.0), (1.0, 160.0)] {
            let control = Control { slower, task_ms };
            assert!(verdict(&control, &rows).starts_with("not measured"));
        }
    }

    #[test]
    fn the_slowest_run_decides() {
        let holds = "holds: nothing shifts, and no task is over 50 ms\n";
        assert!(said(&figures(50.0, 0.0, 0.0)).ends_with(holds));
        let long = said(&figures(51.0, 0.0, 0.0));
        assert!(long.ends_with(
            "does not hold: faq (a task of 51 ms); the page without any has none over 50 ms\n"
        ));
        assert!(
            long.contains("40 ms Response.json.then in embed.js, with 12 ms of style and layout")
        );
        assert!(said(&figures(0.0, 0.002, 0.0)).contains("does not hold: faq (a shift of 0.002)"));
    }

    #[test]
    fn a_browser_that_is_slow_by_itself_is_told() {
        let slow = said(&figures(90.0, 0.0, 80.0));
        assert!(slow.contains(
            "does not hold: faq (a task of 90 ms); the page without any has one of 80 ms by itself"
        ));
    }

    #[test]
    fn a_missing_figure_is_named() {
        let mut figures = figures(0.0, 0.0, 0.0);
        figures["components"][0]["without"] = json!({});
        assert!(
            rows(&figures)
                .is_err_and(|failure| failure.to_string().contains("faq: longest_ms.min"))
        );
    }
}
