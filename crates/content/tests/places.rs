//! The table of places, the files made of it, and what the browser says with them.

#![allow(clippy::unwrap_used)]

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use nec_ess_content::places::{self, BrowserFiles, Kind, Row};
use nec_ess_domain::Named;
use nec_ess_domain::eligibility::{
    Answer, Department, Km, MARGIN, PostalCode, Reach, Reason, Seat, Terms, Verdict, judge,
};
use nec_ess_domain::fold;
use nec_ess_domain::places::{Elsewhere, Near, Place, search};
use proptest::prelude::*;

struct Data {
    terms: Terms,
    radius: Km,
    rows: Vec<Row>,
    files: BrowserFiles,
    near: Near,
    elsewhere: Elsewhere,
}

static DATA: LazyLock<Data> = LazyLock::new(|| {
    let event = places::event(&root().join("content")).expect("event.toml");
    let table = places::read(&root().join("data/places/communes.tsv"), &event)
        .unwrap_or_else(|errors| panic!("{}", errors[0]));
    let files = places::browser_files(&table);
    Data {
        near: Near::parse(files.near.clone()).expect("the file that was just made"),
        elsewhere: Elsewhere::parse(files.elsewhere.clone()).expect("the file that was just made"),
        files,
        radius: table.terms.radius(),
        rows: table.rows,
        terms: table.terms,
    }
});

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn communes() -> impl Iterator<Item = &'static Row> {
    DATA.rows.iter().filter(|row| row.kind == Kind::Commune)
}

fn bounds(row: &Row) -> Option<(u32, u32)> {
    let reach = row.reach?;
    Some((reach.least.hundredths(), reach.greatest?.hundredths()))
}

