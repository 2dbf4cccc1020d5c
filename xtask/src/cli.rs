//! What can be asked on the command line.

use std::path::PathBuf;

use nec_ess_domain::web::origin;

use crate::build::{AUTO, Kind, Request};
use crate::suite::Part;

/// Shown by `help`, and after a command that is not one.
pub(crate) const USAGE: &str = "\
usage: cargo xtask COMMAND

  serve [--port 8080] [--data data]    build all, then serve site and endpoint on http://127.0.0.1:PORT
        [--as-of DATE | --today]       … as on that day; once the event is over, three weeks before it unless you say
  build [--origin URL] [--out dist]    build a folder for any static host
        [--as-of DATE]                 … as on that day: a preview, not to be published
        [--plain]                      … with the ordinary standard library (larger)
        [--content DIR]                … from another folder than content/
        [--debug]                      … unoptimised, uncompressed; goes to target/dist-debug
  watch [--port 8080] [--data data]    serve a debug build; rebuild and reload on change
        [--as-of DATE | --today]       … as for serve
  test [unit|endpoint|browser|content|budget|lint]
                                       every check, or one part of them
  test faults                          the endpoint's faults (kills, full disk, locks, clock …), fifty times each
  test fuzz                            a million strange requests to the endpoint, on each storage
  bench [sizes|check|embeds|endpoint|load|ready]
                                       figures: what the pages weigh; how long a key takes in the check; what
                                       our embeds load beside other systems'; how long they keep a page from
                                       answering, and what they make jump; how soon a form answers
  places [--all] [--data FILE] [--content DIR]
                                       the verdict on every commune, tab-separated
  new-edition DIR                      copies content/ without the facts that change: a build of DIR names each
  archive NAME [--content DIR] [--origin URL]
                                       keeps the pages of an event that is over in public/NAME, without script: each
                                       build from then on has them at /NAME/
  places --make [--data FILE] [--content DIR]
                                       makes data/places/communes.tsv anew, for the venue and the radius in event.toml";

/// A command line, understood.
#[derive(Debug, PartialEq)]
pub(crate) enum Command {
    Help,
    Serve { shown: Shown },
    Build { request: Request },
    Watch { shown: Shown },
    Test { part: Option<Part> },
    Bench { name: String },
    NewEdition { folder: PathBuf },
    Archive { name: String, request: Request },
    Places { options: Vec<String> },
}

/// What is served, and where.
#[derive(Debug, PartialEq)]
pub(crate) struct Shown {
    pub(crate) port: u16,
    pub(crate) data: PathBuf,
    /// As in a [`Request`].
    pub(crate) as_of: Option<String>,
}

/// Reads the arguments after the program's name; the error is a sentence for the person who typed them.
pub(crate) fn parse(arguments: impl IntoIterator<Item = String>) -> Result<Command, String> {
    let mut words = Words(arguments.into_iter().collect());
    let Some(name) = words.next() else {
        return Err("No command given.".into());
    };
    let command = match name.as_str() {
        "help" | "--help" | "-h" => Command::Help,
        "serve" => Command::Serve {
            shown: words.shown()?,
        },
        "watch" => Command::Watch {
            shown: words.shown()?,
        },
        "build" => Command::Build {
            request: words.request()?,
        },
        "test" => Command::Test {
            part: words.next().map(|name| Part::named(&name)).transpose()?,
        },
        "bench" => Command::Bench {
            name: words.next().unwrap_or_else(|| "sizes".into()),
        },
        "new-edition" => Command::NewEdition {
            folder: words
                .next()
                .ok_or("new-edition needs a folder, such as next")?
                .into(),
        },
        "archive" => {
            let name = words.next().ok_or("archive needs a name, such as 2031")?;
            if words.value("--out")?.is_some() {
                return Err("archive writes to public/NAME: it takes no --out.".into());
            }
            let mut request = words.request()?;
            request.out = "target/archive".into();
            Command::Archive { name, request }
        }
        "places" => Command::Places {
            options: words.rest(),
        },
        other => return Err(format!("Unknown command: {other}")),
    };
    match words.next() {
        None => Ok(command),
        Some(extra) => Err(format!("`{name}` does not know: {extra}")),
    }
}

