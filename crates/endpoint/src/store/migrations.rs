//! The tables, made step by step. A step that has landed is never changed: add another.

use super::connection::Connection;
use super::database::Store;
use super::error::Error;
use super::job::Done;
use super::value::values;
use super::{attendances, instant, numbers, organisations};

/// One change of the tables.
enum Step {
    /// Statements that both storages understand.
    Sql(&'static str),
    /// The days of the registrations that were stored before days had places.
    Attendances,
    /// Every instant as long as the others: "…:00.5Z" sorted before "…:00Z".
    Instants,
    /// The organisations of the requests that were stored before there was one request for each.
    Organisations,
    /// Rows with numbers, and nothing that opens a private page.
    Numbers,
}

const STEPS: [Step; 22] = [
    Step::Sql(
        "CREATE TABLE submissions (
    reference TEXT PRIMARY KEY,
    form TEXT NOT NULL,
    submission_key TEXT NOT NULL,
    token TEXT NOT NULL UNIQUE,
    lang TEXT NOT NULL,
    answers TEXT NOT NULL,
    content_hash TEXT NOT NULL,
    created_at TEXT NOT NULL,
    UNIQUE (form, submission_key),
    UNIQUE (form, content_hash)
)",
    ),
    Step::Sql("ALTER TABLE submissions ADD COLUMN state TEXT NOT NULL DEFAULT 'active'"),
    // Counts the changes, so that what is told about one of them has a name.
    Step::Sql("ALTER TABLE submissions ADD COLUMN version BIGINT NOT NULL DEFAULT 0"),
    Step::Sql(
        "CREATE TABLE attendances (
    reference TEXT NOT NULL REFERENCES submissions (reference) ON DELETE CASCADE,
    day TEXT NOT NULL,
    status TEXT NOT NULL,
    seq BIGINT NOT NULL,
    PRIMARY KEY (reference, day)
)",
    ),
    Step::Attendances,
    Step::Sql(
        "CREATE TABLE outbox (
    id TEXT PRIMARY KEY,
    reference TEXT NOT NULL REFERENCES submissions (reference) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    recipient TEXT NOT NULL,
    lang TEXT NOT NULL,
    facts TEXT NOT NULL,
    created_at TEXT NOT NULL,
    status TEXT NOT NULL,
    attempts BIGINT NOT NULL,
    next_at BIGINT NOT NULL,
    error TEXT NOT NULL
)",
    ),
    // The same without a foreign key: with one, PostgreSQL neither drops nor restores the table of
    // submissions by itself.
    Step::Sql(
        "ALTER TABLE attendances RENAME TO attendances_before;
CREATE TABLE attendances (
    reference TEXT NOT NULL,
    day TEXT NOT NULL,
    status TEXT NOT NULL,
    seq BIGINT NOT NULL,
    PRIMARY KEY (reference, day)
);
INSERT INTO attendances (reference, day, status, seq)
    SELECT reference, day, status, seq FROM attendances_before;
DROP TABLE attendances_before",
    ),
    Step::Sql(
        "ALTER TABLE outbox RENAME TO outbox_before;
CREATE TABLE outbox (
    id TEXT PRIMARY KEY,
    reference TEXT NOT NULL,
    kind TEXT NOT NULL,
    recipient TEXT NOT NULL,
    lang TEXT NOT NULL,
    facts TEXT NOT NULL,
    created_at TEXT NOT NULL,
    status TEXT NOT NULL,
    attempts BIGINT NOT NULL,
    next_at BIGINT NOT NULL,
    error TEXT NOT NULL
);
INSERT INTO outbox
    (id, reference, kind, recipient, lang, facts, created_at, status, attempts, next_at, error)
    SELECT id, reference, kind, recipient, lang, facts, created_at, status, attempts, next_at, error
    FROM outbox_before;
DROP TABLE outbox_before",
    ),
    Step::Sql(
        "CREATE TABLE quarantine (
    reference TEXT PRIMARY KEY,
    form TEXT NOT NULL,
    token TEXT NOT NULL UNIQUE,
    lang TEXT NOT NULL,
    answers TEXT NOT NULL,
    content_hash TEXT NOT NULL,
    created_at TEXT NOT NULL,
    state TEXT NOT NULL,
    version BIGINT NOT NULL,
    UNIQUE (form, content_hash)
)",
    ),
    Step::Instants,
    Step::Sql("ALTER TABLE submissions ADD COLUMN organisation TEXT"),
    Step::Organisations,
    Step::Sql(
        "CREATE UNIQUE INDEX submissions_organisation ON submissions (form, organisation)
    WHERE organisation IS NOT NULL",
    ),
    // What a submission asks for is found without reading what others stored.
    Step::Sql(
        "CREATE INDEX IF NOT EXISTS attendances_seq ON attendances (seq);
CREATE INDEX IF NOT EXISTS attendances_queue ON attendances (day, status, seq)",
    ),
    Step::Sql(
        "CREATE TABLE IF NOT EXISTS day_counts (
    day TEXT PRIMARY KEY,
    confirmed BIGINT NOT NULL
)",
    ),
    Step::Sql(
        "CREATE INDEX IF NOT EXISTS outbox_due ON outbox (next_at, created_at, id)
    WHERE status IN ('waiting', 'sending')",
    ),
    // One row, written to see whether anything can be.
    Step::Sql(
        "CREATE TABLE IF NOT EXISTS health (
    id BIGINT PRIMARY KEY,
    stored_at TEXT NOT NULL
)",
    ),
    // Whose answers they are: a private link is given again to this key alone.
    Step::Sql("ALTER TABLE quarantine ADD COLUMN submission_key TEXT NOT NULL DEFAULT ''"),
    Step::Numbers,
    // What organisers wrote to many, once for all of them.
    Step::Sql(
        "CREATE TABLE letters (
    id TEXT PRIMARY KEY,
    texts TEXT NOT NULL,
    created_at TEXT NOT NULL
)",
    ),
    // How many were refused is asked by whoever watches.
    Step::Sql(
        "CREATE INDEX IF NOT EXISTS outbox_failed ON outbox (number) WHERE status = 'failed'",
    ),
    // Whoever registers twice is told so.
    Step::Sql("CREATE INDEX IF NOT EXISTS outbox_recipient ON outbox (lower(recipient))"),
];

