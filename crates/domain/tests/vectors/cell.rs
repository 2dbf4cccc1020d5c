//! What a cell of the table stands for.

/// The cell of a field without an answer.
const NO_ANSWER: &str = "none()";

/// The answers that a cell stands for.
pub fn values(cell: &str) -> Result<Vec<String>, String> {
    if cell == NO_ANSWER {
        return Ok(Vec::new());
    }
    let texts = cell.split('|');
    texts.map(|text| unescape(&repeated(text)?)).collect()
}

/// `text` with each `repeat(x,N)` written out.
fn repeated(text: &str) -> Result<String, String> {
    let mut pieces = text.split("repeat(");
    let mut out = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let (times, rest) = piece
            .split_once(')')
            .and_then(|(inner, rest)| Some((inner.rsplit_once(',')?, rest)))
            .and_then(|((what, count), rest)| Some((what.repeat(count.parse().ok()?), rest)))
            .ok_or_else(|| format!("expected `repeat(x,N)`, got `repeat({piece}`"))?;
        out.push_str(&times);
        out.push_str(rest);
    }
    Ok(out)
}

fn unescape(text: &str) -> Result<String, String> {
    let mut pieces = text.split('\\');
    let mut out = pieces.next().unwrap_or_default().to_owned();
    // Two backslashes in a row leave an empty piece between them.
    while let Some(piece) = pieces.next() {
        let (c, rest) = match piece.chars().next() {
            None => ('\\', pieces.next().ok_or("a `\\` too many at the end")?),
            Some('n') => ('\n', &piece[1..]),
            Some('r') => ('\r', &piece[1..]),
            Some('t') => ('\t', &piece[1..]),
            Some(_) => piece
                .strip_prefix("u{")
                .and_then(|code| code.split_once('}'))
                .and_then(|(code, rest)| {
                    let code = u32::from_str_radix(code, 16).ok()?;
                    Some((char::from_u32(code)?, rest))
                })
                .ok_or_else(|| format!("no escape `\\{piece}`"))?,
        };
        out.push(c);
        out.push_str(rest);
    }
    Ok(out)
}
