//! What a form is: its fields, their kinds and limits, and when each must be filled in.

use crate::Answers;

/// For how many days a draft of a form stays on a person's device.
pub const DRAFT_DAYS: u8 = 7;

/// A form of the site.
#[derive(Debug, PartialEq, Eq)]
pub struct Form {
    /// Its identifier in content files, page data and exports.
    pub id: &'static str,
    /// The path that it is posted to.
    pub action: &'static str,
    /// Its fields, in the order that people meet them.
    pub fields: &'static [Field],
}

/// One question of a form.
#[derive(Debug, PartialEq, Eq)]
pub struct Field {
    /// The name it is sent under.
    pub name: &'static str,
    /// What is expected.
    pub kind: Kind,
    /// When it must be filled in.
    pub presence: Presence,
    /// The HTML `autocomplete` token, so that browsers and password managers can help; "" for none.
    pub autocomplete: &'static str,
    /// When it is worth showing.
    pub appears: Appears,
    /// Too private to be kept in a draft on the device.
    pub is_private: bool,
}

/// When a field is worth showing. Without script every field is shown, so an answer is never refused
/// for this.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Appears {
    /// Always.
    Always,
    /// Once the day of the workshop is among the chosen days.
    OnWorkshopDay,
}

/// The kind of a field's answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// One line of text of at most `max` characters.
    Text {
        /// Characters (Unicode scalar values) at the most.
        max: usize,
    },
    /// Several lines of text of at most `max` characters.
    LongText {
        /// Characters (Unicode scalar values) at the most.
        max: usize,
    },
    /// An e-mail address.
    Email,
    /// The number that an organisation is registered under; which numbers exist depends on the
    /// country that the field `country` names.
    RegistrationNumber {
        /// The name of the field with the country.
        country: &'static str,
    },
    /// A postal code; its form is checked for France only.
    PostalCode {
        /// The name of the field with the country.
        country: &'static str,
    },
    /// One of several answers (radio buttons).
    One(Choices),
    /// One of many answers (a list that opens).
    Select(Choices),
    /// Any number of several answers (tick boxes); required means at least one.
    Many(Choices),
    /// A single tick box; required means that it must be ticked.
    Tick,
}

/// Where the answers to choose from come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choices {
    /// A list that belongs to the form itself.
    Fixed(&'static [&'static str]),
    /// The days of the event, which stand in `content/event.toml`.
    Days,
    /// The countries of [`crate::countries`].
    Countries,
}

/// When a field must be filled in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// Always.
    Required,
    /// Never.
    Optional,
    /// Always, unless the field `field` has one of `values`.
    RequiredUnless {
        /// The name of the other field.
        field: &'static str,
        /// Its values that make this one optional.
        values: &'static [&'static str],
    },
}

/// The value that a ticked box sends.
pub const TICKED: &str = "yes";

impl Field {
    /// A field that is always shown and may be kept in a draft.
    #[must_use]
    pub const fn new(
        name: &'static str,
        kind: Kind,
        presence: Presence,
        autocomplete: &'static str,
    ) -> Self {
        Self {
            name,
            kind,
            presence,
            autocomplete,
            appears: Appears::Always,
            is_private: false,
        }
    }

    /// Whether a page around the form may answer it beforehand: never what is private, and never a tick, since consent that
    /// somebody else gives is none.
    #[must_use]
    pub fn may_be_given(&self) -> bool {
        !self.is_private && self.kind != Kind::Tick
    }

    /// The choices that belong to the form itself; none where they are days or countries, or where there is no choice.
    #[must_use]
    pub const fn own_choices(&self) -> &'static [&'static str] {
        match self.kind {
            Kind::One(Choices::Fixed(list))
            | Kind::Select(Choices::Fixed(list))
            | Kind::Many(Choices::Fixed(list)) => list,
            _ => &[],
        }
    }
}

impl Form {
    /// The field with this name.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&'static Field> {
        self.fields.iter().find(|field| field.name == name)
    }

    /// Only the answers to this form's own questions, trimmed, inner white space made single, empty
    /// ones dropped, in the order of the fields: what is stored.
    #[must_use]
    pub fn clean(&self, answers: &Answers) -> Answers {
        let mut clean = Answers::new();
        for field in self.fields {
            let before = clean.iter().count();
            for value in answers.all(field.name) {
                let value = match field.kind {
                    Kind::LongText { .. } => squeeze_lines(value),
                    _ => squeeze(value),
                };
                // Whoever sends thousands of values must not have each held against all others.
                let is_kept = |clean: &Answers| {
                    let mut kept = clean.iter().skip(before).take(MOST_VALUES);
                    kept.any(|(_, kept)| kept == value)
                };
                if !value.is_empty() && !is_kept(&clean) {
                    clean.push(field.name, value);
                }
            }
        }
        clean
    }
}

impl Presence {
    /// Whether the field must be filled in, given the other answers.
    #[must_use]
    pub fn is_required(self, answers: &Answers) -> bool {
        match self {
            Self::Required => true,
            Self::Optional => false,
            Self::RequiredUnless { field, values } => {
                !values.iter().any(|value| answers.has(field, value))
            }
        }
    }
}

/// More than any field has choices: answers with more values than that are wrong, whether or not some are the same.
const MOST_VALUES: usize = 64;

/// Each line squeezed, empty lines dropped.
fn squeeze_lines(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.split(['\n', '\r']) {
        let line = squeeze(line);
        if !line.is_empty() {
            if !out.is_empty() {
                out.push('\n');
            }
            out.push_str(&line);
        }
    }
    out
}

/// White space made single and taken off both ends, what nobody sees taken out.
pub(crate) fn squeeze(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split(|c: char| c.is_whitespace() || c.is_control()) {
        if word.chars().any(|c| !is_unseen(c) && !is_joining(c)) {
            if !out.is_empty() {
                out.push(' ');
            }
            out.extend(word.chars().filter(|c| !is_unseen(*c)));
        }
    }
    out
}

/// Marks without a shape of their own that come along when an address or a name is copied, and letters that are drawn as
/// nothing (the fillers of Korean, the empty cell of Braille), of which some make names that nobody can see.
const fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{115f}' | '\u{1160}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}'
        | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}' | '\u{feff}' | '\u{ffa0}')
}

/// Marks that say how the letters beside them are drawn. Names and emoji need them; without a letter they are nothing.
const fn is_joining(c: char) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}')
}