/// The arguments not used yet.
struct Words(Vec<String>);

impl Words {
    fn next(&mut self) -> Option<String> {
        (!self.0.is_empty()).then(|| self.0.remove(0))
    }

    /// All of them, for a program that knows them better.
    fn rest(&mut self) -> Vec<String> {
        std::mem::take(&mut self.0)
    }

    fn flag(&mut self, name: &str) -> bool {
        let found = self.0.iter().position(|word| word == name);
        found.map(|at| self.0.remove(at)).is_some()
    }

    /// The value of `--name VALUE` or `--name=VALUE`.
    fn value(&mut self, name: &str) -> Result<Option<String>, String> {
        let prefix = format!("{name}=");
        if let Some(at) = self.0.iter().position(|word| word.starts_with(&prefix)) {
            return Ok(Some(self.0.remove(at)[prefix.len()..].to_owned()));
        }
        let Some(at) = self.0.iter().position(|word| word == name) else {
            return Ok(None);
        };
        if at + 1 == self.0.len() {
            return Err(format!("{name} needs a value."));
        }
        let value = self.0.remove(at + 1);
        self.0.remove(at);
        Ok(Some(value))
    }

    fn port(&mut self) -> Result<u16, String> {
        match self.value("--port")? {
            None => Ok(8080),
            Some(port) => port
                .parse()
                .map_err(|_| format!("--port is a number up to 65535, not: {port}")),
        }
    }

    fn data(&mut self) -> Result<PathBuf, String> {
        Ok(self
            .value("--data")?
            .unwrap_or_else(|| "data".into())
            .into())
    }

    fn shown(&mut self) -> Result<Shown, String> {
        let as_of = match (self.as_of()?, self.flag("--today")) {
            (Some(_), true) => {
                return Err("--as-of and --today are two days: choose one.".into());
            }
            (None, false) => Some(AUTO.into()),
            (as_of, _) => as_of,
        };
        Ok(Shown {
            port: self.port()?,
            data: self.data()?,
            as_of,
        })
    }

    /// The day of `--as-of`; whether the calendar has it is told by the program that reads it.
    fn as_of(&mut self) -> Result<Option<String>, String> {
        let day = self.value("--as-of")?;
        match &day {
            Some(day) if !day.starts_with(|first: char| first.is_ascii_digit()) => {
                Err(format!("--as-of is a day such as 2031-11-26, not: {day}"))
            }
            _ => Ok(day),
        }
    }

    /// The address of `--origin`: told before anything is built that it is none.
    fn origin(&mut self) -> Result<Option<String>, String> {
        let asked = self.value("--origin")?;
        asked.map_or(Ok(None), |asked| match origin(&asked) {
            Some(origin) => Ok(Some(origin)),
            None => Err(format!(
                "--origin is scheme and host of the site and nothing after them, such as https://example.org, not: {asked}"
            )),
        })
    }

