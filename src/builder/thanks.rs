//! The page of thanks: what the builder takes as its address, and the embeds too (`scripts/embed.js`). These know the site
//! around as well, and take no page of another one.

/// Whether `typed` is an address that leads to a page: a path from the root of a site, or a whole address.
#[cfg(any(feature = "builder", test))]
pub(super) fn is_page(typed: &str) -> bool {
    let typed = typed.as_bytes();
    let after = |start: &[u8]| {
        let (begin, rest) = typed.split_at_checked(start.len())?;
        begin.eq_ignore_ascii_case(start).then_some(rest)
    };
    let host = after(b"https://").or_else(|| after(b"http://"));
    let leads = match (host, typed) {
        (Some([first, ..]), _) => !b"/\\?#".contains(first),
        // Two of them begin the name of another host.
        (None, [b'/', second, ..]) => !b"/\\".contains(second),
        (None, [b'/']) => true,
        _ => false,
    };
    // Browsers leave these out, and what stands behind may be the name of another host.
    leads && !typed.iter().any(u8::is_ascii_control)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The same table holds for the embeds: `tests/browser/embed-wrong.test.mjs`.
    #[test]
    fn one_rule() {
        let table = include_str!("../../tests/vectors/thanks.tsv");
        let lines = table.lines().filter(|line| !line.starts_with('#'));
        for line in lines {
            let (address, verdict) = line.split_once('\t').expect("two columns");
            let address = address.replace("{own}", "https://site.example");
            let address = address.replace("\\t", "\t");
            assert_eq!(is_page(&address), verdict == "yes", "{line}");
        }
    }
}
