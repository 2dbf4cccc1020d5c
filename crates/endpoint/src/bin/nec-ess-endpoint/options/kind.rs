//! What the values of options may be.

use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use nec_ess_domain::wire::Status;
use nec_ess_domain::{Form, Lang, Named as _, forms};
use nec_ess_endpoint::export::Format;

/// The states that submissions are listed in.
const STATES: [Status; 3] = [Status::Registered, Status::Waiting, Status::Cancelled];
/// One letter a millisecond.
const MOST_PER_MINUTE: i64 = 60_000;

/// A kind of value.
pub(super) struct Kind<T> {
    /// What is expected of it, with an example.
    pub(super) expected: String,
    pub(super) read: fn(&str) -> Option<T>,
}

fn kind<T>(expected: impl Into<String>, read: fn(&str) -> Option<T>) -> Kind<T> {
    Kind {
        expected: expected.into(),
        read,
    }
}

pub(super) fn host() -> Kind<IpAddr> {
    kind(
        "expected an address of this machine, such as 127.0.0.1 (for itself alone) or 0.0.0.0 (all that it has)",
        |text| text.parse().ok(),
    )
}

pub(super) fn port() -> Kind<u16> {
    kind(
        "expected a number from 0 to 65535, such as 8080; 0 is any free one",
        |text| text.parse().ok(),
    )
}

pub(super) fn metrics() -> Kind<SocketAddr> {
    kind(
        "expected address and port, such as 127.0.0.1:9464",
        |text| text.parse().ok(),
    )
}

/// A day, and nothing after it that would be left out.
pub(super) fn day() -> Kind<Date> {
    kind("expected a day, such as 2031-11-26", |text| {
        let day: Date = text.parse().ok()?;
        (day.to_string() == text).then_some(day)
    })
}

pub(super) fn format() -> Kind<Format> {
    kind("expected jsonl, csv or xlsx", Format::from_name)
}

pub(super) fn lang() -> Kind<Lang> {
    kind("expected fr or en", Lang::from_code)
}

pub(super) fn form() -> Kind<&'static Form> {
    let known: Vec<_> = forms::ALL.iter().map(|form| form.id).collect();
    kind(
        format!("expected one of {}", known.join(", ")),
        forms::by_id,
    )
}

pub(super) fn state() -> Kind<Status> {
    let names = STATES.map(Status::name).join(", ");
    kind(format!("expected one of {names}"), |name| {
        STATES.into_iter().find(|state| state.name() == name)
    })
}

pub(super) fn per_minute() -> Kind<i64> {
    let expected = format!(
        "expected how many mails a minute, a number from 1 to {MOST_PER_MINUTE}, such as 60"
    );
    kind(expected, |text| {
        let number = text.parse().ok();
        number.filter(|number| (1..=MOST_PER_MINUTE).contains(number))
    })
}

/// The language of a letter's text, which is in the name of its file: `fr.md` or `practical.en.md`.
pub(super) fn text() -> Kind<(Lang, PathBuf)> {
    kind(
        "expected a file whose name ends in fr.md or en.md, such as practical.fr.md",
        |text| {
            let file = Path::new(text);
            let name = file.file_stem()?.to_str()?;
            let lang = Lang::from_code(name.rsplit(['.', '-', '_']).next()?)?;
            Some((lang, file.to_owned()))
        },
    )
}

/// A field and its new value.
pub(super) fn change() -> Kind<(String, String)> {
    kind(
        "expected a field and its new value, such as city=Lyon",
        |word| {
            let (name, value) = word.split_once('=')?;
            let name = name.trim();
            (!name.is_empty()).then(|| (name.to_owned(), value.to_owned()))
        },
    )
}
