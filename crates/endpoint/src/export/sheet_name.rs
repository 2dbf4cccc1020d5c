//! Names of sheets: Excel refuses a file with one that it does not allow.

/// So long a name may be, in UTF-16 code units.
const LONGEST: usize = 31;
const FORBIDDEN: [char; 7] = ['[', ']', ':', '*', '?', '/', '\\'];
/// What Excel keeps for itself.
const RESERVED: [&str; 2] = ["history", "historique"];

/// The name of a sheet called `title`, unlike all of `taken`, to which it is added.
pub(super) fn sheet_name(title: &str, taken: &mut Vec<String>) -> String {
    let allowed: String = title
        .chars()
        .map(|c| match c {
            c if FORBIDDEN.contains(&c) => '-',
            // No XML file may have the last two.
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => ' ',
            c => c,
        })
        .collect();
    let mut name = cut(&allowed, LONGEST);
    if name.is_empty() || RESERVED.contains(&&*name.to_lowercase()) {
        name = cut(&format!("{name} -"), LONGEST);
    }
    let mut number = 1;
    let mut unique = name.clone();
    // Excel takes capitals and small letters for the same.
    while taken.contains(&unique.to_lowercase()) {
        number += 1;
        let end = format!(" {number}");
        unique = cut(&name, LONGEST - end.len()) + &end;
    }
    taken.push(unique.to_lowercase());
    unique
}

/// The beginning of `text` within `length` code units; neither spaces nor apostrophes at its ends.
fn cut(text: &str, length: usize) -> String {
    let is_end = |c: char| c == '\'' || c.is_whitespace();
    let mut units = 0;
    let within = text.trim_matches(is_end).chars().take_while(|c| {
        units += c.len_utf16();
        units <= length
    });
    let name: String = within.collect();
    name.trim_matches(is_end).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rust_xlsxwriter::utility::check_sheet_name;

    /// Whatever editors write, it becomes a name that Excel takes, and no two are the same.
    #[test]
    fn names_are_allowed() {
        let long = "À l’entrée du mercredi 26 novembre 2025";
        let mut taken = Vec::new();
        for (title, expected) in [
            ("Inscriptions", "Inscriptions"),
            ("INSCRIPTIONS", "INSCRIPTIONS 2"),
            ("25/11/2025 [Paris]: qui? *", "25-11-2025 -Paris-- qui- -"),
            ("'Atelier'", "Atelier"),
            (" ' ", "-"),
            ("", "- 2"),
            ("history", "history -"),
            (long, "À l’entrée du mercredi 26 novem"),
            (long, "À l’entrée du mercredi 26 nov 2"),
            (
                "🌱🌱🌱🌱🌱🌱🌱🌱🌱🌱🌱🌱🌱🌱🌱🌱🌱",
                "🌱🌱🌱🌱🌱🌱🌱🌱🌱🌱🌱🌱🌱🌱🌱",
            ),
            ("a\u{7}b", "a b"),
        ] {
            let name = sheet_name(title, &mut taken);
            assert_eq!(name, expected);
            check_sheet_name(&name).expect(title);
        }
    }

    proptest! {
        /// Any titles become names that are allowed, each of its own.
        #[test]
        fn any_titles(titles in prop::collection::vec("\\PC{0,40}|[a'\\[ ]{0,34}", 1..12)) {
            let mut taken = Vec::new();
            for title in &titles {
                let name = sheet_name(title, &mut taken);
                prop_assert!(check_sheet_name(&name).is_ok(), "{title:?}: {name:?}");
            }
            taken.sort_unstable();
            taken.dedup();
            prop_assert_eq!(taken.len(), titles.len());
        }
    }
}
