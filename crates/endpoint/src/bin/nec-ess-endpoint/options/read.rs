//! Reads the words of the command line, one after the other.

use std::ffi::OsString;
use std::path::PathBuf;

use lexopt::Arg::{Long, Short, Value};
use nec_ess_endpoint::{description, reference};

use super::Options;
use super::kind::{self, Kind};
use crate::usage;

/// The commands that name a submission.
const BY_REFERENCE: [&str; 6] = ["show", "correct", "cancel", "erase", "resend", "release"];

/// Reads the words, and refuses those that make no sense, or that the command would leave out.
///
/// # Errors
/// What is wrong with them, in plain words.
pub(crate) fn read() -> Result<Options, String> {
    let mut reader = Reader {
        parser: lexopt::Parser::from_env(),
        options: Options::default(),
        given: Vec::new(),
        spoken: String::new(),
        since: None,
        file: None,
    };
    reader.words()?;
    let prefix = reader.prefix();
    let Reader {
        mut options,
        given,
        spoken,
        since,
        file,
        ..
    } = reader;
    let Some(usage) = usage::of(&options.command) else {
        // That is for who asked for it to say.
        return Ok(options);
    };
    if options.help {
        return Ok(options);
    }
    for name in &given {
        if !usage.has(name) {
            return Err(foreign(name, &options.command));
        }
    }
    if BY_REFERENCE.contains(&&*options.command) {
        let command = &options.command;
        options.reference =
            reference::known(&spoken, &prefix).map_err(|why| match spoken.trim() {
                "" => format!("{command}: {why}"),
                _ => why,
            })?;
    }
    options.since = since
        .map(|since| reference::known(&since, &prefix).map_err(|why| format!("--since {why}")))
        .transpose()?;
    if let Some(expected) = missing_file(&options.command) {
        let missing = || format!("{}: {expected}", options.command);
        options.file = file.ok_or_else(missing)?;
    }
    options.fit(&given)?;
    Ok(options)
}

/// What is expected of the file that `command` needs, if it needs one.
fn missing_file(command: &str) -> Option<&'static str> {
    match command {
        "backup" => Some("expected the file to write, such as copy.db"),
        "restore" => Some("expected the copy that `backup` made, such as copy.db"),
        _ => None,
    }
}

/// What is said of an option that `command` does not have.
fn foreign(name: &str, command: &str) -> String {
    if usage::of(command).is_none() {
        return match command {
            "" => format!(
                "{name}: there is no such option: `nec-ess-endpoint --help` tells the commands"
            ),
            _ => usage::no_command(command),
        };
    }
    format!("{name} is no option of {command}: `nec-ess-endpoint {command} --help` tells those")
}

struct Reader {
    parser: lexopt::Parser,
    options: Options,
    /// The options, with their dashes.
    given: Vec<&'static str>,
    /// The words of a reference, as it is read out.
    spoken: String,
    /// The reference of `--since`, as it was given.
    since: Option<String>,
    file: Option<PathBuf>,
}

impl Reader {
    fn words(&mut self) -> Result<(), String> {
        loop {
            let word = match self.parser.next() {
                Ok(None) => return Ok(()),
                Ok(Some(word)) => word,
                Err(lexopt::Error::UnexpectedValue { option, .. }) => {
                    return Err(format!(
                        "{option} takes no value: leave out the = and what follows"
                    ));
                }
                Err(_) => return Err("a word of the command line is not UTF-8".into()),
            };
            match word {
                Short('h') => self.options.help = true,
                Short(letter) => {
                    return Err(foreign(&format!("-{letter}"), &self.options.command));
                }
                Long(name) => {
                    let name = name.to_owned();
                    self.option(&name)?;
                }
                Value(word) => self.word(word)?,
            }
        }
    }

