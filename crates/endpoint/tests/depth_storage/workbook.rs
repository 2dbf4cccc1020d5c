//! The workbook, read back as a spreadsheet reads it.

use std::io::{Cursor, Read};
use std::sync::Arc;

use calamine::{Data, Reader, Xlsx};
use nec_ess_content::Site;
use nec_ess_domain::{Form, spam};

use crate::commands::{run, said};
use crate::database::Database;
use crate::dist::SITE;
use crate::forms::Filled;
use crate::places::{limited, person};
use crate::server::Server;

crate::on_both!(
    every_value_is_as_typed,
    codes_have_words_beside_them,
    instants_are_dates_of_the_event,
    who_comes_is_at_the_door_by_name,
    who_waits_is_listed_in_turn,
    doubles_are_marked,
    more_than_a_cell_holds,
    names_that_sheets_cannot_have,
    headings_stay_and_filter,
    only_what_is_asked_for,
    what_is_kept_apart,
    days_that_the_event_no_longer_has,
    forms_that_the_event_does_not_have,
    the_same_as_csv,
);

const MIDDLE: &str = "2025-11-26";
const LAST: &str = "2025-11-27";
const SHEETS: [&str; 7] = [
    "Inscriptions",
    "Atelier",
    "Défraiement",
    "Liste d’attente",
    "Entrée 25 novembre 2025",
    "Entrée 26 novembre 2025",
    "Entrée 27 novembre 2025",
];

struct Book {
    bytes: Vec<u8>,
    book: Xlsx<Cursor<Vec<u8>>>,
}

impl Book {
    async fn export(database: &Database, server: &Server, words: &[&str]) -> Self {
        let dist = server.folder().to_str().unwrap();
        let words = [&["export", "--format", "xlsx", "--dist", dist], words].concat();
        let output = run(database, &words).await;
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        let bytes = output.stdout;
        let book = Xlsx::new(Cursor::new(bytes.clone())).unwrap();
        Self { bytes, book }
    }

    fn rows(&mut self, sheet: &str) -> Vec<Vec<Data>> {
        let range = self.book.worksheet_range(sheet).unwrap();
        range.rows().map(<[Data]>::to_vec).collect()
    }

    /// The cells of the column `heading`, from the second row on.
    #[track_caller]
    fn column(&mut self, sheet: &str, heading: &str) -> Vec<Data> {
        let rows = self.rows(sheet);
        let is_it = |cell: &Data| cell == &Data::String(heading.to_owned());
        let Some(at) = rows[0].iter().position(is_it) else {
            panic!("{heading}: {:?}", rows[0])
        };
        rows[1..].iter().map(|row| row[at].clone()).collect()
    }

    #[track_caller]
    fn texts(&mut self, sheet: &str, heading: &str) -> Vec<String> {
        let cells = self.column(sheet, heading);
        let text = |cell: Data| match cell {
            Data::String(text) => text,
            Data::Empty => String::new(),
            other => panic!("{heading}: {other:?} is no text"),
        };
        cells.into_iter().map(text).collect()
    }

    /// The XML of every sheet.
    fn xml(&self) -> Vec<String> {
        let mut files = zip::ZipArchive::new(Cursor::new(&self.bytes)).unwrap();
        let names = files.file_names().map(|name| name.unwrap().into_owned());
        let names: Vec<String> = names.collect();
        let mut sheets = Vec::new();
        for name in names {
            if name.starts_with("xl/worksheets/sheet") {
                let mut text = String::new();
                files
                    .by_name(&name)
                    .unwrap()
                    .read_to_string(&mut text)
                    .unwrap();
                sheets.push(text);
            }
        }
        sheets
    }
}

/// What people type that spreadsheets like to make something else of.
const HARD: [&str; 12] = [
    "=1+1",
    "+33 6 12 34 56 78",
    "-2",
    "@SUM(A1)",
    "007",
    "1e5",
    "TRUE",
    "26/11/2025",
    "'quoted'",
    "🌱👩🏽‍🌾 Łódź _x0041_ 北京",
    "<b>&amp; \"Lilas\"; \\",
    "\u{fffe}x",
];

fn short(form: &Form, site: &Site, name: &str) -> String {
    assert!(form.field(name).is_some());
    site.fr.forms.organisers.columns[name].clone()
}

