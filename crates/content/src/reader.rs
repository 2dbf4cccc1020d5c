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
use crate::report::Report;
use crate::settings::Organiser;
use crate::tree;
use crate::unreadable::{LostPage, LostQuestion, Unreadable};
use crate::variables::Variables;
use crate::without;

use words_file::words_file;

/// Reads every file of `lang`; without `event` no fact is filled in.
pub(crate) fn read(
    root: &Path,
    lang: Lang,
    event: Option<&Event>,
    organiser: Option<&Organiser>,
    report: &mut Report,
) -> Draft {
    let folder = PathBuf::from(lang.code());
    let facts = Variables::new(event, organiser, lang);
    let mut draft = Draft {
        lang,
        words: words_file(root, &folder.join("words.toml"), &facts, lang, report),
        forms: words_file(root, &folder.join("forms.toml"), &facts, lang, report),
        pages: BTreeMap::new(),
        faq: BTreeMap::new(),
        gone: BTreeMap::new(),
        unreadable: Unreadable::default(),
    };
    let errors = &mut report.errors;
    if let Some((source, words)) = &draft.words {
        words.check(event, source, errors);
    }
    if let Some((source, forms)) = &draft.forms {
        forms.check(event, source, errors);
    }
    let texts = tree::texts(root, lang, errors);
    draft.unreadable.folder = texts.is_incomplete;
    for (file, page, name) in texts.questions {
        draft.read_question(root, &file, page, name, report);
    }
    let mut addresses: BTreeMap<String, PathBuf> = BTreeMap::new();
    for file in texts.pages {
        let inside = file.strip_prefix(&folder).unwrap_or(&file);
        let parts: Vec<_> = inside.iter().filter_map(|part| part.to_str()).collect();
        let url = page::url(lang, &parts.join("/"));
        match addresses.get(&url) {
            None => draft.read_page(root, &file, url.clone(), report),
            Some(other) => {
                let message = clash(&url, other);
                report.errors.push(ContentError::of_file(&file, message));
                draft.lose_page(root, &file, url.clone());
            }
        }
        addresses.entry(url).or_insert(file);
    }
    draft.leave_out(event, report);
    draft
}

impl Draft {
    /// Leaves out the pages and questions that belong to what `event` does not have.
    fn leave_out(&mut self, event: Option<&Event>, report: &mut Report) {
        let mut needed = |source: &Source, needs: Option<&String>| {
            let needs = needs?;
            if !without::needs().any(|known| known == needs) {
                let known: Vec<_> = without::needs().collect();
                let message = format!("needs = `{needs}`, expected one of: {}", known.join(", "));
                report.errors.push(source.error_at(&["needs"], message));
            }
            without::missing(event, needs)
        };
        let gone = &mut self.gone;
        self.pages.retain(|_, page| {
            let keys = &page.keys;
            let form = needed(&page.source, keys.needs.as_ref());
            match form.or_else(|| without::missing(event, &keys.id)) {
                Some(form) => {
                    gone.insert(keys.id.clone(), form);
                    false
                }
                None => true,
            }
        });
        self.faq.retain(|(page, _), question| {
            let form = needed(&question.source, question.keys.needs.as_ref());
            form.is_none() && !gone.contains_key(page)
        });
    }

    fn read_page(&mut self, root: &Path, file: &Path, url: String, report: &mut Report) {
        match unread(root, file, report) {
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
        page: String,
        name: String,
        report: &mut Report,
    ) {
        match unread(root, file, report) {
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

fn unread<K: DeserializeOwned>(root: &Path, file: &Path, report: &mut Report) -> Option<Unread<K>> {
    let read = Source::read(root, file);
    let mut source = read.map_err(|error| report.errors.push(error)).ok()?;
    match source.front_matter() {
        Ok((keys, body)) => {
            report.notes.extend(source.meant_for_nothing());
            Some(Unread { source, keys, body })
        }
        Err(errors) => {
            report.errors.extend(errors);
            None
        }
    }
}
