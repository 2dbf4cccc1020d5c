//! The files that browsers get, in the formats that `nec_ess_domain::places` reads.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use nec_ess_domain::eligibility::{Department, Km, PostalCode, Reach, Terms};
use nec_ess_domain::fold;
use nec_ess_domain::places::{ELSEWHERE_HEADER, NEAR_END, NEAR_HEADER, RANKS};

use super::Table;
use super::row::{Kind, Row};

/// The texts of both files, to be served compressed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BrowserFiles {
    /// For `places::Near`.
    pub near: String,
    /// For `places::Elsewhere`.
    pub elsewhere: String,
}

/// Makes both files from the table.
#[must_use]
pub fn browser_files(table: &Table) -> BrowserFiles {
    let Table { rows, terms, .. } = table;
    let radius = terms.radius();
    let (near_rows, far_rows): (Vec<&Row>, Vec<&Row>) =
        rows.iter().partition(|row| is_in_near_file(row, terms));
    let far_names: BTreeSet<String> = far_rows.iter().map(|row| fold(&row.name)).collect();
    let near: Departments<'_> = by_department(near_rows)
        .map(|(department, rows)| (department, near_entries(&rows)))
        .collect();
    let far: Departments<'_> = by_department(far_rows)
        .map(|(department, mut rows)| {
            rows.sort_by_key(|row| std::cmp::Reverse(row.population));
            (department, rows.into_iter().map(Entry::new).collect())
        })
        .collect();
    BrowserFiles {
        near: format!(
            "{NEAR_HEADER}\n{}\n{}\n{}\n{}{NEAR_END}",
            names(&near, |name| far_names.contains(&fold(name))),
            postal_codes(&near),
            reaches(&near, radius),
            offices(&near, radius)
        ),
        elsewhere: format!("{ELSEWHERE_HEADER}\n{}", names(&far, |_| false)),
    }
}

/// The names of a file by départements.
type Departments<'a> = Vec<(Department, Vec<Entry<'a>>)>;

/// Whether the place belongs into the file of near places: with all of its département, or because it has a postal code of
/// a near one, which leads to this file.
fn is_in_near_file(row: &Row, terms: &Terms) -> bool {
    let codes = || own_codes(row).iter();
    terms.is_near(row.department) || codes().any(|code| terms.is_near(code.department()))
}

/// The rows of each département, without parts that bear their commune's name.
fn by_department(rows: Vec<&Row>) -> impl Iterator<Item = (Department, Vec<&Row>)> {
    let mut departments: BTreeMap<Department, Vec<&Row>> = BTreeMap::new();
    for row in rows {
        departments.entry(row.department).or_default().push(row);
    }
    departments.into_iter().map(|(department, mut rows)| {
        drop_namesakes(&mut rows);
        (department, rows)
    })
}

/// A name of a file.
struct Entry<'a> {
    row: &'a Row,
    /// The office that sorts mail under this name.
    office: Option<&'a Row>,
}

impl<'a> Entry<'a> {
    const fn new(row: &'a Row) -> Self {
        Self { row, office: None }
    }

    fn is_area(&self) -> bool {
        self.row.kind == Kind::SortingOffice
    }
}

/// Leaves out parts of communes that bear their commune's name: the same place twice for those who search.
fn drop_namesakes(rows: &mut Vec<&Row>) {
    let whole: Vec<(String, Option<Reach>)> = rows
        .iter()
        .filter(|row| row.kind.is_whole())
        .map(|row| (row.name.clone(), row.reach))
        .collect();
    rows.retain(|row| {
        row.kind.is_whole()
            || row.kind == Kind::SortingOffice
            || !whole.contains(&(row.name.clone(), row.reach))
    });
}

/// The names of a near département in the order of their postal codes, those without any at the end; first of all a
/// commune that leaves its codes to its arrondissements, if it is the only one: then it has every other code too.
fn near_entries<'a>(rows: &[&'a Row]) -> Vec<Entry<'a>> {
    let (offices, mut places): (Vec<&Row>, Vec<&Row>) =
        rows.iter().partition(|row| row.kind == Kind::SortingOffice);
    let communes = places.iter().filter(|row| row.kind == Kind::Commune);
    let is_alone = communes.count() == 1;
    let is_parent = |row: &Row| is_alone && own_codes(row).is_empty() && row.kind == Kind::Commune;
    places.sort_by_key(|row| {
        let (own, _) = parted_codes(row);
        (
            !is_parent(row),
            own.is_empty(),
            own.first().copied(),
            std::cmp::Reverse(row.population),
        )
    });
    let has_parent = places.first().is_some_and(|row| is_parent(row));
    let mut entries: Vec<Entry<'_>> = places.into_iter().map(Entry::new).collect();
    // The parent stands for every code that is not listed, so for those of its sorting offices.
    let offices = offices.into_iter().filter(|office| office.reach.is_some());
    for office in offices.filter(|_| !has_parent) {
        match entry_of(&entries, office) {
            Some(index) => entries[index].office = Some(office),
            None => entries.push(Entry {
                row: office,
                office: Some(office),
            }),
        }
    }
    entries
}