/// Every text of every form, cell by cell: no formula, no number, no date, not a letter lost.
async fn every_value_is_as_typed(database: Arc<Database>) {
    let server = Server::start(&database).await;
    let mut sent = Vec::new();
    for (number, hard) in HARD.iter().enumerate() {
        let email = format!("0{number}@exemple.fr");
        for (filled, names) in [
            (
                Filled::registration().with("access_needs", &format!("{hard}\n{hard}\nfin")),
                &["first_name", "last_name", "organisation"][..],
            ),
            (
                Filled::workshop().with("postal_code", &format!("0{number}")),
                &["first_name", "last_name", "organisation", "city"],
            ),
            (
                Filled::reimbursement()
                    .with("country", "PT")
                    .with("registration_number", &format!("00{number:04}"))
                    .with("participants", &format!("{hard}\n=2+2")),
                &["first_name", "last_name", "organisation", "city", "address"],
            ),
        ] {
            let mut filled = filled.with("email", &email);
            for name in names {
                filled = filled.with(name, hard);
            }
            let reference = server.send(&filled).await.reference();
            sent.push((filled, reference));
        }
    }
    let mut book = Book::export(&database, &server, &[]).await;
    assert_eq!(book.book.sheet_names(), SHEETS);
    for (form, sheet) in nec_ess_domain::forms::ALL.iter().zip(SHEETS) {
        let references = book.texts(sheet, "Référence");
        for field in form.fields {
            if ["days", "country", "profile", "first_time"].contains(&field.name)
                || field.kind == nec_ess_domain::Kind::Tick
            {
                continue;
            }
            let cells = book.texts(sheet, &short(form, &SITE, field.name));
            for (filled, reference) in sent.iter().filter(|(filled, _)| filled.form == *form) {
                let row = references.iter().position(|found| found == reference);
                let clean = form.clean(&filled.answers());
                assert_eq!(
                    cells[row.unwrap()],
                    clean.first(field.name),
                    "{}",
                    field.name
                );
            }
        }
    }
    // Nothing is calculated, in no sheet.
    for xml in book.xml() {
        assert!(!xml.contains("<f>"), "{xml}");
    }
}

/// Choices and countries in the language that is asked for, each with its code.
async fn codes_have_words_beside_them(database: Arc<Database>) {
    let server = Server::start(&database).await;
    for filled in Filled::each() {
        server.send(&filled).await.reference();
    }
    let mut book = Book::export(&database, &server, &[]).await;
    let sheet = SHEETS[0];
    assert_eq!(book.texts(sheet, "Pays"), ["France"]);
    assert_eq!(book.texts(sheet, "Pays (code)"), ["FR"]);
    let profile = &SITE.fr.forms.form["registration"].fields["profile"].choices["sse"];
    assert_eq!(book.texts(sheet, "Profil"), [profile.as_str()]);
    assert_eq!(book.texts(sheet, "Profil (code)"), ["sse"]);
    assert_eq!(book.texts(sheet, "Accepte d’être contacté·e"), ["Oui"]);
    assert_eq!(book.texts(sheet, "Lettre d’information"), [""]);
    assert_eq!(
        book.texts(sheet, "mardi 25 novembre 2025 – Bruxelles"),
        [""]
    );
    assert_eq!(
        book.texts(sheet, "mercredi 26 novembre 2025 – Paris"),
        ["place confirmée"]
    );
    assert_eq!(book.texts(SHEETS[1], "Première participation"), ["Oui"]);
    assert_eq!(book.texts(SHEETS[2], "Défraiement"), ["oui"]);
    let mut book = Book::export(&database, &server, &["--lang", "en"]).await;
    assert_eq!(book.book.sheet_names()[4], "Door 25 November 2025");
    assert_eq!(book.texts("Workshop", "Country"), ["Ireland"]);
    assert_eq!(book.texts("Workshop", "First time (code)"), ["yes"]);
}

/// Real dates, in Paris's time as the heading says, in winter and in summer.
async fn instants_are_dates_of_the_event(database: Arc<Database>) {
    let server = Server::start(&database).await;
    for (form, date) in [
        ("registration", "2025-11-03T23:30:05"),
        ("workshop", "2025-07-01T22:30:05"),
    ] {
        let filled = Filled::each()
            .into_iter()
            .find(|filled| filled.form.id == form);
        server.send(&filled.unwrap()).await.reference();
        let sql =
            format!("UPDATE submissions SET created_at = '{date}.000000Z' WHERE form = '{form}'");
        database.execute(&sql).await;
    }
    let mut book = Book::export(&database, &server, &[]).await;
    for (sheet, expected) in [
        (SHEETS[0], (2025, 11, 4, 0, 30, 5, 0)),
        (SHEETS[1], (2025, 7, 2, 0, 30, 5, 0)),
    ] {
        match &book.column(sheet, "Reçu le (heure de Paris)")[..] {
            [Data::DateTime(at)] if at.is_datetime() => assert_eq!(at.to_ymd_hms_milli(), expected),
            other => panic!("{other:?}"),
        }
    }
}

