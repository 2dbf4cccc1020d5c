//! Sends what waits in the outbox.

mod by_hand;
mod letter;
mod reason;
mod settings;
mod transport;
mod why;

use std::collections::{BTreeSet, VecDeque};
use std::time::Duration;

use lettre::message::Mailbox;
use lettre::transport::smtp;
use lettre::{AsyncSmtpTransport, AsyncTransport, Tokio1Executor};
use tokio::sync::watch;
use tokio::task::JoinSet;

use crate::app::App;
use crate::limits::{Counter, mailbox};
use crate::links::Links;
use crate::metrics::Metrics;
use crate::store::{Error, Mail, MailKind, MailStatus, Store};

pub use letter::{days_in_words, letter, several};
pub use reason::Reason;
pub use settings::Settings;
pub use transport::SERVER;
use why::why;

/// How many mails are on their way at once: a server takes some hundreds of milliseconds for each.
const AT_ONCE: usize = 8;
/// How many mails a person gets within an hour one by one; the next ones go out together when the first of these is an hour
/// old. The forms are open to everyone: so nobody can fill the inbox of somebody else.
const ONE_BY_ONE: usize = 3;
/// How often the outbox is looked at.
const LOOK: Duration = Duration::from_secs(5);
/// The longest pause between two tries.
const LONGEST_PAUSE: Duration = Duration::from_secs(6 * 60 * 60);
/// After so many tries, some five days, nobody waits for the mail any more.
const MOST_TRIES: i64 = 30;
/// What a server answers when our own name and password are wrong: that says nothing of the address.
const NOT_THE_ADDRESS: [u16; 4] = [530, 534, 535, 538];

/// What one look at the outbox came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Round {
    /// Taken by the server.
    pub sent: usize,
    /// Refused for good.
    pub failed: usize,
    /// To be tried again.
    pub postponed: usize,
    /// Left for later, to go out together.
    pub put_off: usize,
}

/// Sends mails.
#[derive(Clone, Debug)]
pub struct Mailer {
    app: App,
    store: Store,
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
    public_url: String,
    links: Links,
    patience: Duration,
    first_pause: Duration,
    /// Who got mails lately.
    had: Counter,
    metrics: Metrics,
}

enum Failure {
    /// The person has had several; this one goes out after so many seconds.
    TooMany(u64),
    /// Trying again is useless.
    ForGood(String),
    /// Trying again may help; the server may take other mails.
    ForNow(String),
    /// There is no talking to the server at the moment.
    NoServer(String),
}

impl Mailer {
    /// A sender for `settings`.
    ///
    /// # Errors
    /// What is wrong with the settings, in plain words.
    pub fn new(settings: &Settings, app: &App) -> Result<Self, String> {
        let from = settings.sender()?;
        let transport = transport::transport(settings)?;
        let public_url =
            settings.public_url(&app.site.settings.form_endpoint, &app.site.settings.origin)?;
        Ok(Self {
            app: app.clone(),
            store: app.store.clone(),
            links: app.links.clone(),
            transport,
            from,
            public_url,
            patience: settings.patience,
            first_pause: settings.first_pause,
            had: Counter::default(),
            metrics: app.metrics.clone(),
        })
    }

    /// Sends until `stop` becomes true.
    pub async fn run(self, mut stop: watch::Receiver<bool>) {
        while !*stop.borrow() {
            match self.send_due().await {
                Ok(round) if round == Round::default() => {}
                Ok(round) => tracing::info!(
                    sent = round.sent,
                    failed = round.failed,
                    postponed = round.postponed,
                    put_off = round.put_off,
                    "mail"
                ),
                Err(error) => tracing::error!("cannot read the outbox: {error}"),
            }
            tokio::select! {
                () = tokio::time::sleep(LOOK) => {}
                _ = stop.changed() => break,
            }
        }
    }

