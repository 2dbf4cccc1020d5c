//! What SQLite does by itself on the same disk: the reference for the endpoint's figures.

use std::path::Path;
use std::time::{Duration, Instant};

use rusqlite::Connection;

/// What the answers of a submission weigh, bytes.
const ANSWERS: usize = 600;

/// Inserts a row of a submission's size into a new file in `folder` and waits for the disk, `count` times: how many a
/// second.
pub(crate) fn one_by_one(folder: &Path, count: usize) -> f64 {
    let connection = new_file(folder, "one-by-one.db", "id INTEGER PRIMARY KEY");
    let answers = "a".repeat(ANSWERS);
    let begin = Instant::now();
    for _ in 0..count {
        connection
            .execute("INSERT INTO bare (answers) VALUES ($1)", [&answers])
            .expect("room on the disk");
    }
    count as f64 / begin.elapsed().as_secs_f64()
}

/// Inserts `count` rows, each `group` of them with one wait for the disk: how many a second of the first and of the last
/// tenth. A row has two numbers that are unique and that nobody knows beforehand, as a submission has its key and what
/// its answers come to: a file that begins empty takes them faster than one that is full, whoever writes to it.
pub(crate) fn in_groups(folder: &Path, count: usize, group: usize) -> (f64, f64) {
    let columns =
        "id INTEGER PRIMARY KEY, one INTEGER NOT NULL UNIQUE, other INTEGER NOT NULL UNIQUE";
    let connection = new_file(folder, "in-groups.db", columns);
    let answers = "a".repeat(ANSWERS);
    let insert = "INSERT INTO bare (one, other, answers) VALUES (random(), random(), $1)";
    let mut times = vec![Duration::ZERO];
    let begin = Instant::now();
    for _ in 0..count.div_ceil(group) {
        connection.execute_batch("BEGIN").expect("a transaction");
        let mut insert = connection.prepare_cached(insert).expect("a statement");
        for _ in 0..group {
            insert.execute([&answers]).expect("room on the disk");
        }
        connection
            .execute_batch("COMMIT")
            .expect("room on the disk");
        times.push(begin.elapsed());
    }
    let tenth = (times.len() / 10).max(1);
    let speed = |from: Duration, to: Duration| (tenth * group) as f64 / (to - from).as_secs_f64();
    let last = times.len() - 1;
    (
        speed(times[0], times[tenth]),
        speed(times[last - tenth], times[last]),
    )
}

/// A file with a table of these columns and of answers, as the endpoint keeps its own.
fn new_file(folder: &Path, name: &str, columns: &str) -> Connection {
    let connection = Connection::open(folder.join(name)).expect("a new file");
    connection
        .execute_batch(&format!(
            "PRAGMA page_size = 1024; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
             PRAGMA cache_size = -8000; PRAGMA wal_autocheckpoint = 16384;
             CREATE TABLE bare ({columns}, answers TEXT NOT NULL)"
        ))
        .expect("a new table");
    connection
}
