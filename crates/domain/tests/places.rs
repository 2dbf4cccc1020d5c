//! The browser's files of places, on small ones written by hand; `nec-ess-content` tests the real ones.

use nec_ess_domain::eligibility::{Km, PostalCode, Reach, Seat};
use nec_ess_domain::fold;
use nec_ess_domain::places::{Elsewhere, Found, Malformed, Near, search};
use proptest::prelude::*;

/// Paris with two arrondissements, and three towns of the Yvelines, one of them a part and one an area.
const NEAR: &str = "\
places-near 2
75
Paris
Paris 1er Arrondissement
Paris 16e Arrondissement
78
Versailles
Buc
Saint-Nom-la-Bretèche
Fourqueux
+Saint-Quentin-en-Yvelines

rEghIdga

-
1
15 116
0
530
330 95000
-
-

-10
-3
-7
12-19.98
14-19
41
16-22
18-33

00588800509

3 12-22.4 7+2 11
4 18-33.9 180
end
";

const ELSEWHERE: &str = "\
places-elsewhere 2
13
Marseille
Aix-en-Provence
2A
Ajaccio
974
Saint-Denis

qlkl
";

fn near() -> Near {
    Near::parse(NEAR.into()).expect("the file above")
}

fn by_code(near: &Near, code: &str) -> Vec<(String, bool)> {
    let code = PostalCode::parse(code).expect(code);
    let places = near.by_code(code).into_iter();
    places
        .map(|place| (place.name.to_owned(), place.is_area))
        .collect()
}

/// Each part of the file means what its description says.
#[test]
fn reads_every_part() {
    let near = near();
    for (code, expected) in [
        ("75001", vec![("Paris 1er Arrondissement", false)]),
        ("75116", vec![("Paris 16e Arrondissement", false)]),
        ("75016", vec![("Paris 16e Arrondissement", false)]),
        ("75999", vec![("Paris", false)]),
        ("78000", vec![("Versailles", false)]),
        ("78530", vec![("Buc", false)]),
        ("78860", vec![("Saint-Nom-la-Bretèche", false)]),
        ("95000", vec![("Saint-Nom-la-Bretèche", false)]),
        ("78007", vec![("Versailles", true)]),
        ("78009", vec![("Versailles", true)]),
        ("78020", vec![("Versailles", true)]),
        ("78180", vec![("Saint-Quentin-en-Yvelines", true)]),
        ("78010", vec![]),
        ("91000", vec![]),
    ] {
        let expected: Vec<_> = expected
            .into_iter()
            .map(|(name, area)| (name.to_owned(), area))
            .collect();
        assert_eq!(by_code(&near, code), expected, "{code}");
    }
    let reaches: Vec<_> = near.places().map(|place| place.reach).collect();
    let reach = |least: u32, greatest: Option<u32>| {
        Some(Reach {
            least: Km::from_hundredths(least),
            greatest: greatest.map(Km::from_hundredths),
        })
    };
    assert_eq!(reaches[2], reach(0, Some(750)));
    assert_eq!(reaches[3], reach(1280, Some(1998)));
    assert_eq!(reaches[5], reach(4100, None));
    let areas: Vec<_> = near.places().map(|place| place.area).collect();
    assert_eq!(areas[1], reach(0, Some(1000)));
    assert_eq!(areas[3], reach(1200, Some(2240)));
    assert_eq!(areas[4], None);
    let namesakes = near.places().filter(|place| place.has_namesake);
    let namesakes: Vec<_> = namesakes.map(|place| place.name).collect();
    assert_eq!(namesakes, ["Paris 1er Arrondissement", "Buc"]);
}

/// A place may have no code of its own département, and no distances that are known.
#[test]
fn reads_what_is_rare() {
    let text = "places-near 2\n38\nVienne\nNouvelle\n69\nAmpuis\n\nggg\n\n200\n220\n- 38200 38780\n\n\
                -10\n?\n41\n\n00\n\nend\n";
    let near = Near::parse(text.into()).expect("a file");
    for (code, expected) in [
        ("38200", vec!["Vienne", "Ampuis"]),
        ("38420", vec!["Nouvelle"]),
        ("38780", vec!["Ampuis"]),
        ("69420", vec![]),
    ] {
        let names: Vec<_> = by_code(&near, code)
            .into_iter()
            .map(|found| found.0)
            .collect();
        assert_eq!(names, expected, "{code}");
    }
    let places: Vec<_> = near.places().collect();
    assert_eq!((places[1].reach, places[1].area), (None, None));
    assert_eq!(places[1].seat(), Seat::Department(places[1].department));
    assert!(places[2].reach.is_some());
}

