//! Reads and checks the folder `content/`, which editors change without knowing Rust.
//!
//! [`load`] gives the whole site as typed values, or every mistake at once, each with its file, its
//! line and what was expected.

mod anchors;
mod blocks;
pub mod calendar;
mod compare;
pub mod dates;
mod draft;
mod error;
mod event;
mod faq;
mod form_guide;
mod form_words;
mod half;
mod headings;
mod inline_html;
pub mod legal;
pub mod letter;
mod links;
mod markdown;
mod moment;
mod page;
mod pages;
mod parse;
mod period;
pub mod places;
mod programme;
mod reader;
mod retention;
mod settings;
mod site;
mod slug;
mod stage;
mod text;
mod twins;
mod typography;
mod unreadable;
mod variables;
mod words;
mod writer;

use std::path::Path;

use nec_ess_domain::Lang;

use anchors::Anchors;
use parse::Source;

pub use error::ContentError;
pub use event::{Day, Event, Partners, Registration, Reimbursement, Venue, Workshop};
pub use faq::{FaqEntry, FaqGroup, Passage};
pub use form_guide::form_guide;
pub use form_words::{
    Common, FieldWords, FormWords, MailStates, MailWords, Manage, OneForm, Organisers, ReportWords,
};
pub use legal::{Legal, LegalFact};
pub use moment::Moment;
pub use page::{Action, Block, Drawing, Family, Figure, Known, OnceOver, Page};
pub use pages::Pages;
pub use period::Period;
pub use programme::{Person, Programme, Session, Slot};
pub use retention::{Kept, Retention, Since};
pub use settings::{Organiser, Settings};
pub use site::{Half, Site};
pub use stage::Stage;
pub use text::Text;
pub use words::{Blocks, Check, Embed, LegalWords, ProgrammeWords, RetentionWords, Shell, Words};

/// Reads and checks the content folder `root`.
///
/// # Errors
/// Every mistake in it, in the order of files and lines.
pub fn load(root: &Path) -> Result<Site, Vec<ContentError>> {
    let mut errors = Vec::new();
    let site = read(root, &mut errors);
    errors.sort_by(|a, b| (&a.file, a.line).cmp(&(&b.file, b.line)));
    match site {
        Some(site) if errors.is_empty() => Ok(site),
        _ => Err(errors),
    }
}

/// Reads as much as can be read, so that a mistake in one file hides none in another.
fn read(root: &Path, errors: &mut Vec<ContentError>) -> Option<Site> {
    let settings = read_toml::<Settings>(root, "site.toml", errors);
    let event = read_toml::<Event>(root, "event.toml", errors);
    if let Some((source, event)) = &event {
        event.check(source, errors);
    }
    let known_settings = settings.as_ref().map(|(_, settings)| settings);
    // Without a day there is no date to fill in.
    let known_event = event.as_ref().map(|(_, event)| event);
    let known_event = known_event.filter(|event| !event.days.is_empty());
    let programme = programme::read(root, known_event, errors);
    let sessions = programme::ids(root);
    let [fr, en] = Lang::ALL.map(|lang| reader::read(root, lang, known_event, errors));
    twins::check(&fr, &en, errors);
    let urls = fr.urls().chain(en.urls()).collect();
    let facts = half::Facts {
        settings: known_settings,
        event: known_event,
        sessions: &sessions,
        urls: (!fr.unreadable.folder && !en.unreadable.folder).then_some(&urls),
    };
    let mut anchors = Anchors::default();
    let fr_half = half::finish(&fr, &en, &facts, &mut anchors, errors);
    let en_half = half::finish(&en, &fr, &facts, &mut anchors, errors);
    anchors.check(errors);
    if let Some((source, settings)) = &settings {
        settings.check(source, &fr, &en, errors);
    }
    Some(Site {
        settings: settings?.1,
        event: event?.1,
        programme: programme?,
        fr: fr_half?,
        en: en_half?,
    })
}

fn read_toml<T: serde::de::DeserializeOwned>(
    root: &Path,
    file: &str,
    errors: &mut Vec<ContentError>,
) -> Option<(Source, T)> {
    let read = Source::read(root, Path::new(file))
        .and_then(|source| source.toml().map(|value| (source, value)));
    read.map_err(|error| errors.push(error)).ok()
}
