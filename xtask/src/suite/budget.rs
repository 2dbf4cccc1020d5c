//! What a page may weigh.

use crate::build::{Kind, Request, build};
use crate::failure::Result;
use crate::repo::Repo;
use crate::sizes::{Page, Sizes};
use crate::suite::tally::Tally;

/// One figure and its limit.
pub(crate) struct Row {
    what: String,
    figure: u64,
    limit: u64,
    unit: &'static str,
}

pub(crate) fn run(repo: &Repo) -> Result<Tally> {
    let built = build(repo, &Request::of(Kind::Release))?;
    if built.kind == Kind::Plain {
        println!(
            "note: this is the plain build, larger than the small one that the limit on wasm is for"
        );
    }
    let rows = rows(&Sizes::of(repo, &built.out)?);
    print(&rows);
    let mut tally = Tally::default();
    for row in &rows {
        tally += Tally::check(row.holds());
    }
    Ok(tally)
}

/// The budgets of `docs/`, each with the worst figure of the build.
pub(crate) fn rows(sizes: &Sizes) -> Vec<Row> {
    let (faq, others): (Vec<&Page>, Vec<&Page>) = sizes
        .pages
        .iter()
        .partition(|page| page.url.ends_with("/faq/"));
    let all: Vec<&Page> = sizes.pages.iter().collect();
    let mut rows = Vec::new();
    rows.extend(worst("first view", &all, 15_000, "bytes", |page| {
        page.bytes
    }));
    rows.extend(worst("first view", &all, 3, "requests", |page| {
        page.requests as u64
    }));
    rows.extend(worst("DOM", &others, 350, "elements", |page| {
        page.elements as u64
    }));
    rows.extend(worst("DOM", &faq, 700, "elements", |page| {
        page.elements as u64
    }));
    let bytes = |what: &str, figure, limit| Row {
        what: what.into(),
        figure,
        limit,
        unit: "bytes",
    };
    rows.push(bytes("start script", sizes.start, 1_500));
    rows.push(bytes("app: wasm + glue", sizes.app, 102_400));
    rows.push(bytes("forms: wasm + glue", sizes.forms, 46_080));
    if sizes.pages.is_empty() {
        // Without this a build of nothing would be within every limit.
        rows.push(Row {
            what: "pages missing".into(),
            figure: 1,
            limit: 0,
            unit: "builds",
        });
    }
    rows
}

/// The row of the page with the largest figure, or one for each page over the limit.
fn worst(
    what: &str,
    pages: &[&Page],
    limit: u64,
    unit: &'static str,
    figure: impl Fn(&Page) -> u64,
) -> Vec<Row> {
    let mut sorted = pages.to_vec();
    sorted.sort_by_key(|page| std::cmp::Reverse(figure(page)));
    let over = sorted.iter().filter(|page| figure(page) > limit).count();
    let row = |page: &&Page| Row {
        what: format!("{what}, {}", page.url),
        figure: figure(page),
        limit,
        unit,
    };
    sorted.iter().take(over.max(1)).map(row).collect()
}

impl Row {
    fn holds(&self) -> bool {
        self.figure <= self.limit
    }
}

/// Prints the rows as a table.
pub(crate) fn print(rows: &[Row]) {
    let width = rows
        .iter()
        .map(|row| row.what.chars().count())
        .max()
        .unwrap_or(0);
    for row in rows {
        let verdict = if row.holds() { "ok" } else { "OVER" };
        let (figure, limit) = (grouped(row.figure), grouped(row.limit));
        println!(
            "{:<width$}  {figure:>8} of {limit:>8} {:<8}  {verdict}",
            row.what, row.unit
        );
    }
}

/// 102400 as `102,400`.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(url: &str, bytes: u64, elements: usize) -> Page {
        Page {
            url: url.into(),
            bytes,
            requests: 2,
            elements,
        }
    }

    #[test]
    fn the_largest_page_is_named_and_each_one_over() {
        let pages = vec![
            page("/fr/", 900, 400),
            page("/fr/faq/", 800, 600),
            page("/en/", 15_001, 360),
        ];
        let rows = rows(&Sizes {
            pages,
            app: 102_401,
            forms: 46_080,
            start: 900,
        });
        let failing: Vec<_> = rows
            .iter()
            .filter(|row| !row.holds())
            .map(|row| row.what.as_str())
            .collect();
        assert_eq!(
            failing,
            [
                "first view, /en/",
                "DOM, /fr/",
                "DOM, /en/",
                "app: wasm + glue"
            ]
        );
        assert_eq!(rows.len(), 7);
    }

    #[test]
    fn a_build_without_pages_fails() {
        let rows = rows(&Sizes {
            pages: vec![],
            app: 1,
            forms: 1,
            start: 1,
        });
        assert!(rows.iter().any(|row| !row.holds()));
    }

    #[test]
    fn digits_are_grouped() {
        assert_eq!(
            [grouped(7), grouped(1_500), grouped(102_400)],
            ["7", "1,500", "102,400"]
        );
    }
}
