//! Private pages and mails on any day: they offer what can still be done, and say so where something no longer can.

use std::sync::Arc;

use jiff::civil::{Date, date};
use nec_ess_domain::{Lang, forms};
use reqwest::header::{ACCEPT, CONTENT_TYPE};
use reqwest::{Method, StatusCode};

use crate::answer::Answer;
use crate::database::Database;
use crate::dist::{self, SITE};
use crate::forms::{BROWSER, Filled};
use crate::mail::{mailer, readable};
use crate::server::Server;
use crate::smtp::Smtp;

crate::on_sqlite!(
    private_pages_offer_what_is_possible,
    a_closed_form_takes_no_correction_and_keeps_what_was_typed,
    cancelled_ones_lead_back_while_open,
    nobody_waits_for_a_day_that_is_over,
    mails_offer_what_is_possible,
    nobody_registers_for_a_day_that_has_ended,
    nobody_is_asked_about_a_workshop_that_is_over,
    a_day_that_has_ended_stays_with_who_has_it,
);

/// A day, when registration closes, and which of registration, workshop and reimbursement are open.
type Time = (Date, Option<&'static str>, [bool; 3]);

const CLOSES: Option<&str> = Some("2025-11-20T18:00:00+01:00");
const WORKSHOP_DAY: Date = date(2025, 11, 26);
const LAST: Date = date(2025, 11, 27);

const TIMES: [Time; 7] = [
    (date(2025, 11, 4), CLOSES, [true; 3]),
    (date(2025, 11, 22), CLOSES, [false; 3]),
    (date(2025, 11, 25), CLOSES, [false; 3]),
    (WORKSHOP_DAY, None, [true; 3]),
    (LAST, None, [true, false, true]),
    (date(2025, 11, 28), None, [false; 3]),
    (date(2025, 11, 28), CLOSES, [false; 3]),
];

/// An endpoint on `day`, with room for `capacity` people on each.
async fn on(database: &Database, day: Date, closes: Option<&str>, capacity: Option<u32>) -> Server {
    let mut site = SITE.clone();
    site.event.registration.closes = closes.map(|closes| closes.parse().unwrap());
    for day in &mut site.event.days {
        day.capacity = capacity;
    }
    Server::with_folder(database, dist::on_day(site, Some(day))).await
}

/// Each form in each language, sent while all are open: its place among the forms, its language, the path of its private
/// page.
async fn sent(database: &Database) -> Vec<(usize, Lang, String)> {
    let server = on(database, date(2025, 11, 4), None, None).await;
    let mut sent = Vec::new();
    for (index, filled) in Filled::each().into_iter().enumerate() {
        for lang in Lang::ALL {
            let filled = filled
                .clone()
                .with("lang", lang.code())
                .with("email", &format!("{index}.{}@exemple.fr", lang.code()))
                .with("workshop", "yes")
                .with(
                    "registration_number",
                    &format!("BE 0403 17{index} {}", lang.code()),
                )
                .with("country", "BE");
            let answer = server.browse(&filled).await;
            assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
            let path = answer.header("location").split('?').next().unwrap();
            sent.push((index, lang, path.to_owned()));
        }
    }
    sent
}

async fn open(server: &Server, path: &str) -> Answer {
    Answer::of(server.request(Method::GET, path).header(ACCEPT, BROWSER)).await
}

async fn post(server: &Server, path: &str, body: String) -> Answer {
    let request = server
        .request(Method::POST, path)
        .header(ACCEPT, BROWSER)
        .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(body);
    Answer::of(request).await
}

/// On each day, of each form, in each language: links and headings name what is possible, and where correcting is not, the
/// page says so and names whom to write to.
async fn private_pages_offer_what_is_possible(database: Arc<Database>) {
    let sent = sent(&database).await;
    for (day, closes, is_open) in TIMES {
        let server = on(&database, day, closes, None).await;
        for (index, lang, path) in &sent {
            let what = format!("{} in {} on {day}", forms::ALL[*index].id, lang.code());
            let words = &SITE.content(*lang).forms;
            let is_open_now = is_open[*index];
            let answer = open(&server, path).await;
            let file = open(&server, &format!("{path}/event.ics")).await.status;
            let cancelling = open(&server, &format!("{path}?show=cancel")).await;
            let erasing = open(&server, &format!("{path}?show=erase")).await;
            let page = answer.page();
            let shown = |name: &str| page.has(&format!(".manage a[href$='show={name}']"));
            assert_eq!(shown("correct"), is_open_now, "{what}");
            assert!(shown("cancel") && shown("erase"), "{what}");
            assert_eq!(page.has(".again"), is_open_now, "{what}");
            let next = is_open.get(index + 1).is_some_and(|is_open| *is_open);
            assert_eq!(page.has("[data-next-form]"), next, "{what}");
            let heading = if is_open_now {
                &words.manage.heading
            } else {
                &words.manage.heading_closed
            };
            assert_eq!(page.text(".manage h3"), *heading, "{what}");
            let told = page.texts(".manage p");
            assert_eq!(told.contains(&words.manage.closed), !is_open_now, "{what}");
            let ask = &SITE.content(*lang).words.legal.ask;
            let asked = told.iter().any(|text| text.starts_with(ask));
            assert_eq!(asked, !is_open_now, "{what}");
            let is_past = match index {
                1 => day > WORKSHOP_DAY,
                _ => day > LAST,
            };
            let title = page.text(".receipt h2");
            assert_eq!(
                title == words.common.receipt_over,
                is_past,
                "{what}: {title}"
            );
            let calendar = page.has("[href$='event.ics']");
            assert_eq!(calendar, !is_past && *index != 2, "{what}");
            assert_eq!(file == StatusCode::OK, calendar, "{what}");

            let told = cancelling.page().text(".manage > p");
            let again = told.contains(&words.manage.cancel_again);
            assert_eq!(again, is_open_now, "{what}: {told}");
            // Nobody waits for these days.
            assert!(!told.contains(&words.manage.cancel_places), "{what}");
            assert!(erasing.page().has("[name=action][value=erase]"), "{what}");
        }
    }
    // And then it is done, also after the event.
    let server = on(&database, date(2025, 11, 28), None, None).await;
    for (_, _, path) in &sent {
        let answer = post(&server, path, "action=erase".into()).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
        assert_eq!(open(&server, path).await.status, StatusCode::GONE);
    }
}

/// Whoever wants to correct a closed form is told why not; what they had typed already stands in it, and no button sends it.
async fn a_closed_form_takes_no_correction_and_keeps_what_was_typed(database: Arc<Database>) {
    let sent = sent(&database).await;
    for (day, closes, is_open) in TIMES {
        let server = on(&database, day, closes, None).await;
        for (index, lang, path) in &sent {
            let what = format!("{} in {} on {day}", forms::ALL[*index].id, lang.code());
            let closed = &SITE.content(*lang).forms.manage.closed;
            let button = "form [type=submit]:not([disabled])";
            let answer = open(&server, &format!("{path}?show=correct")).await;
            assert_eq!(answer.status, StatusCode::OK);
            if is_open[*index] {
                assert!(answer.page().has(button), "{what}");
                continue;
            }
            let notice = answer.page().text(".receipt > .notice");
            assert_eq!(notice, *closed, "{what}");
            let typed = Filled::each()[*index].clone().with("last_name", "Typed");
            let body = format!("action=correct&{}", typed.encoded());
            let answer = post(&server, path, body).await;
            assert_eq!(answer.status, StatusCode::GONE, "{what}");
            let page = answer.page();
            assert_eq!(page.text(".notice[role=alert]"), *closed, "{what}");
            assert_eq!(page.values("last_name"), ["Typed"], "{what}");
            assert!(page.has("form [type=submit][disabled]"), "{what}");
            assert!(!page.has(button), "{what}");
        }
    }
}

/// One that is cancelled can be read and erased; that one may send the form again is said as long as it takes one.
async fn cancelled_ones_lead_back_while_open(database: Arc<Database>) {
    let sent = sent(&database).await;
    let late = on(&database, date(2025, 11, 28), None, None).await;
    for (_, _, path) in &sent {
        let answer = post(&late, path, "action=cancel".into()).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
    }
    for (day, closes, is_open) in TIMES {
        let server = on(&database, day, closes, None).await;
        for (index, lang, path) in &sent {
            let what = format!("{} in {} on {day}", forms::ALL[*index].id, lang.code());
            let words = &SITE.content(*lang).forms.manage;
            let answer = open(&server, path).await;
            let late = post(&server, path, "action=correct".into()).await;
            let page = answer.page();
            assert_eq!(page.text(".receipt h2"), words.cancelled_title, "{what}");
            assert_eq!(page.text(".manage h3"), words.heading_cancelled, "{what}");
            assert_eq!(page.attributes(".manage a.button", "href").len(), 1);
            assert_eq!(page.has(".again"), is_open[*index], "{what}");
            assert!(!page.has("[data-next-form]"), "{what}");
            let says_again = |text: &str| text.contains(&words.again);
            let told = page.text(".receipt");
            assert_eq!(says_again(&told), is_open[*index], "{what}");
            assert_eq!(late.status, StatusCode::CONFLICT);
            let notice = late.page().text(".receipt > .notice");
            assert!(notice.starts_with(&words.too_late), "{what}");
            assert_eq!(says_again(&notice), is_open[*index], "{what}");
        }
    }
}

/// Who waits for a day is told so until that day is over, and that others get a place only as long as they can use it.
async fn nobody_waits_for_a_day_that_is_over(database: Arc<Database>) {
    let days = ["2025-11-25", "2025-11-26"];
    let mut paths = Vec::new();
    for (name, chosen) in [("First", &days[..1]), ("Second", &days[..])] {
        let server = on(&database, date(2025, 11, 4), None, Some(1)).await;
        let mut filled = Filled::registration()
            .with("last_name", name)
            .without("days");
        filled
            .pairs
            .extend(chosen.iter().map(|day| ("days".into(), (*day).into())));
        let answer = server.browse(&filled).await;
        paths.push(
            answer
                .header("location")
                .split('?')
                .next()
                .unwrap()
                .to_owned(),
        );
    }
    let words = &SITE.fr.forms;
    for (day, waits, frees) in [
        (date(2025, 11, 4), true, [true, true]),
        (date(2025, 11, 25), true, [true, true]),
        (date(2025, 11, 26), false, [false, true]),
        (date(2025, 11, 27), false, [false, false]),
        (date(2025, 11, 28), false, [false, false]),
    ] {
        let server = on(&database, day, None, Some(1)).await;
        let answer = open(&server, &paths[1]).await;
        assert_eq!(answer.page().has(".waiting"), waits, "{day}");
        let title = answer.page().text(".receipt h2");
        assert_eq!(
            title == words.common.receipt_waiting,
            waits,
            "{day}: {title}"
        );
        for (path, frees) in paths.iter().zip(frees) {
            let answer = open(&server, &format!("{path}?show=cancel")).await;
            let told = answer.page().text(".manage > p");
            let places = told.contains(&words.manage.cancel_places);
            assert_eq!(places, frees, "{path} on {day}: {told}");
        }
    }
}

/// The same of the mails that leave on each day: the one that a lost link asks for, and the one that confirms cancelling.
async fn mails_offer_what_is_possible(database: Arc<Database>) {
    let sent = sent(&database).await;
    for (is_cancelled, (day, closes, is_open)) in [false, true]
        .into_iter()
        .flat_map(|is_cancelled| TIMES.map(|time| (is_cancelled, time)))
    {
        let server = on(&database, day, closes, None).await;
        // What came before is not looked at.
        mailer(&Smtp::start([]).await, &server)
            .send_due()
            .await
            .unwrap();
        let stored = server.store.all().await.unwrap();
        for stored in &stored {
            let path = server.app.links.path(&stored.reference);
            if is_cancelled {
                let answer = post(&server, &path, "action=cancel".into()).await;
                assert_eq!(answer.status, StatusCode::SEE_OTHER);
            }
            server.store.resend(&stored.reference).await.unwrap();
            let smtp = Smtp::start([]).await;
            mailer(&smtp, &server).send_due().await.unwrap();
            let taken = smtp.taken();
            let text = readable(taken.last().unwrap());
            let (index, lang, _) = sent.iter().find(|(.., sent)| *sent == path).unwrap();
            let what = format!(
                "{} in {} on {day}, cancelled: {is_cancelled}",
                forms::ALL[*index].id,
                lang.code()
            );
            let words = &SITE.content(*lang).forms;
            let mail = &words.mail;
            let link = match (is_cancelled, is_open[*index]) {
                (true, _) => &mail.link_cancelled,
                (false, true) => &mail.link,
                (false, false) => &mail.link_closed,
            };
            assert!(text.contains(link), "{what}: {text}");
            let again = text.contains(&words.manage.again);
            assert_eq!(again, is_cancelled && is_open[*index], "{what}: {text}");
            let is_past = match index {
                1 => day > WORKSHOP_DAY,
                _ => day > LAST,
            };
            let file = text.contains("text/calendar");
            assert_eq!(file, !is_cancelled && !is_past && *index != 2, "{what}");
            assert_eq!(text.contains(&mail.attached), file, "{what}");
        }
    }
}

/// `filled` for `days`.
fn for_days(filled: Filled, days: &[&str]) -> Filled {
    let mut filled = filled.without("days");
    let days = days.iter().map(|day| ("days".into(), (*day).to_owned()));
    filled.pairs.extend(days);
    filled
}

/// Whether the page offers `day`, ticked or not.
fn offers(page: &str, day: &str) -> bool {
    page.contains(&format!("value=\"{day}\""))
}

/// While the event is under way its form is open for the days that are left: those that have ended are neither offered nor
/// taken, and the page says which choice is wrong. What was stored in time is found again.
async fn nobody_registers_for_a_day_that_has_ended(database: Arc<Database>) {
    let of = |days: &[&str]| {
        let email = format!("{}@exemple.fr", days.join("."));
        for_days(Filled::registration().with("email", &email), days)
    };
    let early = of(&["2025-11-25"]).key("0123456789abcdef0123456789abcdef");
    let server = on(&database, date(2025, 11, 25), None, None).await;
    let first = server.send(&early).await.reference();
    let server = on(&database, WORKSHOP_DAY, None, None).await;
    assert_eq!(server.send(&early).await.reference(), first);
    for days in [&["2025-11-25"][..], &["2025-11-25", "2025-11-26"]] {
        let answer = server.browse(&of(days)).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        let page = answer.text();
        assert!(page.contains("déjà passé"), "{page}");
        // What was chosen is there to be taken back.
        assert!(offers(page, "2025-11-25"), "{page}");
    }
    for days in [&["2025-11-26"][..], &["2025-11-26", "2025-11-27"]] {
        server.send(&of(days)).await.reference();
    }
    assert_eq!(server.store.all().await.unwrap().len(), 3);
}

/// Who corrects a name on the second day keeps the first, and adds no day that has ended; an organiser may.
async fn a_day_that_has_ended_stays_with_who_has_it(database: Arc<Database>) {
    let server = on(&database, date(2025, 11, 4), None, None).await;
    let filled = Filled::registration();
    let answer = server
        .browse(&for_days(filled.clone(), &["2025-11-26"]))
        .await;
    let path = answer
        .header("location")
        .split('?')
        .next()
        .unwrap()
        .to_owned();
    let server = on(&database, LAST, None, None).await;
    let answer = open(&server, &format!("{path}?show=correct")).await;
    let page = answer.text();
    assert!(offers(page, "2025-11-26"), "{page}");
    assert!(!offers(page, "2025-11-25"), "{page}");
    let correct = |days: &[&str]| {
        let corrected = for_days(filled.clone().with("action", "correct"), days);
        post(&server, &path, corrected.encoded())
    };
    let answer = correct(&["2025-11-26", "2025-11-27"]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    let answer = correct(&["2025-11-25", "2025-11-26"]).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.text().contains("déjà passé"));
    let stored = server.store.all().await.unwrap().remove(0);
    let days: Vec<&str> = stored.answers.all("days").collect();
    assert_eq!(days, ["2025-11-26", "2025-11-27"]);
}

/// After its day the workshop is no question any more, on no page with a form; who has said yes to it sees that.
async fn nobody_is_asked_about_a_workshop_that_is_over(database: Arc<Database>) {
    let asks = |page: &str| page.contains("name=\"workshop\"");
    let server = on(&database, date(2025, 11, 4), None, None).await;
    let mut paths = Vec::new();
    for (index, ticked) in ["", "yes"].into_iter().enumerate() {
        let filled = Filled::registration().with("workshop", ticked);
        let filled = filled.with("email", &format!("{index}@exemple.fr"));
        let location = server.browse(&filled).await.header("location").to_owned();
        paths.push(location.split('?').next().unwrap().to_owned());
    }
    for (day, is_open) in [(WORKSHOP_DAY, true), (LAST, false)] {
        let server = on(&database, day, None, None).await;
        let refused = server
            .browse(&Filled::registration().without("email"))
            .await;
        assert_eq!(asks(refused.text()), is_open, "{day}");
        for (path, is_asked) in paths.iter().zip([is_open, true]) {
            let page = open(&server, &format!("{path}?show=correct")).await;
            assert_eq!(asks(page.text()), is_asked, "{day}");
        }
    }
}