/// The entry that a sorting office is found under: that of its name, or that of its commune when its name is the
/// beginning of the commune's (Évry, Saint-Ouen).
fn entry_of(entries: &[Entry<'_>], office: &Row) -> Option<usize> {
    let name = fold(&office.name);
    let free = |entry: &Entry<'_>| entry.office.is_none();
    entries
        .iter()
        .position(|entry| free(entry) && fold(&entry.row.name) == name)
        .or_else(|| {
            entries.iter().position(|entry| {
                let commune = entry.row.kind == Kind::Commune && entry.row.code == office.code;
                commune && free(entry) && fold(&entry.row.name).starts_with(&name)
            })
        })
}

/// The postal codes that lead to a place: none for a commune whose arrondissements have them.
fn own_codes(row: &Row) -> &[PostalCode] {
    let parent = row.kind == Kind::Commune && ["13055", "69123", "75056"].contains(&&*row.code);
    if parent || !row.kind.is_whole() {
        &[]
    } else {
        &row.postal_codes
    }
}

/// The same, those of the place's own département apart from all others.
fn parted_codes(row: &Row) -> (Vec<PostalCode>, Vec<PostalCode>) {
    let codes = own_codes(row).iter();
    codes.partition(|code| code.department() == row.department)
}

/// The names and their ranks; a capital rank where `has_namesake` says so of the name.
fn names(departments: &Departments<'_>, has_namesake: impl Fn(&str) -> bool) -> String {
    let (mut names, mut ranks) = (String::new(), String::new());
    for (department, entries) in departments {
        names.push_str(department.as_str());
        names.push('\n');
        for entry in entries {
            names.push_str(if entry.is_area() { "+" } else { "" });
            names.push_str(&entry.row.name);
            names.push('\n');
            let rank = rank(entry.row.population);
            ranks.push(if has_namesake(&entry.row.name) {
                rank.to_ascii_uppercase()
            } else {
                rank
            });
        }
    }
    format!("{names}\n{ranks}\n")
}

/// The class of a population: "a" when it is not known, then by equal steps of its logarithm up to 2.2 million.
fn rank(population: Option<u32>) -> char {
    let class = population.map_or(0, |population| {
        let steps = f64::from(RANKS - 2);
        let share = (f64::from(population.max(20)) / 20.0).ln() / (2_200_000.0_f64 / 20.0).ln();
        1 + (share * steps).min(steps) as u8
    });
    char::from(b'a' + class)
}

fn postal_codes(departments: &Departments<'_>) -> String {
    let mut text = String::new();
    for (_, entries) in departments {
        let number = |code: &PostalCode| -> u32 {
            code.as_str()[2..].parse().expect("a code is five digits")
        };
        let mut before = 0;
        for entry in entries {
            let (own, others) = parted_codes(entry.row);
            let mut own = own.iter();
            match own.next().map(number) {
                None => text.push('-'),
                Some(first) => {
                    write!(text, "{}", first - before).expect("writing to a string");
                    before = first;
                }
            }
            let own = own.map(|code| &code.as_str()[2..]);
            for code in own.chain(others.iter().map(PostalCode::as_str)) {
                text.push(' ');
                text.push_str(code);
            }
            text.push('\n');
        }
    }
    text
}

/// The distances of the places, and the tenths that were taken off them.
fn reaches(departments: &Departments<'_>, radius: Km) -> String {
    let (mut text, mut tenths) = (String::new(), String::new());
    for entry in departments.iter().flat_map(|(_, entries)| entries) {
        let (least, greatest) = figures(entry.row, radius);
        let mut whole = |km: Km| {
            let hundredths = km.hundredths();
            if !hundredths.is_multiple_of(10) {
                return km.text('.');
            }
            write!(tenths, "{}", hundredths / 10 % 10).expect("writing to a string");
            (hundredths / 100).to_string()
        };
        text.push_str(&line(least.map(&mut whole), greatest.map(&mut whole)));
        text.push('\n');
    }
    format!("{text}\n{tenths}\n")
}

fn offices(departments: &Departments<'_>, radius: Km) -> String {
    let mut text = String::new();
    let mut since = 0;
    for entry in departments.iter().flat_map(|(_, entries)| entries) {
        if let Some(office) = entry.office {
            let (least, greatest) = figures(office, radius);
            let decimal = |km: Km| km.text('.');
            let reach = line(least.map(decimal), greatest.map(decimal));
            write!(text, "{since} {reach}").expect("writing to a string");
            since = 0;
            let mut last = 0;
            for (first, more) in runs(&office.postal_codes) {
                write!(text, " {}", first - last).expect("writing to a string");
                if more > 0 {
                    write!(text, "+{more}").expect("writing to a string");
                }
                last = first + more;
            }
            text.push('\n');
        }
        since += 1;
    }
    text
}

/// Runs of consecutive codes: the last three digits of the first, and how many follow it.
fn runs(codes: &[PostalCode]) -> Vec<(u32, u32)> {
    let mut runs: Vec<(u32, u32)> = Vec::new();
    for code in codes {
        let number = code.as_str()[2..].parse().expect("a code is five digits");
        match runs.last_mut() {
            Some((first, more)) if *first + *more + 1 == number => *more += 1,
            _ => runs.push((number, 0)),
        }
    }
    runs
}

/// The distances that its verdict rests on, rounded as people see them: the least of what is beyond, the greatest of what
/// is within, both of all else; none of a place that nothing is known of.
fn figures(row: &Row, radius: Km) -> (Option<Km>, Option<Km>) {
    let Some(reach) = row.reach else {
        return (None, None);
    };
    let greatest = reach.greatest.expect("the table has both distances");
    let (least, greatest) = (
        reach.least.rounded(false, radius),
        greatest.rounded(true, radius),
    );
    (
        (!reach.is_within(radius)).then_some(least),
        (!reach.is_beyond(radius)).then_some(greatest),
    )
}

fn line(least: Option<String>, greatest: Option<String>) -> String {
    if least.is_none() && greatest.is_none() {
        return "?".into();
    }
    let greatest = greatest.map_or_else(String::new, |greatest| format!("-{greatest}"));
    format!("{}{greatest}", least.unwrap_or_default())
}
