//! The colours of the site, read from where they stand.

const TOKENS: &str = include_str!("../../style/tokens.css");

/// The colour `name` of the hero, or of the whole site where the hero has none of its own; on a light screen.
pub(super) fn colour(name: &str) -> &'static str {
    let (site, hero) = TOKENS
        .split_once("\n.hero,")
        .expect("the hero has colours of its own");
    let value = |rules: &'static str| {
        let (_, rest) = rules.split_once(&format!("--{name}: "))?;
        rest.split(';').next()
    };
    // What follows the hero's rules is for dark screens and for paper.
    let hero = hero.split('}').next().unwrap_or_default();
    value(hero)
        .or_else(|| value(site))
        .unwrap_or_else(|| panic!("tokens.css has no --{name}"))
}
