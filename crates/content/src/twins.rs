//! Each page and each question exists in both languages.

use std::collections::{BTreeMap, BTreeSet};

use nec_ess_domain::{Lang, Named};

use crate::blocks;
use crate::draft::{Draft, Unread};
use crate::error::ContentError;
use crate::faq::FaqKeys;
use crate::page::{Drawing, Figure, Later, PageKeys};
use crate::stage::Stage;

/// Complains of every page and question that lacks its twin, and of what is the same in both languages but differs.
pub(crate) fn check(fr: &Draft, en: &Draft, errors: &mut Vec<ContentError>) {
    let (french, english) = (by_id(fr, errors), by_id(en, errors));
    one_way(&french, en, "an English", errors);
    one_way(&english, fr, "a French", errors);
    let is_one = |id: &str| !fr.has_twice(id) && !en.has_twice(id);
    for (id, page) in french.iter().filter(|(id, _)| is_one(id)) {
        if let Some(twin) = english.get(id) {
            figures(page, twin, errors);
            families(page, twin, errors);
            stages(page, twin, errors);
            later(page, twin, errors);
        }
    }
    faq_one_way(fr, en, "en", errors);
    faq_one_way(en, fr, "fr", errors);
    for (draft, other) in [(fr, en), (en, fr)] {
        orders(draft, other, errors);
    }
}

/// No two questions of a page claim the same place. One whose twin in `other` has another place is complained of already.
fn orders(draft: &Draft, other: &Draft, errors: &mut Vec<ContentError>) {
    let mut taken = BTreeMap::new();
    for (place, entry) in &draft.faq {
        let (source, order) = (&entry.source, entry.keys.order);
        let twin = other.faq.get(place);
        if twin.is_some_and(|twin| twin.keys.order != order) {
            continue;
        }
        let (page, _) = place;
        if let Some(other) = taken.insert((page, order), source) {
            let message = format!(
                "order = {order} is that of content/{} too: expected another number",
                other.file.display()
            );
            errors.push(source.error_at(&["order"], message));
        }
    }
}

fn by_id<'a>(
    draft: &'a Draft,
    errors: &mut Vec<ContentError>,
) -> BTreeMap<&'a str, &'a Unread<PageKeys>> {
    let mut pages = BTreeMap::new();
    for page in draft.pages.values() {
        if let Some(other) = pages.insert(page.keys.id.as_str(), page) {
            errors.push(page.source.error_at(
                &["id"],
                format!(
                    "the id `{}` is also that of content/{}: expected another one",
                    page.keys.id,
                    other.source.file.display()
                ),
            ));
        }
    }
    pages
}

fn one_way(
    pages: &BTreeMap<&str, &Unread<PageKeys>>,
    other: &Draft,
    twin: &str,
    errors: &mut Vec<ContentError>,
) {
    // Each of these may be the twin of a page whose id cannot be read.
    if other.unreadable.hides_pages() {
        return;
    }
    let twins: BTreeSet<&str> = other.ids().map(|(id, _)| id).collect();
    for (id, page) in pages.iter().filter(|(id, _)| !twins.contains(**id)) {
        errors.push(page.source.error_at(
            &["id"],
            format!("expected {twin} page with the same id `{id}`"),
        ));
    }
}

fn figures(page: &Unread<PageKeys>, twin: &Unread<PageKeys>, errors: &mut Vec<ContentError>) {
    let values = |unread: &Unread<PageKeys>| -> Vec<(String, f64)> {
        unread
            .keys
            .figures
            .iter()
            .map(|figure| (figure.id.clone(), figure.percent))
            .collect()
    };
    // A percentage that is none is complained of as such.
    let is_right = |unread: &Unread<PageKeys>| {
        let mut figures = unread.keys.figures.iter();
        figures.all(Figure::is_part)
    };
    if is_right(page) && is_right(twin) && values(page) != values(twin) {
        errors.push(twin.source.error_at(
            &["figures"],
            format!("the figures differ from those of content/{}: expected the same ids and percentages", page.source.file.display()),
        ));
    }
}

