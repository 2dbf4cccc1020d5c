//! What organisers write to many. The words are kept once; in the outbox each person has a mail that names them.

use std::collections::BTreeSet;

use nec_ess_content::letter::Letter;
use nec_ess_domain::{Lang, Named};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::connection::Connection;
use super::database::Store;
use super::error::Error;
use super::instant;
use super::job::Done;
use super::mail::{Mail, MailKind};
use super::outbox::{self, Name};
use super::stored::Stored;
use super::value::values;

/// How many mails are written in one transaction: others have theirs between.
const TOGETHER: usize = 100;

/// A letter in both languages.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Texts {
    /// In French.
    pub fr: Letter,
    /// In English.
    pub en: Letter,
}

impl Texts {
    /// The one in `lang`.
    #[must_use]
    pub const fn get(&self, lang: Lang) -> &Letter {
        match lang {
            Lang::Fr => &self.fr,
            Lang::En => &self.en,
        }
    }

    /// Names these words: the same ones are sent to each person once, others are another letter.
    fn id(&self) -> String {
        let hash = Sha256::digest(self.written().as_bytes());
        hash.iter()
            .take(8)
            .map(|byte| format!("{byte:02x}"))
            .collect()
    }

    fn written(&self) -> String {
        serde_json::json!([self.fr, self.en]).to_string()
    }
}

impl Store {
    /// The addresses that this letter was written to before, in small letters.
    ///
    /// # Errors
    /// When the storage fails.
    pub async fn written_to(&self, texts: &Texts) -> Result<BTreeSet<String>, Error> {
        let id = texts.id();
        self.read(|connection| {
            Box::pin(async move {
                let sql = "SELECT recipient FROM outbox WHERE kind = $1 AND about = $2";
                let rows = connection
                    .rows(sql, values![MailKind::Letter.name(), id])
                    .await?;
                rows.iter()
                    .map(|row| Ok(row.text(0)?.to_lowercase()))
                    .collect()
            })
        })
        .await
    }

    /// Puts the letter to each of `people` into the outbox, where it is not there yet: the first due at `first_at`, each
    /// further one `pause` later (milliseconds).
    ///
    /// # Errors
    /// When the storage fails. Doing it again then goes on where it ended.
    pub async fn write_to(
        &self,
        texts: &Texts,
        people: &[Stored],
        first_at: i64,
        pause: i64,
    ) -> Result<(), Error> {
        let (id, written) = (texts.id(), texts.written());
        self.write(move |connection| {
            Box::pin(async move {
                let sql = "INSERT INTO letters (id, texts, created_at) VALUES ($1, $2, $3)
                           ON CONFLICT (id) DO NOTHING";
                let now = instant::write(jiff::Timestamp::now());
                connection.execute(sql, values![id, written, now]).await?;
                Ok(Done::Keep(()))
            })
        })
        .await?;
        let mut next_at = first_at;
        for people in people.chunks(TOGETHER) {
            let (id, people, begin) = (texts.id(), people.to_vec(), next_at);
            next_at += pause * i64::try_from(people.len()).unwrap_or(0);
            self.write(move |connection| {
                Box::pin(async move {
                    for (number, person) in (0..).zip(&people) {
                        let name = Name {
                            // A correction makes no other letter of it.
                            version: 0,
                            kind: MailKind::Letter,
                            about: &id,
                        };
                        outbox::insert(connection, person, &name, begin + pause * number).await?;
                    }
                    Ok(Done::Keep(()))
                })
            })
            .await?;
        }
        Ok(())
    }

    /// The words of `mail`, which is a letter.
    ///
    /// # Errors
    /// When the storage fails, or does not have them.
    pub async fn texts(&self, mail: &Mail) -> Result<Texts, Error> {
        let id = mail.about.clone();
        self.read(|connection| {
            Box::pin(async move {
                let sql = "SELECT texts FROM letters WHERE id = $1";
                let row = connection.row(sql, values![id]).await?;
                let texts = row.ok_or_else(Error::no_row)?.text(0)?;
                let read: (Letter, Letter) = serde_json::from_str(&texts)
                    .map_err(|_| Error::Unexpected("a letter is not what it should be".into()))?;
                let (fr, en) = read;
                Ok(Texts { fr, en })
            })
        })
        .await
    }
}

/// Takes back letters to the submission `number` that have not left: it is cancelled.
pub(super) async fn withdraw(connection: &mut Connection, number: i64) -> Result<(), Error> {
    let sql = "DELETE FROM outbox WHERE submission = $1 AND kind = 'letter' AND status = 'waiting'";
    connection.execute(sql, values![number]).await?;
    Ok(())
}