fn verdict(place: &Place<'_>) -> &'static str {
    judge(true, place.seat(), &DATA.terms).answer().name()
}

/// Names and verdicts of a postal code, as a person typed it.
fn by_code(typed: &str) -> Vec<(&'static str, &'static str)> {
    let code = PostalCode::parse(typed).unwrap_or_else(|| panic!("{typed}"));
    let found = DATA.near.by_code(code);
    found
        .iter()
        .map(|place| (place.name, verdict(place)))
        .collect()
}

/// The verdict on all that a person typed as a postal code, as the page gives it.
fn typed(text: &str) -> Verdict {
    let seat = PostalCode::parse(text).map_or(Seat::Unknown, |code| {
        if !DATA.terms.is_near(code.department()) {
            return Seat::Department(code.department());
        }
        let reaches = DATA
            .near
            .by_code(code)
            .into_iter()
            .filter_map(|place| place.reach);
        reaches
            .reduce(Reach::join)
            .map_or(Seat::Unknown, Seat::Place)
    });
    judge(true, seat, &DATA.terms)
}

fn names(query: &str, limit: usize) -> Vec<(&'static str, String)> {
    let found = search(query, Some(&DATA.near), Some(&DATA.elsewhere), limit);
    let places = found.places.iter();
    places
        .map(|place| (place.name, place.department.as_str().to_owned()))
        .collect()
}

/// A commune with any part of its outline beyond the radius never gets "no"; one with any part within never gets "yes".
#[test]
fn never_a_wrong_verdict() {
    let radius = DATA.radius.hundredths();
    for row in &DATA.rows {
        let Some((least, greatest)) = bounds(row) else {
            assert!(!DATA.terms.is_near(row.department), "{}", row.name);
            continue;
        };
        let verdict = row.verdict(&DATA.terms);
        if greatest > radius {
            assert_ne!(verdict.answer().name(), "no", "{}", row.name);
        }
        if least <= radius {
            assert_ne!(verdict.answer().name(), "yes", "{}", row.name);
        }
        if let Verdict::Confirm {
            least_km,
            greatest_km,
            ..
        } = verdict
        {
            let range = (
                least_km.unwrap().hundredths(),
                greatest_km.unwrap().hundredths(),
            );
            assert_eq!(range, (least, greatest));
        }
    }
}

/// The printed list has every commune and arrondissement once, with a verdict that its own distances bear out.
#[test]
fn printed_list() {
    let printed = Command::new(env!("CARGO_BIN_EXE_places"))
        .current_dir(root())
        .output()
        .unwrap();
    assert!(printed.status.success());
    let text = String::from_utf8(printed.stdout).unwrap();
    let (header, rows) = text.split_once('\n').unwrap();
    assert_eq!(
        header,
        "code\tname\tpostal_codes\tleast_km\tgreatest_km\tverdict"
    );
    let rows: Vec<Vec<&str>> = rows.lines().map(|row| row.split('\t').collect()).collect();
    assert_eq!(rows.len(), 34_969 + 45);
    for row in &rows {
        let &[code, name, _, least, greatest, verdict] = row.as_slice() else {
            panic!("{row:?}");
        };
        if least.is_empty() {
            assert_eq!(verdict, "yes", "{code} {name}");
            continue;
        }
        let km = |text: &str| text.parse::<f64>().unwrap();
        match verdict {
            "yes" => assert!(km(least) > 20.0, "{code} {name}"),
            "no" => assert!(km(greatest) <= 20.0, "{code} {name}"),
            other => assert_eq!(other, "confirm", "{code} {name}"),
        }
    }
    let meaux = ["77284", "Meaux", "77100", "41.09", "46.95", "yes"];
    assert!(rows.iter().any(|row| row == &meaux));
}

/// The figures that were measured when the rule was made.
#[test]
fn counts() {
    let count = |name: &str| {
        communes()
            .filter(|row| row.verdict(&DATA.terms).answer().name() == name)
            .count()
    };
    assert_eq!(communes().count(), 34_969);
    assert_eq!(
        (count("no"), count("confirm"), count("yes")),
        (169, 67, 34_733)
    );
    let (mut come_within, mut straddle, mut next) = (0, 0, u32::MAX);
    for row in communes() {
        let Some((least, greatest)) = bounds(row) else {
            continue;
        };
        come_within += usize::from(least <= 2000);
        straddle += usize::from(least <= 2000 && greatest > 2000);
        if !DATA.terms.is_near(row.department) {
            next = next.min(least);
        }
    }
    assert_eq!((come_within, straddle, next), (231, 57, 3022));
    let of = |kind: Kind| DATA.rows.iter().filter(|row| row.kind == kind).count();
    assert_eq!(of(Kind::Arrondissement), 45);
    assert_eq!(of(Kind::Delegated), 2105);
    assert_eq!(of(Kind::Associated), 471);
}

/// Distances that were measured on their own, to 0.02 km.
#[test]
fn known_distances() {
    for (name, least, greatest) in [
        ("Versailles", 1282, 1998),
        ("Saint-Germain-en-Laye", 1605, 2242),
        ("Roissy-en-France", 1880, 2416),
        ("Massy", 1312, 1638),
        ("Palaiseau", 1556, 1938),
        ("Les Ulis", 2042, 2346),
        ("Poissy", 2074, 2564),
        ("Gonesse", 1464, 1977),
        ("Tremblay-en-France", 1848, 2487),
        ("Cergy", 2492, 3193),
        ("Meaux", 4109, 4694),
    ] {
        let row = communes()
            .find(|row| row.name == name && DATA.terms.is_near(row.department))
            .unwrap_or_else(|| panic!("{name}"));
        let (found_least, found_greatest) = bounds(row).unwrap();
        assert!(found_least.abs_diff(least) <= 2, "{name}: {found_least}");
        assert!(
            found_greatest.abs_diff(greatest) <= 2,
            "{name}: {found_greatest}"
        );
    }
    let seventh = DATA
        .rows
        .iter()
        .find(|row| row.name == "Paris 7e Arrondissement");
    assert_eq!(bounds(seventh.unwrap()).unwrap().0, 0);
}

/// The small file says of every near place what the table says; every postal code leads to the same places.
#[test]
fn near_file_round_trip() {
    let rows: Vec<&Row> = DATA
        .rows
        .iter()
        .filter(|row| DATA.terms.is_near(row.department))
        .collect();
    let far = DATA
        .rows
        .iter()
        .filter(|row| !DATA.terms.is_near(row.department));
    let far_names: HashSet<String> = far.map(|row| fold(&row.name)).collect();
    let mut found = 0;
    for place in DATA.near.places() {
        let same = |row: &&&Row| row.name == place.name && row.department == place.department;
        let is_office = |row: &Row| row.kind == Kind::SortingOffice;
        let row = rows
            .iter()
            .filter(same)
            .find(|row| is_office(row) == place.is_area);
        let row = row.unwrap_or_else(|| panic!("{} is not in the table", place.name));
        let (exact, shown) = (
            row.verdict(&DATA.terms),
            judge(true, place.seat(), &DATA.terms),
        );
        assert_eq!(
            (exact.answer().name(), exact.reason()),
            (shown.answer().name(), shown.reason()),
            "{}",
            place.name
        );
        let (least, greatest) = bounds(row).unwrap();
        let reach = place.reach.unwrap();
        // Every figure is rounded in one way, and those that nobody is shown are left out.
        let rounded =
            |hundredths, is_up| Km::from_hundredths(hundredths).rounded(is_up, DATA.radius);
        let expected = Reach {
            least: if shown.answer() == Answer::No {
                Km::default()
            } else {
                rounded(least, false)
            },
            greatest: (shown.answer() != Answer::Yes).then_some(rounded(greatest, true)),
        };
        assert_eq!(reach, expected, "{}", place.name);
        let has_namesake = far_names.contains(&fold(place.name));
        assert_eq!(place.has_namesake, has_namesake, "{}", place.name);
        found += 1;
    }
    // 1,307 communes, arrondissements and parts, less 2 parts that bear their commune's name, and 10 offices' areas.
    assert_eq!(found, 1315);

    for row in rows
        .iter()
        .filter(|row| row.kind.is_whole() && row.name != "Paris")
    {
        for code in &row.postal_codes {
            let places = DATA.near.by_code(*code);
            let place = places.iter().find(|place| place.name == row.name);
            let place = place.unwrap_or_else(|| panic!("{code:?} lacks {}", row.name));
            assert!(
                DATA.near
                    .codes_of(place)
                    .eq(row.postal_codes.iter().copied()),
                "{}",
                row.name
            );
        }
    }
}

/// The large file has every other place once, in its département.
#[test]
fn elsewhere_file_round_trip() {
    let mut expected: Vec<(Department, &str)> = DATA
        .rows
        .iter()
        .filter(|row| !DATA.terms.is_near(row.department))
        .map(|row| (row.department, row.name.as_str()))
        .collect();
    expected.sort_unstable();
    expected.dedup();
    let mut found: Vec<(Department, &str)> = DATA
        .elsewhere
        .places()
        .map(|place| (place.department, place.name))
        .collect();
    found.sort_unstable();
    assert_eq!(found.len(), 36_210);
    assert!(found == expected);
    assert!(
        DATA.elsewhere
            .places()
            .all(|place| verdict(&place) == "yes")
    );
}

/// No two places of one département share a name, so that a name and a département tell a place.
#[test]
fn names_are_unique_within_a_departement() {
    let places = DATA.near.places().chain(DATA.elsewhere.places());
    let mut keys: Vec<_> = places.map(|place| (place.department, place.name)).collect();
    keys.sort_unstable();
    for pair in keys.windows(2) {
        assert_ne!(pair[0], pair[1]);
    }
}

/// What a visitor downloads, compressed as the site is.
#[test]
fn sizes() {
    let near = compressed(&DATA.files.near);
    let elsewhere = compressed(&DATA.files.elsewhere);
    println!("near {near} bytes, elsewhere {elsewhere} bytes");
    assert!(near <= 12_288, "{near}");
    assert!(elsewhere <= 280 * 1024, "{elsewhere}");
}

fn compressed(text: &str) -> usize {
    let mut out = Vec::new();
    let parameters = brotli::enc::BrotliEncoderParams {
        quality: 11,
        lgwin: 22,
        ..Default::default()
    };
    brotli::BrotliCompress(&mut text.as_bytes(), &mut out, &parameters).unwrap();
    out.len()
}

/// The postal codes whose communes differ list them all, and are themselves to be confirmed.
#[test]
fn mixed_codes() {
    let mut mixed: Vec<String> = Vec::new();
    let mut codes: Vec<PostalCode> = DATA
        .rows
        .iter()
        .filter(|row| DATA.terms.is_near(row.department) && row.kind.is_whole())
        .flat_map(|row| row.postal_codes.clone())
        .collect();
    codes.sort_unstable();
    codes.dedup();
    for code in codes {
        let places = DATA.near.by_code(code);
        assert!(!places.is_empty(), "{code:?}");
        let mut verdicts: Vec<_> = places.iter().map(verdict).collect();
        verdicts.sort_unstable();
        verdicts.dedup();
        if verdicts.len() > 1 {
            mixed.push(code.as_str().into());
            assert_eq!(typed(code.as_str()).answer().name(), "confirm", "{code:?}");
        } else {
            assert_eq!(
                typed(code.as_str()).answer().name(),
                verdicts[0],
                "{code:?}"
            );
        }
    }
    mixed.sort_unstable();
    let expected = [
        "78240", "91160", "91360", "91400", "94440", "95190", "95500", "95560", "95570", "95720",
    ];
    assert_eq!(mixed, expected);
    assert_eq!(
        by_code("78240"),
        [("Chambourcy", "confirm"), ("Aigremont", "yes")]
    );
}

/// Paris has its arrondissements under their codes, and answers for its other codes itself.
#[test]
fn paris() {
    assert_eq!(by_code("75007"), [("Paris 7e Arrondissement", "no")]);
    assert_eq!(by_code("75116"), [("Paris 16e Arrondissement", "no")]);
    for code in ["75000", "75340 CEDEX 07", "75999"] {
        assert_eq!(by_code(code), [("Paris", "no")], "{code}");
    }
    for code in 1..=20 {
        assert_eq!(by_code(&format!("{}", 75_000 + code)).len(), 1);
    }
}

/// A CEDEX code gives the area of its sorting office, with "no" only where its neighbours have it too.
#[test]
fn cedex() {
    for (code, name, verdict) in [
        ("92043 CEDEX", "Paris La Défense", "no"),
        ("92643", "Boulogne-Billancourt", "no"),
        ("91056", "Évry-Courcouronnes", "yes"),
        ("95053 CEDEX 1", "Cergy-Pontoise", "yes"),
        ("91191 Cedex", "Gif-sur-Yvette", "confirm"),
        ("78007", "Versailles", "confirm"),
        ("77614", "Marne-la-Vallée", "confirm"),
        ("93286", "Saint-Denis", "no"),
    ] {
        assert_eq!(by_code(code), [(name, verdict)], "{code}");
        assert!(DATA.near.by_code(PostalCode::parse(code).unwrap())[0].is_area);
    }
    let mut offices = 0;
    for row in DATA
        .rows
        .iter()
        .filter(|row| row.kind == Kind::SortingOffice)
    {
        for code in &row.postal_codes {
            let place = &DATA.near.by_code(*code)[0];
            assert_eq!(
                verdict(place),
                row.verdict(&DATA.terms).answer().name(),
                "{code:?}"
            );
            offices += 1;
        }
    }
    assert_eq!(offices, 3832);
}

/// What is settled without any data, and what cannot be settled.
#[test]
fn without_data() {
    for text in [
        "97110", "97600", "98800", "20000", "2A000", "60500", "F-69001", "27000", "13 001",
    ] {
        let verdict = typed(text);
        assert_eq!(
            (verdict.answer().name(), verdict.reason()),
            ("yes", Reason::DepartmentBeyond),
            "{text}"
        );
    }
    for text in ["78999", "95998", "Trifouilly-les-Oies", "", "1050"] {
        let verdict = typed(text);
        assert_eq!(
            (verdict.answer().name(), verdict.reason()),
            ("confirm", Reason::UnknownPlace),
            "{text}"
        );
    }
    assert_eq!(
        judge(true, Seat::Abroad, &DATA.terms).answer().name(),
        "yes"
    );
    assert_eq!(typed("F-78000").answer().name(), "confirm");
}

/// Names as people type them.
#[test]
fn finds_names() {
    for (query, name, department) in [
        ("Courcouronnes", "Évry-Courcouronnes", "91"),
        ("evry c", "Évry-Courcouronnes", "91"),
        ("St Germain en l", "Saint-Germain-en-Laye", "78"),
        ("SAINT-DENIS", "Saint-Denis", "93"),
        ("lhay", "L'Haÿ-les-Roses", "94"),
        ("hay les", "L'Haÿ-les-Roses", "94"),
        ("paris 07", "Paris 7e Arrondissement", "75"),
        ("Paris 7ème", "Paris 7e Arrondissement", "75"),
        ("Paris 16ème arr", "Paris 16e Arrondissement", "75"),
        ("Neuilly s/ Seine", "Neuilly-sur-Seine", "92"),
        ("Rosny s/ Bois", "Rosny-sous-Bois", "93"),
        ("Fontenay ss Bois", "Fontenay-sous-Bois", "94"),
        ("Paris", "Paris", "75"),
        ("la defense", "Paris La Défense", "92"),
        ("Fourqueux", "Fourqueux", "78"),
        ("pierrefitte sur s", "Pierrefitte-sur-Seine", "93"),
        ("marse", "Marseille", "13"),
        ("Marseille 1er", "Marseille 1er Arrondissement", "13"),
        ("besanc\u{327}on", "Besançon", "25"),
        ("strasb", "Strasbourg", "67"),
        ("papeete", "Papeete", "987"),
        ("yer", "Yerres", "91"),
    ] {
        let found = names(query, 3);
        let first = found
            .first()
            .unwrap_or_else(|| panic!("{query} is not found"));
        assert_eq!((first.0, first.1.as_str()), (name, department), "{query}");
    }
    assert_eq!(names("Trifouilly-les-Oies", 3), []);
    assert_eq!(names("", 3), []);
    assert_eq!(names("«»", 3), []);
}

/// "St Germain" and "Saint-Germain" are one query, and the most populous come first.
#[test]
fn saint_germain() {
    let near = |query: &str| search(query, Some(&DATA.near), None, 3);
    let found = near("St Germain");
    assert_eq!(found, near("saint-germain"));
    assert_eq!(found.places[0].name, "Saint-Germain-en-Laye");
    assert_eq!(found.places.len(), 3);
}

/// An exact name comes first, however small the place; the same name elsewhere is told apart by its département.
#[test]
fn exact_names_first() {
    let found = names("Saint-Germain", 10);
    assert!(
        found[..3].iter().all(|(name, _)| *name == "Saint-Germain"),
        "{found:?}"
    );
    let twins = names("Marolles-en-Brie", 5);
    assert_eq!(
        twins,
        [
            ("Marolles-en-Brie", "94".into()),
            ("Marolles-en-Brie", "77".into())
        ]
    );
}

/// Names that are just the query are counted, and none of them is left out: nobody's town is missing from the list.
#[test]
fn exact_names_are_counted() {
    let exact = |query: &str| search(query, Some(&DATA.near), Some(&DATA.elsewhere), 8);
    for (query, count) in [
        ("Versailles", 1),
        ("Paris 7ème", 1),
        ("Paris 1", 1),
        ("Massy", 3),
        ("Saint-Sauveur", 13),
        ("Versaille", 0),
    ] {
        assert_eq!(exact(query).exact, count, "{query}");
        let places = exact(query).places;
        let is_exact = |place: &&Place<'_>| fold(place.name).starts_with(&fold(query));
        assert!(places.iter().take(count).all(|place| is_exact(&place)));
    }
}

/// A near place on offer stays where it is when all of France is searched, unless another place has just that name.
#[test]
fn near_places_stay() {
    for query in ["versa", "saint g", "villen", "montr"] {
        let near = search(query, Some(&DATA.near), None, 8).places;
        let all = search(query, Some(&DATA.near), Some(&DATA.elsewhere), 8).places;
        assert_eq!(all[..near.len()], near, "{query}");
    }
}

/// Every place is found by its own name, in full and by the first letters of its last word.
#[test]
fn every_place_is_found() {
    for place in DATA.near.places() {
        let found = search(place.name, Some(&DATA.near), None, 9);
        assert!(found.places.contains(&place), "{}", place.name);
        let last = place.name.rsplit(['-', ' ', '\'']).next().unwrap();
        let found = search(last, Some(&DATA.near), None, usize::MAX);
        assert!(found.places.contains(&place), "{last}");
    }
    for place in DATA.elsewhere.places().step_by(97) {
        let found = search(place.name, None, Some(&DATA.elsewhere), 40);
        assert!(found.places.contains(&place), "{}", place.name);
    }
}

/// The margin is at least what the outlines' simplification and the venue's point leave open.
#[test]
fn margin() {
    assert_eq!(MARGIN.hundredths(), 30);
}

proptest! {
    /// Any query gives an answer within its limit.
    #[test]
    fn any_query(query in "\\PC{0,24}", limit in 0_usize..12) {
        let found = search(&query, Some(&DATA.near), Some(&DATA.elsewhere), limit);
        prop_assert!(found.places.len() <= limit.max(found.exact));
    }

    /// Letters and spaces, as people type them.
    #[test]
    fn plain_query(query in "[a-zéèç' -]{1,6}") {
        let found = search(&query, Some(&DATA.near), Some(&DATA.elsewhere), 8);
        prop_assert!(found.places.len() <= 8.max(found.exact));
    }

    /// Whatever is typed for a postal code is never an error, and "no" comes only from a place within.
    #[test]
    fn any_code(text in "(F-)?(7[5-8]|9[0-9]|[0-9]{2})[ ]?[0-9]{3}") {
        if let Verdict::No { reason } = typed(&text) {
            prop_assert_eq!(reason, Reason::CommuneWithin);
        }
    }

    /// A file that was cut short or garbled is refused or read, never a panic.
    #[test]
    fn garbled_file(cut in 0_usize..30_000, put in "\\PC{0,3}|\n|\n\n|999|-") {
        let text = &DATA.files.near;
        let mut at = cut.min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        prop_assert!(Near::parse(text[..at].to_owned()).is_err() || at == text.len());
        let garbled = format!("{}{put}{}", &text[..at], &text[at..]);
        if let Ok(near) = Near::parse(garbled) {
            for code in [75_007, 78_000, 91_191, 95_720] {
                let _ = near.by_code(PostalCode::parse(&code.to_string()).unwrap());
            }
            let _ = search("saint", Some(&near), None, 5);
        }
    }
}