    /// Sends everything that is due now, several mails at once.
    ///
    /// # Errors
    /// When the storage fails.
    pub async fn send_due(&self) -> Result<Round, Error> {
        let mut round = Round::default();
        let mut on_their_way = JoinSet::new();
        let mut recipients = BTreeSet::new();
        let mut behind: VecDeque<Vec<Mail>> = VecDeque::new();
        // What keeps the rest for later: no server, or no storage.
        let mut end = None;
        loop {
            while end.is_none() && on_their_way.len() < AT_ONCE {
                match self.claim().await {
                    Ok(mails) => match mails.first() {
                        // A person gets theirs in the order of what they tell.
                        Some(mail) if !recipients.insert(mail.recipient.clone()) => {
                            behind.push_back(mails);
                            break;
                        }
                        Some(_) => {
                            on_their_way.spawn(self.clone().send_as_one(mails));
                        }
                        None => break,
                    },
                    Err(error) => end = Some(Err(error)),
                }
            }
            // Whatever ends the round, what was sent is noted.
            let Some(sent) = on_their_way.join_next().await else {
                break;
            };
            let Ok((mails, result)) = sent else { continue };
            let Some(recipient) = mails.first().map(|mail| &mail.recipient) else {
                continue;
            };
            let is_theirs = |next: &Vec<Mail>| next.iter().any(|mail| mail.recipient == *recipient);
            let next = behind.iter().position(is_theirs);
            match next.and_then(|next| behind.remove(next)) {
                Some(next) => {
                    on_their_way.spawn(self.clone().send_as_one(next));
                }
                None => {
                    recipients.remove(recipient);
                }
            }
            if matches!(result, Err(Failure::NoServer(_))) {
                // The others would fare no better.
                end = end.or(Some(Ok(())));
            }
            for mail in &mails {
                if let Err(error) = self.settle(mail, &result, &mut round).await {
                    end = Some(Err(error));
                }
            }
        }
        end.unwrap_or(Ok(())).map(|()| round)
    }

    /// Notes what came of sending `mail`.
    async fn settle(
        &self,
        mail: &Mail,
        result: &Result<(), Failure>,
        round: &mut Round,
    ) -> Result<(), Error> {
        match result {
            Ok(()) => {
                self.note(mail, MailStatus::Sent, 0, "").await?;
                round.sent += 1;
            }
            Err(Failure::TooMany(seconds)) => {
                let pause = i64::try_from(*seconds).unwrap_or(i64::MAX / 2000) * 1000;
                self.store.put_off(mail, now() + pause).await?;
                round.put_off += 1;
            }
            Err(Failure::ForGood(error)) => {
                self.note(mail, MailStatus::Failed, 0, error).await?;
                round.failed += 1;
            }
            Err(Failure::ForNow(error)) => {
                self.postpone(mail, error).await?;
                round.postponed += 1;
            }
            Err(Failure::NoServer(error)) => {
                tracing::warn!("no mail server: {error}");
                self.postpone(mail, error).await?;
                round.postponed += 1;
            }
        }
        Ok(())
    }

    /// Takes the mail that is due the longest, and with one that was put off the others to the same person.
    async fn claim(&self) -> Result<Vec<Mail>, Error> {
        let Some(mail) = self.store.claim(now()).await? else {
            return Ok(Vec::new());
        };
        let others = match mail.is_put_off {
            true => self.store.claim_with(&mail, now()).await?,
            false => Vec::new(),
        };
        let mut mails = vec![mail];
        mails.extend(others);
        Ok(mails)
    }

    /// Sends mails to one person as one, unless the person has had several lately.
    async fn send_as_one(self, mails: Vec<Mail>) -> (Vec<Mail>, Result<(), Failure>) {
        let mut permit = None;
        if let Some(mail) = mails.first()
            && mail.kind.is_for_the_asking()
        {
            let mut person = mailbox(&mail.recipient);
            if mail.is_again() {
                // Counted apart: whoever fills in forms with an address does not keep its person from a lost link.
                person.push_str(" again");
            }
            let person = vec![(person, ONE_BY_ONE)];
            match self.had.take(&mail.id(), person) {
                Ok(room) => permit = Some(room),
                Err(seconds) => return (mails, Err(Failure::TooMany(seconds))),
            }
        }
        let result = self.send(&mails).await;
        if let (Some(permit), Ok(())) = (permit, &result) {
            permit.used();
        }
        (mails, result)
    }

