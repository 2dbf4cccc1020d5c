//! What one person does costs the same however many came before. SQLite says how many steps each statement took; what
//! PostgreSQL reads is tested over HTTP.

use std::path::Path;

use jiff::Timestamp;
use nec_ess_domain::forms::{REGISTRATION, REIMBURSEMENT};
use nec_ess_domain::{Answers, Lang};
use rusqlite::Connection;

use super::connection::steps;
use super::{Caps, MailStatus, NewSubmission, Outcome, State, Store};

const DAY: &str = "2031-11-26";
/// Steps of SQLite's virtual machine: a look into an index and a row take some tens.
const MOST: i32 = 500;

/// Puts a hundred thousand people into the file at `path`, most of them on the waiting list of the day.
fn fill(path: &Path) {
    let connection = Connection::open(path).expect("the file");
    connection
        .execute_batch(
            "CREATE TEMP TABLE people AS
                 WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 100000)
                 SELECT n, CAST(n AS TEXT) AS t FROM numbers;
             INSERT INTO submissions
                 (number, reference, form, submission_key, lang, answers, content_hash, created_at, organisation)
                 SELECT n, 'R' || t, 'registration', 'K' || t, 'fr', '[]', 'H' || t,
                        '2031-01-01T00:00:00.000000Z', 'O' || t FROM people;
             INSERT INTO attendances (submission, day, status)
                 SELECT n, '2031-11-26', CASE WHEN n > 50 THEN 'waiting' ELSE 'confirmed' END FROM people;
             INSERT INTO day_counts (day, confirmed) VALUES ('2031-11-26', 50);
             INSERT INTO outbox
                 (submission, version, kind, about, reference, recipient, lang, facts, created_at, status, attempts, next_at,
                  error)
                 SELECT n, 0, 'stored', '', 'R' || t, 'a@exemple.fr', 'fr', '{}',
                        '2031-01-01T00:00:00.000000Z', CASE WHEN n > 90000 THEN 'waiting' ELSE 'sent' END, 0, 0, ''
                 FROM people;
             INSERT INTO quarantine
                 (form, reference, submission_key, lang, answers, content_hash, created_at, state, version)
                 SELECT 'registration', 'Q' || t, 'K' || t, 'fr', '[]', 'H' || t,
                        '2031-01-01T00:00:00.000000Z', 'active', 0 FROM people WHERE n <= 5000;
             INSERT INTO earlier_links (token_hash, reference) SELECT 'H' || t, 'R' || t FROM people;",
        )
        .expect("a hundred thousand people");
}

fn new(form: &'static nec_ess_domain::Form, name: &str) -> NewSubmission {
    let answers: Answers = [
        ("email", "camille@exemple.fr"),
        ("first_name", name),
        ("organisation", "Lilas"),
        ("country", "FR"),
        ("registration_number", "732829320"),
        ("days", DAY),
    ]
    .into_iter()
    .collect();
    NewSubmission {
        form: form.id,
        key: format!("key-{}-{name}", form.id),
        reference: format!("ABC-{}-{name}", form.id),
        lang: Lang::Fr,
        content_hash: format!("hash-{}-{name}", form.id),
        answers,
        created_at: Timestamp::now(),
    }
}

/// Submissions, their corrections and ends, the quarantine, private pages, places, mails.
#[tokio::test]
async fn nothing_reads_what_others_stored() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = Store::sqlite(folder.path()).await.expect("a new file");
    fill(&folder.path().join("submissions.db"));
    let caps: Caps = [(DAY.to_owned(), 50)].into();
    steps::take();

    let person = new(&REGISTRATION, "Camille");
    let added = store.add(&person, &caps).await.expect("it is stored");
    assert!(matches!(added, Outcome::Created(_)));
    let again = store.add(&person, &caps).await.expect("it is found");
    assert!(matches!(again, Outcome::Replayed(_)));
    store.earlier(&person).await.expect("it is found");
    store
        .add(&new(&REIMBURSEMENT, "Alix"), &caps)
        .await
        .expect("it is stored");
    store
        .correct(&person.reference, &person.answers, "another hash", &caps)
        .await
        .expect("it is corrected");
    // Someone with a place leaves: the first of those who wait moves up.
    store.cancel("R7", &caps).await.expect("it is cancelled");
    store.erase("R8", &caps).await.expect("it is erased");
    store.by_reference("R9").await.expect("it is found");
    store.by_reference("Q9").await.expect("it is found");
    store.earlier_link("T9").await.expect("nothing is found");
    store.told("R9").await.expect("its mails are found");
    store.resend("R9").await.expect("a mail is written");
    store.places(&caps).await.expect("they are counted");
    let mut spam = new(&REGISTRATION, "Spam");
    spam.key = "key of spam".into();
    let kept = store.quarantine(&spam, &caps).await.expect("it is kept");
    let Outcome::Created(kept) = kept else {
        unreachable!("it is new")
    };
    store
        .end_quarantined(&kept, State::Cancelled)
        .await
        .expect("it is cancelled");
    store.release("Q7", &caps).await.expect("it is released");
    let mail = store
        .claim(1)
        .await
        .expect("a mail")
        .expect("one that waits");
    store
        .settle_mail(&mail, MailStatus::Sent, 0, "")
        .await
        .expect("it is noted");
    store.ping().await.expect("it stores");

    let costly: Vec<_> = steps::take()
        .into_iter()
        .filter(|(_, steps)| *steps > MOST)
        .collect();
    assert!(costly.is_empty(), "{costly:#?}");
}
