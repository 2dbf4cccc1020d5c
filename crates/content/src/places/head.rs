//! What the table was made for: the lines above its columns.

use nec_ess_domain::eligibility::Km;

use super::row::km;
use crate::event::Event;

/// What makes the table anew.
const COMMAND: &str = "`cargo xtask places --make` makes the table anew";
/// Each line's beginning, and how it goes on.
const LINES: [(&str, &str); 3] = [
    (
        "# venue ",
        "the latitude and the longitude that distances are measured from",
    ),
    (
        "# radius ",
        "the kilometres that sorting offices were looked for by",
    ),
    (
        "# abroad ",
        "countries with their least distances, such as `BE:177.77`",
    ),
];
/// How many lines it has.
pub(super) const LENGTH: usize = LINES.len();

/// The lines above the columns.
#[derive(Clone, Debug)]
pub(super) struct Head {
    /// As they are written: latitude and longitude.
    venue: [f64; 2],
    /// For seats this far away and nearer, all sorting offices are in the table.
    pub(super) radius: Km,
    /// The countries around, and how near they come.
    pub(super) abroad: Vec<(String, Km)>,
}

impl Head {
    /// Reads the first lines of the table; otherwise the line's number and what was expected.
    pub(super) fn parse(text: &str) -> Result<Self, (usize, String)> {
        let mut lines = text.lines();
        let mut parts = Vec::new();
        for (number, (start, _)) in (1..).zip(LINES) {
            let rest = lines.next().and_then(|line| line.strip_prefix(start));
            parts.push(rest.ok_or_else(|| expected(number))?.split(' '));
        }
        let [venue, radius, abroad] = &mut *parts else {
            return Err(expected(1));
        };
        let mut degrees = || venue.next()?.parse::<f64>().ok();
        let (latitude, longitude) = degrees().zip(degrees()).ok_or_else(|| expected(1))?;
        let radius = radius.next().and_then(|km| km.parse().ok());
        let abroad = abroad.filter(|country| !country.is_empty()).map(|country| {
            let (code, least) = country.split_once(':')?;
            Some((code.to_owned(), km(least).ok()?))
        });
        Ok(Self {
            venue: [latitude, longitude],
            radius: radius.map(Km::from_km).ok_or_else(|| expected(2))?,
            abroad: abroad.collect::<Option<_>>().ok_or_else(|| expected(3))?,
        })
    }

    /// Whether the distances are those from the venue of `event`; otherwise the line's number and what to do.
    pub(super) fn check(&self, event: &Event) -> Result<(), (usize, String)> {
        let [latitude, longitude] = self.venue;
        let venue = &event.venue;
        if [venue.latitude, venue.longitude] == self.venue {
            return Ok(());
        }
        Err((
            1,
            format!(
                "the distances are those from {latitude}, {longitude}, but [venue] of event.toml is at {}, {}: {COMMAND}",
                venue.latitude, venue.longitude
            ),
        ))
    }
}

fn expected(number: usize) -> (usize, String) {
    let (start, rest) = LINES[number - 1];
    (number, format!("expected `{start}` and {rest}: {COMMAND}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is read of the lines.
    #[test]
    fn reads_its_lines() {
        let head =
            Head::parse("# venue 48.858068 -2.5\n# radius 20\n# abroad BE:177.77 GB:245.00\ncode")
                .expect("these lines");
        assert_eq!(head.venue, [48.858_068, -2.5]);
        assert_eq!(head.radius, Km::from_km(20));
        let abroad = [
            ("BE".into(), Km::from_hundredths(17_777)),
            ("GB".into(), Km::from_km(245)),
        ];
        assert_eq!(head.abroad, abroad);
        assert!(Head::parse("# venue 1 2\n# radius 3\n# abroad \n").is_ok());
    }

    /// Lines that are not there, or say something else, are told with what makes them.
    #[test]
    fn tells_mistakes() {
        for (text, line) in [
            ("", 1),
            ("code\ttype", 1),
            ("# venue 48\n# radius 20\n# abroad ", 1),
            ("# venue 48 2\n# radius -1\n# abroad ", 2),
            ("# venue 48 2\n# radius 20\ncode", 3),
            ("# venue 48 2\n# radius 20\n# abroad BE", 3),
            ("# venue 48 2\n# radius 20\n# abroad BE:near", 3),
        ] {
            let (found, message) = Head::parse(text).expect_err(text);
            assert_eq!(found, line, "{text}");
            assert!(message.contains("cargo xtask places --make"), "{message}");
        }
    }
}
