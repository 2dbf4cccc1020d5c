//! How soon a page is seen, how long it blocks, and how soon its form answers by our own means, on a slow phone.

use serde_json::Value;

use super::range::Range;
use super::{SLOWER_AT_LEAST, TASK_MS, in_browser, keep, note_load};
use crate::failure::{Failure, Result};
use crate::repo::Repo;
use crate::tools::browsers;

/// How much later than the same HTML without script a page may be seen, per cent.
const LATER_PERCENT: f64 = 5.0;

/// When an empty form that is sent has to show its errors.
const READY_MS: f64 = 1500.0;

/// What of the tasks before that, or of all where there is no form, may be over 50 ms, in all.
const BLOCKING_MS: f64 = 0.0;

/// How wide the tables' columns are: the longest address, and the three figures of a range.
const PATH: usize = 36;
const CELLS: usize = 22;
const MEDIANS: usize = PATH + 30;

/// How far from what the slow-down says a known file may come before or after it.
const NETWORK_MAY_BE_OFF: f64 = 0.15;

/// What the instrument makes of things that are known.
struct Control {
    /// How many times longer than at full speed a piece of work took.
    slower: f64,
    /// How long a task the browser told of meanwhile; 0 where it told of none.
    task_ms: f64,
    /// When a file had come, and when it should have.
    file_ms: f64,
    file_should_ms: f64,
    /// When a document had come, and what its first byte alone should have taken.
    document_ms: f64,
    latency_ms: f64,
}

/// A page, and the same HTML without script.
struct Row {
    path: String,
    first_view_ms: Range,
    /// With a form: until it is ready; without one all that comes.
    blocking_ms: Range,
    form: Option<FormRow>,
    /// Without script.
    still_first_view_ms: Range,
    still_blocking_ms: Range,
}

/// What only a page with a form has.
struct FormRow {
    ready_ms: Range,
    afterwards_ms: Range,
}

/// A figure that has a limit.
struct Limited {
    what: &'static str,
    measured: f64,
    limit: f64,
    unit: &'static str,
}

/// Opens the pages with forms and some to read, and the same without script; the figures go to `target/bench/ready.json`.
pub(super) fn run(repo: &Repo) -> Result<()> {
    // Without windows: drawing them takes the processor from the page in the middle of its tasks.
    let browser = browsers::headless_chromium;
    let figures = in_browser(repo, "ready", "opening pages", browser)?;
    let control = control(&figures)?;
    let rows = rows(&figures)?;
    println!("{}\n{}", conditions(&figures), control.line());
    print!("{}", table(&rows));
    note_load(&figures);
    keep(repo, "ready", &figures)?;
    print!("{}", verdict(&control, &rows));
    Ok(())
}

fn conditions(figures: &Value) -> String {
    let number = |value: &Value| value.as_f64().unwrap_or_default();
    let network = &figures["network"];
    format!(
        "{} runs, nothing cached, processor slowed down {} times, {} ms before each answer, then {:.0} kbit/s",
        number(&figures["runs"]),
        number(&figures["slower"]),
        number(&network["latency_ms"]),
        number(&network["down_kbit"]).floor(),
    )
}

fn control(figures: &Value) -> Result<Control> {
    let figure = |group: &str, key: &str| {
        let missing = || Failure::new(format!("the browser was not tried out: {key} is missing"));
        figures[group][key].as_f64().ok_or_else(missing)
    };
    Ok(Control {
        slower: figure("control", "slower")?,
        task_ms: figure("control", "task_ms")?,
        file_ms: figure("control", "file_ms")?,
        file_should_ms: figure("control", "file_should_ms")?,
        document_ms: figure("control", "document_ms")?,
        latency_ms: figure("network", "latency_ms")?,
    })
}

fn rows(figures: &Value) -> Result<Vec<Row>> {
    let pages = figures["pages"].as_array();
    let pages = pages.ok_or_else(|| Failure::new("the figures name no pages"))?;
    let row = |page: &Value| {
        let path = page["path"].as_str().unwrap_or_default().to_owned();
        let with = |name: &str| Range::read(&page["with"], &path, name);
        let without =
            |name: &str| Range::read(&page["without"], &format!("{path} without script"), name);
        let has_form = page["has_form"].as_bool();
        let has_form =
            has_form.ok_or_else(|| Failure::new(format!("{path}: has_form is missing")))?;
        let form = || -> Result<FormRow> {
            Ok(FormRow {
                ready_ms: with("ready_ms")?,
                afterwards_ms: with("blocking_afterwards_ms")?,
            })
        };
        Ok(Row {
            first_view_ms: with("first_view_ms")?,
            blocking_ms: with("blocking_ms")?,
            form: has_form.then(form).transpose()?,
            still_first_view_ms: without("first_view_ms")?,
            still_blocking_ms: without("blocking_ms")?,
            path,
        })
    };
    pages.iter().map(row).collect()
}

