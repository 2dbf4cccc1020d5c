//! Whether the options of a command go together. What one of them would leave out of another is refused, not forgotten.

use std::net::SocketAddr;

use nec_ess_domain::wire::Status;
use nec_ess_domain::{Lang, forms};
use nec_ess_endpoint::export::Format;

use super::{Options, kind};

impl Options {
    /// Checks the options, of which those called `given` are given.
    ///
    /// # Errors
    /// Which does not fit, and what was expected.
    pub(super) fn fit(&self, given: &[&str]) -> Result<(), String> {
        match &*self.command {
            "serve" => self.fit_serve()?,
            "export" => self.fit_export(given.contains(&"--lang"))?,
            "report" if self.json && given.contains(&"--lang") => {
                return Err("--lang: expected without --json, whose names are English".into());
            }
            "mail" if self.again && !self.send => {
                return Err("--again: expected with --send, which sends them".into());
            }
            "correct" if self.changes.is_empty() => {
                return Err(format!("correct: {}", kind::change().expected));
            }
            "write" => self.fit_write()?,
            _ => {}
        }
        self.fit_field()
    }

    fn fit_serve(&self) -> Result<(), String> {
        let site = SocketAddr::new(self.host, self.port);
        match self.metrics {
            Some(metrics) if metrics == site && self.port != 0 => Err(format!(
                "--metrics {metrics}: expected another port than that of the site, such as 127.0.0.1:9464"
            )),
            _ => Ok(()),
        }
    }

    fn fit_export(&self, has_lang: bool) -> Result<(), String> {
        if self.plain && self.format != Format::Csv {
            return Err(
                "--plain: expected with --format csv, whose table it makes one for programs".into(),
            );
        }
        if has_lang && self.plain {
            return Err(
                "--lang: expected without --plain, whose table has every answer as it was given"
                    .into(),
            );
        }
        if has_lang && self.format == Format::Jsonl {
            return Err("--lang: expected with --format csv or xlsx, since jsonl has every answer as it was given".into());
        }
        Ok(())
    }

    fn fit_write(&self) -> Result<(), String> {
        if self.state == Some(Status::Cancelled) {
            return Err("--state cancelled: expected one of registered, waiting".into());
        }
        for lang in Lang::ALL {
            let mut texts = self.texts.iter().filter(|(of, _)| *of == lang);
            if let Some((_, first)) = texts.next()
                && let Some((_, second)) = texts.next()
            {
                return Err(format!(
                    "--text {}: expected one text in each language, and {} is in this one",
                    second.display(),
                    first.display()
                ));
            }
        }
        if self.texts.len() < Lang::ALL.len() {
            return Err("write: expected --text fr.md --text en.md, since each person is written to in their language".into());
        }
        Ok(())
    }

    /// Whether `--answered` names a field of the form, or of any form.
    fn fit_field(&self) -> Result<(), String> {
        let Some(name) = self.answered.as_deref() else {
            return Ok(());
        };
        let forms = forms::ALL.into_iter();
        let mut names: Vec<&str> = forms
            .filter(|known| self.form.is_none_or(|form| form == *known))
            .flat_map(|form| form.fields)
            .map(|field| field.name)
            .collect();
        names.sort_unstable();
        names.dedup();
        if names.contains(&name) {
            return Ok(());
        }
        let names = names.join(", ");
        Err(format!("--answered {name}: expected one of {names}"))
    }
}
