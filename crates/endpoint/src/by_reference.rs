//! What organisers do with one submission, whose person is on the phone and reads out the reference. It has the effects
//! that the private page has.

mod card;

use nec_ess_domain::{Answers, Code, FieldError, Form, Lang, Named, forms};

use crate::app::App;
use crate::manage::change::{By, Correction, Obstacle, Wish, carry_out};
use crate::organisation;
use crate::store::{Change, Error, State, Stored};
use crate::words::Words;

/// What is said where no submission has a reference.
pub const UNKNOWN: &str = "nothing has this reference: it was never given, or what had it was deleted (by `purge`, or past its period)";

/// A submission, its form, and the language to tell of it in.
pub struct Case<'a> {
    app: &'a App,
    lang: Lang,
    form: &'static Form,
    stored: Stored,
}

impl<'a> Case<'a> {
    /// The submission of `reference`.
    ///
    /// # Errors
    /// When there is none, or the storage fails, in plain words.
    pub async fn find(app: &'a App, lang: Lang, reference: &str) -> Result<Self, String> {
        let found = app.store.by_reference(reference).await.map_err(plain)?;
        let unknown = || format!("{reference}: {UNKNOWN}");
        let stored = found.ok_or_else(unknown)?;
        let form = forms::by_id(&stored.form).ok_or_else(unknown)?;
        Ok(Self {
            app,
            lang,
            form,
            stored,
        })
    }

    /// What has become of it.
    #[must_use]
    pub const fn state(&self) -> State {
        self.stored.state
    }

    /// All that is known of it.
    ///
    /// # Errors
    /// When the storage fails, or the site's own description is not as expected.
    pub async fn card(&self) -> Result<String, String> {
        let mails = self.app.store.told(&self.stored.reference).await;
        let words = Words::new(&self.app.site, self.lang)?;
        Ok(card::card(
            &words,
            self.form,
            &self.stored,
            &mails.map_err(plain)?,
        ))
    }

    /// Replaces the answers that `changes` name, each by all the values that are given for it; an empty one is none. Gives
    /// what has become of the submission.
    ///
    /// # Errors
    /// Why nothing was changed, in words.
    pub async fn correct(
        &self,
        changes: &[(String, String)],
        may_be_late: bool,
    ) -> Result<String, String> {
        let answers = self.changed(changes)?;
        let check = Correction::check(self.app, &self.stored, self.form, &answers, may_be_late);
        let correction = check.map_err(|obstacle| match obstacle {
            Obstacle::Over => over(&self.stored),
            Obstacle::Closed => format!(
                "{}: registration has closed, and nothing was changed: --late corrects it all the same",
                self.stored.reference
            ),
            Obstacle::Fields(errors) => self.errors(&errors, &answers),
        })?;
        self.wish(&Wish::Correct(correction)).await
    }

    /// Cancels it. Gives what has become of the submission.
    ///
    /// # Errors
    /// Why nothing was changed, in words.
    pub async fn cancel(&self) -> Result<String, String> {
        self.wish(&Wish::Cancel).await
    }

    /// Erases all of it. Gives what has become of the submission.
    ///
    /// # Errors
    /// Why nothing was changed, in words.
    pub async fn erase(&self) -> Result<String, String> {
        self.wish(&Wish::Erase).await
    }

    async fn wish(&self, wish: &Wish) -> Result<String, String> {
        let change = carry_out(self.app, &self.stored, wish, By::Organiser).await;
        let manage = &self.app.site.content(self.lang).forms.manage;
        match change.map_err(plain)? {
            Change::Same(stored) if matches!(wish, Wish::Correct(_)) => Ok(format!(
                "{}: nothing was changed, it has these answers already\n",
                stored.reference
            )),
            Change::Done(stored) | Change::Same(stored) => self.outcome(&stored),
            // Cancelled twice is cancelled.
            Change::Over(stored)
                if stored.state == State::Cancelled && matches!(wish, Wish::Cancel) =>
            {
                self.outcome(&stored)
            }
            Change::Over(stored) => Err(over(&stored)),
            Change::SameAnswers => Err(manage.same_answers.clone()),
            Change::OrganisationTaken => {
                Err(self.errors(&organisation::taken(self.form), &Answers::new()))
            }
            Change::Unknown => Err(format!("{}: it is no longer there", self.stored.reference)),
        }
    }

    fn outcome(&self, stored: &Stored) -> Result<String, String> {
        let words = Words::new(&self.app.site, self.lang)?;
        let mut out = format!("{}: {}\n", stored.reference, words.status(stored));
        out += &card::places(&words, stored);
        Ok(out)
    }

    /// The stored answers with `changes`.
    fn changed(&self, changes: &[(String, String)]) -> Result<Answers, String> {
        let event = &self.app.site.event;
        let asked = self.form.fields.iter().filter(|field| event.asks(field));
        let asked: Vec<&str> = asked.map(|field| field.name).collect();
        for (name, _) in changes {
            if !asked.contains(&name.as_str()) {
                let why = match self.form.field(name) {
                    Some(_) => "the event has no [workshop] any more, and nobody is asked this: ",
                    None => "",
                };
                return Err(format!("{name}: {why}expected one of {}", asked.join(", ")));
            }
        }
        let is_changed = |name: &str| changes.iter().any(|(changed, _)| changed == name);
        let kept = self
            .stored
            .answers
            .iter()
            .filter(|(name, _)| !is_changed(name));
        let new = changes.iter().map(|(name, value)| (&**name, &**value));
        Ok(kept.chain(new).collect())
    }

    /// What is wrong with the fields of `answers`, in the words of the page.
    fn errors(&self, errors: &[FieldError], answers: &Answers) -> String {
        let forms = &self.app.site.content(self.lang).forms;
        let fields = forms.form.get(self.form.id).map(|words| &words.fields);
        let mut lines = vec![forms.manage.error_heading.clone()];
        lines.extend(errors.iter().map(|FieldError { field, code }| {
            let words = fields.and_then(|fields| fields.get(*field));
            let given = answers.first(field);
            // A form that the event gave up has no words.
            let message = words.map_or_else(
                || code.name().to_owned(),
                |words| words.message(*code, given),
            );
            let help = match code {
                Code::Taken => " (export --form reimbursement)",
                Code::Past => " (--late takes it all the same)",
                _ => "",
            };
            format!("  {field}: {message}{help}")
        }));
        lines.join("\n")
    }
}

/// Why nothing is changed any more.
fn over(stored: &Stored) -> String {
    let reference = &stored.reference;
    match stored.state {
        State::Erased => format!("{reference}: it is erased, only the reference is left"),
        State::Active | State::Cancelled => format!(
            "{reference}: it is cancelled, and stays as it is. Its person can send the form again"
        ),
    }
}

fn plain(error: Error) -> String {
    error.to_string()
}