/// Many names may stand between two offices.
#[test]
fn reads_many_names() {
    let count = 1500;
    let names: String = (0..count).map(|index| format!("Ville-{index}\n")).collect();
    let lines = |line: &str| format!("{line}\n").repeat(count);
    let text = format!(
        "places-near 2\n38\n{names}\n{}\n\n{}\n{}\n{}\n\n1400 12-22 7\nend\n",
        "g".repeat(count),
        lines("-"),
        lines("12"),
        "0".repeat(count)
    );
    let near = Near::parse(text).expect("a file");
    assert_eq!(by_code(&near, "38007"), [("Ville-1400".into(), true)]);
}

/// Both files are searched together; the most populous come first, exact names before them.
#[test]
fn searches_both() {
    let near = near();
    let elsewhere = Elsewhere::parse(ELSEWHERE.into()).expect("the file above");
    let names = |query: &str| -> Vec<&str> {
        let found = search(query, Some(&near), Some(&elsewhere), 3);
        found.places.iter().map(|place| place.name).collect()
    };
    assert_eq!(
        names("paris"),
        [
            "Paris",
            "Paris 16e Arrondissement",
            "Paris 1er Arrondissement"
        ]
    );
    assert_eq!(
        names("a"),
        [
            "Paris 16e Arrondissement",
            "Paris 1er Arrondissement",
            "Aix-en-Provence"
        ]
    );
    assert_eq!(names("st d"), ["Saint-Denis"]);
    assert_eq!(
        names("en"),
        ["Saint-Quentin-en-Yvelines", "Aix-en-Provence"]
    );
    assert_eq!(names("nowhere"), [""; 0]);
    let exact = |query: &str| search(query, Some(&near), Some(&elsewhere), 0).exact;
    assert_eq!(
        (exact("paris"), exact("paris 16ème"), exact("par")),
        (1, 1, 0)
    );
    assert_eq!(search("a", None, None, 3), Found::default());
    let island = search("ajaccio", None, Some(&elsewhere), 1).places[0];
    assert_eq!((island.department.as_str(), island.reach), ("2A", None));
}

/// What is not the file is refused: an error page, another version, a part missing or cut short.
#[test]
fn refuses_other_files() {
    assert_eq!(Near::parse(String::new()).err(), Some(Malformed));
    assert_eq!(Near::parse("<!doctype html>".into()).err(), Some(Malformed));
    assert_eq!(Near::parse(ELSEWHERE.into()).err(), Some(Malformed));
    assert_eq!(Elsewhere::parse(NEAR.into()).err(), Some(Malformed));
    for end in (0..NEAR.len()).filter(|end| NEAR.is_char_boundary(*end)) {
        assert_eq!(
            Near::parse(NEAR[..end].into()).err(),
            Some(Malformed),
            "{end}"
        );
    }
    for end in 0..ELSEWHERE.len() {
        assert_eq!(
            Elsewhere::parse(ELSEWHERE[..end].into()).err(),
            Some(Malformed),
            "{end}"
        );
    }
    for (from, to) in [
        ("places-near 2", "places-near 1"),
        ("75\n", "750\n"),
        ("75\nParis", "Paris"),
        ("rEghIdga", "rEghIdg"),
        ("rEghIdga", "rEghIdg!"),
        ("rEghIdga", "rEghIdgs"),
        ("-7\n", "7,5\n"),
        ("00588800509", "0058880050"),
        ("00588800509", "005888005091"),
        ("00588800509", "0058880050x"),
        ("\n530\n", "\n5300\n"),
        ("\n41\n", "\n\n"),
        ("3 12-22.4", "9 12-22.4"),
        ("7+2", "7+999"),
    ] {
        let text = NEAR.replacen(from, to, 1);
        assert_ne!(text, NEAR, "{from}");
        assert_eq!(Near::parse(text).err(), Some(Malformed), "{from} → {to}");
    }
}

proptest! {
    /// Any text is read or refused.
    #[test]
    fn any_text(text in "\\PC{0,200}", lines in "(places-(near|elsewhere) 2\n)?([0-9a-z+ -]{0,6}\n){0,24}(end\n)?") {
        for text in [text, lines] {
            if let Ok(near) = Near::parse(text.clone()) {
                prop_assert!(near.places().count() > 0);
                let _ = search("a", Some(&near), None, 3);
            }
            if let Ok(elsewhere) = Elsewhere::parse(text) {
                prop_assert!(elsewhere.places().count() > 0);
                let _ = search("0", None, Some(&elsewhere), 3);
            }
        }
    }

    /// Each place that a search gives has a word that starts as the query does.
    #[test]
    fn matches_start_a_word(query in "[a-eé st-]{1,4}") {
        let near = near();
        let wanted = fold(&query).replace(' ', "");
        for place in search(&query, Some(&near), None, 9).places {
            let name = format!(" {}", fold(place.name));
            let starts = name.match_indices(' ').any(|(at, _)| name[at..].replace(' ', "").starts_with(&wanted));
            prop_assert!(starts, "{} for {query}", place.name);
        }
    }
}