impl Control {
    fn line(&self) -> String {
        let Self {
            slower,
            task_ms,
            file_ms,
            file_should_ms,
            document_ms,
            latency_ms,
        } = self;
        format!(
            "a known piece of work took {slower:.1} times as long, and was seen as a task of {task_ms:.0} ms\n\
             a known file came in {file_ms:.0} ms, where {file_should_ms:.0} are due; a document in \
             {document_ms:.0} ms, where {latency_ms:.0} are the least"
        )
    }

    /// Why the figures say nothing, if they do not.
    fn fault(&self) -> Option<&'static str> {
        let off = (self.file_ms / self.file_should_ms - 1.0).abs();
        if self.slower < SLOWER_AT_LEAST {
            Some("the processor was not slowed down")
        } else if self.task_ms <= TASK_MS {
            Some("the browser tells of no long tasks")
        } else if off > NETWORK_MAY_BE_OFF {
            Some("a file did not take as long over the network as it should")
        } else if self.document_ms < self.latency_ms {
            Some("the network was not slowed down for documents")
        } else {
            None
        }
    }
}

impl Row {
    fn limited(&self) -> impl Iterator<Item = Limited> {
        let still = self.still_first_view_ms.median;
        let later = (self.first_view_ms.median - still) * 100.0 / still;
        let first_view = Limited {
            what: "first view, against no script",
            measured: later,
            limit: LATER_PERCENT,
            unit: "%",
        };
        let ready = self.form.as_ref().map(|form| Limited {
            what: "ready",
            measured: form.ready_ms.median,
            limit: READY_MS,
            unit: "ms",
        });
        let blocking = Limited {
            what: if ready.is_some() {
                "blocking until ready"
            } else {
                "blocking"
            },
            measured: self.blocking_ms.median,
            limit: BLOCKING_MS,
            unit: "ms",
        };
        [first_view].into_iter().chain(ready).chain([blocking])
    }
}

impl Limited {
    fn line(&self, path: &str) -> String {
        let Self {
            what,
            measured,
            limit,
            unit,
        } = self;
        let verdict = if measured <= limit { "ok" } else { "OVER" };
        let digits = usize::from(*unit == "%");
        format!(
            "{path:<PATH$}{what:<30}{measured:>8.digits$} {unit:<2}{limit:>8} {unit:<2}  {verdict}\n"
        )
    }
}

/// Each page, and below it the same without script. The blocking of those without a form, or without script, is all that comes
/// after their first view.
fn table(rows: &[Row]) -> String {
    let titles = [
        "first view",
        "ready",
        "blocking till ready",
        "blocking after",
    ];
    let group = |title: &str| format!("  {title:^20}");
    let groups = titles.map(group).concat();
    let mut text = format!("{:<PATH$}{}\n{:<PATH$}", "ms", groups.trim_end(), "");
    text += &format!("  {:>6} {:>6} {:>6}", "min", "median", "max").repeat(titles.len());
    text += "\n";
    for row in rows {
        let form = row.form.as_ref();
        let with = [
            Some(&row.first_view_ms),
            form.map(|form| &form.ready_ms),
            Some(&row.blocking_ms),
            form.map(|form| &form.afterwards_ms),
        ];
        let without = [
            Some(&row.still_first_view_ms),
            None,
            Some(&row.still_blocking_ms),
        ];
        text += &line(&row.path, &with);
        text += &line("  without script", &without);
    }
    text
}

/// A line of the table; what there is not stays empty.
fn line(name: &str, ranges: &[Option<&Range>]) -> String {
    let cells = ranges
        .iter()
        .map(|range| range.map_or_else(|| " ".repeat(CELLS), |range| range.cells(0)));
    let cells: String = cells.collect();
    format!("{name:<PATH$}{}\n", cells.trim_end())
}

