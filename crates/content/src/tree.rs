//! What stands where below the content folder. Names of files and folders become addresses; what nothing reads would be
//! missed by whoever put it there.

use std::path::{Path, PathBuf};

use nec_ess_domain::Lang;

use crate::error::ContentError;
use crate::parse::unreadable;
use crate::slug::{is_slug, slug};

/// The files of facts.
const FACTS: [&str; 3] = ["event.toml", "programme.toml", "site.toml"];
/// The files of words, in the folder of each language.
const WORDS: [&str; 2] = ["words.toml", "forms.toml"];
/// The folder of the sessions.
const PROGRAMME: &str = "programme";
/// The folder of the questions, in the folder of each language.
const FAQ: &str = "faq";
/// The folder below which components for other sites have their addresses.
const COMPONENTS: &str = "embed";

/// The texts of one language.
#[derive(Debug, Default)]
pub(crate) struct Texts {
    /// Pages, relative to the content folder, in the order of their names.
    pub(crate) pages: Vec<PathBuf>,
    /// Questions, each with the id of its page and its own name.
    pub(crate) questions: Vec<(PathBuf, String, String)>,
    /// Whether a folder cannot be listed.
    pub(crate) is_incomplete: bool,
}

/// A file or folder below the content folder.
struct Entry {
    /// Relative to it.
    path: PathBuf,
    name: String,
    is_folder: bool,
}

/// Complains of what does not belong at the top of the content folder `root`.
pub(crate) fn check_top(root: &Path, errors: &mut Vec<ContentError>) {
    let [fr, en] = Lang::ALL.map(Lang::code);
    // One that is not there is missed by whoever looks for something in it.
    for entry in list(root, Path::new("")).unwrap_or_default() {
        let name = entry.name.as_str();
        if entry.is_folder && ![fr, en, PROGRAMME].contains(&name) {
            errors.push(ContentError::of_file(
                &entry.path,
                format!("no folder of the site: expected {fr}, {en} or {PROGRAMME} here"),
            ));
        } else if !entry.is_folder && !FACTS.contains(&name) {
            let [event, programme, site] = FACTS;
            let expected = format!(
                "{event}, {programme} and {site}, and the folders {fr}, {en} and {PROGRAMME}"
            );
            errors.push(stray(&entry, &expected));
        }
    }
}

/// The files of the sessions, by name; none where there is no folder.
pub(crate) fn sessions(root: &Path, errors: &mut Vec<ContentError>) -> Vec<PathBuf> {
    let folder = Path::new(PROGRAMME);
    if !root.join(folder).exists() {
        return Vec::new();
    }
    let entries = list(root, folder).unwrap_or_else(|error| {
        errors.push(error);
        Vec::new()
    });
    let mut sessions = Vec::new();
    for entry in entries {
        if entry.is_folder || !entry.ends_with("toml") {
            errors.push(stray(&entry, "sessions, whose names end in .toml"));
        } else {
            entry.check_name(errors);
            sessions.push(entry.path);
        }
    }
    sessions
}

/// The texts of `lang`.
pub(crate) fn texts(root: &Path, lang: Lang, errors: &mut Vec<ContentError>) -> Texts {
    let mut texts = Texts::default();
    texts.gather(root, Path::new(lang.code()), &[], errors);
    texts
}

impl Texts {
    /// Gathers what stands in `folder`, which is reached through the folders `inside` of its language.
    fn gather(
        &mut self,
        root: &Path,
        folder: &Path,
        inside: &[&str],
        errors: &mut Vec<ContentError>,
    ) {
        let entries = match list(root, folder) {
            Ok(entries) => entries,
            Err(error) => {
                errors.push(error);
                self.is_incomplete = true;
                return;
            }
        };
        for entry in entries {
            if entry.is_folder {
                // One of questions has the id of a page, or is complained of as one that has not.
                if inside != [FAQ] {
                    entry.check_name(errors);
                }
                let inside = [inside, &[entry.name.as_str()]].concat();
                self.gather(root, &entry.path, &inside, errors);
            } else if entry.ends_with("md") {
                entry.check_name(errors);
                self.sort_in(entry, inside, errors);
            } else if !inside.is_empty() {
                let expected = "texts, whose names end in .md; pictures stand in public/";
                errors.push(stray(&entry, expected));
            } else if !WORDS.contains(&entry.name.as_str()) {
                let [words, forms] = WORDS;
                let expected = format!(
                    "texts, whose names end in .md, {words} and {forms}; pictures stand in public/"
                );
                errors.push(stray(&entry, &expected));
            }
        }
    }

    fn sort_in(&mut self, entry: Entry, inside: &[&str], errors: &mut Vec<ContentError>) {
        let lang = entry.path.iter().next().unwrap_or_default();
        let lang = lang.to_string_lossy().into_owned();
        let name = entry.stem().to_owned();
        match inside {
            [FAQ, page] => self.questions.push((entry.path, (*page).to_owned(), name)),
            [FAQ] if name != "index" => errors.push(misplaced(&entry, &lang)),
            [FAQ, ..] if inside.len() > 1 => errors.push(misplaced(&entry, &lang)),
            [COMPONENTS, deeper @ ..] => {
                if name != "index" || !deeper.is_empty() {
                    errors.push(ContentError::of_file(
                        &entry.path,
                        format!("the addresses below {lang}/{COMPONENTS}/ are those of components for other sites: expected another folder"),
                    ));
                }
                self.pages.push(entry.path);
            }
            _ => self.pages.push(entry.path),
        }
    }
}

fn misplaced(entry: &Entry, lang: &str) -> ContentError {
    ContentError::of_file(
        &entry.path,
        format!(
            "a question stands in a folder that has the id of its page: expected {lang}/{FAQ}/PAGE/{}",
            entry.name
        ),
    )
}

fn stray(entry: &Entry, expected: &str) -> ContentError {
    let kind = if entry.is_folder { "folder" } else { "file" };
    ContentError::of_file(
        &entry.path,
        format!("nothing reads this {kind}: expected {expected}"),
    )
}

/// What stands in `folder` below `root`, by name. What systems and editors hide is left out: it is nobody's text.
fn list(root: &Path, folder: &Path) -> Result<Vec<Entry>, ContentError> {
    let listed: Result<Vec<_>, _> =
        std::fs::read_dir(root.join(folder)).and_then(Iterator::collect);
    let mut entries: Vec<Entry> = listed
        .map_err(|error| unreadable(folder, &error))?
        .into_iter()
        .map(|entry| Entry {
            path: folder.join(entry.file_name()),
            name: entry.file_name().to_string_lossy().into_owned(),
            is_folder: entry.path().is_dir(),
        })
        .filter(|entry| !entry.name.starts_with('.'))
        .collect();
    entries.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(entries)
}

impl Entry {
    fn ends_with(&self, ending: &str) -> bool {
        self.path.extension().is_some_and(|found| found == ending)
    }

    /// The name without its ending.
    fn stem(&self) -> &str {
        let stem = self.name.rsplit_once('.').map(|(stem, _)| stem);
        stem.filter(|_| !self.is_folder).unwrap_or(&self.name)
    }

    fn check_name(&self, errors: &mut Vec<ContentError>) {
        let stem = self.stem();
        if !is_slug(stem) {
            let ending = &self.name[stem.len()..];
            errors.push(ContentError::of_file(
                &self.path,
                format!(
                    "the name becomes the address: expected lower-case letters, digits and single hyphens, such as `{}{ending}`",
                    slug(stem)
                ),
            ));
        }
    }
}