/// People with a place, by name as a French list has them; nobody who waits or cancelled; no access needs.
async fn who_comes_is_at_the_door_by_name(database: Arc<Database>) {
    let server = limited(&database, 4).await;
    let mut references = Vec::new();
    for (number, name) in ["Zola", "Étienne", "durand", "d’Arc", "Eluard", "Adam"]
        .iter()
        .enumerate()
    {
        let filled = person(number, &[MIDDLE, LAST])
            .with("last_name", name)
            .with("access_needs", "Boucle magnétique");
        references.push(server.send(&filled).await.reference());
    }
    let dist = server.folder().to_str().unwrap();
    said(&run(&database, &["cancel", "--dist", dist, &references[0]]).await);
    let mut book = Book::export(&database, &server, &[]).await;
    assert_eq!(
        book.texts(SHEETS[5], "Nom"),
        ["Adam", "d’Arc", "durand", "Eluard", "Étienne"]
    );
    // Eluard moved up, Adam waits.
    assert_eq!(
        book.texts(SHEETS[6], "Nom"),
        ["d’Arc", "durand", "Eluard", "Étienne"]
    );
    assert_eq!(book.rows(SHEETS[4]).len(), 1);
    let heading: Vec<String> = book.rows(SHEETS[6])[0]
        .iter()
        .map(Data::to_string)
        .collect();
    assert_eq!(
        heading,
        ["Nom", "Prénom", "Organisation", "Référence", "Présent·e"]
    );
    assert_eq!(
        book.texts(SHEETS[0], "jeudi 27 novembre 2025 – Paris")[0],
        "annulé"
    );
}

/// The order in which places are given out, which is not always that of registration.
async fn who_waits_is_listed_in_turn(database: Arc<Database>) {
    let server = limited(&database, 1).await;
    server.send(&person(0, &[LAST])).await.reference();
    let early = server.send(&person(1, &[MIDDLE])).await.reference();
    server.send(&person(2, &[LAST])).await.reference();
    // Who adds the day later waits behind those who are there.
    let dist = server.folder().to_str().unwrap();
    said(
        &run(
            &database,
            &[
                "correct",
                "--dist",
                dist,
                &early,
                "days=2025-11-26",
                "days=2025-11-27",
            ],
        )
        .await,
    );
    let mut book = Book::export(&database, &server, &[]).await;
    let sheet = SHEETS[3];
    assert_eq!(
        book.texts(sheet, "Adresse électronique"),
        ["personne2@exemple.fr", "personne1@exemple.fr"]
    );
    assert_eq!(
        book.column(sheet, "Rang"),
        [Data::Float(1.0), Data::Float(2.0)]
    );
    let Data::DateTime(day) = book.column(sheet, "Jour")[0] else {
        panic!("a day is a date")
    };
    assert_eq!(day.to_ymd_hms_milli(), (2025, 11, 27, 0, 0, 0, 0));
    // The rank is that in the whole queue, whoever is listed.
    let mut book = Book::export(
        &database,
        &server,
        &["--state", "waiting", "--since", &early],
    )
    .await;
    assert_eq!(book.column(sheet, "Rang"), [Data::Float(1.0)]);
}

/// The same address or organisation twice in one form: each names the others. Who cancelled is nobody's double.
async fn doubles_are_marked(database: Arc<Database>) {
    let server = Server::start(&database).await;
    let one = |name: &str, email: &str, organisation: &str| {
        Filled::registration()
            .with("first_name", name)
            .with("email", email)
            .with("organisation", organisation)
    };
    let mut references = Vec::new();
    for filled in [
        one("Camille", "camille@exemple.fr", "Coopérative des Lilas"),
        one("Alix", "Camille+nec@Exemple.fr", "Emmaüs"),
        one("Lou", "lou@exemple.fr", "COOPERATIVE DES LILAS"),
        one("Sacha", "lou@exemple.fr", "Autre"),
    ] {
        references.push(server.send(&filled).await.reference());
    }
    let dist = server.folder().to_str().unwrap();
    said(&run(&database, &["cancel", "--dist", dist, &references[3]]).await);
    let filled = Filled::workshop().with("email", "camille@exemple.fr");
    server.send(&filled).await.reference();
    let expected_email = [&*references[1], &*references[0], "", ""];
    let expected_organisation = [&*references[2], "", &*references[0], ""];
    let (email, organisation) = ("Même adresse électronique que", "Même organisation que");
    let mut book = Book::export(&database, &server, &[]).await;
    assert_eq!(book.texts(SHEETS[0], email), expected_email);
    assert_eq!(book.texts(SHEETS[0], organisation), expected_organisation);
    assert_eq!(book.texts(SHEETS[1], email), [""]);
    // One organisation with two numbers has asked for two reimbursements.
    let other = Filled::reimbursement().with("registration_number", "W751234567");
    let mut requests = Vec::new();
    for filled in [
        Filled::reimbursement(),
        other.with("organisation", "Cooperative des lilas"),
    ] {
        requests.push(server.send(&filled).await.reference());
    }
    requests.reverse();
    let mut book = Book::export(&database, &server, &[]).await;
    assert_eq!(book.texts(SHEETS[2], organisation), requests);
    // Also where the other one is not listed.
    let mut book = Book::export(&database, &server, &["--since", &references[1]]).await;
    assert_eq!(book.texts(SHEETS[0], organisation), [&*references[0], ""]);
}

