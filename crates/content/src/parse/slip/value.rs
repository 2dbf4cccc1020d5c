//! Values that are no TOML.

/// Quotation marks of word processors.
const TYPOGRAPHIC: [char; 7] = ['“', '”', '„', '«', '»', '‘', '’'];
/// What people write for true and false.
const YES_OR_NO: [&str; 8] = ["yes", "no", "oui", "non", "true", "false", "vrai", "faux"];

/// What is expected of the value of `key` instead of `value`, with an example.
pub(super) fn message(key: &str, value: &str) -> String {
    let first = value.chars().next();
    match first {
        None => format!("expected a value after the equals sign, such as {key} = \"…\""),
        Some('"' | '\'') => text(key, value),
        Some('{') => format!(
            "expected keys with their values and a comma between two of them, such as {key} = {{ fr = \"…\", en = \"…\" }}, found {value}"
        ),
        Some('[') => format!(
            "expected texts between quotation marks and a comma between two of them, such as {key} = [\"…\", \"…\"], found {value}"
        ),
        Some(mark) if TYPOGRAPHIC.contains(&mark) => {
            let is_mark = |c: char| TYPOGRAPHIC.contains(&c) || c == '"' || c.is_whitespace();
            format!(
                "expected straight quotation marks, such as {key} = \"{}\", found {value}",
                value.trim_matches(is_mark)
            )
        }
        Some(_) => {
            let value = value.split(" #").next().unwrap_or_default().trim();
            format!("expected {}, found {value}", bare(key, value))
        }
    }
}

/// What is expected instead of a text that is not right.
fn text(key: &str, value: &str) -> String {
    let mark = if value.starts_with('"') { '"' } else { '\'' };
    let mut chars = value.char_indices().skip(1).peekable();
    while let Some((at, c)) = chars.next() {
        if c == '\\' && mark == '"' {
            let next = chars.next().map(|(_, next)| next);
            let is_known = next.is_some_and(|next| "btnfre\"\\".contains(next));
            let length = match next {
                Some('x') => 2,
                Some('u') => 4,
                Some('U') => 8,
                _ => 0,
            };
            let digits = value[at..].chars().skip(2).take(length);
            let is_code = length > 0 && digits.filter(char::is_ascii_hexdigit).count() == length;
            if !is_known && !is_code {
                return format!(
                    "a backslash alone means something else between quotation marks: expected \\\\ for each, found {value}"
                );
            }
        } else if c == mark {
            let after = value[at + 1..].trim();
            if !after.is_empty() && !after.starts_with('#') {
                return format!(
                    "expected nothing after the text but a comment; a quotation mark within it is written \\\", such as {key} = \"the \\\"best\\\" one\", found {value}"
                );
            }
        }
    }
    let inner = value.trim_start_matches(mark);
    format!(
        "expected a quotation mark at the end of the text too, such as {key} = {mark}{inner}{mark}"
    )
}

/// What is expected instead of `value`, which has no quotation marks.
fn bare(key: &str, value: &str) -> String {
    let is_digit = |c: char| c.is_ascii_digit();
    if YES_OR_NO.contains(&value.to_lowercase().as_str()) {
        return "true or false, in small letters without quotation marks".into();
    }
    let parts: Vec<&str> = value.split(['/', '.', '-']).collect();
    let is_number = |part: &&str| !part.is_empty() && part.chars().all(is_digit);
    if let [_, _, _] = parts.as_slice()
        && parts.iter().all(is_number)
    {
        return "a day such as \"2031-11-26\"".into();
    }
    if parts.len() >= 3 && parts[0].len() == 4 && parts[..2].iter().all(is_number) {
        return "a day and a time between quotation marks, such as \"2031-11-26T13:00\"".into();
    }
    if let Some((hour, minute)) = value.split_once(['h', 'H', ':'])
        && is_number(&hour.trim())
        && minute.trim().chars().all(is_digit)
    {
        return "a time of day such as \"09:30\"".into();
    }
    if let Some((whole, rest)) = value.split_once(',')
        && is_number(&whole.trim_start_matches('-'))
        && is_number(&rest)
    {
        return format!("a point in a number, such as {whole}.{rest}");
    }
    let digits: String = value.chars().filter(|c| !c.is_whitespace()).collect();
    let number: String = digits
        .chars()
        .take_while(|c| is_digit(*c) || *c == '.')
        .collect();
    let number = number.trim_end_matches('.');
    if is_number(&value) && value.starts_with('0') {
        return format!(
            "a number that begins with another digit than 0, or a text between quotation marks, such as {key} = \"{value}\""
        );
    }
    if !number.is_empty() {
        return format!(
            "a number and nothing after it, such as {key} = {number}, or a text between quotation marks"
        );
    }
    let quoted = value.trim_end_matches(['"', '\'']);
    format!("a text between quotation marks, such as {key} = \"{quoted}\"")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What people write who have never seen TOML.
    #[test]
    fn slips() {
        for (value, expected) in [
            (
                "",
                "expected a value after the equals sign, such as k = \"…\"",
            ),
            (
                "NON",
                "expected true or false, in small letters without quotation marks, found NON",
            ),
            (
                "“a”",
                "expected straight quotation marks, such as k = \"a\", found “a”",
            ),
            (
                "« a »",
                "expected straight quotation marks, such as k = \"a\", found « a »",
            ),
            (
                "\"a",
                "expected a quotation mark at the end of the text too, such as k = \"a\"",
            ),
            (
                "\"C:\\Users\"",
                "a backslash alone means something else between quotation marks: expected \\\\ for each, found \"C:\\Users\"",
            ),
            (
                "\"a \"b\" c\"",
                "expected nothing after the text but a comment; a quotation mark within it is written \\\", such as k = \"the \\\"best\\\" one\", found \"a \"b\" c\"",
            ),
            (
                "48,85",
                "expected a point in a number, such as 48.85, found 48,85",
            ),
            (
                "07500",
                "expected a number that begins with another digit than 0, or a text between quotation marks, such as k = \"07500\", found 07500",
            ),
            (
                "12 000 €",
                "expected a number and nothing after it, such as k = 12000, or a text between quotation marks, found 12 000 €",
            ),
            (
                "26.11.2031",
                "expected a day such as \"2031-11-26\", found 26.11.2031",
            ),
            (
                "2031-11-24T18h00",
                "expected a day and a time between quotation marks, such as \"2031-11-26T13:00\", found 2031-11-24T18h00",
            ),
            (
                "travel # the id",
                "expected a text between quotation marks, such as k = \"travel\", found travel",
            ),
            (
                "[a, b]",
                "expected texts between quotation marks and a comma between two of them, such as k = [\"…\", \"…\"], found [a, b]",
            ),
        ] {
            assert_eq!(message("k", value), expected, "{value}");
        }
    }
}
