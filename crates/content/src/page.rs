//! A page: the keys of its front matter, and the blocks that its Markdown becomes.

mod family;
mod known;
mod names;

use serde::{Deserialize, Serialize};

use nec_ess_domain::{Lang, Named};

use crate::event::Event;
use crate::moment::Moment;
use crate::stage::Stage;

pub(crate) use family::FamilyKeys;
pub use family::{Drawing, Family};
pub use known::Known;

/// The front matter of `content/<language>/**/*.md`, except FAQ entries.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PageKeys {
    /// Pairs the page with its twin in the other language.
    pub(crate) id: String,
    /// The `<h1>` and the `<title>`.
    pub(crate) title: String,
    /// A shorter label for menus.
    #[serde(default)]
    pub(crate) nav: Option<String>,
    /// For search engines and link previews, 50 to 160 characters.
    pub(crate) description: String,
    /// One or two sentences under the title, inline Markdown.
    #[serde(default)]
    pub(crate) lead: Option<String>,
    /// Heading of this page's questions on the FAQ page.
    #[serde(default)]
    pub(crate) faq_title: Option<String>,
    /// Percentages to be drawn.
    #[serde(default)]
    pub(crate) figures: Vec<Figure>,
    /// Families of actors to be shown as cards.
    #[serde(default)]
    pub(crate) families: Vec<FamilyKeys>,
    /// What takes the place of other keys once registration is closed.
    #[serde(default)]
    pub(crate) once_closed: Option<Later>,
    /// What takes the place of other keys once the event is over.
    #[serde(default)]
    pub(crate) once_over: Option<Later>,
    /// What the event must have, so that the page is there: `workshop` or `reimbursement`. The page of a form needs no such
    /// key.
    #[serde(default)]
    pub(crate) needs: Option<String>,
}

/// What stands in the place of a page's own keys from some time on.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Later {
    /// For search engines and link previews, 50 to 160 characters.
    pub description: Option<String>,
    /// One or two sentences under the title, inline Markdown; HTML once it was read.
    pub lead: Option<String>,
}

/// A percentage and what it is a part of.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Figure {
    /// Pairs the figure with its twin.
    pub id: String,
    /// 0 to 100.
    pub percent: f64,
    /// Completes the number: "des Français sont connectés".
    pub text: String,
}

impl Figure {
    /// Whether its percentage is that of a part.
    pub(crate) fn is_part(&self) -> bool {
        (0.0..=100.0).contains(&self.percent)
    }
}

/// A page that was read, checked and turned into blocks.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Page {
    /// Pairs the page with its twin in the other language.
    pub id: String,
    /// The path on the site, with its language and a trailing slash: "/fr/etudes/".
    pub url: String,
    /// The `<h1>` and the `<title>`, plain text.
    pub title: String,
    /// Label in menus.
    pub nav: String,
    /// For search engines and link previews.
    pub description: String,
    /// Under the title, HTML.
    pub lead: Option<String>,
    /// Heading of this page's questions on the FAQ page.
    pub faq_title: Option<String>,
    /// Percentages to be drawn.
    pub figures: Vec<Figure>,
    /// What takes the place of other texts once registration is closed: that of its form, on the page of one.
    #[serde(default)]
    pub once_closed: Option<Later>,
    /// What takes the place of other texts once the event is over.
    pub once_over: Option<Later>,
    /// The body.
    pub blocks: Vec<Block>,
}

impl Page {
    /// Whether this is the page `known`.
    #[must_use]
    pub fn is(&self, known: Known) -> bool {
        self.id == known.name()
    }

    /// What search engines and previews are told at `moment`.
    #[must_use]
    pub fn description_at(&self, event: &Event, moment: Moment) -> &str {
        let schedule = event.schedule_on(&self.id);
        let mut later = self.later().into_iter().rev();
        let other = later.find_map(|(stage, texts)| {
            let holds = stage.holds(&schedule, moment.milliseconds());
            texts.filter(|_| holds)?.description.as_deref()
        });
        other.unwrap_or(&self.description)
    }

    /// What stands under the title, HTML: each text with its first instant and the first after it, in milliseconds since
    /// 1970.
    #[must_use]
    pub fn leads(&self, event: &Event) -> Vec<(&str, Option<i64>, Option<i64>)> {
        let schedule = event.schedule_on(&self.id);
        let later = self.later().into_iter().filter_map(|(stage, texts)| {
            let lead = texts?.lead.as_deref()?;
            Some((lead, stage.borders(&schedule).0))
        });
        let leads = self.lead.as_deref().map(|lead| (lead, None));
        let leads: Vec<_> = leads.into_iter().chain(later).collect();
        let ends = leads.iter().skip(1).map(|(_, from)| *from).chain([None]);
        let timed = leads.iter().zip(ends);
        // Where registration closes with the event, nothing is said between the two.
        let timed = timed.filter(|((_, from), until)| until.is_none() || from != until);
        timed
            .map(|(&(lead, from), until)| (lead, from, until))
            .collect()
    }

