//! The countries that an organisation's seat can be in.

/// France, whose postal codes and registration numbers are checked.
pub const FRANCE: &str = "FR";
/// Any country that is not on the list.
pub const OTHER: &str = "other";

/// ISO 3166-1 alpha-2 codes, in the order of the list that people see: France and Belgium,
/// then the European Union, its neighbours, and all others in one entry.
pub const ALL: [&str; 33] = [
    FRANCE, "BE", "DE", "AT", "BG", "CY", "HR", "DK", "ES", "EE", "FI", "GR", "HU", "IE", "IT",
    "LV", "LT", "LU", "MT", "NL", "PL", "PT", "CZ", "RO", "SK", "SI", "SE", "IS", "LI", "NO", "GB",
    "CH", OTHER,
];
