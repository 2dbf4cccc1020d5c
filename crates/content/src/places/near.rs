//! What follows from the table and the radius: which départements and countries take a closer look.

use std::collections::{BTreeMap, BTreeSet};

use nec_ess_domain::countries;
use nec_ess_domain::eligibility::{Department, Km, MARGIN, Terms};

use super::head::Head;
use super::row::{Kind, Row};

/// How much nearer than its neighbours a place without distances may come: more than any such place is wide.
const WIDTH: Km = Km::from_km(30);
/// Communes that share a border have outlines this close to each other.
const TOUCHING: Km = Km::from_hundredths(5);

/// The terms for seats that must be more than `radius_km` from the venue.
pub(super) fn terms(head: &Head, rows: &[Row], radius_km: u32) -> Terms {
    let radius = Km::from_km(radius_km);
    let mut near = BTreeSet::new();
    let is_close = |row: &Row| row.reach.is_some_and(|reach| !reach.is_beyond(radius));
    for row in rows.iter().filter(|row| is_close(row)) {
        near.insert(row.department);
        // A code of another département would decide by that alone.
        near.extend(row.postal_codes.iter().map(|code| code.department()));
    }
    near.extend(around_unknown(rows, radius));
    if radius > head.radius {
        near.extend(around_offices(rows, radius));
    }
    let limit = plus(radius, MARGIN);
    let close = head.abroad.iter().filter(|(_, least)| *least <= limit);
    let listed = |code: &str| countries::ALL.iter().find(|one| **one == code).copied();
    let near_countries: BTreeSet<&str> = close
        .map(|(code, _)| listed(code).unwrap_or(countries::OTHER))
        .collect();
    Terms {
        radius_km,
        near: near.into_iter().collect(),
        near_countries: near_countries.into_iter().map(str::to_owned).collect(),
    }
}

/// The départements of near places whose sorting offices the table lacks, since it was made for a smaller radius.
pub(super) fn without_offices(head: &Head, rows: &[Row], terms: &Terms) -> Vec<Department> {
    if terms.radius() <= head.radius {
        return Vec::new();
    }
    let known = with_offices(rows);
    let near = terms.near.iter().copied();
    near.filter(|near| !known.contains(near)).collect()
}

/// The départements with a place whose distances are not known, where it may be within `radius`.
fn around_unknown(rows: &[Row], radius: Km) -> impl Iterator<Item = Department> {
    let limit = plus(plus(radius, MARGIN), WIDTH);
    let mut least: BTreeMap<Department, Km> = BTreeMap::new();
    for row in rows {
        if let Some(reach) = row.reach {
            let known = least.entry(row.department).or_insert(reach.least);
            *known = reach.least.min(*known);
        }
    }
    rows.iter()
        .filter(|row| row.reach.is_none())
        .map(|row| row.department)
        .filter(move |department| least.get(department).is_some_and(|least| *least < limit))
}

/// The départements of communes that touch one which is not beyond `radius`: their offices, which are not known, may sort
/// its mail.
fn around_offices(rows: &[Row], radius: Km) -> Vec<Department> {
    let communes = || rows.iter().filter(|row| row.kind == Kind::Commune);
    let reaches = communes().filter_map(|row| row.reach);
    let close = reaches.filter(|reach| !reach.is_beyond(radius));
    let farthest = close.filter_map(|reach| reach.greatest).max();
    let limit = plus(farthest.unwrap_or_default(), TOUCHING);
    let known = with_offices(rows);
    communes()
        .filter(|row| row.reach.is_some_and(|reach| reach.least <= limit))
        .map(|row| row.department)
        .filter(|department| !known.contains(department))
        .collect()
}

fn with_offices(rows: &[Row]) -> BTreeSet<Department> {
    let offices = rows.iter().filter(|row| row.kind == Kind::SortingOffice);
    offices.map(|row| row.department).collect()
}

const fn plus(one: Km, other: Km) -> Km {
    Km::from_hundredths(one.hundredths().saturating_add(other.hundredths()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROWS: [&str; 6] = [
        "59350\tcommune\tLille\t59\t59000\t236000\t0.00\t6.10",
        "59328\tcommune\tLambersart\t59\t62998\t28000\t2.00\t5.00",
        "62765\tcommune\tSaint-Omer\t62\t62500\t15000\t50.00\t56.00",
        "80021\tcommune\tAmiens\t80\t80000\t134000\t95.00\t103.00",
        "80999\tcommune\tNouvelle\t80\t80999\t100\t\t",
        "98735\tcommune\tPapeete\t987\t98714\t26000\t\t",
    ];

    fn found(rows: &[&str], radius_km: u32) -> (Vec<String>, Vec<String>) {
        let head = "# venue 50.6 3.0\n# radius 20\n# abroad BE:10.60 LU:200.00 MC:20.30";
        let head = Head::parse(head).expect("these lines");
        let rows: Vec<Row> = rows
            .iter()
            .map(|line| Row::parse(line).expect("a row"))
            .collect();
        let terms = terms(&head, &rows, radius_km);
        let near = terms.near.iter().map(|one| one.as_str().to_owned());
        (near.collect(), terms.near_countries)
    }

    /// Near is a département with a place that is not beyond, and one whose code such a place has.
    #[test]
    fn departments() {
        assert_eq!(found(&ROWS, 20).0, ["59", "62"]);
        assert_eq!(found(&ROWS[..1], 20).0, ["59"]);
        assert_eq!(found(&ROWS[2..3], 49).0, Vec::<String>::new());
        assert_eq!(found(&ROWS[2..3], 50).0, ["62"]);
    }

    /// A place without distances may come nearer than those around it, but not from the other end of the world.
    #[test]
    fn unknown_places() {
        assert_eq!(found(&ROWS, 64).0, ["59", "62"]);
        assert_eq!(found(&ROWS, 65).0, ["59", "62", "80"]);
    }

    /// For a radius that offices were not looked for by, those of a neighbouring département may sort the mail.
    #[test]
    fn unknown_offices() {
        let rows = [
            "59350\tcommune\tLille\t59\t59000\t236000\t0.00\t30.10",
            "62765\tcommune\tSaint-Omer\t62\t62500\t15000\t30.14\t56.00",
        ];
        assert_eq!(found(&rows, 20).0, ["59"]);
        assert_eq!(found(&rows, 25).0, ["59", "62"]);
        let office = "62765\tcedex\tSaint-Omer\t62\t62501\t\t30.00\t56.00";
        assert_eq!(found(&[rows[0], rows[1], office], 25).0, ["59"]);
    }

    /// A country that begins within the radius is near; one that nobody can choose by its name counts as any other.
    #[test]
    fn countries() {
        assert_eq!(found(&ROWS, 10).1, Vec::<String>::new());
        assert_eq!(found(&ROWS, 11).1, ["BE"]);
        assert_eq!(found(&ROWS, 20).1, ["BE", "other"]);
    }
}