    fn request(&mut self) -> Result<Request, String> {
        let kind = match (self.flag("--debug"), self.flag("--plain")) {
            (true, true) => {
                return Err("--debug and --plain are two kinds of build: choose one.".into());
            }
            (true, false) => Kind::Debug,
            (false, true) => Kind::Plain,
            (false, false) => Kind::Release,
        };
        let mut request = Request::of(kind);
        request.origin = self.origin()?;
        request.as_of = self.as_of()?;
        if let Some(content) = self.value("--content")? {
            request.content = content.into();
        }
        if let Some(out) = self.value("--out")? {
            request.out = out.into();
        }
        Ok(request)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(line: &str) -> Result<Command, String> {
        parse(line.split_whitespace().map(str::to_owned))
    }

    /// An archive has a name, and one place.
    #[test]
    fn archives() {
        assert!(matches!(
            parsed("archive 2031 --content old"),
            Ok(Command::Archive { name, request })
                if name == "2031" && request.content == std::path::Path::new("old")
        ));
        assert!(parsed("archive").is_err());
        assert!(parsed("archive 2031 --out elsewhere").is_err());
    }

    #[test]
    fn serve_has_defaults() {
        assert_eq!(
            parsed("serve"),
            Ok(Command::Serve {
                shown: Shown {
                    port: 8080,
                    data: "data".into(),
                    as_of: Some(AUTO.into()),
                }
            })
        );
        assert_eq!(
            parsed("serve --data d --port=81"),
            Ok(Command::Serve {
                shown: Shown {
                    port: 81,
                    data: "d".into(),
                    as_of: Some(AUTO.into()),
                }
            })
        );
    }

    #[test]
    fn the_day_that_is_served_can_be_chosen() {
        let as_of = |line| match parsed(line) {
            Ok(Command::Serve { shown } | Command::Watch { shown }) => Ok(shown.as_of),
            Ok(other) => panic!("{other:?}"),
            Err(message) => Err(message),
        };
        assert_eq!(as_of("serve --today"), Ok(None));
        assert_eq!(
            as_of("watch --as-of 2025-11-26"),
            Ok(Some("2025-11-26".into()))
        );
        assert!(as_of("serve --as-of tomorrow").is_err());
        assert!(as_of("serve --as-of 2025-11-26 --today").is_err());
        let mut request = Request::of(Kind::Release);
        request.as_of = Some("2025-11-26".into());
        assert_eq!(
            parsed("build --as-of=2025-11-26"),
            Ok(Command::Build { request })
        );
    }

    #[test]
    fn build_takes_an_origin_and_a_folder() {
        let mut request = Request::of(Kind::Release);
        request.origin = Some("https://example.org".into());
        request.out = "site".into();
        assert_eq!(
            parsed("build --origin https://example.org --out site"),
            Ok(Command::Build { request })
        );
    }

    #[test]
    fn an_origin_is_scheme_and_host() {
        for asked in ["https://example.org/", "https://Example.org:443"] {
            let Ok(Command::Build { request }) = parsed(&format!("build --origin {asked}")) else {
                panic!("{asked}");
            };
            assert_eq!(request.origin.as_deref(), Some("https://example.org"));
        }
        for asked in [
            "example.org",
            "//example.org",
            "https://example.org/nec",
            "https://example.org/?a",
            "https://example.org?a",
            "https://example.org#a",
            "ftp://example.org",
        ] {
            let refused = parsed(&format!("build --origin {asked}"));
            let message = refused.expect_err(asked);
            assert!(message.contains("such as https://example.org"), "{message}");
        }
    }

    #[test]
    fn what_is_not_known_is_named() {
        assert_eq!(parsed("serv"), Err("Unknown command: serv".into()));
        assert_eq!(
            parsed("serve now"),
            Err("`serve` does not know: now".into())
        );
        assert_eq!(parsed("serve --port"), Err("--port needs a value.".into()));
        assert!(parsed("serve --port 99999").is_err());
        assert!(parsed("test everything").is_err());
        assert!(parsed("").is_err());
    }

    #[test]
    fn a_new_edition_has_a_folder() {
        assert_eq!(
            parsed("new-edition next"),
            Ok(Command::NewEdition {
                folder: "next".into()
            })
        );
        assert!(parsed("new-edition").is_err());
        let mut request = Request::of(Kind::Release);
        request.content = "next".into();
        assert_eq!(
            parsed("build --content next"),
            Ok(Command::Build { request })
        );
    }

    #[test]
    fn places_hands_its_options_on() {
        assert_eq!(
            parsed("places --all --data table.tsv"),
            Ok(Command::Places {
                options: vec!["--all".into(), "--data".into(), "table.tsv".into()]
            })
        );
    }

    #[test]
    fn a_test_part_is_optional() {
        assert_eq!(parsed("test"), Ok(Command::Test { part: None }));
        assert_eq!(
            parsed("test budget"),
            Ok(Command::Test {
                part: Some(Part::Budget)
            })
        );
    }
}
