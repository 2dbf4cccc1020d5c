//! What every request draws from.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use axum::http::HeaderValue;
use jiff::civil::Date;
use nec_ess::render::{Assets, FormState, Instead, PageState, Request, SiteFile, document};
use nec_ess_content::{Known, Moment, Site};
use nec_ess_domain::wire::Status;
use nec_ess_domain::{Answers, Choices, Code, FieldError, Form, Kind, Lang, Phase};
use tokio::sync::OnceCell;

use crate::description;
use crate::health::Health;
use crate::just_stored::JustStored;
use crate::latest::Latest;
use crate::limits::{Counter, Limits, Permit, mailbox};
use crate::links::Links;
use crate::metrics::Metrics;
use crate::refusal::Refusal;
use crate::server;
use crate::store::{Caps, Error, Store, Stored};

/// From all networks together, an address may be used so many times more often than from one.
const MANY_NETWORKS: usize = 10;

/// What every request draws from.
#[derive(Clone)]
pub struct App {
    /// The checked content.
    pub site: Arc<Site>,
    /// The day that the site shows, where that is not the day that it is.
    pub as_of: Option<Date>,
    /// Scripts and style for the pages that are rendered here.
    pub assets: Arc<Assets>,
    /// Where submissions are kept.
    pub store: Store,
    /// What opens their private pages.
    pub links: Links,
    /// Whether mails are sent, and do not only wait in the outbox.
    pub sends_mail: bool,
    /// The folder of the prerendered site.
    pub dist: PathBuf,
    /// How often is too often.
    pub limits: Limits,
    /// What was counted so far.
    pub counter: Counter,
    /// What was stored a moment ago without a key.
    pub just_stored: JustStored,
    /// What was last said of the storage.
    pub health: Health,
    /// What is counted for whoever watches.
    pub metrics: Metrics,
    /// How long the body of a request may take.
    pub body_patience: Duration,
    /// What tells browsers to come by HTTPS only.
    pub hsts: Option<HeaderValue>,
    /// Whether another build was read since.
    pub(crate) latest: Latest,
    /// What the references in the storage begin with, once that was asked.
    pub(crate) earlier_prefixes: Arc<OnceCell<Vec<String>>>,
}

impl std::fmt::Debug for App {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("App")
            .field("dist", &self.dist)
            .finish_non_exhaustive()
    }
}

impl App {
    /// Reads the site's own description beside its pages.
    ///
    /// # Errors
    /// What could not be read, in plain words.
    pub fn open(dist: PathBuf, store: Store, links: Links) -> Result<Self, String> {
        let latest = Latest::before_reading(&dist);
        let SiteFile {
            site,
            assets,
            as_of,
        } = description::read(&dist)?;
        let metrics = Metrics::default();
        for form in site.event.forms() {
            metrics.expect(form);
        }
        Ok(Self {
            site: Arc::new(site),
            as_of,
            assets: Arc::new(assets),
            store,
            links,
            sends_mail: false,
            dist,
            limits: Limits::default(),
            counter: Counter::default(),
            just_stored: JustStored::default(),
            health: Health::default(),
            metrics,
            body_patience: server::Limits::default().body,
            hsts: None,
            latest,
            earlier_prefixes: Arc::default(),
        })
    }

    /// What the references in the storage begin with. Looked up once: new ones begin as the site has it.
    ///
    /// # Errors
    /// When the storage fails.
    pub(crate) async fn earlier_prefixes(&self) -> Result<&[String], Error> {
        let prefixes = self
            .earlier_prefixes
            .get_or_try_init(|| self.store.prefixes());
        prefixes.await.map(Vec::as_slice)
    }

    /// When it is, for all that depends on the day.
    pub(crate) fn moment(&self) -> Moment {
        Moment::of(&self.site.event, self.as_of)
    }

    /// Why `form` takes nothing, if it does not.
    pub(crate) fn closed(&self, form: &Form) -> Option<Refusal> {
        let (event, moment) = (&self.site.event, self.moment());
        event
            .is_closed(form, moment)
            .then(|| match event.phase(moment) {
                Phase::Over => Refusal::Over,
                Phase::Open | Phase::Closed | Phase::UnderWay => Refusal::Closed,
            })
    }

    /// Takes room for the submission `what` with `answers` from `network`.
    ///
    /// # Errors
    /// That there is none for the moment: after how many seconds there will be.
    pub(crate) fn permit(
        &self,
        form: &Form,
        what: &str,
        answers: &Answers,
        network: Option<String>,
    ) -> Result<Permit, u64> {
        let mut fields = form.fields.iter();
        let email = fields
            .find(|field| field.kind == Kind::Email)
            .map(|field| mailbox(answers.first(field.name)));
        let mut names = Vec::new();
        if let Some(email) = email {
            // From one network it is one person, or one who uses somebody else's address: that one may lock out nobody.
            match &network {
                Some(network) => {
                    names.push((format!("{email} {network}"), self.limits.per_email));
                    names.push((email, self.limits.per_email * MANY_NETWORKS));
                }
                None => names.push((email, self.limits.per_email)),
            }
        }
        names.extend(network.map(|network| (network, self.limits.per_network)));
        self.counter.take(what, names)
    }

    /// How many people there is room for on each day.
    #[must_use]
    pub fn caps(&self) -> Caps {
        description::caps(&self.site)
    }

    /// How many places are given out when one becomes free: none on a day that is over, where nobody can come any more.
    #[must_use]
    pub fn offered(&self) -> Caps {
        let moment = self.moment();
        let mut caps = self.caps();
        let event = &self.site.event;
        for day in event.days.iter().filter(|day| event.has_ended(day, moment)) {
            caps.insert(day.date.to_string(), 0);
        }
        caps
    }

    /// What is wrong with `answers` to `form` since days have ended: those that are chosen in them, and not in `before`.
    pub(crate) fn past_days(
        &self,
        form: &Form,
        answers: &Answers,
        before: &Answers,
    ) -> Vec<FieldError> {
        let (event, moment) = (&self.site.event, self.moment());
        let past = event.days.iter().filter(|day| event.has_ended(day, moment));
        let past: Vec<String> = past.map(|day| day.date.to_string()).collect();
        let fields = form.fields.iter();
        let fields = fields.filter(|field| field.kind == Kind::Many(Choices::Days));
        let is_new = |name: &str| {
            let mut past = past.iter();
            past.any(|day| answers.has(name, day) && !before.has(name, day))
        };
        fields
            .filter(|field| is_new(field.name))
            .map(|field| FieldError {
                field: field.name,
                code: Code::Past,
            })
            .collect()
    }

    /// Whether there is anything to say about places to the person of `stored`.
    pub(crate) fn has_places(&self, stored: &Stored) -> bool {
        let is_limited = self
            .site
            .event
            .days
            .iter()
            .any(|day| day.capacity.is_some());
        // Someone may still wait on a day that had a limit before.
        !stored.days.is_empty() && (is_limited || stored.status() == Status::Waiting)
    }

    /// The page `known` as a document, with a form in the given state or a receipt.
    pub(crate) fn page(
        &self,
        lang: Lang,
        known: Known,
        form: FormState,
        instead: Option<Instead>,
    ) -> String {
        let page = self.site.known(lang, known);
        document(&Request {
            site: &self.site,
            assets: &self.assets,
            lang,
            page,
            moment: self.moment(),
            path: &page.url,
            state: PageState {
                form,
                instead,
                ..PageState::default()
            },
        })
    }
}
