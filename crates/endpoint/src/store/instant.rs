//! Instants as texts that sort as the instants do.

use jiff::Timestamp;

use super::connection::Connection;
use super::error::Error;
use super::value::values;

/// RFC 3339 in UTC with six digits of a second, also where they are zeros.
pub(super) fn write(instant: Timestamp) -> String {
    format!("{instant:.6}")
}

/// The instant that was written as `text`.
pub(super) fn read(text: &str) -> Result<Timestamp, Error> {
    text.parse()
        .map_err(|_| Error::Unexpected("an instant is not RFC 3339".into()))
}

/// Writes every instant anew that was stored with as many digits as it needed.
pub(super) async fn lengthen(connection: &mut Connection) -> Result<(), Error> {
    for (stored, change) in [
        (
            "SELECT DISTINCT created_at FROM submissions",
            "UPDATE submissions SET created_at = $1 WHERE created_at = $2",
        ),
        (
            "SELECT DISTINCT created_at FROM quarantine",
            "UPDATE quarantine SET created_at = $1 WHERE created_at = $2",
        ),
        (
            "SELECT DISTINCT created_at FROM outbox",
            "UPDATE outbox SET created_at = $1 WHERE created_at = $2",
        ),
    ] {
        for row in connection.rows(stored, &[]).await? {
            let before = row.text(0)?;
            // What is no instant is not ours to change.
            let Ok(instant) = read(&before) else { continue };
            connection
                .execute(change, values![write(instant), before])
                .await?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As long with digits as without, and the same instant.
    #[test]
    fn one_length() {
        for (text, written) in [
            ("2025-11-24T18:00:00Z", "2025-11-24T18:00:00.000000Z"),
            ("2025-11-24T18:00:00.5Z", "2025-11-24T18:00:00.500000Z"),
            (
                "2025-11-24T18:00:00.123456789Z",
                "2025-11-24T18:00:00.123456Z",
            ),
        ] {
            assert_eq!(write(read(text).expect("an instant")), written);
        }
    }
}
