//! Lists, tables and texts that have begun and not ended.

/// What has begun, and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Open {
    /// `[`
    List(usize),
    /// `{`
    Table(usize),
    /// A text of several lines, with the marks that end it.
    Text(usize, &'static str),
}

impl Open {
    /// Where it begins.
    pub(super) fn start(self) -> usize {
        match self {
            Self::List(at) | Self::Table(at) | Self::Text(at, _) => at,
        }
    }

    /// The innermost that has begun before the byte `at` of `toml`, and not ended there. A text is one only if it never ends.
    pub(super) fn at(toml: &str, at: usize) -> Option<Self> {
        walk(toml, at)
    }

    /// Whether `value` ends all that it begins.
    pub(super) fn is_closed(value: &str) -> bool {
        let line = format!("={value}");
        walk(&line, line.len()).is_none()
    }
}

fn walk(toml: &str, until: usize) -> Option<Open> {
    let mut open: Vec<Open> = Vec::new();
    let mut at = 0;
    while at < until {
        let rest = &toml[at..];
        let long = ["\"\"\"", "'''"]
            .into_iter()
            .find(|marks| rest.starts_with(marks));
        if let Some(marks) = long {
            match rest[3..].find(marks) {
                Some(length) => at += 3 + length + 3,
                None => return Some(Open::Text(at, marks)),
            }
            continue;
        }
        let first = rest.chars().next()?;
        match first {
            '"' | '\'' => {
                at += text(rest, first);
                continue;
            }
            '#' => {
                at += rest.find('\n').unwrap_or(rest.len());
                continue;
            }
            // Above a table its name stands in brackets.
            '[' if open.is_empty() && begins_line(toml, at) => {
                at += rest.find('\n').unwrap_or(rest.len());
                continue;
            }
            '[' => open.push(Open::List(at)),
            '{' => open.push(Open::Table(at)),
            ']' | '}' => drop(open.pop()),
            _ => {}
        }
        at += first.len_utf8();
    }
    open.pop()
}

/// How long the text at the beginning of `rest` is, which stands on one line.
fn text(rest: &str, mark: char) -> usize {
    let mut is_escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        if c == '\n' {
            return at;
        }
        if c == mark && !is_escaped {
            return at + 1;
        }
        is_escaped = mark == '"' && c == '\\' && !is_escaped;
    }
    rest.len()
}

fn begins_line(toml: &str, at: usize) -> bool {
    let line = toml[..at].rsplit('\n').next().unwrap_or_default();
    line.trim().is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Marks within texts, comments and the names of tables begin nothing.
    #[test]
    fn what_begins() {
        for (toml, expected) in [
            ("a = [", Some(Open::List(4))),
            ("a = [\"]\", {", Some(Open::Table(10))),
            ("a = \"\\\"[\"", None),
            ("a = 1 # [", None),
            ("[a\nb = 1", None),
            ("a = '''b", Some(Open::Text(4, "'''"))),
            ("a = [{ b = \"\"\"c\"\"\" }]", None),
        ] {
            assert_eq!(Open::at(toml, toml.len()), expected, "{toml}");
        }
    }
}