/// A text that no form takes, from another time: cut where people see it, and the file still opens.
async fn more_than_a_cell_holds(database: Arc<Database>) {
    let server = Server::start(&database).await;
    server.send(&Filled::registration()).await.reference();
    let needs = "🌱é".repeat(20_000);
    let answers = serde_json::json!([["first_name", "Camille"], ["access_needs", needs]]);
    let sql = format!("UPDATE submissions SET answers = '{answers}'");
    database.execute(&sql).await;
    let mut book = Book::export(&database, &server, &[]).await;
    let cell = book.texts(SHEETS[0], "Besoins d’accessibilité").remove(0);
    let units = cell.encode_utf16().count();
    assert!((32_700..=32_767).contains(&units), "{units}");
    let kept = cell.strip_suffix(&format!("\n{}", SITE.fr.forms.organisers.cut));
    assert!(needs.starts_with(kept.unwrap()));
    // The others are whole.
    assert_eq!(book.texts(SHEETS[0], "Prénom"), ["Camille"]);
    let text = said(&run(&database, &["export"]).await);
    assert!(text.contains(&needs));
}

/// Whatever editors call a sheet, the workbook opens.
async fn names_that_sheets_cannot_have(database: Arc<Database>) {
    let server = Server::with_site(&database, |site| {
        let words = &mut site.fr.forms.organisers;
        words
            .sheets
            .insert("workshop".into(), "Atelier [13:00 / 17:00] ?".into());
        words
            .sheets
            .insert("reimbursement".into(), "INSCRIPTIONS".into());
        words.waiting_list = "'Celles et ceux qui attendent une place'".into();
        words.door = "Entrée".into();
    })
    .await;
    server.send(&Filled::registration()).await.reference();
    let book = Book::export(&database, &server, &[]).await;
    assert_eq!(
        book.book.sheet_names(),
        [
            "Inscriptions",
            "Atelier -13-00 - 17-00- -",
            "INSCRIPTIONS 2",
            "Celles et ceux qui attendent un",
            "Entrée",
            "Entrée 2",
            "Entrée 3"
        ]
    );
}

/// The first row stays in sight and filters, in every sheet, also in an empty one.
async fn headings_stay_and_filter(database: Arc<Database>) {
    let server = Server::start(&database).await;
    server.send(&Filled::registration()).await.reference();
    let book = Book::export(&database, &server, &[]).await;
    let sheets = book.xml();
    assert_eq!(sheets.len(), SHEETS.len());
    for xml in sheets {
        assert!(
            xml.contains("ySplit=\"1\"") && xml.contains("state=\"frozen\""),
            "{xml}"
        );
        assert!(xml.contains("<autoFilter ref=\"A1:"), "{xml}");
    }
}

/// One form, one day, one state: the sheets and the people that belong to it.
async fn only_what_is_asked_for(database: Arc<Database>) {
    let server = limited(&database, 1).await;
    server.send(&person(0, &[MIDDLE, LAST])).await.reference();
    server.send(&person(1, &[LAST])).await.reference();
    server.send(&Filled::workshop()).await.reference();
    let book = Book::export(&database, &server, &["--form", "workshop"]).await;
    assert_eq!(book.book.sheet_names(), ["Atelier"]);
    let words = [
        "--form",
        "registration",
        "--day",
        LAST,
        "--state",
        "registered",
    ];
    let mut book = Book::export(&database, &server, &words).await;
    assert_eq!(book.book.sheet_names(), [SHEETS[0], SHEETS[3], SHEETS[6]]);
    assert_eq!(
        book.texts(SHEETS[0], "Adresse électronique"),
        ["personne0@exemple.fr"]
    );
    assert_eq!(book.rows(SHEETS[3]).len(), 1);
    let mut book = Book::export(&database, &server, &["--answered", "postal_code"]).await;
    assert_eq!(book.rows(SHEETS[0]).len(), 1);
    assert_eq!(book.rows(SHEETS[1]).len(), 2);
}

