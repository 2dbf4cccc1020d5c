//! Facts of the event that texts name as `{{amount}}`, so that each stands in one place.

mod typed;
mod values;

use nec_ess_domain::Lang;

use crate::event::Event;
use crate::settings::Organiser;

use typed::Typable;
pub(crate) use typed::Typed;

/// The facts in one language. Without an event while event.toml cannot be read: names are checked all the same.
pub(crate) struct Variables<'a> {
    event: Option<&'a Event>,
    organiser: Option<&'a Organiser>,
    lang: Lang,
    typable: Vec<Typable>,
}

/// A text whose facts are filled in.
pub(crate) struct Filled {
    /// With the facts that are known; what is not known stands as it was typed.
    pub(crate) text: String,
    /// The offset in the text as typed, and the wording, of each mistake.
    pub(crate) mistakes: Vec<(usize, String)>,
    /// Facts that are typed instead of named.
    pub(crate) typed: Vec<Typed>,
    /// Whether this is what visitors would read.
    pub(crate) is_whole: bool,
}

impl<'a> Variables<'a> {
    /// The facts of `event`, which `organiser` runs, in `lang`.
    pub(crate) fn new(
        event: Option<&'a Event>,
        organiser: Option<&'a Organiser>,
        lang: Lang,
    ) -> Self {
        Self {
            event,
            organiser,
            lang,
            typable: event.map_or_else(Vec::new, |event| typed::typable(event, lang)),
        }
    }

    /// The event whose facts they are.
    pub(crate) fn event(&self) -> Option<&'a Event> {
        self.event
    }

    /// Whether `name` is that of a fact, whatever day it asks for.
    pub(crate) fn has(name: &str) -> bool {
        values::is_name(&plain(name).0)
    }

    /// `text` with each `{{name}}` replaced.
    pub(crate) fn fill(&self, text: &str) -> Filled {
        let mut filled = Filled {
            text: String::with_capacity(text.len()),
            mistakes: single_braces(text),
            typed: typed::find(&self.typable, text),
            is_whole: true,
        };
        let mut rest = text;
        while let Some(start) = rest.find("{{") {
            let at = text.len() - rest.len() + start;
            filled.text.push_str(&rest[..start]);
            rest = &rest[start..];
            let Some(length) = rest.find("}}").map(|end| end + 2) else {
                filled.mistakes.push((at, "`{{` without its `}}`".into()));
                break;
            };
            let (typed, after) = rest.split_at(length);
            match self.value(typed[2..length - 2].trim()) {
                Ok(Some(value)) => filled.text.push_str(&value),
                Ok(None) => {
                    filled.is_whole = false;
                    filled.text.push_str(typed);
                }
                Err(message) => {
                    filled.mistakes.push((at, message));
                    filled.text.push_str(typed);
                }
            }
            rest = after;
        }
        filled.text.push_str(rest);
        filled.is_whole &= filled.mistakes.is_empty();
        filled
    }

    /// What `name` stands for, as far as that is known; a capital first letter gives it one.
    fn value(&self, name: &str) -> Result<Option<String>, String> {
        let (asked, is_capital) = plain(name);
        let value = values::value(&asked, self.event, self.organiser, self.lang)?;
        Ok(if is_capital {
            value.map(|value| with_capital(&value))
        } else {
            value
        })
    }
}

/// `name` as it is known, and whether it was typed with a capital.
fn plain(name: &str) -> (String, bool) {
    let mut chars = name.chars();
    match chars.next().filter(char::is_ascii_uppercase) {
        Some(first) => (
            format!("{}{}", first.to_ascii_lowercase(), chars.as_str()),
            true,
        ),
        None => (name.to_owned(), false),
    }
}

fn with_capital(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().into_iter().flat_map(char::to_uppercase);
    first.chain(chars.as_str().chars()).collect()
}

/// Facts that `text` names though none are filled in there, where they would be shown as they are typed: their offsets, and
/// what was expected.
pub(crate) fn unfilled(text: &str) -> Vec<(usize, String)> {
    let mut found = single_braces(text);
    found.extend(text.match_indices("{{").map(|(at, _)| {
        let end = text[at..].find("}}").map_or(text.len(), |end| at + end + 2);
        let typed = &text[at..end];
        (
            at,
            format!("`{typed}` stands for nothing here: expected the words themselves"),
        )
    }));
    found
}

/// Facts between single braces, which would be shown as they are typed.
fn single_braces(text: &str) -> Vec<(usize, String)> {
    let single = |at: &usize| !text[..*at].ends_with('{') && !text[at + 1..].starts_with('{');
    let opened = text.match_indices('{').map(|(at, _)| at).filter(single);
    let facts = opened.filter_map(|at| {
        let (name, _) = text[at + 1..].split_once('}')?;
        Variables::has(name).then(|| {
            let message = format!("`{{{name}}}`: expected two braces on each side, {{{{{name}}}}}");
            (at, message)
        })
    });
    facts.collect()
}
