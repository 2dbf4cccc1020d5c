//! One row of the table.

use nec_ess_domain::eligibility::{Department, Km, PostalCode, Reach};
use nec_ess_domain::fold;

/// What a row of the table is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A commune.
    Commune,
    /// An arrondissement of one of the three towns that have some.
    Arrondissement,
    /// A commune that became part of another and kept its name (commune déléguée): it has the distances of the whole.
    Delegated,
    /// The same, by an older law (commune associée).
    Associated,
    /// A mail-sorting office: it has the distances of the communes that its addressees may be in.
    SortingOffice,
}

impl Kind {
    fn parse(text: &str) -> Option<Self> {
        Some(match text {
            "commune" => Self::Commune,
            "arrondissement" => Self::Arrondissement,
            "déléguée" => Self::Delegated,
            "associée" => Self::Associated,
            "cedex" => Self::SortingOffice,
            _ => return None,
        })
    }

    /// Whether postal codes lead to it: a part of a commune has none of its own.
    #[must_use]
    pub const fn is_whole(self) -> bool {
        matches!(self, Self::Commune | Self::Arrondissement)
    }
}

/// A row of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// INSEE code (COG); of a sorting office, that of the commune that it is named after. With `kind` and `name` it
    /// is unique: a commune and a part of it may share a code.
    pub code: String,
    /// What the row is about.
    pub kind: Kind,
    /// The name.
    pub name: String,
    /// The département.
    pub department: Department,
    /// The postal codes, in order.
    pub postal_codes: Vec<PostalCode>,
    /// Inhabitants; `None` where INSEE gives no figure.
    pub population: Option<u32>,
    /// Least and greatest distance from the venue; `None` where no outline is known.
    pub reach: Option<Reach>,
}

impl Row {
    /// What rows are ordered by.
    pub(super) fn key(&self) -> (Department, &str, Kind, &str) {
        (self.department, &self.code, self.kind, &self.name)
    }

    pub(super) fn parse(line: &str) -> Result<Self, String> {
        let cells: Vec<&str> = line.split('\t').collect();
        let &[
            code,
            kind,
            name,
            department,
            postal_codes,
            population,
            least,
            greatest,
        ] = cells.as_slice()
        else {
            return Err(format!("{} columns, expected 8 columns", cells.len()));
        };
        if code.len() != 5 || !code.bytes().all(|b| b.is_ascii_alphanumeric()) {
            return Err(format!("`{code}`, expected an INSEE code of 5 characters"));
        }
        if fold(name).is_empty() || name.starts_with(|c: char| c == '+' || c.is_ascii_digit()) {
            return Err(format!(
                "`{name}`, expected a name that starts with neither a digit nor `+`"
            ));
        }
        Ok(Self {
            code: code.into(),
            kind: Kind::parse(kind).ok_or_else(|| {
                format!("`{kind}`, expected the type commune, arrondissement, déléguée, associée or cedex")
            })?,
            name: name.into(),
            department: Department::parse(department)
                .filter(|found| found.as_str() == department)
                .ok_or_else(|| format!("`{department}`, expected the code of a département"))?,
            postal_codes: postal_codes
                .split(' ')
                .filter(|code| !code.is_empty())
                .map(postal_code)
                .collect::<Result<_, _>>()?,
            population: match population {
                "" => None,
                digits => Some(digits.parse().map_err(|_| {
                    format!("`{digits}`, expected the population in digits, or nothing")
                })?),
            },
            reach: match (least, greatest) {
                ("", "") => None,
                (least, greatest) => {
                    let (least, greatest) = (km(least)?, km(greatest)?);
                    if greatest < least {
                        return Err("the least distance is more than the greatest".into());
                    }
                    Some(Reach {
                        least,
                        greatest: Some(greatest),
                    })
                }
            },
        })
    }
}

fn postal_code(text: &str) -> Result<PostalCode, String> {
    PostalCode::parse(text)
        .filter(|code| code.as_str() == text)
        .ok_or_else(|| format!("`{text}`, expected a postal code of 5 digits"))
}

/// Reads a distance.
pub(super) fn km(text: &str) -> Result<Km, String> {
    let two_decimals = text.len() > 3 && text.as_bytes()[text.len() - 3] == b'.';
    Km::parse(text)
        .filter(|_| two_decimals)
        .ok_or_else(|| format!("`{text}`, expected a distance in kilometres such as 12.80"))
}
