//! Databases as earlier releases left them.

use crate::database::Database;

/// The tables before rows had numbers, with what is stored. Each submission has a token made of its reference.
const BEFORE_NUMBERS: &str = "ALTER TABLE submissions RENAME TO submissions_now;
ALTER TABLE attendances RENAME TO attendances_now;
ALTER TABLE outbox RENAME TO outbox_now;
ALTER TABLE quarantine RENAME TO quarantine_now;
CREATE TABLE submissions (
    reference TEXT PRIMARY KEY, form TEXT NOT NULL, submission_key TEXT NOT NULL, token TEXT NOT NULL UNIQUE,
    lang TEXT NOT NULL, answers TEXT NOT NULL, content_hash TEXT NOT NULL, created_at TEXT NOT NULL,
    UNIQUE (form, submission_key), UNIQUE (form, content_hash)
);
ALTER TABLE submissions ADD COLUMN state TEXT NOT NULL DEFAULT 'active';
ALTER TABLE submissions ADD COLUMN version BIGINT NOT NULL DEFAULT 0;
ALTER TABLE submissions ADD COLUMN organisation TEXT;
CREATE TABLE attendances (
    reference TEXT NOT NULL, day TEXT NOT NULL, status TEXT NOT NULL, seq BIGINT NOT NULL,
    PRIMARY KEY (reference, day)
);
CREATE TABLE outbox (
    id TEXT PRIMARY KEY, reference TEXT NOT NULL, kind TEXT NOT NULL, recipient TEXT NOT NULL, lang TEXT NOT NULL,
    facts TEXT NOT NULL, created_at TEXT NOT NULL, status TEXT NOT NULL, attempts BIGINT NOT NULL,
    next_at BIGINT NOT NULL, error TEXT NOT NULL
);
CREATE TABLE quarantine (
    reference TEXT PRIMARY KEY, form TEXT NOT NULL, token TEXT NOT NULL UNIQUE, lang TEXT NOT NULL,
    answers TEXT NOT NULL, content_hash TEXT NOT NULL, created_at TEXT NOT NULL, state TEXT NOT NULL,
    version BIGINT NOT NULL, UNIQUE (form, content_hash)
);
ALTER TABLE quarantine ADD COLUMN submission_key TEXT NOT NULL DEFAULT '';
INSERT INTO submissions SELECT reference, form, submission_key, '0' || replace(reference, '-', '') || '00000000000000',
    lang, answers, content_hash, created_at, state, version, organisation FROM submissions_now;
INSERT INTO attendances SELECT reference, day, attendances_now.status, seq FROM attendances_now
    JOIN submissions_now ON number = submission;
INSERT INTO outbox SELECT reference || '/' || CAST(version AS TEXT) || '/' || kind ||
        CASE WHEN about = '' THEN '' ELSE '/' || about END,
    reference, kind, recipient, lang,
    '{\"token\":\"0' || replace(reference, '-', '') || '00000000000000\",' || substr(facts, 2),
    created_at, status, attempts, next_at, error FROM outbox_now;
INSERT INTO quarantine SELECT reference, form, '0' || replace(reference, '-', '') || '00000000000000', lang, answers,
    content_hash, created_at, state, version, submission_key FROM quarantine_now;
DROP TABLE submissions_now;
DROP TABLE attendances_now;
DROP TABLE outbox_now;
DROP TABLE quarantine_now;
DROP TABLE earlier_links;
DROP TABLE settings;
DROP TABLE letters;
CREATE UNIQUE INDEX submissions_organisation ON submissions (form, organisation) WHERE organisation IS NOT NULL;
DELETE FROM schema_steps WHERE step > 17";

/// Gives `database` the tables from before rows had numbers, then runs `sql`, which leads further back.
pub async fn go_back(database: &Database, sql: &str) {
    database.execute(BEFORE_NUMBERS).await;
    if !sql.is_empty() {
        database.execute(sql).await;
    }
}