/// Both languages show the same families, each with the same drawing and as many examples.
fn families(page: &Unread<PageKeys>, twin: &Unread<PageKeys>, errors: &mut Vec<ContentError>) {
    let of = |unread: &Unread<PageKeys>| -> Vec<(String, Drawing, usize)> {
        let families = unread.keys.families.iter();
        families
            .map(|family| (family.id.clone(), family.drawing, family.examples.len()))
            .collect()
    };
    if of(page) != of(twin) {
        errors.push(twin.source.error_at(
            &["families"],
            format!("the families differ from those of content/{}: expected the same ids and drawings, and as many examples", page.source.file.display()),
        ));
    }
}

/// What one language says otherwise from some time on, the other does too.
fn later(page: &Unread<PageKeys>, twin: &Unread<PageKeys>, errors: &mut Vec<ContentError>) {
    type Texts = fn(&PageKeys) -> &Option<Later>;
    const TABLES: [(&str, Texts); 2] = [
        ("once_closed", |keys| &keys.once_closed),
        ("once_over", |keys| &keys.once_over),
    ];
    for (table, texts) in TABLES {
        let has = |unread: &Unread<PageKeys>| {
            let texts = texts(&unread.keys).as_ref();
            let has = |key: fn(&Later) -> &Option<String>| {
                texts.is_some_and(|texts| key(texts).is_some())
            };
            // A lead that takes the place of none is complained of as such.
            let has_lead = unread.keys.lead.is_some() && has(|texts| &texts.lead);
            [has(|texts| &texts.description), has_lead]
        };
        if has(page) != has(twin) {
            errors.push(twin.source.error_at(
                &[table],
                format!(
                    "[{table}] has other keys than in content/{}: expected the same in both languages",
                    page.source.file.display()
                ),
            ));
        }
    }
}

/// Both languages say the same at the same time.
fn stages<K>(page: &Unread<K>, twin: &Unread<K>, errors: &mut Vec<ContentError>) {
    let of = |unread: &Unread<K>| blocks::stages(&blocks::cut(&unread.body.text));
    let (expected, found) = (of(page), of(twin));
    if expected != found {
        let list = |stages: &[Stage]| match stages {
            [] => "none".to_owned(),
            stages => stages
                .iter()
                .map(|stage| format!("`{{{{{}}}}}`", stage.name()))
                .collect::<Vec<_>>()
                .join(", "),
        };
        errors.push(twin.source.error(
            twin.body.lines_before + 1,
            format!(
                "the text is cut into other times ({}) than content/{}: expected {}",
                list(&found),
                page.source.file.display(),
                list(&expected)
            ),
        ));
    }
}

fn faq_one_way(draft: &Draft, other: &Draft, folder: &str, errors: &mut Vec<ContentError>) {
    for ((page, name), entry) in &draft.faq {
        let source = &entry.source;
        // Questions in a folder of no page are complained of together.
        let mut lost = other.faq.keys().filter(|(page, _)| !other.has_page(page));
        let is_lost = !draft.has_page(page) || lost.any(|(_, lost)| lost == name);
        if !is_lost && !other.has_question(page, name) {
            errors.push(ContentError::of_file(
                &source.file,
                format!("expected its twin content/{folder}/faq/{page}/{name}.md"),
            ));
        }
        // What the two say otherwise is told once, in English.
        let twin = other.faq.get(&(page.clone(), name.clone()));
        let twin = twin.filter(|_| draft.lang == Lang::En);
        let is_known = |entry: &Unread<FaqKeys>| {
            let stage = entry.keys.stage.as_deref();
            stage.is_none_or(|stage| Stage::from_name(stage).is_some())
        };
        let differs = |twin: &&Unread<FaqKeys>| {
            is_known(twin) && is_known(entry) && twin.keys.stage != entry.keys.stage
        };
        if let Some(twin) = twin.filter(differs) {
            errors.push(source.error_at(
                &["stage"],
                format!(
                    "the stage differs from that of content/{}: expected the same in both languages",
                    twin.source.file.display()
                ),
            ));
        }
        if let Some(twin) = twin {
            stages(twin, entry, errors);
        }
        if let Some(twin) = twin.filter(|twin| twin.keys.order != entry.keys.order) {
            errors.push(source.error_at(
                &["order"],
                format!(
                    "order = {}, but its twin content/{} has {}",
                    entry.keys.order,
                    twin.source.file.display(),
                    twin.keys.order
                ),
            ));
        }
    }
}