    /// What takes the place of other texts, in the order of the times from which on it does.
    const fn later(&self) -> [(Stage, Option<&Later>); 2] {
        [
            (Stage::OnceClosed, self.once_closed.as_ref()),
            (Stage::OnceOver, self.once_over.as_ref()),
        ]
    }
}

/// A part of a page's body.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Block {
    /// HTML made from Markdown.
    Html(String),
    /// Button links.
    Actions(Vec<Action>),
    /// The page's figures as charts.
    Figures,
    /// The page's families of actors as cards.
    Families(Vec<Family>),
    /// The page's own questions and answers.
    Faq,
    /// Every question of the site.
    FaqAll,
    /// The days with their places and calendar files.
    Days,
    /// The days with their sessions.
    Programme,
    /// The facts of the workshop.
    Workshop,
    /// Funders and co-organisers.
    Partners,
    /// The list of the articles.
    Articles,
    /// The page's form.
    Form,
    /// The reimbursement check.
    Check,
    /// What to copy to show a component on another site.
    EmbedBuilder,
    /// How long what people send is kept.
    Retention,
    /// Who answers for the site.
    Legal,
    /// How people reach the organiser.
    Contact,
    /// By what right answers are kept, and to whom people may complain.
    DataProtection,
    /// What follows, until the next of these, is for this time.
    Stage(Stage),
}

/// A button link.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct Action {
    /// Where it leads.
    pub url: String,
    /// Whether it leaves the site.
    pub outside: bool,
    /// What it says.
    pub label: String,
}

/// The URL of the page that stands in `file` ("etudes.md", "articles/index.md") of `lang`.
pub(crate) fn url(lang: Lang, file: &str) -> String {
    let slug = file.strip_suffix(".md").unwrap_or(file);
    let slug = match slug.rsplit_once('/') {
        Some((folder, "index")) => folder,
        None if slug == "index" => return format!("/{}/", lang.code()),
        _ => slug,
    };
    format!("/{}/{slug}/", lang.code())
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use nec_ess_domain::Schedule;

    use super::*;

    fn later(text: &str) -> Option<Later> {
        Some(Later {
            description: Some(text.into()),
            lead: Some(text.into()),
        })
    }

    /// From each time on a page says what that time asks for, and what it does not say again stays.
    #[test]
    fn texts_follow_the_time() {
        let text = include_str!("../tests/fixtures/minimal/event.toml");
        let mut event: Event = toml::from_str(text).expect("the fixture is an event");
        let at =
            |instant: i64| Moment::at(Timestamp::from_millisecond(instant).expect("an instant"));
        let mut page = Page {
            id: "studies".into(),
            url: "/fr/etudes/".into(),
            title: String::new(),
            nav: String::new(),
            description: "open".into(),
            lead: Some("open".into()),
            faq_title: None,
            figures: Vec::new(),
            once_closed: later("closed"),
            once_over: later("over"),
            blocks: Vec::new(),
        };
        event.registration.closes = "2025-11-20T18:00:00+01:00".parse().ok();
        let Schedule { closes, ends, .. } = event.schedule();
        let said = |page: &Page, event: &Event| {
            [closes - 1, closes, ends - 1, ends]
                .map(|instant| page.description_at(event, at(instant)).to_owned())
        };
        assert_eq!(said(&page, &event), ["open", "closed", "closed", "over"]);
        assert_eq!(
            page.leads(&event),
            [
                ("open", None, Some(closes)),
                ("closed", Some(closes), Some(ends)),
                ("over", Some(ends), None)
            ]
        );
        event.registration.closes = None;
        assert_eq!(said(&page, &event), ["open", "open", "open", "over"]);
        assert_eq!(
            page.leads(&event),
            [("open", None, Some(ends)), ("over", Some(ends), None)]
        );
        page.once_over = None;
        assert_eq!(said(&page, &event), ["open", "open", "open", "closed"]);
        page.once_closed = None;
        assert_eq!(page.leads(&event), [("open", None, None)]);
    }

    /// A file's place is its address.
    #[test]
    fn urls() {
        assert_eq!(url(Lang::Fr, "index.md"), "/fr/");
        assert_eq!(url(Lang::En, "studies.md"), "/en/studies/");
        assert_eq!(url(Lang::Fr, "articles/index.md"), "/fr/articles/");
        assert_eq!(
            url(Lang::Fr, "articles/aesio-mutuelle.md"),
            "/fr/articles/aesio-mutuelle/"
        );
        assert_eq!(url(Lang::En, "reindex.md"), "/en/reindex/");
    }
}