    /// Sends mails to one person as one.
    async fn send(&self, mails: &[Mail]) -> Result<(), Failure> {
        let Some(mail) = mails.first() else {
            return Ok(());
        };
        let texts = match mail.kind {
            MailKind::Letter => Some(self.store.texts(mail).await.map_err(|error| {
                // The storage is to blame, not the address.
                Failure::ForNow(error.to_string())
            })?),
            _ => None,
        };
        let recipient = letter::address(&mail.recipient);
        let is_plain = recipient.is_ok_and(|address| address.to_string().is_ascii());
        let app = self.app.latest();
        let (site, moment) = (&app.site, app.moment());
        let link = |mail: &Mail| format!("{}{}", self.public_url, self.links.path(&mail.reference));
        // Of each submission, the latest says it all.
        let is_latest = |mail: &&Mail| !mails.iter().any(|other| other.is_later_than(mail));
        let latest: Vec<&Mail> = mails.iter().filter(is_latest).collect();
        let message = match latest[..] {
            [mail] => letter(site, mail, texts.as_ref(), &self.from, &link(mail), moment),
            _ => {
                let links: Vec<_> = latest.iter().map(|mail| (*mail, link(mail))).collect();
                several(site, &links, &self.from, moment)
            }
        };
        let message = message.map_err(|error| Failure::ForGood(error.to_string()))?;
        match tokio::time::timeout(self.patience, self.transport.send(message)).await {
            Ok(Ok(_)) => Ok(()),
            Ok(Err(error)) => Err(judge(&error, is_plain)),
            Err(_) => Err(Failure::NoServer(
                "the server did not answer in time".into(),
            )),
        }
    }

    async fn postpone(&self, mail: &Mail, error: &str) -> Result<(), Error> {
        if mail.attempts >= MOST_TRIES {
            return self.note(mail, MailStatus::Failed, 0, error).await;
        }
        let doublings = u32::try_from(mail.attempts - 1).unwrap_or(0).min(20);
        let pause = self
            .first_pause
            .saturating_mul(1 << doublings)
            .min(LONGEST_PAUSE);
        let pause = i64::try_from(pause.as_millis()).unwrap_or(i64::MAX);
        self.note(mail, MailStatus::Waiting, now() + pause, error)
            .await
    }

    /// Notes what came of `mail`, with some patience: a mail that was sent must be known as sent.
    async fn note(
        &self,
        mail: &Mail,
        status: MailStatus,
        next_at: i64,
        error: &str,
    ) -> Result<(), Error> {
        self.metrics.mail(status);
        let error: String = error
            .chars()
            .map(|c| if c.is_control() { ' ' } else { c })
            .take(300)
            .collect();
        let mut tries = 0;
        loop {
            let noted = self.store.settle_mail(mail, status, next_at, &error).await;
            tries += 1;
            if noted.is_ok() || tries == 5 {
                return noted;
            }
            tokio::time::sleep(Duration::from_secs(1)).await;
        }
    }
}

/// What `error` says of a mail, whose address `is_plain` where it has nothing but ASCII.
fn judge(error: &smtp::Error, is_plain: bool) -> Failure {
    let text = why(error);
    if error.is_client() && !is_plain {
        // The client itself refuses to send it, and others may well be sent.
        return Failure::ForGood(format!(
            "the address: this server cannot write to such a one ({text})"
        ));
    }
    let code = error.status().map(u16::from);
    match code {
        Some(code) if NOT_THE_ADDRESS.contains(&code) => Failure::NoServer(text),
        Some(_) if error.is_permanent() => Failure::ForGood(text),
        // The server is about to close.
        Some(421) | None => Failure::NoServer(text),
        Some(_) => Failure::ForNow(text),
    }
}

fn now() -> i64 {
    jiff::Timestamp::now().as_millisecond()
}
