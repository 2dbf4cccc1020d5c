//! Reads the files of one language.

mod texts;
mod words_file;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use nec_ess_domain::Lang;
use serde::de::DeserializeOwned;

use crate::draft::{Draft, Unread};
use crate::error::ContentError;
use crate::event::Event;
use crate::page;
use crate::parse::Source;
use crate::unreadable::{LostPage, LostQuestion, Unreadable};
use crate::variables::Variables;

use words_file::words_file;

/// Reads every file of `lang`; without `event` no fact is filled in.
pub(crate) fn read(
    root: &Path,
    lang: Lang,
    event: Option<&Event>,
    errors: &mut Vec<ContentError>,
) -> Draft {
    let folder = PathBuf::from(lang.code());
    let facts = Variables::new(event, lang);
    let mut draft = Draft {
        lang,
        words: words_file(root, &folder.join("words.toml"), &facts, lang, errors),
        forms: words_file(root, &folder.join("forms.toml"), &facts, lang, errors),
        pages: BTreeMap::new(),
        faq: BTreeMap::new(),
        unreadable: Unreadable::default(),
    };
    if let Some((source, words)) = &draft.words {
        words.check(source, errors);
    }
    if let Some((source, forms)) = &draft.forms {
        forms.check(source, errors);
    }
    let mut files = Vec::new();
    draft.unreadable.folder = !list_markdown(root, &folder, &mut files, errors);
    let mut addresses: BTreeMap<String, PathBuf> = BTreeMap::new();
    for file in files {
        let inside = file.strip_prefix(&folder).unwrap_or(&file).to_path_buf();
        let parts: Vec<_> = inside.iter().filter_map(|part| part.to_str()).collect();
        if let ["faq", page, name] = parts.as_slice() {
            let name = name.strip_suffix(".md").unwrap_or(name);
            draft.read_question(root, &file, page, name, errors);
            continue;
        }
        let url = page::url(lang, &parts.join("/"));
        match addresses.get(&url) {
            None => draft.read_page(root, &file, url.clone(), errors),
            Some(other) => {
                let message = clash(&url, other);
                errors.push(ContentError::new(&file, 1, message));
                draft.lose_page(root, &file, url.clone());
            }
        }
        addresses.entry(url).or_insert(file);
    }
    draft
}

impl Draft {
    fn read_page(&mut self, root: &Path, file: &Path, url: String, errors: &mut Vec<ContentError>) {
        match unread(root, file, errors) {
            Some(page) => drop(self.pages.insert(url, page)),
            None => self.lose_page(root, file, url),
        }
    }

    fn lose_page(&mut self, root: &Path, file: &Path, url: String) {
        let id = Source::salvage(root, file).and_then(|source| source.text_of("id"));
        self.unreadable.pages.push(LostPage { url, id });
    }

    fn read_question(
        &mut self,
        root: &Path,
        file: &Path,
        page: &str,
        name: &str,
        errors: &mut Vec<ContentError>,
    ) {
        let (page, name) = (page.to_owned(), name.to_owned());
        match unread(root, file, errors) {
            Some(entry) => drop(self.faq.insert((page, name), entry)),
            None => self.unreadable.questions.push(LostQuestion {
                page,
                name,
                anchor: Source::salvage(root, file).and_then(|source| source.text_of("anchor")),
            }),
        }
    }
}

fn clash(url: &str, other: &Path) -> String {
    format!(
        "the address `{url}` is also that of content/{}: expected one file for one address",
        other.display()
    )
}

fn unread<K: DeserializeOwned>(
    root: &Path,
    file: &Path,
    errors: &mut Vec<ContentError>,
) -> Option<Unread<K>> {
    let read = Source::read(root, file).and_then(|source| {
        let (keys, body) = source.front_matter()?;
        Ok(Unread { source, keys, body })
    });
    read.map_err(|error| errors.push(error)).ok()
}

/// Gathers every `.md` below `folder`, relative to `root`, sorted; `false` if a folder cannot be read.
fn list_markdown(
    root: &Path,
    folder: &Path,
    found: &mut Vec<PathBuf>,
    errors: &mut Vec<ContentError>,
) -> bool {
    let listed: Result<Vec<_>, _> =
        std::fs::read_dir(root.join(folder)).and_then(Iterator::collect);
    let mut entries = match listed {
        Ok(entries) => entries,
        Err(error) => {
            let message = format!("cannot be read: {error}");
            errors.push(ContentError::new(folder, 1, message));
            return false;
        }
    };
    entries.sort_by_key(std::fs::DirEntry::file_name);
    let mut complete = true;
    for entry in entries {
        let path = folder.join(entry.file_name());
        if entry.path().is_dir() {
            complete &= list_markdown(root, &path, found, errors);
        } else if path.extension().is_some_and(|extension| extension == "md") {
            found.push(path);
        }
    }
    complete
}
