//! `backup` and `restore`: copies of the SQLite file.

use std::path::Path;

use nec_ess_endpoint::{link_secret, store};

use crate::options::Options;
use crate::organise::tell;

pub(crate) async fn backup(options: Options) -> Result<(), String> {
    let file = &options.file;
    let store = options.open_existing().await?;
    if !store.is_sqlite() {
        return Err("backup is for SQLite; use pg_dump for PostgreSQL".into());
    }
    if file.exists() {
        return Err(format!(
            "{}: it is there already; expected the name of a new file",
            file.display()
        ));
    }
    let backed_up = store.backup(file).await;
    backed_up.map_err(|error| format!("nothing was copied: {error}"))
}

pub(crate) fn restore(options: Options) -> Result<(), String> {
    let copy = &options.file;
    let database = options
        .database()?
        .ok_or("restore is for SQLite; use pg_restore for PostgreSQL")?;
    let restored = store::restore(copy, &database, options.replace);
    let restored = restored.map_err(|error| error.to_string())?;
    if let Some(aside) = &restored.aside {
        tell(format!(
            "What was there before is in {}, whole: delete it once nobody needs it",
            aside.display()
        ));
    }
    tell(format!(
        "{} is {} now: {} submissions",
        database.display(),
        copy.display(),
        restored.submissions
    ));
    if restored.held_mails > 0 {
        tell(format!(
            "mails that waited when the copy was made: {}. They may have gone out since, and are held: `mail` lists them, \
             `mail --send --again` sends them",
            restored.held_mails
        ));
    }
    let folder = database.parent().unwrap_or(Path::new("."));
    tell(link_secret::fate(folder, restored.link_print.as_deref()));
    Ok(())
}
