//! Writes every page of the site as static HTML.
//!
//! `prerender --content content --template index.html --assets assets.json --out dist
//! [--origin URL] [--public public] [--places data/places/communes.tsv] [--as-of DAY|open|auto] [--states yes]
//! [--archive NAME]`
//!
//! `--archive` writes the pages of an edition that is over instead, to stand in the folder NAME of another site.
//! `--states yes` adds a page for those who write the site: every form and page in every state.
//!
//! `--public` is the folder that the pictures of texts stand in; it is copied to the site by whoever calls.
//! `--as-of` shows the site on a day, or on one when people can register: `open` always, `auto` once the event is over.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use jiff::civil::Date;
use nec_ess::pictures::{Picture, pictures};
use nec_ess::render::{Archive, Assets, File, PlacePaths, archive, files, states};
use nec_ess_content::places::{self, Table};
use nec_ess_content::{ContentError, Event, Moment};
use nec_ess_domain::web::origin;
use nec_ess_domain::{Named, Phase};

fn main() -> ExitCode {
    match run() {
        Ok(count) => {
            println!("{count} files");
            ExitCode::SUCCESS
        }
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<usize, String> {
    let options = options()?;
    let path = |name: &str| {
        options
            .get(name)
            .map(PathBuf::from)
            .ok_or_else(|| format!("prerender: expected --{name} PATH"))
    };
    let public = options.get("public").map_or("public", String::as_str);
    let reading = nec_ess_content::read(&path("content")?, Path::new(public));
    let reading = reading.map_err(|errors| mistakes(&errors))?;
    for note in &reading.notes {
        println!("note: {note}");
    }
    let mut site = reading.site;
    if let Some(asked) = options.get("origin") {
        site.settings.origin = site_origin(asked)?;
    }
    let as_of = as_of(&site.event, options.get("as-of").map(String::as_str))?;
    site.revise(Moment::of(&site.event, as_of).day(&site.event));
    for fact in site.settings.legal.missing() {
        println!(
            "still to be filled in: content/site.toml: [legal] {}",
            fact.name()
        );
    }
    let mut assets = Assets::read(&path("assets")?, &path("template")?)?;
    let out = path("out")?;
    if let Some(name) = options.get("archive") {
        let has = |path: &str| Path::new(public).join(path).is_file();
        let pictures = pictures(&site)?;
        let is_drawn = |path: &str| pictures.iter().any(|picture| picture.path == path);
        let archive = archive(&site, &assets, name, as_of, |path| {
            has(path) || is_drawn(path)
        })?;
        return write_archive(&archive, &pictures, Path::new(public), &out);
    }
    // Nothing else is judged by distances.
    if site.event.reimbursement.is_some() {
        let file = options.get("places");
        let file = file.map_or("data/places/communes.tsv", String::as_str);
        let table = place_table(Path::new(file), &site.event)?;
        let places = place_files(&table);
        assets.places = PlacePaths {
            near: format!("/{}", places[0].path),
            france: format!("/{}", places[1].path),
            terms: table.terms,
        };
        for file in &places {
            write(&out.join(&file.path), &file.text)?;
        }
    }
    let pictures = pictures(&site)?;
    let site = Arc::new(site);
    let mut files = files(&site, &assets, as_of).map_err(|error| error.to_string())?;
    if options.contains_key("states") {
        files.extend(states(&site, &assets));
    }
    for file in &files {
        write(&out.join(&file.path), &file.text)?;
    }
    for picture in &pictures {
        write(&out.join(&picture.path), &picture.png)?;
    }
    Ok(files.len() + pictures.len())
}

/// The pages, and what they show: pictures that are drawn, and files of the site. How many there are.
fn write_archive(
    archive: &Archive,
    pictures: &[Picture],
    public: &Path,
    out: &Path,
) -> Result<usize, String> {
    for file in &archive.files {
        write(&out.join(&file.path), &file.text)?;
    }
    for path in &archive.shown {
        let drawn = pictures.iter().find(|picture| &picture.path == path);
        let bytes = match drawn {
            Some(picture) => picture.png.clone(),
            None => std::fs::read(public.join(path))
                .map_err(|error| format!("{}: {error}", public.join(path).display()))?,
        };
        write(&out.join(path), &bytes)?;
    }
    Ok(archive.files.len() + archive.shown.len())
}

/// Each mistake on its line, and how many there are.
fn mistakes(errors: &[ContentError]) -> String {
    let lines: Vec<String> = errors.iter().map(ToString::to_string).collect();
    let count = match errors.len() {
        1 => "1 mistake".to_owned(),
        count => format!("{count} mistakes"),
    };
    format!(
        "{}\n{count} in the content; nothing was written",
        lines.join("\n")
    )
}

/// The address that was asked for, as browsers name it.
fn site_origin(asked: &str) -> Result<String, String> {
    origin(asked).ok_or_else(|| {
        format!("--origin {asked}: expected scheme and host and nothing after them, such as https://example.org")
    })
}

/// The day to show, where that is not the day that it is.
fn as_of(event: &Event, asked: Option<&str>) -> Result<Option<Date>, String> {
    let now = Moment::of(event, None);
    Ok(match asked {
        None => None,
        Some("open") => Some(event.open_day()),
        Some("auto") => (event.phase(now) == Phase::Over).then(|| event.open_day()),
        Some(day) => Some(
            day.parse()
                .map_err(|_| format!("--as-of {day}: expected a day such as 2031-11-26"))?,
        ),
    })
}

/// The table of places; what is to be looked at is printed.
fn place_table(file: &Path, event: &Event) -> Result<Table, String> {
    let table = places::read(file, event).map_err(|errors| {
        let lines: Vec<String> = errors.iter().map(ToString::to_string).collect();
        lines.join("\n")
    })?;
    for note in &table.notes {
        println!("{note}");
    }
    Ok(table)
}

/// The files that the check reads, under names that change with what they hold.
fn place_files(table: &Table) -> [File; 2] {
    let texts = places::browser_files(table);
    [("near", texts.near), ("france", texts.elsewhere)]
        .map(|(name, text)| File::hashed("assets", name, "txt", text))
}

fn options() -> Result<BTreeMap<String, String>, String> {
    let mut options = BTreeMap::new();
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        let name = word
            .strip_prefix("--")
            .ok_or_else(|| format!("prerender: unexpected `{word}`"))?;
        let value = words
            .next()
            .ok_or_else(|| format!("prerender: --{name} needs a value"))?;
        options.insert(name.to_owned(), value);
    }
    Ok(options)
}

fn write(path: &Path, bytes: impl AsRef<[u8]>) -> Result<(), String> {
    let fail = |error: std::io::Error| format!("{}: {error}", path.display());
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(fail)?;
    }
    std::fs::write(path, bytes).map_err(fail)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One mistake is one.
    #[test]
    fn one_or_several() {
        let error = ContentError::new("event.toml", 3, "expected a day");
        assert_eq!(
            mistakes(std::slice::from_ref(&error)),
            "content/event.toml:3: expected a day\n1 mistake in the content; nothing was written"
        );
        let both = mistakes(&[error.clone(), error]);
        assert!(both.ends_with("\n2 mistakes in the content; nothing was written"));
    }

    /// Canonical addresses begin with it: what is no scheme and host is told.
    #[test]
    fn origins() {
        assert_eq!(
            site_origin("https://example.org/").as_deref(),
            Ok("https://example.org")
        );
        for asked in ["example.org", "https://example.org/nec", ""] {
            let error = site_origin(asked).expect_err(asked);
            assert!(error.starts_with(&format!("--origin {asked}: expected scheme and host")));
        }
    }
}
