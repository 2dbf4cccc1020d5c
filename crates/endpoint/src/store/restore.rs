//! Puts a copy of the database in its place, so that file and log belong together.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::copy;
use super::error::Error;
use super::life::{Files, Life};
use super::sqlite::new_life;
use crate::{plain, private_file};

/// What restoring came to.
#[derive(Clone, Debug)]
pub struct Restored {
    /// Where the database that was there before is now, with all that belongs to it.
    pub aside: Option<PathBuf>,
    /// How many submissions there are now.
    pub submissions: i64,
    /// How many mails waited when the copy was made: held, since they may have gone out since.
    pub held_mails: usize,
    /// The print of the secret that their private links are signed with.
    pub link_print: Option<String>,
}

/// Puts `copy` in the place of `database`. What is there is moved into a folder of its own if it `may_replace` it, and is
/// never deleted. Until the copy is found to be whole nothing is touched.
///
/// # Errors
/// When the copy is not whole or not ours, when an endpoint or another command has the database open, when there is one and
/// it may not be replaced, or when a file cannot be moved, in plain words.
pub fn restore(copy: &Path, database: &Path, may_replace: bool) -> Result<Restored, Error> {
    let unavailable = |text: String| Err(Error::Unavailable(text));
    let (name, place) = (copy.display(), database.display());
    // Before a folder is made, for somebody who mistyped the copy's name.
    fs::metadata(copy).map_err(|error| plain::named(copy, &error))?;
    if fs::canonicalize(copy).ok() == fs::canonicalize(database).ok() {
        return unavailable(format!("{name} is the database itself"));
    }
    let log = Files::of(copy).log;
    if fs::metadata(&log).is_ok_and(|log| log.len() > 0) {
        return unavailable(format!(
            "{name} is not a copy that `backup` made: a part of it is still in {}. Run `backup` on the folder where it is, \
             and restore what that makes",
            log.display()
        ));
    }
    copy::check(copy)?;
    if let Some(folder) = database.parent() {
        fs::create_dir_all(folder).map_err(|error| plain::named(folder, &error))?;
    }
    let files = Files::of(database);
    let Some(_alone) = files.open_alone()? else {
        return unavailable(format!(
            "{place} is open: an endpoint serves it, or another command is at work. Stop it first"
        ));
    };
    if files.is_anything_there() && !may_replace {
        return unavailable(format!(
            "{place}: there is a database already. With --replace it is moved aside, and not deleted"
        ));
    }
    let draft = files.beside("-restoring");
    let (content, held_mails) = take(copy, &draft).inspect_err(|_| {
        let _ = fs::remove_file(&draft);
    })?;
    let aside = if files.is_anything_there() {
        Some(put_aside(&files)?)
    } else {
        None
    };
    fs::rename(&draft, database)?;
    if let Some(head) = files.head()? {
        files.note(&Life {
            life: head.life,
            epochs: head.epoch..=head.epoch,
        })?;
    }
    sync_folder(database)?;
    Ok(Restored {
        aside,
        submissions: content.submissions,
        held_mails,
        link_print: content.link_print,
    })
}

/// Copies `copy` to `draft`, which its owner alone can read, checks it there, and holds its mails.
fn take(copy: &Path, draft: &Path) -> Result<(copy::Content, usize), Error> {
    let mut written = private_file::create(draft)?;
    io::copy(&mut File::open(copy)?, &mut written)?;
    drop(written);
    let content = copy::begin_life(draft, new_life()?)
        .map_err(|error| Error::Unexpected(format!("{}: {error}", copy.display())))?;
    Ok((content, copy::hold_mails(draft)?))
}

/// Moves the database and all that belongs to it into a folder of its own. The database goes first: what stays behind if
/// this is interrupted is refused at the next start, and nothing is written into it.
fn put_aside(files: &Files) -> Result<PathBuf, Error> {
    let mark = format!("{:.3}", Timestamp::now()).replace([':', '.'], "-");
    let folder = files.beside(&format!("-replaced-{mark}"));
    private_file::folder(&folder)?;
    for path in files.all() {
        let Some(name) = path.file_name() else {
            continue;
        };
        match fs::rename(path, folder.join(name)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error.into()),
            _ => {}
        }
    }
    Ok(folder)
}

fn sync_folder(database: &Path) -> io::Result<()> {
    // Other systems do not open folders.
    #[cfg(unix)]
    if let Some(folder) = database.parent() {
        let folder = if folder.as_os_str().is_empty() {
            Path::new(".")
        } else {
            folder
        };
        File::open(folder)?.sync_all()?;
    }
    Ok(())
}