/// What was taken for spam, with the days that its sender chose.
async fn what_is_kept_apart(database: Arc<Database>) {
    let server = Server::start(&database).await;
    let filled = Filled::registration().with(spam::FIELD, "https://exemple.fr");
    server.send(&filled).await.reference();
    let mut book = Book::export(&database, &server, &["--quarantine"]).await;
    assert_eq!(book.texts(SHEETS[0], "État"), ["en quarantaine"]);
    assert_eq!(
        book.texts(SHEETS[0], "mercredi 26 novembre 2025 – Paris"),
        ["Oui"]
    );
    assert_eq!(book.rows(SHEETS[5]).len(), 1);
}

/// A day that was taken off the programme still has its people.
async fn days_that_the_event_no_longer_has(database: Arc<Database>) {
    let before = Server::start(&database).await;
    before.send(&person(0, &[MIDDLE, LAST])).await.reference();
    let server = Server::with_site(&database, |site| {
        site.event.days.pop();
    })
    .await;
    let mut book = Book::export(&database, &server, &[]).await;
    assert_eq!(
        book.texts(SHEETS[0], "jeudi 27 novembre 2025"),
        ["place confirmée"]
    );
    assert_eq!(book.texts(SHEETS[6], "Nom"), ["Durand"]);
}

/// An event without a workshop and without a reimbursement has no sheet and no column of them, in no file and no report,
/// but for what people had sent to their forms before.
async fn forms_that_the_event_does_not_have(database: Arc<Database>) {
    let without = |site: &mut Site| {
        site.event.workshop = None;
        site.event.reimbursement = None;
    };
    let server = Server::with_site(&database, without).await;
    server.send(&Filled::registration()).await.reference();
    let dist = server.folder().to_str().unwrap();
    let mut book = Book::export(&database, &server, &[]).await;
    let sheets = book.book.sheet_names();
    assert_eq!(sheets, [&SHEETS[..1], &SHEETS[3..]].concat());
    let mut told = format!("{:?}", book.rows(SHEETS[0]));
    for words in [
        &["export", "--format", "csv", "--dist", dist][..],
        &["export", "--format", "csv", "--plain", "--dist", dist],
        &["report", "--dist", dist],
        &["report", "--json", "--dist", dist],
    ] {
        told += &said(&run(&database, words).await);
    }
    for name in [
        "telier",
        "éfraiement",
        "workshop",
        "reimbursement",
        "participants",
    ] {
        assert!(!told.contains(name), "{name}: {told}");
    }

    let before = Server::start(&database).await;
    before.send(&Filled::workshop()).await.reference();
    let book = Book::export(&database, &server, &[]).await;
    assert_eq!(book.book.sheet_names().len(), sheets.len() + 1);
}

/// The table of a form for a French Excel has the columns of its sheet, with dates as France writes them.
async fn the_same_as_csv(database: Arc<Database>) {
    let server = Server::start(&database).await;
    server.send(&Filled::registration()).await.reference();
    database
        .execute("UPDATE submissions SET created_at = '2025-11-03T23:30:05.000000Z'")
        .await;
    let mut book = Book::export(&database, &server, &[]).await;
    let dist = server.folder().to_str().unwrap();
    let words = [
        "export",
        "--format",
        "csv",
        "--form",
        "registration",
        "--dist",
        dist,
    ];
    let text = said(&run(&database, &words).await);
    let line = |number: usize| {
        let line = text
            .trim_start_matches('\u{feff}')
            .split("\r\n")
            .nth(number);
        let cells = line
            .unwrap()
            .split(';')
            .map(|cell| cell.trim_matches('"').to_owned());
        cells.collect::<Vec<_>>()
    };
    let rows = book.rows(SHEETS[0]);
    let headings: Vec<String> = rows[0].iter().map(Data::to_string).collect();
    assert_eq!(line(0), headings);
    for (cell, heading) in line(1).iter().zip(&headings) {
        if heading.starts_with("Reçu") {
            assert_eq!(cell, "04/11/2025 00:30");
        } else {
            assert_eq!(*cell, book.texts(SHEETS[0], heading)[0], "{heading}");
        }
    }
}
