//! The places in words that are filled in when they are shown: `{}`, `{place}`. One that is misspelled would be shown as it
//! is typed, and one that is missing would leave a sentence without what it is about.

/// Where a placeholder stands, and stands once: the key, with `*` for any name; the name between its braces; what it
/// stands for.
const ONCE: [(&str, &str, &str); 21] = [
    ("shell.as_of", "", "the day"),
    ("blocks.calendar", "", "the day or the title"),
    ("blocks.faq_found", "", "the number"),
    ("retention.after_event", "", "the period"),
    ("retention.after_sent", "", "the period"),
    ("retention.at_most", "", "the period"),
    ("programme.found", "", "the number"),
    ("check.area", "place", "the name"),
    ("check.code_area", "place", "the code"),
    ("common.too_many", "", "the minutes to wait"),
    ("mail.several_subject", "", "how many there are"),
    ("mail.several", "", "how many there are"),
    ("mail.twins", "", "the references"),
    ("organisers.door", "", "the day"),
    ("organisers.received", "", "the town that the time is of"),
    ("organisers.code", "", "the column"),
    ("organisers.more", "", "how many more there are"),
    (
        "organisers.report.by_hour",
        "",
        "the town that the time is of",
    ),
    ("organisers.report.see", "", "the command"),
    ("organisers.report.only", "", "which"),
    (
        "form.*.fields.*.errors.typographic",
        "",
        "the address that was likely meant",
    ),
];

/// Why a verdict is as it is: what is known of such a place. These may stand any number of times, or not at all.
const REASONS: [(&str, &[&str]); 9] = [
    ("abroad", &["margin"]),
    ("department_beyond", &["place", "margin"]),
    ("commune_beyond", &["place", "least", "margin"]),
    ("commune_within", &["place", "greatest", "margin"]),
    ("straddles", &["place", "least", "greatest", "margin"]),
    ("close_within", &["place", "least", "greatest", "margin"]),
    ("close_beyond", &["place", "least", "greatest", "margin"]),
    ("not_first_time", &["margin"]),
    ("unknown_place", &["margin"]),
];

/// What is wrong with the placeholders of `text`, whose key stands at `place`: offsets and messages.
pub(crate) fn check(place: &[String], text: &str) -> Vec<(usize, String)> {
    let takes = Takes::at(place);
    let found = match braces(text) {
        Ok(found) => found,
        Err((at, brace)) => {
            let message = format!("a `{brace}` without its partner{}", takes.expected());
            return vec![(at, message)];
        }
    };
    let unknown = found.iter().filter(|(_, name)| !takes.has(name));
    let unknown: Vec<_> = unknown
        .map(|(at, name)| {
            let expected = takes.expected();
            (
                *at,
                format!("`{{{name}}}` stands for nothing here{expected}"),
            )
        })
        .collect();
    let Takes::Once(name, meaning) = takes else {
        return unknown;
    };
    match found.as_slice() {
        _ if !unknown.is_empty() => unknown,
        [] => vec![(
            0,
            format!("expected {{{name}}}, which stands for {meaning}"),
        )],
        [_] => Vec::new(),
        [_, (again, _), ..] => vec![(
            *again,
            format!("{{{name}}} stands here twice: expected it once"),
        )],
    }
}

/// The placeholders that a text takes.
#[derive(Clone, Copy)]
enum Takes {
    /// This one, which stands for that.
    Once(&'static str, &'static str),
    /// Any of these.
    Any(&'static [&'static str]),
}

impl Takes {
    fn at(place: &[String]) -> Self {
        let once = ONCE.iter().find(|(key, ..)| {
            let mut steps = key.split('.');
            let are_same = |step: &String| steps.next().is_some_and(|s| s == "*" || s == step);
            place.iter().all(are_same) && key.split('.').count() == place.len()
        });
        if let Some((_, name, meaning)) = once {
            return Self::Once(name, meaning);
        }
        let reason = match place {
            [check, reasons, reason] if check == "check" && reasons == "reasons" => reason,
            _ => return Self::Any(&[]),
        };
        let known = REASONS.iter().find(|(name, _)| name == reason);
        Self::Any(known.map_or(&[], |(_, names)| names))
    }

    fn has(self, name: &str) -> bool {
        match self {
            Self::Once(known, _) => known == name,
            Self::Any(names) => names.contains(&name),
        }
    }

    /// What is expected, to be added to what is wrong.
    fn expected(self) -> String {
        match self {
            Self::Once(name, meaning) => format!(", expected {{{name}}}, {meaning}"),
            Self::Any([]) => ": expected words alone".into(),
            Self::Any([name]) => format!(", expected {{{name}}}"),
            Self::Any(names) => {
                let names: Vec<String> = names.iter().map(|name| format!("{{{name}}}")).collect();
                format!(", expected one of: {}", names.join(", "))
            }
        }
    }
}

/// The names between single braces with their offsets, or a brace without its partner. Facts, between two, are left out.
fn braces(text: &str) -> Result<Vec<(usize, &str)>, (usize, char)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(next) = text[at..].find(['{', '}']) {
        at += next;
        let rest = &text[at..];
        let (close, is_fact) = if rest.starts_with("{{") {
            ("}}", true)
        } else {
            ("}", false)
        };
        let open = close.len();
        match rest.find(close) {
            // Facts have their own complaint.
            None if is_fact => break,
            None => return Err((at, '{')),
            Some(0) => return Err((at, '}')),
            Some(end) => {
                let name = &rest[open..end];
                if !is_fact && name.contains('{') {
                    return Err((at, '{'));
                }
                if !is_fact {
                    found.push((at, name));
                }
                at += end + close.len();
            }
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use nec_ess_domain::Named;
    use nec_ess_domain::eligibility::Reason;

    use super::*;

    /// What a reason may name is settled for each of them.
    #[test]
    fn every_reason() {
        let names: Vec<_> = Reason::ALL.iter().map(|reason| reason.name()).collect();
        assert_eq!(REASONS.map(|(name, _)| name).as_slice(), names);
    }

    /// Braces are read as they are typed.
    #[test]
    fn pairs() {
        assert_eq!(braces("a {} b {{x}} {y}"), Ok(vec![(2, ""), (13, "y")]));
        assert_eq!(braces("a {{x"), Ok(vec![]));
        for (text, at, brace) in [
            ("a {", 2, '{'),
            ("a }", 2, '}'),
            ("{a{b}", 0, '{'),
            ("{{a}}}", 5, '}'),
        ] {
            assert_eq!(braces(text), Err((at, brace)), "{text}");
        }
    }
}
