//! What a page may weigh.

use crate::build::{Kind, Request, build};
use crate::failure::Result;
use crate::repo::Repo;
use crate::sizes::{Embed, Page, Sizes};
use crate::suite::tally::Tally;

/// One figure and its limit.
pub(crate) struct Row {
    what: String,
    figure: u64,
    limit: u64,
    unit: &'static str,
}

pub(crate) fn run(repo: &Repo) -> Result<Tally> {
    let built = build(repo, &Request::to_test(Kind::Release))?;
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
    let (forms, checks): (Vec<&Page>, Vec<&Page>) = all
        .iter()
        .filter(|page| page.parts.forms || page.parts.check)
        .partition(|page| page.parts.forms);
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
    // 80 is the grade A; a row says what is lost.
    rows.extend(worst(
        "lost of 100 points of EcoIndex",
        &all,
        20,
        "points",
        |page| (100.0 - sizes.ecoindex(page)).ceil().max(0.0) as u64,
    ));
    let bytes = |what: &str, figure, limit| Row {
        what: what.into(),
        figure,
        limit,
        unit: "bytes",
    };
    // This and embed.js name the files that they fetch, by hashes that compress one way or another: some 10 bytes.
    rows.push(bytes("start script", sizes.start, 2_080));
    rows.push(bytes("router: wasm + glue", sizes.app, 59_100));
    rows.push(bytes("forms: wasm + glue", sizes.forms, 56_500));
    rows.push(bytes("check: wasm + glue", sizes.check, 85_850));
    rows.push(bytes("router and forms", sizes.app + sizes.forms, 115_600));
    // The router comes to a page with a form only when somebody is about to leave it.
    rows.extend(worst("form page in all", &forms, 69_100, "bytes", |page| {
        page.bytes + sizes.forms
    }));
    rows.extend(worst(
        "check page in all",
        &checks,
        99_550,
        "bytes",
        |page| page.bytes + sizes.check,
    ));
    rows.push(bytes("builder: wasm + glue", sizes.builder, 39_700));
    rows.push(bytes("communes near the venue", sizes.near_places, 12_288));
    rows.push(bytes("embed.js", sizes.embed_script, 3_620));
    rows.push(bytes(
        "what embed.js fetches in few pages",
        sizes.embed_more,
        1_990,
    ));
    rows.extend(heaviest("form embed", &sizes.form_embeds, 66_600));
    rows.extend(heaviest("check embed", &sizes.check_embeds, 97_750));
    rows.extend(heaviest("text embed", &sizes.text_embeds, 9_770));
    // Without this a build of nothing would be within every limit.
    for (what, is_missing) in [
        ("pages", sizes.pages.is_empty()),
        ("embeds with a form", sizes.form_embeds.is_empty()),
        ("embeds with the check", sizes.check_embeds.is_empty()),
        ("embeds with text", sizes.text_embeds.is_empty()),
    ] {
        if is_missing {
            rows.push(Row {
                what: format!("{what} missing"),
                figure: 1,
                limit: 0,
                unit: "builds",
            });
        }
    }
    rows
}

/// All that the heaviest of these components loads in another site.
fn heaviest(what: &str, embeds: &[Embed], limit: u64) -> Option<Row> {
    let heaviest = embeds.iter().max_by_key(|embed| embed.bytes)?;
    Some(Row {
        what: format!("{what}, {}", heaviest.url),
        figure: heaviest.bytes,
        limit,
        unit: "bytes",
    })
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
            parts: crate::sizes::Parts::default(),
        }
    }

    fn embed(url: &str, bytes: u64) -> Embed {
        Embed {
            url: url.into(),
            bytes,
            requests: 2,
        }
    }

    /// A build that is within every limit.
    fn light() -> Sizes {
        Sizes {
            pages: vec![page("/fr/", 900, 300), page("/fr/faq/", 800, 380)],
            app: 54_000,
            forms: 49_000,
            builder: 39_200,
            start: 900,
            check: 79_000,
            form_embeds: vec![embed("/fr/embed/inscription/", 45_000)],
            check_embeds: vec![embed("/fr/embed/defraiement/", 75_000)],
            text_embeds: vec![embed("/fr/embed/faq/", 7_000)],
            embed_script: 2_400,
            embed_more: 0,
            near_places: 11_900,
        }
    }

    fn failing(sizes: &Sizes) -> Vec<String> {
        let rows = rows(sizes);
        let over = rows.into_iter().filter(|row| !row.holds());
        over.map(|row| row.what).collect()
    }

    #[test]
    fn a_light_build_is_within_every_limit() {
        assert!(failing(&light()).is_empty());
    }

    #[test]
    fn the_largest_is_named_and_each_page_that_is_over() {
        let mut sizes = light();
        sizes.pages.push(page("/en/", 15_001, 360));
        sizes.pages[0].elements = 400;
        sizes.text_embeds.push(embed("/en/embed/faq/", 10_301));
        sizes.app = 70_000;
        assert_eq!(
            failing(&sizes),
            [
                "first view, /en/",
                "DOM, /fr/",
                "DOM, /en/",
                "router: wasm + glue",
                "router and forms",
                "text embed, /en/embed/faq/",
            ]
        );
    }

    #[test]
    fn a_build_without_pages_or_embeds_fails() {
        let empty = Sizes {
            pages: vec![],
            form_embeds: vec![],
            check_embeds: vec![],
            text_embeds: vec![],
            ..light()
        };
        assert_eq!(
            failing(&empty),
            [
                "pages missing",
                "embeds with a form missing",
                "embeds with the check missing",
                "embeds with text missing"
            ]
        );
    }

    #[test]
    fn digits_are_grouped() {
        assert_eq!(
            [grouped(7), grouped(1_500), grouped(102_400)],
            ["7", "1,500", "102,400"]
        );
    }
}