/// Each limit and whether it holds, by the medians; or why nothing was measured.
fn verdict(control: &Control, rows: &[Row]) -> String {
    if let Some(fault) = control.fault() {
        return format!("not measured: {fault}\n");
    }
    let mut text = format!("{:<MEDIANS$}{:>11}{:>11}\n", "medians", "measured", "limit");
    for row in rows {
        for limited in row.limited() {
            text += &limited.line(&row.path);
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn range(median: f64) -> Value {
        json!({ "min": median / 2.0, "median": median, "max": median * 2.0 })
    }

    fn figures(first_view: f64, ready: f64, blocking: f64) -> Value {
        let with = json!({
            "first_view_ms": range(first_view),
            "ready_ms": range(ready),
            "blocking_ms": range(blocking),
            "blocking_afterwards_ms": range(99.0),
        });
        let without = json!({ "first_view_ms": range(700.0), "blocking_ms": range(0.0) });
        let read = json!({ "first_view_ms": range(first_view), "blocking_ms": range(blocking) });
        let pages = json!([
            { "path": "/fr/atelier/", "has_form": true, "with": with, "without": without },
            { "path": "/fr/faq/", "has_form": false, "with": read, "without": without },
        ]);
        let control = json!({
            "slower": 4.0, "task_ms": 160.0, "file_ms": 1370.0, "file_should_ms": 1357.0, "document_ms": 600.0,
        });
        json!({ "network": { "latency_ms": 562.5 }, "control": control, "pages": pages })
    }

    fn said(figures: &Value) -> String {
        verdict(&control(figures).unwrap(), &rows(figures).unwrap())
    }

    /// What stands at the ends of the lines.
    fn verdicts(figures: &Value) -> Vec<String> {
        let last = |line: &str| line.split_whitespace().last().map(str::to_owned);
        said(figures).lines().skip(1).filter_map(last).collect()
    }

    #[test]
    fn each_limit_is_judged_by_the_median() {
        // Three of the page with a form, two of the other.
        for (first_view, ready, blocking, expected) in [
            (735.0, 1500.0, 0.0, ["ok", "ok", "ok", "ok", "ok"]),
            (736.0, 1500.0, 0.0, ["OVER", "ok", "ok", "OVER", "ok"]),
            (690.0, 1501.0, 0.0, ["ok", "OVER", "ok", "ok", "ok"]),
            (700.0, 900.0, 1.0, ["ok", "ok", "OVER", "ok", "OVER"]),
        ] {
            let verdicts = verdicts(&figures(first_view, ready, blocking));
            assert_eq!(verdicts, expected, "{first_view} {ready} {blocking}");
        }
    }

    #[test]
    fn a_page_stands_above_the_same_without_script() {
        let table = table(&rows(&figures(735.0, 1400.0, 0.0)).unwrap());
        let lines: Vec<&str> = table.lines().skip(2).collect();
        assert!(lines[0].starts_with("/fr/atelier/"), "{table}");
        assert!(lines[0].contains("735") && lines[0].contains("1400"));
        assert!(lines[1].starts_with("  without script") && lines[1].contains("700"));
        assert!(lines[2].starts_with("/fr/faq/") && !lines[2].contains("1400"));
        let blocking = lines[2][PATH + 2 * CELLS..].split_whitespace();
        assert_eq!(blocking.collect::<Vec<_>>(), ["0", "0", "0"], "{table}");
    }

    #[test]
    fn an_instrument_that_does_not_work_measures_nothing() {
        for (key, value, why) in [
            ("slower", 1.0, "the processor"),
            ("task_ms", 0.0, "the browser"),
            ("file_ms", 20.0, "a file"),
            ("file_ms", 1800.0, "a file"),
            ("document_ms", 11.0, "the network"),
        ] {
            let mut figures = figures(700.0, 900.0, 0.0);
            figures["control"][key] = value.into();
            assert!(said(&figures).starts_with(&format!("not measured: {why}")));
        }
    }

    #[test]
    fn a_missing_figure_is_named() {
        let named = |change: fn(&mut Value), name: &str| {
            let mut figures = figures(700.0, 900.0, 0.0);
            change(&mut figures);
            let failure = rows(&figures)
                .map(|_| ())
                .and(control(&figures).map(|_| ()));
            failure.is_err_and(|failure| failure.to_string().contains(name))
        };
        assert!(named(
            |figures| figures["pages"][0]["with"]["ready_ms"] = Value::Null,
            "/fr/atelier/: ready_ms.min"
        ));
        assert!(named(
            |figures| figures["pages"][0]["without"] = Value::Null,
            "/fr/atelier/ without script: first_view_ms.min"
        ));
        assert!(named(
            |figures| figures["pages"][1]["has_form"] = Value::Null,
            "/fr/faq/: has_form"
        ));
        assert!(named(
            |figures| figures["control"]["file_ms"] = Value::Null,
            "file_ms"
        ));
    }
}
