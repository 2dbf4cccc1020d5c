//! The page of thanks: what the builder takes as its address, and the embeds too (`scripts/embed.js`). These know the site
//! around as well, and take no page of another one.

/// Whether `typed` is an address that leads to a page: a path from the root of a site, or a whole address.
#[cfg(any(feature = "builder", test))]
pub(super) fn is_page(typed: &str) -> bool {
    if typed.contains(char::is_control) {
        // Browsers leave them out: what stands behind would be another site.
        return false;
    }
    if let Some(path) = typed.strip_prefix('/') {
        return !path.starts_with(['/', '\\']);
    }
    typed.split_once("://").is_some_and(|(scheme, rest)| {
        let mut known = ["http", "https"].into_iter();
        known.any(|known| scheme.eq_ignore_ascii_case(known))
            && !rest.is_empty()
            && !rest.starts_with(['/', '\\', '?', '#'])
    })
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
