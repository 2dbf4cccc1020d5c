//! Who waits for a place, in the order in which they get one.

use super::connection::Connection;
use super::database::Store;
use super::error::Error;

/// Someone who waits for a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// The day's identifier.
    pub day: String,
    /// The place in that day's queue, from 1.
    pub rank: usize,
    /// Whose submission it is.
    pub reference: String,
}

impl Store {
    /// Everyone who waits, by day and turn.
    ///
    /// # Errors
    /// When the storage fails.
    pub async fn waiting_list(&self) -> Result<Vec<Waiting>, Error> {
        self.read(|connection| Box::pin(async { waiting_list(connection).await }))
            .await
    }
}

async fn waiting_list(connection: &mut Connection) -> Result<Vec<Waiting>, Error> {
    let sql = "SELECT day, reference FROM attendances JOIN submissions ON number = submission
               WHERE status = 'waiting' ORDER BY day, seq";
    let mut list: Vec<Waiting> = Vec::new();
    for row in connection.rows(sql, &[]).await? {
        let day = row.text(0)?;
        let before = list.last().filter(|before| before.day == day);
        let rank = before.map_or(0, |before| before.rank) + 1;
        list.push(Waiting {
            day,
            rank,
            reference: row.text(1)?,
        });
    }
    Ok(list)
}