/// Makes what is missing.
pub(super) async fn run(store: &Store) -> Result<(), Error> {
    store
        .write(|connection| {
            Box::pin(async {
                make(connection).await?;
                Ok(Done::Keep(()))
            })
        })
        .await
}

/// Refuses tables that more steps have made than there are.
pub(super) fn refuse_newer(done: i64) -> Result<(), Error> {
    let known = i64::try_from(STEPS.len()).unwrap_or(i64::MAX);
    if done > known {
        return Err(Error::Unexpected(format!(
            "a newer release has made its tables ({done} steps, this one knows {known}): use that release, or \
             restore the backup from before it"
        )));
    }
    Ok(())
}

async fn make(connection: &mut Connection) -> Result<(), Error> {
    if !connection.is_sqlite() {
        // Replicas that start together take turns.
        connection
            .execute("SELECT pg_advisory_xact_lock(4839201)", &[])
            .await?;
    }
    connection
        .run("CREATE TABLE IF NOT EXISTS schema_steps (step BIGINT PRIMARY KEY)")
        .await?;
    let counted = connection
        .row("SELECT COUNT(*) FROM schema_steps", &[])
        .await?;
    let done = counted.map_or(Ok(0), |row| row.number(0))?;
    refuse_newer(done)?;
    for (step, change) in (0_i64..).zip(STEPS).filter(|(step, _)| *step >= done) {
        match change {
            Step::Sql(sql) => connection.run(sql).await?,
            Step::Attendances => attendances::fill_in(connection).await?,
            Step::Instants => instant::lengthen(connection).await?,
            Step::Organisations => organisations::fill_in(connection).await?,
            Step::Numbers => numbers::give(connection).await?,
        }
        let sql = "INSERT INTO schema_steps (step) VALUES ($1)";
        connection.execute(sql, values![step]).await?;
    }
    Ok(())
}
