//! Parts of a page hold for some time only, and a page may have been built long ago. Whoever has no script, or a clock that is
//! wrong, gets the page as it has to be now. With script, `scripts/time.js` does the same for a page that stays open.

use std::cell::Cell;
use std::collections::HashMap;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

use axum::body::Bytes;
use brotli::enc::BrotliEncoderParams;
use flate2::Compression;
use flate2::write::GzEncoder;
use lol_html::html_content::Element;
use lol_html::{RewriteStrSettings, element, rewrite_str};

/// The attributes that say from when, and until when, a part is shown: milliseconds since 1970.
const FROM: &str = "data-from";
const UNTIL: &str = "data-until";
/// How hard brotli tries, of 11: a page is made once for each time that something in it changes.
const QUALITY: i32 = 9;

/// A page in which something is otherwise than when it was built.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Turned {
    /// Since when: milliseconds since 1970.
    pub(super) since: i64,
    pub(super) plain: Bytes,
    pub(super) brotli: Bytes,
    pub(super) gzip: Bytes,
}

/// The pages of a folder, each turned once for each time that something in it changes.
#[derive(Debug, Default)]
pub(super) struct Pages(Mutex<HashMap<PathBuf, Page>>);

#[derive(Debug)]
struct Page {
    stamp: (u64, Option<SystemTime>),
    borders: Vec<i64>,
    turned: Option<(i64, Option<Arc<Turned>>)>,
}

impl Pages {
    /// The page in `file` as it is at `now`, in milliseconds since 1970; `None` where the file has it.
    ///
    /// # Errors
    /// When there is no such file, or it cannot be read.
    pub(super) fn at(&self, file: &Path, now: i64) -> io::Result<Option<Arc<Turned>>> {
        let metadata = fs::metadata(file)?;
        let stamp = (metadata.len(), metadata.modified().ok());
        let mut pages = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let known = pages.get(file).filter(|page| page.stamp == stamp);
        if let Some(page) = known {
            let Some(since) = page.last(now) else {
                return Ok(None);
            };
            if let Some((at, turned)) = &page.turned
                && *at == since
            {
                return Ok(turned.clone());
            }
        }
        let html = fs::read_to_string(file)?;
        let mut page = Page {
            stamp,
            borders: borders(&html),
            turned: None,
        };
        let turned = match page.last(now) {
            Some(since) => {
                let turned = turn(&html, now).map(|html| Turned::new(html, since));
                let turned = turned.transpose()?.map(Arc::new);
                page.turned = Some((since, turned.clone()));
                turned
            }
            None => None,
        };
        pages.insert(file.to_owned(), page);
        Ok(turned)
    }
}

impl Page {
    /// The last instant until `now` at which something in it changes.
    fn last(&self, now: i64) -> Option<i64> {
        let passed = self.borders.iter().filter(|border| **border <= now);
        passed.max().copied()
    }
}

impl Turned {
    fn new(html: String, since: i64) -> io::Result<Self> {
        let mut brotli = Vec::new();
        let settings = BrotliEncoderParams {
            quality: QUALITY,
            ..BrotliEncoderParams::default()
        };
        brotli::BrotliCompress(&mut html.as_bytes(), &mut brotli, &settings)?;
        let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
        gzip.write_all(html.as_bytes())?;
        Ok(Self {
            since,
            brotli: brotli.into(),
            gzip: gzip.finish()?.into(),
            plain: html.into(),
        })
    }
}

/// Every instant at which something in `html` changes.
fn borders(html: &str) -> Vec<i64> {
    let of = |name: &str| {
        let begin = format!("{name}=\"");
        let parts = html.split(&*begin).skip(1).map(str::to_owned);
        parts.collect::<Vec<_>>()
    };
    let values = of(FROM).into_iter().chain(of(UNTIL));
    values
        .filter_map(|rest| rest.split('"').next()?.parse().ok())
        .collect()
}

/// `html` as it is at `now`, in milliseconds since 1970; `None` where that is the same.
pub(super) fn turn(html: &str, now: i64) -> Option<String> {
    let mut has_changed = false;
    let instant = |part: &Element<'_, '_>, name| part.get_attribute(name)?.parse::<i64>().ok();
    let is_away = |part: &Element<'_, '_>| {
        let before = instant(part, FROM).is_some_and(|from| now < from);
        before || instant(part, UNTIL).is_some_and(|until| now >= until)
    };
    // Whether the choice that is open is away: what it is made of is not sent.
    let away_choice = Cell::new(false);
    let parts = element!("[data-from], [data-until]", |part| {
        let is_away = is_away(part);
        away_choice.set(is_away);
        if is_away != part.has_attribute("hidden") {
            has_changed = true;
            if is_away {
                part.set_attribute("hidden", "")?;
            } else {
                part.remove_attribute("hidden");
            }
        }
        Ok(())
    });
    let choices = element!("[data-until] > input", |control| {
        if away_choice.get() {
            control.set_attribute("disabled", "")?;
        }
        Ok(())
    });
    let settings = RewriteStrSettings::new()
        .append_element_content_handler(parts)
        .append_element_content_handler(choices);
    // What cannot be read as HTML is sent as it was built.
    let turned = rewrite_str(html, settings).ok()?;
    has_changed.then_some(turned)
}

#[cfg(test)]
mod tests {
    use super::*;

    const HTML: &str = concat!(
        r#"<p class="line" hidden data-from="200">Over</p>"#,
        r#"<div data-until="200"><form><input name="a"></form></div>"#,
        r#"<div data-from="100" data-until="200" hidden><i>now</i></div>"#,
        r#"<div class="choice" data-until="150"><input name="days" value="1"></div>"#,
        "<script>if (1 < 2 && 3) {}</script>"
    );

    /// Each part is shown in its time and hidden outside it, choices that have passed are not sent, and nothing else changes.
    #[test]
    fn parts_have_their_time() {
        assert_eq!(turn(HTML, 99), None);
        let at_150 = turn(HTML, 150).expect("something changes");
        assert_eq!(
            at_150,
            HTML.replace(r#"data-until="200" hidden>"#, r#"data-until="200">"#)
                .replace(
                    r#"data-until="150"><input name="days" value="1">"#,
                    r#"data-until="150" hidden=""><input name="days" value="1" disabled="">"#
                )
        );
        let at_200 = turn(HTML, 200).expect("something changes");
        assert!(at_200.starts_with(r#"<p class="line" data-from="200">Over"#));
        assert!(at_200.contains(r#"<div data-until="200" hidden=""><form><input name="a">"#));
        assert_eq!(turn(&at_200, 200), None);
        assert_eq!(borders(HTML), [200, 100, 200, 200, 150]);
    }

    /// A page is turned once for each border that has passed, and again when its file is another.
    #[test]
    fn pages_are_turned_once() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("index.html");
        let pages = Pages::default();
        assert!(pages.at(&file, 0).is_err());
        fs::write(&file, HTML).expect("a file");
        assert_eq!(pages.at(&file, 99).expect("it is there"), None);
        let first = pages.at(&file, 210).expect("it is there").expect("turned");
        let second = pages.at(&file, 220).expect("it is there").expect("turned");
        assert!(Arc::ptr_eq(&first, &second));
        assert_eq!(first.since, 200);
        fs::write(&file, "<p>another</p>").expect("a file");
        assert_eq!(pages.at(&file, 220).expect("it is there"), None);
    }
}