    fn option(&mut self, name: &str) -> Result<(), String> {
        match name {
            "help" => self.options.help = true,
            "dist" => self.options.dist = self.path("--dist", "expected a folder, such as dist")?,
            "data" => {
                self.options.data = Some(self.path("--data", "expected a folder, such as data")?);
            }
            "host" => self.options.host = self.value("--host", &kind::host())?,
            "port" => self.options.port = self.value("--port", &kind::port())?,
            "metrics" => {
                self.options.metrics = Some(self.value("--metrics", &kind::metrics())?);
            }
            "as-of" => self.options.as_of = Some(self.value("--as-of", &kind::day())?),
            "format" => self.options.format = self.value("--format", &kind::format())?,
            "form" => self.options.form = Some(self.value("--form", &kind::form())?),
            "day" => self.options.day = Some(self.value("--day", &kind::day())?),
            "state" => self.options.state = Some(self.value("--state", &kind::state())?),
            "since" => self.since = Some(self.since()?),
            "answered" => {
                let expected = "expected the name of a field, such as access_needs";
                let field = self.given_value("--answered", expected)?;
                self.options.answered = Some(field.to_string_lossy().into_owned());
            }
            "lang" => self.options.lang = self.value("--lang", &kind::lang())?,
            "before" => self.options.before = Some(self.value("--before", &kind::day())?),
            "text" => {
                // Given once for each language.
                self.given.retain(|given| *given != "--text");
                let text = self.value("--text", &kind::text())?;
                self.options.texts.push(text);
            }
            "per-minute" => {
                self.options.per_minute = Some(self.value("--per-minute", &kind::per_minute())?);
            }
            "coming" => self.options.coming = self.flag("--coming"),
            "json" => self.options.json = self.flag("--json"),
            "late" => self.options.late = self.flag("--late"),
            "quarantine" => self.options.quarantine = self.flag("--quarantine"),
            "plain" => self.options.plain = self.flag("--plain"),
            "dry-run" => self.options.dry_run = self.flag("--dry-run"),
            "yes" => self.options.yes = self.flag("--yes"),
            "replace" => self.options.replace = self.flag("--replace"),
            "new-links" => self.options.new_links = self.flag("--new-links"),
            "send" => self.options.send = self.flag("--send"),
            "again" => self.options.again = self.flag("--again"),
            other => return Err(foreign(&format!("--{other}"), &self.options.command)),
        }
        Ok(())
    }

    fn flag(&mut self, name: &'static str) -> bool {
        self.given.push(name);
        true
    }

    /// What follows the option `name`, which is given once: of two only one would count.
    fn given_value(&mut self, name: &'static str, expected: &str) -> Result<OsString, String> {
        if self.given.contains(&name) {
            return Err(format!("{name} is given twice: expected once"));
        }
        self.given.push(name);
        let value = match self.parser.optional_value() {
            Some(value) => Some(value),
            // The next option is no value, even where it could be a folder's name.
            None => self
                .parser
                .value()
                .ok()
                .filter(|value| !value.as_encoded_bytes().starts_with(b"--")),
        };
        let value = value.filter(|value| !value.is_empty());
        value.ok_or_else(|| format!("{name}: {expected}"))
    }

    fn path(&mut self, name: &'static str, expected: &str) -> Result<PathBuf, String> {
        self.given_value(name, expected).map(PathBuf::from)
    }

    fn value<T>(&mut self, name: &'static str, kind: &Kind<T>) -> Result<T, String> {
        let value = self.given_value(name, &kind.expected)?;
        let read = value.to_str().and_then(kind.read);
        read.ok_or_else(|| format!("{name} {}: {}", value.display(), kind.expected))
    }

    fn since(&mut self) -> Result<String, String> {
        let expected = "expected a reference, such as ABC-7K3M-9QXF";
        let value = self.given_value("--since", expected)?;
        Ok(value.to_string_lossy().into_owned())
    }

    /// What the site's references begin with; nothing where the site is not here: then they have to be told in full.
    fn prefix(&self) -> String {
        let site = description::read(&self.options.dist);
        let prefix = site.map(|file| file.site.event.reference_prefix());
        prefix.unwrap_or_default()
    }

    /// A word that is no option, nor what follows one.
    fn word(&mut self, word: OsString) -> Result<(), String> {
        let text = word.to_string_lossy().into_owned();
        let command = self.options.command.clone();
        match &*command {
            "" => self.options.command = text,
            "correct" if text.contains('=') => self.change(&text)?,
            command if BY_REFERENCE.contains(&command) => {
                if reference::known(&self.spoken, &self.prefix()).is_err() {
                    // As it is read out, in several words.
                    self.spoken = format!("{} {text}", self.spoken).trim().to_owned();
                } else if command == "correct" {
                    self.change(&text)?;
                } else {
                    return Err(format!("{text}: expected one reference alone"));
                }
            }
            command if missing_file(command).is_some() && self.file.is_none() => {
                self.file = Some(word)
                    .filter(|word| !word.is_empty())
                    .map(PathBuf::from);
            }
            command if usage::of(command).is_some() => {
                return Err(format!(
                    "{text}: {command} takes no such word: `nec-ess-endpoint {command} --help` tells what it takes"
                ));
            }
            // There is no such command, which is told as soon as all is read.
            _ => {}
        }
        Ok(())
    }

    fn change(&mut self, word: &str) -> Result<(), String> {
        let kind = kind::change();
        let change = (kind.read)(word).ok_or_else(|| format!("{word}: {}", kind.expected))?;
        self.options.changes.push(change);
        Ok(())
    }
}
