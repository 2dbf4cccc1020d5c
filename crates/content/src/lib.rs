//! Reads and checks the folder `content/`, which editors change without knowing Rust.
//!
//! [`load`] gives the whole site as typed values, or every mistake at once, each with its file, its
//! line and what was expected.

mod anchors;
mod blocks;
pub mod calendar;
mod compare;
mod country;
pub mod dates;
mod draft;
mod error;
mod event;
mod event_check;
mod faq;
mod form_guide;
mod form_words;
mod headings;
mod inline_html;
mod language;
pub mod legal;
pub mod letter;
mod links;
mod markdown;
mod moment;
mod numbers;
mod offers;
mod page;
mod pages;
mod parse;
mod past;
mod period;
mod placeholders;
pub mod places;
mod programme;
mod reader;
mod report;
mod retention;
mod revision;
mod settings;
mod site;
mod slug;
mod stage;
mod text;
mod tree;
mod twins;
mod typography;
mod unreadable;
mod variables;
mod without;
mod words;
mod writer;
mod written;

use std::path::Path;

use nec_ess_domain::Lang;

use anchors::Anchors;
use parse::Source;
use report::Report;

pub use error::ContentError;
pub use event::{Day, Event, Next, Partners, Registration, Reimbursement, Venue, Workshop};
pub use faq::{FaqEntry, FaqGroup, Passage};
pub use form_guide::form_guide;
pub use form_words::{
    Common, FieldWords, FormWords, MailStates, MailWords, Manage, OneForm, Organisers, ReportWords,
};
pub use legal::{Legal, LegalFact};
pub use moment::Moment;
pub use offers::Offers;
pub use page::{Action, Block, Drawing, Family, Figure, Known, Later, Page};
pub use pages::Pages;
pub use period::Period;
pub use programme::{Person, Programme, Session, Slot};
pub use retention::{Kept, Retention, Since};
pub use settings::{Organiser, Settings};
pub use site::{LangContent, Site};
pub use stage::Stage;
pub use text::Text;
pub use words::{Blocks, Check, Embed, LegalWords, ProgrammeWords, RetentionWords, Shell, Words};

/// What was read.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The site.
    pub site: Site,
    /// What somebody should look at, a line each, in the order of files and lines.
    pub notes: Vec<String>,
}

/// Reads and checks the content folder `root`, beside which stands the folder `public`.
///
/// # Errors
/// Every mistake in it, in the order of files and lines.
pub fn load(root: &Path) -> Result<Site, Vec<ContentError>> {
    let public = root.parent().unwrap_or(root).join("public");
    read(root, &public).map(|reading| reading.site)
}

/// The same, with the pictures of texts in the folder `public`, and with what is to be looked at.
///
/// # Errors
/// Every mistake, in the order of files and lines.
pub fn read(root: &Path, public: &Path) -> Result<Reading, Vec<ContentError>> {
    let mut report = Report::default();
    let site = whole(root, public, &mut report);
    report.sort();
    match site {
        Some(site) if report.errors.is_empty() => Ok(Reading {
            site,
            notes: report.notes.iter().map(ToString::to_string).collect(),
        }),
        _ => Err(report.errors),
    }
}

/// Complains of facts that `source` names, a file in which none are filled in.
fn unfilled(source: &Source, errors: &mut Vec<ContentError>) {
    for (key, at, text) in source.texts_within() {
        for (offset, message) in variables::unfilled(&text) {
            let line = source.line_after(at, &text, offset);
            errors.push(source.error(line, format!("{key}: {message}")));
        }
    }
}

/// Reads as much as can be read, so that a mistake in one file hides none in another.
fn whole(root: &Path, public: &Path, report: &mut Report) -> Option<Site> {
    let errors = &mut report.errors;
    tree::check_top(root, errors);
    let may_be_empty = &settings::MAY_BE_EMPTY;
    let settings = Source::load::<Settings>(root, "site.toml", may_be_empty, errors);
    let event = Source::load::<Event>(root, "event.toml", &[], errors);
    let sources = [
        settings.as_ref().map(|(source, _)| source),
        event.as_ref().map(|(source, _)| source),
    ];
    for source in sources.into_iter().flatten() {
        unfilled(source, errors);
    }
    let has_names = event
        .as_ref()
        .is_none_or(|(source, event)| event_check::check(event, source, errors));
    let known_settings = settings.as_ref().map(|(_, settings)| settings);
    let organiser = known_settings.map(|settings| &settings.organiser);
    // Without a day there is no date to fill in, and a name that is none is not to be measured in every text.
    let known_event = event.as_ref().map(|(_, event)| event);
    let known_event = known_event.filter(|event| has_names && !event.days.is_empty());
    let (programme, sessions) = programme::read(root, known_event, organiser, report);
    let [fr, en] = Lang::ALL.map(|lang| reader::read(root, lang, known_event, organiser, report));
    twins::check(&fr, &en, &mut report.errors);
    let urls = fr.urls().chain(en.urls()).collect();
    let facts = language::Facts {
        settings: known_settings,
        event: known_event,
        sessions: &sessions,
        urls: (!fr.unreadable.folder && !en.unreadable.folder).then_some(&urls),
        public,
    };
    let mut anchors = Anchors::default();
    let french = language::finish(&fr, &en, &facts, &mut anchors, report);
    let english = language::finish(&en, &fr, &facts, &mut anchors, report);
    anchors.check(&mut report.errors);
    if let Some((source, settings)) = &settings {
        settings.check(source, &fr, &en, &mut report.errors);
    }
    let mut settings = settings?.1;
    let gone = |id: &String| fr.gone.contains_key(id);
    settings.menu.retain(|id| !gone(id));
    settings.footer.retain(|id| !gone(id));
    let (source, event) = event?;
    let site = Site {
        settings,
        event: event.without_idle_periods(),
        programme: programme?,
        fr: french?,
        en: english?,
    };
    if report.errors.is_empty() {
        report.notes.extend(revision::note(&site, &source));
    }
    Some(site)
}
